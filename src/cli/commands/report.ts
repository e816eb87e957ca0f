/**
 * `meter report <meter>`: one file with everything that is known of a meter that does not answer: the verdict and what it
 * rests on, every frame, the history, what is not proven, and what to do.
 */
import { hostname, userInfo } from 'node:os';
import { basename } from 'node:path';
import { Chalk } from 'chalk';
import { safeText } from '../../bytes/printable.ts';
import { renderEndpoint, renderServerAddress } from '../../evidence/index.ts';
import {
  Anonymizer,
  anonymousHistory,
  type CaseAttachment,
  type CaseFacts,
  type CaseView,
  hideInCase,
  renderCase,
} from '../../report/index.ts';
import { caseWords } from '../../wording/index.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { localText } from '../local-time.ts';
import { type MeterTarget, meterTarget } from '../meter-target.ts';
import { knownSerial } from '../probe-serial.ts';
import { entryOf, environmentOf } from '../report-environment.ts';
import { type ReportFile, type ReportFileOptions, reportFile, writeReport } from '../report-file.ts';
import { historyOf } from '../report-history.ts';
import { type AskOptions, askByProbe, askByTest, readSaved } from '../report-source.ts';
import { milliseconds } from '../seconds.ts';
import { writeSafeJson } from './meter-output.ts';
import { inWords, usageError } from './registry-settings.ts';

export interface ReportOptions extends AskOptions, ReportFileOptions {
  /** A saved document. */
  readonly from?: string;
  /** False for `--no-test`. */
  readonly test?: boolean;
  readonly probe?: boolean;
  readonly takeOver?: boolean;
  readonly yes?: boolean;
}

/** @returns 0 where the report was written, whatever its verdict: telling it is the work. @throws UsageError, the signal's reason */
export async function runReport(context: Context, meter: string, options: ReportOptions): Promise<ExitCode> {
  refuseContradictions(context, options);
  const target = await meterTarget(context, meter, options);
  const { from, trace, pcap } = options;
  const file = reportFile(context, target, options, [from, trace, pcap]);
  if (file.path === null && context.json) throw usageError(caseWords[context.lang].usage.both('--output -', '--json'));
  const ask = await askerOf(context, meter, target, options);
  const work = async (): Promise<ExitCode> => {
    // Before the test: a collector that the test pauses would be told as paused.
    const environment = await surroundings(context, meter, options);
    const facts = await ask();
    const view = viewOf(context, target, { options, facts, environment });
    await finish(context, target, { file, view, options });
    return exitCode.ok;
  };
  if (options.takeOver !== true) return await work();
  const { withTakeOver } = await import('../take-over.ts');
  return await withTakeOver(context, [meter], options, work, 'meter report --take-over');
}

function refuseContradictions({ lang }: Context, options: ReportOptions): void {
  const { from, test, probe, trace, pcap, takeOver, depth, serial, anonymize } = options;
  const quiet = from !== undefined ? '--from' : test === false ? '--no-test' : null;
  const refuse = (one: string, other: string) => usageError(caseWords[lang].usage.both(one, other));
  if (from !== undefined && test === false) throw refuse('--from', '--no-test');
  if (probe === true && depth !== undefined) throw refuse('--probe', '--depth');
  if (quiet === null) return;
  const asking: readonly (readonly [string, boolean])[] = [
    ['--probe', probe === true],
    ['--trace', trace !== undefined],
    ['--pcap', pcap !== undefined],
    ['--take-over', takeOver === true],
    ['--depth', depth !== undefined],
    ['--serial', serial !== undefined && anonymize !== true],
  ];
  const named = asking.find(([, isGiven]) => isGiven);
  if (named !== undefined) throw refuse(quiet, named[0]);
}

/** What will be asked; everything that was typed is checked by now. */
async function askerOf(
  context: Context,
  meter: string,
  target: MeterTarget,
  options: ReportOptions,
): Promise<() => Promise<CaseFacts | null>> {
  const { from, test, probe } = options;
  if (from !== undefined) {
    const saved = readSaved(context, from, target);
    return async () => saved;
  }
  if (test === false) return async () => null;
  if (probe !== true) return await askByTest(context, target, options);
  // Not `--from`, `--output` and their like: a probe has options of the same name.
  const { server, client, credential, timeout, connectTimeout, trace, pcap, serial } = options;
  const own = { server, client, credential, timeout, connectTimeout, trace, pcap, serial };
  const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return () => askByProbe(context, meter, given);
}

async function surroundings(
  context: Context,
  meter: string,
  { from, test, timeout, connectTimeout }: ReportOptions,
): Promise<CaseView['environment']> {
  const isAsking = from === undefined && test !== false;
  const timeouts = {
    replyMs: milliseconds(context, '--timeout', timeout),
    connectMs: milliseconds(context, '--connect-timeout', connectTimeout),
  };
  const entry = await inWords(context.lang, () => entryOf(context, meter));
  return await environmentOf(context, entry, isAsking ? timeouts : null);
}

interface Gathered {
  readonly options: ReportOptions;
  readonly facts: CaseFacts | null;
  readonly environment: CaseView['environment'];
}

function viewOf(context: Context, target: MeterTarget, { options, facts, environment }: Gathered): CaseView {
  const { from, trace, pcap, anonymize = false } = options;
  const history = historyOf(context, target);
  const files: readonly (readonly [CaseAttachment['kind'], string | undefined])[] = [
    ['trace', trace],
    ['pcap', pcap],
    ['document', from],
  ];
  const anonymizer = anonymize ? anonymizerOf(context, target, { options, facts, environment }) : null;
  return {
    madeAt: localText(Date.now()),
    name: anonymize ? null : target.name,
    endpoint: anonymize ? null : renderEndpoint(target.endpoint),
    server: serverOf(target, facts, anonymizer),
    facts: facts === null ? null : hideInCase(facts, anonymizer),
    startedAt: facts === null ? null : localText(Date.parse(facts.startedAt)),
    source: from !== undefined ? 'document' : facts === null ? 'history' : 'asked',
    history: anonymizer === null ? history : anonymousHistory(history, anonymizer),
    environment: anonymize ? { ...environment, collector: namelessCollector(environment) } : environment,
    attachments: files.flatMap(([kind, path]) =>
      path === undefined ? [] : [{ kind, file: anonymize ? null : basename(path) }],
    ),
    anonymous: anonymize,
  };
}

/** A saved document knows best which address was asked. */
function serverOf(target: MeterTarget, facts: CaseFacts | null, anonymizer: Anonymizer | null): string {
  const server = facts?.meter.server ?? renderServerAddress(target.server);
  return anonymizer === null ? server : anonymizer.server(server);
}

function namelessCollector({ collector }: CaseView['environment']): CaseView['environment']['collector'] {
  return collector === null ? null : { ...collector, name: null };
}

function anonymizerOf(context: Context, target: MeterTarget, { options, facts, environment }: Gathered): Anonymizer {
  const { name, endpoint, credentials } = target;
  const readValues = facts?.experiments.map(({ details }) => details.value) ?? [];
  const words = [
    name,
    endpoint.host,
    renderEndpoint(endpoint),
    facts?.meter.name ?? null,
    facts?.meter.endpoint ?? null,
    options.serial ?? null,
    knownSerial(context, target),
    environment.collector?.name?.replace(/^[\w-]+:/, '') ?? null,
    hostname(),
    userName(),
    // Of what the meter said: its names, not its instants.
    ...readValues.filter((value) => value !== null && !/^\d{4}-\d\d-\d\d/.test(value)),
  ];
  const sets = [...credentials, ...(facts?.credentials ?? [])].map((one) => one.name);
  return new Anonymizer(words, sets);
}

/** Null for a user without an entry, as containers have them. */
function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    return null;
  }
}

interface Finished {
  readonly file: ReportFile;
  readonly view: CaseView;
  readonly options: ReportOptions;
}

async function finish(context: Context, target: MeterTarget, { file, view, options }: Finished): Promise<void> {
  const { out, lang, json } = context;
  const { text, frames } = renderCase(view, file.format, { lang, chalk: new Chalk({ level: 0 }) });
  writeReport(context, file, text);
  if (file.path === null) return;
  const { facts, history } = view;
  if (json) {
    const { id, name, endpoint } = target;
    const last = history.rows[0];
    writeSafeJson(context, {
      schema: 'meter.report/1',
      file: file.path,
      format: file.format,
      lang,
      anonymized: view.anonymous,
      source: facts === null ? 'history' : options.from !== undefined ? 'document' : facts.kind,
      meter: view.anonymous ? null : { id, name, endpoint: renderEndpoint(endpoint) },
      // Of the history alone: what the last run came to.
      verdict: facts === null ? (last === undefined ? null : { code: last.code }) : shortVerdict(facts),
      frames,
      attachments: view.attachments,
    });
  } else out.write(`${caseWords[lang].written(safeText(file.path), frames)}\n`);
}

function shortVerdict({ verdict: { code, outcome, causes } }: CaseFacts): object {
  return { code, outcome, grade: causes.find((one) => one.code === code)?.grade ?? null };
}

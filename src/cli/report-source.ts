/** What a report is made from: a test or a probe that runs now, a document that was saved, or the history alone. */
import { readFileSync } from 'node:fs';
import { testDepths } from '../campaign/index.ts';
import { renderEndpoint } from '../evidence/index.ts';
import { type CaseFacts, readCase } from '../report/index.ts';
import { caseWords, testCommandWords } from '../wording/index.ts';
import { usageError } from './commands/registry-settings.ts';
import { credentialPlans, testOne } from './commands/test.ts';
import { type Context, UsageError } from './context.ts';
import { keepHistory, pastEvidence } from './keep-history.ts';
import type { MeterTarget, TargetOptions } from './meter-target.ts';
import { milliseconds } from './seconds.ts';
import { type RecordOptions, showEvents, startRecords } from './trace.ts';

/** No document of ours is longer. */
const longestDocument = 64 * 1024 * 1024;

export interface AskOptions extends TargetOptions {
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly depth?: string;
  readonly trace?: string;
  readonly pcap?: string;
  readonly serial?: string;
}

/** Tests the meter as `meter test` does, and leaves its record in the history. */
export async function askByTest(
  context: Context,
  target: MeterTarget,
  options: AskOptions,
): Promise<() => Promise<CaseFacts | null>> {
  const { lang } = context;
  const words = testCommandWords[lang];
  const replyMs = milliseconds(context, '--timeout', options.timeout);
  const connectTimeoutMs = milliseconds(context, '--connect-timeout', options.connectTimeout);
  const depth = testDepths.find((one) => one === (options.depth ?? 'read'));
  if (depth === undefined) throw new UsageError(words.depthWrong(options.depth ?? ''), words.depthHint);
  if (target.endpoint.transport === 'wrapper' && depth === 'link') throw new UsageError(words.noLink, words.noLinkHint);
  if (target.credentials.length === 0) {
    throw new UsageError(words.noCredentials(target.name ?? ''), words.noCredentialsHint);
  }
  // Every secret is found before the line is touched.
  const credentials = credentialPlans(context, target, depth);
  return async () => {
    const records: RecordOptions = { trace: options.trace, pcap: options.pcap };
    const shows = `meter report ${renderEndpoint(target.endpoint)}`;
    const keepers = [await showEvents(context), ...startRecords(context, records, shows)];
    const before = pastEvidence(context, target, credentials);
    const how = { depth, credentials, replyMs, connectTimeoutMs, keepers, before };
    const { report, document } = await testOne(context, target, how);
    keepHistory(context, report);
    return readCase(JSON.parse(JSON.stringify(document)), report.evidence);
  };
}

/** Probes the meter as `meter probe` does: its document is what it would have printed. */
export async function askByProbe(context: Context, meter: string, options: AskOptions): Promise<CaseFacts | null> {
  const { runProbeCommand } = await import('./commands/probe.ts');
  const written: string[] = [];
  const out = { ...context.out, write: (text: string) => void written.push(text), isTerminal: false };
  await runProbeCommand({ ...context, out, json: true }, meter, options);
  return readCase(JSON.parse(written.join('')));
}

/** A document that was saved. @throws UsageError where it cannot be read, is none, or is about another meter */
export function readSaved({ lang }: Context, file: string, target: MeterTarget): CaseFacts {
  const { usage } = caseWords[lang];
  const document = parsed(file, lang);
  const tests = (document as { readonly tests?: unknown } | null)?.tests;
  const found = (Array.isArray(tests) ? tests : [document]).map((one) => readCase(one));
  const cases = found.filter((one) => one !== null);
  if (cases.length === 0) throw usageError(usage.noDocument(file));
  const own = cases.filter((one) => isOf(one, target));
  const [first] = own;
  if (first !== undefined && own.length === 1) return first;
  if (cases.length > 1) throw usageError(usage.several(file));
  const other = cases[0]?.meter;
  throw usageError(usage.otherMeter(file, other?.name ?? other?.endpoint ?? '?'));
}

function parsed(file: string, lang: Context['lang']): unknown {
  const { usage } = caseWords[lang];
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw usageError(usage.notRead(file, (error as NodeJS.ErrnoException).code ?? 'unknown'));
  }
  try {
    if (text.length > longestDocument) return null;
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** By its endpoint, or by the entry that it had: an entry may have moved since. */
function isOf({ meter }: CaseFacts, { id, name, endpoint }: MeterTarget): boolean {
  return meter.endpoint === renderEndpoint(endpoint) || (id !== null && meter.id === id && meter.name === name);
}

/**
 * `meter status [meter]`: the collector's state, the pause, and who of this host holds the port, of one meter or of all.
 * Nothing is sent, and nothing is connected to: whoever holds the port is not disturbed.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Chalk } from 'chalk';
import { safeText } from '../../bytes/printable.ts';
import { type CollectorStatus, isCollectorError, type LogLine, openCollector } from '../../collector/index.ts';
import { localHolders } from '../../line/index.ts';
import { type MeterEntry, renderCollector, shownMeter } from '../../meters/index.ts';
import {
  failureDocument,
  linePortText,
  logLineJson,
  pauseText,
  renderLogLine,
  renderStatusTable,
  type StatusRow,
  statusDocument,
} from '../../report/index.ts';
import { collectorWords, registryWords } from '../../wording/index.ts';
import { collectorText, writeFacts, writeFailure } from '../collector-screen.ts';
import { type CollectorAnswer, collectorOf, collectorStates, together } from '../collector-state.ts';
import type { Context } from '../context.ts';
import { holderOfEndpoint } from '../endpoint-lock.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { clockOf, localTime } from '../instants.ts';
import { isOrphan } from '../pause-note.ts';
import { meterName, registeredMeter } from '../registered-meter.ts';
import { writeSafeJson } from './meter-output.ts';
import { inWords, settingsOf } from './registry-settings.ts';

const command = 'meter status';
const schema = 'meter.status/1';
const lookupMs = 2000;

interface Status extends StatusRow {
  readonly meter: MeterEntry;
  readonly failure: CollectorAnswer['failure'];
}

/** @returns 0; 1 where a collector failed, cannot be asked, or runs although its meter is paused */
export async function runStatus(context: Context, wanted: string | undefined): Promise<ExitCode> {
  return await inWords(context.lang, async () => {
    if (wanted === undefined) return await tellAll(context);
    const { meter } = await registeredMeter(context, wanted, command);
    const status = await statusOf(context, meter, collectorStates(context.signal));
    const lastLine = await lastLineOf(context, meter);
    if (context.json) writeSafeJson(context, { schema, ...documentOf(status), lastLine: parsed(lastLine) });
    else tellOne(context, status, lastLine);
    return exitOf([status]);
  });
}

async function tellAll(context: Context): Promise<ExitCode> {
  const { out, err, lang } = context;
  const { meters } = await settingsOf(context, command).read();
  const ask = collectorStates(context.signal);
  const rows: Status[] = [];
  for (let from = 0; from < meters.length; from += together) {
    const some = meters.slice(from, from + together);
    rows.push(...(await Promise.all(some.map((meter) => statusOf(context, meter, ask)))));
  }
  if (context.json) {
    writeSafeJson(context, { schema, meters: rows.map(documentOf) });
  } else if (rows.length === 0) {
    err.write(`${registryWords[lang].noMeters}\n${registryWords[lang].firstMeter}\n`);
  } else {
    const chalk = new Chalk({ level: out.colourLevel });
    out.write(renderStatusTable(rows, { lang, columns: out.columns, chalk, clock: clockOf() }));
  }
  return exitOf(rows);
}

async function statusOf(
  context: Context,
  meter: MeterEntry,
  ask: (meter: MeterEntry) => Promise<CollectorAnswer>,
): Promise<Status> {
  const collector = collectorOf(meter);
  const [port, { status, failure }] = await Promise.all([holdersOf(context, meter), ask(meter)]);
  const { id, name, paused } = shownMeter(meter, { showSecrets: false });
  const own = holderOfEndpoint(meter.endpoint);
  return {
    meter,
    id,
    name,
    paused,
    collector: collector == null ? null : renderCollector(collector),
    status,
    failure,
    ...port,
    own: own === null ? null : { pid: own.pid, command: own.command },
  };
}

async function holdersOf(
  { signal }: Context,
  { endpoint: { host, port } }: MeterEntry,
): Promise<Pick<Status, 'holders' | 'unseen' | 'justClosed'>> {
  const found = await localHolders(await addressOf(host), port, signal);
  return found.outcome === 'read'
    ? { holders: found.holders, unseen: null, justClosed: found.justClosed }
    : { holders: [], unseen: found.why, justClosed: 0 };
}

/** The host itself where it does not resolve in time: then holders cannot be looked for, and that is said. */
async function addressOf(host: string): Promise<string> {
  if (isIP(host) !== 0) return host;
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    limit = setTimeout(() => resolve(host), lookupMs);
  });
  const found = lookup(host).then(
    ({ address }) => address,
    () => host,
  );
  return await Promise.race([found, late]).finally(() => clearTimeout(limit));
}

/** Null where the collector has no log, or none that can be read: `meter logs` says why. */
async function lastLineOf({ signal }: Context, meter: MeterEntry): Promise<LogLine | null> {
  const collector = meter.paused?.collector ?? meter.collector;
  if (collector === undefined) return null;
  try {
    let last: LogLine | null = null;
    for await (const line of openCollector(collector, meter.id).logs({
      lines: 1,
      since: null,
      follow: false,
      signal,
    })) {
      last = line;
    }
    return last;
  } catch (error) {
    if (!isCollectorError(error)) throw error;
    return null;
  }
}

function tellOne(context: Context, { meter, status, failure, paused, ...row }: Status, lastLine: LogLine | null): void {
  const { out, lang } = context;
  const words = collectorWords[lang];
  const { labels } = words;
  const clock = clockOf();
  const chalk = new Chalk({ level: out.colourLevel });
  const collector = meter.paused?.collector ?? meter.collector ?? null;
  const orphan = meter.paused !== undefined && isOrphan(meter.paused);
  writeFacts(context, `${chalk.bold(safeText(meter.name))} (id ${meter.id})`, [
    [labels.collector, collectorText(context, collector, status, clock)],
    [
      labels.paused,
      paused === null ? words.notPaused : `${pauseText(paused, lang, clock)}${orphan ? `; ${words.runEnded}` : ''}`,
    ],
    [labels.why, paused?.why == null ? null : safeText(paused.why)],
    ['', paused === null ? null : words.undo[paused.undo]],
    [labels.port, linePortText(row, lang)],
    [
      labels.lastLine,
      lastLine === null
        ? null
        : renderLogLine(lastLine, { lang, chalk: new Chalk({ level: 0 }), local: localTime }).trim(),
    ],
  ]);
  if (failure !== null) writeFailure(context, failure);
  else if (paused !== null) context.err.write(`${words.noteResume(`${meter.id}`)}\n`);
  else if (status?.state === 'stopped' || status?.state === 'failed') {
    context.err.write(`${words.nextStopped(`${meter.id}`)}\n`);
  }
}

function documentOf({ meter, collector, status, failure, paused, holders, unseen, justClosed, own }: Status): object {
  return {
    meter: meterName(meter),
    collector: collector === null ? null : { name: collector, status: statusDocument(status) },
    paused: paused === null || meter.paused === undefined ? null : { ...paused, orphan: isOrphan(meter.paused) },
    port: { holders, unseen, justClosed, own },
    failure: failureDocument(failure),
  };
}

function parsed(line: LogLine | null): object | null {
  return line === null ? null : (JSON.parse(logLineJson(line)) as object);
}

function exitOf(rows: readonly Status[]): ExitCode {
  const isWrong = ({ status, failure, paused }: Status) =>
    failure !== null || status?.state === 'failed' || (paused !== null && runs(status));
  return rows.some(isWrong) ? exitCode.fault : exitCode.ok;
}

/** A collector that serves this meter and that does run, by its own word. */
function runs(status: CollectorStatus | StatusRow['status']): boolean {
  return status?.state === 'running' || status?.state === 'starting';
}

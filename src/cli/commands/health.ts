/**
 * `meter health`: every registered meter in a line: its collector's state, and what its history has of it. Nothing is asked
 * of any meter.
 */
import { Chalk } from 'chalk';
import { renderEndpoint, renderServerAddress } from '../../evidence/index.ts';
import {
  type HistoryEntries,
  type HistoryEntry,
  type HistoryFile,
  type HistoryRecord,
  historyFiles,
  historyFolder,
  isOf,
  type MeterEntry,
  readBackwards,
  readRecords,
  renderCollector,
  type Tally,
  TallyCounter,
} from '../../meters/index.ts';
import { type HealthRow, type Rate, renderHealth } from '../../report/index.ts';
import { registryWords } from '../../wording/index.ts';
import { type CollectorAnswer, collectorOf, collectorStates, together } from '../collector-state.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { writeSafeJson } from './meter-output.ts';
import { inWords, settingsOf } from './registry-settings.ts';

export interface HealthOptions {
  readonly sort?: boolean;
}

interface MeterHealth {
  readonly meter: MeterEntry;
  readonly last: { readonly entry: HistoryEntry; readonly record: HistoryRecord } | null;
  readonly day: Rate;
  readonly week: Rate;
  readonly tally: Tally;
  readonly damaged: number;
  readonly collector: CollectorAnswer;
}

const dayMs = 86_400_000;

/** @returns 0 where the last verdict of every meter is ok; 1 otherwise: a meter that was never tested is not known to be */
export async function runHealth(context: Context, options: HealthOptions): Promise<ExitCode> {
  const { out, err, lang } = context;
  const { meters } = await inWords(lang, () => settingsOf(context, 'meter health').read());
  const now = Date.now();
  const files = historyFiles(historyFolder(context.configDir));
  const ask = collectorStates(context.signal);
  const inOrder: MeterHealth[] = [];
  for (let from = 0; from < meters.length; from += together) {
    const some = meters.slice(from, from + together);
    const answers = await Promise.all(some.map(ask));
    inOrder.push(...some.map((meter, index) => healthOf(meter, files, now, answers[index] ?? unasked)));
  }
  const all = options.sort === true ? inOrder.toSorted(worstFirst) : inOrder;
  if (context.json) {
    writeSafeJson(context, {
      schema: 'meter.health/1',
      at: new Date(now).toISOString(),
      meters: all.map(documentOf),
      damaged: sum(all.map(({ damaged }) => damaged)),
    });
  } else if (all.length === 0) {
    const { noMeters, firstMeter } = registryWords[lang];
    err.write(`${noMeters}\n${firstMeter}\n`);
  } else {
    const chalk = new Chalk({ level: out.colourLevel });
    const damaged = sum(all.map((one) => one.damaged));
    out.write(
      renderHealth(
        all.map((one) => rowOf(one, now)),
        { lang, columns: out.columns, chalk, damaged },
      ),
    );
  }
  return all.every(({ last }) => last?.entry.met === 'ok') ? exitCode.ok : exitCode.fault;
}

const unasked: CollectorAnswer = { status: null, failure: null };

function healthOf(
  meter: MeterEntry,
  files: readonly HistoryFile[],
  now: number,
  collector: CollectorAnswer,
): MeterHealth {
  const { id, endpoint, server } = meter;
  const own = files.filter(isOf({ id, endpoint: renderEndpoint(endpoint), server: renderServerAddress(server) }));
  // A week, and further back until it answered: since when it does not is told, too.
  const isEnough = (read: HistoryEntries): boolean =>
    (read.at(0)?.at ?? now) < now - 7 * dayMs && tallyAll(read).answered > 0;
  const { entries, damaged } = readBackwards(own, isEnough);
  const entry = lastCounted(entries);
  const [record] = entry === undefined ? [] : readRecords([entry]);
  return {
    meter,
    last: entry === undefined || record === undefined ? null : { entry, record },
    day: rateSince(entries, now - dayMs),
    week: rateSince(entries, now - 7 * dayMs),
    tally: tallyAll(entries),
    damaged,
    collector,
  };
}

function rateSince(entries: HistoryEntries, since: number): Rate {
  const { attempts, successes } = tallyAll(entries.since(since));
  return { attempts, successes };
}

function tallyAll(entries: HistoryEntries): Tally {
  const counter = new TallyCounter();
  entries.each((entry) => counter.add(entry));
  return counter.tally();
}

/** One that met another run of ours says nothing of the meter. */
function lastCounted(entries: HistoryEntries): HistoryEntry | undefined {
  for (let index = 1; index <= entries.length; index++) {
    const entry = entries.at(-index);
    if (entry !== undefined && entry.met !== 'self') return entry;
  }
  return undefined;
}

/** Mute before at fault before untested before ok; then by the rate of the week. */
function worstFirst(left: MeterHealth, right: MeterHealth): number {
  const rank = ({ last }: MeterHealth): number =>
    last === null ? 2 : { none: 0, fault: 1, self: 2, ok: 3 }[last.entry.met];
  const rate = ({ week }: MeterHealth): number => (week.attempts === 0 ? 1 : week.successes / week.attempts);
  return rank(left) - rank(right) || rate(left) - rate(right) || left.meter.id - right.meter.id;
}

function rowOf({ meter, last, day, week, tally, collector }: MeterHealth, now: number): HealthRow {
  const { id, name, paused } = meter;
  return {
    id,
    name,
    last: last && { code: last.record.verdict.code, met: last.entry.met, agoMs: now - last.entry.at },
    day,
    week,
    silentMs: tally.silentSince === null ? null : now - tally.silentSince,
    pausedMs: paused === undefined ? null : now - Date.parse(paused.since),
    state: collector.failure !== null ? 'unknown' : (collector.status?.state ?? null),
  };
}

function documentOf({ meter, last, day, week, tally, collector }: MeterHealth): object {
  const { id, name, endpoint, server, paused } = meter;
  return {
    id,
    name,
    endpoint: renderEndpoint(endpoint),
    server: renderServerAddress(server),
    at: last === null ? null : last.record.at,
    kind: last === null ? null : last.record.kind,
    verdict: last === null ? null : last.record.verdict,
    last24h: day,
    last7d: week,
    silentSince: tally.silentSince === null ? null : new Date(tally.silentSince).toISOString(),
    paused: paused ?? null,
    collector: collectorDocument(meter, collector),
  };
}

function collectorDocument(meter: MeterEntry, { status, failure }: CollectorAnswer): object | null {
  const collector = collectorOf(meter);
  if (collector == null) return null;
  return { name: renderCollector(collector), state: status?.state ?? null, failure: failure?.code ?? null };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

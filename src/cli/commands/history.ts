/** `meter history [meter]`: what earlier runs came to: success rate, since when no answer, and whether these settings ever worked. */
import { Chalk } from 'chalk';
import { renderEndpoint, renderServerAddress } from '../../evidence/index.ts';
import {
  type HistoryEntries,
  type HistoryEntry,
  type HistoryRecord,
  historyFolder,
  metOf,
  type Past,
  PastCounter,
  pruneHistory,
  readHistory,
  readRecords,
  settingsKey,
  type Tally,
  TallyCounter,
} from '../../meters/index.ts';
import {
  type HistoryDay,
  type HistoryView,
  historyCsvHead,
  historyCsvLines,
  type Moment,
  renderHistory,
} from '../../report/index.ts';
import { type HistoryWords, historyWords } from '../../wording/index.ts';
import { barStyle } from '../bar-style.ts';
import type { Context } from '../context.ts';
import { DayCounter } from '../day-counter.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { localText } from '../local-time.ts';
import { type MeterTarget, meterTarget } from '../meter-target.ts';
import { sinceOf } from '../since.ts';
import { writeSafeJson } from './meter-output.ts';
import { usageError } from './registry-settings.ts';

export interface HistoryOptions {
  readonly number?: string;
  readonly since?: string;
  readonly csv?: boolean;
  readonly prune?: string;
}

const usualNumber = 10;
const mostRecords = 1_000_000;
/** Records whose lines are written at once. */
const csvPortion = 1000;

/** @returns 0; whatever the history says, telling it is the work */
export async function runHistory(
  context: Context,
  wanted: string | undefined,
  options: HistoryOptions,
): Promise<ExitCode> {
  const words: HistoryWords = historyWords[context.lang];
  if (options.csv === true && context.json) throw usageError(words.usage.both('--csv', '--json'));
  // Files go by their month, whosesoever they are: nobody shall believe that only one meter's went.
  if (options.prune !== undefined && wanted !== undefined) throw usageError(words.usage.both('--prune', '<meter>'));
  if (options.prune !== undefined) return prune(context, options.prune, words);
  const now = Date.now();
  const number = options.number === undefined ? usualNumber : numberOf(options.number, words);
  const since = options.since === undefined ? null : sinceOf(options.since, now);
  if (Number.isNaN(since)) throw usageError(words.usage.since(options.since ?? ''));
  const target = wanted === undefined ? null : await meterTarget(context, wanted, {});
  const meter = target === null ? null : historyMeter(target);
  const { entries: all, damaged } = readHistory(context.configDir, meter);
  const entries = since === null ? all : all.since(since);
  if (options.csv === true) {
    return await writeCsv(context, entries.last(options.number === undefined ? entries.length : number));
  }
  const records = readRecords(entries.last(number)).toReversed();
  const counted = count(target, meter, all, entries, since, now);
  const told = { meter, since, records, damaged, now, ...counted };
  if (context.json) writeSafeJson(context, documentOf(told));
  else {
    const chalk = new Chalk({ level: context.out.colourLevel });
    const { columns } = context.out;
    context.out.write(
      renderHistory(viewOf(told), { lang: context.lang, columns, chalk, style: barStyle(process.env) }),
    );
  }
  return exitCode.ok;
}

interface Counted {
  readonly tally: Tally;
  /** Of what is asked now: the whole history counts, since an old success proves as much as a new one. */
  readonly settings: readonly { readonly credential: string; readonly client: number; readonly past: Past }[];
  readonly days: readonly HistoryDay[];
}

interface Told extends Counted {
  readonly meter: HistoryRecord['meter'] | null;
  readonly since: number | null;
  readonly records: readonly HistoryRecord[];
  readonly damaged: number;
  readonly now: number;
}

/** Everything that is counted, in one pass: there may be very many records. */
export function count(
  target: MeterTarget | null,
  meter: HistoryRecord['meter'] | null,
  all: HistoryEntries,
  entries: HistoryEntries,
  since: number | null,
  now: number,
): Counted {
  const settings = meter === null ? '' : settingsKey(meter);
  const credentials = (target?.credentials ?? []).map(({ name, client }) => ({
    credential: name,
    client,
    counter: new PastCounter({ settings, client }),
  }));
  const tally = new TallyCounter();
  const days = new DayCounter(entries, since, now);
  all.each((entry) => {
    for (const { counter } of credentials) counter.add(entry);
    if (since !== null && entry.at < since) return;
    tally.add(entry);
    days.add(entry);
  });
  return {
    tally: tally.tally(),
    settings: credentials.map(({ counter, ...who }) => ({ ...who, past: counter.past() })),
    days: days.days,
  };
}

/** What was counted, with its instants in words. */
export function viewOf({ meter, tally, settings, days, since, records, damaged, now }: Told): HistoryView {
  const moment = (ms: number | null): Moment | null => (ms === null ? null : { text: localText(ms), agoMs: now - ms });
  const silentSince = moment(tally.silentSince);
  return {
    meter,
    since: since === null ? null : localText(since),
    attempts: tally.attempts,
    successes: tally.successes,
    ownRuns: tally.ownRuns,
    firstSuccess: moment(tally.firstSuccessAt),
    lastSuccess: moment(tally.lastSuccessAt),
    silent: silentSince === null ? null : { since: silentSince, attempts: tally.silentAttempts },
    settings: settings.map(({ past, ...who }) => ({
      ...who,
      attempts: past.attempts,
      successes: past.successes,
      last: moment(past.lastSuccessAt),
    })),
    days,
    rows: records.map((record) => ({
      when: localText(Date.parse(record.at)),
      meter: meter === null ? (record.meter.name ?? record.meter.endpoint) : null,
      kind: record.kind,
      code: record.verdict.code,
      met: metOf(record),
      credentials: record.credentials,
      durationMs: record.durationMs,
    })),
    damaged,
  };
}

/** The document with schema `meter.history/1`. Instants are ISO 8601, UTC; days are those of this host. */
function documentOf({ meter, tally, settings, days, since, records, damaged }: Told) {
  const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return {
    schema: 'meter.history/1',
    meter,
    since: iso(since),
    attempts: tally.attempts,
    successes: tally.successes,
    answered: tally.answered,
    ownRuns: tally.ownRuns,
    successRate: tally.attempts === 0 ? null : tally.successes / tally.attempts,
    firstAt: iso(tally.firstAt),
    lastAt: iso(tally.lastAt),
    firstSuccessAt: iso(tally.firstSuccessAt),
    lastSuccessAt: iso(tally.lastSuccessAt),
    lastAnswerAt: iso(tally.lastAnswerAt),
    silentSince: iso(tally.silentSince),
    settings: settings.map(({ past, ...who }) => ({
      ...who,
      ...past,
      lastSuccessAt: iso(past.lastSuccessAt),
      silentSince: iso(past.silentSince),
    })),
    days: days.filter(({ attempts }) => attempts > 0),
    records,
    damaged,
  };
}

async function writeCsv({ out, signal }: Context, entries: readonly HistoryEntry[]): Promise<ExitCode> {
  out.write(historyCsvHead);
  for (let from = 0; from < entries.length; from += csvPortion) {
    signal.throwIfAborted();
    out.write(
      readRecords(entries.slice(from, from + csvPortion))
        .map(historyCsvLines)
        .join(''),
    );
    await out.drained?.();
  }
  return exitCode.ok;
}

function prune(context: Context, text: string, words: HistoryWords): ExitCode {
  const days = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > 36_500) throw usageError(words.usage.prune(text));
  const removed = pruneHistory(historyFolder(context.configDir), days, Date.now());
  if (context.json) writeSafeJson(context, { schema: 'meter.history.prune/1', days, removedFiles: removed });
  else context.out.write(`${words.pruned(removed)}\n`);
  return exitCode.ok;
}

/** A meter as its records name it. */
export function historyMeter({ id, name, endpoint, server }: MeterTarget): HistoryRecord['meter'] {
  return { id, name, endpoint: renderEndpoint(endpoint), server: renderServerAddress(server) };
}

function numberOf(text: string, words: HistoryWords): number {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= mostRecords)) throw usageError(words.usage.number(text));
  return number;
}

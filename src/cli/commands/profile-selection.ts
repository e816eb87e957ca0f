/** Which rows `meter profile` is asked for: its options as they were typed, read into one wish. */
import type { RowsWanted, TypedTime } from '../../evidence/index.ts';
import { type ProfileWords, profileWords } from '../../wording/index.ts';
import type { Context } from '../context.ts';
import { usageError } from './registry-settings.ts';

export interface SelectionOptions {
  readonly last?: string;
  readonly from?: string;
  readonly to?: string;
  readonly entries?: string;
  readonly lastEntries?: string;
  readonly all?: boolean;
}

export interface RowsChosen {
  readonly wanted: RowsWanted;
  /** The whole buffer is read, and sorted out here. */
  readonly wholeBuffer: boolean;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const spans: Readonly<Record<string, number>> = { m: minuteMs, h: 60 * minuteMs, d: dayMs, w: 7 * dayMs };
const longestSpan = 100 * 366 * dayMs;
const mostEntries = 0xffff_ffff;

/** @throws UsageError where an option cannot be read, or two exclude each other */
export function rowsChosen({ lang }: Context, options: SelectionOptions): RowsChosen {
  const words: ProfileWords = profileWords[lang];
  const { last, from, to, entries, lastEntries, all = false } = options;
  const given = [
    ...(last === undefined ? [] : ['--last']),
    ...(from === undefined && to === undefined ? [] : [from === undefined ? '--to' : '--from']),
    ...(entries === undefined ? [] : ['--entries']),
    ...(lastEntries === undefined ? [] : ['--last-entries']),
  ];
  const [one, other] = given;
  if (one !== undefined && other !== undefined) throw usageError(words.usage.conflict(one, other));
  if (all && one !== undefined && /entries/.test(one)) throw usageError(words.usage.conflict('--all', one));
  if (all && one === undefined) return { wanted: { kind: 'everything' }, wholeBuffer: true };
  return { wanted: wantedOf(options, words), wholeBuffer: all };
}

function wantedOf({ last = '24h', from, to, entries, lastEntries }: SelectionOptions, words: ProfileWords): RowsWanted {
  if (from !== undefined || to !== undefined) {
    const range = {
      from: from === undefined ? null : typedTime('--from', from, words),
      to: to === undefined ? null : typedTime('--to', to, words),
    };
    if (isReversed(range.from, range.to, to !== undefined && isDay(to))) throw usageError(words.usage.fromAfterTo);
    return { kind: 'range', ...range };
  }
  if (entries !== undefined) return { kind: 'entries', ...entryRange(entries, words) };
  if (lastEntries !== undefined) {
    const count = /^\d{1,9}$/.test(lastEntries) ? Number(lastEntries) : 0;
    if (count < 1) throw usageError(words.usage.lastEntriesWrong(lastEntries));
    return { kind: 'last-entries', count };
  }
  const [, number = '', letter = ''] = /^(\d{1,6})\s*([mhdw])$/i.exec(last.trim()) ?? [];
  const ms = Number(number) * (spans[letter.toLowerCase()] ?? 0);
  if (!(ms > 0 && ms <= longestSpan)) throw usageError(words.usage.lastWrong(last));
  return { kind: 'last', ms };
}

function entryRange(text: string, words: ProfileWords): { readonly from: number; readonly to: number } {
  const [, first = '', second] = /^(\d{1,10})(?:(?:\.\.|-)(\d{1,10}))?$/.exec(text.trim()) ?? [];
  const from = Number(first);
  const to = second === undefined ? from : Number(second);
  if (first === '' || from < 1 || to < from || to > mostEntries) throw usageError(words.usage.entriesWrong(text));
  return { from, to };
}

const timePattern = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

function typedTime(option: '--from' | '--to', text: string, words: ProfileWords): TypedTime {
  const [, year = '', month = '', day = '', hour, minute = '0', second = '0', offset] =
    timePattern.exec(text.trim()) ?? [];
  const date = [Number(year), Number(month) - 1, Number(day)] as const;
  const at = new Date(Date.UTC(...date, Number(hour ?? 0), Number(minute), Number(second)));
  // 31 April would become 1 May.
  const sound =
    at.getUTCFullYear() === date[0] &&
    at.getUTCMonth() === date[1] &&
    at.getUTCDate() === date[2] &&
    Number(minute) < 60 &&
    Number(second) < 60;
  const deviation = offset === undefined ? null : deviationOf(offset);
  if (!sound || date[0] < 1970 || Number.isNaN(deviation)) throw usageError(words.usage.timeWrong(option, text));
  // The row of midnight belongs to the day that it ends.
  const localMs = at.getTime() + (option === '--to' && isDay(text) ? dayMs : 0);
  return { localMs, deviation };
}

/** Minutes from local time to UTC; NaN where the offset is impossible. */
function deviationOf(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const [, sign, hours = '', minutes = ''] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  const total = Number(hours) * 60 + Number(minutes);
  if (total > 14 * 60 || Number(minutes) > 59) return Number.NaN;
  return sign === '+' ? -total + 0 : total;
}

function isDay(text: string): boolean {
  return !text.includes(':');
}

/** @param toIsDay the day is over when the next one begins, and that one is not wanted */
function isReversed(from: TypedTime | null, to: TypedTime | null, toIsDay: boolean): boolean {
  if (from === null || to === null || (from.deviation === null) !== (to.deviation === null)) return false;
  const at = ({ localMs, deviation }: TypedTime): number => localMs + (deviation ?? 0) * minuteMs;
  return toIsDay ? at(from) >= at(to) : at(from) > at(to);
}

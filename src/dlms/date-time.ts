/**
 * Points in time as a meter gives them (Blue Book, common data types; IEC 62056-6-2): octets, each of which may say that
 * it says nothing.
 *
 *   07 EA 0B 18 │ 02 │ 0E 23 0A 32 │ FF 88 │ 80        2026-11-24 14:35:10.50 +02:00
 *   year  m  d    weekday  h m s 1/100  deviation  clock status
 *
 * A date is the first five octets, a time the four behind them. FF is "not specified" everywhere (FFFF for the year,
 * 8000 for the deviation); month FE and FD are begin and end of daylight saving, day FE and FD the last and the second
 * last of the month. Deviation is the way from local time to UTC in minutes: a clock two hours ahead of UTC says −120.
 */
import { dayAt, daysBefore, monthLength, weekdayOf } from './calendar.ts';

export type MonthMark = 'dst-begin' | 'dst-end';
export type DayMark = 'last' | 'second-last';

/** Null is "not specified" in all of these. A number out of its range stays as it came, with a defect beside it. */
export interface DateFields {
  readonly year: number | null;
  readonly month: number | MonthMark | null;
  readonly day: number | DayMark | null;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number | null;
}

export interface TimeFields {
  readonly hour: number | null;
  readonly minute: number | null;
  readonly second: number | null;
  readonly hundredths: number | null;
}

export interface ClockStatus {
  readonly octet: number;
  readonly invalid: boolean;
  readonly doubtful: boolean;
  readonly differentBase: boolean;
  readonly invalidStatus: boolean;
  /** Daylight saving is active; the deviation has it in already. */
  readonly dst: boolean;
}

export interface DateTimeFields extends DateFields, TimeFields {
  /** Minutes from local time to UTC. */
  readonly deviation: number | null;
  readonly status: ClockStatus | null;
}

export type DateTimeField = keyof DateTimeFields;

/** `at` is an offset into the octets read. */
export type DateTimeDefect =
  | { readonly code: 'date-time-length'; readonly at: 0; readonly expected: 12 | 5 | 4; readonly actual: number }
  | {
      readonly code: 'date-time-range';
      readonly at: number;
      readonly field: Exclude<DateTimeField, 'status'>;
      readonly value: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  /** 31 November: the month has fewer days. */
  | { readonly code: 'date-time-day'; readonly at: number; readonly day: number; readonly last: number }
  | { readonly code: 'date-time-weekday'; readonly at: number; readonly weekday: number; readonly expected: number };

interface Parsed {
  /** For people, `??` where nothing is specified; empty where the length is wrong. */
  readonly text: string;
  readonly defects: readonly DateTimeDefect[];
}

export interface ParsedDate extends DateFields, Parsed {
  /** `2026-11-24`; null where it is no whole day of the calendar. */
  readonly iso: string | null;
}

export interface ParsedTime extends TimeFields, Parsed {
  /** `14:35:10.50`; null where hour, minute or second are not there. */
  readonly iso: string | null;
}

export interface ParsedDateTime extends DateTimeFields, Parsed {
  /** `2026-11-24T14:35:10.50+02:00`, without offset where the deviation is not known; null where date or time is not whole. */
  readonly iso: string | null;
  /** What iso would be from a maker that counts the deviation from UTC to local time; null where that is no difference. */
  readonly isoIfSignSwapped: string | null;
  /** Milliseconds since 1970-01-01 UTC; null where date, time or deviation is not whole. */
  readonly utcMs: number | null;
}

const monthMarks: ReadonlyMap<number, MonthMark> = new Map([
  [0xfe, 'dst-begin'],
  [0xfd, 'dst-end'],
]);
const dayMarks: ReadonlyMap<number, DayMark> = new Map([
  [0xfe, 'last'],
  [0xfd, 'second-last'],
]);
const noDate: DateFields = { year: null, month: null, day: null, weekday: null };
const noTime: TimeFields = { hour: null, minute: null, second: null, hundredths: null };

/** Reads the five octets of a date. Never throws. */
export function parseDate(bytes: Uint8Array): ParsedDate {
  if (bytes.length !== 5) return { ...noDate, ...cut(5, bytes.length), iso: null };
  const { fields, iso, defects } = readDate(bytes);
  return { ...fields, text: dateText(fields), iso, defects };
}

/** Reads the four octets of a time of day. Never throws. */
export function parseTime(bytes: Uint8Array): ParsedTime {
  if (bytes.length !== 4) return { ...noTime, ...cut(4, bytes.length), iso: null };
  const { fields, iso, defects } = readTime(bytes, 0);
  return { ...fields, text: timeText(fields), iso, defects };
}

/** Reads the twelve octets of a date-time. Never throws. */
export function parseDateTime(bytes: Uint8Array): ParsedDateTime {
  if (bytes.length !== 12) {
    const unknown = { deviation: null, status: null, iso: null, isoIfSignSwapped: null, utcMs: null };
    return { ...noDate, ...noTime, ...unknown, ...cut(12, bytes.length) };
  }
  const date = readDate(bytes);
  const time = readTime(bytes, 5);
  const raw = ((octet(bytes, 9) << 24) >> 16) | octet(bytes, 10);
  const deviation = raw === -0x8000 ? null : raw;
  // The standard says 720; clocks of UTC+13 and UTC+14 are right all the same.
  const far = deviation !== null && Math.abs(deviation) > 840;
  const defects: DateTimeDefect[] = [...date.defects, ...time.defects];
  if (far) {
    defects.push({ code: 'date-time-range', at: 9, field: 'deviation', value: raw, minimum: -840, maximum: 840 });
  }
  const status = octet(bytes, 11);
  const fields = { ...date.fields, ...time.fields, deviation, status: status === 0xff ? null : clockStatus(status) };
  const known = far ? null : deviation;
  const local = date.iso === null || time.iso === null ? null : `${date.iso}T${time.iso}`;
  return {
    ...fields,
    text: `${dateText(fields)} ${timeText(fields)}${known === null ? '' : ` ${offsetText(known)}`}`,
    iso: local === null ? null : local + (known === null ? '' : offsetText(known)),
    isoIfSignSwapped: local === null || known === null || known === 0 ? null : local + offsetText(-known),
    utcMs:
      date.days === null || time.ms === null || known === null
        ? null
        : date.days * 86_400_000 + time.ms + known * 60_000,
    defects,
  };
}

/** The bits of the clock status octet; FF, which is no status, is for parseDateTime to tell. */
export function clockStatus(value: number): ClockStatus {
  return {
    octet: value,
    invalid: (value & 0x01) !== 0,
    doubtful: (value & 0x02) !== 0,
    differentBase: (value & 0x04) !== 0,
    invalidStatus: (value & 0x08) !== 0,
    dst: (value & 0x80) !== 0,
  };
}

/** The five octets of a date; what is null goes out as not specified. */
export function encodeDate({ year, month, day, weekday }: DateFields): Uint8Array {
  const high = (year ?? 0xffff) >>> 8;
  return Uint8Array.of(high, year ?? 0xff, marked(month, monthMarks), marked(day, dayMarks), weekday ?? 0xff);
}

/** The four octets of a time of day; what is null goes out as not specified. */
export function encodeTime({ hour, minute, second, hundredths }: TimeFields): Uint8Array {
  return Uint8Array.of(hour ?? 0xff, minute ?? 0xff, second ?? 0xff, hundredths ?? 0xff);
}

/** The twelve octets of a date-time; what is null goes out as not specified, and of a status its octet. */
export function encodeDateTime(fields: DateTimeFields): Uint8Array {
  const deviation = fields.deviation ?? -0x8000;
  const bytes = new Uint8Array(12);
  bytes.set(encodeDate(fields), 0);
  bytes.set(encodeTime(fields), 5);
  bytes.set([deviation >> 8, deviation, fields.status?.octet ?? 0xff], 9);
  return bytes;
}

/** The local date and time of a clock with this deviation at an instant of the years 0 to 9999: the way back from utcMs. */
export function dateTimeAt(utcMs: number, deviation: number, status: ClockStatus | null): DateTimeFields {
  const localMs = utcMs - deviation * 60_000;
  const days = Math.floor(localMs / 86_400_000);
  const hundredths = Math.floor((localMs - days * 86_400_000) / 10);
  const minutes = Math.floor(hundredths / 6000);
  return {
    ...dayAt(days),
    weekday: weekdayOf(days),
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
    second: Math.floor(hundredths / 100) % 60,
    hundredths: hundredths % 100,
    deviation,
    status,
  };
}

function cut(expected: 12 | 5 | 4, actual: number): Parsed {
  return { text: '', defects: [{ code: 'date-time-length', at: 0, expected, actual }] };
}

function octet(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function marked<Mark>(value: number | Mark | null, marks: ReadonlyMap<number, Mark>): number {
  if (value === null) return 0xff;
  if (typeof value === 'number') return value;
  for (const [code, mark] of marks) if (mark === value) return code;
  return 0xff;
}

function readDate(bytes: Uint8Array) {
  const word = (octet(bytes, 0) << 8) | octet(bytes, 1);
  const [month, day] = [octet(bytes, 2), octet(bytes, 3)];
  const given = (value: number): number | null => (value === 0xff ? null : value);
  const fields: DateFields = {
    year: word === 0xffff ? null : word,
    month: monthMarks.get(month) ?? given(month),
    day: dayMarks.get(day) ?? given(day),
    weekday: given(octet(bytes, 4)),
  };
  const defects: DateTimeDefect[] = [];
  // Four digits are what ISO 8601 and people have; a year beyond them is noise.
  range(defects, 0, 'year', fields.year, 0, 9999);
  range(defects, 2, 'month', fields.month, 1, 12);
  range(defects, 3, 'day', fields.day, 1, 31);
  const number = typeof fields.month === 'number' && defects.length === 0 ? fields.month : null;
  if (number !== null && typeof fields.day === 'number') {
    // Of an unspecified year, February may have its 29th.
    const last = monthLength(fields.year ?? 2000, number);
    if (fields.day > last) defects.push({ code: 'date-time-day', at: 3, day: fields.day, last });
  }
  const whole = defects.length === 0 && fields.year !== null && number !== null && typeof fields.day === 'number';
  const days = whole ? daysBefore(fields.year, number, fields.day) : null;
  if (range(defects, 4, 'weekday', fields.weekday, 1, 7) && fields.weekday !== null && days !== null) {
    const expected = weekdayOf(days);
    if (fields.weekday !== expected) {
      defects.push({ code: 'date-time-weekday', at: 4, weekday: fields.weekday, expected });
    }
  }
  return { fields, days, defects, iso: days === null ? null : ymd(fields) };
}

function readTime(bytes: Uint8Array, at: number) {
  const given = (index: number): number | null => (octet(bytes, index) === 0xff ? null : octet(bytes, index));
  const fields: TimeFields = {
    hour: given(at),
    minute: given(at + 1),
    second: given(at + 2),
    hundredths: given(at + 3),
  };
  const { hour, minute, second, hundredths } = fields;
  const defects: DateTimeDefect[] = [];
  range(defects, at, 'hour', hour, 0, 23);
  range(defects, at + 1, 'minute', minute, 0, 59);
  range(defects, at + 2, 'second', second, 0, 59);
  range(defects, at + 3, 'hundredths', hundredths, 0, 99);
  if (defects.length > 0 || hour === null || minute === null || second === null) {
    return { fields, defects, ms: null, iso: null };
  }
  const ms = ((hour * 60 + minute) * 60 + second) * 1000 + (hundredths ?? 0) * 10;
  return { fields, defects, ms, iso: timeText(fields) };
}

/** Whether the value is in its range, or nothing that could be out of it. */
function range(
  defects: DateTimeDefect[],
  at: number,
  field: Exclude<DateTimeField, 'status'>,
  value: number | string | null,
  minimum: number,
  maximum: number,
): boolean {
  if (typeof value !== 'number' || (value >= minimum && value <= maximum)) return true;
  defects.push({ code: 'date-time-range', at, field, value, minimum, maximum });
  return false;
}

const two = (value: number | string | null): string => (value === null ? '??' : `${value}`.padStart(2, '0'));

function ymd({ year, month, day }: DateFields): string {
  return `${year === null ? '????' : `${year}`.padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** The weekday stands behind a date that leaves it open: it is what says which day is meant. */
function dateText(fields: DateFields): string {
  const { year, month, day, weekday } = fields;
  const open = year === null || typeof month !== 'number' || typeof day !== 'number';
  return open && weekday !== null ? `${ymd(fields)} dow=${weekday}` : ymd(fields);
}

function timeText({ hour, minute, second, hundredths }: TimeFields): string {
  const fraction = hundredths === null ? '' : `.${two(hundredths)}`;
  return `${two(hour)}:${two(minute)}:${two(second)}${fraction}`;
}

/** The offset as clocks show it, which is the deviation with the other sign. */
function offsetText(deviation: number): string {
  const minutes = Math.abs(deviation);
  return `${deviation > 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/bytes/hex.ts';
import { dayAt, daysBefore, monthLength, weekdayOf } from '../../src/dlms/calendar.ts';
import {
  clockStatus,
  dateTimeAt,
  encodeDate,
  encodeDateTime,
  encodeTime,
  parseDate,
  parseDateTime,
  parseTime,
} from '../../src/dlms/date-time.ts';

const octets = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();
const dateTime = (hex: string) => parseDateTime(octets(hex));

const first = Date.parse('0000-01-01T00:00:00Z');
const last = Date.parse('9999-12-31T23:59:59.990Z');
const day = fc.integer({ min: first / 86_400_000, max: Math.floor(last / 86_400_000) });
/** Far enough from both ends for any deviation. */
const instant = fc
  .integer({ min: Math.ceil(first / 10) + 6_000_000, max: Math.floor(last / 10) - 6_000_000 })
  .map((hundredths) => hundredths * 10);
const deviation = fc.integer({ min: -840, max: 840 });
const status = fc.integer({ min: 0, max: 254 });

describe('the calendar', () => {
  it('is the one of Date, day by day', () => {
    fc.assert(
      fc.property(day, (days) => {
        const date = new Date(days * 86_400_000);
        const [year, month, ofMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        expect(daysBefore(year, month, ofMonth)).toBe(days);
        expect(dayAt(days)).toEqual({ year, month, day: ofMonth });
        expect(weekdayOf(days)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
        const next = new Date(0);
        next.setUTCFullYear(year, month, 0);
        expect(monthLength(year, month)).toBe(next.getUTCDate());
      }),
      { numRuns: 2000 },
    );
  });

  it('is right on both sides of every new year', () => {
    for (let year = 0; year < 9999; year++) {
      const days = daysBefore(year, 12, 31);
      expect(daysBefore(year + 1, 1, 1)).toBe(days + 1);
      expect(dayAt(days)).toEqual({ year, month: 12, day: 31 });
      expect(dayAt(days + 1)).toEqual({ year: year + 1, month: 1, day: 1 });
    }
  });
});

describe('a date-time', () => {
  it('is read to the hundredth, with its offset', () => {
    expect(dateTime('07EA0B18020E230A32FF8880')).toEqual({
      year: 2026,
      month: 11,
      day: 24,
      weekday: 2,
      hour: 14,
      minute: 35,
      second: 10,
      hundredths: 50,
      deviation: -120,
      status: {
        octet: 0x80,
        invalid: false,
        doubtful: false,
        differentBase: false,
        invalidStatus: false,
        dst: true,
      },
      text: '2026-11-24 14:35:10.50 +02:00',
      iso: '2026-11-24T14:35:10.50+02:00',
      isoIfSignSwapped: '2026-11-24T14:35:10.50-02:00',
      utcMs: Date.UTC(2026, 10, 24, 12, 35, 10, 500),
      defects: [],
    });
  });

  it.each([
    // text, ISO 8601
    ['07EA0B18FF0E230AFF800000', '2026-11-24 14:35:10', '2026-11-24T14:35:10', false],
    ['07EA0B18020E230A00000000', '2026-11-24 14:35:10.00 +00:00', '2026-11-24T14:35:10.00+00:00', true],
    ['07EA0B18020E230AFF012CFF', '2026-11-24 14:35:10 -05:00', '2026-11-24T14:35:10-05:00', true],
    ['07EA0B18020E230AFFFEB600', '2026-11-24 14:35:10 +05:30', '2026-11-24T14:35:10+05:30', true],
    ['07EA0B18020E23FFFF800000', '2026-11-24 14:35:??', null, false],
    ['07EA0B1802FFFFFFFFFFC400', '2026-11-24 ??:??:?? +01:00', null, false],
    ['FFFF0101FF000000FF800000', '????-01-01 00:00:00', null, false],
    ['FFFF03FE07020000FFFFC400', '????-03-last dow=7 02:00:00 +01:00', null, false],
    ['FFFFFDFDFF030000FF800080', '????-dst-end-second-last 03:00:00', null, false],
    ['FFFFFE01FF030000FF800080', '????-dst-begin-01 03:00:00', null, false],
    ['FFFFFFFFFFFFFFFFFF8000FF', '????-??-?? ??:??:??', null, false],
  ])('%s is %s', (hex, text, iso, instantKnown) => {
    const read = dateTime(hex);
    expect(read).toMatchObject({ text, iso, defects: [] });
    expect(read.utcMs !== null).toBe(instantKnown);
    if (iso !== null && instantKnown) expect(read.utcMs).toBe(Date.parse(iso));
  });

  it('has marks for the days that move', () => {
    expect(parseDate(octets('FFFFFEFE07'))).toMatchObject({ month: 'dst-begin', day: 'last', weekday: 7 });
    expect(parseDate(octets('FFFFFDFDFF'))).toMatchObject({ month: 'dst-end', day: 'second-last', weekday: null });
  });

  it.each([
    ['invalid', 0x01],
    ['doubtful', 0x02],
    ['differentBase', 0x04],
    ['invalidStatus', 0x08],
    ['dst', 0x80],
  ] as const)('says %s in the bit %i of its status alone', (name, bit) => {
    const set = Object.entries(clockStatus(bit)).filter(([, value]) => value === true);
    expect(set).toEqual([[name, true]]);
    expect(dateTime('07EA0B18020E230A32FF88FF').status).toBeNull();
  });

  it.each([
    [
      '07EA0D18FF0E230A32FF8800',
      { code: 'date-time-range', at: 2, field: 'month', value: 13, minimum: 1, maximum: 12 },
    ],
    ['07EA0018FF0E230A32FF8800', { code: 'date-time-range', at: 2, field: 'month', value: 0, minimum: 1, maximum: 12 }],
    ['07EA0B00FF0E230A32FF8800', { code: 'date-time-range', at: 3, field: 'day', value: 0, minimum: 1, maximum: 31 }],
    [
      '07EA0BE0FF0E230A32FF8800',
      { code: 'date-time-range', at: 3, field: 'day', value: 0xe0, minimum: 1, maximum: 31 },
    ],
    [
      'EA070B18FF0E230A32FF8800',
      { code: 'date-time-range', at: 0, field: 'year', value: 0xea07, minimum: 0, maximum: 9999 },
    ],
    ['07EA0B18FF18230A32FF8800', { code: 'date-time-range', at: 5, field: 'hour', value: 24, minimum: 0, maximum: 23 }],
    [
      '07EA0B18FF0E3C0A32FF8800',
      { code: 'date-time-range', at: 6, field: 'minute', value: 60, minimum: 0, maximum: 59 },
    ],
    [
      '07EA0B18FF0E233C32FF8800',
      { code: 'date-time-range', at: 7, field: 'second', value: 60, minimum: 0, maximum: 59 },
    ],
    [
      '07EA0B18FF0E230A64FF8800',
      { code: 'date-time-range', at: 8, field: 'hundredths', value: 100, minimum: 0, maximum: 99 },
    ],
    ['07EA0B1FFF0E230A32FF8800', { code: 'date-time-day', at: 3, day: 31, last: 30 }],
    ['07EA021DFF0E230A32FF8800', { code: 'date-time-day', at: 3, day: 29, last: 28 }],
    ['FFFF021EFF0E230A32FF8800', { code: 'date-time-day', at: 3, day: 30, last: 29 }],
  ])('%s is no point in time', (hex, defect) => {
    expect(dateTime(hex)).toMatchObject({ defects: [defect], iso: null, isoIfSignSwapped: null, utcMs: null });
  });

  it('with a deviation that no place on earth has stays a local time', () => {
    const defect = { code: 'date-time-range', at: 9, field: 'deviation', value: -841, minimum: -840, maximum: 840 };
    expect(dateTime('07EA0B18020E230A32FCB700')).toMatchObject({
      defects: [defect],
      deviation: -841,
      iso: '2026-11-24T14:35:10.50',
      text: '2026-11-24 14:35:10.50',
      isoIfSignSwapped: null,
      utcMs: null,
    });
    expect(dateTime('07EA0B18020E230A32FCB800').iso).toBe('2026-11-24T14:35:10.50+14:00');
  });

  it('with a wrong weekday is a point in time all the same', () => {
    const read = dateTime('07EA0B18030E230A32FF8800');
    expect(read.defects).toEqual([{ code: 'date-time-weekday', at: 4, weekday: 3, expected: 2 }]);
    expect(read.iso).toBe('2026-11-24T14:35:10.50+02:00');
    expect(dateTime('07EA0B18000E230A32FF8800').defects).toMatchObject([{ code: 'date-time-range', field: 'weekday' }]);
    // Of every 24 November it may be a Wednesday.
    expect(dateTime('FFFF0B18030E230A32FF8800').defects).toEqual([]);
  });

  it('keeps 29 February of an open year', () => {
    expect(parseDate(octets('FFFF021DFF')).defects).toEqual([]);
    expect(parseDate(octets('07E8021D04')).iso).toBe('2024-02-29');
  });

  it.each([0, 11, 13])('of %i octets is none', (length) => {
    const read = parseDateTime(new Uint8Array(length));
    expect(read.defects).toEqual([{ code: 'date-time-length', at: 0, expected: 12, actual: length }]);
    expect(read).toMatchObject({
      year: null,
      hour: null,
      deviation: null,
      status: null,
      iso: null,
      utcMs: null,
      text: '',
    });
    expect(parseDate(new Uint8Array(length)).defects).toMatchObject([{ expected: 5, actual: length }]);
    expect(parseTime(new Uint8Array(length)).defects).toMatchObject([{ expected: 4, actual: length }]);
  });

  it('names the instant that Date names', () => {
    fc.assert(
      fc.property(instant, deviation, status, (utcMs, minutes, bits) => {
        const fields = dateTimeAt(utcMs, minutes, clockStatus(bits));
        const read = parseDateTime(encodeDateTime(fields));
        expect(read).toMatchObject({ ...fields, utcMs, defects: [] });
        expect(Date.parse(read.iso ?? '')).toBe(utcMs);
        const local = new Date(utcMs - minutes * 60_000);
        expect(read.iso?.slice(0, 22)).toBe(local.toISOString().slice(0, 22));
        expect(read.text.startsWith(local.toISOString().slice(0, 22).replace('T', ' '))).toBe(true);
        if (minutes !== 0) expect(Date.parse(read.isoIfSignSwapped ?? '')).toBe(utcMs - 2 * minutes * 60_000);
      }),
    );
  });

  it('goes out as it came, whatever stands in it', () => {
    const interesting = fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 12, 0x7f, 0x80, 0xfc, 0xfd, 0xfe, 0xff));
    const any = fc.array(interesting, { minLength: 12, maxLength: 12 }).map((numbers) => Uint8Array.from(numbers));
    fc.assert(
      fc.property(any, (bytes) => {
        const read = parseDateTime(bytes);
        expect(encodeDateTime(read)).toEqual(bytes);
        expect(encodeDate(parseDate(bytes.subarray(0, 5)))).toEqual(bytes.subarray(0, 5));
        expect(encodeTime(parseTime(bytes.subarray(5, 9)))).toEqual(bytes.subarray(5, 9));
        if (read.iso !== null) expect(Date.parse(read.iso)).not.toBeNaN();
        if (read.utcMs !== null) expect(read.utcMs).toBe(Date.parse(read.iso ?? ''));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a date and a time alone', () => {
  it('are read as in a date-time', () => {
    expect(parseDate(octets('07EA0B1802'))).toMatchObject({ iso: '2026-11-24', text: '2026-11-24', defects: [] });
    expect(parseTime(octets('0E230AFF'))).toMatchObject({ iso: '14:35:10', text: '14:35:10', hundredths: null });
    expect(parseTime(octets('0E23FFFF'))).toMatchObject({ iso: null, text: '14:35:??', second: null });
  });
});

interface Seen {
  readonly id: string;
  readonly octets: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Every date-time of the collection that another program took apart. */
function seenIn(value: unknown, id: string): readonly Seen[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap((one) => seenIn(one, id));
  const { date_time, date_time_fields } = value as Record<string, unknown>;
  if (typeof date_time !== 'string' || typeof date_time_fields !== 'object') return inner;
  return [{ id, octets: date_time, fields: date_time_fields as Seen['fields'] }, ...inner];
}

const file = resolve(import.meta.dirname, '../../../shared/vectors/frames.jsonl');
const vectors = existsSync(file)
  ? readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { readonly id: string; readonly expect: unknown })
  : [];
const seen = vectors.flatMap(({ id, expect: expected }) => seenIn(expected, id));

describe.skipIf(vectors.length === 0)(
  'the date-times of real frames (skipped where ../shared/vectors/frames.jsonl is not there)',
  () => {
    it('are there', () => expect(seen.length).toBeGreaterThan(30));

    it.each(seen)('of $id', ({ octets: hex, fields }) => {
      const read = dateTime(hex);
      expect({
        year: read.year,
        month: read.month,
        day: read.day,
        dow: read.weekday,
        hour: read.hour,
        minute: read.minute,
        second: read.second,
        hundredths: read.hundredths ?? 255,
        deviation_min: read.deviation,
        status: (read.status?.octet ?? 255).toString(16).padStart(2, '0'),
      }).toEqual(fields);
      expect(read.defects).toEqual([]);
      expect(read.iso).not.toBeNull();
    });
  },
);

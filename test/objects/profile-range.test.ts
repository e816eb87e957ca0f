/** Which rows a span or a range means in the meter's own time, across changes of the clocks. */
import { describe, expect, it } from 'vitest';
import { parseDateTime } from '../../src/dlms/index.ts';
import { encodeLimit, entriesIn, liesWithin, limitsOf, type MeterNow } from '../../src/objects/profile-range.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const utc = (text: string): number => Date.parse(`${text}Z`);

/** A zone that turns its clocks back on 2026-10-25 at 01:00 UTC: +02:00 before, +01:00 after. */
const zone = (utcMs: number): number => (utcMs < utc('2026-10-25T01:00:00') ? -120 : -60);
const elsewhere = (): number => 300;

const nowAt = (text: string, deviation: number): MeterNow => ({ localMs: utc(text) - deviation * minute, deviation });
const shown = ({ localMs, deviation }: { localMs: number; deviation: number }) =>
  `${new Date(localMs).toISOString().slice(0, 16)} ${deviation}`;

describe('a span', () => {
  it('counts back from what the meter’s clock shows, with the deviation it had then', () => {
    const { from, to } = limitsOf({ kind: 'last', ms: day }, nowAt('2026-10-25T12:00', -60), zone);
    expect(shown(from)).toBe('2026-10-24T14:00 -120');
    expect(shown(to)).toBe('2026-10-25T13:01 -60');
  });

  it('keeps the meter’s deviation where this host stands in another zone', () => {
    const { from } = limitsOf({ kind: 'last', ms: day }, nowAt('2026-10-25T12:00', -60), elsewhere);
    expect(shown(from)).toBe('2026-10-24T13:00 -60');
  });

  it('takes the zone of this host where the meter says no deviation', () => {
    const now = { localMs: utc('2026-10-25T13:00'), deviation: null };
    expect(shown(limitsOf({ kind: 'last', ms: day }, now, zone).from)).toBe('2026-10-24T14:00 -120');
  });
});

describe('a range', () => {
  const now = nowAt('2026-11-24T12:00', -60);

  it('without offset is what the meter’s clock showed', () => {
    const typed = { localMs: utc('2026-10-24T10:00'), deviation: null };
    const { from } = limitsOf({ kind: 'range', from: typed, to: null }, now, zone);
    expect(shown(from)).toBe('2026-10-24T10:00 -120');
  });

  it('with an offset is that instant', () => {
    const typed = { localMs: utc('2026-10-24T10:00'), deviation: 0 };
    expect(shown(limitsOf({ kind: 'range', from: typed, to: typed }, now, zone).to)).toBe('2026-10-24T12:00 -120');
  });

  it('without a beginning begins before every meter, without an end ends now', () => {
    const { from, to } = limitsOf({ kind: 'range', from: null, to: null }, now, zone);
    expect(new Date(from.localMs).getUTCFullYear()).toBe(2000);
    expect(shown(to)).toBe('2026-11-24T13:01 -60');
  });
});

describe('the octets of a limit', () => {
  const limit = { localMs: utc('2026-10-24T14:00'), deviation: -120 };

  it('say deviation, status and weekday, or nothing of them', () => {
    const whole = parseDateTime(encodeLimit(limit, 'specified'));
    expect(whole).toMatchObject({ iso: '2026-10-24T14:00:00.00+02:00', weekday: 6, defects: [] });
    expect(whole.status?.octet).toBe(0);
    const open = parseDateTime(encodeLimit(limit, 'unspecified'));
    expect(open).toMatchObject({ iso: '2026-10-24T14:00:00.00', weekday: null, deviation: null, status: null });
  });
});

describe('rows', () => {
  const limits = {
    from: { localMs: utc('2026-10-24T14:00'), deviation: -120 },
    to: { localMs: utc('2026-10-25T13:00'), deviation: -60 },
  };

  it('lie within by UTC where they have it, else by local time', () => {
    const at = (text: string, deviation: number | null) => {
      const localMs = utc(text);
      return { localMs, utcMs: deviation === null ? null : localMs + deviation * minute };
    };
    expect(liesWithin(at('2026-10-24T14:00', -120), limits)).toBe(true);
    expect(liesWithin(at('2026-10-24T13:30', -60), limits)).toBe(true);
    expect(liesWithin(at('2026-10-24T13:30', -120), limits)).toBe(false);
    expect(liesWithin(at('2026-10-24T13:30', null), limits)).toBe(false);
    expect(liesWithin(at('2026-10-25T13:00', null), limits)).toBe(true);
    expect(liesWithin(at('2026-10-25T13:01', -60), limits)).toBe(false);
  });

  it('without a time are not left out', () => {
    expect(liesWithin({ localMs: null, utcMs: null }, limits)).toBe(true);
  });
});

describe('numbers of rows', () => {
  const now = nowAt('2026-11-24T12:00', -60);
  const limits = limitsOf({ kind: 'last', ms: 2 * hour }, now, zone);

  it('count back from the last one, one more on both sides', () => {
    expect(entriesIn(limits, now, { entriesInUse: 1000, capturePeriod: 900 })).toEqual({ from: 991, to: 1000 });
  });

  it('stay within what there is', () => {
    expect(entriesIn(limits, now, { entriesInUse: 3, capturePeriod: 900 })).toEqual({ from: 1, to: 3 });
  });

  it.each([
    { entriesInUse: null, capturePeriod: 900 },
    { entriesInUse: 0, capturePeriod: 900 },
    { entriesInUse: 10, capturePeriod: 0 },
    { entriesInUse: 10, capturePeriod: null },
  ])('cannot be told of %j', (shape) => {
    expect(entriesIn(limits, now, shape)).toBeNull();
  });
});

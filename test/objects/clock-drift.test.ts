/** How far a clock is off, and what the numbers allow to say about it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockStatus, dateTimeAt, encodeDateTime, parseDateTime } from '../../src/dlms/index.ts';
import { clockDrift, clockTime, isoAt, localMsOf } from '../../src/objects/clock-drift.ts';

const minute = 60_000;
const hour = 60 * minute;
const noon = Date.UTC(2026, 10, 24, 12, 0, 0);

/** What a clock shows at an instant; `hundredths` left out where it shows whole seconds. */
function octets(utcMs: number, deviation: number | null, { hundredths = true, status = 0 } = {}): Uint8Array {
  const fields = dateTimeAt(utcMs, deviation ?? 0, clockStatus(status));
  return encodeDateTime({ ...fields, deviation, ...(hundredths ? {} : { hundredths: null }) });
}

const asked = (from: number, ms: number, deviation = -60) => ({ askedAt: from, answeredAt: from + ms, deviation });

describe('the drift', () => {
  it('is the meter less the middle of question and answer', () => {
    const drift = clockDrift(octets(noon + 2130, -60), asked(noon, 200));
    expect(drift).toEqual({ driftMs: 2035, uncertaintyMs: 105, basis: 'deviation', remarks: [] });
  });

  it('counts half a second of a clock that shows whole ones, to both sides', () => {
    for (const bytes of [octets(noon + 5000, 0, { hundredths: false }), octets(noon + 5000, 0)]) {
      expect(clockDrift(bytes, asked(noon, 200, 0))).toMatchObject({ driftMs: 5400, uncertaintyMs: 600 });
    }
  });

  it('holds the truth between its limits, wherever the meter looked at its clock', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.integer({ min: 0, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        fc.integer({ min: -840, max: 840 }),
        (truth, roundTrip, when, hundredths, deviation) => {
          const looked = noon + Math.round(roundTrip * when);
          const bytes = octets(looked + truth, deviation, { hundredths });
          const { driftMs, uncertaintyMs } = clockDrift(bytes, asked(noon, roundTrip));
          expect(Math.abs((driftMs ?? Number.NaN) - truth)).toBeLessThanOrEqual(uncertaintyMs + 1);
        },
      ),
    );
  });

  it('goes by the local time of this host where the meter says no deviation', () => {
    // Local noon at both, whatever UTC is.
    const bytes = encodeDateTime({ ...dateTimeAt(noon + 1550, 0, null), deviation: null });
    const host = asked(noon - 60 * minute, 100, -60);
    expect(clockDrift(bytes, host)).toMatchObject({ driftMs: 1505, basis: 'host-zone' });
  });

  it('cannot be told of a clock that leaves something open, or shows the impossible', () => {
    const sound = octets(noon, 0);
    const changes: readonly (readonly [at: number, octet: number])[] = [
      [2, 0xff],
      [5, 0xff],
      [2, 13],
      [5, 24],
      [3, 0xfe],
    ];
    for (const [at, octet] of changes) {
      const bytes = sound.slice();
      bytes[at] = octet;
      expect(clockDrift(bytes, asked(noon, 100))).toMatchObject({ driftMs: null, basis: null, remarks: [] });
    }
  });

  it.each([
    { what: 'nothing of a clock that is right', drift: 0, deviation: -120, host: -120, remarks: [] },
    { what: 'an hour', drift: hour, deviation: -120, host: -120, remarks: ['one-hour'] },
    { what: 'an hour the other way', drift: -hour, deviation: -120, host: -120, remarks: ['one-hour'] },
    { what: 'a deviation of the other sign', drift: -4 * hour, deviation: -120, host: -120, remarks: ['sign-swapped'] },
    { what: 'local time called UTC', drift: 5 * hour, deviation: 0, host: -300, remarks: ['local-called-utc'] },
    { what: 'nothing of any other drift', drift: 7 * minute, deviation: -120, host: -120, remarks: [] },
  ])('remarks on $what', ({ drift, deviation, host, remarks }) => {
    expect(clockDrift(octets(noon + drift, deviation), asked(noon, 50, host)).remarks).toEqual(remarks);
  });
});

describe('the time', () => {
  it('names its status, and keeps its octets', () => {
    const bytes = octets(noon, -60, { status: 0x8b });
    expect(clockTime(parseDateTime(bytes), bytes)).toMatchObject({
      iso: '2026-11-24T13:00:00.00+01:00',
      deviationMinutes: -60,
      status: ['invalid', 'doubtful', 'invalid-status', 'dst'],
      raw: Buffer.from(bytes).toString('hex'),
      defects: [],
    });
  });

  it('is local whatever the deviation, and without one', () => {
    for (const deviation of [-720, -60, 0, 300, null]) {
      const local = noon - (deviation ?? 0) * minute;
      expect(localMsOf(octets(noon, deviation))).toBe(local);
    }
  });

  it('of this host has its own offset', () => {
    expect(isoAt(noon, -330)).toBe('2026-11-24T17:30:00.000+05:30');
    expect(isoAt(noon, 210)).toBe('2026-11-24T08:30:00.000-03:30');
  });
});

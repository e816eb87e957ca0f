/**
 * From when to when rows are wanted, in the time of the meter's own clock. What was typed without offset is meant as that
 * clock shows it; a span such as the last 24 hours counts back from what it shows now.
 */
import { clockStatus, dateTimeAt, encodeDateTime } from '../dlms/index.ts';
import type { DeviationForm, RowsWanted, TypedTime } from '../evidence/index.ts';

/** What the meter's clock shows: local time as if it were UTC, and minutes from it to UTC where it says so. */
export interface MeterNow {
  readonly localMs: number;
  readonly deviation: number | null;
}

/** A point in the meter's time. */
export interface Limit {
  readonly localMs: number;
  /** Minutes to UTC: the meter's own, or by this host's zone. */
  readonly deviation: number;
}

export interface Limits {
  readonly from: Limit;
  readonly to: Limit;
}

/** When a row was captured; null where its clock does not say. */
export interface Captured {
  readonly localMs: number | null;
  readonly utcMs: number | null;
}

const minuteMs = 60_000;
/** Before every electronic meter: 2000-01-01. */
const beginning = 946_684_800_000;

/** @param hostDeviation minutes from this host's local time to UTC at an instant */
export function limitsOf(
  wanted: Extract<RowsWanted, { readonly kind: 'last' | 'range' }>,
  now: MeterNow,
  hostDeviation: (utcMs: number) => number,
): Limits {
  const present = now.deviation ?? hostDeviation(now.localMs + hostDeviation(now.localMs) * minuteMs);
  const nowUtc = now.localMs + present * minuteMs;
  // Daylight saving: where meter and host agree now, the host's calendar tells what the meter's deviation was then.
  const agree = hostDeviation(nowUtc) === present;
  const deviationAt = (utcMs: number): number => (agree ? hostDeviation(utcMs) : present);
  const at = (utcMs: number): Limit => {
    const deviation = deviationAt(utcMs);
    return { localMs: utcMs - deviation * minuteMs, deviation };
  };
  const meant = ({ localMs, deviation }: TypedTime): Limit => {
    if (deviation !== null) return at(localMs + deviation * minuteMs);
    const first = deviationAt(localMs + present * minuteMs);
    return { localMs, deviation: deviationAt(localMs + first * minuteMs) };
  };
  // A minute more: rows that are captured while we ask are wanted too.
  const to = at(nowUtc + minuteMs);
  if (wanted.kind === 'last') return { from: at(nowUtc - wanted.ms), to };
  return {
    from: wanted.from === null ? at(beginning) : meant(wanted.from),
    to: wanted.to === null ? to : meant(wanted.to),
  };
}

/** The twelve octets of a limit. Left open, everything a meter may stumble over is left open with the deviation. */
export function encodeLimit({ localMs, deviation }: Limit, form: DeviationForm): Uint8Array {
  if (form === 'specified') {
    return encodeDateTime(dateTimeAt(localMs + deviation * minuteMs, deviation, clockStatus(0)));
  }
  return encodeDateTime({ ...dateTimeAt(localMs, 0, null), weekday: null, deviation: null });
}

/** Whether a row lies between both limits; true where it does not say when it was captured. */
export function liesWithin({ localMs, utcMs }: Captured, { from, to }: Limits): boolean {
  if (utcMs !== null) {
    return utcMs >= from.localMs + from.deviation * minuteMs && utcMs <= to.localMs + to.deviation * minuteMs;
  }
  return localMs === null || (localMs >= from.localMs && localMs <= to.localMs);
}

/**
 * The numbers of the rows that are in a range if the meter captured one every period and missed none; one more on both
 * sides. Null where that cannot be told.
 */
export function entriesIn(
  { from, to }: Limits,
  now: MeterNow,
  { entriesInUse, capturePeriod }: { readonly entriesInUse: number | null; readonly capturePeriod: number | null },
): { readonly from: number; readonly to: number } | null {
  if (entriesInUse === null || capturePeriod === null || capturePeriod <= 0 || entriesInUse === 0) return null;
  const present = now.deviation ?? to.deviation;
  const periodsSince = (limit: Limit): number =>
    (now.localMs + present * minuteMs - (limit.localMs + limit.deviation * minuteMs)) / (capturePeriod * 1000);
  const first = entriesInUse - Math.ceil(periodsSince(from)) - 1;
  const last = entriesInUse - Math.floor(periodsSince(to)) + 1;
  const within = (entry: number): number => Math.min(entriesInUse, Math.max(1, entry));
  return { from: within(first), to: within(last) };
}

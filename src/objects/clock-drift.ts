/**
 * How far a meter's clock is from this host's. The answer was written between question and receipt, so the middle of
 * both is compared, and half of what lies between them is the uncertainty; a clock that shows whole seconds adds half a
 * second of both.
 *
 *   asked ├──────────── the meter looked at its clock somewhere here ────────────┤ answered
 */

import { toHex } from '../bytes/hex.ts';
import { type ParsedDateTime, parseDateTime } from '../dlms/index.ts';
import type { ClockDrift, ClockStatusBit, ClockTime, DriftRemark } from '../evidence/index.ts';

/** When this host asked and was answered, ms since 1970, and how far its local time is from UTC then. */
export interface HostInstants {
  readonly askedAt: number;
  readonly answeredAt: number;
  /** Minutes from local time to UTC, as a meter counts them. */
  readonly deviation: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** So near to a whole hour, or to nothing, is no chance. */
const nearMs = 2 * minuteMs;

export function clockTime(time: ParsedDateTime, bytes: Uint8Array): ClockTime {
  return {
    iso: time.iso,
    text: time.text,
    deviationMinutes: time.deviation,
    status: time.status === null ? null : statusBits(time.status),
    raw: toHex(bytes),
    defects: [...new Set(time.defects.map(({ code }) => code))],
  };
}

/** The bits that are set, by their names. */
export function statusBits(status: NonNullable<ParsedDateTime['status']>): readonly ClockStatusBit[] {
  const names = [
    ['invalid', status.invalid],
    ['doubtful', status.doubtful],
    ['different-base', status.differentBase],
    ['invalid-status', status.invalidStatus],
    ['dst', status.dst],
  ] as const;
  return names.flatMap(([name, isSet]) => (isSet ? [name] : []));
}

/** The local date and time as if it were UTC, ms since 1970; null where it is not whole. */
export function localMsOf(bytes: Uint8Array): number | null {
  const { utcMs, deviation, iso } = parseDateTime(bytes);
  if (utcMs !== null && deviation !== null) return utcMs - deviation * minuteMs;
  if (iso === null) return null;
  const open = Uint8Array.from(bytes);
  // Deviation 0 in place of the one that is missing, or impossible.
  open.set([0, 0], 9);
  return parseDateTime(open).utcMs;
}

/** @param bytes the twelve octets of the meter's clock */
export function clockDrift(bytes: Uint8Array, host: HostInstants): ClockDrift {
  const time = parseDateTime(bytes);
  const middle = (host.askedAt + host.answeredAt) / 2;
  // A clock that shows no hundredths, or none but 00, has very likely cut them off.
  const resolutionMs = time.hundredths === null || time.hundredths === 0 ? 1000 : 10;
  const uncertaintyMs = Math.round((host.answeredAt - host.askedAt) / 2 + resolutionMs / 2);
  const localMs = localMsOf(bytes);
  if (localMs === null) return { driftMs: null, uncertaintyMs, basis: null, remarks: [] };
  const driftBy = (deviation: number): number => Math.round(localMs + resolutionMs / 2 + deviation * minuteMs - middle);
  const basis = time.utcMs === null ? 'host-zone' : 'deviation';
  const deviation = time.utcMs === null ? host.deviation : (time.deviation ?? host.deviation);
  const driftMs = driftBy(deviation);
  return { driftMs, uncertaintyMs, basis, remarks: remarksOn(driftMs, driftBy, { deviation, basis, host }) };
}

function remarksOn(
  driftMs: number,
  driftBy: (deviation: number) => number,
  { deviation, basis, host }: { deviation: number; basis: 'deviation' | 'host-zone'; host: HostInstants },
): readonly DriftRemark[] {
  const near = (ms: number): boolean => Math.abs(ms) <= nearMs;
  if (near(driftMs)) return [];
  if (basis === 'deviation' && deviation !== 0 && near(driftBy(-deviation))) return ['sign-swapped'];
  if (basis === 'deviation' && deviation === 0 && near(driftBy(host.deviation))) return ['local-called-utc'];
  return near(Math.abs(driftMs) - hourMs) ? ['one-hour'] : [];
}

/** `2026-11-24T14:35:10.500+02:00`: an instant in a zone so many minutes from UTC (as a meter counts them). */
export function isoAt(utcMs: number, deviation: number): string {
  const local = new Date(utcMs - deviation * minuteMs).toISOString().slice(0, -1);
  const minutes = Math.abs(deviation);
  const two = (value: number): string => `${value}`.padStart(2, '0');
  return `${local}${deviation > 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/**
 * Reads a meter's clock (Blue Book, Clock, class 8): the time first and alone, because how long that answer takes is the
 * uncertainty; then what says how the clock is set up.
 */
import { type AttributeRef, type DataValue, parseDateTime } from '../dlms/index.ts';
import type { ClockReading, ClockSetup } from '../evidence/index.ts';
import { getAttribute, getAttributes, type ServiceAnswer } from '../session/index.ts';
import type { ObjectAccess } from './access.ts';
import { clockDrift, clockTime, isoAt } from './clock-drift.ts';
import { dateTimeBytes } from './profile-cell.ts';
import { numberOf } from './profile-columns.ts';
import { type ServiceError, serviceError } from './service-error.ts';

export type ClockAnswer = { readonly type: 'clock'; readonly reading: ClockReading } | ServiceError;

const clock = (attribute: number): AttributeRef => ({ classId: 8, logicalName: '0000010000ff', attribute });
const attributes = { timeZone: 3, begins: 5, ends: 6, deviation: 7, enabled: 8, base: 9 } as const;

/** @param hostDeviation minutes from this host's local time to UTC at an instant. @throws the signal's reason */
export async function readClock(
  access: ObjectAccess,
  hostDeviation: (utcMs: number) => number = hostDeviationAt,
): Promise<ClockAnswer> {
  const asked = await readTime(access);
  if (asked.type !== 'time') return asked;
  const { bytes, askedAt, answeredAt } = asked;
  const middle = (askedAt + answeredAt) / 2;
  const deviation = hostDeviation(middle);
  return {
    type: 'clock',
    reading: {
      clock: clockTime(parseDateTime(bytes), bytes),
      host: isoAt(Math.round(middle), deviation),
      ...clockDrift(bytes, { askedAt, answeredAt, deviation }),
      roundTripMs: Math.round(answeredAt - askedAt),
      setup: await readSetup(access),
    },
  };
}

export type TimeAnswer =
  | {
      readonly type: 'time';
      /** Twelve octets. */
      readonly bytes: Uint8Array;
      readonly askedAt: number;
      readonly answeredAt: number;
    }
  | ServiceError;

/** The time alone. @throws the signal's reason */
export async function readTime({ channel, association, replyMs, signal, now }: ObjectAccess): Promise<TimeAnswer> {
  const askedAt = now();
  const answer = await getAttribute(channel, association, clock(2), { replyMs, signal });
  const answeredAt = now();
  if (answer.type !== 'data') return serviceError(answer);
  const bytes = dateTimeBytes(answer.data);
  if (bytes === null) return { type: 'error', error: 'malformed: no-date-time', isRefusal: false };
  return { type: 'time', bytes, askedAt, answeredAt };
}

/** What the meter gives of it; a line that dies here takes nothing from the time that was read. */
async function readSetup({ channel, association, replyMs, signal }: ObjectAccess): Promise<ClockSetup> {
  const asked = Object.values(attributes);
  const answers = await getAttributes(channel, association, asked.map(clock), { replyMs, signal });
  const dataOf = (attribute: (typeof asked)[number]): DataValue | undefined => {
    const answer: ServiceAnswer | undefined = answers[asked.indexOf(attribute)];
    return answer?.type === 'data' ? answer.data : undefined;
  };
  const enabled = dataOf(attributes.enabled);
  return {
    timeZoneMinutes: numberOf(dataOf(attributes.timeZone)),
    daylightSaving: {
      enabled: enabled?.type === 'boolean' ? enabled.value : null,
      deviationMinutes: numberOf(dataOf(attributes.deviation)),
      begins: dateText(dataOf(attributes.begins)),
      ends: dateText(dataOf(attributes.ends)),
    },
    base: numberOf(dataOf(attributes.base)),
  };
}

function dateText(data: DataValue | undefined): string | null {
  const bytes = data === undefined ? null : dateTimeBytes(data);
  return bytes === null ? null : parseDateTime(bytes).text;
}

/** Minutes from this host's local time to UTC at an instant, by its own time zone. */
export function hostDeviationAt(utcMs: number): number {
  return new Date(utcMs).getTimezoneOffset();
}

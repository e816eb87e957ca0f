/**
 * Date and time in twelve octets (Blue Book, date-time): an instant written in a time zone, and read back.
 *
 *   year year month day │ day of week │ hour minute second hundredths │ deviation deviation │ status
 *
 * The deviation counts minutes from local time to UTC: FFC4 (-60) one hour east of Greenwich; 8000 is unspecified.
 */
const minuteMs = 60_000;
const unspecifiedDeviation = -0x8000;
const unspecifiedYear = 0xffff;

export interface Zone {
  /** Minutes from local time to UTC. */
  readonly deviation: number;
  readonly status: number;
}

/** The twelve octets of an instant (milliseconds since 1970, UTC). */
export function dateTimeOctets(utcMs: number, { deviation, status }: Zone): Uint8Array {
  const local = new Date(utcMs - deviation * minuteMs);
  const year = local.getUTCFullYear();
  // Monday is 1, Sunday 7.
  const dayOfWeek = local.getUTCDay() === 0 ? 7 : local.getUTCDay();
  const minutes = deviation & 0xffff;
  return Uint8Array.of(
    year >>> 8,
    year & 0xff,
    local.getUTCMonth() + 1,
    local.getUTCDate(),
    dayOfWeek,
    local.getUTCHours(),
    local.getUTCMinutes(),
    local.getUTCSeconds(),
    Math.floor(local.getUTCMilliseconds() / 10),
    minutes >>> 8,
    minutes & 0xff,
    status,
  );
}

/**
 * The instant of twelve octets; `open` where the year is left open, null where they are no date and time.
 * @param deviation taken where the octets say none
 */
export function readDateTime(bytes: Uint8Array, deviation: number): number | 'open' | null {
  if (bytes.length !== 12) return null;
  const [yearHigh = 0, yearLow = 0, month = 0, day = 0, , hour = 0, minute = 0, second = 0, hundredths = 0] = bytes;
  const year = (yearHigh << 8) | yearLow;
  if (year === unspecifiedYear) return 'open';
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const orZero = (value: number): number => (value === 0xff ? 0 : value);
  const local = Date.UTC(year, month - 1, day, orZero(hour), orZero(minute), orZero(second), orZero(hundredths) * 10);
  const own = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getInt16(9);
  return local + (own === unspecifiedDeviation ? deviation : own) * minuteMs;
}

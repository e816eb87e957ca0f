/**
 * The clock (class 8, 0-0:1.0.0): this host's, moved by what faults and clients set.
 * Attributes: 2 time, 3 time zone, 4 status, 5 and 6 daylight saving begins and ends, 7 its deviation, 8 whether it is
 * enabled, 9 clock base. Methods: 3 adjust to minute, 6 shift time.
 */
import type { DataValue } from '../../dlms/index.ts';
import { type Ask, accessResult, type Content, type CosemObject } from './cosem-object.ts';
import { dateTimeOctets, readDateTime, type Zone } from './date-time.ts';
import { boolean, enumerated, hex, integer, number, octets, unsigned, wholeNumber } from './values.ts';

export interface ClockSettings {
  /** How far the clock is from the host's, ms. */
  readonly offsetMs: number;
  /** Minutes from local time to UTC; null takes the host's time zone. */
  readonly deviation: number | null;
  /** Bits of clock status; 0x01 says that the time is invalid. */
  readonly status: number;
}

export const clockName = '0000010000ff';
const daylightSaving = 0x80;
const minuteMs = 60_000;
/** Last Sundays of March and October, 02:00 and 03:00. */
const begins = hex('FFFF03FE07020000FFFFC400');
const ends = hex('FFFF0AFE07030000FFFFC480');

export class MeterClock {
  readonly #settings: ClockSettings;
  #offsetMs: number;

  constructor(settings: ClockSettings) {
    this.#settings = settings;
    this.#offsetMs = settings.offsetMs;
  }

  /** What the meter takes for now, ms since 1970. */
  now(wallMs: number): number {
    return wallMs + this.#offsetMs;
  }

  zone(atMs: number): Zone {
    const { deviation, status } = this.#settings;
    if (deviation !== null) return { deviation, status };
    const here = new Date(atMs).getTimezoneOffset();
    const year = new Date(atMs).getUTCFullYear();
    // The further from UTC in winter, the higher the number: daylight saving is on where today's is below that.
    const standard = Math.max(...[0, 6].map((month) => new Date(year, month, 1).getTimezoneOffset()));
    return { deviation: here, status: here < standard ? status | daylightSaving : status };
  }

  /** Date and time of an instant of the meter's, as its attributes and its profiles show it. */
  octetsAt(atMs: number): Uint8Array {
    return dateTimeOctets(atMs, this.zone(atMs));
  }

  /** Reads octets in the meter's time zone. */
  read(bytes: Uint8Array, wallMs: number): number | 'open' | null {
    return readDateTime(bytes, this.zone(this.now(wallMs)).deviation);
  }

  set(atMs: number, wallMs: number): void {
    this.#offsetMs = atMs - wallMs;
  }

  shift(byMs: number): void {
    this.#offsetMs += byMs;
  }
}

/** @param refused the data-access-result that reading the time gets; null in order */
export function clockObject(clock: MeterClock, refused: number | null): CosemObject {
  const time = ({ wallMs }: Ask): Content =>
    refused === null ? octets(clock.octetsAt(clock.now(wallMs))) : { type: 'refused', code: refused };
  const setTime = (value: DataValue, { wallMs }: Ask): number => {
    if (value.type !== 'octet-string' && value.type !== 'date-time') return accessResult.typeUnmatched;
    const atMs = clock.read(value.bytes, wallMs);
    if (typeof atMs !== 'number') return accessResult.typeUnmatched;
    clock.set(atMs, wallMs);
    return accessResult.success;
  };
  const zone = ({ wallMs }: Ask) => clock.zone(clock.now(wallMs));
  return {
    classId: 8,
    version: 0,
    logicalName: clockName,
    isPublic: true,
    attributes: [
      { id: 2, read: time, write: setTime },
      { id: 3, read: (ask) => number('long', zone(ask).deviation) },
      { id: 4, read: (ask) => unsigned(zone(ask).status) },
      { id: 5, read: () => octets(begins) },
      { id: 6, read: () => octets(ends) },
      { id: 7, read: () => integer(60) },
      { id: 8, read: (ask) => boolean((zone(ask).status & daylightSaving) !== 0) },
      { id: 9, read: () => enumerated(1) },
    ],
    methods: [
      {
        id: 3,
        invoke: (_, { wallMs }) => {
          clock.set(Math.round(clock.now(wallMs) / minuteMs) * minuteMs, wallMs);
          return { code: accessResult.success, data: null };
        },
      },
      {
        id: 6,
        invoke: (parameter) => {
          const seconds = parameter === null ? null : wholeNumber(parameter);
          if (seconds === null || Math.abs(seconds) > 900) return { code: accessResult.typeUnmatched, data: null };
          clock.shift(seconds * 1000);
          return { code: accessResult.success, data: null };
        },
      },
    ],
  };
}

/** What a meter's clock says, beside this host's: plain data. The host's clock is a measure, not the truth. */

/** Bits of the clock status octet (Blue Book, clock_status); `dst` says that daylight saving is on. */
export type ClockStatusBit = 'invalid' | 'doubtful' | 'different-base' | 'invalid-status' | 'dst';

export interface ClockTime {
  /** `2026-11-24T14:35:10.50+02:00`, without offset where the meter says none; null where date or time is not whole. */
  readonly iso: string | null;
  /** For people, `??` where the meter leaves something open. */
  readonly text: string;
  /** Minutes from local time to UTC: a clock two hours ahead of UTC says −120. Null: the meter does not say. */
  readonly deviationMinutes: number | null;
  /** The bits that are set; null where the meter gives no status. */
  readonly status: readonly ClockStatusBit[] | null;
  /** The octets as they came, in hexadecimal. */
  readonly raw: string;
  /** What is wrong with them: `date-time-range`, … */
  readonly defects: readonly string[];
}

/** What may explain a drift; seen in the numbers, not proven. */
export type DriftRemark =
  /** Nearly a whole hour. */
  | 'one-hour'
  /** Next to nothing, were the deviation counted from UTC to local time, as some makers do. */
  | 'sign-swapped'
  /** Next to nothing, were the time local and not UTC as its deviation of zero says. */
  | 'local-called-utc';

export interface ClockDrift {
  /** The meter's clock less this host's, ms: the middle of what it may be. Null where that cannot be told. */
  readonly driftMs: number | null;
  /** How far from it the truth may lie: half the time the answer took, and half of what the meter leaves out. */
  readonly uncertaintyMs: number;
  /** How the two were compared; `host-zone`: by local time, because the meter does not say its deviation. */
  readonly basis: 'deviation' | 'host-zone' | null;
  readonly remarks: readonly DriftRemark[];
}

/** Attributes 3 to 9 of the clock; null where the meter does not give one. */
export interface ClockSetup {
  /** Minutes from local time to UTC, without daylight saving. */
  readonly timeZoneMinutes: number | null;
  readonly daylightSaving: {
    readonly enabled: boolean | null;
    /** Minutes added in summer. */
    readonly deviationMinutes: number | null;
    readonly begins: string | null;
    readonly ends: string | null;
  };
  /** `internal crystal`, … as the Blue Book numbers it. */
  readonly base: number | null;
}

export interface ClockReading extends ClockDrift {
  readonly clock: ClockTime;
  /** This host's clock in its own time zone, at the middle of the question, ISO 8601. */
  readonly host: string;
  readonly roundTripMs: number;
  readonly setup: ClockSetup;
}

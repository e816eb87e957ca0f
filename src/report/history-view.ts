/** What `meter history` has to tell, with its instants in words: whoever lays it out knows no clock. */

export interface Moment {
  /** In local time: `2026-11-24 14:35:08`. */
  readonly text: string;
  /** How long ago, in ms; negative where it lies in the future of this host. */
  readonly agoMs: number;
}

export interface HistoryDay {
  /** `2026-11-24` */
  readonly day: string;
  readonly attempts: number;
  readonly successes: number;
}

export interface HistorySettings {
  readonly credential: string;
  readonly client: number;
  readonly attempts: number;
  readonly successes: number;
  readonly last: Moment | null;
}

export interface HistoryRow {
  readonly when: string;
  /** Null where all rows are of one meter. */
  readonly meter: string | null;
  readonly kind: string;
  readonly code: string;
  readonly met: 'ok' | 'fault' | 'none' | 'self';
  readonly credentials: readonly {
    readonly name: string;
    readonly client: number;
    readonly outcome: string;
    readonly replyMs: number | null;
  }[];
  readonly durationMs: number;
}

export interface HistoryView {
  /** Null for all meters together. */
  readonly meter: {
    readonly id: number | null;
    readonly name: string | null;
    readonly endpoint: string;
    readonly server: string;
  } | null;
  /** Only records from then on were counted; null for all. */
  readonly since: string | null;
  readonly attempts: number;
  readonly successes: number;
  readonly ownRuns: number;
  readonly firstSuccess: Moment | null;
  readonly lastSuccess: Moment | null;
  readonly silent: { readonly since: Moment; readonly attempts: number } | null;
  /** Whether what is asked now ever worked: of the whole history, whatever `since` says. */
  readonly settings: readonly HistorySettings[];
  /** Without a gap, the oldest first. */
  readonly days: readonly HistoryDay[];
  /** The newest first. */
  readonly rows: readonly HistoryRow[];
  readonly damaged: number;
}

/**
 * A record of a conversation, whatever it was written by: events in the order in which they stand there. What a record
 * does not say is null: no time is made up, and no direction is guessed where the bytes do not tell it.
 */

export type RecordState =
  | 'connected'
  /** The far end closed, broke or lost the connection. */
  | 'FIN'
  | 'RST'
  | 'LOST'
  /** Whoever wrote the record closed it. */
  | 'closed'
  /** There was no connection. */
  | 'refused'
  | 'unreachable'
  | 'connect-timeout';

export interface Place {
  /** Milliseconds from the first instant of the record; null where none stands there. */
  readonly atMs: number | null;
  /** The time as it was written. */
  readonly at: string | null;
  /** 1 for the first line; null where the record has no lines of its own. */
  readonly line: number | null;
}

export type RecordEvent = Place &
  (
    | { readonly kind: 'sent' | 'received'; readonly bytes: Uint8Array }
    | { readonly kind: 'state'; readonly state: RecordState }
  );

/** What people conclude in a record, beside its bytes. */
export const claimNames = [
  'frames-right',
  'meter-counts-sessions',
  'session-frozen',
  'firmware-blocked',
  'watchdog',
  'buffer-full',
  'reset-needed',
  'code-without-errors',
  'credentials-right',
] as const;
export type ClaimName = (typeof claimNames)[number];

export interface StoryRecord {
  readonly source: 'capture' | 'document' | 'log';
  readonly events: readonly RecordEvent[];
  /** The one endpoint it names, as `host:port`; null for none, or several. */
  readonly endpoint: string | null;
  /** Each with the first line that says it. */
  readonly claims: readonly { readonly name: ClaimName; readonly line: number }[];
  /** A text that a gateway is known to say is called an answer of the meter, on this line; null where it is not. */
  readonly calledMeter: number | null;
  /** The line from which on nothing was read, because enough was; null where all was. */
  readonly cutAt: number | null;
  /** Lines, or events, that could not be read. */
  readonly unread: number;
}

/** More events than this are not told one by one: a person reads none of them. */
export const mostEvents = 20_000;

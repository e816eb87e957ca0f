/**
 * A load profile as columns and rows (Blue Book, Profile generic, class 7): plain data. Rows come one by one; nobody
 * holds them all.
 */
import type { ClockStatusBit } from './clock-reading.ts';
import type { ReadingForm, ReadingValue } from './reading.ts';

/** One of the capture objects. */
export interface ProfileColumn {
  /** `1-0:1.8.0.255`; null where the meter does not tell its capture objects. */
  readonly logicalName: string | null;
  readonly classId: number | null;
  readonly attribute: number | null;
  /** 0: the whole attribute; else one element of it. */
  readonly dataIndex: number;
  /** The name of the object, where it has one: `energy`. */
  readonly name: string | null;
  /** The power of ten that is applied; null where the attribute has none, or it is not known. */
  readonly scaler: number | null;
  /** `Wh`; empty for a count; null where the attribute has none, or it is not known. */
  readonly unit: string | null;
  /** Its scaler was asked for and not told: its numbers are as the meter keeps them. */
  readonly unscaled: boolean;
}

export interface ProfileCell {
  readonly form: ReadingForm;
  /** With the scaler applied; null for null-data. */
  readonly value: ReadingValue;
  /** As people read it, without its unit. Escaped for no terminal. */
  readonly text: string;
  /** Of a status or another string of bits, its octets. */
  readonly hex: string | null;
  /** Of a clock, the status bits that are set; null where there is no status. */
  readonly status: readonly ClockStatusBit[] | null;
  /** A clock that the meter left out (null-data): the clock before it and one capture period. ISO 8601. */
  readonly derived: string | null;
}

export interface ProfileRow {
  readonly cells: readonly ProfileCell[];
  /** The instant of its clock, ms since 1970: of UTC, or of local time where the meter says no deviation. */
  readonly atMs: number | null;
  /** It has another number of cells than the profile has columns. */
  readonly otherLength: boolean;
}

/** How rows are ordered (Blue Book, sort_method). */
export type ProfileOrder = 'fifo' | 'lifo' | 'largest' | 'smallest' | 'nearest-to-zero' | 'farthest-from-zero';

export interface ProfileShape {
  /** `1-0:99.1.0.255` */
  readonly logicalName: string;
  readonly name: string | null;
  readonly columns: readonly ProfileColumn[];
  /** Why the columns are not known; null where they are. */
  readonly columnsError: string | null;
  /** Seconds between two rows; 0 where rows come when something happens; null where it is not told. */
  readonly capturePeriod: number | null;
  readonly order: ProfileOrder | null;
  /** Rows the meter has; null where it does not say. */
  readonly entriesInUse: number | null;
  /** Rows it can have. */
  readonly entries: number | null;
}

/** A point in time as it was typed: absolute where it has an offset, else as the meter's clock shows it. */
export interface TypedTime {
  /** The time as if it were UTC, ms since 1970. */
  readonly localMs: number;
  /** Minutes from local time to UTC; null where none was typed. */
  readonly deviation: number | null;
}

/** Which rows are wanted. Numbers of rows count from 1. */
export type RowsWanted =
  | { readonly kind: 'last'; readonly ms: number }
  | { readonly kind: 'range'; readonly from: TypedTime | null; readonly to: TypedTime | null }
  | { readonly kind: 'entries'; readonly from: number; readonly to: number }
  | { readonly kind: 'last-entries'; readonly count: number }
  | { readonly kind: 'everything' };

/** What was done otherwise than asked, in the order in which it happened. */
export type ProfileNote =
  /** The meter's clock was not told: the time of this host counts instead. */
  | { readonly code: 'clock-unknown'; readonly why: string }
  /** The meter refused the range with its clock's form of the deviation, and took the other one. */
  | { readonly code: 'other-form'; readonly why: string; readonly form: DeviationForm }
  /** The meter refused the range in both forms. */
  | { readonly code: 'range-refused'; readonly why: string }
  /** No column of the profile is a clock: there is nothing a range could be about. */
  | { readonly code: 'no-clock' }
  /** Rows are asked for by their numbers instead. */
  | { readonly code: 'by-entries'; readonly from: number; readonly to: number }
  /** The whole buffer comes, and what is not wanted is left out here. */
  | { readonly code: 'sorted-out-here' }
  | { readonly code: 'order'; readonly order: ProfileOrder };

/** Whether a range says its deviation from UTC, or leaves it open (8000). */
export type DeviationForm = 'specified' | 'unspecified';

/** The words of `meter profile`. */
import type { Language } from './language.ts';
import { profileEn } from './profile-en.ts';
import { profileEs } from './profile-es.ts';
import type { Complaint } from './registry.ts';

export interface ProfileWords {
  /** Above a table or a plot. */
  readonly head: {
    readonly title: (profile: string, meter: string) => string;
    /** `every`: a duration; null where rows come when something happens. */
    readonly period: (every: string | null) => string;
    readonly entries: (inUse: string, of: string | null) => string;
    readonly orders: Readonly<
      Record<'fifo' | 'lifo' | 'largest' | 'smallest' | 'nearest-to-zero' | 'farthest-from-zero', string>
    >;
    readonly columnsUnknown: (error: string) => string;
    readonly column: (number: number) => string;
  };
  /** Below it. */
  readonly foot: {
    readonly rows: (count: number) => string;
    readonly noRows: string;
    readonly noRowsHint: (inUse: number) => string;
    readonly derived: string;
    readonly invalid: string;
    readonly doubtful: string;
    readonly leftOut: (columns: string) => string;
    readonly unscaled: (columns: string) => string;
    readonly otherLength: (rows: number) => string;
  };
  readonly otherLength: (cells: number, columns: number) => string;
  /** What was done otherwise than asked. */
  readonly notes: {
    readonly clockUnknown: (why: string) => string;
    readonly otherForm: (why: string, form: 'specified' | 'unspecified') => string;
    readonly rangeRefused: (why: string) => string;
    readonly noClock: string;
    readonly byEntries: (from: number, to: number) => string;
    readonly sortedOutHere: string;
    readonly order: (order: string) => string;
  };
  readonly ends: {
    readonly refused: (profile: string, error: string) => Complaint;
    readonly unreadable: (profile: string, error: string) => Complaint;
    readonly entriesUnknown: Complaint;
    readonly noSelection: Complaint;
    readonly rangeRefused: Complaint;
    readonly soFar: (rows: number) => string;
    readonly interrupted: (rows: number) => string;
  };
  readonly plot: {
    readonly title: (column: string, unit: string) => string;
    readonly summary: (count: number, minimum: string, maximum: string) => string;
    readonly nothing: (column: string) => string;
  };
  readonly usage: {
    readonly lastWrong: (text: string) => Complaint;
    readonly timeWrong: (option: string, text: string) => Complaint;
    readonly fromAfterTo: Complaint;
    readonly entriesWrong: (text: string) => Complaint;
    readonly lastEntriesWrong: (text: string) => Complaint;
    readonly conflict: (one: string, other: string) => Complaint;
    readonly columnUnknown: (text: string, known: string) => Complaint;
    readonly notNumeric: (column: string) => Complaint;
    readonly noProfile: (typed: string, classId: number) => Complaint;
    readonly memberGiven: (typed: string) => Complaint;
  };
  readonly activity: {
    readonly opening: string;
    /** `of` and `rate` where they are known. */
    readonly rows: (rows: number, of: number | null, rate: number | null) => string;
  };
  readonly options: Readonly<
    Record<'last' | 'from' | 'to' | 'entries' | 'lastEntries' | 'all' | 'columns' | 'csv' | 'plot', string>
  >;
}

export const profileWords = { en: profileEn, es: profileEs } as const satisfies Record<Language, ProfileWords>;

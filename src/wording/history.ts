/** The words of `meter history`. */
import { historyEn } from './history-en.ts';
import { historyEs } from './history-es.ts';
import type { Language } from './language.ts';
import type { Complaint } from './registry.ts';

export interface HistoryWords {
  readonly allMeters: string;
  readonly since: (when: string) => string;
  readonly empty: string;
  readonly emptySince: (when: string) => string;
  readonly emptyHint: string;
  readonly labels: Readonly<Record<'rate' | 'firstSuccess' | 'lastSuccess' | 'silent' | 'settings', string>>;
  /** `percent` as `71 %`. */
  readonly rate: (percent: string, successes: number, attempts: number) => string;
  readonly noAttempts: string;
  readonly ownRuns: (count: number) => string;
  readonly never: string;
  readonly ago: (when: string, duration: string) => string;
  readonly silent: (when: string, attempts: number) => string;
  readonly client: (credential: string, client: number) => string;
  readonly worked: (who: string, last: string, successes: number, attempts: number) => string;
  readonly neverWorked: (who: string, attempts: number) => string;
  readonly neverAsked: (who: string) => string;
  readonly days: (from: string, to: string) => string;
  readonly legend: (none: string, failed: string) => string;
  readonly columns: Readonly<Record<'when' | 'meter' | 'kind' | 'verdict' | 'sets' | 'took', string>>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly damaged: (lines: number) => string;
  readonly pruned: (files: number) => string;
  readonly usage: {
    readonly since: (text: string) => Complaint;
    readonly number: (text: string) => Complaint;
    readonly prune: (text: string) => Complaint;
    readonly both: (one: string, other: string) => Complaint;
  };
  readonly options: Readonly<Record<'number' | 'since' | 'csv' | 'prune', string>>;
}

export const historyWords = { en: historyEn, es: historyEs } as const satisfies Record<Language, HistoryWords>;

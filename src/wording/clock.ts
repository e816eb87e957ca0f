/** The words of `meter clock`. */
import { clockEn } from './clock-en.ts';
import { clockEs } from './clock-es.ts';
import type { Language } from './language.ts';
import type { Complaint } from './registry.ts';

export interface ClockWords {
  readonly title: (meter: string) => string;
  readonly labels: Readonly<
    Record<'meter' | 'host' | 'drift' | 'deviation' | 'status' | 'daylightSaving' | 'base' | 'octets', string>
  >;
  readonly ahead: (drift: string) => string;
  readonly behind: (drift: string) => string;
  readonly level: (uncertainty: string) => string;
  readonly driftUnknown: string;
  readonly byLocalTime: string;
  readonly measure: (roundTrip: string, uncertainty: string) => string;
  readonly deviation: (minutes: string, offset: string) => string;
  readonly noDeviation: string;
  readonly noStatus: string;
  readonly statusSound: string;
  readonly status: Readonly<Record<'invalid' | 'doubtful' | 'different-base' | 'invalid-status' | 'dst', string>>;
  readonly daylightEnabled: string;
  readonly daylightDisabled: string;
  readonly daylightShift: (minutes: string) => string;
  readonly daylightFrom: (begins: string) => string;
  readonly daylightTo: (ends: string) => string;
  /** Blue Book, clock_base. */
  readonly bases: Readonly<Record<number, string>>;
  readonly remarks: Readonly<Record<'one-hour' | 'sign-swapped' | 'local-called-utc', string>>;
  readonly defects: (codes: string) => string;
  readonly refused: (meter: string, error: string) => string;
  readonly refusedHint: string;
  readonly unreadable: (meter: string, error: string) => string;
  readonly unreadableHint: string;
  readonly beyond: (limit: string) => string;
  readonly undecided: (limit: string) => string;
  readonly driftNeeded: (limit: string) => string;
  readonly maxDriftWrong: (text: string) => Complaint;
  readonly options: Readonly<Record<'maxDrift', string>>;
}

export const clockWords = { en: clockEn, es: clockEs } as const satisfies Record<Language, ClockWords>;

/** What the history says of settings and of a meter: did it ever work, since when does nobody answer. Pure. */
import { hadLink, type RecordHead } from './history-record.ts';

/** A record as far as it takes to count: its head, and the settings it was made with. */
export interface PastRecord extends Pick<RecordHead, 'at' | 'met' | 'clients'> {
  readonly file: { readonly settings: string };
}

/** Endpoint, framing and form of address, as `settingsKey` writes them, and who asks. */
export interface PastSettings {
  readonly settings: string;
  readonly client: number;
}

/** All instants in ms since 1970. */
export interface Past {
  readonly everWorked: boolean;
  readonly lastSuccessAt: number | null;
  /** The first question after the last one that was answered; null where the last one was. */
  readonly silentSince: number | null;
  readonly successes: number;
  /** Questions that reached the line; where it was busy, or could not be opened, nothing was asked. */
  readonly attempts: number;
}

/**
 * Whether these settings ever worked: the same endpoint, framing, form of address and client SAP had a link, or an
 * answer to its login.
 * @param records the oldest first
 */
export function pastOf(records: Iterable<PastRecord>, { settings, client }: PastSettings): Past {
  let [attempts, successes] = [0, 0];
  let lastSuccessAt: number | null = null;
  let silentSince: number | null = null;
  for (const record of records) {
    const worked = record.file.settings === settings ? hadLink(record.clients, client) : null;
    if (worked === null) continue;
    attempts += 1;
    if (worked) {
      successes += 1;
      lastSuccessAt = record.at;
      silentSince = null;
    } else silentSince ??= record.at;
  }
  return { everWorked: successes > 0, lastSuccessAt, silentSince, successes, attempts };
}

export interface Tally {
  /** Runs that found the line held by another run of ours; not counted as attempts. */
  readonly ownRuns: number;
  readonly attempts: number;
  /** Verdict ok. */
  readonly successes: number;
  /** The meter answered, ok or not. */
  readonly answered: number;
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly firstSuccessAt: number | null;
  readonly lastSuccessAt: number | null;
  readonly lastAnswerAt: number | null;
  /** The first attempt after the last answer; null where the last attempt was answered. */
  readonly silentSince: number | null;
  readonly silentAttempts: number;
}

/** Counts what a meter's records came to. @param records the oldest first */
export function tallyOf(records: Iterable<Pick<RecordHead, 'at' | 'met'>>): Tally {
  let [ownRuns, attempts, successes, answered, silentAttempts] = [0, 0, 0, 0, 0];
  let firstAt: number | null = null;
  let lastAt: number | null = null;
  let firstSuccessAt: number | null = null;
  let lastSuccessAt: number | null = null;
  let lastAnswerAt: number | null = null;
  let silentSince: number | null = null;
  for (const { at, met } of records) {
    if (met === 'self') {
      ownRuns += 1;
      continue;
    }
    attempts += 1;
    firstAt ??= at;
    lastAt = at;
    if (met === 'none') {
      silentSince ??= at;
      silentAttempts += 1;
      continue;
    }
    answered += 1;
    lastAnswerAt = at;
    silentSince = null;
    silentAttempts = 0;
    if (met !== 'ok') continue;
    successes += 1;
    firstSuccessAt ??= at;
    lastSuccessAt = at;
  }
  return {
    ownRuns,
    attempts,
    successes,
    answered,
    firstAt,
    lastAt,
    firstSuccessAt,
    lastSuccessAt,
    lastAnswerAt,
    silentSince,
    silentAttempts,
  };
}

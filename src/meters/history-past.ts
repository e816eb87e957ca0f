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
export function pastOf(records: Iterable<PastRecord>, settings: PastSettings): Past {
  const counter = new PastCounter(settings);
  for (const record of records) counter.add(record);
  return counter.past();
}

/** The same, record by record: several can count in one pass. */
export class PastCounter {
  readonly #settings: PastSettings;
  /** What was told of a text of clients: there are few, and many records. */
  readonly #known = new Map<string, boolean | null>();
  #attempts = 0;
  #successes = 0;
  #lastSuccessAt: number | null = null;
  #silentSince: number | null = null;

  constructor(settings: PastSettings) {
    this.#settings = settings;
  }

  add({ at, clients, file }: PastRecord): void {
    if (file.settings !== this.#settings.settings) return;
    let worked = this.#known.get(clients);
    if (worked === undefined) {
      worked = hadLink(clients, this.#settings.client);
      this.#known.set(clients, worked);
    }
    if (worked === null) return;
    this.#attempts += 1;
    if (worked) {
      this.#successes += 1;
      this.#lastSuccessAt = at;
      this.#silentSince = null;
    } else this.#silentSince ??= at;
  }

  past(): Past {
    return {
      everWorked: this.#successes > 0,
      lastSuccessAt: this.#lastSuccessAt,
      silentSince: this.#silentSince,
      successes: this.#successes,
      attempts: this.#attempts,
    };
  }
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
  const counter = new TallyCounter();
  for (const record of records) counter.add(record);
  return counter.tally();
}

/** The same, record by record. */
export class TallyCounter {
  #ownRuns = 0;
  #attempts = 0;
  #successes = 0;
  #answered = 0;
  #firstAt: number | null = null;
  #lastAt: number | null = null;
  #firstSuccessAt: number | null = null;
  #lastSuccessAt: number | null = null;
  #lastAnswerAt: number | null = null;
  #silentSince: number | null = null;
  #silentAttempts = 0;

  add({ at, met }: Pick<RecordHead, 'at' | 'met'>): void {
    if (met === 'self') {
      this.#ownRuns += 1;
      return;
    }
    this.#attempts += 1;
    this.#firstAt ??= at;
    this.#lastAt = at;
    if (met === 'none') {
      this.#silentSince ??= at;
      this.#silentAttempts += 1;
      return;
    }
    this.#answered += 1;
    this.#lastAnswerAt = at;
    this.#silentSince = null;
    this.#silentAttempts = 0;
    if (met !== 'ok') return;
    this.#successes += 1;
    this.#firstSuccessAt ??= at;
    this.#lastSuccessAt = at;
  }

  tally(): Tally {
    return {
      ownRuns: this.#ownRuns,
      attempts: this.#attempts,
      successes: this.#successes,
      answered: this.#answered,
      firstAt: this.#firstAt,
      lastAt: this.#lastAt,
      firstSuccessAt: this.#firstSuccessAt,
      lastSuccessAt: this.#lastSuccessAt,
      lastAnswerAt: this.#lastAnswerAt,
      silentSince: this.#silentSince,
      silentAttempts: this.#silentAttempts,
    };
  }
}

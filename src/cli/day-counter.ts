/** Counts records by the days of this host, from the first one, or from an instant, until today. */
import type { HistoryEntries, HistoryEntry } from '../meters/index.ts';
import type { HistoryDay } from '../report/index.ts';
import { localDay, startOfDay } from './local-time.ts';

/** No terminal is wider. */
const mostDays = 400;

export class DayCounter {
  readonly #days: { readonly day: string; attempts: number; successes: number }[] = [];
  /** When each day ends. */
  readonly #ends: number[] = [];
  readonly #from: number = 0;
  #today = 0;

  constructor(entries: HistoryEntries, since: number | null, now: number) {
    const first = entries.at(0);
    if (first === undefined) return;
    // A clock that was ahead left records in the future: they are shown where they stand, unless that is far away.
    const last = Math.max(now, Math.min(entries.at(-1)?.at ?? now, startOfDay(now, mostDays)));
    this.#from = startOfDay(Math.max(since ?? first.at, startOfDay(last, 1 - mostDays)));
    for (let start = this.#from; start <= last && this.#days.length < mostDays; start = startOfDay(start, 1)) {
      this.#days.push({ day: localDay(start), attempts: 0, successes: 0 });
      this.#ends.push(startOfDay(start, 1));
    }
  }

  /** In the order of their time. */
  add({ at, met }: Pick<HistoryEntry, 'at' | 'met'>): void {
    if (at < this.#from || met === 'self') return;
    while (this.#today < this.#ends.length && at >= (this.#ends[this.#today] ?? 0)) this.#today += 1;
    const day = this.#days[this.#today];
    if (day === undefined) return;
    day.attempts += 1;
    if (met === 'ok') day.successes += 1;
  }

  /** Without a gap, the oldest first. */
  get days(): readonly HistoryDay[] {
    return this.#days;
  }
}

/** Counts of a followed meter, in memory that does not grow: how often it answered, and how fast. */

/** Values of which only the newest are kept; null stands for one that failed. */
export class Recent {
  readonly #most: number;
  #values: (number | null)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  get values(): readonly (number | null)[] {
    return this.#values;
  }

  add(value: number | null): void {
    this.#values.push(value);
    if (this.#values.length > this.#most) this.#values.shift();
  }
}

/**
 * Times of which the median is wanted: they are counted, rounded to a tenth of a ms below 100 ms and to three digits
 * above, so that there are never more than a few thousand different ones.
 */
export class Spread {
  readonly #counts = new Map<number, number>();
  #count = 0;
  #max: number | null = null;

  get count(): number {
    return this.#count;
  }

  get max(): number | null {
    return this.#max;
  }

  /** The lower one of two in the middle; null before any. */
  get median(): number | null {
    let before = 0;
    for (const [value, count] of [...this.#counts].sort(([left], [right]) => left - right)) {
      before += count;
      if (before * 2 >= this.#count) return value;
    }
    return null;
  }

  /** @param ms not negative */
  add(ms: number): void {
    const rounded = ms < 100 ? Math.round(ms * 10) / 10 : Number(ms.toPrecision(3));
    this.#counts.set(rounded, (this.#counts.get(rounded) ?? 0) + 1);
    this.#count += 1;
    this.#max = Math.max(this.#max ?? 0, rounded);
  }
}

export class FollowTally {
  readonly latencies = new Spread();
  polls = 0;
  answered = 0;
  reconnects = 0;
  logLines = 0;

  /** 0 to 1; null before the meter was asked. */
  get successRate(): number | null {
    return this.polls === 0 ? null : this.answered / this.polls;
  }

  get latencyMs(): { readonly median: number; readonly max: number } | null {
    const { median, max } = this.latencies;
    return median === null || max === null ? null : { median, max };
  }
}

/** The simulator's clock and all of its timers, on a scale: 0.1 makes seven simulated seconds last 0.7 real ones. */
export class SimulatedTime {
  readonly #scale: number;
  readonly #startedAt = performance.now();
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** @param scale real seconds per simulated second, above 0 */
  constructor(scale: number) {
    if (!(scale > 0 && scale <= 1000)) throw new RangeError(`a time scale of ${scale} is not above 0 and at most 1000`);
    this.#scale = scale;
  }

  /** Simulated milliseconds since the start. */
  get nowMs(): number {
    return (performance.now() - this.#startedAt) / this.#scale;
  }

  /** Runs `act` after so many simulated milliseconds; returns what calls it off. */
  after(delayMs: number, act: () => void): () => void {
    if (this.#stopped) return () => {};
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, delayMs * this.#scale);
    this.#timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.#timers.delete(timer);
    };
  }

  /** Runs `act` every so many simulated milliseconds; returns what ends it. */
  every(periodMs: number, act: () => void): () => void {
    let cancel = this.after(periodMs, tick);
    const time = this;
    function tick(): void {
      cancel = time.after(periodMs, tick);
      act();
    }
    return () => cancel();
  }

  /** Calls everything off; nothing starts any more. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

/** A queue between a source that pushes and a reader that waits: what arrived, in order, each with its instant. */
import type { Arrival } from './line.ts';

export class Arrivals {
  readonly #queue: Arrival[] = [];
  #ended: Arrival | null = null;
  #wake: (() => void) | null = null;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  put(arrival: Arrival): void {
    if (this.#ended !== null) return;
    if (arrival.kind === 'ended') this.#ended = arrival;
    else this.#queue.push(arrival);
    this.#wake?.();
  }

  /** @throws the signal's reason when it is raised */
  async take(until: number, signal?: AbortSignal): Promise<Arrival> {
    signal?.throwIfAborted();
    const waiting = this.#queue.shift() ?? this.#ended;
    if (waiting) return waiting;
    const ms = until - this.#now();
    if (ms > 0) {
      await this.#sleep(ms, signal);
      // A process that was stopped meanwhile (Ctrl-Z, a sleeping laptop) finds its timer due before it has looked at its
      // sockets: what lies there came in time, and is no silence.
      if (this.#queue.length === 0 && this.#ended === null) await lookAtSockets();
    }
    signal?.throwIfAborted();
    return this.#queue.shift() ?? this.#ended ?? { kind: 'quiet', atMs: Math.max(this.#now(), until) };
  }

  #sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        this.#wake = null;
        resolve();
      };
      // A timer may fire a millisecond early by this clock; the reader asks again only for what is left.
      const timer = setTimeout(done, Math.ceil(ms));
      signal?.addEventListener('abort', done, { once: true });
      this.#wake = done;
    });
  }
}

/** Comes back when this process has taken in what its sockets hold: Node looks at them between timers and immediates. */
function lookAtSockets(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Sends pieces one behind the other, each after its own pause, so that nothing gets between the pieces of a frame. */
import type { Behaviour } from './behaviour.ts';
import type { SimulatedTime } from './simulated-time.ts';

interface Portion {
  readonly bytes: Uint8Array;
  /** Pause before it, simulated ms. */
  readonly afterMs: number;
}

/** Portions that may wait; a line that is asked more than it can send loses the rest. */
const longestQueue = 10_000;

export class Transmitter {
  readonly #time: SimulatedTime;
  readonly #send: (bytes: Uint8Array) => void;
  #queue: Portion[] = [];
  /** Calls off the portion that waits for its pause to end. */
  #callOff: (() => void) | null = null;

  constructor(time: SimulatedTime, send: (bytes: Uint8Array) => void) {
    this.#time = time;
    this.#send = send;
  }

  /** Sends these portions after everything that waits already. */
  enqueue(portions: readonly Portion[]): void {
    if (this.#queue.length + portions.length <= longestQueue) this.#queue.push(...portions);
    if (this.#callOff === null) this.#next();
  }

  /** Throws away what still waits: whoever would send it has lost its power. */
  drop(): void {
    this.#queue = [];
    this.#callOff?.();
    this.#callOff = null;
  }

  #next(): void {
    for (;;) {
      const portion = this.#queue.shift();
      if (portion === undefined) return;
      if (portion.afterMs > 0) {
        this.#callOff = this.#time.after(portion.afterMs, () => {
          this.#callOff = null;
          this.#send(portion.bytes);
          this.#next();
        });
        return;
      }
      this.#send(portion.bytes);
    }
  }
}

/** Cuts a reply as the faults want it: in pieces with gaps, or byte by byte. */
export function portionsOf(bytes: Uint8Array, behaviour: Behaviour): readonly Portion[] {
  if (bytes.length === 0) return [];
  const { paceMs, gapMs } = behaviour;
  const pieces = paceMs === null ? Math.min(behaviour.pieces, bytes.length) : bytes.length;
  const afterMs = paceMs ?? gapMs;
  return Array.from({ length: pieces }, (_, index) => ({
    bytes: bytes.subarray(
      Math.floor((index * bytes.length) / pieces),
      Math.floor(((index + 1) * bytes.length) / pieces),
    ),
    afterMs: index === 0 ? 0 : afterMs,
  }));
}

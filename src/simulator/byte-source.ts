/** Bytes that are made while they are taken: a long answer is never in memory as a whole. */
import { joinBytes } from '../bytes/join.ts';

const nothing = new Uint8Array();

export class ByteSource {
  readonly #pieces: Iterator<Uint8Array>;
  #ahead: Uint8Array = nothing;

  constructor(pieces: Iterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.iterator]();
  }

  /** The next bytes, which stay: as many as asked for, fewer only where that is all there is. */
  peek(length: number): Uint8Array {
    const found = [this.#ahead];
    let have = this.#ahead.length;
    while (have < length) {
      const next = this.#pieces.next();
      if (next.done === true) break;
      found.push(next.value);
      have += next.value.length;
    }
    if (found.length > 1) this.#ahead = joinBytes(found);
    return this.#ahead.subarray(0, length);
  }

  take(length: number): Uint8Array {
    const taken = this.peek(length);
    this.#ahead = this.#ahead.subarray(taken.length);
    return taken;
  }

  get isEmpty(): boolean {
    return this.peek(1).length === 0;
  }
}

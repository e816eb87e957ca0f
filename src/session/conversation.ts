/** A conversation over one line: what was sent, every portion that came back with its time, cut into frames. */
import { Deframer, type Piece } from '../hdlc/index.ts';
import type { Line, LineEnd } from '../line/index.ts';

export interface Portion {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** What was sent (null: only listened), and what came until the next thing was sent. Instants by the line's clock. */
export interface SpokenExchange {
  readonly sent: Uint8Array | null;
  readonly sentAtMs: number;
  readonly received: Portion[];
}

/** A piece of the stream, when it was complete, and how many exchanges had begun by then. */
export interface Sighting {
  readonly piece: Piece;
  readonly atMs: number;
  readonly exchange: number;
}

/** Why waiting stopped: bytes came, the time was over, or the line ended. */
export type Waited = 'bytes' | 'quiet' | 'ended';

export class Conversation {
  readonly line: Line;
  readonly exchanges: SpokenExchange[];
  readonly sightings: Sighting[] = [];
  /** How the far end ended the line, once it did. */
  end: { readonly how: LineEnd; readonly atMs: number } | null = null;
  readonly #deframer = new Deframer();

  constructor(line: Line) {
    this.line = line;
    this.exchanges = [{ sent: null, sentAtMs: line.now(), received: [] }];
  }

  /** Sends bytes: a new exchange begins. What was half received belongs to the one before. */
  send(bytes: Uint8Array): void {
    this.flush();
    this.exchanges.push({ sent: bytes, sentAtMs: this.line.now(), received: [] });
    this.line.send(bytes);
  }

  /** Waits until bytes come, the line ends, or `until`. @throws the signal's reason */
  async wait(until: number, signal?: AbortSignal): Promise<Waited> {
    const arrival = await this.line.receive(until, signal);
    if (arrival.kind === 'ended') {
      this.end ??= { how: arrival.how, atMs: arrival.atMs };
      this.flush();
      return 'ended';
    }
    if (arrival.kind === 'quiet') return 'quiet';
    this.exchanges.at(-1)?.received.push({ atMs: arrival.atMs, bytes: arrival.bytes });
    this.#keep(this.#deframer.push(arrival.bytes), arrival.atMs);
    return 'bytes';
  }

  /** A frame has begun and is not complete. */
  get unfinished(): boolean {
    return this.#deframer.pending.length > 1;
  }

  /** Takes what is pending as it is: nothing more is waited for. */
  flush(): void {
    this.#keep(this.#deframer.quiet(), this.line.now());
  }

  /** The last instant at which bytes came; null before any. */
  get lastByteAt(): number | null {
    return this.exchanges.findLast(({ received }) => received.length > 0)?.received.at(-1)?.atMs ?? null;
  }

  #keep(pieces: readonly Piece[], atMs: number): void {
    for (const piece of pieces) this.sightings.push({ piece, atMs, exchange: this.exchanges.length - 1 });
  }
}

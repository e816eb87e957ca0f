/** A conversation over one line: what was sent, every portion that came back with its time, cut into frames. */
import { sameBytes } from '../bytes/join.ts';
import { Deframer, type Piece } from '../hdlc/index.ts';
import { type Line, type LineEnd, SecretMask } from '../line/index.ts';

export interface Portion {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** What was sent (null: only listened), and what came until the next thing was sent. Instants by the line's clock. */
export interface SpokenExchange {
  /** As it may be shown: secrets masked. */
  readonly sent: Uint8Array | null;
  readonly sentAtMs: number;
  /** Secrets that an echoing line brought back are masked. */
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

export interface ConversationOptions {
  /** What the bytes are cut into: HDLC frames, or nothing (whoever talks over the wrapper takes them as they come). */
  readonly framing?: 'hdlc' | 'none';
  /** Everything, as evidence wants it, or only the last few exchanges: then memory stays flat. */
  readonly keeps?: 'all' | 'recent';
}

const recentExchanges = 8;
const recentSightings = 64;

export class Conversation {
  readonly line: Line;
  readonly exchanges: SpokenExchange[];
  readonly sightings: Sighting[] = [];
  /** How the far end ended the line, once it did. */
  end: { readonly how: LineEnd; readonly atMs: number } | null = null;
  readonly #framing: 'hdlc' | 'none';
  readonly #keeps: 'all' | 'recent';
  readonly #deframer = new Deframer();
  readonly #mask = new SecretMask();
  /** Noise is shown to people as text, so it is masked too. */
  readonly #noiseMask = new SecretMask();
  /** Frames that were sent with secrets in them. */
  readonly #secretFrames: Uint8Array[] = [];
  #untaken: Uint8Array[] = [];
  #forgotten = 0;
  #lastByteAt: number | null = null;

  constructor(line: Line, { framing = 'hdlc', keeps = 'all' }: ConversationOptions = {}) {
    this.line = line;
    this.#framing = framing;
    this.#keeps = keeps;
    this.exchanges = [{ sent: null, sentAtMs: line.now(), received: [] }];
  }

  /**
   * Sends bytes: a new exchange begins. What was half received belongs to the one before.
   * @param shownAs what is kept in their place, as many octets: secrets masked
   */
  send(bytes: Uint8Array, shownAs: Uint8Array = bytes): void {
    this.flush();
    if (!sameBytes(bytes, shownAs)) {
      this.#mask.learn(bytes, shownAs);
      this.#noiseMask.learn(bytes, shownAs);
      this.#secretFrames.push(bytes);
    }
    if (this.#keeps === 'recent') this.#forget();
    this.exchanges.push({ sent: shownAs, sentAtMs: this.line.now(), received: [] });
    this.line.send(bytes, shownAs);
  }

  /** Whether a frame of ours stands between these flags: an echo. Exchanges alone cannot tell where they are masked. */
  wasSent(octets: Uint8Array): boolean {
    const isIt = (sent: Uint8Array) => sameBytes(sent.subarray(1, -1), octets);
    return this.#secretFrames.some(isIt) || this.exchanges.some(({ sent }) => sent !== null && isIt(sent));
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
    const { bytes, atMs } = arrival;
    this.#lastByteAt = atMs;
    this.exchanges.at(-1)?.received.push({ atMs, bytes: this.#mask.hide(bytes).bytes });
    if (this.#framing === 'hdlc') this.#keep(this.#deframer.push(bytes), atMs);
    else this.#untaken.push(bytes);
    return 'bytes';
  }

  /** The bytes that came since the last call, where nothing cuts them into frames. */
  takeBytes(): readonly Uint8Array[] {
    const taken = this.#untaken;
    this.#untaken = [];
    return taken;
  }

  /** The sightings from number `from` on, counted from the first one ever, and the number of the next. */
  sightingsFrom(from: number): { readonly sightings: readonly Sighting[]; readonly next: number } {
    return {
      sightings: this.sightings.slice(Math.max(0, from - this.#forgotten)),
      next: this.#forgotten + this.sightings.length,
    };
  }

  /** A frame has begun and is not complete. */
  get unfinished(): boolean {
    return this.#deframer.pending.length > 1;
  }

  /** At least a flag has come that may open a frame. */
  get begun(): boolean {
    return this.#deframer.pending.length > 0;
  }

  /** Takes what is pending as it is: nothing more is waited for. */
  flush(): void {
    this.#keep(this.#deframer.quiet(), this.line.now());
  }

  /** The last instant at which bytes came; null before any. */
  get lastByteAt(): number | null {
    return this.#lastByteAt;
  }

  #keep(pieces: readonly Piece[], atMs: number): void {
    for (const piece of pieces) {
      this.sightings.push({ piece: this.#masked(piece), atMs, exchange: this.exchanges.length - 1 });
    }
  }

  #masked(piece: Piece): Piece {
    if (piece.kind === 'frame' || piece.kind === 'flags') return piece;
    const { bytes } = this.#noiseMask.hide(piece.bytes);
    return bytes === piece.bytes ? piece : { ...piece, bytes };
  }

  #forget(): void {
    if (this.exchanges.length > recentExchanges) this.exchanges.splice(0, this.exchanges.length - recentExchanges);
    const tooMany = this.sightings.length - recentSightings;
    if (tooMany <= 0) return;
    this.sightings.splice(0, tooMany);
    this.#forgotten += tooMany;
  }
}

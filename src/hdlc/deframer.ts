/**
 * Cuts a stream of bytes into frames by their length field (IEC 62056-46 §6.4.1, §6.4.4.2.1: no octet stuffing, so a
 * flag may stand inside a frame). Bytes come in any portions; every byte goes out again in exactly one piece, so the
 * pieces and what is pending always add up to the input.
 *
 * A damaged length must not swallow what follows. A header proves itself by its HCS (a frame without information by
 * its FCS). While a candidate is unproven, or turns out not to end where its length says, the bytes inside it are
 * searched for another header that does prove itself, and the stream is cut there. Quiet on the line (`quiet()`)
 * ends whatever is pending. Memory is bounded by the longest frame.
 */
import { crc16 } from '../bytes/crc.ts';
import { addressWidth, isAddressWidth } from './address.ts';
import { assembleFrame, defectsOf, type Frame, flag, maximumLength, minimumLength } from './frame.ts';

/** A stretch of the stream; `at` is its offset from the start of the stream. */
export type Piece =
  /** A frame with its own flags: `opened` is false where the closing flag of the frame before opens it too. */
  | {
      readonly kind: 'frame';
      readonly at: number;
      readonly opened: boolean;
      readonly closed: boolean;
      readonly frame: Frame;
    }
  /** Flags between frames, and lone ones. */
  | { readonly kind: 'flags'; readonly at: number; readonly bytes: Uint8Array }
  /** A header that proved itself, but what follows does not end where it says: cut short, or bytes lost or added. */
  | { readonly kind: 'broken'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'noise'; readonly at: number; readonly bytes: Uint8Array };

/** A candidate's standing: the header proves itself, does not, or cannot be one; or more bytes are needed. */
type Standing = 'proven' | 'unproven' | 'impossible' | 'undecided';

const capacity = 2 * (maximumLength + 2);
const none: readonly Piece[] = Object.freeze([]);

export class Deframer {
  /** Bytes kept from one portion to the next. */
  readonly #kept = new Uint8Array(capacity);
  #keptLength = 0;
  /** How many bytes must be there, counted from the first kept one, before anything new can be decided. */
  #needed = 1;
  /** Offset of the first unconsumed byte from the start of the stream. */
  #offset = 0;
  /** The byte before the first unconsumed one was a closing flag, which may open the next frame too. */
  #flagBefore = false;
  /** Offset up to which a search inside a candidate found no header that proves itself. */
  #searchedTo = 0;
  // Set by #weigh for the candidate it looked at: plain fields, because this is the inner loop.
  #length = 0;
  #destinationWidth = 0;
  #sourceWidth = 0;
  #wanted = 0;

  /** Bytes received and not given out yet: at most one frame. */
  get pending(): Uint8Array {
    return this.#kept.slice(0, this.#keptLength);
  }

  /**
   * Takes the next bytes of the stream and gives the pieces that are complete. Pieces are views into `portion` where
   * they can be: do not write to it afterwards.
   */
  push(portion: Uint8Array): readonly Piece[] {
    const pieces: Piece[] = [];
    let from = 0;
    while (this.#keptLength > 0 && from < portion.length) {
      const wanted = Math.max(this.#needed - this.#keptLength, 1);
      const take = Math.min(wanted, portion.length - from, capacity - this.#keptLength);
      this.#kept.set(portion.subarray(from, from + take), this.#keptLength);
      this.#keptLength += take;
      from += take;
      if (this.#keptLength >= this.#needed) this.#drainKept(false, pieces);
      if (this.#keptLength <= from) {
        // What is kept now all came from this portion: go on in it directly, without copying byte by byte.
        from -= this.#keptLength;
        this.#keptLength = 0;
      }
    }
    if (from < portion.length) {
      const consumed = this.#scan(portion, from, portion.length, false, false, pieces);
      this.#keep(portion, consumed, portion.length);
    }
    return pieces.length === 0 ? none : pieces;
  }

  /** Says that no more bytes come for now: gives out everything that is pending, finished or not. */
  quiet(): readonly Piece[] {
    const pieces: Piece[] = [];
    if (this.#keptLength > 0) this.#drainKept(true, pieces);
    this.#flagBefore = false;
    return pieces;
  }

  #drainKept(final: boolean, pieces: Piece[]): void {
    const consumed = this.#scan(this.#kept, 0, this.#keptLength, final, true, pieces);
    this.#keep(this.#kept, consumed, this.#keptLength);
  }

  #keep(bytes: Uint8Array, from: number, end: number): void {
    if (bytes === this.#kept) this.#kept.copyWithin(0, from, end);
    else this.#kept.set(bytes.subarray(from, end), 0);
    this.#keptLength = end - from;
  }

  /** Consumes what can be decided in `bytes[at, end)` and returns where it stopped; sets #needed from there. */
  #scan(bytes: Uint8Array, at: number, end: number, final: boolean, copy: boolean, pieces: Piece[]): number {
    const base = this.#offset - at;
    const give = (kind: 'flags' | 'noise' | 'broken', from: number, to: number): number => {
      pieces.push({ kind, at: base + from, bytes: copy ? bytes.slice(from, to) : bytes.subarray(from, to) });
      this.#flagBefore = false;
      return to;
    };
    let start = at;
    this.#needed = 1;
    while (start < end) {
      let body = start;
      if (bytes[start] === flag) {
        body = start + 1;
        if (body < end && bytes[body] === flag) {
          while (body + 1 < end && bytes[body + 1] === flag) body++;
          start = give('flags', start, body);
          continue;
        }
      } else if (!this.#flagBefore) {
        start = give('noise', start, nextFlag(bytes, start, end));
        continue;
      }
      const standing = this.#weigh(bytes, body, end);
      if (standing === 'undecided') {
        if (!final) {
          this.#needed = body - start + this.#wanted;
          break;
        }
        start =
          body > start && body === end ? give('flags', start, end) : give('noise', start, nextFlag(bytes, body, end));
        continue;
      }
      if (standing === 'impossible') {
        start = body > start ? give('flags', start, body) : give('noise', start, nextFlag(bytes, start, end));
        continue;
      }
      const stop = body + this.#length;
      const length = this.#length;
      const destinationWidth = this.#destinationWidth;
      const sourceWidth = this.#sourceWidth;
      if (standing === 'proven' && stop >= end && !final) {
        this.#needed = stop + 1 - start;
        break;
      }
      const closed = stop < end && bytes[stop] === flag;
      if (stop <= end && (standing === 'proven' || closed)) {
        const octets = copy ? bytes.slice(body, stop) : bytes.subarray(body, stop);
        const fcs = (octets[length - 2] as number) | ((octets[length - 1] as number) << 8);
        const fcsRight = crc16(octets, 0, length - 2) === fcs;
        let whole = fcsRight;
        if (!whole && closed) {
          // The closing flag itself may open the next frame: only what lies before it can contradict this one.
          whole = this.#search(bytes, body, stop, end, base, final) < 0;
          if (whole && this.#wanted > 0) {
            this.#needed = end - start + 1;
            break;
          }
        }
        if (whole) {
          const sound =
            fcsRight &&
            closed &&
            standing === 'proven' &&
            isAddressWidth(destinationWidth) &&
            isAddressWidth(sourceWidth);
          pieces.push({
            kind: 'frame',
            at: base + start,
            opened: body > start,
            closed,
            frame: sound
              ? assembleFrame(octets, destinationWidth, sourceWidth)
              : frameWithDefects(octets, destinationWidth, sourceWidth, closed),
          });
          this.#flagBefore = closed;
          start = closed ? stop + 1 : stop;
          continue;
        }
      }
      // It does not end where it says, or cannot be trusted to: is there a frame inside that proves itself?
      const window = Math.min(end, stop + 1);
      const inner = this.#search(bytes, body, window, end, base, final);
      const kind = standing === 'proven' ? 'broken' : 'noise';
      if (inner >= 0) {
        start = give(kind, start, inner);
      } else if (this.#wanted > 0 && !final) {
        this.#needed = end - start + 1;
        break;
      } else if (standing === 'unproven' && stop >= end && !final) {
        this.#needed = end - start + 1;
        break;
      } else if (standing === 'proven') {
        start = give('broken', start, window);
      } else {
        start = give('noise', start, nextFlag(bytes, body, end));
      }
    }
    this.#offset = base + start;
    return start;
  }

  /** Weighs the header that would start at `body`. Leaves the length and widths it read, or how many bytes it wants. */
  #weigh(bytes: Uint8Array, body: number, end: number): Standing {
    const available = end - body;
    if (available < 1) return this.#want(1);
    if (((bytes[body] as number) & 0xf0) !== 0xa0) return 'impossible';
    if (available < 2) return this.#want(2);
    const length = (((bytes[body] as number) & 0x07) << 8) | (bytes[body + 1] as number);
    if (length < minimumLength) return 'impossible';
    const destinationWidth = addressWidth(bytes, body + 2, end);
    if (destinationWidth < 0) return 'impossible';
    if (destinationWidth === 0) return this.#want(available + 1);
    const sourceAt = body + 2 + destinationWidth;
    const sourceWidth = addressWidth(bytes, sourceAt, end);
    if (sourceWidth < 0) return 'impossible';
    if (sourceWidth === 0) return this.#want(available + 1);
    const header = 2 + destinationWidth + sourceWidth + 1;
    const checkAt = length === header + 2 ? header : length >= header + 4 ? header : -1;
    if (checkAt < 0) return 'impossible';
    if (available < checkAt + 2) return this.#want(checkAt + 2);
    this.#length = length;
    this.#destinationWidth = destinationWidth;
    this.#sourceWidth = sourceWidth;
    const received = (bytes[body + checkAt] as number) | ((bytes[body + checkAt + 1] as number) << 8);
    return crc16(bytes, body, body + checkAt) === received ? 'proven' : 'unproven';
  }

  #want(count: number): 'undecided' {
    this.#wanted = count;
    return 'undecided';
  }

  /**
   * Looks inside a candidate, up to `limit`, for a flag with a header that proves itself. Returns its position, or
   * -1; #wanted is above 0 where a flag near the end could still become one. Positions that were found wanting are
   * not looked at again.
   */
  #search(bytes: Uint8Array, body: number, limit: number, end: number, base: number, final: boolean): number {
    this.#wanted = 0;
    let at = nextFlag(bytes, Math.max(body, this.#searchedTo - base), limit);
    while (at < limit) {
      const standing = this.#weigh(bytes, at + 1, end);
      if (standing === 'proven') return at;
      if (standing === 'undecided' && !final) break;
      this.#wanted = 0;
      at = nextFlag(bytes, at + 1, limit);
    }
    this.#searchedTo = base + Math.min(at, limit);
    return -1;
  }
}

function nextFlag(bytes: Uint8Array, from: number, end: number): number {
  const found = bytes.indexOf(flag, from);
  return found < 0 || found > end ? end : found;
}

function frameWithDefects(octets: Uint8Array, destinationWidth: number, sourceWidth: number, closed: boolean): Frame {
  const defects = defectsOf(octets, destinationWidth, sourceWidth);
  const unclosed = { code: 'closing-flag-missing', at: octets.length } as const;
  return assembleFrame(octets, destinationWidth, sourceWidth, closed ? defects : [...defects, unclosed]);
}

/** The bytes of a piece as they stood in the stream, flags included. */
export function bytesOf(piece: Piece): Uint8Array {
  if (piece.kind !== 'frame') return piece.bytes;
  const { octets } = piece.frame;
  const opening = piece.opened ? 1 : 0;
  const bytes = new Uint8Array(opening + octets.length + (piece.closed ? 1 : 0));
  if (piece.opened) bytes[0] = flag;
  bytes.set(octets, opening);
  if (piece.closed) bytes[bytes.length - 1] = flag;
  return bytes;
}

/** Joins neighbouring stretches of noise and of flags, however the stream was cut into portions. */
export function joinPieces(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last !== undefined && piece.kind !== 'frame' && last.kind === piece.kind && last.kind !== 'broken') {
      const bytes = new Uint8Array(last.bytes.length + piece.bytes.length);
      bytes.set(last.bytes);
      bytes.set(piece.bytes, last.bytes.length);
      joined[joined.length - 1] = { kind: last.kind, at: last.at, bytes };
    } else {
      joined.push(piece);
    }
  }
  return joined;
}

/**
 * Frames that a reader cut at a 7E inside them (IEC 62056-46 has no octet stuffing, so one may stand anywhere):
 *
 *   7E A0 16 … HCS … 06 00 00 7E │ 11 A1 73 7E        received as two pieces; together one sound frame
 *
 * The pieces are put together again before anything is judged: the damage is the reader's, and not the line's.
 */
import { crc16 } from '../bytes/crc.ts';
import { joinBytes } from '../bytes/join.ts';
import { addressWidth, flag, isAddressWidth, isSound, minimumLength, parseFrame } from '../hdlc/index.ts';
import type { Portion } from './conversation.ts';

export interface Cut {
  /** Index of the turn in which the first piece came. */
  readonly turn: number;
  readonly portion: Portion;
  /** Octets by the length field, and those of the first piece, flags apart. */
  readonly declared: number;
  readonly actual: number;
  readonly pieces: number;
  /** The frame, as it may be shown; null where the rest of it never came. */
  readonly whole: Uint8Array | null;
  /** Something was asked between the pieces. */
  readonly wentOn: boolean;
}

/** Pieces of one frame that are put together. */
const mostPieces = 4;

/** Finds cut frames in what came turn by turn, and moves their further pieces to the turn of the first one. */
export function mendCuts(turns: readonly { readonly received: Portion[] }[]): readonly Cut[] {
  const pieces = turns.flatMap(({ received }, turn) => received.map((portion) => ({ portion, turn })));
  const cuts: Cut[] = [];
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece === undefined) break;
    const { portion, turn } = piece;
    const declared = portion.bytes.at(-1) === flag ? declaredLength(portion.bytes) : null;
    if (declared === null) continue;
    const rest = pieces.slice(index + 1, index + mostPieces);
    const whole = joinedFrame(portion, rest);
    const own = rest.slice(0, whole === null ? 0 : whole.pieces - 1);
    const told = { turn, portion, declared, actual: portion.bytes.length - 2 };
    if (whole === null) {
      // More of it may come by the same answer: then it is no reader's cut.
      if (turns[turn]?.received.at(-1) === portion) cuts.push({ ...told, pieces: 1, whole: null, wentOn: false });
      continue;
    }
    const wentOn = own.some((one) => one.turn !== turn);
    cuts.push({ ...told, pieces: whole.pieces, whole: whole.bytes, wentOn });
    for (const one of own) {
      const list = turns[one.turn]?.received;
      if (one.turn === turn || list === undefined) continue;
      list.splice(list.indexOf(one.portion), 1);
      // It had come with the first piece: only the reader took it later.
      turns[turn]?.received.push({ ...one.portion, atMs: portion.atMs });
    }
    index += own.length;
  }
  return cuts;
}

/** The length field of a frame that begins here with a right HCS and needs more than there is; null for all others. */
function declaredLength(bytes: Uint8Array): number | null {
  if (bytes[0] !== flag || bytes.length < 8 || ((bytes[1] as number) & 0xf0) !== 0xa0) return null;
  const declared = (((bytes[1] as number) & 0x07) << 8) | (bytes[2] as number);
  if (declared < minimumLength || bytes.length - 2 >= declared) return null;
  const destination = addressWidth(bytes, 3, bytes.length);
  if (!isAddressWidth(destination)) return null;
  const source = addressWidth(bytes, 3 + destination, bytes.length);
  const headerEnd = 3 + destination + source + 1;
  if (!isAddressWidth(source) || headerEnd + 2 > bytes.length) return null;
  const check = (bytes[headerEnd] as number) | ((bytes[headerEnd + 1] as number) << 8);
  return crc16(bytes, 1, headerEnd) === check ? declared : null;
}

function joinedFrame(
  first: Portion,
  rest: readonly { readonly portion: Portion }[],
): { readonly bytes: Uint8Array; readonly pieces: number } | null {
  for (let count = 1; count <= rest.length; count++) {
    const portions = [first, ...rest.slice(0, count).map(({ portion }) => portion)];
    const bytes = joinBytes(portions.map((portion) => portion.bytes));
    if (bytes.at(-1) !== flag) continue;
    const frame = parseFrame(bytes.subarray(1, -1));
    if (!('code' in frame) && isSound(frame)) {
      return { bytes: joinBytes(portions.map((portion) => portion.shown)), pieces: count + 1 };
    }
  }
  return null;
}

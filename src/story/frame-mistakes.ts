/** What was sent wrong, by its bytes alone; and what was read wrong: frames cut at a flag that stands inside them. */

import { crc16 } from '../bytes/crc.ts';
import { toHex } from '../bytes/hex.ts';
import { joinBytes } from '../bytes/join.ts';
import type { Item, Problem } from '../dissect/index.ts';
import { addressWidth, flag, isAddressWidth, isSound, minimumLength, parseFrame } from '../hdlc/index.ts';
import type { Conversation, Portion, Turn } from './conversation.ts';
import type { Mistake, MistakeName, Mistakes } from './mistake.ts';
import type { StoryRecord } from './record.ts';

const byCode: Readonly<Record<string, MistakeName>> = {
  'fcs-wrong': 'check-wrong',
  'hcs-wrong': 'check-wrong',
  'group-length-wrong': 'group-length',
  'length-wrong': 'length-wrong',
  truncated: 'length-wrong',
  'address-width': 'address-form',
  'address-unfinished': 'address-form',
  'client-address-width': 'address-form',
  'source-reserved': 'address-form',
  'parameter-cut': 'parameters-wrong',
  'parameter-length': 'parameters-wrong',
  'parameter-unknown': 'parameters-wrong',
  'parameter-range': 'parameters-wrong',
  'not-parameters': 'parameters-wrong',
};

export function findWrongFrames({ turns }: Conversation, mistakes: Mistakes): void {
  for (const { number, sent } of turns) {
    if (sent === null) continue;
    const isShown = sent.shown === sent.bytes;
    for (const item of sent.items) {
      if (item.kind !== 'hdlc' && item.kind !== 'wrapper') continue;
      const [first] = faultsOf(item);
      if (first === undefined) continue;
      mistakes.add({
        name: nameOf(first),
        values: valuesOf(first, item),
        place: { atMs: sent.atMs, at: sent.at, line: sent.line },
        turn: number,
        bytes: isShown ? item.hex : null,
        right: isShown ? (item.corrected ?? null) : null,
      });
    }
  }
}

function nameOf({ code }: Problem): MistakeName {
  return byCode[code] ?? (code.startsWith('apdu-') ? 'apdu-wrong' : 'frame-wrong');
}

/** The fault that keeps the frame from being read comes first. */
function faultsOf({ problems }: Item): readonly Problem[] {
  const faults = problems.filter(({ severity }) => severity === 'fault');
  return faults.toSorted((one, other) => rank(one) - rank(other));
}

function rank(one: Problem): number {
  const name = nameOf(one);
  return name === 'length-wrong' ? 0 : name === 'address-form' ? 1 : name === 'check-wrong' ? 2 : 3;
}

function valuesOf(problem: Problem, { type }: Item): Mistake['values'] {
  const { actual, code, declared, expected, found, note, offset } = problem;
  return {
    frame: type,
    code,
    found: spaced(found),
    expected: expected === null ? '?' : spaced(expected),
    at: offset,
    field: code.startsWith('hcs') ? 'HCS' : 'FCS',
    ...(declared === undefined ? {} : { declared }),
    ...(actual === undefined ? {} : { actual }),
    ...(note === undefined ? {} : { note }),
  };
}

function spaced(hex: string): string {
  return hex.toUpperCase().replace(/..(?=.)/g, '$& ');
}

/** Pieces of one frame that may be put together. */
const mostPieces = 4;

/**
 * A reader that takes the second 7E for the end cuts frames in which one stands (62056-46 has no octet stuffing). In a
 * log each received piece is what the client took for a frame; on the wire a portion may end anywhere, so there it
 * counts only where the client went on asking between the pieces.
 */
export function findCutFrames({ turns }: Conversation, source: StoryRecord['source'], mistakes: Mistakes): void {
  const pieces = turns.flatMap((turn) => turn.received.map((portion) => ({ portion, turn })));
  for (const [index, { portion, turn }] of pieces.entries()) {
    const declared = declaredLength(portion.bytes);
    if (declared === null || portion.bytes.at(-1) !== flag) continue;
    const place = { atMs: portion.atMs, at: portion.at, line: portion.line };
    const told = { place, turn: turn.number, bytes: toHex(portion.shown) };
    const rest = pieces.slice(index + 1, index + mostPieces);
    const whole = joinedFrame(portion, rest);
    const wentOn = rest[0] !== undefined && rest[0].turn !== turn;
    if (whole !== null) {
      if (source === 'capture' && !wentOn) continue;
      const values = { declared, actual: portion.bytes.length - 2, pieces: whole.pieces };
      mistakes.add({ ...told, name: 'cut-at-flag', values, right: toHex(whole.bytes) });
    } else if (source === 'log' && turnIsOver(turn, portion)) {
      mistakes.add({ ...told, name: 'cut-short', values: { declared, actual: portion.bytes.length - 2 }, right: null });
    }
  }
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

function turnIsOver({ received }: Turn, portion: Portion): boolean {
  return received.at(-1) === portion;
}

/** What was sent wrong, by its bytes alone; and what was read wrong: frames cut at a flag that stands inside them. */

import { toHex } from '../bytes/hex.ts';
import type { Item, Problem } from '../dissect/index.ts';
import type { Conversation } from './conversation.ts';
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

/**
 * A reader that takes the second 7E for the end cuts frames in which one stands. In a log each received piece is what the
 * client took for a frame; on the wire a portion may end anywhere, so there it counts only where the client went on
 * asking between the pieces.
 */
export function findCutFrames({ cuts }: Conversation, source: StoryRecord['source'], mistakes: Mistakes): void {
  for (const { actual, declared, pieces, portion, turn, wentOn, whole } of cuts) {
    if (source !== 'log' && !(whole !== null && wentOn)) continue;
    const place = { atMs: portion.atMs, at: portion.at, line: portion.line };
    const told = { place, turn, bytes: toHex(portion.shown) };
    if (whole === null) mistakes.add({ ...told, name: 'cut-short', values: { declared, actual }, right: null });
    else mistakes.add({ ...told, name: 'cut-at-flag', values: { declared, actual, pieces }, right: toHex(whole) });
  }
}

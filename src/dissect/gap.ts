/**
 * Bytes between frames: known texts, telnet commands, damaged frames, wrappers, else text or noise. Read once from
 * left to right; whatever is recognised must be so at the place where it starts.
 */
import { flag } from '../hdlc/index.ts';
import { damagedFrame, flaglessFrame, misbuiltFrame } from './candidate.ts';
import type { Item } from './item.ts';
import { apduItem, noiseItem, telnetItem, wrapperItem } from './other-items.ts';
import { knownTextAt, wholeTextItems } from './text-item.ts';
import type { Source } from './tree.ts';

/** Searches that cost more than a look: damaged frames. Past the budget, what is no frame stays unexplained. */
export interface Budget {
  searches: number;
}

/** Noise comes in portions of at most this many bytes: one item must not be as large as the input. */
const longestNoise = 65_536;

export interface Gap {
  readonly from: number;
  readonly to: number;
  /** The byte before is the closing flag of a frame. */
  readonly flagBefore: boolean;
  /** It is the whole input. */
  readonly alone: boolean;
}

/** The items that cover `bytes[from, to)`, in order. */
export function* gapItems(source: Source, gap: Gap, budget: Budget): Generator<Item> {
  const { from, to, alone } = gap;
  const whole = alone ? wholeItem(source, from, to) : null;
  if (whole !== null) {
    yield whole;
    return;
  }
  let unknown = from;
  let at = from;
  while (at < to) {
    const found = itemAt(source, at, gap, budget);
    if (found === null) {
      at++;
      continue;
    }
    yield* restItems(source, unknown, at);
    yield found;
    at += found.length;
    unknown = at;
  }
  yield* restItems(source, unknown, to);
}

/** What can be told only of all the bytes together. */
function wholeItem(source: Source, from: number, to: number): Item | null {
  return apduItem(source, from, to);
}

function itemAt(source: Source, at: number, gap: Gap, budget: Budget): Item | null {
  const { from, to, alone } = gap;
  const byte = source.bytes[at] as number;
  if (byte === flag) {
    const next = source.bytes[at + 1] as number;
    if (at + 1 >= to || next === flag || budget.searches <= 0) return null;
    const rest = alone && at === from;
    if ((next & 0xf0) !== 0xa0) return rest ? misbuiltFrame(source, at, to) : null;
    budget.searches--;
    return damagedFrame(source, at, to, rest) ?? (rest ? misbuiltFrame(source, at, to) : null);
  }
  if ((byte & 0xf0) === 0xa0)
    return flaglessFrame(source, at, to, at === from && gap.flagBefore ? 'shared' : 'missing');
  if (byte === 0xff) return telnetItem(source, at, to);
  if (byte === 0 || byte === 1) return wrapperItem(source, at, to, alone && at === from);
  return knownTextAt(source, at, to);
}

function* restItems(source: Source, from: number, to: number): Generator<Item> {
  if (from >= to) return;
  const texts = wholeTextItems(source, from, to);
  if (texts !== null) {
    yield* texts;
    return;
  }
  for (let at = from; at < to; at += longestNoise) yield noiseItem(source, at, Math.min(to, at + longestNoise));
}

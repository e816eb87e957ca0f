/**
 * Bytes → items. Frames are cut by the deframer; what lies between them is explained piece by piece. Every byte comes
 * out in exactly one item, in order, and the time it takes grows with the number of bytes.
 */
import { Deframer } from '../hdlc/index.ts';
import { gapItems } from './gap.ts';
import { hdlcItem } from './hdlc-item.ts';
import type { Item } from './item.ts';
import { Joiner } from './join.ts';
import { wrapperAt, wrapperItem } from './other-items.ts';
import { Source } from './tree.ts';

/** Portions in which the deframer gets the bytes: few pieces at a time, so that they are young when they are dropped. */
const portion = 4096;
const searchBudget = 1024;

/** Explains bytes: the whole list. For long inputs take `dissectEach`, which keeps one item at a time. */
export function dissect(bytes: Uint8Array): readonly Item[] {
  return [...dissectEach(bytes)];
}

/**
 * Explains bytes, item by item; what came in parts has an item of its own behind the last of them (`joinedFrom`).
 * @param base offset of the first byte in the whole input: all offsets given out count from there
 * @param joiner holds what began in bytes before these; without one, what is begun here ends here
 */
export function* dissectEach(bytes: Uint8Array, base = 0, joiner?: Joiner): Generator<Item> {
  const joins = joiner ?? new Joiner();
  for (const item of eachItem(bytes, base, joins)) {
    yield item;
    const joined = joins.take(item);
    if (joined.length > 0) yield* joined;
  }
  if (joiner === undefined) yield* joins.finish();
}

function* eachItem(bytes: Uint8Array, base: number, joins: Joiner): Generator<Item> {
  const source = new Source(bytes, base);
  const wrappers = onlyWrappers(source);
  if (wrappers) {
    yield* eachWrapper(source);
    return;
  }
  const budget = { searches: searchBudget };
  const { length } = bytes;
  let gapFrom = 0;
  let flagBefore = false;
  const deframer = new Deframer();
  for (let fed = 0; fed <= length; fed += portion) {
    const pieces = deframer.push(bytes.subarray(fed, fed + portion));
    for (const piece of fed + portion > length ? [...pieces, ...deframer.quiet()] : pieces) {
      if (piece.kind !== 'frame') continue;
      const { at, opened, closed, frame } = piece;
      if (gapFrom < at) yield* gapItems(source, { from: gapFrom, to: at, flagBefore, alone: false }, budget);
      const from = opened ? at + 1 : at;
      const to = from + frame.octets.length;
      const checked = frame.defects.length === 0;
      const continues = joins.awaitsSegments;
      yield hdlcItem(source, { from, to, opening: opened ? 'own' : 'shared', closed, missing: 0, checked, continues });
      gapFrom = closed ? to + 1 : to;
      flagBefore = closed;
    }
  }
  yield* gapItems(source, { from: gapFrom, to: length, flagBefore, alone: gapFrom === 0 && length > 0 }, budget);
}

/** Whether the bytes are wrappers, one behind the other, to the last byte: then nothing inside them is a frame. */
function onlyWrappers(source: Source): boolean {
  const { bytes } = source;
  let at = 0;
  while (at < bytes.length) {
    const [zero, version] = [bytes[at], bytes[at + 1]];
    if (zero !== 0 || version !== 1 || at + 8 > bytes.length) return false;
    const length = ((bytes[at + 6] as number) << 8) | (bytes[at + 7] as number);
    if (length === 0 || wrapperAt(bytes, at, bytes.length, false) === null) return false;
    at += 8 + length;
  }
  return at > 0 && at === bytes.length;
}

function* eachWrapper(source: Source): Generator<Item> {
  let at = 0;
  while (at < source.bytes.length) {
    const item = wrapperItem(source, at, source.bytes.length, false);
    if (item === null) return;
    yield item;
    at += item.length;
  }
}

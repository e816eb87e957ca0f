/**
 * What comes in parts, put together: the segments of HDLC frames (IEC 62056-46 §6.4.4.5, per direction and address
 * pair), the blocks of long answers and requests, and the blocks of general block transfer (Green Book 9.5). Behind the
 * last part there is an item for the whole; its bytes are those of the parts, so it covers none itself.
 *
 *   I, S=1  E6 E7 00 C4 01 …  │  I, S=1  … │  I  …          segments → one APDU
 *   C4 02 C1 00 00000001 00 … │  C4 02 C1 01 00000002 00 …  blocks → one value
 *   E0 40 0001 0000 … 0F …    │  E0 80 0002 0000 …          blocks → one APDU
 */
import { sameBytes } from '../bytes/join.ts';
import { ApduNode } from './apdu.ts';
import type { Item } from './item.ts';
import { type Block, blockIn, joinBlocks } from './join-blocks.ts';
import { joinedApdu, type PartNote, type Parts } from './join-item.ts';
import { hasFault } from './problems.ts';
import type { Node } from './tree.ts';

/** Transfers that are open at the same time; further ones end the oldest. */
const mostOpen = 32;
const mostParts = 16_384;
const mostBytes = 1 << 20;

interface Segments extends Parts {
  /** N(S) of the last one; null for UI frames, which do not count. */
  ns: number | null;
}

interface Blocks {
  /** The first one that came: says what the whole is. */
  readonly first: Block;
  readonly parts: Map<number, { readonly bytes: Uint8Array; readonly offsets: readonly number[] }>;
  bytes: number;
  last: number | null;
  newest: number;
  readonly notes: Set<PartNote>;
}

export class Joiner {
  readonly #segments = new Map<string, Segments>();
  readonly #blocks = new Map<string, Blocks>();

  /** Whether segments are awaited, so that a frame without an LLC header may continue an APDU. */
  get awaitsSegments(): boolean {
    return this.#segments.size > 0;
  }

  /** Takes an item as it came; gives out what it makes whole, and what it shows to be broken off. */
  take(item: Item): readonly Item[] {
    if (item.kind === 'hdlc') return item.type === 'I' || item.type === 'UI' ? this.#takeFrame(item) : none;
    if (item.kind !== 'wrapper' && item.kind !== 'apdu') return none;
    const { apdu } = item;
    return apdu === null ? none : this.#takeApdu(apdu, routeOf(item.tree), [item.offset]);
  }

  /** What was begun and not finished, at the end of the input. */
  finish(): readonly Item[] {
    if (this.#segments.size === 0 && this.#blocks.size === 0) return none;
    const left = [
      ...[...this.#segments.values()].map(unfinishedSegments),
      ...[...this.#blocks.values()].map((blocks) => joinBlocks(blocks, true)),
    ];
    this.#segments.clear();
    this.#blocks.clear();
    return left.filter((item) => item !== null);
  }

  #takeFrame(item: Item): readonly Item[] {
    const { tree } = item;
    const information = informationIn(tree);
    const content = information?.children?.[information.children.length - 1];
    const format = tree[1];
    if (content === undefined || format?.field !== 'format') return none;
    const segmented = ((format.source.bytes[format.at] as number) & 0x08) !== 0;
    if (!segmented && this.#segments.size === 0) {
      return content instanceof ApduNode && blockIn(content.apdu) !== null
        ? this.#takeApdu(content, routeOf(tree), [item.offset])
        : none;
    }
    // A station does not take in a damaged frame either; that a segment is missing shows with the next one.
    if (hasFault(item.problems.filter(({ code }) => !code.startsWith('apdu-')))) return none;
    const route = routeOf(tree);
    const starts = information?.children?.[0]?.field === 'llc';
    if (starts) return [...this.#end(route), ...this.#start(item, content, route, segmented)];
    const open = this.#segments.get(route);
    if (open === undefined) return none;
    return this.#continue(open, item, content, route, segmented);
  }

  #start(item: Item, content: Node, route: string, segmented: boolean): readonly Item[] {
    if (!segmented) return content instanceof ApduNode ? this.#takeApdu(content, route, [item.offset]) : none;
    const ended: Item[] = [];
    if (this.#segments.size >= mostOpen) ended.push(...this.#end(firstKey(this.#segments)));
    this.#segments.set(route, {
      pieces: [content.bytes],
      offsets: [item.offset],
      bytes: content.length,
      gaps: [],
      notes: new Set(),
      ns: sequenceNumber(item),
    });
    return ended;
  }

  #continue(open: Segments, item: Item, content: Node, route: string, segmented: boolean): readonly Item[] {
    const ns = sequenceNumber(item);
    if (ns !== null && ns === open.ns) {
      open.notes.add('segment-repeated');
      return none;
    }
    if (ns !== null && open.ns !== null && ns !== (open.ns + 1) % 8) open.gaps.push(open.bytes);
    open.ns = ns;
    open.pieces.push(content.bytes);
    open.offsets.push(item.offset);
    open.bytes += content.length;
    if (segmented) return open.bytes > mostBytes || open.pieces.length > mostParts ? this.#end(route) : none;
    this.#segments.delete(route);
    const whole = joinedApdu(open, open.gaps.length > 0 ? 'gap' : 'whole', 'segment');
    if (whole === null) return none;
    const { apdu } = whole;
    return apdu === null || open.gaps.length > 0 ? [whole] : [whole, ...this.#takeApdu(apdu, route, open.offsets)];
  }

  /** Ends what is open on a route without its last segment. */
  #end(route: string): readonly Item[] {
    const open = this.#segments.get(route);
    if (open === undefined) return none;
    this.#segments.delete(route);
    const item = unfinishedSegments(open);
    return item === null ? none : [item];
  }

  #takeApdu({ apdu }: ApduNode, route: string, offsets: readonly number[]): readonly Item[] {
    const block = blockIn(apdu);
    if (block === null) return none;
    const key = `${block.of} ${route}`;
    const ended: Item[] = [];
    let open = this.#blocks.get(key);
    if (open !== undefined && (block.bytes === null || (block.number === 1 && !sameAgain(open, block)))) {
      this.#blocks.delete(key);
      const broken = joinBlocks(open, true);
      if (broken !== null) ended.push(broken);
      open = undefined;
    }
    if (block.bytes === null) return ended;
    if (open === undefined) {
      if (this.#blocks.size >= mostOpen) {
        const oldest = firstKey(this.#blocks);
        const given = joinBlocks(this.#blocks.get(oldest) as Blocks, true);
        if (given !== null) ended.push(given);
        this.#blocks.delete(oldest);
      }
      open = { first: block, parts: new Map(), bytes: 0, last: null, newest: 0, notes: new Set() };
      this.#blocks.set(key, open);
    }
    const known = open.parts.get(block.number);
    if (known !== undefined) open.notes.add(sameBytes(known.bytes, block.bytes) ? 'block-repeated' : 'block-differs');
    else {
      if (block.number < open.newest) open.notes.add('block-disordered');
      open.newest = Math.max(open.newest, block.number);
      open.parts.set(block.number, { bytes: block.bytes, offsets });
      open.bytes += block.bytes.length;
    }
    if (block.last) open.last = block.number;
    const complete = open.last !== null && open.parts.size >= open.last && open.parts.has(1);
    if (!complete && open.bytes <= mostBytes && open.parts.size <= mostParts) return ended;
    this.#blocks.delete(key);
    const whole = joinBlocks(open, !complete);
    return whole === null ? ended : [...ended, whole];
  }
}

const none: readonly Item[] = Object.freeze([]);

/** Looked for in every frame, so without a closure. */
function informationIn(tree: readonly Node[]): Node | null {
  for (const one of tree) if (one.field === 'information') return one;
  return null;
}

function firstKey(map: ReadonlyMap<string, unknown>): string {
  const [key = ''] = map.keys();
  return key;
}

function unfinishedSegments(open: Segments): Item | null {
  return joinedApdu(open, open.gaps.length > 0 ? 'gap' : 'unfinished', 'segment');
}

/** The same first block once more, and not the first of another transfer. */
function sameAgain(open: Blocks, block: Block): boolean {
  const known = open.parts.get(1)?.bytes;
  return open.parts.size === 1 && known !== undefined && block.bytes !== null && sameBytes(known, block.bytes);
}

function sequenceNumber(item: Item): number | null {
  if (item.type !== 'I') return null;
  const control = item.tree.find(({ field }) => field === 'control');
  return control === undefined ? null : ((control.source.bytes[control.at] as number) >>> 1) & 7;
}

/** Where from and where to: addresses or ports; empty for an APDU alone. */
function routeOf(tree: readonly Node[]): string {
  let route = '';
  for (const { field, hex } of tree.filter((one) => /^(wrapper\.)?(destination|source)$/.test(one.field))) {
    route += `${field} ${hex} `;
  }
  return route;
}

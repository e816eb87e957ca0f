/** The blocks of long values and of general block transfer: what a block is, and what all of them make. */
import type { Apdu } from '../dlms/index.ts';
import type { Item } from './item.ts';
import { type Completeness, joinedApdu, joinedValue, type PartNote, type Parts } from './join-item.ts';

export interface Block {
  /** What it is a block of: blocks of one kind, direction and invoke id belong together. */
  readonly of: string;
  /** The APDU whose value it is part of; null for general block transfer, whose blocks make an APDU. */
  readonly type: Apdu['type'] | null;
  readonly number: number;
  readonly last: boolean;
  /** The first octet of the APDU, where the blocks carry only what follows it. */
  readonly tag?: number;
  /** Null where an error came instead. */
  readonly bytes: Uint8Array | null;
}

/** The block that an APDU carries; null where it carries none, or only says which one it received. */
export function blockIn(apdu: Apdu): Block | null {
  switch (apdu.type) {
    case 'general-block-transfer': {
      const { block, last, part } = apdu;
      return part.length === 0 ? null : { of: 'gbt', type: null, number: block, last, bytes: part };
    }
    case 'GET-Response': {
      if (apdu.choice !== 'with-datablock') return null;
      const { number, last, result } = apdu.block;
      const bytes = result.kind === 'raw' ? result.bytes : null;
      return { of: `get ${apdu.invoke.id}`, type: apdu.type, number, last, bytes };
    }
    case 'ReadResponse': {
      const [only, ...more] = apdu.results;
      if (only?.kind !== 'data-block-result' || more.length > 0) return null;
      return { of: 'read', type: null, tag: 0x0c, number: only.block, last: only.last, bytes: only.raw };
    }
    case 'SET-Request':
    case 'ACTION-Request':
    case 'ACTION-Response': {
      if (!('block' in apdu) || typeof apdu.block === 'number') return null;
      const { number, last, raw } = apdu.block;
      return { of: `${apdu.type} ${apdu.invoke.id}`, type: apdu.type, number, last, bytes: raw };
    }
    default:
      return null;
  }
}

interface Collected {
  readonly first: Block;
  readonly parts: ReadonlyMap<number, { readonly bytes: Uint8Array; readonly offsets: readonly number[] }>;
  readonly last: number | null;
  readonly notes: Set<PartNote>;
}

/** What the blocks make; null where they are empty. */
export function joinBlocks({ first, parts, last, notes }: Collected, brokenOff: boolean): Item | null {
  const numbers = [...parts.keys()].sort((left, right) => left - right);
  const gaps: number[] = [];
  const headless = numbers[0] !== 1;
  const pieces: Uint8Array[] = first.tag === undefined || headless ? [] : [Uint8Array.of(first.tag)];
  const offsets: number[] = [];
  let bytes = pieces.length;
  let before = headless ? -1 : 0;
  for (const number of numbers) {
    const part = parts.get(number);
    if (part === undefined) continue;
    if (before >= 0 && number !== before + 1) gaps.push(bytes);
    pieces.push(part.bytes);
    offsets.push(...part.offsets);
    bytes += part.bytes.length;
    before = number;
  }
  const joined: Parts = { pieces, offsets, bytes, gaps, notes };
  const completeness: Completeness =
    gaps.length > 0 ? 'gap' : headless ? 'headless' : brokenOff || last === null ? 'unfinished' : 'whole';
  return first.type === null
    ? joinedApdu(joined, completeness, 'block')
    : joinedValue(joined, completeness, first.type);
}

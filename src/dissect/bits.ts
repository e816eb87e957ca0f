/** Fields of some bits inside a leaf, read from its bytes when somebody asks. */
import { type ConformanceBit, conformanceBits } from '../dlms/index.ts';
import { type Control, parseControl, parseFrmr } from '../hdlc/index.ts';
import type { FieldName } from './field-name.ts';

export type BitName =
  | 'format.type'
  | 'format.segmented'
  | 'format.length'
  | 'control.poll-final'
  | 'control.ns'
  | 'control.nr'
  | 'frmr.vr'
  | 'frmr.was-response'
  | 'frmr.vs'
  | 'invoke.id'
  | 'invoke.confirmed'
  | 'invoke.high-priority'
  | 'gbt.last'
  | 'gbt.streaming'
  | 'gbt.window'
  | 'security.suite'
  | 'security.authenticated'
  | 'security.encrypted'
  | 'security.broadcast-key'
  | 'security.compressed'
  | `conformance.${ConformanceBit}`;

/** A field of some bits; `mask` over the leaf's bytes, high byte first. */
export interface Bit {
  readonly field: BitName;
  readonly mask: number;
  readonly value: number | boolean | null;
}

/** The bits of a field `bytes[at, end)`; undefined for a field that is not divided. */
export function bitsOf(field: FieldName, bytes: Uint8Array, at: number, end: number): readonly Bit[] | undefined {
  switch (field) {
    case 'format':
      return formatBits(bytes[at] as number, bytes[at + 1] as number);
    case 'control':
      return controlBits(parseControl(bytes[at] as number));
    case 'frmr.counters':
      return end > at ? countersBits(bytes[at] as number) : undefined;
    case 'invoke':
      return divided(bytes, at, end, invokeBits);
    case 'gbt.control':
      return divided(bytes, at, end, transferBits);
    case 'security.control':
      return divided(bytes, at, end, securityBits);
    case 'initiate.conformance':
      return end - at === 3 ? conformance(bytes, at) : undefined;
    default:
      return undefined;
  }
}

type Part = readonly [field: BitName, mask: number];

const invokeBits: readonly Part[] = [
  ['invoke.high-priority', 0x80],
  ['invoke.confirmed', 0x40],
  ['invoke.id', 0x0f],
];
const transferBits: readonly Part[] = [
  ['gbt.last', 0x80],
  ['gbt.streaming', 0x40],
  ['gbt.window', 0x3f],
];
const securityBits: readonly Part[] = [
  ['security.compressed', 0x80],
  ['security.broadcast-key', 0x40],
  ['security.encrypted', 0x20],
  ['security.authenticated', 0x10],
  ['security.suite', 0x0f],
];

/** One octet: a mask of one bit is a flag, the others are numbers from bit 0 on. */
function divided(bytes: Uint8Array, at: number, end: number, parts: readonly Part[]): readonly Bit[] | undefined {
  if (at >= end) return undefined;
  const octet = bytes[at] as number;
  return parts.map(([field, mask]) => {
    const flag = (mask & (mask - 1)) === 0;
    return { field, mask, value: flag ? (octet & mask) !== 0 : octet & mask };
  });
}

function conformance(bytes: Uint8Array, at: number): readonly Bit[] {
  const block = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
  return conformanceBits.map((name, index) => {
    const mask = 1 << (23 - index);
    return { field: `conformance.${name}` as const, mask, value: (block & mask) !== 0 };
  });
}

function formatBits(first: number, second: number): readonly Bit[] {
  return [
    { field: 'format.type', mask: 0xf000, value: (first & 0xf0) === 0xa0 ? 3 : null },
    { field: 'format.segmented', mask: 0x0800, value: (first & 0x08) !== 0 },
    { field: 'format.length', mask: 0x07ff, value: ((first & 0x07) << 8) | second },
  ];
}

function controlBits(control: Control): readonly Bit[] {
  return [
    ...('nr' in control ? [{ field: 'control.nr', mask: 0xe0, value: control.nr } as const] : []),
    { field: 'control.poll-final', mask: 0x10, value: control.pf },
    ...('ns' in control ? [{ field: 'control.ns', mask: 0x0e, value: control.ns } as const] : []),
  ];
}

function countersBits(octet: number): readonly Bit[] {
  const frmr = parseFrmr(Uint8Array.of(0, octet, 0));
  return [
    { field: 'frmr.vr', mask: 0xe0, value: frmr?.vr ?? null },
    { field: 'frmr.was-response', mask: 0x10, value: frmr?.wasResponse ?? null },
    { field: 'frmr.vs', mask: 0x0e, value: frmr?.vs ?? null },
  ];
}

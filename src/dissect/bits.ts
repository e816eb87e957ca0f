/** Fields of some bits inside a leaf, read from its bytes when somebody asks. */
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
  | 'frmr.vs';

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
    default:
      return undefined;
  }
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

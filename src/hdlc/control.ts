/**
 * The control octet, modulo 8 (IEC 62056-46 Table 7):
 *
 *   I      RRR P SSS 0        RR  RRR P 00 01        SNRM 100 P 0011     DM   000 F 1111
 *          N(R)  N(S)         RNR RRR P 01 01        DISC 010 P 0011     FRMR 100 F 0111
 *                                                    UA   011 F 0011     UI   000 P 0011
 *
 * REJ and SREJ exist in ISO/IEC 13239 and not in this profile; they are named when they come.
 */
export type Control =
  | { readonly type: 'I'; readonly octet: number; readonly pf: boolean; readonly ns: number; readonly nr: number }
  | { readonly type: 'RR' | 'RNR' | 'REJ' | 'SREJ'; readonly octet: number; readonly pf: boolean; readonly nr: number }
  | { readonly type: UnnumberedType; readonly octet: number; readonly pf: boolean };

export type UnnumberedType = 'SNRM' | 'DISC' | 'UA' | 'DM' | 'FRMR' | 'UI' | 'unknown';
export type FrameType = Control['type'];

/** The poll/final bit. */
const pollFinal = 0x10;

/** Unnumbered frames by their octet without P/F. */
export const unnumbered = {
  SNRM: 0x83,
  DISC: 0x43,
  UA: 0x63,
  DM: 0x0f,
  FRMR: 0x87,
  UI: 0x03,
} as const satisfies Record<Exclude<UnnumberedType, 'unknown'>, number>;

const supervisory = ['RR', 'RNR', 'REJ', 'SREJ'] as const;
const unnumberedTypes = Object.entries(unnumbered) as [Exclude<UnnumberedType, 'unknown'>, number][];

function readControl(octet: number): Control {
  const pf = (octet & pollFinal) !== 0;
  const nr = octet >>> 5;
  if ((octet & 1) === 0) return { type: 'I', octet, pf, ns: (octet >>> 1) & 7, nr };
  if ((octet & 3) === 1) return { type: supervisory[(octet >>> 2) & 3] ?? 'RR', octet, pf, nr };
  const type = unnumberedTypes.find(([, code]) => code === (octet & ~pollFinal))?.[0] ?? 'unknown';
  return { type, octet, pf };
}

const controls: readonly Control[] = Array.from({ length: 256 }, (_, octet) => Object.freeze(readControl(octet)));

/** What a control octet says. Every octet has a reading; those without a meaning in this profile are `unknown`. */
export function parseControl(octet: number): Control {
  return controls[octet & 0xff] as Control;
}

/** The octet of an unnumbered frame, with P/F set unless said otherwise. */
export function unnumberedControl(type: Exclude<UnnumberedType, 'unknown'>, pf = true): Control {
  return parseControl(unnumbered[type] | (pf ? pollFinal : 0));
}

/** The octet of an I frame. Sequence numbers are taken modulo 8. */
export function informationControl(ns: number, nr: number, pf = true): Control {
  return parseControl(((nr & 7) << 5) | (pf ? pollFinal : 0) | ((ns & 7) << 1));
}

/** The octet of an RR or RNR frame. */
export function readyControl(type: 'RR' | 'RNR', nr: number, pf = true): Control {
  return parseControl(((nr & 7) << 5) | (pf ? pollFinal : 0) | (type === 'RR' ? 0x01 : 0x05));
}

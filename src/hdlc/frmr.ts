/**
 * The information field of FRMR (ISO/IEC 13239 §5.5.3.4.2, figure 18a): why a station protests.
 *
 *   octet 1  the control octet it rejects
 *   octet 2  its counters: V(R) in bits 5 to 7, C/R in bit 4, V(S) in bits 1 to 3
 *   octet 3  bit 0 undefined control, 1 information not permitted, 2 information too long, 3 invalid N(R)
 */
import { type Control, parseControl } from './control.ts';

export type FrmrReason = 'undefined-control' | 'information-not-permitted' | 'information-too-long' | 'invalid-nr';

export interface Frmr {
  readonly rejected: Control;
  readonly vs: number;
  readonly vr: number;
  /** The rejected frame was a response. */
  readonly wasResponse: boolean;
  /** Empty where no bit is set that the standard defines. */
  readonly reasons: readonly FrmrReason[];
  readonly reasonOctet: number;
}

const reasons = ['undefined-control', 'information-not-permitted', 'information-too-long', 'invalid-nr'] as const;

/** Reads the information of an FRMR; null where it is shorter than three octets (some meters send none). */
export function parseFrmr(information: Uint8Array): Frmr | null {
  const [control, counters, reasonOctet] = information;
  if (control === undefined || counters === undefined || reasonOctet === undefined) return null;
  return {
    rejected: parseControl(control),
    vs: (counters >>> 1) & 7,
    vr: counters >>> 5,
    wasResponse: (counters & 0x10) !== 0,
    reasons: reasons.filter((_, bit) => (reasonOctet & (1 << bit)) !== 0),
    reasonOctet,
  };
}

/**
 * The meter's side of one open link (IEC 62056-46 §6.4.4): sequence numbers, and what an I frame of the client gets.
 * Plain values: each step makes a new link, so that a frame that is refused changes nothing.
 */
import { joinBytes } from '../bytes/join.ts';
import { type Control, type LinkParameters, parseLlc } from '../hdlc/index.ts';

export interface Link {
  readonly vs: number;
  readonly vr: number;
  readonly parameters: LinkParameters;
  /** The segments of an unfinished command. */
  readonly assembled: Uint8Array;
}

export type InformationControl = Extract<Control, { type: 'I' }>;

/** What the meter does with an I frame. `reason` is the third octet of FRMR (ISO/IEC 13239 §5.5.3.4.2). */
export type Received =
  | { readonly verdict: 'out-of-sequence'; readonly reason: number }
  | { readonly verdict: 'more-expected'; readonly link: Link }
  | { readonly verdict: 'no-apdu'; readonly link: Link }
  | { readonly verdict: 'command'; readonly link: Link; readonly apdu: Uint8Array };

/** Longest command that is put together from segments, in bytes. */
const longestCommand = 65_535;
const nothing = new Uint8Array();
const invalidNr = 0x08;

/** A link as SNRM opens it. */
export function openLink(parameters: LinkParameters): Link {
  return { vs: 0, vr: 0, parameters, assembled: nothing };
}

/** Takes an I frame: its control octet, its information, and whether more segments follow. */
export function takeInformation(
  link: Link,
  control: InformationControl,
  information: Uint8Array,
  segmented: boolean,
): Received {
  if (control.nr !== link.vs) return { verdict: 'out-of-sequence', reason: invalidNr };
  // The standard has no bit for a wrong N(S); meters in the field set none that it defines.
  if (control.ns !== link.vr) return { verdict: 'out-of-sequence', reason: 0 };
  const vr = (link.vr + 1) & 7;
  const assembled = joinBytes([link.assembled, information]);
  if (assembled.length > longestCommand) return { verdict: 'no-apdu', link: { ...link, vr, assembled: nothing } };
  if (segmented) return { verdict: 'more-expected', link: { ...link, vr, assembled } };
  const after = { ...link, vr, assembled: nothing };
  const llc = parseLlc(assembled);
  if (llc === null || llc.kind === 'response') return { verdict: 'no-apdu', link: after };
  return { verdict: 'command', link: { ...after, vs: (link.vs + 1) & 7 }, apdu: assembled.subarray(llc.length) };
}

/** The second octet of FRMR: the meter's V(R) and V(S). */
export function counterOctet({ vs, vr }: Pick<Link, 'vs' | 'vr'>): number {
  return (vr << 5) | (vs << 1);
}

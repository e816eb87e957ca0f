/**
 * The meter's side of one open link (IEC 62056-46 §6.4.4): sequence numbers, what an I frame of the client gets, and
 * an answer on its way in segments. Plain values: each step makes a new link, so that a frame that is refused changes
 * nothing.
 *
 *   answer ──cut──▶ waiting ──a window of them──▶ sent ──RR, or the next command──▶ gone
 *                      ▲──────────what RR does not acknowledge────┘
 */
import { joinBytes } from '../bytes/join.ts';
import { type Control, type LinkParameters, parseLlc } from '../hdlc/index.ts';

export interface Link {
  /** N(S) of the next I frame. */
  readonly vs: number;
  readonly vr: number;
  readonly parameters: LinkParameters;
  /** The segments of an unfinished command. */
  readonly assembled: Uint8Array;
  readonly waiting: readonly Segment[];
  readonly sent: readonly Segment[];
  /** Answers since SNRM. */
  readonly answers: number;
}

/** A piece of an answer: the information of one I frame. */
export interface Segment {
  readonly information: Uint8Array;
  readonly last: boolean;
}

/** A segment with the numbers it is sent under. */
export interface NumberedSegment extends Segment {
  readonly ns: number;
  readonly nr: number;
  /** The client may speak after it. */
  readonly final: boolean;
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
const none: readonly Segment[] = Object.freeze([]);
export const invalidNr = 0x08;

/** A link as SNRM opens it. */
export function openLink(parameters: LinkParameters): Link {
  return { vs: 0, vr: 0, parameters, assembled: nothing, waiting: none, sent: none, answers: 0 };
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
  // Whatever was on its way is given up: the client has gone on.
  const after = { ...link, vr, assembled: nothing, waiting: none, sent: none };
  if (assembled.length > longestCommand) return { verdict: 'no-apdu', link: after };
  if (segmented) return { verdict: 'more-expected', link: { ...after, assembled } };
  const llc = parseLlc(assembled);
  if (llc === null || llc.kind === 'response') return { verdict: 'no-apdu', link: after };
  return { verdict: 'command', link: after, apdu: assembled.subarray(llc.length) };
}

/** Whether an I frame is the last one again, because the client has not heard the answer. */
export function isRepeated(link: Link, control: InformationControl): boolean {
  const unheard = (link.vs - link.sent.length) & 7;
  return link.sent.length > 0 && control.ns === ((link.vr - 1) & 7) && control.nr === unheard;
}

/** The link with an answer to send: LLC and APDU, cut to the negotiated length. */
export function withAnswer(link: Link, information: Uint8Array): Link {
  const length = link.parameters.maximumInformationTransmit;
  const count = Math.max(1, Math.ceil(information.length / length));
  const waiting = Array.from({ length: count }, (_, index) => ({
    information: information.subarray(index * length, (index + 1) * length),
    last: index === count - 1,
  }));
  return { ...link, waiting, sent: none, answers: link.answers + 1 };
}

/** Takes N(R): what it acknowledges is gone, the rest waits to be sent again. Null where it acknowledges the future. */
export function acknowledged(link: Link, nr: number): Link | null {
  const first = (link.vs - link.sent.length) & 7;
  const heard = (nr - first) & 7;
  if (heard > link.sent.length) return null;
  return { ...link, vs: nr, sent: none, waiting: [...link.sent.slice(heard), ...link.waiting] };
}

/** The next window of segments; empty where none waits. */
export function nextWindow(link: Link): { readonly link: Link; readonly segments: readonly NumberedSegment[] } {
  const room = link.parameters.windowTransmit - link.sent.length;
  const taken = link.waiting.slice(0, Math.max(0, room));
  const segments = taken.map((segment, index) => ({
    ...segment,
    ns: (link.vs + index) & 7,
    nr: link.vr,
    final: index === taken.length - 1,
  }));
  const after = {
    ...link,
    vs: (link.vs + taken.length) & 7,
    waiting: link.waiting.slice(taken.length),
    sent: [...link.sent, ...taken],
  };
  return { link: after, segments };
}

/** The second octet of FRMR: the meter's V(R) and V(S). */
export function counterOctet({ vs, vr }: Pick<Link, 'vs' | 'vr'>): number {
  return (vr << 5) | (vs << 1);
}

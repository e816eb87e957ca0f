/** What the data phase knows at a moment, and the few moves that its inputs share. */
import { joinBytes } from '../bytes/join.ts';
import { informationControl, readyControl } from './control.ts';
import { encodeFrame } from './frame.ts';
import type { Frmr } from './frmr.ts';
import { type Llc, parseLlc } from './llc.ts';
import type { TransferSettings } from './transfer.ts';

export interface Transfer {
  /** N(S) of the next I frame we send. */
  readonly vs: number;
  /** N(S) of the next I frame we take. */
  readonly vr: number;
  /** An N(R) other than 0 was right: this meter counts. */
  readonly countsNr: boolean;
  /** The meter said that the link is down: nothing more can be sent. */
  readonly down: boolean;
  /** What is going on; null between an answer and the next question. */
  readonly work: Work | null;
}

/** A link right after its UA. */
export const transferIdle: Transfer = Object.freeze({ vs: 0, vr: 0, countsNr: false, down: false, work: null });

export interface Work {
  readonly startedAt: number;
  readonly wakeAt: number;
  /** What is being sent and how many octets of it are gone; null where nothing is asked. */
  readonly question: Question | null;
  /** I frames sent and not acknowledged. */
  readonly unacknowledged: number;
  /** Octets between the flags of the frames sent last: an echo is known by them. */
  readonly sentFrames: readonly Uint8Array[];
  /** Our own I frame came back. */
  readonly echoes: boolean;
  /** The answer's segments so far, the last one first. */
  readonly taken: Taken | null;
  readonly octets: number;
  readonly segments: number;
  /** How often the meter was asked again since the last progress, because of silence or a frame that was no use. */
  readonly polls: number;
  /** How often the meter answered RR or RNR instead since the last progress. */
  readonly stalls: number;
  readonly progressAt: number;
  /** The next waking asks again because a pause is over, not because of silence. */
  readonly paused: boolean;
  /** A reply time passed in silence. */
  readonly overdue: boolean;
  /** Something of the answer came after that. */
  readonly late: boolean;
  /** The meter was heard. */
  readonly heard: boolean;
  readonly garbled: boolean;
  /** A frame was out of sequence. */
  readonly gap: boolean;
}

interface Question {
  readonly information: Uint8Array;
  readonly shown: Uint8Array | null;
  readonly sent: number;
}

interface Taken {
  readonly bytes: Uint8Array;
  readonly before: Taken | null;
}

export type TransferRemark =
  | 'llc-command'
  | 'llc-doubled'
  | 'llc-missing'
  | 'nr-wrong'
  | 'frame-doubled'
  | 'frame-out-of-sequence'
  | 'echo'
  | 'foreign'
  | 'garbled'
  | 'source-form'
  | 'not-ready'
  | 'question-lost'
  | 'unexpected-frame';

export type TransferFailure = 'TIMEOUT' | 'DM' | 'FRMR' | 'GARBLED' | 'ENDLESS' | 'SEQUENCE';

export type TransferAction =
  /** `shownAs`: the same frame with secrets masked and its check values to match; null where there are none. */
  | { readonly type: 'send'; readonly bytes: Uint8Array; readonly shownAs: Uint8Array | null }
  /** The whole answer without its LLC header. */
  | {
      readonly type: 'answer';
      readonly apdu: Uint8Array;
      readonly segments: number;
      /** A reply time had passed in silence before it was whole. */
      readonly late: boolean;
    }
  /** An unnumbered information frame (a push): its information without LLC header. */
  | { readonly type: 'aside'; readonly apdu: Uint8Array }
  | { readonly type: 'remark'; readonly remark: TransferRemark }
  | {
      readonly type: 'failed';
      readonly code: TransferFailure;
      readonly frmr: Frmr | null;
      readonly received: number;
      readonly segments: number;
      readonly late: boolean;
    };

export interface TransferStep {
  readonly transfer: Transfer;
  readonly actions: readonly TransferAction[];
}

export function stay(transfer: Transfer): TransferStep {
  return { transfer, actions: [] };
}

export function remarked(transfer: Transfer, ...remarks: readonly TransferRemark[]): TransferStep {
  return { transfer, actions: remarks.map((remark) => ({ type: 'remark', remark })) };
}

export function withWork(transfer: Transfer, work: Work | null): Transfer {
  return { ...transfer, work };
}

export function begin(at: number, { replyMs }: TransferSettings, question: Question | null): Work {
  return {
    startedAt: at,
    wakeAt: at + replyMs,
    question,
    unacknowledged: 0,
    sentFrames: [],
    echoes: false,
    taken: null,
    octets: 0,
    segments: 0,
    polls: 0,
    stalls: 0,
    progressAt: at,
    paused: false,
    overdue: false,
    late: false,
    heard: false,
    garbled: false,
    gap: false,
  };
}

/** Sends as many segments as the window holds; only the last of them carries P. */
export function sendSegments(settings: TransferSettings, transfer: Transfer, work: Work, at: number): TransferStep {
  const { question } = work;
  if (question === null) return stay(transfer);
  const { maximumInformationTransmit: most, windowTransmit } = settings.parameters;
  const { information, shown } = question;
  const actions: TransferAction[] = [];
  const sentFrames: Uint8Array[] = [];
  let { sent } = question;
  let { vs } = transfer;
  let unacknowledged = work.unacknowledged;
  do {
    const end = Math.min(sent + most, information.length);
    const last = end === information.length;
    unacknowledged += 1;
    const frame = (bytes: Uint8Array) =>
      encodeFrame({
        ...addresses(settings),
        control: informationControl(vs, transfer.vr, last || unacknowledged >= windowTransmit),
        information: bytes.subarray(sent, end),
        segmented: !last,
      });
    const bytes = frame(information);
    sentFrames.push(bytes.subarray(1, -1));
    actions.push({ type: 'send', bytes, shownAs: shown === null ? null : frame(shown) });
    vs = (vs + 1) & 7;
    sent = end;
  } while (sent < information.length && unacknowledged < windowTransmit);
  const asked = { ...work, question: { ...question, sent }, unacknowledged, sentFrames, wakeAt: at + settings.replyMs };
  return { transfer: { ...transfer, vs, work: asked }, actions };
}

/** Asks by RR with P: "go on from N(R)". */
export function poll(settings: TransferSettings, transfer: Transfer, work: Work, at: number): TransferStep {
  const bytes = encodeFrame({ ...addresses(settings), control: readyControl('RR', transfer.vr) });
  const sentFrames = work.echoes ? [...work.sentFrames.slice(-8), bytes.subarray(1, -1)] : work.sentFrames;
  return {
    transfer: withWork(transfer, { ...work, paused: false, sentFrames, wakeAt: at + settings.replyMs }),
    actions: [{ type: 'send', bytes, shownAs: null }],
  };
}

export function fail(
  transfer: Transfer,
  { octets, segments, late }: Work,
  code: TransferFailure,
  frmr: Frmr | null = null,
): TransferStep {
  const down = transfer.down || code === 'DM' || code === 'FRMR';
  return {
    transfer: { ...transfer, down, work: null },
    actions: [{ type: 'failed', code, frmr, received: octets, segments, late }],
  };
}

/** Puts the segments together and takes the LLC header off. */
export function answered(transfer: Transfer, { taken, octets, segments, overdue }: Work): TransferStep {
  const pieces: Uint8Array[] = [];
  for (let piece = taken; piece !== null; piece = piece.before) pieces.push(piece.bytes);
  const whole = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : joinBytes(pieces.reverse());
  const llc = octets === 0 ? null : parseLlc(whole);
  const remarks = octets === 0 ? [] : llcRemarks(llc);
  const apdu = whole.subarray(llc?.length ?? 0);
  return {
    transfer: withWork(transfer, null),
    actions: [
      ...remarks.map((remark): TransferAction => ({ type: 'remark', remark })),
      { type: 'answer', apdu, segments, late: overdue },
    ],
  };
}

/** What stacks do with the LLC header of an answer; whatever it is, the answer is taken. */
function llcRemarks(llc: Llc | null): readonly TransferRemark[] {
  if (llc === null) return ['llc-missing'];
  const doubled = llc.length > 3 ? (['llc-doubled'] as const) : [];
  return llc.kind === 'command' ? ['llc-command', ...doubled] : doubled;
}

function addresses({ client, server }: TransferSettings) {
  return { destination: server, source: { upper: client, lower: null, width: 1 } } as const;
}

/**
 * A channel carries one APDU to a meter and brings the whole answer back, whatever lies between: HDLC with its segments
 * and acknowledgements, or the wrapper. It knows no APDU. What a meter does wrong is a value; only a raised signal throws.
 */
import type { Frmr, HdlcAddress } from '../hdlc/index.ts';
import type { Conversation } from './conversation.ts';

/** How much an answer may cost before it is given up. */
export interface AnswerLimits {
  /** Octets of one answer. */
  readonly octets: number;
  /** Segments of one answer. */
  readonly segments: number;
  /** How often the meter is asked again (RR with P) after silence, each time for one more reply time. HDLC only. */
  readonly polls: number;
  /** From the question to the whole answer, in ms. */
  readonly totalMs: number;
}

export interface RequestOptions {
  /** How long the meter may be silent, in ms: before its answer begins, and between two pieces of it. */
  readonly replyMs: number;
  readonly signal?: AbortSignal;
  /** As long as the APDU: what is kept of it in exchanges and recordings, secrets masked. */
  readonly shownAs?: Uint8Array;
  /** 16 MiB, 262 144 segments, 2 polls and sixty reply times unless told. */
  readonly limits?: Partial<AnswerLimits>;
}

export type ChannelFailureCode =
  /** Silence. */
  | 'TIMEOUT'
  /** The far end closed the line (FIN). */
  | 'CLOSED'
  /** The far end broke the line (RST), or it was lost. */
  | 'RESET'
  /** The meter says that no link is open. */
  | 'DM'
  /** The meter protests. */
  | 'FRMR'
  /** Something came, and nothing of it was a sound frame for us. */
  | 'GARBLED'
  /** The answer, or the waiting for it, went beyond a limit. */
  | 'ENDLESS'
  /** The meter's sequence numbers did not come back into step. */
  | 'SEQUENCE';

export interface ChannelFailure {
  readonly code: ChannelFailureCode;
  /** What an FRMR said; null for other failures, or where it carries nothing. */
  readonly frmr: Frmr | null;
  /** Octets of the answer that had come when it died; 0 = none. */
  readonly received: number;
  /** Segments of it. */
  readonly segments: number;
  /** Something of the answer came, but only after the reply time. */
  readonly late: boolean;
}

export type ChannelAnswer =
  | {
      readonly type: 'apdu';
      readonly bytes: Uint8Array;
      /** From the question to the last octet of the answer. */
      readonly replyMs: number;
      readonly segments: number;
      /** It came whole only after the reply time had passed in silence and the meter was asked again. */
      readonly late: boolean;
    }
  | { readonly type: 'failed'; readonly failure: ChannelFailure };

/** A departure from the standard that did no harm. */
export type ChannelRemark =
  /** The answer has the LLC header of a command. */
  | 'llc-command'
  | 'llc-doubled'
  | 'llc-missing'
  /** N(R) does not acknowledge what was sent, and the answer came all the same. */
  | 'nr-wrong'
  /** A frame came twice; it was taken once. */
  | 'frame-doubled'
  /** A frame out of sequence was not taken. */
  | 'frame-out-of-sequence'
  /** Our own frames come back. */
  | 'echo'
  /** A sound frame for or from somebody else. */
  | 'foreign'
  /** A frame with a wrong check value, or bytes in no frame. */
  | 'garbled'
  /** The answer's source address is another form of the one that was asked. */
  | 'source-form'
  /** The meter had received the question and was not ready (RR, RNR). */
  | 'not-ready'
  /** By its N(R) the meter never received the question. */
  | 'question-lost'
  /** A UA, REJ or other frame that answers nothing. */
  | 'unexpected-frame'
  /** The numbers of the wrapper come low octet first. */
  | 'wrapper-little-endian'
  /** The wrapper's version is not 1. */
  | 'wrapper-version'
  /** The ports of the wrapper are not those that were asked. */
  | 'wrapper-ports'
  /** The answer to an earlier question, by its invoke id or its kind; it was skipped. */
  | 'answer-late';

/** An APDU that answers nothing: a push, an event notification. */
export interface UnaskedApdu {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** How a link was closed; `none` where the transport has no link. */
export type LinkEnd = 'UA' | 'DM' | 'unanswered' | 'ended' | 'none';

export interface Channel {
  readonly kind: 'hdlc' | 'wrapper';
  readonly conversation: Conversation;
  /** Set once it can carry nothing more: every request then fails with this at once. */
  readonly broken: ChannelFailure | null;
  /** What was met and did no harm, each once. */
  readonly remarks: ReadonlySet<ChannelRemark>;
  /** At most 64, the first ones. */
  readonly unasked: readonly UnaskedApdu[];
  /** Sends an APDU and waits for the whole answer. @throws the signal's reason */
  request(apdu: Uint8Array, options: RequestOptions): Promise<ChannelAnswer>;
  /** Waits for one more APDU: the one that came answered something else. @throws the signal's reason */
  listen(options: RequestOptions): Promise<ChannelAnswer>;
  /** Keeps an APDU that came in place of an answer. */
  setAside(bytes: Uint8Array): void;
  /** Notes a departure that was met above the channel. */
  note(remark: ChannelRemark): void;
  /** Closes the link (DISC), not the line. @throws the signal's reason */
  closeLink(waitMs: number, signal?: AbortSignal): Promise<LinkEnd>;
}

export interface HdlcEnds {
  readonly client: number;
  /** Where the UA came from. */
  readonly source: HdlcAddress;
  /** The address that was asked; frames go there, unless it is one for all stations. */
  readonly server?: HdlcAddress;
}

export interface WrapperEnds {
  readonly client: number;
  readonly server: number;
}

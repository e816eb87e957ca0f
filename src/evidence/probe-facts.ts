/** What the experiments of a probe tell beside their outcome: plain data, JSON. */
import type { LinkFacts, LinkTarget } from './evidence.ts';
import type { Heard } from './heard.ts';
import type { ServerAddress } from './server-address.ts';

/** The maker's rule, or the habit of the field, that an address comes from; `range` where a person named a range. */
export type AddressRule =
  | 'usual'
  | 'other-length'
  | 'calling'
  | 'all-station'
  | 'serial-last-four'
  | 'serial-plus-1000'
  | 'serial-last-two-plus-16'
  | 'range';

/** An address that was asked. The target's `server` is the one asked; `configured` the one that a meter should have. */
export interface AddressFacts extends LinkTarget {
  readonly configured: ServerAddress;
  readonly question: 'DISC' | 'SNRM';
  readonly rule: AddressRule;
  /** Where the answer came from; null without one. */
  readonly source: ServerAddress | null;
  readonly replyMs: number | null;
  /** How long it was waited for, ms. */
  readonly timeoutMs: number;
  readonly heard: Heard;
}

/** `bare`: no information field; the others carry the parameters with lengths of one or of two octets. */
export type NegotiationForm = 'bare' | 'one-octet' | 'two-octets';

export interface NegotiationFacts extends LinkFacts {
  readonly form: NegotiationForm;
}

/** What a sign-on brought. */
export interface SignOnFacts {
  /** Null where no identification came. */
  readonly identification: {
    /** Three letters; as received, escaped. */
    readonly maker: string;
    /** As received, escaped. */
    readonly text: string;
    /** The baud rate it offers; null where its character names none. */
    readonly baud: number | null;
    /** `\2` in it: it offers mode E, and HDLC behind it. */
    readonly modeE: boolean;
  } | null;
  /** How long it was waited for, ms. */
  readonly timeoutMs: number;
  readonly heard: Heard;
}

/** How a busy port was asked again. */
export interface FreeFacts {
  /** Ms since the first busy answer, and how each attempt ended. */
  readonly attempts: readonly { readonly atMs: number; readonly outcome: string }[];
  /** Ms until it was free; null where it stayed busy. */
  readonly freeAfterMs: number | null;
}

export interface HandFacts {
  /** What stands wrong in the bytes that were sent, by name; empty for a sound frame. */
  readonly defects: readonly string[];
  /** Types of the sound frames that came back. */
  readonly answers: readonly string[];
  readonly heard: Heard;
}

/** Silence that was kept, ms, and what was asked after it. */
export interface QuietFacts extends LinkFacts {
  readonly quietMs: number;
}

/** What a service can come to: the data, the meter's refusal in its own code, or why nothing usable came. */
import type { ApduDefect, DataAccessResult, DataValue } from '../dlms/index.ts';
import type { ExceptionAnswer, ServiceErrorAnswer } from './association.ts';
import type { ChannelFailure, RequestOptions } from './channel.ts';

export type ServiceOptions = Omit<RequestOptions, 'shownAs'>;

/** Why a service found no data, whatever was asked. */
export type ServiceTrouble =
  /** A data-access-result (GET, SET) other than success. */
  | { readonly type: 'refused'; readonly code: number; readonly name: DataAccessResult; readonly replyMs: number }
  | ({ readonly type: 'exception'; readonly replyMs: number } & ExceptionAnswer)
  | ({ readonly type: 'service-error'; readonly replyMs: number } & ServiceErrorAnswer)
  /** The channel carried no answer. */
  | { readonly type: 'failed'; readonly failure: ChannelFailure }
  /** An answer came and cannot be read, or is none to what was asked. */
  | { readonly type: 'malformed'; readonly why: MalformedReason; readonly defects: readonly ApduDefect[] }
  /** It was not asked: the association does not allow it. */
  | { readonly type: 'not-asked'; readonly why: 'short-names' | 'conformance' | 'too-long' };

export type MalformedReason =
  /** The APDU or its data end too early, or are no APDU or data. */
  | 'unreadable'
  /** An APDU of another kind than the question asks for. */
  | 'other-service'
  /** A block has another number than the next one. */
  | 'block-number'
  /** Blocks beyond the limit of octets, of number, or of time. */
  | 'endless-blocks'
  /** A list of another length than was asked for. */
  | 'list-length';

export interface ServiceData {
  readonly type: 'data';
  readonly data: DataValue;
  /** From the first question to the last octet of the answer. */
  readonly replyMs: number;
  /** Blocks of the answer; 1 where it came in one piece. */
  readonly blocks: number;
  /** What was wrong and did no harm: octets left over behind the data. */
  readonly defects: readonly ApduDefect[];
}

export type ServiceAnswer = ServiceData | ServiceTrouble;

/** What SET comes to. */
export type SetAnswer = { readonly type: 'done'; readonly replyMs: number; readonly blocks: number } | ServiceTrouble;

/** What ACTION comes to; an action-result other than success is `refused-action`. */
export type ActionAnswer =
  | {
      readonly type: 'done';
      readonly replyMs: number;
      readonly blocks: number;
      /** What the method returned; null where it returned nothing. */
      readonly data: DataValue | null;
      readonly defects: readonly ApduDefect[];
    }
  | { readonly type: 'refused-action'; readonly code: number; readonly replyMs: number }
  | ServiceTrouble;

/** What a streamed attribute comes to: its elements were told as they came. */
export type StreamAnswer =
  | {
      readonly type: 'done';
      readonly replyMs: number;
      readonly blocks: number;
      /** How many elements were told. */
      readonly elements: number;
      /** How many the array announced; null where it is no array. */
      readonly announced: number | null;
      readonly defects: readonly ApduDefect[];
    }
  | ServiceTrouble;

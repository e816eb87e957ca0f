/**
 * Opens and closes an association over a channel: AARQ and AARE, RLRQ and RLRE (IEC 62056-5-3, ACSE). A secret is sent
 * at most once over a channel, and nothing is asked again after a rejection.
 */
import type { Aare, ApduDefect } from '../dlms/index.ts';
import type { Channel, ChannelFailure, RequestOptions } from './channel.ts';

export interface Login {
  readonly level: 'none' | 'lls';
  /** The octets of the password; null exactly for level `none`. */
  readonly secret: Uint8Array | null;
}

export const publicLogin: Login = { level: 'none', secret: null };

export interface AssociateOptions extends Omit<RequestOptions, 'shownAs'> {
  /** Octets of the longest APDU we take: 0x04B0 unless told. FFFF is eaten by telnet-minded gateways. */
  readonly maximumPdu?: number;
  /** What is proposed, as a 24-bit number whose highest bit is bit 0 of the standard. */
  readonly conformance?: number;
}

export interface Association {
  /** Short names are recognised, not spoken. */
  readonly referencing: 'logical-names' | 'short-names';
  /** Octets of the longest APDU the meter takes; 0 = it sets no limit. */
  readonly maximumPdu: number;
  /** Octets of the longest APDU we said to take. */
  readonly ownMaximumPdu: number;
  /** What both sides offer, as a 24-bit number whose highest bit is bit 0 of the standard. */
  readonly conformance: number;
  /** The next invoke id: 1 to 15, round and round. */
  nextInvokeId(): number;
}

export type AssociationOutcome =
  | 'ACCEPTED'
  /** Result accepted and diagnostic authentication-required: the meter waits for passes 3 and 4. */
  | 'HLS-PENDING'
  | 'REJECTED'
  /** An exception-response, or a confirmed-service-error outside an AARE. */
  | 'EXCEPTION'
  | 'TIMEOUT'
  | 'CLOSED'
  | 'RESET'
  | 'DM'
  | 'FRMR'
  /** No frame, or no APDU that could be read. */
  | 'GARBLED';

/** An exception-response: `D8 state service`. */
export interface ExceptionAnswer {
  readonly state: number;
  readonly service: number;
  /** The invocation counter that the meter expects, where it says so. */
  readonly counter: number | null;
}

/** A confirmed-service-error: `0E service class code`. */
export interface ServiceErrorAnswer {
  readonly service: number;
  readonly errorClass: number;
  readonly code: number;
}

export interface Associated {
  readonly outcome: AssociationOutcome;
  /** The AARE as it came, also of a rejection. */
  readonly aare: Aare | null;
  readonly exception: ExceptionAnswer | null;
  readonly serviceError: ServiceErrorAnswer | null;
  readonly failure: ChannelFailure | null;
  /** Open exactly for ACCEPTED. */
  readonly association: Association | null;
  readonly replyMs: number;
  /** What was wrong with the APDU that came. */
  readonly defects: readonly ApduDefect[];
}

/** How an association was released. `refused`: the meter answered with an error. `none`: there was none. */
export type Released = 'RLRE' | 'refused' | 'unanswered' | 'ended' | 'none';

/** Sends the AARQ and reads what comes. @throws the signal's reason; Error where the secret was sent before */
export function associate(_channel: Channel, _login: Login, _options: AssociateOptions): Promise<Associated> {
  throw new Error('not built yet');
}

/** Sends the RLRQ and reads what comes. @throws the signal's reason */
export function release(
  _channel: Channel,
  _association: Association | null,
  _options: Omit<RequestOptions, 'shownAs'>,
): Promise<Released> {
  throw new Error('not built yet');
}

/**
 * Opens and closes an association over a channel: AARQ and AARE, RLRQ and RLRE (IEC 62056-5-3, ACSE). A secret is sent
 * at most once over a channel, and nothing is asked again after a rejection.
 */
import {
  type Aare,
  type Apdu,
  type ApduDefect,
  type ConfirmedServiceError,
  conformanceBlock,
  type ExceptionResponse,
  encodeAarq,
  encodeInitiateRequest,
  encodeRlrq,
  vaaName,
} from '../dlms/index.ts';
import { maskOctet } from '../line/index.ts';
import { ask } from './ask.ts';
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

/** Channels over which a secret went: none goes over them again. */
const secretSent = new WeakSet<Channel>();

const defaultMaximumPdu = 0x04b0;
const dlmsVersion = 6;
const authenticationRequired = 14;

/** What a client of logical names wants; nothing that would make a meter say more than it is asked. */
export const usualConformance: number = conformanceBlock([
  'block-transfer-with-get-or-read',
  'block-transfer-with-set-or-write',
  'block-transfer-with-action',
  'multiple-references',
  'get',
  'set',
  'selective-access',
  'action',
]);

/** Sends the AARQ and reads what comes. @throws the signal's reason; Error where the secret was sent before */
export async function associate(channel: Channel, login: Login, options: AssociateOptions): Promise<Associated> {
  const { maximumPdu = defaultMaximumPdu, conformance = usualConformance, ...asking } = options;
  const secret = login.level === 'lls' ? (login.secret ?? new Uint8Array()) : null;
  if (secret !== null) {
    if (secretSent.has(channel)) throw new Error('a secret goes over a channel only once');
    secretSent.add(channel);
  }
  const proposal = { conformance, maximumPdu };
  const aarq = (authentication: Uint8Array | null): Uint8Array =>
    encodeAarq({
      mechanism: authentication === null ? null : 'LLS',
      authentication,
      userInformation: encodeInitiateRequest({
        dedicatedKey: null,
        responseAllowed: true,
        qualityOfService: null,
        version: dlmsVersion,
        ...proposal,
      }),
    });
  const masked = secret === null ? {} : { shownAs: aarq(new Uint8Array(secret.length).fill(maskOctet)) };
  const asked = await ask(channel, aarq(secret), { ...asking, ...masked }, isAssociationAnswer);
  if (asked.type === 'failed') {
    return { ...nothing, outcome: outcomeOf(asked.failure), failure: asked.failure };
  }
  const { apdu, defects, replyMs } = asked;
  const told = { ...nothing, defects, replyMs };
  if (apdu.type === 'exception-response') return { ...told, outcome: 'EXCEPTION', exception: exceptionOf(apdu) };
  if (apdu.type === 'confirmed-service-error') {
    return { ...told, outcome: 'EXCEPTION', serviceError: serviceErrorOf(apdu) };
  }
  if (apdu.type !== 'AARE' || apdu.result === null) {
    return { ...told, outcome: 'GARBLED', aare: apdu.type === 'AARE' ? apdu : null };
  }
  const outcome = readResult(apdu);
  return { ...told, outcome, aare: apdu, association: outcome === 'ACCEPTED' ? associationOf(apdu, proposal) : null };
}

/** Sends the RLRQ and reads what comes. @throws the signal's reason */
export async function release(
  channel: Channel,
  association: Association | null,
  options: Omit<RequestOptions, 'shownAs'>,
): Promise<Released> {
  if (association === null || channel.broken !== null) return 'none';
  const asked = await ask(
    channel,
    encodeRlrq(),
    options,
    ({ type }) => type === 'RLRE' || type === 'unknown' || isError(type),
  );
  if (asked.type === 'apdu') return asked.apdu.type === 'RLRE' ? 'RLRE' : 'refused';
  const { code } = asked.failure;
  return code === 'CLOSED' || code === 'RESET' || code === 'DM' ? 'ended' : 'unanswered';
}

const nothing = {
  aare: null,
  exception: null,
  serviceError: null,
  failure: null,
  association: null,
  replyMs: 0,
  defects: [],
} as const;

/** Numbers out of step and answers without end are no answer that could be read; "not ready" for ever is none at all. */
function outcomeOf({ code, received }: ChannelFailure): AssociationOutcome {
  if (code === 'ENDLESS' && received === 0) return 'TIMEOUT';
  return code === 'ENDLESS' || code === 'SEQUENCE' ? 'GARBLED' : code;
}

function isError(type: Apdu['type']): boolean {
  return type === 'exception-response' || type === 'confirmed-service-error';
}

/** Whatever else comes is an answer to an earlier question, except what cannot be read at all. */
function isAssociationAnswer({ type }: Apdu): boolean {
  return type === 'AARE' || type === 'unknown' || type === 'ciphered' || type === 'InitiateResponse' || isError(type);
}

function readResult({ result, diagnostic, diagnosticSource, userInformation }: Aare): AssociationOutcome {
  if (result !== 0) return 'REJECTED';
  if (diagnostic === authenticationRequired && diagnosticSource === 'acse-service-user') return 'HLS-PENDING';
  // "Accepted", and an initiate error in the same breath.
  return userInformation?.type === 'confirmed-service-error' ? 'REJECTED' : 'ACCEPTED';
}

/** What both sides keep to. An AARE that accepts and says no more accepts what was proposed. */
function associationOf(
  { context, userInformation }: Aare,
  proposal: { readonly conformance: number; readonly maximumPdu: number },
): Association {
  const answer = userInformation?.type === 'InitiateResponse' ? userInformation : null;
  const shortNames = context === 'SN' || context === 'SN-ciphered' || answer?.vaaName === vaaName.shortNames;
  let invokeId = 0;
  return {
    referencing: shortNames ? 'short-names' : 'logical-names',
    maximumPdu: answer?.maximumPdu ?? proposal.maximumPdu,
    ownMaximumPdu: proposal.maximumPdu,
    conformance: answer === null ? proposal.conformance : answer.conformance & proposal.conformance,
    nextInvokeId: () => {
      invokeId = (invokeId % 15) + 1;
      return invokeId;
    },
  };
}

export function exceptionOf({ state, service, counter }: ExceptionResponse): ExceptionAnswer {
  return { state, service, counter };
}

export function serviceErrorOf({ service, errorClass, value }: ConfirmedServiceError): ServiceErrorAnswer {
  return { service, errorClass, code: value };
}

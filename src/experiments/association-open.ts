/**
 * Does the meter let this client in? One AARQ, with a password where the credential set has one. It is asked once: what a
 * rejection means is the meter's to say, and a second attempt could lock it.
 *
 * A line that echoes is no reason to keep a password back: it goes no further than without the echo, and what comes back
 * byte for byte is masked. One that echoes and damages is (`echo-damaged`): a changed echo cannot be told from an answer.
 */
import { type Aare, conformanceOf, errorClasses, errorServices, errorValues } from '../dlms/index.ts';
import type { AssociationFacts, AssociationOutcome, Evidence, LinkTarget, NotAsked } from '../evidence/index.ts';
import {
  type Associated,
  type Association,
  associate,
  type Channel,
  type Login,
  type ServiceErrorAnswer,
} from '../session/index.ts';
import { begunOf, carriesFf, exceptionFacts, named, protestOf, wasSilentFor } from './answer-facts.ts';
import { exchangesSince } from './exchanges.ts';
import { type EarlierTarget, hear, isRefusal, type Mark, markNow } from './hear.ts';
import { hearUnframed } from './hear-unframed.ts';

export type AssociationExperiment = 'association.open' | 'association.control' | 'association.ffff' | 'framing.wrapper';

export interface AssociationOpenOptions {
  /** The reply time-out. */
  readonly replyMs: number;
  /** How much longer than that an answer is waited for, to learn whether it is only late. */
  readonly graceMs: number;
  readonly earlier: readonly EarlierTarget[];
  /** Octets of the longest APDU that the AARQ names, where it is not the usual one. */
  readonly maximumPdu?: number;
  /** Of the evidence, where it is not the experiment's name and the credential set's. */
  readonly id?: string;
  /** From where on to hear, where that is not the AARQ. */
  readonly since?: Mark;
  readonly signal?: AbortSignal;
}

export interface AssociationOpened<Name extends AssociationExperiment> {
  readonly evidence: Evidence<Name>;
  /** Open exactly for ACCEPTED. */
  readonly association: Association | null;
}

/** @throws the signal's reason */
export async function associationOpen<Name extends AssociationExperiment>(
  experiment: Name,
  channel: Channel,
  target: LinkTarget,
  login: Login,
  { replyMs, graceMs, earlier, maximumPdu, id, since, signal }: AssociationOpenOptions,
): Promise<AssociationOpened<Name>> {
  const { conversation } = channel;
  const mark = since ?? markNow(conversation);
  const startedAt = conversation.line.now();
  const associated = await associate(channel, login, {
    ...patience(channel, replyMs, graceMs),
    ...(maximumPdu === undefined ? {} : { maximumPdu }),
    ...optional(signal),
  });
  conversation.flush();
  const exchanges = exchangesSince(conversation, mark);
  const answered = associated.failure === null;
  const heard =
    channel.kind === 'hdlc'
      ? hear(conversation, mark, target, earlier)
      : hearUnframed(conversation, mark, answered && associated.outcome !== 'GARBLED');
  const evidence: Evidence<AssociationExperiment> = {
    id: id ?? `${experiment}:${target.credential}`,
    experiment,
    outcome: associationOutcome(associated, heard),
    ms: Math.round(conversation.line.now() - startedAt),
    exchanges,
    facts: {
      ...nothingAsked(target, login),
      secretOctets: login.secret?.length ?? null,
      ...factsOf(associated),
      timeoutMs: replyMs,
      late: answered && wasSilentFor(exchanges, replyMs),
      carriedFf: !answered && carriesFf(exchanges),
      remarks: [...channel.remarks],
      heard,
    },
  };
  return { evidence: evidence as Evidence<Name>, association: associated.association };
}

/** A login that is not asked for, and why. */
export function associationNotAsked(
  target: LinkTarget,
  login: Pick<Login, 'level'>,
  notAsked: NotAsked,
): Evidence<'association.open'> {
  return {
    id: `association.open:${target.credential}`,
    experiment: 'association.open',
    outcome: 'NOT-TRIED',
    ms: 0,
    exchanges: [],
    facts: { ...nothingAsked(target, login), notAsked },
  };
}

/**
 * Over HDLC a silent meter is asked again by RR, never by a second AARQ; over the wrapper there is only waiting on.
 */
export function patience(
  { kind }: Channel,
  replyMs: number,
  graceMs: number,
): { readonly replyMs: number; readonly limits: { readonly polls: number } } {
  return kind === 'hdlc' ? { replyMs, limits: { polls: 1 } } : { replyMs: replyMs + graceMs, limits: { polls: 0 } };
}

export function optional(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/** The meter's own word first, then the gateway's, then what stands in the way. */
function associationOutcome({ outcome, failure }: Associated, heard: AssociationFacts['heard']): AssociationOutcome {
  if (failure === null || failure.code === 'DM' || failure.code === 'FRMR' || heard === null) return outcome;
  if (isRefusal(heard.text)) return 'BUSY';
  if (heard.text !== null) return 'TEXT';
  if (outcome === 'TIMEOUT' || outcome === 'GARBLED') {
    if (heard.garbledBytes > 0 || heard.defects.length > 0) return 'GARBLED';
    if (heard.echo) return 'ECHO';
  }
  return outcome;
}

function nothingAsked(target: LinkTarget, { level }: Pick<Login, 'level'>): AssociationFacts {
  const { credential, client, server } = target;
  return {
    credential,
    client,
    server,
    level,
    secretOctets: null,
    notAsked: null,
    replyMs: null,
    timeoutMs: 0,
    late: false,
    protest: null,
    begun: null,
    carriedFf: false,
    remarks: [],
    heard: null,
    context: null,
    mechanism: null,
    result: null,
    diagnostic: null,
    exception: null,
    serviceError: null,
    granted: null,
    shortNames: false,
  };
}

function factsOf(associated: Associated): Partial<AssociationFacts> {
  const { aare, association, exception, failure, replyMs, serviceError } = associated;
  return {
    replyMs: failure === null ? Math.round(replyMs) : null,
    protest: protestOf(failure?.frmr ?? null),
    begun: begunOf(failure),
    ...(exception === null ? {} : { exception: exceptionFacts(exception) }),
    ...(serviceError === null ? {} : { serviceError: serviceErrorFacts(serviceError) }),
    ...(aare === null ? {} : aareFacts(aare)),
    shortNames: association?.referencing === 'short-names',
  };
}

function aareFacts(aare: Aare): Partial<AssociationFacts> {
  const { context, diagnostic, diagnosticName, diagnosticSource, mechanism, result, resultName, userInformation } =
    aare;
  const granted = userInformation?.type === 'InitiateResponse' ? userInformation : null;
  const error = userInformation?.type === 'confirmed-service-error' ? userInformation : null;
  return {
    context,
    mechanism,
    result: result === null ? null : { code: result, name: resultName ?? 'unknown' },
    diagnostic:
      diagnostic === null
        ? null
        : { code: diagnostic, name: diagnosticName ?? 'unknown', source: diagnosticSource ?? 'acse-service-user' },
    granted:
      granted === null
        ? null
        : {
            conformance: conformanceOf(granted.conformance),
            maximumPdu: granted.maximumPdu,
            vaaName: granted.vaaName.toString(16).toUpperCase().padStart(4, '0'),
          },
    ...(error === null
      ? {}
      : {
          serviceError: serviceErrorFacts({
            service: error.service,
            errorClass: error.errorClass,
            code: error.value,
          }),
        }),
  };
}

function serviceErrorFacts({ service, errorClass, code }: ServiceErrorAnswer): AssociationFacts['serviceError'] {
  return {
    service: named(errorServices, service),
    kind: named(errorClasses, errorClass),
    value: named(errorValues[errorClass] ?? {}, code),
  };
}

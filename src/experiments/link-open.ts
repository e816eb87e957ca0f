/**
 * Does a link open at this server address for this client SAP? An SNRM is harmless: it carries no secret. It is asked
 * again while nothing answers, because a sleeping meter or a lost first frame looks like a wrong address.
 */
import {
  type Evidence,
  type Heard,
  type LinkExperiment,
  type LinkFacts,
  type LinkOutcome,
  type LinkTarget,
  sameDevice,
} from '../evidence/index.ts';
import {
  defaultParameters,
  encodeParameters,
  type HdlcAddress,
  type LinkParameters,
  type LinkSettings,
} from '../hdlc/index.ts';
import { type Conversation, type LinkAttempt, openLink } from '../session/index.ts';
import { protestOf } from './answer-facts.ts';
import { exchangesSince } from './exchanges.ts';
import { asServerAddress, type EarlierTarget, hear, isRefusal, markNow, saysItAll } from './hear.ts';

/** `parameters` has lengths of two octets, which the makers' guides print; `one-octet` says the same in one. */
export type SnrmForm = 'bare' | 'parameters' | 'one-octet';

export interface LinkOpenOptions {
  /** The reply time-out. */
  readonly replyMs: number;
  /** How much longer than that an answer is waited for, to learn whether it is only late. */
  readonly graceMs?: number;
  /** The questions: bare, or with a parameter block. `atMs` counts from the first one. */
  readonly questions: readonly { readonly atMs: number; readonly form: SnrmForm }[];
  /** Of the evidence, where it is not the experiment's name and the credential set's. */
  readonly id?: string;
  readonly earlier?: readonly EarlierTarget[];
  /** Whether a DISC may go out when the attempt is called off; yes unless told. */
  readonly mayClose?: () => boolean;
  readonly signal?: AbortSignal;
}

/** The information fields of an SNRM: nothing, or the defaults said aloud. */
export const snrmInformation: Readonly<Record<SnrmForm, Uint8Array>> = {
  bare: new Uint8Array(),
  parameters: encodeParameters(defaultParameters, 2),
  'one-octet': encodeParameters(defaultParameters, 1),
};

/** A link that is open: where its UA came from, and what was negotiated. */
export interface OpenedLink {
  readonly source: HdlcAddress;
  readonly parameters: LinkParameters;
}

export interface LinkOpened<Name extends LinkExperiment> {
  readonly evidence: Evidence<Name>;
  /** Null where none opened, also where one opened at another address than was asked. */
  readonly link: OpenedLink | null;
}

/** @throws the signal's reason; a link that may have opened has then been sent its DISC */
export async function linkOpen<Name extends LinkExperiment>(
  experiment: Name,
  conversation: Conversation,
  target: LinkTarget,
  { replyMs, graceMs = 0, questions, id, earlier, mayClose = () => true, signal }: LinkOpenOptions,
): Promise<LinkOpened<Name>> {
  const mark = markNow(conversation);
  const startedAt = conversation.line.now();
  const settings: LinkSettings = {
    client: target.client,
    server: target.server,
    proposals: questions.map(({ form }) => snrmInformation[form]),
    repeatAtMs: questions.slice(1).map(({ atMs }) => atMs),
    replyMs: replyMs + graceMs,
  };
  const enough = () => saysItAll(conversation, mark);
  const attempt = await openLink(conversation, settings, {
    enough,
    mayClose,
    ...(signal === undefined ? {} : { signal }),
  });
  conversation.flush();
  const heard = hear(conversation, mark, target, earlier);
  const evidence: Evidence<LinkExperiment> = {
    id: id ?? `${experiment}:${target.credential}`,
    experiment,
    outcome: linkOutcome(attempt, target, heard),
    ms: Math.round(conversation.line.now() - startedAt),
    exchanges: exchangesSince(conversation, mark),
    facts: { ...factsOf(attempt, target, questions, heard), timeoutMs: replyMs },
  };
  const link = attempt.type === 'opened' && evidence.outcome === 'UA' ? attempt : null;
  return {
    evidence: evidence as Evidence<Name>,
    link: link === null ? null : { source: link.source, parameters: link.parameters },
  };
}

/** Names what an attempt came to; the meter's own word first, then the gateway's, then what stands in the way. */
export function linkOutcome(attempt: LinkAttempt, target: LinkTarget, heard: Heard): LinkOutcome {
  if (attempt.type === 'opened' || attempt.type === 'refused') {
    const source = asServerAddress(attempt.source);
    // A protest without addresses (upper 0) says nothing about whose it is; any other must come from where we asked.
    if (!sameDevice(source, target.server) && source.upper !== 0) return 'FOREIGN';
    return attempt.type === 'opened' ? 'UA' : attempt.by;
  }
  return unansweredOutcome(heard);
}

/** What a question without an answer met: words first, then what stands in the way. */
export function unansweredOutcome(heard: Heard) {
  if (isRefusal(heard.text)) return 'BUSY';
  if (heard.text !== null) return 'TEXT';
  if (heard.garbledBytes > 0 || heard.defects.length > 0) return 'GARBLED';
  if (heard.foreign.some(({ answersEarlier }) => answersEarlier === null)) return 'FOREIGN';
  if (heard.end !== null) return heard.end.how === 'FIN' ? 'CLOSED' : 'RESET';
  return heard.echo ? 'ECHO' : 'TIMEOUT';
}

function factsOf(
  attempt: LinkAttempt,
  target: LinkTarget,
  questions: LinkOpenOptions['questions'],
  heard: Heard,
): Omit<LinkFacts, 'timeoutMs'> {
  const answered = attempt.type === 'opened' || attempt.type === 'refused' ? attempt : null;
  const parameters = attempt.type === 'opened' ? attempt.parameters : null;
  const frmr = attempt.type === 'refused' ? attempt.frmr : null;
  const asked = questions.slice(0, attempt.question);
  const bare = asked.filter(({ form }) => form === 'bare').length;
  return {
    ...target,
    questions: attempt.question,
    asked: { bare, parameters: asked.length - bare },
    answeredAfter: answered?.question ?? null,
    withParameters: answered !== null && questions[answered.question - 1]?.form !== 'bare',
    replyMs: answered === null ? null : Math.round(answered.replyMs),
    totalMs: answered === null ? null : Math.round(answered.totalMs),
    repeatMs: questions[1]?.atMs ?? null,
    late: answered?.late ?? false,
    source: answered === null ? null : asServerAddress(answered.source),
    parameters:
      parameters === null
        ? null
        : { maximumInformation: parameters.maximumInformationTransmit, window: parameters.windowTransmit },
    protest: protestOf(frmr),
    heard,
  };
}

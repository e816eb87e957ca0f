/**
 * Does a meter answer at this other server address? The question is a DISC: whatever parameters it wants, a meter answers
 * DM or UA, and UA ends a link that an earlier client left. Where others talk on the line it is an SNRM instead, bare and
 * then with parameters: a DISC there could end somebody's session.
 *
 * An answer is known by its source, so one that comes while the next address is asked is still taken for the right one.
 */
import type { AddressFacts, Evidence, LinkOutcome, LinkTarget, ServerAddress } from '../evidence/index.ts';
import { disc, encodeFrame, isMisaddressedAnswer, isSound, unnumberedControl } from '../hdlc/index.ts';
import { type Conversation, sayDisc } from '../session/index.ts';
import { exchangesSince } from './exchanges.ts';
import { asServerAddress, type EarlierTarget, hear, isTo, type Mark, markNow, saysItAll } from './hear.ts';
import { type SnrmForm, snrmInformation, unansweredOutcome } from './link-open.ts';

export type AddressExperiment = 'address.ask' | 'address.control';

export interface AddressQuestion extends LinkTarget, Pick<AddressFacts, 'configured' | 'question' | 'rule'> {
  readonly id: string;
}

export interface AddressAskOptions {
  /** How long an answer is waited for, ms. */
  readonly waitMs: number;
  readonly earlier: readonly EarlierTarget[];
  /** Whose answer one from this source is: the present question's, an earlier one's, or that of a question nobody asked. */
  readonly whose: (source: ServerAddress) => 'present' | 'earlier' | 'configured' | 'nobody';
  /** Whether a DISC may go out when the attempt is called off. */
  readonly mayClose: () => boolean;
  readonly signal?: AbortSignal;
}

/** UA, DM or FRMR to the client that asked. */
export interface AddressAnswer {
  readonly type: 'UA' | 'DM' | 'FRMR';
  readonly source: ServerAddress;
  /** By the line's clock. */
  readonly atMs: number;
  readonly octets: Uint8Array;
}

export interface AddressAsked<Name extends AddressExperiment> {
  readonly evidence: Evidence<Name>;
  /** What came for this client, whoever it was from. */
  readonly answers: readonly AddressAnswer[];
  /** When the first question went out, by the line's clock. */
  readonly askedAt: number;
}

/** @throws the signal's reason; an SNRM without an answer has then been sent its DISC */
export async function addressAsk<Name extends AddressExperiment>(
  experiment: Name,
  conversation: Conversation,
  asked: AddressQuestion,
  { waitMs, earlier, whose, mayClose, signal }: AddressAskOptions,
): Promise<AddressAsked<Name>> {
  const { line } = conversation;
  const { client, server, question } = asked;
  const mark = markNow(conversation);
  const askedAt = line.now();
  const own = () => answersSince(conversation, mark, client).find(({ source }) => whose(source) === 'present');
  try {
    if (question === 'DISC') {
      conversation.send(disc(client, server));
    } else {
      conversation.send(snrm(asked, 'bare'));
      await waitForAnswer(conversation, mark, askedAt + waitMs / 2, () => own() !== undefined, signal);
      if (own() === undefined && conversation.end === null) conversation.send(snrm(asked, 'parameters'));
    }
    await waitForAnswer(conversation, mark, askedAt + waitMs, () => own() !== undefined, signal);
  } catch (error) {
    if (question === 'SNRM' && mayClose()) sayDisc(conversation, asked);
    throw error;
  }
  const answers = answersSince(conversation, mark, client);
  const answer = own() ?? answers.find(({ source }) => whose(source) === 'nobody');
  const accepts = (source: ServerAddress) => whose(source) !== 'configured';
  const heard = hear(conversation, mark, { ...asked, accepts }, earlier);
  const outcome: LinkOutcome =
    answer === undefined ? unansweredOutcome(heard) : whose(answer.source) === 'present' ? answer.type : 'FOREIGN';
  const { id, configured, credential, rule } = asked;
  const evidence: Evidence<AddressExperiment> = {
    id,
    experiment,
    outcome,
    ms: Math.round(line.now() - askedAt),
    exchanges: exchangesSince(conversation, mark),
    facts: {
      credential,
      client,
      server,
      configured,
      question,
      rule,
      source: answer?.source ?? null,
      replyMs: answer === undefined ? null : Math.round(answer.atMs - askedAt),
      timeoutMs: Math.round(waitMs),
      heard,
    },
  };
  return { evidence: evidence as Evidence<Name>, answers, askedAt };
}

function snrm({ client, server }: LinkTarget, form: SnrmForm): Uint8Array {
  const source = { upper: client, lower: null, width: 1 };
  const information = snrmInformation[form];
  return encodeFrame({ destination: server, source, control: unnumberedControl('SNRM'), information });
}

/** Answers to a client since a mark, whoever they are from. */
export function answersSince(
  { sightings }: Conversation,
  { sighting }: Pick<Mark, 'sighting'>,
  client: number,
): readonly AddressAnswer[] {
  return sightings.slice(sighting).flatMap(({ piece, atMs }) => {
    if (piece.kind !== 'frame') return [];
    const { frame } = piece;
    const { type } = frame.control;
    if (!isSound(frame) || (type !== 'UA' && type !== 'DM' && type !== 'FRMR')) return [];
    if (!isTo(frame, client) && !isMisaddressedAnswer(frame)) return [];
    return [{ type, source: asServerAddress(frame.source), atMs, octets: frame.octets }];
  });
}

/** Waits until there is an answer, the line ends, or `until`; in the middle of a frame as long again. */
async function waitForAnswer(
  conversation: Conversation,
  mark: Mark,
  until: number,
  answered: () => boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { line } = conversation;
  const patience = Math.max(0, until - line.now());
  while (!answered() && !saysItAll(conversation, mark) && line.now() < until) {
    if ((await conversation.wait(until, signal)) !== 'bytes') break;
  }
  // A question now would cut into what is coming.
  while (conversation.unfinished && conversation.end === null) {
    const latest = Math.min((conversation.lastByteAt ?? until) + patience, until + patience);
    if (line.now() >= latest || (await conversation.wait(latest, signal)) !== 'bytes') break;
  }
  conversation.flush();
}

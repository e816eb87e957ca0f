/**
 * Does a long object arrive whole to the public client? The list of objects that its association shows, after a short
 * object, and the short one once more where the list died: a meter that answers briefly and not at length has trouble with
 * segments, with blocks, or with single octets on the way.
 */
import type { Evidence, LinkTarget, ReadAttempt, ReadFacts } from '../evidence/index.ts';
import { type Association, type Channel, getAttribute, type ServiceAnswer } from '../session/index.ts';
import { begunOf, carriesFf, protestOf, wasSilentFor } from './answer-facts.ts';
import { optional } from './association-open.ts';
import { exchangesSince } from './exchanges.ts';
import { type EarlierTarget, hear, type Mark, markNow } from './hear.ts';
import { hearUnframed } from './hear-unframed.ts';
import { nothingRead, readingOf, readOutcome, refusalOf } from './object-read.ts';

const short = {
  object: 'logical-device-name',
  logicalName: '0-0:42.0.0.255',
  ref: { classId: 1, logicalName: '00002a0000ff', attribute: 2 },
} as const;
const long = {
  object: 'object-list',
  logicalName: '0-0:40.0.0.255',
  ref: { classId: 15, logicalName: '0000280000ff', attribute: 2 },
} as const;

const mostOctets = 65_536;
/** From the question to the whole list, in reply time-outs. */
const totalReplies = 5;

export interface ObjectLongOptions {
  readonly id: string;
  readonly replyMs: number;
  /** Segments, or blocks, after which the list is long enough. */
  readonly segments: number;
  readonly earlier: readonly EarlierTarget[];
  /** From where on to hear, where that is not the first question. */
  readonly since?: Mark;
  readonly signal?: AbortSignal;
}

/** @throws the signal's reason */
export async function objectLong(
  channel: Channel,
  association: Association,
  target: LinkTarget,
  { id, replyMs, segments, earlier, since, signal }: ObjectLongOptions,
): Promise<Evidence<'object.long'>> {
  const { conversation } = channel;
  const mark = since ?? markNow(conversation);
  const startedAt = conversation.line.now();
  const attempts: ReadAttempt[] = [];
  let reading: ReadFacts['reading'] = null;
  const polls = channel.kind === 'hdlc' ? 1 : 0;
  const limits = { polls, segments, octets: mostOctets, totalMs: totalReplies * replyMs };
  const ask = async ({ object, logicalName, ref }: typeof short | typeof long): Promise<ServiceAnswer> => {
    const answer = await getAttribute(channel, association, ref, { replyMs, limits, ...optional(signal) });
    attempts.push({ object, logicalName, ...refusalOf(answer) });
    return answer;
  };
  const brief = async () => {
    const answer = await ask(short);
    if (answer.type === 'data') {
      const { object, logicalName } = short;
      reading = { object, logicalName, ...readingOf(object, answer.data, null, answer.replyMs) };
    }
    return answer;
  };
  const first = await brief();
  const answered = first.type !== 'failed' && first.type !== 'malformed' && first.type !== 'not-asked';
  const decisive = answered ? await ask(long) : first;
  if (answered && decisive.type === 'failed' && channel.broken === null) await brief();
  conversation.flush();
  const exchanges = exchangesSince(conversation, mark);
  const failure = decisive.type === 'failed' ? decisive.failure : null;
  return {
    id,
    experiment: 'object.long',
    outcome: readOutcome(decisive),
    ms: Math.round(conversation.line.now() - startedAt),
    exchanges,
    facts: {
      ...nothingRead(target),
      replyMs: 'replyMs' in decisive ? Math.round(decisive.replyMs) : null,
      timeoutMs: replyMs,
      late: failure === null && wasSilentFor(exchanges, replyMs),
      protest: protestOf(failure?.frmr ?? null),
      begun: begunOf(failure),
      carriedFf: failure !== null && carriesFf(exchanges),
      remarks: [...channel.remarks],
      heard:
        channel.kind === 'hdlc'
          ? hear(conversation, mark, target, earlier)
          : hearUnframed(conversation, mark, failure === null),
      attempts,
      reading,
    },
  };
}

/** A long object that is not asked for: there was no association to ask in. */
export function longNotAsked(id: string, target: LinkTarget): Evidence<'object.long'> {
  const facts = { ...nothingRead(target), notAsked: 'depth' } as const;
  return { id, experiment: 'object.long', outcome: 'NOT-TRIED', ms: 0, exchanges: [], facts };
}

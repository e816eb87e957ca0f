/** Is the association released? RLRQ, and a short wait for its answer: the meter is left as it was found. */
import type { Evidence, LinkTarget } from '../evidence/index.ts';
import { type Association, type Channel, release } from '../session/index.ts';
import { optional } from './association-open.ts';
import { exchangesSince } from './exchanges.ts';
import { markNow } from './hear.ts';

const outcomes = { RLRE: 'RLRE', refused: 'REFUSED', unanswered: 'TIMEOUT', ended: 'CLOSED' } as const;

/** @returns null where nothing could be said any more. @throws the signal's reason */
export async function associationClose(
  channel: Channel,
  association: Association,
  target: LinkTarget,
  waitMs: number,
  signal?: AbortSignal,
): Promise<Evidence<'association.close'> | null> {
  const { conversation } = channel;
  const mark = markNow(conversation);
  const startedAt = conversation.line.now();
  // No second question by RR: DISC follows anyway.
  const limits = { polls: 0, totalMs: waitMs };
  const released = await release(channel, association, { replyMs: waitMs, limits, ...optional(signal) });
  if (released === 'none') return null;
  const { credential, client, server } = target;
  return {
    id: `association.close:${credential}`,
    experiment: 'association.close',
    outcome: outcomes[released],
    ms: Math.round(conversation.line.now() - startedAt),
    exchanges: exchangesSince(conversation, mark),
    facts: { credential, client, server },
  };
}

/** Is the link closed again? DISC, and a short wait for its answer: the line is left as it was found. */
import type { Evidence, LinkTarget, ServerAddress } from '../evidence/index.ts';
import { type Conversation, closeLink } from '../session/index.ts';
import { exchangesSince } from './exchanges.ts';
import { markNow } from './hear.ts';

export const linkEnds = { UA: 'UA', DM: 'DM', unanswered: 'TIMEOUT', ended: 'CLOSED' } as const;

/** @param source the address that answered, which is where the link is open */
export async function linkClose(
  conversation: Conversation,
  target: LinkTarget,
  source: ServerAddress,
  waitMs: number,
  signal?: AbortSignal,
): Promise<Evidence<'link.close'>> {
  const mark = markNow(conversation);
  const startedAt = conversation.line.now();
  const answer = await closeLink(conversation, target.client, source, waitMs, signal);
  return {
    id: `link.close:${target.credential}`,
    experiment: 'link.close',
    outcome: linkEnds[answer],
    ms: Math.round(conversation.line.now() - startedAt),
    exchanges: exchangesSince(conversation, mark),
    facts: { ...target, server: source },
  };
}

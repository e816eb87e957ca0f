/**
 * After silence: does a DISC find a link that is still open? It is the harmless question: UA says that one was open
 * (an earlier client's, or one of ours whose UA was lost), DM that none was, and either that the address is right.
 */
import type { Evidence, LinkTarget } from '../evidence/index.ts';
import { type Conversation, closeLink } from '../session/index.ts';
import { exchangesSince } from './exchanges.ts';
import { markNow } from './hear.ts';
import { linkEnds } from './link-close.ts';

/** @throws the signal's reason */
export async function linkDisc(
  conversation: Conversation,
  target: LinkTarget,
  waitMs: number,
  signal?: AbortSignal,
): Promise<Evidence<'link.disc'>> {
  const mark = markNow(conversation);
  const startedAt = conversation.line.now();
  const answer = await closeLink(conversation, target.client, target.server, waitMs, signal);
  return {
    id: `link.disc:${target.credential}`,
    experiment: 'link.disc',
    outcome: linkEnds[answer],
    ms: Math.round(conversation.line.now() - startedAt),
    exchanges: exchangesSince(conversation, mark),
    facts: target,
  };
}

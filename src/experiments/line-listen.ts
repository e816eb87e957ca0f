/** What comes over the line before anything was said: a refusal in words, a banner, telnet, another master, a push? */
import type { Evidence, Heard, ListenOutcome } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import { exchangesSince } from './exchanges.ts';
import { type Asked, type EarlierTarget, hear, isRefusal, markNow, saysItAll } from './hear.ts';

/**
 * Listens for `forMs` (0: takes what is there); ends sooner when a known text is complete or the line ends.
 * @param asked who asked before, where answers may still come that are known by other means
 * @throws the signal's reason
 */
export async function lineListen(
  conversation: Conversation,
  forMs: number,
  signal?: AbortSignal,
  earlier: readonly EarlierTarget[] = [],
  asked: Asked | null = null,
): Promise<Evidence<'line.listen'>> {
  const mark = markNow(conversation);
  const startedAt = conversation.line.now();
  await listenUntil(conversation, startedAt + forMs, signal);
  const heard = hear(conversation, mark, asked, earlier);
  return {
    id: 'line.listen',
    experiment: 'line.listen',
    outcome: listenOutcome(heard),
    ms: Math.round(conversation.line.now() - startedAt),
    exchanges: exchangesSince(conversation, mark),
    facts: { heard },
  };
}

/** Takes what comes until `until`, or until it is plain that nothing more will. */
export async function listenUntil(conversation: Conversation, until: number, signal?: AbortSignal): Promise<void> {
  const mark = markNow(conversation);
  let waited = await conversation.wait(until, signal);
  while (waited === 'bytes' && !saysItAll(conversation, mark)) waited = await conversation.wait(until, signal);
  conversation.flush();
}

/** Names what was heard unasked; the most telling first. */
export function listenOutcome({ text, telnet, foreign, end, garbledBytes, defects }: Heard): ListenOutcome {
  if (isRefusal(text)) return 'BUSY';
  if (foreign.some(({ answersEarlier }) => answersEarlier === null)) return 'FOREIGN';
  if (text !== null) return 'TEXT';
  if (end !== null) return end.how === 'FIN' ? 'CLOSED' : 'RESET';
  if (telnet.length > 0) return 'TELNET';
  return garbledBytes > 0 || defects.length > 0 ? 'GARBLED' : 'QUIET';
}

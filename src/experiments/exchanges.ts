/** What was spoken, as evidence keeps it: hex, and instants counted from the question. */
import { toHex } from '../bytes/hex.ts';
import type { Exchange } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import type { Mark } from './hear.ts';

/**
 * The exchanges since a mark. The one that was running at the mark counts only for what came after it, and its
 * question belongs to an earlier experiment; where nothing more came it is left out.
 */
export function exchangesSince({ exchanges }: Conversation, mark: Mark): readonly Exchange[] {
  return exchanges.slice(mark.exchange).flatMap(({ sent, sentAtMs, received }, index) => {
    const running = index === 0;
    const own = running ? received.slice(mark.portion) : received;
    if (running && own.length === 0) return [];
    return [
      {
        sent: running || sent === null ? null : toHex(sent),
        sentAtMs: Math.round(sentAtMs),
        received: own.map(({ atMs, bytes }) => ({ atMs: Math.round(atMs - sentAtMs), hex: toHex(bytes) })),
      },
    ];
  });
}

/** Bytes that are no question for a link, and what they bring back: waited for until enough came, or the time is over. */
import { joinBytes } from '../bytes/join.ts';
import type { Exchange, Heard } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import { exchangesSince } from './exchanges.ts';
import { type Asked, type EarlierTarget, hear, markNow, saysItAll, spokenSince } from './hear.ts';

export interface RawOptions {
  readonly waitMs: number;
  readonly earlier: readonly EarlierTarget[];
  /** Who asks, where the bytes are a frame. */
  readonly target?: Asked | null;
  readonly signal?: AbortSignal;
}

export interface RawAsked {
  /** Everything that came. */
  readonly received: Uint8Array;
  readonly heard: Heard;
  readonly exchanges: readonly Exchange[];
  readonly ms: number;
}

/** @param enough ends the waiting before its time. @throws the signal's reason */
export async function rawAsk(
  conversation: Conversation,
  bytes: Uint8Array,
  { waitMs, earlier, target = null, signal }: RawOptions,
  enough: (received: Uint8Array) => boolean = () => false,
): Promise<RawAsked> {
  const { line } = conversation;
  const mark = markNow(conversation);
  const startedAt = line.now();
  const received = () => {
    const own = spokenSince(conversation, mark).filter(({ sent }) => sent !== null && sent === bytes);
    return joinBytes(own.flatMap((one) => one.received.map((portion) => portion.bytes)));
  };
  conversation.send(bytes);
  const until = startedAt + waitMs;
  while (line.now() < until) {
    if ((await conversation.wait(until, signal)) !== 'bytes') break;
    if (enough(received()) || saysItAll(conversation, mark)) break;
  }
  conversation.flush();
  return {
    received: received(),
    heard: hear(conversation, mark, target, earlier),
    exchanges: exchangesSince(conversation, mark),
    ms: Math.round(line.now() - startedAt),
  };
}

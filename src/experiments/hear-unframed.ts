/**
 * What came where nothing is cut into frames: over the wrapper. It is looked at only where no answer came of it, so
 * everything that is neither text nor our own bytes is garbage.
 */
import { joinBytes, sameBytes } from '../bytes/join.ts';
import type { Heard } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import { endOf, type Mark, spokenSince, times } from './hear.ts';
import { readStretch } from './read-stretch.ts';

/** @param answered an answer for us came: its bytes are none of the garbage */
export function hearUnframed(conversation: Conversation, mark: Mark, answered: boolean): Heard {
  const exchanges = spokenSince(conversation, mark);
  const received = joinBytes(exchanges.flatMap((one) => one.received.map(({ bytes }) => bytes)));
  const sent = joinBytes(exchanges.flatMap((one) => (one.sent === null ? [] : [one.sent])));
  // Secrets are masked on both sides alike.
  const echo = sent.length > 0 && sameBytes(received.subarray(0, sent.length), sent);
  const rest = echo ? received.subarray(sent.length) : received;
  const told = answered || rest.length === 0 ? { text: null, telnet: [], garbled: 0 } : readStretch(rest);
  return {
    clocks: {
      bytes: received.length,
      frames: 0,
      soundFrames: 0,
      answers: answered ? 1 : 0,
    },
    text: told.text,
    telnet: told.telnet,
    echo,
    foreign: [],
    garbledBytes: told.garbled,
    defects: [],
    ...times(exchanges),
    end: endOf(conversation, exchanges),
  };
}

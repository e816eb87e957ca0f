/** Do two flags come back? They are no frame, so that no meter answers them: what returns them is the line itself. */
import { sameBytes } from '../bytes/join.ts';
import type { Evidence } from '../evidence/index.ts';
import { flag } from '../hdlc/index.ts';
import type { Conversation } from '../session/index.ts';
import { unansweredOutcome } from './link-open.ts';
import { type RawOptions, rawAsk } from './raw-ask.ts';

const twoFlags = Uint8Array.of(flag, flag);

/** @throws the signal's reason */
export async function echoAsk(conversation: Conversation, options: RawOptions): Promise<Evidence<'echo.ask'>> {
  const { exchanges, heard, ms, received } = await rawAsk(conversation, twoFlags, options);
  const echo = sameBytes(received, twoFlags);
  return {
    id: 'echo',
    experiment: 'echo.ask',
    outcome: echo ? 'ECHO' : unansweredOutcome({ ...heard, echo: false }),
    ms,
    exchanges,
    facts: { heard: { ...heard, echo } },
  };
}

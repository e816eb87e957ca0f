/** Where the wrapper met silence: does an HDLC meter answer? SNRM, bare and with parameters, on a connection of its own. */
import type { LinkTarget } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import { type LinkOpened, type LinkOpenOptions, linkOpen } from './link-open.ts';

/** @throws the signal's reason */
export async function framingHdlc(
  conversation: Conversation,
  target: LinkTarget,
  options: Omit<LinkOpenOptions, 'questions'>,
): Promise<LinkOpened<'framing.hdlc'>> {
  return linkOpen('framing.hdlc', conversation, target, {
    ...options,
    questions: [
      { atMs: 0, form: 'bare' },
      { atMs: 0.4 * options.replyMs, form: 'parameters' },
    ],
  });
}

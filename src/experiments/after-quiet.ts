/**
 * After silence for the inactivity time-out, one question: each question before had started that time-out anew. An answer
 * now says that a link was left to die, or that it was our own knocking that kept the meter mute.
 */
import type { Evidence, LinkTarget } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import { type LinkOpened, type LinkOpenOptions, linkOpen } from './link-open.ts';

/** @param quietMs the silence that was kept. @throws the signal's reason */
export async function afterQuiet(
  conversation: Conversation,
  target: LinkTarget,
  quietMs: number,
  options: Omit<LinkOpenOptions, 'questions'>,
): Promise<LinkOpened<'link.after-quiet'>> {
  const questions = [{ atMs: 0, form: 'bare' }] as const;
  const { evidence, link } = await linkOpen('link.after-quiet', conversation, target, { ...options, questions });
  const facts = { ...evidence.facts, quietMs: Math.round(quietMs) };
  return { evidence: { ...evidence, facts } satisfies Evidence<'link.after-quiet'>, link };
}

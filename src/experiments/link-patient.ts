/**
 * One bare SNRM, and patience for several reply time-outs: an answer that comes after the time-out is late, and nobody
 * can take it for the answer to a repeated question. What comes unasked meanwhile is heard as well.
 */
import type { LinkTarget } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import { type LinkOpened, type LinkOpenOptions, linkOpen } from './link-open.ts';

/** @param replies how many reply time-outs are waited. @throws the signal's reason */
export async function linkPatient(
  conversation: Conversation,
  target: LinkTarget,
  replies: number,
  options: Omit<LinkOpenOptions, 'questions' | 'graceMs'>,
): Promise<LinkOpened<'link.patient'>> {
  return linkOpen('link.patient', conversation, target, {
    ...options,
    graceMs: (replies - 1) * options.replyMs,
    questions: [{ atMs: 0, form: 'bare' }],
  });
}

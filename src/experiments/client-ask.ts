/**
 * Does a link open for this other client SAP? One bare SNRM and never more: what a login as that client would mean, or
 * lock, nobody here knows.
 */
import type { LinkTarget } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import { type LinkOpened, type LinkOpenOptions, linkOpen } from './link-open.ts';

/** @throws the signal's reason */
export async function clientAsk<Name extends 'client.ask' | 'client.control'>(
  experiment: Name,
  conversation: Conversation,
  target: LinkTarget,
  options: Omit<LinkOpenOptions, 'questions'>,
): Promise<LinkOpened<Name>> {
  return linkOpen(experiment, conversation, target, { ...options, questions: [{ atMs: 0, form: 'bare' }] });
}

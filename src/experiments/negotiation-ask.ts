/** Does a link open where the SNRM has this form: no parameters, or the defaults said in one octet or in two? */
import type { Evidence, LinkTarget, NegotiationForm } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import { type LinkOpened, type LinkOpenOptions, linkOpen, type SnrmForm } from './link-open.ts';

const forms = { bare: 'bare', 'one-octet': 'one-octet', 'two-octets': 'parameters' } as const satisfies Record<
  NegotiationForm,
  SnrmForm
>;

/** @throws the signal's reason */
export async function negotiationAsk(
  conversation: Conversation,
  target: LinkTarget,
  form: NegotiationForm,
  options: Omit<LinkOpenOptions, 'questions'>,
): Promise<LinkOpened<'negotiation.ask'>> {
  const questions = [{ atMs: 0, form: forms[form] }];
  const { evidence, link } = await linkOpen('negotiation.ask', conversation, target, { ...options, questions });
  const facts = { ...evidence.facts, form };
  return { evidence: { ...evidence, facts } satisfies Evidence<'negotiation.ask'>, link };
}

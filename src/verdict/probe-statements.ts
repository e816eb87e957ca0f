/** What a probe asked, and what it brought: told short where it brought nothing, because silence is no small thing to know. */
import {
  type AddressFacts,
  type AnyEvidence,
  evidenceOf,
  renderServerAddress,
  type ServerAddress,
} from '../evidence/index.ts';
import { isSilence } from './signs.ts';
import { say } from './talk-statements.ts';
import type { Statement } from './verdict.ts';

/** As many are told by name. */
const shownAtMost = 6;

export function provenByProbe(all: readonly AnyEvidence[]): readonly Statement[] {
  return [...addressesTold(all), ...clientsTold(all), ...othersTold(all)];
}

function addressesTold(all: readonly AnyEvidence[]): readonly Statement[] {
  const told: Statement[] = [];
  const asked = evidenceOf(all, 'address.ask');
  for (const { facts, outcome } of asked) {
    if (facts.source === null || facts.source.upper === 0) continue;
    const { question, replyMs, server, source } = facts;
    const from = renderServerAddress(source);
    told.push(say('address-answers', { asked: addressOf(server), from, question, outcome, ms: replyMs ?? 0 }));
  }
  const silent = asked.filter((one) => isSilence(one)).map(({ facts }) => facts);
  const [one] = silent;
  if (one !== undefined) {
    const list = listOf([...new Set(silent.map(({ server }) => addressOf(server)))]);
    const { count, text } = list;
    if (told.length > 0)
      told.push(
        count === 1
          ? say('other-address-silent', { list: text })
          : say('other-addresses-silent', { count, list: text }),
      );
    else
      told.push(count === 1 ? say('address-silent', { list: text }) : say('addresses-silent', { count, list: text }));
  }
  for (const { facts, outcome } of evidenceOf(all, 'address.control')) told.push(controlTold(facts, outcome));
  return told;
}

function controlTold(facts: AddressFacts, outcome: string): Statement {
  const values = { server: addressOf(facts.server), question: facts.question, outcome };
  return say(outcome === 'TIMEOUT' || outcome === 'ECHO' ? 'control-silent' : 'control-answers', values);
}

function clientsTold(all: readonly AnyEvidence[]): readonly Statement[] {
  const silent = evidenceOf(all, 'client.ask').filter((one) => isSilence(one));
  if (silent.length === 0) return [];
  const list = listOf([...new Set(silent.map(({ facts }) => `${facts.client}`))]);
  if (list.count === 1) return [say('client-silent', { list: list.text })];
  return [say('clients-silent', { count: list.count, list: list.text })];
}

function othersTold(all: readonly AnyEvidence[]): readonly Statement[] {
  const told: Statement[] = [];
  const forms = evidenceOf(all, 'negotiation.ask').filter((one) => isSilence(one));
  if (forms.length > 0) told.push(say('forms-silent', { count: new Set(forms.map(({ facts }) => facts.form)).size }));
  for (const { outcome, facts } of evidenceOf(all, 'framing.wrapper')) {
    if (outcome === 'TIMEOUT') told.push(say('wrapper-silent', { client: facts.client }));
    if (outcome === 'ACCEPTED' || outcome === 'REJECTED' || outcome === 'HLS-PENDING')
      told.push(say('wrapper-answers', { client: facts.client, result: facts.result?.name ?? '?' }));
  }
  for (const { outcome } of evidenceOf(all, 'framing.hdlc')) {
    if (outcome === 'TIMEOUT') told.push(say('hdlc-silent'));
  }
  for (const { outcome } of evidenceOf(all, 'echo.ask')) {
    if (outcome === 'TIMEOUT') told.push(say('no-echo'));
  }
  for (const { outcome, facts } of evidenceOf(all, 'signon.ask')) {
    if (facts.identification !== null) told.push(say('identifies-itself', { text: facts.identification.text }));
    else if (outcome === 'TIMEOUT') told.push(say('sign-on-silent'));
  }
  for (const { outcome, ms } of evidenceOf(all, 'link.patient')) {
    if (outcome === 'TIMEOUT') told.push(say('patient-silent', { ms }));
  }
  for (const { outcome, facts } of evidenceOf(all, 'link.after-quiet')) {
    const seconds = Math.round(facts.quietMs / 1000);
    if (outcome === 'TIMEOUT') told.push(say('silent-after-quiet', { seconds }));
    if (outcome === 'UA') told.push(say('opens-after-quiet', { seconds }));
  }
  for (const { outcome, facts } of evidenceOf(all, 'gateway.free')) {
    const { attempts, freeAfterMs } = facts;
    if (outcome === 'FREE' && freeAfterMs !== null)
      told.push(say('came-free', { seconds: Math.round(freeAfterMs / 1000) }));
    else
      told.push(
        say('stayed-busy', { count: attempts.length, seconds: Math.round((attempts.at(-1)?.atMs ?? 0) / 1000) }),
      );
  }
  for (const { outcome, facts } of evidenceOf(all, 'frame.hand')) {
    if (facts.defects.length > 0) told.push(say('hand-frame-wrong', { defects: facts.defects.join(', ') }));
    if (outcome === 'ANSWERED') told.push(say('hand-frame-answered', { answers: facts.answers.join(', ') }));
  }
  return told;
}

/** What only a hand at the gateway or the meter can change; told where everything asked met silence. */
export function unaskedByProbe(all: readonly AnyEvidence[]): readonly Statement[] {
  const asked = evidenceOf(all, 'address.ask');
  const answered = all.some(({ facts }) => 'source' in facts && facts.source !== null);
  return asked.length > 0 && !answered ? [say('serial-speed-not-asked')] : [];
}

function addressOf(server: ServerAddress): string {
  return renderServerAddress(server);
}

function listOf(items: readonly string[]): { readonly count: number; readonly text: string } {
  const shown = items.slice(0, shownAtMost).join(', ');
  return { count: items.length, text: items.length > shownAtMost ? `${shown}, …` : shown };
}

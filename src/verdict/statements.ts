/** What is proven, what is not, and what was not tested: told under the table, each statement read off the evidence. */
import { type AnyEvidence, evidenceOf, isAnswer, renderServerAddress } from '../evidence/index.ts';
import { provenByPast, unprovenByPast } from './past-statements.ts';
import { provenByProbe, unaskedByProbe } from './probe-statements.ts';
import { logins } from './progress.ts';
import { isHandSent } from './signs.ts';
import { provenByTalk, say, untestedTalk } from './talk-statements.ts';
import type { Statement } from './verdict.ts';

export function provenStatements(all: readonly AnyEvidence[]): readonly Statement[] {
  const told: Statement[] = [];
  for (const { outcome, facts, ms } of evidenceOf(all, 'net.ping')) {
    if (outcome === 'OK' || outcome === 'LOSS')
      told.push(say('host-pings', { received: facts.received, sent: facts.sent, ms }));
  }
  for (const { outcome, facts, ms } of evidenceOf(all, 'tcp.connect')) {
    if (outcome === 'OK') told.push(say('port-accepts', { times: facts.attempts.length, ms }));
    if (outcome === 'LOSS') {
      const connected = facts.attempts.filter((one) => one.outcome === 'OK').length;
      told.push(say('port-accepts-sometimes', { connected, times: facts.attempts.length }));
    }
    if (outcome === 'REFUSED') told.push(say('host-refuses', { ms: facts.attempts[0]?.ms ?? 0 }));
  }
  for (const { outcome, facts } of evidenceOf(all, 'host.holder')) {
    for (const { pid, name, unit } of outcome === 'HELD' ? facts.holders : []) {
      told.push(
        pid === null
          ? say('held-on-this-host')
          : say('held-by-process', { pid, process: unit == null ? (name ?? '?') : `${name ?? '?'} (${unit})` }),
      );
    }
  }
  for (const { facts } of evidenceOf(all, 'own.lock')) {
    if (facts.pid !== null) told.push(say('own-run', { pid: facts.pid, command: facts.command ?? '?' }));
  }
  const text = [...evidenceOf(all, 'line.listen'), ...evidenceOf(all, 'link.open')].flatMap(
    ({ facts }) => facts.heard.text ?? [],
  )[0];
  if (text?.known != null) told.push(say('gateway-speaks', { text: text.text, device: text.known.device }));
  else if (text !== undefined) told.push(say('text-came', { text: text.text }));
  for (const { outcome, facts } of evidenceOf(all, 'gateway.second')) {
    if (outcome === 'BUSY') told.push(say('gateway-lives', { text: facts.heard?.text?.text ?? '' }));
    if (outcome === 'REFUSED' || outcome === 'CLOSED' || outcome === 'RESET')
      told.push(say('gateway-counts', { outcome }));
    if (!facts.firstStillOpen) told.push(say('first-thrown-out'));
  }
  const links = all.flatMap((one) => ('questions' in one.facts ? [{ ...one, facts: one.facts }] : []));
  if (links.some(({ facts }) => facts.heard.echo)) told.push(say('path-to-line-works'));
  const frames = [...evidenceOf(all, 'line.listen'), ...evidenceOf(all, 'link.open')].flatMap(
    ({ facts }) => facts.heard.foreign,
  );
  const strange = frames.find(({ answersEarlier }) => answersEarlier === null);
  if (strange !== undefined) {
    told.push(
      say('frames-of-others', {
        type: strange.type,
        from: renderServerAddress(strange.from),
        to: renderServerAddress(strange.to),
      }),
    );
  }
  for (const { outcome, facts } of links) {
    if (facts.source === null || facts.replyMs === null) continue;
    // After a repeat nobody knows which question was answered: the one that was asked again alone tells the time.
    if (facts.questions > 1 && outcome === 'UA' && all.some(({ id }) => id === `link.again:${facts.credential}`))
      continue;
    const values = {
      credential: facts.credential,
      client: facts.client,
      server: renderServerAddress(facts.source),
      asked: renderServerAddress(facts.server),
      outcome,
      ms: facts.questions > 1 ? (facts.totalMs ?? facts.replyMs) : facts.replyMs,
    };
    if (outcome === 'FOREIGN') told.push(say('answers-from-elsewhere', values));
    else if (facts.source.upper === 0 && outcome !== 'UA') told.push(say('protest-without-address', values));
    else if (isAnswer(outcome as never)) told.push(say(outcome === 'UA' ? 'link-opens' : 'meter-answers', values));
  }
  told.push(...provenByProbe(all), ...provenByTalk(all), ...provenByPast(all));
  return told.filter((one, index) => told.findIndex((other) => saysTheSame(one, other)) === index);
}

/** What silence, or a refusal before anything was asked, does not show, though it is often said to. */
export function notProvenStatements(all: readonly AnyEvidence[]): readonly Statement[] {
  const links = evidenceOf(all, 'link.open');
  const answered = links.some(({ outcome, facts }) => isAnswer(outcome) || facts.source !== null);
  const answeredDisc = evidenceOf(all, 'link.disc').some(({ outcome }) => outcome === 'UA' || outcome === 'DM');
  const answeredElsewhere = all.some(({ facts }) => 'source' in facts && facts.source !== null);
  const inWrapper = evidenceOf(all, 'framing.wrapper').some(({ facts }) => facts.result !== null);
  if (answered || answeredDisc || answeredElsewhere || inWrapper) return [];
  const login = logins(all);
  if (login.length > 0) {
    if (login.some(({ outcome }) => outcome !== 'TIMEOUT' && outcome !== 'CLOSED' && outcome !== 'RESET')) return [];
    return [...unprovenByPast(all), say('client-known'), say('meter-defect')];
  }
  const asked = links.some(({ facts }) => facts.questions > 0);
  // Of what one question by hand left open nothing is said: it was a person's own.
  if (!asked) return isHandSent(all) ? [] : [say('meter-state')];
  const [first] = links;
  const server = first === undefined ? '' : renderServerAddress(first.facts.server);
  // An address and a client SAP that had a link here before have had an answer.
  const before = provenByPast(all).length;
  return [
    ...unprovenByPast(all),
    ...(before > 0 ? [] : [say('address-right', { server })]),
    ...(before > 0 && before === links.length ? [] : [say('client-known')]),
    say('serial-side'),
    say('meter-defect'),
  ];
}

/** What was not asked, and why. */
export function notTestedStatements(all: readonly AnyEvidence[]): readonly Statement[] {
  const told: Statement[] = [];
  for (const { outcome, facts } of evidenceOf(all, 'net.ping')) {
    if (outcome === 'NOT-TRIED') told.push(say('ping-unavailable', { why: facts.why ?? 'failed' }));
  }
  for (const { outcome, facts } of evidenceOf(all, 'host.holder')) {
    if (outcome === 'NOT-TRIED') told.push(say('holder-unknown', { why: facts.why ?? 'no-ss' }));
  }
  told.push(...unaskedByProbe(all), ...untestedTalk(all));
  return told;
}

/** Said of each server and client once, however often it was asked: how long it took is no other statement. */
const saidOnce: ReadonlySet<string> = new Set(['link-opens', 'meter-answers', 'answers-from-elsewhere']);

function saysTheSame(one: Statement, other: Statement): boolean {
  const valuesOf = ({ values }: Statement) => JSON.stringify(saidOnce.has(one.name) ? { ...values, ms: 0 } : values);
  return one.name === other.name && valuesOf(one) === valuesOf(other);
}

/** What logins and readings prove, and which of them were not asked for. */
import { type AnyEvidence, type AssociationFacts, type Evidence, evidenceOf } from '../evidence/index.ts';
import { logins } from './progress.ts';
import { isHandSent } from './signs.ts';
import type { Statement } from './verdict.ts';

export const say = (name: string, values: Statement['values'] = {}): Statement => ({ name, values });

const whoOf = ({
  facts: { client, credential },
}: {
  readonly facts: Pick<AssociationFacts, 'client' | 'credential'>;
}) => ({
  client,
  credential,
});

export function provenByTalk(all: readonly AnyEvidence[]): readonly Statement[] {
  const told: Statement[] = [];
  for (const one of evidenceOf(all, 'link.disc')) {
    if (one.outcome === 'UA' || one.outcome === 'DM')
      told.push(say('answers-disc', { ...whoOf(one), outcome: one.outcome }));
  }
  const controls = evidenceOf(all, 'association.control').filter(({ outcome }) => outcome === 'ACCEPTED');
  const asked = logins(all);
  for (const one of [...asked, ...controls.filter((control) => !asked.includes(control))]) {
    const { facts, outcome } = one;
    const who = { ...whoOf(one), ms: facts.replyMs ?? 0 };
    if (outcome === 'ACCEPTED') {
      told.push(
        facts.secretOctets === null
          ? say('let-in', { ...who, ...grantedBy(facts) })
          : say('let-in-with-secret', { ...who, ...grantedBy(facts), octets: facts.secretOctets }),
      );
    } else if (outcome === 'REJECTED' || outcome === 'HLS-PENDING') {
      told.push(say('says-of-login', { ...who, result: facts.result?.name ?? '?', diagnostic: reasonOf(facts) }));
    } else if (outcome === 'EXCEPTION') {
      told.push(say('errs-on-login', { ...who, error: reasonOf(facts) }));
    }
    if (facts.secretOctets !== null && outcome !== 'ACCEPTED')
      told.push(say('secret-sent-once', { ...whoOf(one), octets: facts.secretOctets }));
  }
  for (const one of evidenceOf(all, 'object.read')) told.push(...provenByRead(one));
  return told;
}

function provenByRead(one: Evidence<'object.read'>): readonly Statement[] {
  const { attempts, reading, replyMs } = one.facts;
  const denied = attempts.flatMap(({ logicalName, result, exception }) => {
    const why = result?.name ?? exception?.service.name;
    return why === undefined ? [] : [say('denies', { ...whoOf(one), object: logicalName, result: why })];
  });
  if (reading === null) return denied;
  const read = { ...whoOf(one), object: reading.logicalName, value: reading.value ?? '–', ms: replyMs ?? 0 };
  return [...denied, say('reads', read)];
}

function grantedBy({ context, granted }: AssociationFacts): Statement['values'] {
  return { context: context ?? '?', pdu: granted?.maximumPdu ?? '?' };
}

function reasonOf({ diagnostic, serviceError, exception }: AssociationFacts): string {
  if (serviceError !== null) return `${serviceError.service.name}, ${serviceError.value.name}`;
  if (exception !== null) return `${exception.state.name}, ${exception.service.name}`;
  return diagnostic?.name ?? '?';
}

/** What was not asked above the link, and why. */
export function untestedTalk(all: readonly AnyEvidence[]): readonly Statement[] {
  const links = evidenceOf(all, 'link.open');
  const opened = evidenceOf(all, 'association.open');
  if (links.length === 0 && opened.length === 0) return [isHandSent(all) ? say('hand-alone') : say('links-not-asked')];
  const told: Statement[] = [];
  const withoutLink = links.length > 0 && opened.length === 0;
  if (withoutLink) told.push(say('login-without-link'));
  if (opened.some(({ facts }) => facts.notAsked === 'depth')) told.push(say('as-deep-as-link'));
  for (const one of opened) {
    if (one.facts.notAsked === 'no-secret') told.push(say('no-secret', whoOf(one)));
    if (one.facts.notAsked === 'rejected-before') told.push(say('rejected-before', whoOf(one)));
    if (one.facts.notAsked === 'echo-damaged') told.push(say('echo-damaged', whoOf(one)));
    if (one.facts.shortNames && !evidenceOf(all, 'object.read').some(({ facts }) => facts.client === one.facts.client))
      told.push(say('short-names', whoOf(one)));
  }
  if (evidenceOf(all, 'object.read').some(({ facts }) => facts.notAsked === 'depth'))
    told.push(say('as-deep-as-login'));
  const asked = logins(all);
  if (asked.length > 0 && !asked.some(({ outcome }) => outcome === 'ACCEPTED')) told.push(say('reading-without-login'));
  return told;
}

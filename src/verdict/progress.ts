/** How far each credential set got above its link, and where it stopped short of what was asked. */
import {
  type AnyEvidence,
  type CredentialOutcome,
  type Evidence,
  evidenceOf,
  linkOutcomes,
} from '../evidence/index.ts';

export type LoginEvidence = Evidence<'association.open'> | Evidence<'association.control'>;
export type Setback = LoginEvidence | Evidence<'association.ffff'> | Evidence<'object.read'> | Evidence<'object.long'>;

/** Logins that were asked for: of each credential set the one that counts. */
export function logins(all: readonly AnyEvidence[]): readonly LoginEvidence[] {
  return evidenceOf(all, 'association.open')
    .filter(({ outcome }) => outcome !== 'NOT-TRIED')
    .map((first) => (first.outcome === 'EXCEPTION' ? (askedOnceMore(all, first) ?? first) : first));
}

/** The same set, asked again after its exception; a control for another client has no exception before it. */
function askedOnceMore(all: readonly AnyEvidence[], { facts }: LoginEvidence): LoginEvidence | undefined {
  return evidenceOf(all, 'association.control').find((one) => one.facts.credential === facts.credential);
}

/** Evidence that an association was asked for and not had, or a reading asked for and not had. */
export function setbacks(all: readonly AnyEvidence[]): readonly Setback[] {
  const reads = evidenceOf(all, 'object.read');
  const unread = ({ facts }: LoginEvidence) =>
    facts.shortNames && !reads.some((one) => one.facts.credential === facts.credential);
  return [
    ...logins(all).filter((one) => one.outcome !== 'ACCEPTED' || unread(one)),
    ...reads.filter(({ outcome }) => outcome !== 'READ' && outcome !== 'NOT-TRIED'),
    // What these two ask is asked to learn something: a meter that says no to it has said so, and is no worse for it.
    ...evidenceOf(all, 'association.ffff').filter(({ outcome }) => isLost(outcome)),
    ...evidenceOf(all, 'object.long').filter((one) => isLost(one.outcome) && !isOwnCut(one)),
  ];
}

/** A probe takes no more of a long answer than about this many segments: that it has not ended by then is its length. */
const segmentsTaken = 30;

/** The long answer came for as long as it was listened to: it was we who stopped. */
export function isOwnCut({ experiment, facts, outcome }: AnyEvidence): boolean {
  return experiment === 'object.long' && outcome === 'ENDLESS' && (facts.begun?.segments ?? 0) >= segmentsTaken;
}

function isLost(outcome: string): boolean {
  return !['READ', 'DENIED', 'EXCEPTION', 'NOT-TRIED', 'ACCEPTED', 'REJECTED', 'HLS-PENDING'].includes(outcome);
}

/** The meter answered a GET, and said no. */
export function isDenial({ experiment, outcome }: Setback): boolean {
  return experiment === 'object.read' && (outcome === 'DENIED' || outcome === 'EXCEPTION');
}

/** Nothing came, or nothing that tells more than that. */
export function isSilent({ outcome }: AnyEvidence): boolean {
  return outcome === 'TIMEOUT' || outcome === 'ECHO' || outcome === 'TEXT';
}

/** The meter answered an AARQ, whatever it said. */
export function isLoginAnswer({ outcome }: LoginEvidence): boolean {
  return outcome === 'ACCEPTED' || outcome === 'HLS-PENDING' || outcome === 'REJECTED' || outcome === 'EXCEPTION';
}

/** What a piece of evidence is called as an outcome of a credential set; null where it has no such name. */
export function asCredentialOutcome({ experiment, outcome, facts }: AnyEvidence): CredentialOutcome | null {
  if (experiment === 'frame.hand' && outcome === 'ANSWERED') {
    // Any other frame to us than these belongs to a link that is open.
    return linkOutcomes.find((one) => facts.answers.includes(one)) ?? 'UA';
  }
  if (experiment === 'association.open' || experiment === 'association.control') {
    if (outcome === 'ACCEPTED') return 'LOGIN-OK';
    if (outcome === 'REJECTED' || outcome === 'EXCEPTION' || outcome === 'HLS-PENDING') return 'LOGIN-REJECTED';
  }
  if (experiment === 'object.read') {
    if (outcome === 'READ') return 'READ-OK';
    if (outcome === 'DENIED' || outcome === 'EXCEPTION') return 'READ-DENIED';
    if (outcome === 'MALFORMED' || outcome === 'SEQUENCE' || outcome === 'ENDLESS') return 'LOGIN-OK';
  }
  return linkOutcomes.find((one) => one === outcome) ?? null;
}

/** The deepest that any set got to. */
export function deepest(all: readonly AnyEvidence[]): CredentialOutcome {
  if (evidenceOf(all, 'object.read').some(({ outcome }) => outcome === 'READ')) return 'READ-OK';
  if (logins(all).some(({ outcome }) => outcome === 'ACCEPTED')) return 'LOGIN-OK';
  return 'UA';
}

/** What was found to work: read off whatever answered last and best, never off what was only configured. */
import {
  type AnyEvidence,
  type Evidence,
  evidenceOf,
  isAnswer,
  type LinkFacts,
  sameDevice,
} from '../evidence/index.ts';
import { isLoginAnswer, logins } from './progress.ts';
import { linkFacts } from './signs.ts';
import type { Found } from './verdict.ts';

/** The link of the configured set, in whatever way it opened. */
export function openedLink(all: readonly AnyEvidence[]) {
  return [
    ...evidenceOf(all, 'link.open'),
    ...evidenceOf(all, 'link.with-parameters'),
    ...evidenceOf(all, 'link.after-disc'),
  ].find(({ outcome }) => outcome === 'UA');
}

/** Links that opened only because something else was asked than what is configured, the most certain first. */
const otherLinks = [
  'link.found-address',
  'negotiation.ask',
  'client.ask',
  'link.after-quiet',
  'link.patient',
  'framing.hdlc',
] as const;

export function foundOf(all: readonly AnyEvidence[]): Found | null {
  const opened = openedLink(all);
  if (opened !== undefined) return foundBy(opened.facts, all);
  for (const name of otherLinks) {
    const facts = evidenceOf(all, name).find(({ outcome }) => outcome === 'UA')?.facts;
    if (facts !== undefined) return foundBy(facts, all);
  }
  return foundInWrapper(all) ?? foundAddressOnly(all);
}

function foundBy(facts: LinkFacts, all: readonly AnyEvidence[]): Found | null {
  const { client, server, source, withParameters, asked } = facts;
  if (source === null) return null;
  // Asked again alone, the bare form may have been answered after all.
  const bare = evidenceOf(all, 'link.again').some(({ outcome }) => outcome === 'UA');
  const parameters = (withParameters || (asked.bare === 0 && asked.parameters > 0)) && !bare;
  // Stacks name themselves in another form than they hear: the address that was asked is the one that works.
  const at = source.upper === 0 || sameDevice(source, server) ? server : source;
  return { server: at, client, framing: 'hdlc', negotiation: parameters ? 'parameters' : 'bare' };
}

function foundInWrapper(all: readonly AnyEvidence[]): Found | null {
  const asked = evidenceOf(all, 'framing.wrapper').find(
    ({ outcome }) => outcome === 'ACCEPTED' || outcome === 'HLS-PENDING' || outcome === 'REJECTED',
  );
  const login = evidenceOf(all, 'link.open').length > 0 ? undefined : logins(all).find(isLoginAnswer);
  const facts = (asked ?? login)?.facts;
  if (facts === undefined) return null;
  return { server: facts.server, client: facts.client, framing: 'wrapper', negotiation: null };
}

/** A meter that answers at another address and opens no link there: its address is found all the same. */
function foundAddressOnly(all: readonly AnyEvidence[]): Found | null {
  const at = evidenceOf(all, 'link.found-address').find(({ outcome }) => isAnswer(outcome)) as
    | Evidence<'link.found-address'>
    | undefined;
  const facts = at === undefined ? null : linkFacts(at);
  if (facts === null || facts.source === null || facts.source.upper === 0) return null;
  return { server: facts.server, client: facts.client, framing: 'hdlc', negotiation: null };
}

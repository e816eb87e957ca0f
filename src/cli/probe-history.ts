/** What the history keeps of a probe: how each credential set fared with the settings as they are configured. */
import { type AnyEvidence, type CredentialOutcome, credentialOutcomes, evidenceOf } from '../evidence/index.ts';
import type { ProbeReport } from '../report/index.ts';
import type { RunToKeep } from './keep-history.ts';

const publicClient = 16;

interface Set {
  readonly name: string;
  readonly client: number;
}

export function historyOfProbe(report: ProbeReport, credentials: readonly Set[]): RunToKeep {
  const { meter, durationMs, evidence, verdict } = report;
  const { id, name, endpoint, server } = meter;
  return {
    meter: { id, name, endpoint, server },
    durationMs,
    verdict,
    credentials: withPublic(credentials, evidence).map((set) => ({
      credential: set.name,
      client: set.client,
      ...outcomeOf(evidence, set.client),
    })),
  };
}

/** A probe asks as the public client too, whether or not a set of the meter does. */
function withPublic(sets: readonly Set[], evidence: readonly AnyEvidence[]): readonly Set[] {
  const asked = [...evidenceOf(evidence, 'link.open'), ...evidenceOf(evidence, 'association.open')];
  const other = asked.find(
    ({ facts: { client } }) => client === publicClient && !sets.some((set) => set.client === client),
  );
  return other === undefined ? sets : [...sets, { name: other.facts.credential, client: other.facts.client }];
}

/** Only what was asked at the configured address counts: what was found elsewhere says nothing of these settings. */
function outcomeOf(
  evidence: readonly AnyEvidence[],
  client: number,
): { readonly outcome: CredentialOutcome; readonly replyMs: number | null } {
  const own = <One extends { readonly facts: { readonly client: number } }>(all: readonly One[]) =>
    all.filter(({ facts }) => facts.client === client);
  const links = [
    ...own(evidenceOf(evidence, 'link.open')),
    ...own(evidenceOf(evidence, 'link.with-parameters')),
    ...own(evidenceOf(evidence, 'link.after-disc')),
    ...own(evidenceOf(evidence, 'link.after-quiet')),
  ];
  const link = links.find(({ outcome }) => outcome === 'UA') ?? links[0];
  const [login] = own(evidenceOf(evidence, 'association.open')).filter(({ outcome }) => outcome !== 'NOT-TRIED');
  if (login?.outcome === 'ACCEPTED') return { outcome: 'LOGIN-OK', replyMs: login.facts.replyMs };
  if (login?.outcome === 'REJECTED' || login?.outcome === 'EXCEPTION')
    return { outcome: 'LOGIN-REJECTED', replyMs: login.facts.replyMs };
  if (link !== undefined) return { outcome: link.outcome, replyMs: link.facts.replyMs };
  return { outcome: lineOutcome(evidence), replyMs: null };
}

/** Nobody was asked: what the line itself came to. */
function lineOutcome(evidence: readonly AnyEvidence[]): CredentialOutcome {
  const [lock] = evidenceOf(evidence, 'own.lock');
  const [connect] = evidenceOf(evidence, 'tcp.connect');
  const listened = evidenceOf(evidence, 'line.listen').at(-1);
  const said = [lock, listened, connect].map((one) => one?.outcome);
  return credentialOutcomes.find((known) => said.includes(known as never)) ?? 'NOT-TRIED';
}

/** What the history says beside a silence: told only of clients that met it, and never more than was kept. */
import { type AnyEvidence, type Evidence, evidenceOf } from '../evidence/index.ts';
import { say } from './talk-statements.ts';
import type { Statement } from './verdict.ts';

/** The settings are known to have worked: that is proven, whatever the meter is now. */
export function provenByPast(all: readonly AnyEvidence[]): readonly Statement[] {
  return pastOfSilent(all, 'WORKED').map(({ client, lastSuccessAt, successes, attempts }) =>
    say('settings-worked', { client, at: lastSuccessAt ?? '', successes, attempts }),
  );
}

/** They were tried before, and never had an answer. */
export function unprovenByPast(all: readonly AnyEvidence[]): readonly Statement[] {
  return pastOfSilent(all, 'NEVER').map(({ client, attempts }) => say('settings-never-worked', { client, attempts }));
}

function pastOfSilent(
  all: readonly AnyEvidence[],
  outcome: 'WORKED' | 'NEVER',
): readonly Evidence<'history.past'>['facts'][] {
  const asked = [...evidenceOf(all, 'link.open'), ...evidenceOf(all, 'association.open')];
  const answered = asked.some((one) => one.outcome !== 'TIMEOUT' && one.outcome !== 'NOT-TRIED');
  if (answered) return [];
  const silent = asked.filter((one) => one.outcome === 'TIMEOUT').map(({ facts }) => facts.client);
  return evidenceOf(all, 'history.past')
    .filter((one) => one.outcome === outcome && silent.includes(one.facts.client))
    .map(({ facts }) => facts);
}

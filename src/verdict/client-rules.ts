/**
 * The client SAP below the login: a link opens for one and not for another. Silence for one client is also what a link of
 * its own makes that an earlier session left open, so it is proven only where a DISC of that client was ignored as well.
 */
import { type AnyEvidence, type Evidence, evidenceOf, renderServerAddress } from '../evidence/index.ts';
import type { Rule } from './rule.ts';
import { answersLate, isOrderly, isSilence, mayBeSwallowed } from './signs.ts';

const anyOpen = ['link.open', 'link.with-parameters', 'link.after-disc', 'link.again'] as const;
const clientsThatOpened = (all: readonly AnyEvidence[]): ReadonlySet<number> =>
  new Set(
    anyOpen.flatMap((name) =>
      evidenceOf(all, name)
        .filter(({ outcome }) => outcome === 'UA')
        .map(({ facts }) => facts.client),
    ),
  );

/** This client was asked again after another one's link had opened, and stayed silent. */
const isIgnored = (asked: AnyEvidence, all: readonly AnyEvidence[]) => {
  const after = all.slice(all.indexOf(asked) + 1);
  const silent = evidenceOf(after, 'client.control').filter((one) => isSilence(one) && !mayBeSwallowed(one));
  return silent.some(({ facts: { client } }) =>
    evidenceOf(all, 'link.disc').some((disc) => disc.facts.client === client && disc.outcome === 'TIMEOUT'),
  );
};

const takesPart = ({ outcome, facts }: Evidence<'link.open'>, opened: ReadonlySet<number>) =>
  outcome === 'UA' || ((outcome === 'TIMEOUT' || outcome === 'DM') && !opened.has(facts.client));

/** At another address another client may be asked for other reasons. */
const isAskedWhereConfigured = ({ facts }: AnyEvidence, all: readonly AnyEvidence[]) =>
  evidenceOf(all, 'link.open').some(
    (link) => 'server' in facts && renderServerAddress(link.facts.server) === renderServerAddress(facts.server),
  );
const servedAnyway = { 'link.open': ['UA'], 'link.found-address': ['UA'] } as const;

export const clientRules = [
  {
    because: 'only-other-client-opens',
    code: 'client.wrong',
    grade: 'proven',
    anyOf: { 'client.ask': ['UA'] },
    allOf: { 'client.control': ['TIMEOUT', 'ECHO'] },
    noneOf: { 'client.control': ['UA', 'DM', 'FRMR'], ...servedAnyway },
    where: (one, all) => isIgnored(one, all) && isOrderly(all) && isAskedWhereConfigured(one, all),
  },
  {
    because: 'other-client-opens',
    code: 'client.wrong',
    grade: 'likely',
    anyOf: { 'client.ask': ['UA'] },
    noneOf: { 'client.control': ['UA'], ...servedAnyway },
    where: isAskedWhereConfigured,
  },
  {
    because: 'one-client-opens-another-not',
    code: 'client.wrong',
    grade: 'likely',
    anyOf: { 'link.open': ['UA', 'TIMEOUT', 'DM'] },
    where: (one, all) => {
      const opened = clientsThatOpened(all);
      const links = evidenceOf(all, 'link.open');
      const refused = links.filter((link) => link.outcome !== 'UA' && takesPart(link, opened));
      const served = links.some(({ outcome }) => outcome === 'UA') || evidenceOf(all, 'link.after-disc').some(isUa);
      return served && refused.length > 0 && !answersLate(all) && takesPart(one as Evidence<'link.open'>, opened);
    },
  },
] as const satisfies readonly Rule[];

function isUa({ outcome }: AnyEvidence): boolean {
  return outcome === 'UA';
}

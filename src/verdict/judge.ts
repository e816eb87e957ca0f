/** Computes the verdict from evidence alone. It cannot ask: what was not tested stays not tested. */
import {
  type AnyEvidence,
  type CauseCode,
  type CredentialOutcome,
  evidenceOf,
  isAnswer,
  type LinkOutcome,
  linkOutcomes,
} from '../evidence/index.ts';
import { nextSteps } from './next-steps.ts';
import { excludedCauses, remainingCauses } from './remaining.ts';
import { match } from './rule.ts';
import { rules } from './rules.ts';
import { notProvenStatements, notTestedStatements, provenStatements } from './statements.ts';
import type { Cause, Verdict } from './verdict.ts';

/** @param all the evidence of one run, in the order in which it was gathered */
export function judge(all: readonly AnyEvidence[]): Verdict {
  const links = evidenceOf(all, 'link.open');
  const opened = [...links, ...evidenceOf(all, 'link.with-parameters')].find(({ outcome }) => outcome === 'UA');
  const excluded = excludedCauses(all);
  const causes = causesByRule(all);
  const mute = links.filter(({ outcome, facts }) => !isAnswer(outcome) && facts.source === null && facts.questions > 0);

  if (opened !== undefined) {
    const unheard = links.filter(
      ({ outcome, facts }) =>
        (outcome === 'TIMEOUT' || outcome === 'DM') && facts.credential !== opened.facts.credential,
    );
    if (unheard.length > 0 && !causes.some(({ code }) => code === 'reply.late')) {
      const evidence = [...unheard, opened].map(({ id }) => id);
      causes.push({ code: 'client.wrong', grade: 'likely', because: 'one-client-opens-another-not', evidence });
    }
  } else if (mute.length > 0 && mute.length === links.length) {
    if (causes.length === 0) {
      const held = evidenceOf(all, 'host.holder').find(({ outcome }) => outcome === 'HELD');
      const ids = mute.map(({ id }) => id);
      if (held !== undefined && !excluded.some(({ code }) => code === 'gateway.busy')) {
        causes.push({
          code: 'gateway.busy',
          grade: 'likely',
          because: 'held-here-and-silent',
          evidence: [held.id, ...ids],
        });
      }
    }
    const silent = mute.filter(({ outcome }) => ['TIMEOUT', 'ECHO', 'TEXT'].includes(outcome)).map(({ id }) => id);
    if (silent.length > 0) causes.push(...remainingCauses(excluded, causes, silent));
  }

  const code = codeOf(all, opened !== undefined, causes);
  return {
    code,
    outcome: outcomeOf(all, code, causes),
    causes,
    excluded: excluded.filter((one) => !causes.some((cause) => cause.code === one.code && cause.grade === 'proven')),
    proven: provenStatements(all),
    notProven: notProvenStatements(all),
    notTested: notTestedStatements(all),
    next: nextOf(code, causes, opened !== undefined),
    found: opened?.facts.source ? { server: opened.facts.source, client: opened.facts.client } : foundElsewhere(all),
  };
}

/** Every rule that holds, in the order of the table; a cause is named once, by its first rule. */
function causesByRule(all: readonly AnyEvidence[]): Cause[] {
  const causes: Cause[] = [];
  for (const rule of rules) {
    if (causes.some(({ code }) => code === rule.code)) continue;
    const evidence = match(rule, all);
    if (evidence === null) continue;
    causes.push({ code: rule.code, grade: rule.grade, because: rule.because, evidence: evidence.map(({ id }) => id) });
  }
  return causes;
}

/** A meter that talks is `ok`, whatever else was noticed; silence that no rule explains keeps its own name. */
function codeOf(all: readonly AnyEvidence[], opened: boolean, causes: readonly Cause[]): CauseCode {
  if (opened) return 'ok';
  const named = causes.find(({ because }) => !because.startsWith('left-'));
  if (named !== undefined) return named.code;
  return evidenceOf(all, 'link.open').some(({ outcome }) => outcome === 'TIMEOUT') ? 'link.silent' : 'inconclusive';
}

/** The outcome that decided: of the evidence behind the first cause, else of the first credential set. */
function outcomeOf(all: readonly AnyEvidence[], code: CauseCode, causes: readonly Cause[]): CredentialOutcome {
  if (code === 'ok') return 'UA';
  const ids = causes[0]?.evidence ?? [];
  const links = evidenceOf(all, 'link.open');
  const decisive = [
    ...links.filter(({ id }) => ids.includes(id)),
    ...all.filter(({ id }) => ids.includes(id)),
    ...links,
  ];
  const found = decisive.map(({ outcome }) => outcome).find(isLinkOutcome);
  return found ?? 'NOT-TRIED';
}

function isLinkOutcome(outcome: string): outcome is LinkOutcome {
  return (linkOutcomes as readonly string[]).includes(outcome);
}

function foundElsewhere(all: readonly AnyEvidence[]): Verdict['found'] {
  const [found] = evidenceOf(all, 'link.found-address').filter(({ outcome }) => outcome === 'UA');
  return found?.facts.source ? { server: found.facts.source, client: found.facts.client } : null;
}

/** Steps for the verdict, then for every other cause that is proven; where the link opened, no other address is sought. */
function nextOf(code: CauseCode, causes: readonly Cause[], opened: boolean): readonly string[] {
  const others = causes.filter(({ grade }) => opened || grade === 'proven').flatMap((cause) => nextSteps[cause.code]);
  const steps: readonly string[] = [...new Set([...nextSteps[code], ...others])];
  return opened ? steps.filter((step) => step !== 'probe') : steps;
}

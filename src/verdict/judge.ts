/** Computes the verdict from evidence alone. It cannot ask: what was not tested stays not tested. */
import { type AnyEvidence, type CauseCode, type CredentialOutcome, evidenceOf, isAnswer } from '../evidence/index.ts';
import { nextAfterLink, nextOverWrapper, nextSteps } from './next-steps.ts';
import {
  asCredentialOutcome,
  deepest,
  isDenial,
  isLoginAnswer,
  isSilent,
  logins,
  type Setback,
  setbacks,
} from './progress.ts';
import { excludedCauses, remainingCauses } from './remaining.ts';
import { match } from './rule.ts';
import { rules } from './rules.ts';
import { notProvenStatements, notTestedStatements, provenStatements } from './statements.ts';
import type { Cause, Found, Verdict } from './verdict.ts';

/** @param all the evidence of one run, in the order in which it was gathered */
export function judge(all: readonly AnyEvidence[]): Verdict {
  const links = evidenceOf(all, 'link.open');
  const opened = openedLink(all);
  const answeredLogin = logins(all).find(isLoginAnswer);
  const talks = opened !== undefined || answeredLogin !== undefined;
  const stopped = setbacks(all);
  const excluded = excludedCauses(all);
  const causes = causesByRule(all);
  const mute = links.filter(({ outcome, facts }) => !isAnswer(outcome) && facts.source === null && facts.questions > 0);

  if (opened !== undefined) {
    const unheard = links.filter(
      ({ outcome, facts }) =>
        (outcome === 'TIMEOUT' || outcome === 'DM') && facts.credential !== opened.facts.credential,
    );
    const isNamed = causes.some(({ code }) => code === 'reply.late' || code === 'client.wrong');
    if (unheard.length > 0 && !isNamed) {
      const evidence = [...unheard, opened].map(({ id }) => id);
      causes.push({ code: 'client.wrong', grade: 'likely', because: 'one-client-opens-another-not', evidence });
    }
  } else if (mute.length > 0 && mute.length === links.length) {
    if (causes.length === 0) causes.push(...heldHere(all, excluded, mute));
    const silent = mute.filter(isSilent).map(({ id }) => id);
    if (silent.length > 0) causes.push(...remainingCauses('link', excluded, causes, silent));
  }
  const blamed = blamedFor(stopped, causes);
  causes.push(...leftOpen(stopped, blamed, excluded, causes, links.length === 0));

  const code = talks ? codeOfTalking(stopped, blamed) : codeOfMute(all, causes);
  const outcome = outcomeOf(all, code, causes, stopped);
  return {
    code,
    outcome,
    // The cause that gave the verdict its name stands first.
    causes: [...causes.filter((one) => one.code === code), ...causes.filter((one) => one.code !== code)],
    excluded: excluded.filter((one) => !causes.some((cause) => cause.code === one.code && cause.grade === 'proven')),
    proven: provenStatements(all),
    notProven: notProvenStatements(all),
    notTested: notTestedStatements(all),
    next: nextOf(code, causes, opened !== undefined ? 'link' : links.length > 0 ? 'none' : 'wrapper'),
    found: foundOf(all),
  };
}

function openedLink(all: readonly AnyEvidence[]) {
  return [
    ...evidenceOf(all, 'link.open'),
    ...evidenceOf(all, 'link.with-parameters'),
    ...evidenceOf(all, 'link.after-disc'),
  ].find(({ outcome }) => outcome === 'UA');
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

/** The cause that rests on what failed: one that is proven before one that only fits. */
function blamedFor(stopped: readonly Setback[], causes: readonly Cause[]): Cause | undefined {
  const blamed = causes.filter((cause) => stopped.some(({ id }) => cause.evidence.includes(id)));
  return blamed.find(({ grade }) => grade === 'proven') ?? blamed[0];
}

/** A process of this host holds the port, and nothing that was asked says anything else. */
function heldHere(
  all: readonly AnyEvidence[],
  excluded: Verdict['excluded'],
  mute: readonly AnyEvidence[],
): readonly Cause[] {
  const held = evidenceOf(all, 'host.holder').find(({ outcome }) => outcome === 'HELD');
  if (held === undefined || excluded.some(({ code }) => code === 'gateway.busy')) return [];
  const evidence = [held.id, ...mute.map(({ id }) => id)];
  return [{ code: 'gateway.busy', grade: 'likely', because: 'held-here-and-silent', evidence }];
}

/** What remains possible where a login or a reading failed: silence without an explanation, and a lock behind a rejection. */
function leftOpen(
  stopped: readonly Setback[],
  blamed: Cause | undefined,
  excluded: Verdict['excluded'],
  causes: readonly Cause[],
  overWrapper: boolean,
): readonly Cause[] {
  const left: Cause[] = [];
  const silent = stopped.filter(isSilent);
  const [first] = silent;
  if (first !== undefined && (blamed === undefined || !isProvenFor(silent, causes))) {
    const where = first.experiment === 'object.read' ? 'reading' : overWrapper ? 'wrapper' : 'login';
    left.push(
      ...remainingCauses(
        where,
        excluded,
        causes,
        silent.map(({ id }) => id),
      ),
    );
  }
  const secret = causes.find(({ code }) => code === 'login.secret');
  if (secret !== undefined && !causes.some(({ code }) => code === 'login.locked')) {
    left.push({ code: 'login.locked', grade: 'untested', because: 'left-login.locked', evidence: secret.evidence });
  }
  return left;
}

function isProvenFor(silent: readonly Setback[], causes: readonly Cause[]): boolean {
  return causes.some(({ grade, evidence }) => grade === 'proven' && silent.some(({ id }) => evidence.includes(id)));
}

/**
 * A meter that talks is `ok` where everybody got as deep as was asked, whatever else was noticed. A meter that denies a
 * reading talks as well: that is no fault of the line. Any other login or reading that failed is the verdict, even if
 * another set works.
 */
function codeOfTalking(stopped: readonly Setback[], blamed: Cause | undefined): CauseCode {
  const faults = stopped.filter((one) => !isDenial(one));
  if (faults.length === 0) return 'ok';
  if (blamed !== undefined) return blamed.code;
  return faults.some(isSilent) ? 'link.silent' : 'inconclusive';
}

/** Silence that no rule explains keeps its own name. */
function codeOfMute(all: readonly AnyEvidence[], causes: readonly Cause[]): CauseCode {
  const named = causes.find(({ because }) => !because.startsWith('left-'));
  if (named !== undefined) return named.code;
  const asked = [...evidenceOf(all, 'link.open'), ...evidenceOf(all, 'association.open')];
  return asked.some(({ outcome }) => outcome === 'TIMEOUT') ? 'link.silent' : 'inconclusive';
}

/** The outcome that decided: of the evidence behind the verdict's cause, else of what failed first. */
function outcomeOf(
  all: readonly AnyEvidence[],
  code: CauseCode,
  causes: readonly Cause[],
  stopped: readonly Setback[],
): CredentialOutcome {
  if (code === 'ok') return stopped.some(isDenial) ? 'READ-DENIED' : deepest(all);
  const ids = (causes.find((one) => one.code === code) ?? causes[0])?.evidence ?? [];
  const links = evidenceOf(all, 'link.open');
  const behind = (list: readonly AnyEvidence[]) => list.filter(({ id }) => ids.includes(id));
  const decisive: readonly AnyEvidence[] = [
    ...behind(stopped),
    ...behind(links),
    ...behind(all),
    ...stopped,
    ...links,
    ...logins(all),
  ];
  for (const one of decisive) {
    const outcome = asCredentialOutcome(one);
    if (outcome !== null) return outcome;
  }
  return 'NOT-TRIED';
}

function foundOf(all: readonly AnyEvidence[]): Found | null {
  const opened = openedLink(all) ?? evidenceOf(all, 'link.found-address').find(({ outcome }) => outcome === 'UA');
  if (opened !== undefined && opened.facts.source !== null) {
    const { client, server, withParameters } = opened.facts;
    // A meter that leaves its logical device out of its own address was still asked at the one that works.
    const source = opened.facts.source.upper === 0 ? server : opened.facts.source;
    // Asked again alone, the bare form may have been answered after all.
    const bare = evidenceOf(all, 'link.again').some(({ outcome }) => outcome === 'UA');
    return { server: source, client, framing: 'hdlc', negotiation: withParameters && !bare ? 'parameters' : 'bare' };
  }
  const login = evidenceOf(all, 'link.open').length > 0 ? undefined : logins(all).find(isLoginAnswer);
  if (login === undefined) return null;
  return { server: login.facts.server, client: login.facts.client, framing: 'wrapper', negotiation: null };
}

/** Steps for the verdict, then for every other cause that is proven; where the link opened, no other address is sought. */
function nextOf(code: CauseCode, causes: readonly Cause[], reached: 'none' | 'link' | 'wrapper'): readonly string[] {
  const opened = reached === 'link';
  const named = causes.filter(({ because }) => !because.startsWith('left-'));
  const others = named.filter(({ grade }) => opened || grade === 'proven').flatMap((cause) => nextSteps[cause.code]);
  const silence = { none: nextSteps['link.silent'], link: nextAfterLink, wrapper: nextOverWrapper }[reached];
  const own = code === 'link.silent' ? silence : nextSteps[code];
  const steps: readonly string[] = [...new Set<string>([...own, ...others])];
  return opened ? steps.filter((step) => step !== 'probe') : steps;
}

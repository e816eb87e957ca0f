/** Computes the verdict from evidence alone. It cannot ask: what was not tested stays not tested. */
import { type AnyEvidence, type CauseCode, type CredentialOutcome, evidenceOf, isAnswer } from '../evidence/index.ts';
import { excludedCauses } from './exclusions.ts';
import { foundOf, openedLink } from './found.ts';
import {
  nextAfterDenial,
  nextAfterLink,
  nextAfterProbe,
  nextOverWrapper,
  nextSteps,
  nextWhenFound,
} from './next-steps.ts';
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
import { remainingCauses } from './remaining.ts';
import { match, type Rule } from './rule.ts';
import { rules } from './rules.ts';
import { isProbed } from './signs.ts';
import { notProvenStatements, notTestedStatements, provenStatements } from './statements.ts';
import type { Cause, Found, Verdict } from './verdict.ts';

interface Named {
  /** What may keep the meter mute comes before what was merely noticed. */
  readonly causes: readonly Cause[];
  /** Codes that were merely noticed. */
  readonly noticed: ReadonlySet<CauseCode>;
}

/** @param all the evidence of one run, in the order in which it was gathered */
export function judge(all: readonly AnyEvidence[]): Verdict {
  const links = evidenceOf(all, 'link.open');
  const opened = openedLink(all);
  const answeredByHand = evidenceOf(all, 'frame.hand').some(({ outcome }) => outcome === 'ANSWERED');
  const talks = opened !== undefined || logins(all).some(isLoginAnswer) || answeredByHand;
  const stopped = setbacks(all);
  const named = causesByRule(all);
  const mute = links.filter(({ outcome, facts }) => !isAnswer(outcome) && facts.source === null && facts.questions > 0);
  const isMute = opened === undefined && mute.length > 0 && mute.length === links.length;

  const causes = [...named.causes];
  if (isMute && causes.every(({ code }) => named.noticed.has(code))) causes.unshift(...heldHere(all, mute));
  const excluded = excludedCauses(all, causes);
  const explained = causes.some(({ code, grade }) => grade === 'proven' && !named.noticed.has(code));
  const silent = mute.filter(isSilent).map(({ id }) => id);
  if (isMute && !explained && silent.length > 0) causes.push(...remainingCauses('link', all, excluded, causes, silent));
  const blamed = blamedFor(stopped, causes);
  if (talks || !explained) causes.push(...leftOpen(all, stopped, blamed, excluded, causes));

  const code = talks ? codeOfTalking(stopped, blamed, causes) : codeOfMute(all, causes);
  const outcome = outcomeOf(all, code, causes, stopped, talks);
  const found = foundOf(all);
  return {
    code,
    outcome,
    // The cause that gave the verdict its name stands first.
    causes: [...causes.filter((one) => one.code === code), ...causes.filter((one) => one.code !== code)],
    excluded,
    proven: provenStatements(all),
    notProven: notProvenStatements(all),
    notTested: notTestedStatements(all),
    next: nextOf(all, { code, outcome, causes, found }),
    found,
  };
}

/** Every rule that holds, in the order of the table; a cause is named once, by its first rule. */
function causesByRule(all: readonly AnyEvidence[]): Named {
  const causes: Cause[] = [];
  const noticed = new Set<CauseCode>();
  for (const rule of rules as readonly Rule[]) {
    if (causes.some(({ code }) => code === rule.code)) continue;
    const evidence = match(rule, all);
    if (evidence === null) continue;
    causes.push({ code: rule.code, grade: rule.grade, because: rule.because, evidence: evidence.map(({ id }) => id) });
    if (rule.noticed === true) noticed.add(rule.code);
  }
  const isNoticed = ({ code }: Cause) => noticed.has(code);
  return { causes: [...causes.filter((one) => !isNoticed(one)), ...causes.filter(isNoticed)], noticed };
}

/** The cause that rests on what failed: one that is proven before one that only fits. */
function blamedFor(stopped: readonly Setback[], causes: readonly Cause[]): Cause | undefined {
  const blamed = causes.filter((cause) => stopped.some(({ id }) => cause.evidence.includes(id)));
  return blamed.find(({ grade }) => grade === 'proven') ?? blamed[0];
}

/** A process of this host holds the port, and nothing that was asked says anything else. */
function heldHere(all: readonly AnyEvidence[], mute: readonly AnyEvidence[]): readonly Cause[] {
  const held = evidenceOf(all, 'host.holder').find(({ outcome }) => outcome === 'HELD');
  // A gateway that counts its clients, and let us in, keeps nobody waiting.
  const counts = evidenceOf(all, 'gateway.second').some(({ outcome }) => outcome === 'BUSY');
  if (held === undefined || counts) return [];
  const evidence = [held.id, ...mute.map(({ id }) => id)];
  return [{ code: 'gateway.busy', grade: 'likely', because: 'held-here-and-silent', evidence }];
}

/** What remains possible where a login or a reading failed in silence without an explanation. */
function leftOpen(
  all: readonly AnyEvidence[],
  stopped: readonly Setback[],
  blamed: Cause | undefined,
  excluded: Verdict['excluded'],
  causes: readonly Cause[],
): readonly Cause[] {
  const silent = stopped.filter(isSilent);
  const [first] = silent;
  if (first === undefined || (blamed !== undefined && isProvenFor(silent, causes))) return [];
  const reads = first.experiment === 'object.read' || first.experiment === 'object.long';
  const overWrapper = evidenceOf(all, 'link.open').length === 0;
  const where = reads ? 'reading' : overWrapper ? 'wrapper' : 'login';
  const ids = silent.map(({ id }) => id);
  return remainingCauses(where, all, excluded, causes, ids);
}

function isProvenFor(silent: readonly Setback[], causes: readonly Cause[]): boolean {
  return causes.some(({ grade, evidence }) => grade === 'proven' && silent.some(({ id }) => evidence.includes(id)));
}

/**
 * A meter that talks is `ok` where everybody got as deep as was asked, whatever else was noticed. A meter that denies a
 * reading talks as well: that is no fault of the line. Any other login or reading that failed is the verdict, even if
 * another set works.
 */
function codeOfTalking(stopped: readonly Setback[], blamed: Cause | undefined, causes: readonly Cause[]): CauseCode {
  const faults = stopped.filter((one) => !isDenial(one));
  // It talked, and does not any more.
  const hangs = causes.find(({ because }) => because === 'answered-and-stopped');
  if (faults.length === 0) return hangs?.code ?? 'ok';
  if (blamed !== undefined) return blamed.code;
  return faults.some(isSilent) ? 'link.silent' : 'inconclusive';
}

/** Silence that no rule explains keeps its own name. */
function codeOfMute(all: readonly AnyEvidence[], causes: readonly Cause[]): CauseCode {
  const named = causes.find(({ because }) => !because.startsWith('left-'));
  if (named !== undefined) return named.code;
  const asked = [
    ...evidenceOf(all, 'link.open'),
    ...evidenceOf(all, 'association.open'),
    ...evidenceOf(all, 'frame.hand'),
  ];
  return asked.some(({ outcome }) => outcome === 'TIMEOUT') ? 'link.silent' : 'inconclusive';
}

/** The outcome that decided: of the evidence behind the verdict's cause, else of what failed first. */
function outcomeOf(
  all: readonly AnyEvidence[],
  code: CauseCode,
  causes: readonly Cause[],
  stopped: readonly Setback[],
  talks: boolean,
): CredentialOutcome {
  const byHand = evidenceOf(all, 'frame.hand');
  if (code === 'ok' && byHand.length === 0) return stopped.some(isDenial) ? 'READ-DENIED' : deepest(all);
  const ids = (causes.find((one) => one.code === code) ?? causes[0])?.evidence ?? [];
  const links = evidenceOf(all, 'link.open');
  const behind = (list: readonly AnyEvidence[]) => list.filter(({ id }) => ids.includes(id));
  const decisive: readonly AnyEvidence[] = [
    ...behind(stopped),
    ...behind(links),
    // What was found elsewhere explains what the configured settings came to, and is not it.
    ...(talks ? [] : links),
    ...behind(all),
    ...stopped,
    ...links,
    ...logins(all),
    ...byHand,
  ];
  for (const one of decisive) {
    const outcome = asCredentialOutcome(one);
    if (outcome !== null) return outcome;
  }
  return 'NOT-TRIED';
}

/** Steps for the verdict, then for every other cause that is proven; where the link opened, no other address is sought. */
function nextOf(
  all: readonly AnyEvidence[],
  { code, outcome, causes, found }: Pick<Verdict, 'code' | 'outcome' | 'causes'> & { readonly found: Found | null },
): readonly string[] {
  const opened = openedLink(all) !== undefined;
  const probed = isProbed(all);
  const named = causes.filter(({ because }) => !because.startsWith('left-'));
  // Where the meter talks to everybody, nobody is stopped on a suspicion.
  const isGround = ({ code: one, grade }: Cause) =>
    grade === 'proven' || (opened && !(code === 'ok' && one === 'gateway.busy'));
  const others = named.filter(isGround).flatMap((cause) => nextSteps[cause.code]);
  const asked = evidenceOf(all, 'link.open').length > 0;
  const whole = probed && !opened && asked ? nextAfterProbe : nextSteps['link.silent'];
  const silence = opened ? nextAfterLink : asked ? whole : nextOverWrapper;
  const own = code === 'link.silent' ? silence : nextSteps[code];
  const denied = code === 'ok' && outcome === 'READ-DENIED' ? nextAfterDenial : [];
  const keep = probed && found !== null && !opened ? nextWhenFound : [];
  const steps: readonly string[] = [...new Set<string>([...keep, ...own, ...denied, ...others])];
  const needless = new Set([...(opened || probed ? ['probe'] : []), ...(keep.length > 0 ? ['keep-address'] : [])]);
  return steps.filter((step) => !needless.has(step));
}

/** What a test comes to, credential set by credential set: read off the evidence. */
import {
  type AnyEvidence,
  type AssociationOutcome,
  type ConnectOutcome,
  type CredentialOutcome,
  type Evidence,
  type Exchange,
  evidenceOf,
  type LinkOutcome,
  type LinkTarget,
  linkOutcomes,
  type NotAsked,
  type ReadOutcome,
} from '../evidence/index.ts';

export interface CredentialResult extends LinkTarget {
  readonly outcome: CredentialOutcome;
  readonly replyMs: number | null;
  /** Everything that was asked as this set, in order: its link, its login, its reading. */
  readonly exchanges: readonly Exchange[];
  /**
   * Why it was not tried: what became of the attempt to open the line once more, IN-USE where another master talks as
   * that client, or NO-SECRET over the wrapper, where the login is the first question; null where it was tried.
   */
  readonly notTried: ConnectOutcome | 'IN-USE' | 'NO-SECRET' | null;
  /** Null where it was not tried. */
  readonly login: LoginResult | null;
  /** Null where it was not tried. */
  readonly reading: ReadingResult | null;
  /** Why the login was not tried although the link was open; null otherwise. */
  readonly loginNotAsked: NotAsked | null;
}

export interface LoginResult {
  readonly outcome: AssociationOutcome;
  /** By their standard names; null where the meter gave none. */
  readonly result: string | null;
  readonly diagnostic: string | null;
}

export interface ReadingResult {
  readonly outcome: ReadOutcome;
  /** `0-0:1.0.0.255`: what was read, or else asked for last. */
  readonly logicalName: string | null;
  readonly value: string | null;
  /** What is read by a test has none. */
  readonly unit: null;
}

export interface TestRun {
  readonly evidence: readonly AnyEvidence[];
  /** In the order of the plan. */
  readonly credentials: readonly CredentialResult[];
}

/** How the line itself fared: why it could not be opened at all, and what became of opening it once more. */
export interface LineFate {
  readonly failed: ConnectOutcome | 'SELF' | null;
  readonly reopened: ConnectOutcome | null;
  readonly transport: 'hdlc' | 'wrapper';
}

export function credentialResult(
  evidence: readonly AnyEvidence[],
  target: LinkTarget,
  fate: LineFate,
): CredentialResult {
  const link = linkOf(evidence, target);
  const login = loginOf(evidence, target);
  const read = evidenceOf(evidence, 'object.read').find((one) => isOwn(one, target) && one.outcome !== 'NOT-TRIED');
  const asked = link ?? login;
  if (asked === null) return notAskedResult(evidence, target, fate);
  const { replyMs } = link === null ? { replyMs: login?.facts.replyMs ?? null } : linkReply(evidence, target, link);
  return {
    ...target,
    outcome: outcomeOf(link?.outcome ?? null, login?.outcome ?? null, read?.outcome ?? null),
    replyMs,
    exchanges: [...(link?.exchanges ?? []), ...talkOf(evidence, target)],
    notTried: null,
    login: login === null ? null : loginResult(login),
    reading: read === undefined ? null : readingResult(read),
    loginNotAsked: login === null ? whyNoLogin(evidence, target) : null,
  };
}

function isOwn({ facts }: { readonly facts: LinkTarget }, { credential }: LinkTarget): boolean {
  return facts.credential === credential;
}

/** An SNRM that opened the link outweighs an earlier one that did not. */
function linkOf(evidence: readonly AnyEvidence[], target: LinkTarget): Evidence<'link.open'> | null {
  const opened = [...evidenceOf(evidence, 'link.with-parameters'), ...evidenceOf(evidence, 'link.after-disc')].find(
    (one) => isOwn(one, target) && one.outcome === 'UA',
  );
  const found = opened ?? evidenceOf(evidence, 'link.open').find((one) => isOwn(one, target));
  return (found as Evidence<'link.open'> | undefined) ?? null;
}

/** The last attempt that was made as this set; the second one exists only for the public client. */
function loginOf(evidence: readonly AnyEvidence[], target: LinkTarget): Evidence<'association.open'> | null {
  const own = [...evidenceOf(evidence, 'association.open'), ...evidenceOf(evidence, 'association.control')].filter(
    (one) => isOwn(one, target) && one.outcome !== 'NOT-TRIED',
  );
  const [first] = own;
  // Asked once more only to tell something about another client: then the first answer stays what it was.
  const found = first?.outcome === 'EXCEPTION' ? own.at(-1) : first;
  return (found as Evidence<'association.open'> | undefined) ?? null;
}

function whyNoLogin(evidence: readonly AnyEvidence[], target: LinkTarget): NotAsked | null {
  const own = evidenceOf(evidence, 'association.open').find((one) => isOwn(one, target));
  return own?.facts.notAsked ?? null;
}

function linkReply(
  evidence: readonly AnyEvidence[],
  target: LinkTarget,
  { facts }: Evidence<'link.open'>,
): { readonly replyMs: number | null } {
  // Asked several times, nobody knows which question was answered; the one asked again alone tells.
  const again = evidenceOf(evidence, 'link.again').find((one) => isOwn(one, target) && one.outcome === 'UA');
  return { replyMs: facts.questions > 1 ? (again?.facts.replyMs ?? facts.totalMs) : facts.replyMs };
}

/** What was said above the link. */
function talkOf(evidence: readonly AnyEvidence[], target: LinkTarget): readonly Exchange[] {
  return evidence.flatMap((one) =>
    (one.experiment === 'association.open' ||
      one.experiment === 'object.read' ||
      one.experiment === 'association.close') &&
    isOwn(one, target)
      ? one.exchanges
      : [],
  );
}

/**
 * The deepest that was reached. A login that found no answer leaves the set at its link, which did open, and a reading
 * that found none at its login: what became of them stands beside, and in the verdict. HLS-PENDING counts as a login that
 * was not let in: the meter wants more than this set has.
 */
function outcomeOf(
  link: LinkOutcome | null,
  login: AssociationOutcome | null,
  read: ReadOutcome | null,
): CredentialOutcome {
  if (read === 'READ') return 'READ-OK';
  if (read === 'DENIED' || read === 'EXCEPTION') return 'READ-DENIED';
  if (login === 'ACCEPTED') return 'LOGIN-OK';
  if (login === 'REJECTED' || login === 'EXCEPTION' || login === 'HLS-PENDING') return 'LOGIN-REJECTED';
  if (link !== null) return link;
  // Over the wrapper the login is the first question, and what it met has the names that a link attempt has.
  return linkOutcomes.find((outcome) => outcome === login) ?? 'NOT-TRIED';
}

function loginResult({ outcome, facts: { result, diagnostic } }: Evidence<'association.open'>): LoginResult {
  return { outcome, result: result?.name ?? null, diagnostic: diagnostic?.name ?? null };
}

function readingResult({ outcome, facts: { attempts, reading } }: Evidence<'object.read'>): ReadingResult {
  const logicalName = reading?.logicalName ?? attempts.at(-1)?.logicalName ?? null;
  return { outcome, logicalName, value: reading?.value ?? null, unit: null };
}

/** What a set that was never asked came to: the line's own outcome where that stopped everybody. */
function notAskedResult(
  evidence: readonly AnyEvidence[],
  target: LinkTarget,
  { failed, reopened, transport }: LineFate,
): CredentialResult {
  const [listened] = evidenceOf(evidence, 'line.listen');
  const asked = [...evidenceOf(evidence, 'link.open'), ...evidenceOf(evidence, 'association.open')];
  const stopped = asked.filter(({ outcome }) => outcome !== 'NOT-TRIED').at(-1)?.outcome ?? listened?.outcome;
  const noSecret = transport === 'wrapper' && whyNoLogin(evidence, target) === 'no-secret';
  const outcome = failed !== null ? failed : noSecret ? 'NOT-TRIED' : lineOutcome(stopped);
  return {
    ...target,
    outcome: outcome as CredentialOutcome,
    replyMs: null,
    exchanges: listened?.exchanges ?? [],
    notTried: outcome !== 'NOT-TRIED' ? null : noSecret ? 'NO-SECRET' : (reopened ?? 'IN-USE'),
    login: null,
    reading: null,
    loginNotAsked: null,
  };
}

function lineOutcome(stopped: string | undefined): LinkOutcome | 'NOT-TRIED' {
  return stopped === 'BUSY' || stopped === 'CLOSED' || stopped === 'RESET' || stopped === 'TEXT'
    ? stopped
    : 'NOT-TRIED';
}

/** What a test comes to, credential set by credential set: read off the evidence. */
import {
  type AnyEvidence,
  type ConnectOutcome,
  type CredentialOutcome,
  type Exchange,
  evidenceOf,
  type LinkOutcome,
  type LinkTarget,
} from '../evidence/index.ts';

export interface CredentialResult extends LinkTarget {
  readonly outcome: CredentialOutcome;
  readonly replyMs: number | null;
  readonly exchanges: readonly Exchange[];
  /** Why it was not tried: what became of the attempt to open the line once more, or IN-USE where another master talks as that client; null where it was tried. */
  readonly notTried: ConnectOutcome | 'IN-USE' | null;
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
}

/** The result of one credential set; an SNRM with parameters that opened its link outweighs a bare one that did not. */
export function credentialResult(
  evidence: readonly AnyEvidence[],
  target: LinkTarget,
  { failed, reopened }: LineFate,
): CredentialResult {
  const own = ({ facts }: { readonly facts: LinkTarget }) => facts.credential === target.credential;
  const asked =
    evidenceOf(evidence, 'link.with-parameters').find((one) => own(one) && one.outcome === 'UA') ??
    evidenceOf(evidence, 'link.open').find(own);
  if (asked !== undefined) {
    const { outcome, facts, exchanges } = asked;
    // Asked several times, nobody knows which question was answered; the one asked again alone tells.
    const again = evidenceOf(evidence, 'link.again').find((one) => own(one) && one.outcome === 'UA');
    const replyMs = facts.questions > 1 ? (again?.facts.replyMs ?? facts.totalMs) : facts.replyMs;
    return { ...target, outcome, replyMs, exchanges, notTried: null };
  }
  const [listened] = evidenceOf(evidence, 'line.listen');
  const stopped = evidenceOf(evidence, 'link.open').at(-1)?.outcome ?? listened?.outcome;
  const outcome = failed === null ? lineOutcome(stopped) : failed;
  return {
    ...target,
    outcome: outcome as CredentialOutcome,
    replyMs: null,
    exchanges: listened?.exchanges ?? [],
    notTried: outcome === 'NOT-TRIED' ? (reopened ?? 'IN-USE') : null,
  };
}

/** What a set that was never asked came to: the line's own outcome where that stopped everybody. */
function lineOutcome(stopped: string | undefined): LinkOutcome | 'NOT-TRIED' {
  return stopped === 'BUSY' || stopped === 'CLOSED' || stopped === 'RESET' || stopped === 'TEXT'
    ? stopped
    : 'NOT-TRIED';
}

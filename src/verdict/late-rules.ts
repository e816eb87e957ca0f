/**
 * Answers that come after the time-out. One late answer alone proves little: a gateway that lets a second client wait
 * sends its question on when the first has left, and a meter that wakes up answers its first one late. Proven is a meter that
 * is late again and again when nothing of the kind can be left: in a talk whose link had opened in time, or after an earlier
 * late answer.
 */
import { type AnyEvidence, evidenceOf } from '../evidence/index.ts';
import type { Rule } from './rule.ts';
import { answersLate, anyLink, heardOf, isLateItself, isTalk, latecomers, linkFacts } from './signs.ts';

/** A DISC went out as this set and found no answer: a UA that comes now may answer that one. */
const toldToClose = (credential: string, all: readonly AnyEvidence[]) =>
  evidenceOf(all, 'link.disc').some(({ outcome, facts }) => outcome === 'TIMEOUT' && facts.credential === credential);
/** What a probe asks quickly waits less than a reply time-out: what is late there is not late for a meter. */
const quick: ReadonlySet<string> = new Set([
  'address.ask',
  'address.control',
  'client.ask',
  'client.control',
  'negotiation.ask',
  'framing.wrapper',
  'framing.hdlc',
  'signon.ask',
]);
const isQuick = ({ experiment }: AnyEvidence) => quick.has(experiment);
const isOwnAnswerLate = (one: AnyEvidence) => !isQuick(one) && isLateItself(one);
/** An answer to a quick question that would have been late for a patient one too. */
const isQuickAnswerLate = (one: AnyEvidence, all: readonly AnyEvidence[]) => {
  const replyMs = 'replyMs' in one.facts ? (one.facts.replyMs ?? 0) : 0;
  const patient = evidenceOf(all, 'link.open').map(({ facts }) => facts.timeoutMs);
  return isQuick(one) && patient.length > 0 && replyMs > Math.max(...patient);
};
const isLate = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  isOwnAnswerLate(one) ||
  isQuickAnswerLate(one, all) ||
  latecomers(one).some((credential) => !toldToClose(credential, all));

/** An answer of the data phase was late: the link had come about before it, so the gateway served us by then. */
const isTalkLate = (one: AnyEvidence) =>
  (isTalk(one) && isOwnAnswerLate(one)) ||
  (heardOf(one)?.foreign ?? []).some(
    ({ type, answersEarlier }) => answersEarlier !== null && (type === 'I' || type === 'RR' || type === 'RNR'),
  );
const openedInTime = (all: readonly AnyEvidence[]) =>
  all.some((one) => one.outcome === 'UA' && linkFacts(one) !== null && !isLateItself(one));

/** A shorter time-out than this a busy host can miss by itself: what came in time is then seen late. */
const shortestProof = 2000;
function isTimeoutLong(all: readonly AnyEvidence[]): boolean {
  const timeouts = all.flatMap((one) =>
    'timeoutMs' in one.facts && one.facts.timeoutMs > 0 && !isQuick(one) ? [one.facts.timeoutMs] : [],
  );
  return timeouts.length > 0 && Math.min(...timeouts) >= shortestProof;
}

const wasAnswered = ({ facts }: AnyEvidence) => 'replyMs' in facts && facts.replyMs !== null;

/** Late twice and not once in time from then on: a host that is slow now and then makes no such row. */
function isProven(all: readonly AnyEvidence[]): boolean {
  if (!isTimeoutLong(all)) return false;
  const isInTime = (one: AnyEvidence) => !isQuick(one) && wasAnswered(one) && !isLate(one, all);
  const talk = all.filter(isTalkLate);
  if (talk.length >= 2 && openedInTime(all)) return !all.some((one) => isTalk(one) && isInTime(one));
  const own = all.filter(isOwnAnswerLate);
  const [first] = own;
  return own.length >= 2 && first !== undefined && !all.slice(all.indexOf(first)).some(isInTime);
}

/** After the first late answer every one came in time. */
const lateOnlyOnce = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  linkFacts(one) !== null &&
  all.slice(all.indexOf(one) + 1).some(({ outcome, facts }) => outcome === 'UA' && 'late' in facts && !facts.late);

/**
 * The one answer that came too late, after a DISC whose wait is short: it is that DISC's, where a late meter would have
 * answered the questions before it too.
 */
const answersDiscLate = (type: 'UA' | 'DM') => (one: AnyEvidence, all: readonly AnyEvidence[]) => {
  const late = all.flatMap((each) => (heardOf(each)?.foreign ?? []).filter((frame) => frame.answersEarlier !== null));
  const [only] = late;
  if (only?.answersEarlier == null || late.length !== 1 || only.type !== type) return false;
  return heardOf(one)?.foreign.includes(only) === true && toldToClose(only.answersEarlier, all);
};

const anywhere = {
  'link.open': ['UA', 'DM', 'FRMR', 'FOREIGN', 'TIMEOUT'],
  'link.again': ['UA', 'DM', 'FRMR'],
  'link.control': ['UA', 'DM', 'FRMR'],
  'link.patient': ['UA', 'DM', 'FRMR', 'FOREIGN', 'TIMEOUT'],
  'address.ask': ['UA', 'DM', 'FRMR', 'FOREIGN'],
  'line.listen': ['QUIET', 'FOREIGN', 'TEXT', 'TELNET'],
  'association.open': ['ACCEPTED', 'REJECTED', 'EXCEPTION', 'HLS-PENDING', 'TIMEOUT', 'DM', 'FRMR'],
  'association.control': ['ACCEPTED', 'REJECTED', 'EXCEPTION', 'HLS-PENDING', 'TIMEOUT', 'DM', 'FRMR'],
  'object.read': ['READ', 'DENIED', 'EXCEPTION', 'TIMEOUT', 'MALFORMED', 'DM', 'FRMR'],
  'object.long': ['READ', 'DENIED', 'EXCEPTION', 'TIMEOUT', 'MALFORMED', 'DM', 'FRMR'],
} as const;

export const lateRules = [
  {
    because: 'disc-answered-late-snrm-not',
    code: 'link.negotiation',
    grade: 'likely',
    anyOf: { 'link.open': ['TIMEOUT', 'FOREIGN'], 'line.listen': ['QUIET', 'FOREIGN'] },
    noneOf: anyLink,
    where: answersDiscLate('DM'),
  },
  {
    because: 'answer-after-time-out',
    code: 'reply.late',
    grade: 'proven',
    anyOf: anywhere,
    where: (one, all) => isLate(one, all) && isProven(all),
  },
  {
    because: 'late-once-then-in-time',
    code: 'gateway.busy',
    grade: 'likely',
    anyOf: { 'link.open': ['UA'], 'link.patient': ['UA'] },
    where: (one, all) => isLate(one, all) && lateOnlyOnce(one, all) && !isProven(all),
  },
  {
    because: 'answer-after-time-out-once',
    code: 'reply.late',
    grade: 'likely',
    anyOf: anywhere,
    where: isLate,
  },
  {
    because: 'answer-after-time-out-or-disc',
    code: 'reply.late',
    grade: 'likely',
    anyOf: {
      'link.open': ['UA', 'DM', 'FRMR', 'FOREIGN', 'TIMEOUT'],
      'link.patient': ['UA', 'DM', 'FRMR', 'FOREIGN', 'TIMEOUT'],
      'address.ask': ['UA', 'DM', 'FRMR', 'FOREIGN', 'TIMEOUT'],
      'line.listen': ['QUIET', 'FOREIGN', 'TEXT'],
    },
    where: (one, all) => latecomers(one).length > 0 && answersLate(all),
  },
  {
    because: 'disc-confirmed-late',
    code: 'link.stale',
    grade: 'likely',
    anyOf: { 'link.open': ['UA', 'TIMEOUT', 'FOREIGN'], 'line.listen': ['QUIET', 'FOREIGN'] },
    where: answersDiscLate('UA'),
  },
] as const satisfies readonly Rule[];

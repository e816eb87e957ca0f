/**
 * The rules, most telling first. Every rule that holds names its cause; the first one is the verdict. `because` is
 * mandatory: its sentence says why the bytes allow it, and no more than they allow.
 */
import { type AnyEvidence, evidenceOf, type Heard, isAnswer, type LinkFacts } from '../evidence/index.ts';
import { loginRules } from './login-rules.ts';
import { networkRules, says } from './network-rules.ts';
import { pastRules } from './past-rules.ts';
import type { Rule } from './rule.ts';

const heardOf = ({ facts }: AnyEvidence): Heard | null => ('heard' in facts ? facts.heard : null);
const linkFacts = ({ facts }: AnyEvidence): LinkFacts | null => ('questions' in facts ? facts : null);
/** A question of the data phase: what was heard of its answer decides, not the length of its silence. */
const isTalk = ({ facts }: AnyEvidence) => 'notAsked' in facts;
/** Above a link that opened, an echo or a text explains nothing: the link came about beside it. */
const isFirstQuestion = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  !isTalk(one) || evidenceOf(all, 'link.open').length === 0;
/** The far end ended the line before it had sent a byte. */
const wordless = (evidence: AnyEvidence) => heardOf(evidence)?.clocks.bytes === 0;
const isPush = (evidence: AnyEvidence) => {
  const foreign = heardOf(evidence)?.foreign ?? [];
  return foreign.length > 0 && foreign.every(({ type }) => type === 'UI');
};
const strangers = (evidence: AnyEvidence) =>
  (heardOf(evidence)?.foreign ?? []).filter((one) => one.type !== 'UI' && one.answersEarlier === null);
/** Commands, or frames of a running conversation: only another master brings those about. */
const isOtherMaster = (evidence: AnyEvidence) =>
  strangers(evidence).some(({ type }) => type !== 'UA' && type !== 'DM' && type !== 'FRMR');
/** Answers alone may be late ones, to a master that has left; that may have been us. */
const hasStrangeAnswers = (evidence: AnyEvidence) => strangers(evidence).length > 0 && !isOtherMaster(evidence);
/** How long the answer took when it was asked for once more. */
const againMs = (all: readonly AnyEvidence[]) =>
  Math.min(...evidenceOf(all, 'link.again').map(({ facts }) => facts.replyMs ?? Number.POSITIVE_INFINITY));
/** Each of several questions was answered in the end: the meter was slow, not asleep. */
const answeredTwice = (all: readonly AnyEvidence[]) => all.some(({ id }) => id === 'line.listen:doubled');
/** An answer that was complete only after the time-out of its one question, or that came when another was asked. */
const isLate = (one: AnyEvidence, all: readonly AnyEvidence[]) => {
  const facts = linkFacts(one);
  const single = facts?.questions === 1 && facts.replyMs !== null && facts.replyMs > facts.timeoutMs;
  const talk = 'notAsked' in one.facts && one.facts.late;
  return single || talk || facts?.late === true || latecomers(one).some((credential) => !toldToClose(credential, all));
};
/** Whose answers came when they were no longer waited for. */
const latecomers = (one: AnyEvidence) => (heardOf(one)?.foreign ?? []).flatMap((frame) => frame.answersEarlier ?? []);
/** A DISC went out as this set and found no answer: a UA that comes now may answer that one. */
const toldToClose = (credential: string, all: readonly AnyEvidence[]) =>
  evidenceOf(all, 'link.disc').some(({ outcome, facts }) => outcome === 'TIMEOUT' && facts.credential === credential);
const answeredElsewhere = (evidence: AnyEvidence) => linkFacts(evidence)?.source != null;
/** Valid frames came for us, so a text on the same line is something that was put between them. */
const meterAnswered = (all: readonly AnyEvidence[]) =>
  evidenceOf(all, 'link.open').some(({ outcome }) => isAnswer(outcome));
const damagedFrames = (evidence: AnyEvidence) => (heardOf(evidence)?.defects.length ?? 0) > 0;

const anyLink = {
  'link.open': ['UA'],
  'link.again': ['UA'],
  'link.found-address': ['UA'],
  'link.with-parameters': ['UA'],
  'link.after-disc': ['UA'],
} as const;

export const rules = [
  ...networkRules,

  ...loginRules,

  {
    because: 'parameters-needed',
    code: 'link.negotiation',
    grade: 'likely',
    anyOf: { 'link.again': ['TIMEOUT', 'ECHO', 'CLOSED', 'RESET', 'DM', 'FRMR'] },
    allOf: { 'link.with-parameters': ['UA'] },
  },
  {
    because: 'answers-when-awake',
    code: 'meter.slow-wakeup',
    grade: 'likely',
    anyOf: { 'link.open': ['UA'] },
    allOf: { 'link.again': ['UA'] },
    where: (one, all) =>
      (linkFacts(one)?.answeredAfter ?? 1) > 1 && againMs(all) < (linkFacts(one)?.repeatMs ?? 0) && !answeredTwice(all),
  },
  {
    because: 'answer-after-time-out',
    code: 'reply.late',
    grade: 'proven',
    anyOf: {
      'link.open': ['UA', 'DM', 'FRMR', 'FOREIGN', 'TIMEOUT'],
      'link.again': ['UA'],
      'line.listen': ['QUIET', 'FOREIGN', 'TEXT', 'TELNET'],
      'association.open': ['ACCEPTED', 'REJECTED', 'EXCEPTION', 'HLS-PENDING', 'TIMEOUT', 'DM', 'FRMR'],
      'object.read': ['READ', 'DENIED', 'EXCEPTION', 'TIMEOUT', 'MALFORMED', 'DM', 'FRMR'],
    },
    where: isLate,
  },
  {
    because: 'answer-after-time-out-or-disc',
    code: 'reply.late',
    grade: 'likely',
    anyOf: { 'link.open': ['UA', 'DM', 'FRMR', 'FOREIGN', 'TIMEOUT'], 'line.listen': ['QUIET', 'FOREIGN', 'TEXT'] },
    where: (one) => latecomers(one).length > 0,
  },
  {
    because: 'disc-found-link',
    code: 'link.stale',
    grade: 'likely',
    anyOf: { 'link.disc': ['UA'] },
    allOf: { 'link.after-disc': ['UA'] },
  },
  {
    because: 'disc-confirmed',
    code: 'link.stale',
    grade: 'likely',
    anyOf: { 'link.disc': ['UA'] },
  },
  {
    because: 'answer-from-another-address',
    code: 'address.value',
    grade: 'likely',
    anyOf: { 'link.open': ['FOREIGN'] },
    where: answeredElsewhere,
  },

  { because: 'meter-says-disconnected', code: 'link.refused', grade: 'proven', anyOf: { 'link.open': ['DM'] } },
  { because: 'meter-protests', code: 'link.sequence', grade: 'proven', anyOf: { 'link.open': ['FRMR'] } },

  {
    because: 'other-frames-on-line',
    code: 'line.second-master',
    grade: 'proven',
    anyOf: {
      'line.listen': ['FOREIGN'],
      'link.open': ['FOREIGN', 'UA', 'TIMEOUT', 'GARBLED'],
      'association.open': ['ACCEPTED', 'REJECTED', 'TIMEOUT', 'GARBLED'],
      'object.read': ['READ', 'DENIED', 'TIMEOUT', 'GARBLED', 'SEQUENCE'],
    },
    where: isOtherMaster,
  },
  {
    because: 'other-answers-on-line',
    code: 'line.second-master',
    grade: 'likely',
    anyOf: { 'line.listen': ['FOREIGN'], 'link.open': ['FOREIGN'] },
    where: (one) => hasStrangeAnswers(one) && !answeredElsewhere(one),
  },
  {
    because: 'pushes-and-is-mute',
    code: 'meter.push-only',
    grade: 'likely',
    anyOf: { 'line.listen': ['FOREIGN'], 'link.open': ['FOREIGN', 'TIMEOUT'] },
    noneOf: anyLink,
    where: isPush,
  },
  {
    because: 'sign-on-text',
    code: 'meter.mode-e',
    grade: 'likely',
    anyOf: { 'line.listen': ['TEXT'], 'link.open': ['TEXT'] },
    noneOf: anyLink,
    where: (one) => heardOf(one)?.text?.signOn === 'identification',
  },
  {
    because: 'readout-unasked',
    code: 'meter.push-only',
    grade: 'likely',
    anyOf: { 'line.listen': ['TEXT'], 'link.open': ['TEXT'] },
    noneOf: anyLink,
    where: (one) => heardOf(one)?.text?.signOn === 'readout',
  },
  {
    because: 'telnet-commands',
    code: 'gateway.telnet',
    grade: 'proven',
    anyOf: {
      'line.listen': ['TELNET', 'TEXT', 'FOREIGN', 'CLOSED', 'RESET'],
    },
    where: (one) => (heardOf(one)?.telnet.length ?? 0) > 0,
  },
  {
    because: 'text-between-frames',
    code: 'gateway.inserts-bytes',
    grade: 'proven',
    anyOf: { 'line.listen': ['TEXT'], 'link.open': ['UA', 'DM', 'FRMR'] },
    where: (one, all) => heardOf(one)?.text != null && meterAnswered(all),
  },
  {
    because: 'banner-known',
    code: 'gateway.inserts-bytes',
    grade: 'proven',
    anyOf: { 'line.listen': ['TEXT'], 'link.open': ['TEXT'], 'association.open': ['TEXT'] },
    where: (one, all) => says('banner')(one) && isFirstQuestion(one, all),
  },
  {
    because: 'text-instead-of-frames',
    code: 'gateway.inserts-bytes',
    grade: 'likely',
    anyOf: { 'line.listen': ['TEXT'], 'link.open': ['TEXT'], 'association.open': ['TEXT'] },
    where: (one, all) => heardOf(one)?.text?.signOn === null && isFirstQuestion(one, all),
  },
  {
    because: 'garbage-around-answer',
    code: 'gateway.inserts-bytes',
    grade: 'likely',
    anyOf: { 'link.open': ['UA', 'DM', 'FRMR'] },
    where: (one) => heardOf(one)?.text === null && (heardOf(one)?.garbledBytes ?? 0) > 0,
  },
  {
    because: 'own-bytes-come-back',
    code: 'line.echo',
    grade: 'proven',
    anyOf: {
      'link.open': ['ECHO', 'UA', 'DM', 'FRMR', 'GARBLED', 'FOREIGN'],
      'association.open': ['ECHO', 'ACCEPTED', 'REJECTED', 'GARBLED'],
    },
    where: (one, all) => heardOf(one)?.echo === true && isFirstQuestion(one, all),
  },
  {
    because: 'frames-arrive-damaged',
    code: 'line.serial-settings',
    grade: 'likely',
    anyOf: { 'link.open': ['GARBLED'], 'association.open': ['GARBLED'], 'object.read': ['GARBLED'] },
    where: damagedFrames,
  },
  {
    because: 'bytes-are-no-frame',
    code: 'line.serial-settings',
    grade: 'likely',
    anyOf: { 'link.open': ['GARBLED'], 'association.open': ['GARBLED'], 'object.read': ['GARBLED'] },
    where: (one) => !damagedFrames(one) && (!isTalk(one) || (heardOf(one)?.garbledBytes ?? 0) > 0),
  },
  {
    because: 'bytes-missing-in-frames',
    code: 'gateway.flow-control',
    grade: 'likely',
    anyOf: { 'link.open': ['GARBLED'], 'association.open': ['GARBLED'], 'object.read': ['GARBLED'] },
    where: (one) => heardOf(one)?.defects.includes('broken') === true,
  },

  {
    because: 'closed-without-a-word',
    code: 'gateway.busy',
    grade: 'likely',
    anyOf: { 'line.listen': ['CLOSED', 'RESET'] },
    where: wordless,
  },
  {
    because: 'closed-device-lost',
    code: 'gateway.device-error',
    grade: 'likely',
    anyOf: { 'line.listen': ['CLOSED', 'RESET'] },
    where: wordless,
  },
  {
    because: 'closed-on-question',
    code: 'framing.wrapper',
    grade: 'likely',
    anyOf: { 'link.open': ['CLOSED', 'RESET'] },
    noneOf: { ...anyLink, 'line.listen': ['CLOSED', 'RESET'] },
    where: wordless,
  },
  {
    because: 'thrown-out',
    code: 'gateway.busy',
    grade: 'likely',
    anyOf: { 'link.open': ['CLOSED', 'RESET'] },
    noneOf: { ...anyLink, 'line.listen': ['CLOSED', 'RESET'] },
    where: wordless,
  },

  ...pastRules,
] as const satisfies readonly Rule[];

export type RuleBecause = (typeof rules)[number]['because'];

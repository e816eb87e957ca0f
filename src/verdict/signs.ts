/** What a piece of evidence shows beside its outcome, and what of it a run as a whole shows: read by the rules. */
import {
  type AnyEvidence,
  evidenceOf,
  type Heard,
  isAnswer,
  type LinkFacts,
  type LinkOutcome,
} from '../evidence/index.ts';

export const heardOf = ({ facts }: AnyEvidence): Heard | null => ('heard' in facts ? facts.heard : null);
export const linkFacts = ({ facts }: AnyEvidence): LinkFacts | null => ('questions' in facts ? facts : null);
/** A question of the data phase: what was heard of its answer decides, not the length of its silence. */
export const isTalk = ({ facts }: AnyEvidence): boolean => 'notAsked' in facts;
/** The far end ended the line before it had sent a byte. */
export const wordless = (one: AnyEvidence): boolean => heardOf(one)?.clocks.bytes === 0;
export const damagedFrames = (one: AnyEvidence): boolean => (heardOf(one)?.defects.length ?? 0) > 0;

/** Every outcome of a link attempt in which a valid frame came for us. */
export const answers = ['UA', 'DM', 'FRMR'] as const satisfies readonly LinkOutcome[];
/** Nothing came, or nothing but our own bytes. */
export const isSilence = ({ outcome }: AnyEvidence): boolean => outcome === 'TIMEOUT' || outcome === 'ECHO';

export const anyLink = {
  'link.open': ['UA'],
  'link.again': ['UA'],
  'link.found-address': ['UA'],
  'link.with-parameters': ['UA'],
  'link.after-disc': ['UA'],
  'link.after-quiet': ['UA'],
  'link.patient': ['UA'],
  'client.ask': ['UA'],
  'negotiation.ask': ['UA'],
} as const;

/** Every way in which a meter can have shown that it speaks HDLC. */
export const anyHdlcAnswer = {
  'link.open': answers,
  'link.again': answers,
  'link.with-parameters': answers,
  'link.found-address': answers,
  'link.after-disc': answers,
  'link.after-quiet': answers,
  'link.patient': answers,
  'link.disc': ['UA', 'DM'],
  'address.ask': answers,
  'client.ask': answers,
  'negotiation.ask': answers,
} as const;

/** A valid frame for us came from some address, in HDLC. */
export const speaksHdlc = (all: readonly AnyEvidence[]): boolean =>
  all.some(
    ({ experiment, facts, outcome }) =>
      ('source' in facts && facts.source !== null) ||
      (experiment === 'link.disc' && (outcome === 'UA' || outcome === 'DM')),
  );

/** Above a link that opened, an echo or a text explains nothing: the link came about beside it. */
export const isFirstQuestion = (one: AnyEvidence, all: readonly AnyEvidence[]): boolean =>
  !isTalk(one) || evidenceOf(all, 'link.open').length === 0;

/** Valid frames came for us, so a text on the same line is something that was put between them. */
export const meterAnswered = (all: readonly AnyEvidence[]): boolean =>
  all.some(({ facts, outcome }) => 'questions' in facts && isAnswer(outcome as LinkOutcome));

export const negotiatesTelnet = (all: readonly AnyEvidence[]): boolean =>
  evidenceOf(all, 'line.listen').some(({ facts }) => facts.heard.telnet.length > 0);

const strangers = (one: AnyEvidence) =>
  (heardOf(one)?.foreign ?? []).filter(({ type, answersEarlier }) => type !== 'UI' && answersEarlier === null);
/** Commands, or frames of a running conversation. */
export const hearsConversation = (one: AnyEvidence): boolean =>
  strangers(one).some(({ type }) => type !== 'UA' && type !== 'DM' && type !== 'FRMR');
/** Answers alone may be late ones, to a master that has left; that may have been us. */
export const hearsStrangeAnswers = (one: AnyEvidence): boolean => strangers(one).length > 0 && !hearsConversation(one);

/**
 * Another master talks now: it was heard to command, or both sides of its conversation were heard. Frames of a meter alone
 * may be the rest of an answer to somebody who has left; frames of a client of ours may be our own, come back late.
 */
export function isOtherMasterSure(all: readonly AnyEvidence[]): boolean {
  const ours = new Set(all.flatMap(({ facts }) => ('client' in facts ? [facts.client] : [])));
  const isOurs = ({ upper, width }: { readonly upper: number; readonly width: number }) =>
    width === 1 && ours.has(upper);
  const frames = all.flatMap(strangers).filter(({ from }) => !isOurs(from));
  const side = ({ upper, lower, width }: (typeof frames)[number]['from']) => `${upper}/${lower}:${width}`;
  return frames.some(
    ({ type, from, to }) =>
      type === 'SNRM' ||
      type === 'DISC' ||
      frames.some((other) => side(other.from) === side(to) && side(other.to) === side(from)),
  );
}

/** Whose answers came when they were no longer waited for. */
export const latecomers = (one: AnyEvidence): readonly string[] =>
  (heardOf(one)?.foreign ?? []).flatMap((frame) => frame.answersEarlier ?? []);
/** The answer to the question itself came after its time-out. Of several questions nobody knows which was answered. */
export const isLateItself = ({ facts }: AnyEvidence): boolean => {
  if ('late' in facts && facts.late) return true;
  if (!('replyMs' in facts) || 'notAsked' in facts || facts.replyMs === null) return false;
  return (!('questions' in facts) || facts.questions === 1) && facts.replyMs > facts.timeoutMs;
};
/** Answers came, and too late: then no silence of this run says more than that. */
export const answersLate = (all: readonly AnyEvidence[]): boolean =>
  all.some((one) => isLateItself(one) || latecomers(one).length > 0);

/**
 * Nothing of this run arrived late, damaged, or from others: then an answer can be set against a silence. Without that a
 * silence may be an answer that was lost.
 */
export function isOrderly(all: readonly AnyEvidence[]): boolean {
  const spoilt = (one: AnyEvidence) =>
    damagedFrames(one) || (heardOf(one)?.garbledBytes ?? 0) > 0 || strangers(one).length > 0;
  return !answersLate(all) && !all.some(spoilt);
}

const swallowed = /^(?:..)*?(?:11|13|ff)/;
/** A question with an octet in it that devices on the way take for themselves: XON, XOFF, FF. It may never have arrived. */
export const mayBeSwallowed = ({ exchanges }: AnyEvidence): boolean =>
  exchanges.some(({ sent }) => sent !== null && swallowed.test(sent));

/** Bytes by hand went out: a question was asked, whatever it was. */
export const isHandSent = (all: readonly AnyEvidence[]): boolean =>
  evidenceOf(all, 'frame.hand').some(({ exchanges }) => exchanges.some(({ sent }) => sent !== null));

/** A probe asked: then what is left was left by it. */
export function isProbed(all: readonly AnyEvidence[]): boolean {
  return all.some(({ experiment }) => probing.has(experiment));
}

const probing: ReadonlySet<string> = new Set([
  'address.ask',
  'client.ask',
  'negotiation.ask',
  'framing.wrapper',
  'framing.hdlc',
  'echo.ask',
  'signon.ask',
  'link.patient',
  'link.after-quiet',
  'gateway.free',
]);

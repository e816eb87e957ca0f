/** What was heard on the line beside the answers to our questions: other masters, pushes, echo, and damaged bytes. */
import { type AnyEvidence, evidenceOf, flowOctetsMissing } from '../evidence/index.ts';
import type { Rule } from './rule.ts';
import {
  anyHdlcAnswer,
  anyLink,
  damagedFrames,
  heardOf,
  hearsConversation,
  hearsStrangeAnswers,
  isFirstQuestion,
  isOtherMasterSure,
  isTalk,
  linkFacts,
  meterAnswered,
} from './signs.ts';

const isPush = (one: AnyEvidence) => {
  const foreign = heardOf(one)?.foreign ?? [];
  return foreign.length > 0 && foreign.every(({ type }) => type === 'UI');
};
const answeredElsewhere = (one: AnyEvidence) => linkFacts(one)?.source != null;

/**
 * How many questions came back whole. Another master's question may be the very same bytes, once; that each of several
 * comes back is no chance.
 */
function questionsEchoed(all: readonly AnyEvidence[]): number {
  return all
    .flatMap(({ exchanges }) => exchanges)
    .filter(
      ({ sent, received }) =>
        sent !== null &&
        received
          .map(({ hex }) => hex)
          .join('')
          .includes(sent),
    ).length;
}
const hearsEcho = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  (one.outcome === 'ECHO' || heardOf(one)?.echo === true) && isFirstQuestion(one, all);

const whereEchoIsHeard = {
  'link.open': ['ECHO', 'UA', 'DM', 'FRMR', 'GARBLED', 'FOREIGN', 'TEXT'],
  'association.open': ['ECHO', 'ACCEPTED', 'REJECTED', 'GARBLED'],
  'echo.ask': ['ECHO'],
  'address.ask': ['ECHO', 'UA', 'DM', 'FRMR'],
  'link.patient': ['ECHO'],
} as const;
const questions = { 'link.open': ['GARBLED'], 'association.open': ['GARBLED'], 'object.read': ['GARBLED'] } as const;
const garbled = {
  ...questions,
  'address.ask': ['GARBLED'],
  'client.ask': ['GARBLED'],
  'link.patient': ['GARBLED'],
  'framing.wrapper': ['GARBLED'],
  'framing.hdlc': ['GARBLED'],
  'object.long': ['GARBLED'],
} as const;

/** Where one frame is whole but for its 11 and 13, the rest of its octets came right: so did speed and parity. */
const lacksFlowOctets = (one: AnyEvidence) => heardOf(one)?.defects.includes(flowOctetsMissing) === true;

export const lineRules = [
  {
    because: 'other-frames-on-line',
    code: 'line.second-master',
    grade: 'proven',
    anyOf: {
      'line.listen': ['FOREIGN', 'TELNET', 'TEXT'],
      'link.open': ['FOREIGN', 'UA', 'TIMEOUT', 'GARBLED'],
      'link.patient': ['FOREIGN', 'UA'],
      'address.ask': ['FOREIGN', 'UA', 'DM', 'FRMR'],
      'association.open': ['ACCEPTED', 'REJECTED', 'TIMEOUT', 'GARBLED'],
      'object.read': ['READ', 'DENIED', 'TIMEOUT', 'GARBLED', 'SEQUENCE'],
    },
    where: (one, all) => hearsConversation(one) && isOtherMasterSure(all),
  },
  {
    because: 'frames-to-another-client',
    code: 'line.second-master',
    grade: 'likely',
    anyOf: {
      'line.listen': ['FOREIGN', 'TELNET', 'TEXT'],
      'link.open': ['FOREIGN', 'UA', 'TIMEOUT', 'GARBLED'],
      'link.patient': ['FOREIGN', 'UA'],
      'address.ask': ['FOREIGN'],
      'association.open': ['ACCEPTED', 'REJECTED', 'TIMEOUT', 'GARBLED'],
      'object.read': ['READ', 'DENIED', 'TIMEOUT', 'GARBLED', 'SEQUENCE'],
    },
    where: hearsConversation,
  },
  {
    because: 'other-answers-on-line',
    code: 'line.second-master',
    grade: 'likely',
    anyOf: { 'line.listen': ['FOREIGN'], 'link.open': ['FOREIGN'], 'link.patient': ['FOREIGN'] },
    where: (one) => hearsStrangeAnswers(one) && !answeredElsewhere(one),
  },
  {
    because: 'pushes-and-is-mute',
    code: 'meter.push-only',
    grade: 'likely',
    anyOf: {
      'line.listen': ['FOREIGN'],
      'link.open': ['FOREIGN', 'TIMEOUT'],
      'link.patient': ['FOREIGN', 'TIMEOUT'],
      'address.ask': ['FOREIGN', 'TIMEOUT'],
    },
    noneOf: anyHdlcAnswer,
    where: isPush,
  },
  {
    because: 'readout-unasked',
    code: 'meter.push-only',
    grade: 'likely',
    anyOf: { 'line.listen': ['TEXT'], 'link.open': ['TEXT'], 'link.patient': ['TEXT'] },
    noneOf: anyLink,
    where: (one) => heardOf(one)?.text?.signOn === 'readout',
  },
  {
    because: 'own-bytes-come-back',
    code: 'line.echo',
    grade: 'proven',
    noticed: true,
    anyOf: whereEchoIsHeard,
    where: (one, all) => hearsEcho(one, all) && questionsEchoed(all) >= 2,
  },
  {
    because: 'own-bytes-come-back-once',
    code: 'line.echo',
    grade: 'likely',
    noticed: true,
    anyOf: whereEchoIsHeard,
    where: hearsEcho,
  },
  {
    because: 'flow-octets-repair-frames',
    code: 'gateway.flow-control',
    grade: 'likely',
    anyOf: garbled,
    where: lacksFlowOctets,
  },
  {
    because: 'some-frames-damaged',
    code: 'gateway.flow-control',
    grade: 'likely',
    anyOf: garbled,
    // Where other frames of the meter come whole, speed and parity are right.
    where: (one, all) => damagedFrames(one) && meterAnswered(all),
  },
  {
    because: 'frames-arrive-damaged',
    code: 'line.serial-settings',
    grade: 'likely',
    anyOf: garbled,
    where: damagedFrames,
  },
  {
    because: 'bytes-are-no-frame',
    code: 'line.serial-settings',
    grade: 'likely',
    anyOf: garbled,
    where: (one) => !damagedFrames(one) && (!isTalk(one) || (heardOf(one)?.garbledBytes ?? 0) > 0),
  },
  {
    because: 'sign-on-answered-in-garbage',
    code: 'meter.mode-e',
    grade: 'likely',
    anyOf: { 'signon.ask': ['GARBLED'] },
    noneOf: anyHdlcAnswer,
    where: (_, all) => evidenceOf(all, 'link.open').every(({ outcome }) => outcome === 'TIMEOUT' || outcome === 'ECHO'),
  },
  {
    because: 'sign-on-answered-in-garbage-too',
    code: 'line.serial-settings',
    grade: 'likely',
    anyOf: { 'signon.ask': ['GARBLED'] },
    noneOf: anyHdlcAnswer,
  },
  {
    because: 'bytes-missing-in-frames',
    code: 'gateway.flow-control',
    grade: 'likely',
    anyOf: garbled,
    where: (one) => heardOf(one)?.defects.includes('broken') === true,
  },
] as const satisfies readonly Rule[];

/**
 * What it means that a question above the link found no answer, or none that fits: telnet, sequence numbers, segmentation,
 * a client that is not served.
 */
import {
  type AnyEvidence,
  type AssociationFacts,
  evidenceOf,
  type Protest,
  type ReadFacts,
} from '../evidence/index.ts';
import { isOwnCut } from './progress.ts';
import type { Rule } from './rule.ts';
import { answersLate, negotiatesTelnet } from './signs.ts';

const login = ({ experiment, facts }: AnyEvidence): AssociationFacts | null =>
  experiment === 'association.open' || experiment === 'association.control' || experiment === 'association.ffff'
    ? facts
    : null;
const asked = (one: AnyEvidence): AssociationFacts | ReadFacts | null =>
  one.experiment === 'object.read' || one.experiment === 'object.long' ? one.facts : login(one);
const protest = (one: AnyEvidence): Protest | null => asked(one)?.protest ?? null;
/** Another client SAP got an association in the same run. */
const otherServed = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  [...evidenceOf(all, 'association.open'), ...evidenceOf(all, 'association.control')].some(
    ({ outcome, facts }) => outcome === 'ACCEPTED' && facts.client !== login(one)?.client,
  );
/** A question with FF in it met silence, and one without was answered on the same line. */
const ffUnanswered = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  asked(one)?.carriedFf === true &&
  asked(one)?.begun === null &&
  !answersLate(all) &&
  all.some(({ outcome }) => outcome === 'UA' || outcome === 'ACCEPTED');
const overWrapper = (all: readonly AnyEvidence[]) => evidenceOf(all, 'link.open').length === 0;
/** An answer began, in segments or blocks, and did not end. */
const brokeOff = (one: AnyEvidence) => asked(one)?.begun != null;
/** The short object came in the same association, before or after the long one was asked. */
const shortOneWorked = ({ facts }: AnyEvidence) =>
  'attempts' in facts && 'reading' in facts && facts.attempts.length > 1 && facts.reading !== null;
const outOfSequence = (one: AnyEvidence) => asked(one)?.remarks.includes('frame-out-of-sequence') === true;

export const serviceRules = [
  {
    because: 'telnet-port-and-ff-unanswered',
    code: 'gateway.telnet',
    grade: 'proven',
    anyOf: {
      'association.open': ['TIMEOUT', 'GARBLED'],
      'association.ffff': ['TIMEOUT', 'GARBLED'],
      'object.read': ['TIMEOUT', 'GARBLED'],
    },
    where: (one, all) => negotiatesTelnet(all) && ffUnanswered(one, all),
  },
  {
    because: 'ffff-unanswered',
    code: 'gateway.telnet',
    grade: 'likely',
    anyOf: { 'association.ffff': ['TIMEOUT', 'GARBLED'] },
    allOf: { 'association.open': ['ACCEPTED', 'REJECTED', 'HLS-PENDING'] },
    where: (_, all) => !answersLate(all),
  },
  {
    because: 'ff-unanswered',
    code: 'gateway.telnet',
    grade: 'likely',
    anyOf: { 'association.open': ['TIMEOUT'], 'object.read': ['TIMEOUT'] },
    noneOf: { 'association.ffff': ['ACCEPTED', 'REJECTED', 'HLS-PENDING'] },
    where: ffUnanswered,
  },

  {
    because: 'protest-too-long',
    code: 'link.negotiation',
    grade: 'proven',
    anyOf: { 'association.open': ['FRMR'], 'object.read': ['FRMR'] },
    where: (one) => protest(one)?.reasons.includes('information-too-long') === true,
  },
  {
    because: 'protest-numbers',
    code: 'link.sequence',
    grade: 'proven',
    anyOf: { 'association.open': ['FRMR'], 'object.read': ['FRMR'] },
    // Where the meter gives a reason of its own, its numbers may be filled in without thought.
    where: (one) =>
      (protest(one)?.sent ?? null) !== null &&
      protest(one)?.sent !== protest(one)?.expected &&
      protest(one)?.reasons.length === 0,
  },
  {
    because: 'first-frame-rejected',
    code: 'link.negotiation',
    grade: 'likely',
    anyOf: { 'association.open': ['FRMR'] },
    where: (one) =>
      protest(one)?.reasons.some(
        (reason) => reason === 'undefined-control' || reason === 'information-not-permitted',
      ) === true,
  },
  {
    because: 'protest-in-conversation',
    code: 'link.sequence',
    grade: 'likely',
    anyOf: { 'association.open': ['FRMR'], 'object.read': ['FRMR'] },
    where: (one) => protest(one)?.reasons.includes('information-too-long') !== true,
  },
  {
    because: 'long-answer-damaged',
    code: 'gateway.flow-control',
    grade: 'likely',
    anyOf: { 'object.long': ['GARBLED'] },
    where: shortOneWorked,
  },
  {
    because: 'answer-broke-off',
    code: 'transfer.segmentation',
    grade: 'likely',
    anyOf: {
      'association.open': ['TIMEOUT', 'GARBLED', 'CLOSED', 'RESET', 'DM', 'FRMR'],
      'object.read': ['TIMEOUT', 'GARBLED', 'SEQUENCE', 'ENDLESS', 'CLOSED', 'RESET', 'DM', 'FRMR'],
      'object.long': ['TIMEOUT', 'GARBLED', 'SEQUENCE', 'ENDLESS', 'CLOSED', 'RESET', 'DM', 'FRMR'],
    },
    where: (one) => brokeOff(one) && !isOwnCut(one),
  },
  {
    because: 'long-one-dies',
    code: 'transfer.segmentation',
    grade: 'likely',
    anyOf: { 'object.long': ['TIMEOUT', 'SEQUENCE', 'ENDLESS', 'CLOSED', 'RESET', 'DM', 'FRMR'] },
    where: (one, all) => shortOneWorked(one) && !isOwnCut(one) && !answersLate(all),
  },
  {
    because: 'long-one-dies-with-ff',
    code: 'gateway.telnet',
    grade: 'likely',
    anyOf: { 'object.long': ['TIMEOUT'] },
    where: (one, all) => asked(one)?.carriedFf === true && !answersLate(all),
  },
  {
    because: 'numbers-out-of-step',
    code: 'link.sequence',
    grade: 'likely',
    anyOf: {
      'association.open': ['GARBLED', 'TIMEOUT'],
      'object.read': ['SEQUENCE', 'GARBLED', 'TIMEOUT'],
      'object.long': ['SEQUENCE', 'GARBLED', 'TIMEOUT'],
    },
    where: outOfSequence,
  },
  {
    because: 'one-client-served-another-not',
    code: 'client.wrong',
    grade: 'likely',
    anyOf: { 'association.open': ['TIMEOUT', 'DM', 'CLOSED', 'RESET'] },
    where: (one, all) => otherServed(one, all) && !answersLate(all),
  },
  {
    because: 'link-lost',
    code: 'link.sequence',
    grade: 'likely',
    anyOf: { 'association.open': ['DM'], 'object.read': ['DM'] },
  },
  {
    because: 'closed-on-aarq',
    code: 'framing.hdlc',
    grade: 'likely',
    anyOf: { 'association.open': ['CLOSED', 'RESET'] },
    noneOf: { 'association.open': ['ACCEPTED', 'REJECTED', 'EXCEPTION', 'HLS-PENDING'] },
    where: (_, all) => overWrapper(all),
  },
  {
    because: 'thrown-out',
    code: 'gateway.busy',
    grade: 'likely',
    anyOf: { 'association.open': ['CLOSED', 'RESET'] },
    noneOf: { 'association.open': ['ACCEPTED', 'REJECTED', 'EXCEPTION', 'HLS-PENDING'] },
    where: (_, all) => overWrapper(all),
  },
  {
    because: 'answer-unreadable',
    code: 'inconclusive',
    grade: 'likely',
    anyOf: { 'association.open': ['GARBLED'], 'object.read': ['MALFORMED'], 'object.long': ['MALFORMED'] },
    where: (one) => (asked(one)?.heard?.garbledBytes ?? 0) === 0 && asked(one)?.heard?.defects.length === 0,
  },
] as const satisfies readonly Rule[];

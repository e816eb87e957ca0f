/**
 * The rules above the link: what a login or a reading that failed means. Of the secret only the meter's own diagnostic
 * speaks; silence never does.
 */
import {
  type AnyEvidence,
  type AssociationFacts,
  evidenceOf,
  type Protest,
  type ReadFacts,
} from '../evidence/index.ts';
import type { Rule } from './rule.ts';

const login = ({ experiment, facts }: AnyEvidence): AssociationFacts | null =>
  experiment === 'association.open' || experiment === 'association.control' ? facts : null;
const asked = (one: AnyEvidence): AssociationFacts | ReadFacts | null =>
  one.experiment === 'object.read' ? one.facts : login(one);
const protest = (one: AnyEvidence): Protest | null => asked(one)?.protest ?? null;

/** The number of the meter's diagnostic as the service user; null where there is none. */
const diagnostic = (one: AnyEvidence): number | null => {
  const told = login(one)?.diagnostic;
  return told?.source === 'acse-service-user' ? told.code : null;
};
const says =
  (...codes: readonly number[]) =>
  (one: AnyEvidence) => {
    const code = diagnostic(one);
    return code !== null && codes.includes(code) && login(one)?.serviceError === null;
  };
const authenticationFailure = 13;
const initiate = 6;
const transient = 2;
const sentSecret = (one: AnyEvidence) => (login(one)?.secretOctets ?? null) !== null;
const notPossible = (one: AnyEvidence) => {
  const exception = login(one)?.exception;
  return exception?.state.code === 1 && exception.service.code === 1;
};
/** Another client SAP got an association in the same run. */
const otherServed = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  [...evidenceOf(all, 'association.open'), ...evidenceOf(all, 'association.control')].some(
    ({ outcome, facts }) => outcome === 'ACCEPTED' && facts.client !== login(one)?.client,
  );
const negotiatesTelnet = (all: readonly AnyEvidence[]) =>
  evidenceOf(all, 'line.listen').some(({ facts }) => facts.heard.telnet.length > 0);
/** Answers came, and too late: then no silence of this run says more than that. */
const answersLate = (all: readonly AnyEvidence[]) =>
  all.some(
    ({ facts }) =>
      ('late' in facts && facts.late) ||
      ('heard' in facts && facts.heard?.foreign.some(({ answersEarlier }) => answersEarlier !== null) === true),
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
const outOfSequence = (one: AnyEvidence) => asked(one)?.remarks.includes('frame-out-of-sequence') === true;

export const loginRules = [
  {
    because: 'meter-says-authentication-failure',
    code: 'login.secret',
    grade: 'proven',
    anyOf: { 'association.open': ['REJECTED'] },
    where: (one) => says(authenticationFailure)(one) && sentSecret(one),
  },
  {
    because: 'rejected-for-now',
    code: 'login.locked',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED'] },
    where: (one) => says(authenticationFailure)(one) && sentSecret(one) && login(one)?.result?.code === transient,
  },
  {
    because: 'meter-names-mechanism',
    code: 'login.mechanism',
    grade: 'proven',
    anyOf: { 'association.open': ['REJECTED'] },
    where: says(11, 12, 14),
  },
  {
    because: 'meter-waits-for-hls',
    code: 'login.mechanism',
    grade: 'proven',
    anyOf: { 'association.open': ['HLS-PENDING'] },
  },
  {
    because: 'authentication-failure-without-secret',
    code: 'login.mechanism',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED'] },
    where: (one) => says(authenticationFailure)(one) && !sentSecret(one),
  },
  {
    because: 'meter-names-context',
    code: 'login.context',
    grade: 'proven',
    anyOf: { 'association.open': ['REJECTED'] },
    where: says(2),
  },
  {
    because: 'initiate-error',
    code: 'login.context',
    grade: 'proven',
    anyOf: { 'association.open': ['REJECTED', 'EXCEPTION'] },
    where: (one) => login(one)?.serviceError?.kind.code === initiate,
  },
  {
    because: 'other-error-to-aarq',
    code: 'login.context',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED', 'EXCEPTION'] },
    where: (one) =>
      login(one)?.serviceError != null ||
      says(3, 4, 5, 6, 7, 8, 9, 10)(one) ||
      login(one)?.diagnostic?.name === 'no-common-acse-version',
  },
  {
    because: 'answers-with-short-names',
    code: 'login.context',
    grade: 'likely',
    anyOf: { 'association.open': ['ACCEPTED'], 'association.control': ['ACCEPTED'] },
    where: (one) => login(one)?.shortNames === true,
  },
  {
    because: 'possible-after-disc',
    code: 'link.stale',
    grade: 'likely',
    anyOf: { 'association.open': ['EXCEPTION'] },
    allOf: { 'association.control': ['ACCEPTED'] },
    where: notPossible,
  },
  {
    because: 'not-possible-now',
    code: 'link.stale',
    grade: 'likely',
    anyOf: { 'association.open': ['EXCEPTION'], 'association.control': ['EXCEPTION'] },
    where: notPossible,
  },
  {
    because: 'aarq-not-allowed',
    code: 'client.wrong',
    grade: 'likely',
    anyOf: { 'association.open': ['EXCEPTION'] },
    where: (one) => login(one)?.exception != null && !notPossible(one),
  },
  {
    because: 'rejected-without-reason',
    code: 'client.wrong',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED'] },
    where: (one) => login(one)?.serviceError === null && (login(one)?.diagnostic?.code ?? 0) <= 1,
  },

  {
    because: 'telnet-port-and-ff-unanswered',
    code: 'gateway.telnet',
    grade: 'proven',
    anyOf: { 'association.open': ['TIMEOUT', 'GARBLED'], 'object.read': ['TIMEOUT', 'GARBLED'] },
    where: (one, all) => negotiatesTelnet(all) && ffUnanswered(one, all),
  },
  {
    because: 'ff-unanswered',
    code: 'gateway.telnet',
    grade: 'likely',
    anyOf: { 'association.open': ['TIMEOUT'], 'object.read': ['TIMEOUT'] },
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
    where: (one) => (protest(one)?.sent ?? null) !== null && protest(one)?.sent !== protest(one)?.expected,
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
    because: 'answer-broke-off',
    code: 'transfer.segmentation',
    grade: 'likely',
    anyOf: {
      'association.open': ['TIMEOUT', 'GARBLED', 'CLOSED', 'RESET', 'DM', 'FRMR'],
      'object.read': ['TIMEOUT', 'GARBLED', 'SEQUENCE', 'ENDLESS', 'CLOSED', 'RESET', 'DM', 'FRMR'],
    },
    where: brokeOff,
  },
  {
    because: 'numbers-out-of-step',
    code: 'link.sequence',
    grade: 'likely',
    anyOf: { 'association.open': ['GARBLED', 'TIMEOUT'], 'object.read': ['SEQUENCE', 'GARBLED', 'TIMEOUT'] },
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
    grade: 'proven',
    anyOf: { 'association.open': ['GARBLED'], 'object.read': ['MALFORMED'] },
    where: (one) => (asked(one)?.heard?.garbledBytes ?? 0) === 0 && asked(one)?.heard?.defects.length === 0,
  },
] as const satisfies readonly Rule[];

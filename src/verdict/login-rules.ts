/**
 * What an answer to an AARQ means that is no acceptance. Of the secret only the meter's own diagnostic speaks; silence never
 * does. Even that diagnostic does not tell a wrong secret from a lock after earlier failures, which refuses the right one
 * too: both are named, and neither is proven.
 */
import type { AnyEvidence, AssociationFacts } from '../evidence/index.ts';
import type { Rule } from './rule.ts';

const login = ({ experiment, facts }: AnyEvidence): AssociationFacts | null =>
  experiment === 'association.open' || experiment === 'association.control' ? facts : null;

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
/** Initiate errors that name what is not taken: version, conformance, PDU size; the others name nothing. */
const namedParts: readonly number[] = [1, 2, 3];
const namesPart = (one: AnyEvidence) => {
  const error = login(one)?.serviceError ?? null;
  return error?.kind.code === initiate && namedParts.includes(error.value.code);
};
const sentSecret = (one: AnyEvidence) => (login(one)?.secretOctets ?? null) !== null;
const notPossible = (one: AnyEvidence) => {
  const exception = login(one)?.exception;
  return exception?.state.code === 1 && exception.service.code === 1;
};
/** The service field of an exception response (Green Book 9.5), and deciphering-error of a service error. */
const decipheringError = 5;
const counterError = 6;
const isException = (code: number) => (one: AnyEvidence) => login(one)?.exception?.service.code === code;
const isDecipheringError = (one: AnyEvidence) => {
  const error = login(one)?.serviceError ?? null;
  return isException(decipheringError)(one) || (error?.kind.code === 0 && error.value.code === 6);
};

export const loginRules = [
  {
    because: 'rejected-for-now',
    code: 'login.locked',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED'] },
    where: (one) => says(authenticationFailure)(one) && sentSecret(one) && login(one)?.result?.code === transient,
  },
  {
    because: 'meter-says-authentication-failure',
    code: 'login.secret',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED'] },
    where: (one) => says(authenticationFailure)(one) && sentSecret(one),
  },
  {
    because: 'lock-answers-alike',
    code: 'login.locked',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED'] },
    where: (one) => says(authenticationFailure)(one) && sentSecret(one),
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
    where: namesPart,
  },
  {
    because: 'meter-cannot-decipher',
    code: 'security.key',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED', 'EXCEPTION'] },
    where: isDecipheringError,
  },
  {
    because: 'meter-names-counter',
    code: 'security.counter',
    grade: 'likely',
    anyOf: { 'association.open': ['EXCEPTION'] },
    where: isException(counterError),
  },
  {
    because: 'other-error-to-aarq',
    code: 'login.context',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED', 'EXCEPTION'] },
    where: (one) =>
      (login(one)?.serviceError != null && !isDecipheringError(one)) ||
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
    where: (one) =>
      login(one)?.exception != null &&
      !notPossible(one) &&
      !isException(decipheringError)(one) &&
      !isException(counterError)(one),
  },
  {
    because: 'rejected-without-reason',
    code: 'client.wrong',
    grade: 'likely',
    anyOf: { 'association.open': ['REJECTED'] },
    where: (one) => login(one)?.serviceError === null && (login(one)?.diagnostic?.code ?? 0) <= 1,
  },
] as const satisfies readonly Rule[];

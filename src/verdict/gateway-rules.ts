/** What a gateway does with the bytes and with its clients, told from what it sends unasked and from how it closes. */
import { type AnyEvidence, evidenceOf } from '../evidence/index.ts';
import { says } from './network-rules.ts';
import type { Rule } from './rule.ts';
import { anyLink, heardOf, isFirstQuestion, meterAnswered, wordless } from './signs.ts';

const isHeldHere = (all: readonly AnyEvidence[]) =>
  evidenceOf(all, 'host.holder').some(({ outcome }) => outcome === 'HELD');
/** A text that is no refusal, and nothing that a meter of IEC 62056-21 says. */
const isSomeText = (one: AnyEvidence) => {
  const text = heardOf(one)?.text ?? null;
  return text !== null && text.signOn === null && (text.known === null || text.known.meaning === 'banner');
};

/** It gave way, or throws us out: what it says of its clients. */
export const placeRules = [
  {
    because: 'came-free-by-itself',
    code: 'gateway.stale-client',
    grade: 'likely',
    anyOf: { 'gateway.free': ['FREE'] },
    where: (one, all) => !isHeldHere(all) && 'freeAfterMs' in one.facts && (one.facts.freeAfterMs ?? 0) > 0,
  },
  {
    because: 'stays-busy',
    code: 'gateway.busy',
    grade: 'likely',
    anyOf: { 'gateway.free': ['BUSY', 'CLOSED', 'RESET', 'REFUSED', 'CONNECT-TIMEOUT'] },
  },
] as const satisfies readonly Rule[];

export const gatewayRules = [
  {
    because: 'telnet-commands',
    code: 'gateway.telnet',
    grade: 'proven',
    noticed: true,
    anyOf: { 'line.listen': ['TELNET', 'TEXT', 'FOREIGN', 'CLOSED', 'RESET'] },
    where: (one) => (heardOf(one)?.telnet.length ?? 0) > 1,
  },
  {
    because: 'banner-known',
    code: 'gateway.inserts-bytes',
    grade: 'proven',
    noticed: true,
    anyOf: {
      'line.listen': ['TEXT'],
      'link.open': ['TEXT', 'UA', 'DM', 'FRMR'],
      'association.open': ['TEXT'],
    },
    where: (one, all) => says('banner')(one) && isFirstQuestion(one, all),
  },
  {
    because: 'text-between-frames',
    code: 'gateway.inserts-bytes',
    grade: 'likely',
    noticed: true,
    anyOf: { 'line.listen': ['TEXT'], 'link.open': ['UA', 'DM', 'FRMR'], 'address.ask': ['UA', 'DM', 'FRMR'] },
    where: (one, all) => isSomeText(one) && meterAnswered(all),
  },
  {
    because: 'text-instead-of-frames',
    code: 'gateway.inserts-bytes',
    grade: 'likely',
    noticed: true,
    anyOf: {
      'line.listen': ['TEXT'],
      'link.open': ['TEXT'],
      'association.open': ['TEXT'],
      'address.ask': ['TEXT'],
      'link.patient': ['TEXT'],
    },
    where: (one, all) => isSomeText(one) && isFirstQuestion(one, all),
  },
  {
    because: 'garbage-around-answer',
    code: 'gateway.inserts-bytes',
    grade: 'likely',
    noticed: true,
    anyOf: { 'link.open': ['UA', 'DM', 'FRMR'] },
    where: (one) => heardOf(one)?.text === null && (heardOf(one)?.garbledBytes ?? 0) > 0,
  },
] as const satisfies readonly Rule[];

/** The line was ended without a word. */
export const closingRules = [
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
    because: 'thrown-out',
    code: 'gateway.busy',
    grade: 'likely',
    anyOf: { 'link.open': ['CLOSED', 'RESET'] },
    noneOf: { ...anyLink, 'line.listen': ['CLOSED', 'RESET'] },
    where: wordless,
  },
] as const satisfies readonly Rule[];

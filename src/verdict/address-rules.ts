/**
 * The server address (IEC 62056-46 §6.4.2): another length, another value. `1` and `1/1` are the same value in another
 * length. Proven only by a control: the configured address, asked again in the same way after the other one has answered,
 * stays silent, while nothing on the line is late, damaged or of others. A sister meter on the same line answers at its own
 * value as well, so another value is proven only where the number on the nameplate leads to it.
 */
import {
  type AddressRule,
  type AnyEvidence,
  evidenceOf,
  isAnswer,
  type ServerAddress,
  sameDevice,
} from '../evidence/index.ts';
import type { Rule } from './rule.ts';
import { answers, hearsConversation, isOrderly, isSilence, linkFacts, mayBeSwallowed } from './signs.ts';

/** Another address than the configured one answered, and how the two differ. */
interface FoundAddress {
  readonly at: ServerAddress;
  readonly otherLength: boolean;
  readonly otherValue: boolean;
}

/** The address that the meter should have. */
function configuredAddress(all: readonly AnyEvidence[]): ServerAddress | null {
  return evidenceOf(all, 'link.open')[0]?.facts.server ?? evidenceOf(all, 'address.ask')[0]?.facts.configured ?? null;
}

const isSame = (one: ServerAddress, other: ServerAddress) =>
  one.upper === other.upper && one.lower === other.lower && one.width === other.width;
const numbersOf = ({ upper, lower }: ServerAddress) => `${upper}/${lower ?? upper}`;

/**
 * Where an answer came from. Stacks name themselves in another number of octets than they hear, so the address that was
 * asked counts where it names the same device; the addresses of everybody do not, they name nobody.
 */
function sourceOf(one: AnyEvidence): ServerAddress | null {
  const { facts, experiment } = one;
  const source = 'source' in facts ? facts.source : null;
  if (source === null || source.upper === 0 || !('server' in facts)) return null;
  const forEverybody = experiment === 'address.ask' && (facts.rule === 'all-station' || facts.rule === 'calling');
  return !forEverybody && sameDevice(source, facts.server) ? facts.server : source;
}

/** @returns null where nothing answered, or the configured address itself did */
export function foundAddress(one: AnyEvidence, all: readonly AnyEvidence[]): FoundAddress | null {
  const configured = configuredAddress(all);
  const at = sourceOf(one);
  if (configured === null || at === null) return null;
  // What names itself exactly as it is configured may as well answer an earlier question to just that address.
  if (one.experiment === 'address.ask' && one.facts.source !== null && isSame(one.facts.source, configured))
    return null;
  const otherLength = at.width !== configured.width;
  const otherValue = numbersOf(at) !== numbersOf(configured);
  return otherLength || otherValue ? { at, otherLength, otherValue } : null;
}

/** Meters at two values answered: whatever is said of one may be true of the other. */
function answersAtSeveral(all: readonly AnyEvidence[]): boolean {
  const asked = [...evidenceOf(all, 'address.ask'), ...evidenceOf(all, 'link.found-address')];
  const values = asked.flatMap((one) => {
    const at = sourceOf(one);
    return at === null ? [] : [numbersOf(at)];
  });
  return new Set(values).size > 1;
}

/** The configured address, asked again after this answer, was silent for longer than this answer took. */
function isControlSilent(one: AnyEvidence, all: readonly AnyEvidence[]): boolean {
  const replyMs = ('replyMs' in one.facts ? one.facts.replyMs : null) ?? 0;
  const after = all.slice(all.indexOf(one) + 1);
  return evidenceOf(after, 'address.control').some(
    (control) => isSilence(control) && 2 * replyMs <= control.facts.timeoutMs && !mayBeSwallowed(control),
  );
}

/** What ties an address to the meter that is meant. */
const fromSerialNumber: readonly AddressRule[] = ['serial-last-four', 'serial-plus-1000', 'serial-last-two-plus-16'];
const isFromSerialNumber = ({ at }: FoundAddress, all: readonly AnyEvidence[]) =>
  evidenceOf(all, 'address.ask').some(
    (one) => fromSerialNumber.includes(one.facts.rule) && isAnswer(one.outcome) && sameDevice(one.facts.server, at),
  );

/** The configured address was asked once more after some other one had answered, whatever that brought. */
const isAskedAgain = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  evidenceOf(all.slice(all.indexOf(one) + 1), 'address.control').length > 0;

const isProven = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  isControlSilent(one, all) && isOrderly(all) && !answersAtSeveral(all);

const control = { 'address.control': answers } as const;
const elsewhere = { 'link.found-address': answers, 'address.ask': ['UA', 'DM', 'FRMR', 'FOREIGN'] } as const;
const answeredFromElsewhere = (one: AnyEvidence) => linkFacts(one)?.source != null;

export const addressRules = [
  {
    because: 'answers-only-by-serial-number',
    code: 'address.value',
    grade: 'proven',
    anyOf: { 'link.found-address': answers },
    allOf: { 'address.control': ['TIMEOUT', 'ECHO'] },
    noneOf: control,
    where: (one, all) => {
      const found = foundAddress(one, all);
      return found?.otherValue === true && isFromSerialNumber(found, all) && isProven(one, all);
    },
  },
  {
    because: 'answers-only-at-other-value',
    code: 'address.value',
    grade: 'likely',
    anyOf: { 'link.found-address': answers },
    allOf: { 'address.control': ['TIMEOUT', 'ECHO'] },
    noneOf: control,
    where: (one, all) => foundAddress(one, all)?.otherValue === true,
  },
  {
    because: 'answers-at-other-value-unclear',
    code: 'address.value',
    grade: 'likely',
    anyOf: elsewhere,
    noneOf: control,
    where: (one, all) =>
      foundAddress(one, all)?.otherValue === true && !hearsConversation(one) && isAskedAgain(one, all),
  },
  {
    because: 'answers-at-other-value',
    code: 'address.value',
    grade: 'likely',
    anyOf: elsewhere,
    noneOf: control,
    where: (one, all) => foundAddress(one, all)?.otherValue === true && !hearsConversation(one),
  },
  {
    because: 'answer-from-another-address',
    code: 'address.value',
    grade: 'likely',
    anyOf: { 'link.open': ['FOREIGN'], 'framing.hdlc': ['FOREIGN'] },
    noneOf: control,
    where: answeredFromElsewhere,
  },
  {
    because: 'answers-only-in-other-length',
    code: 'address.length',
    grade: 'proven',
    anyOf: { 'link.found-address': answers },
    allOf: { 'address.control': ['TIMEOUT', 'ECHO'] },
    noneOf: control,
    where: (one, all) => {
      const found = foundAddress(one, all);
      return found?.otherLength === true && !found.otherValue && isProven(one, all);
    },
  },
  {
    because: 'answers-at-other-value-in-other-length',
    code: 'address.length',
    grade: 'likely',
    anyOf: elsewhere,
    noneOf: control,
    where: (one, all) => {
      const found = foundAddress(one, all);
      return found?.otherLength === true && found.otherValue && !hearsConversation(one);
    },
  },
  {
    because: 'answers-in-other-length-unclear',
    code: 'address.length',
    grade: 'likely',
    anyOf: elsewhere,
    noneOf: control,
    where: (one, all) =>
      foundAddress(one, all)?.otherLength === true && !hearsConversation(one) && isAskedAgain(one, all),
  },
  {
    because: 'answers-in-other-length',
    code: 'address.length',
    grade: 'likely',
    anyOf: elsewhere,
    noneOf: control,
    where: (one, all) => foundAddress(one, all)?.otherLength === true && !hearsConversation(one),
  },
] as const satisfies readonly Rule[];

/**
 * The link itself: the form of the SNRM, a link that an earlier client left, DM and FRMR. A DM or FRMR is a frame of the
 * meter's and proves the address; why it says so it leaves open, so neither is ever a proven cause.
 */
import { type AnyEvidence, evidenceOf, type NegotiationForm } from '../evidence/index.ts';
import type { Rule } from './rule.ts';
import { answers, answersLate, anyLink, isOrderly, linkFacts, mayBeSwallowed } from './signs.ts';

/** One question in one form, and whether it opened a link. */
interface FormAsked {
  readonly form: NegotiationForm;
  readonly opened: boolean;
  readonly certain: boolean;
}

/** Every link question at the configured address that was asked in one form alone, in order. */
function formsAsked(all: readonly AnyEvidence[]): readonly FormAsked[] {
  return all.flatMap((one) => {
    const { experiment, outcome } = one;
    const facts = linkFacts(one);
    if (facts === null || experiment === 'client.ask' || experiment === 'link.found-address') return [];
    const { bare, parameters } = facts.asked;
    if (bare > 0 && parameters > 0) return [];
    const form = experiment === 'negotiation.ask' ? one.facts.form : bare > 0 ? 'bare' : 'two-octets';
    return [{ form, opened: outcome === 'UA', certain: !mayBeSwallowed(one) }];
  });
}

/** One form opened a link twice, another one never, twice, and once of that after the first had opened. */
function isToldApart(all: readonly AnyEvidence[]): boolean {
  const asked = formsAsked(all);
  const forms: readonly NegotiationForm[] = ['bare', 'one-octet', 'two-octets'];
  return forms.some((taken) => {
    const first = asked.findIndex(({ form, opened }) => form === taken && opened);
    const opened = asked.filter((one) => one.form === taken && one.opened);
    if (opened.length < 2) return false;
    return forms.some((other) => {
      const tries = asked.filter(({ form }) => form === other);
      const failed = tries.length >= 2 && tries.every((one) => !one.opened && one.certain);
      return failed && asked.slice(first).some(({ form }) => form === other);
    });
  });
}

const failedBefore = (all: readonly AnyEvidence[]) =>
  evidenceOf(all, 'link.open').length > 0 && !evidenceOf(all, 'link.open').some(({ outcome }) => outcome === 'UA');
/** How long the answer took when it was asked for once more. */
const againMs = (all: readonly AnyEvidence[]) =>
  Math.min(...evidenceOf(all, 'link.again').map(({ facts }) => facts.replyMs ?? Number.POSITIVE_INFINITY));
/** Each of several questions was answered in the end: the meter was slow, not asleep. */
const answeredTwice = (all: readonly AnyEvidence[]) => all.some(({ id }) => id === 'line.listen:doubled');

export const linkRules = [
  {
    because: 'forms-told-apart',
    code: 'link.negotiation',
    grade: 'proven',
    anyOf: { 'negotiation.ask': ['UA'], 'link.with-parameters': ['UA'] },
    where: (_, all) => isToldApart(all) && isOrderly(all),
  },
  {
    because: 'another-form-opens',
    code: 'link.negotiation',
    grade: 'likely',
    anyOf: { 'negotiation.ask': ['UA'] },
    where: (_, all) =>
      !answersLate(all) &&
      failedBefore(all) &&
      evidenceOf(all, 'negotiation.ask').some(({ outcome }) => outcome !== 'UA'),
  },
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
    because: 'configured-address-answers-now',
    code: 'meter.slow-wakeup',
    grade: 'likely',
    anyOf: { 'address.control': answers, 'link.patient': answers },
    where: (one, all) => !answersLate(all) && (one.experiment === 'address.control' || failedBefore(all)),
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
    because: 'disc-answered-snrm-not',
    code: 'link.negotiation',
    grade: 'likely',
    anyOf: { 'link.disc': ['DM'] },
    noneOf: { ...anyLink, 'link.open': ['UA', 'DM', 'FRMR', 'FOREIGN'] },
    where: (_, all) => !answersLate(all),
  },
  {
    because: 'awake-by-the-disc',
    code: 'meter.slow-wakeup',
    grade: 'likely',
    anyOf: { 'link.disc': ['DM'] },
    noneOf: { ...anyLink, 'link.open': ['UA', 'DM', 'FRMR', 'FOREIGN'] },
    where: (_, all) => !answersLate(all),
  },
  {
    because: 'answers-after-quiet',
    code: 'link.stale',
    grade: 'likely',
    anyOf: { 'link.after-quiet': answers },
    noneOf: { 'link.open': ['UA', 'DM', 'FRMR', 'FOREIGN'] },
  },
] as const satisfies readonly Rule[];

/** Named after what an answer at another address, for another client or in another form says. */
export const refusalRules = [
  {
    because: 'meter-says-disconnected',
    code: 'link.refused',
    grade: 'likely',
    anyOf: { 'link.open': ['DM'], 'link.found-address': ['DM'], 'framing.hdlc': ['DM'], 'link.after-quiet': ['DM'] },
  },
  {
    because: 'meter-protests',
    code: 'link.sequence',
    grade: 'likely',
    anyOf: {
      'link.open': ['FRMR'],
      'link.found-address': ['FRMR'],
      'framing.hdlc': ['FRMR'],
      'link.after-quiet': ['FRMR'],
    },
  },
  {
    because: 'snrm-refused-or-its-parameters',
    code: 'link.negotiation',
    grade: 'likely',
    anyOf: { 'link.open': ['FRMR'], 'link.found-address': ['FRMR'], 'framing.hdlc': ['FRMR'] },
  },
] as const satisfies readonly Rule[];

/**
 * What an outcome rules out, as data, so that a plan can say beforehand what a question would bring. An answer rules out for
 * good. Silence rules a cause out only as the one cause there is: two at once hide each other (a meter at another address
 * leaves every form of the SNRM unanswered), so it counts no more once something else explains the silence.
 */
import {
  type AnyEvidence,
  type CauseCode,
  type ExperimentName,
  evidenceOf,
  type NegotiationForm,
  type Outcomes,
  type ServerAddress,
  sameDevice,
} from '../evidence/index.ts';
import { isLoginAnswer, logins } from './progress.ts';
import { answersLate, heardOf, mayBeSwallowed } from './signs.ts';
import type { Cause, Verdict } from './verdict.ts';

interface ExclusionRow<Name extends ExperimentName> {
  readonly experiment: Name;
  readonly outcomes: readonly Outcomes[Name][];
  readonly codes: readonly CauseCode[];
  /** It rests on an answer that did not come. */
  readonly bySilence: boolean;
  /** What must hold besides. */
  readonly where?: (one: AnyEvidence, all: readonly AnyEvidence[]) => boolean;
}
export type Exclusion = { readonly [Name in ExperimentName]: ExclusionRow<Name> }[ExperimentName];

/** The reply time-out with which three questions are spread over three seconds. */
export const patientMs = 5000;
/** The inactivity time-out of a link where nobody knows another: 180 s (Green Book, inactivity_time_out: 120 s by default). */
const inactivityMs = 180_000;

/** What a valid frame from the address that was asked rules out. */
const byAnyFrame = [
  'address.value',
  'address.length',
  'framing.wrapper',
  'meter.mode-e',
  'meter.push-only',
  'line.serial-settings',
  'gateway.device-error',
  'meter.deaf',
] as const satisfies readonly CauseCode[];
const answers = ['UA', 'DM', 'FRMR'] as const;
const silent = ['TIMEOUT', 'ECHO'] as const;

const isFromTheAsked = ({ facts }: AnyEvidence) =>
  'source' in facts && 'server' in facts && facts.source !== null && sameDevice(facts.source, facts.server);
/** Nothing came at all, and nothing in the question could have been lost on the way. */
const isWholeSilence = (one: AnyEvidence, all: readonly AnyEvidence[]) => !mayBeSwallowed(one) && !answersLate(all);

const forms: readonly NegotiationForm[] = ['bare', 'one-octet', 'two-octets'];
const sameNumbers = (one: ServerAddress, other: ServerAddress) =>
  one.upper === other.upper && (one.lower ?? one.upper) === (other.lower ?? other.upper);
/** The configured value was asked in every length that holds it, and this is the last of them. */
const completesTheLengths = (one: AnyEvidence, all: readonly AnyEvidence[]) => {
  const asked = evidenceOf(all, 'address.ask').filter(
    ({ facts, outcome }) =>
      (outcome === 'TIMEOUT' || outcome === 'ECHO') && sameNumbers(facts.server, facts.configured),
  );
  const configured = asked[0]?.facts.configured;
  if (configured === undefined || asked.at(-1)?.id !== one.id) return false;
  const oneOctet = configured.lower === null || configured.lower === configured.upper;
  const small = configured.upper <= 0x7f && (configured.lower ?? 0) <= 0x7f;
  const lengths = [...(oneOctet && small ? [1] : []), ...(small ? [2] : []), 4];
  const had = new Set<number>([configured.width, ...asked.map(({ facts }) => facts.server.width)]);
  return lengths.every((length) => had.has(length)) && isWholeSilence(one, all);
};
const completesTheForms = (one: AnyEvidence, all: readonly AnyEvidence[]) => {
  const asked = evidenceOf(all, 'negotiation.ask').filter(({ outcome }) => outcome === one.outcome);
  return asked.at(-1)?.id === one.id && forms.every((form) => asked.some(({ facts }) => facts.form === form));
};

const tcpCodes = ['tcp.refused', 'tcp.unreachable', 'tcp.timeout', 'tcp.unknown-host'] as const;
const byAnswer = <Name extends ExperimentName>(
  experiment: Name,
  outcomes: readonly Outcomes[Name][],
  codes: readonly CauseCode[],
  where?: ExclusionRow<Name>['where'],
): ExclusionRow<Name> => ({ experiment, outcomes, codes, bySilence: false, ...(where === undefined ? {} : { where }) });
const bySilence = <Name extends ExperimentName>(
  experiment: Name,
  outcomes: readonly Outcomes[Name][],
  codes: readonly CauseCode[],
  where?: ExclusionRow<Name>['where'],
): ExclusionRow<Name> => ({ ...byAnswer(experiment, outcomes, codes, where), bySilence: true });

export const exclusions: readonly Exclusion[] = [
  byAnswer('own.lock', ['FREE'], ['self.busy']),
  byAnswer('tcp.connect', ['OK', 'LOSS'], tcpCodes),
  // It says that it counts its clients, and it let us in: nobody else was in.
  byAnswer('gateway.second', ['BUSY'], ['gateway.busy', 'gateway.device-error']),
  byAnswer('link.open', answers, byAnyFrame, isFromTheAsked),
  byAnswer('link.after-disc', answers, byAnyFrame, isFromTheAsked),
  byAnswer('link.patient', answers, byAnyFrame, isFromTheAsked),
  byAnswer('link.after-quiet', answers, byAnyFrame, isFromTheAsked),
  byAnswer('client.ask', answers, byAnyFrame, isFromTheAsked),
  byAnswer('negotiation.ask', answers, byAnyFrame, isFromTheAsked),
  // Whatever it answers to DISC, it is a frame of the meter's, from the address that was asked.
  byAnswer('link.disc', ['UA', 'DM'], byAnyFrame),
  byAnswer('link.disc', ['DM'], ['link.stale']),
  byAnswer('address.control', answers, ['address.value', 'address.length']),
  byAnswer('framing.wrapper', ['ACCEPTED', 'HLS-PENDING', 'REJECTED'], ['meter.mode-e', 'line.serial-settings']),
  byAnswer('framing.hdlc', answers, ['line.serial-settings', 'meter.mode-e', 'meter.deaf']),
  byAnswer('negotiation.ask', ['UA'], ['link.negotiation'], completesTheForms),
  byAnswer('association.ffff', ['ACCEPTED', 'REJECTED', 'HLS-PENDING'], ['gateway.telnet']),
  byAnswer('object.long', ['READ'], ['transfer.segmentation', 'gateway.flow-control']),

  // Three questions over three seconds at least, as slow meters need; a shorter test rules nothing out.
  bySilence('link.open', silent, ['meter.slow-wakeup'], (one) => {
    const facts = 'questions' in one.facts ? one.facts : null;
    return facts !== null && facts.asked.bare >= 3 && facts.timeoutMs >= patientMs;
  }),
  bySilence('link.open', ['TIMEOUT'], ['line.echo'], (one) => heardOf(one)?.echo !== true),
  bySilence('echo.ask', ['TIMEOUT'], ['line.echo']),
  bySilence('address.ask', silent, ['address.length'], completesTheLengths),
  bySilence('negotiation.ask', ['TIMEOUT'], ['link.negotiation'], completesTheForms),
  bySilence('framing.wrapper', ['TIMEOUT'], ['framing.wrapper'], isWholeSilence),
  bySilence('framing.hdlc', ['TIMEOUT'], ['framing.hdlc'], isWholeSilence),
  bySilence('link.patient', silent, ['reply.late'], isWholeSilence),
  bySilence(
    'link.after-quiet',
    silent,
    ['link.stale'],
    (one) => 'quietMs' in one.facts && one.facts.quietMs >= inactivityMs,
  ),
];

/** Whether a row holds of a piece of evidence. */
function holds(row: Exclusion, one: AnyEvidence, all: readonly AnyEvidence[]): boolean {
  if (row.experiment !== one.experiment || !(row.outcomes as readonly string[]).includes(one.outcome)) return false;
  return row.where === undefined || row.where(one, all);
}

/**
 * Causes that experiments ruled out, each with the evidence that did.
 * @param named the causes that rules named: none of them is ruled out besides
 */
export function excludedCauses(all: readonly AnyEvidence[], named: readonly Cause[]): Verdict['excluded'] {
  const explained = named.some(({ code, grade }) => grade !== 'untested' && hidesOthers.has(code));
  const found = exclusions
    .filter((row) => !(row.bySilence && explained))
    .flatMap((row) =>
      all.filter((one) => holds(row, one, all)).flatMap(({ id }) => row.codes.map((code) => ({ code, by: id }))),
    );
  const overWrapper = evidenceOf(all, 'link.open').length === 0;
  const login = overWrapper ? logins(all).find(isLoginAnswer) : undefined;
  const wrapper: readonly CauseCode[] = ['framing.hdlc', 'address.value', 'meter.deaf'];
  if (login !== undefined) found.push(...wrapper.map((code) => ({ code, by: login.id })));
  return found.filter(
    ({ code }, index) =>
      found.findIndex((one) => one.code === code) === index && !named.some((cause) => cause.code === code),
  );
}

/** Where one of these is the cause, whatever else was asked met its silence. */
const hidesOthers: ReadonlySet<CauseCode> = new Set([
  'address.value',
  'address.length',
  'client.wrong',
  'framing.wrapper',
  'framing.hdlc',
  'meter.mode-e',
  'gateway.busy',
  'gateway.device-error',
  'gateway.stale-client',
  'line.second-master',
  'line.serial-settings',
  'reply.late',
  'meter.slow-wakeup',
  'link.stale',
  'meter.push-only',
]);

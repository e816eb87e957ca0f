/**
 * What silence leaves open, likeliest first: the causes that fit a mute meter, less those that an experiment excluded.
 * Silence is never one thing, so it is never given one name. After a probe the list says of each why it is still there.
 */
import { type AnyEvidence, type CauseCode, evidenceOf } from '../evidence/index.ts';
import { isProbed } from './signs.ts';
import type { Cause, Grade, Verdict } from './verdict.ts';

interface Candidate {
  readonly code: CauseCode;
  /** `likely` where the field shows it often enough to be asked first; the rest is simply not tested yet. */
  readonly grade: Grade;
}
const untested = (...codes: readonly CauseCode[]): readonly Candidate[] =>
  codes.map((code) => ({ code, grade: 'untested' }));

const candidatesOf = {
  /** Nothing answered an SNRM. */
  link: [
    { code: 'address.length', grade: 'likely' },
    { code: 'address.value', grade: 'likely' },
    ...untested(
      'client.wrong',
      'link.negotiation',
      'meter.slow-wakeup',
      'link.stale',
      'line.serial-settings',
      'framing.wrapper',
      'meter.mode-e',
      'gateway.busy',
      'meter.push-only',
      'meter.deaf',
    ),
  ],
  /** Nor anything that a probe asked: first what nobody can ask over raw TCP, then what was asked in part. */
  probed: untested(
    'line.serial-settings',
    'address.length',
    'address.value',
    'gateway.busy',
    'client.wrong',
    'meter.mode-e',
    'framing.wrapper',
    'link.stale',
    'link.negotiation',
    'reply.late',
    'meter.slow-wakeup',
    'meter.push-only',
    'meter.deaf',
  ),
  /** After a link that opened: what keeps a login without an answer. */
  login: untested(
    'client.wrong',
    'link.stale',
    'login.context',
    'reply.late',
    'gateway.telnet',
    'gateway.flow-control',
    'link.negotiation',
  ),
  /** After a login: what keeps a short reading without an answer. */
  reading: untested('reply.late', 'gateway.telnet', 'transfer.segmentation', 'gateway.flow-control'),
  /** Over the wrapper, where nothing was answered. */
  wrapper: untested(
    'framing.hdlc',
    'client.wrong',
    'address.value',
    'gateway.busy',
    'reply.late',
    'meter.push-only',
    'meter.deaf',
  ),
} as const satisfies Record<string, readonly Candidate[]>;

/** What was asked of a cause in part: the rest of it is left, and the reason says so. */
const askedInPart: Readonly<Partial<Record<CauseCode, (all: readonly AnyEvidence[]) => boolean>>> = {
  'address.length': (all) => evidenceOf(all, 'address.ask').length > 0,
  'address.value': (all) => evidenceOf(all, 'address.ask').length > 0,
  'client.wrong': (all) => evidenceOf(all, 'client.ask').length > 0,
  'meter.mode-e': (all) => evidenceOf(all, 'signon.ask').length > 0,
  'framing.wrapper': (all) => evidenceOf(all, 'framing.wrapper').length > 0,
  'meter.push-only': (all) => evidenceOf(all, 'link.patient').length > 0,
};

/** The reasons of what is left after a part of it was asked: `left-client.wrong-in-part`. */
export const leftReasons: readonly string[] = [
  ...new Set(
    Object.values(candidatesOf)
      .flat()
      .map(({ code }) => `left-${code}`),
  ),
  ...Object.keys(askedInPart).map((code) => `left-${code}-in-part`),
];

/**
 * What is left to be asked of a meter that gave no answer.
 * @param where which question met the silence
 * @param evidence ids of that silence
 */
export function remainingCauses(
  where: Exclude<keyof typeof candidatesOf, 'probed'>,
  all: readonly AnyEvidence[],
  excluded: Verdict['excluded'],
  named: readonly Cause[],
  evidence: readonly string[],
): readonly Cause[] {
  const probed = where === 'link' && isProbed(all);
  const candidates: readonly Candidate[] = candidatesOf[probed ? 'probed' : where];
  // What explains the silence is not to be outdone by a guess; nor is what worked before to be suspected first.
  const explained = named.some(({ grade, code }) => grade !== 'untested' && !noticedOnly.has(code));
  const left = candidates.filter(
    ({ code }) => !excluded.some((one) => one.code === code) && !named.some((one) => one.code === code),
  );
  const [only] = left;
  if (probed && left.length === 1 && only?.code === 'meter.deaf')
    return [{ code: only.code, grade: 'likely', because: 'everything-else-excluded', evidence }];
  return left.map(({ code, grade }) => ({
    code,
    grade: explained ? 'untested' : grade,
    because: askedInPart[code]?.(all) === true ? `left-${code}-in-part` : `left-${code}`,
    evidence,
  }));
}

const noticedOnly: ReadonlySet<CauseCode> = new Set(['line.echo', 'gateway.inserts-bytes', 'gateway.telnet']);

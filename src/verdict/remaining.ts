/**
 * What silence leaves open, likeliest first: the causes that fit a mute meter, less those that an experiment excluded.
 * Silence is never one thing, so it is never given one name.
 */
import { type AnyEvidence, type CauseCode, evidenceOf, isAnswer, sameDevice } from '../evidence/index.ts';
import { isLoginAnswer, logins } from './progress.ts';
import type { Cause, Verdict } from './verdict.ts';

/** `likely` where the field shows it often enough to be asked first; the rest is simply not tested yet. */
const candidates = [
  { code: 'address.length', grade: 'likely' },
  { code: 'address.value', grade: 'likely' },
  { code: 'client.wrong', grade: 'untested' },
  { code: 'link.negotiation', grade: 'untested' },
  { code: 'meter.slow-wakeup', grade: 'untested' },
  { code: 'link.stale', grade: 'untested' },
  { code: 'line.serial-settings', grade: 'untested' },
  { code: 'framing.wrapper', grade: 'untested' },
  { code: 'meter.mode-e', grade: 'untested' },
  { code: 'gateway.busy', grade: 'untested' },
  { code: 'meter.push-only', grade: 'untested' },
  { code: 'meter.deaf', grade: 'untested' },
] as const satisfies readonly Pick<Cause, 'code' | 'grade'>[];

/** After a link that opened: what keeps a login without an answer. */
const loginCandidates = [
  { code: 'client.wrong', grade: 'untested' },
  { code: 'link.stale', grade: 'untested' },
  { code: 'login.context', grade: 'untested' },
  { code: 'reply.late', grade: 'untested' },
  { code: 'gateway.telnet', grade: 'untested' },
  { code: 'gateway.flow-control', grade: 'untested' },
  { code: 'link.negotiation', grade: 'untested' },
] as const satisfies readonly Pick<Cause, 'code' | 'grade'>[];

/** After a login: what keeps a short reading without an answer. */
const readCandidates = [
  { code: 'reply.late', grade: 'untested' },
  { code: 'gateway.telnet', grade: 'untested' },
  { code: 'transfer.segmentation', grade: 'untested' },
  { code: 'gateway.flow-control', grade: 'untested' },
] as const satisfies readonly Pick<Cause, 'code' | 'grade'>[];

/** Over the wrapper, where nothing was answered. */
const wrapperCandidates = [
  { code: 'framing.hdlc', grade: 'untested' },
  { code: 'client.wrong', grade: 'untested' },
  { code: 'address.value', grade: 'untested' },
  { code: 'gateway.busy', grade: 'untested' },
  { code: 'reply.late', grade: 'untested' },
  { code: 'meter.push-only', grade: 'untested' },
  { code: 'meter.deaf', grade: 'untested' },
] as const satisfies readonly Pick<Cause, 'code' | 'grade'>[];

const candidatesOf = {
  link: candidates,
  login: loginCandidates,
  reading: readCandidates,
  wrapper: wrapperCandidates,
} as const;

/** The reply time-out with which three questions are spread over three seconds. */
export const patientMs = 5000;

/** What a valid frame from the address that was asked rules out. */
const provenByAnyFrame = [
  'address.value',
  'address.length',
  'framing.wrapper',
  'meter.mode-e',
  'line.serial-settings',
  'meter.deaf',
] as const satisfies readonly CauseCode[];

/** Causes that experiments ruled out, each with the evidence that did. */
export function excludedCauses(all: readonly AnyEvidence[]): Verdict['excluded'] {
  const excluded: { code: CauseCode; by: string }[] = [];
  const exclude = (by: string, ...codes: readonly CauseCode[]) => {
    for (const code of codes) if (!excluded.some((one) => one.code === code)) excluded.push({ code, by });
  };
  for (const { id, outcome } of evidenceOf(all, 'tcp.connect')) {
    if (outcome === 'OK' || outcome === 'LOSS') {
      exclude(id, 'tcp.refused', 'tcp.unreachable', 'tcp.timeout', 'tcp.unknown-host');
    }
  }
  for (const { id, outcome } of evidenceOf(all, 'gateway.second')) {
    // It says that it counts its clients, and it let us in: nobody else was in.
    if (outcome === 'BUSY') {
      exclude(id, 'gateway.busy', 'gateway.device-error');
    }
  }
  for (const { id, facts, outcome } of evidenceOf(all, 'link.open')) {
    const silent = outcome === 'TIMEOUT' || outcome === 'ECHO';
    const bareQuestions = facts.asked.bare;
    if (isAnswer(outcome) && facts.source !== null && sameDevice(facts.source, facts.server)) {
      exclude(id, ...provenByAnyFrame);
    }
    // Three questions over three seconds at least, as slow meters need; a shorter test excludes nothing.
    if (silent && bareQuestions >= 3 && facts.timeoutMs >= patientMs) exclude(id, 'meter.slow-wakeup');
    if (outcome === 'TIMEOUT' && !facts.heard.echo) exclude(id, 'line.echo');
  }
  // Whatever it answers to DISC, it is a frame of the meter's, from the address that was asked.
  for (const { id, outcome } of evidenceOf(all, 'link.disc')) {
    if (outcome !== 'UA' && outcome !== 'DM') continue;
    exclude(id, ...provenByAnyFrame);
    if (outcome === 'DM') exclude(id, 'link.stale');
  }
  for (const login of logins(all)) {
    if (!isLoginAnswer(login) || evidenceOf(all, 'link.open').length > 0) continue;
    exclude(login.id, 'framing.hdlc', 'address.value', 'meter.deaf');
  }
  return excluded;
}

/** What is left to be asked of a meter that gave no answer. @param where which question met the silence */
export function remainingCauses(
  where: keyof typeof candidatesOf,
  excluded: Verdict['excluded'],
  named: readonly Cause[],
  evidence: readonly string[],
): readonly Cause[] {
  const left: readonly Pick<Cause, 'code' | 'grade'>[] = candidatesOf[where];
  // What worked before is not what to suspect first.
  const workedBefore = named.some(({ code }) => code === 'meter.deaf');
  return left
    .filter(({ code }) => !excluded.some((one) => one.code === code) && !named.some((one) => one.code === code))
    .map(({ code, grade }) => ({ code, grade: workedBefore ? 'untested' : grade, because: `left-${code}`, evidence }));
}

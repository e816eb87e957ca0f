/**
 * What silence leaves open, likeliest first: the causes that fit a mute meter, less those that an experiment excluded.
 * Silence is never one thing, so it is never given one name.
 */
import { type AnyEvidence, type CauseCode, evidenceOf } from '../evidence/index.ts';
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

/** A push port speaks every few seconds; after this long without a byte it is none. */
const pushPeriodMs = 12_000;

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
    // It counts its clients and let us in: nobody else was in.
    if (outcome === 'BUSY' || outcome === 'REFUSED' || outcome === 'CLOSED' || outcome === 'RESET') {
      exclude(id, 'gateway.busy', 'gateway.device-error');
    }
  }
  for (const { id, facts, outcome } of evidenceOf(all, 'link.open')) {
    const silent = outcome === 'TIMEOUT' || outcome === 'ECHO';
    const bareQuestions = facts.asked.bare;
    if (outcome === 'UA' || outcome === 'DM' || outcome === 'FRMR') {
      exclude(
        id,
        'address.value',
        'address.length',
        'framing.wrapper',
        'meter.mode-e',
        'line.serial-settings',
        'meter.deaf',
      );
    }
    if (silent && bareQuestions >= 3) exclude(id, 'meter.slow-wakeup');
    if (outcome === 'TIMEOUT' && !facts.heard.echo) exclude(id, 'line.echo');
  }
  const heardNothing = evidenceOf(all, 'link.open').filter(
    ({ outcome }) => outcome === 'TIMEOUT' || outcome === 'ECHO',
  );
  const [first] = heardNothing;
  if (first !== undefined && heardNothing.reduce((sum, { ms }) => sum + ms, 0) >= pushPeriodMs)
    exclude(first.id, 'meter.push-only');
  return excluded;
}

/** What is left to be asked of a meter that gave no answer. */
export function remainingCauses(
  excluded: Verdict['excluded'],
  named: readonly Cause[],
  evidence: readonly string[],
): readonly Cause[] {
  return candidates
    .filter(({ code }) => !excluded.some((one) => one.code === code) && !named.some((one) => one.code === code))
    .map(({ code, grade }) => ({ code, grade, because: `left-${code}`, evidence }));
}

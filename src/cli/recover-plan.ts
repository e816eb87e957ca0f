/** The steps of a recovery with their times, as they are announced. */
import type { RecoveryStep } from '../meters/index.ts';
import { type RecoverStepTimes, recoverStepNames, renderDuration } from '../report/index.ts';
import { gentleMs, lookMs } from './recover-ask.ts';
import { checksMs } from './recover-checks.ts';
import { portMs } from './recover-pause.ts';
import type { RecoverSetup } from './recover-run.ts';

export interface PlannedStep extends RecoverStepTimes {
  readonly step: RecoveryStep;
  /** How long it waits in any case. */
  readonly waitsMs: number;
  /** How long it takes at most, without what a person or a collector takes. */
  readonly mostMs: number;
  /** The part of it that is not `waitsMs`, as people read it. */
  readonly most: string;
}

export interface RecoverOutlook {
  readonly steps: readonly PlannedStep[];
  readonly mostMs: number;
  readonly most: string;
}

export function planOf(setup: RecoverSetup): RecoverOutlook {
  const { times } = setup;
  const run = { setup };
  const answers: Readonly<Record<RecoveryStep, number>> = {
    pause: portMs,
    soft: lookMs(run) + gentleMs(run, true),
    quiet: gentleMs(run, false),
    power: lookMs(run),
    checks: checksMs(run),
    resume: 0,
  };
  const waits: Readonly<Record<RecoveryStep, number>> = {
    pause: 0,
    soft: 0,
    quiet: times.inactivityMs,
    power: times.powerOffMs + times.initialisationMs,
    checks: 0,
    resume: times.followMs,
  };
  const shown: RecoverStepTimes = {
    quiet: whole(times.inactivityMs),
    off: whole(times.powerOffMs),
    initialisation: whole(times.initialisationMs),
    follow: whole(times.followMs),
  };
  const steps = recoverStepNames.map((step) => ({
    ...shown,
    step,
    waitsMs: waits[step],
    mostMs: Math.round(waits[step] + answers[step]),
    most: whole(answers[step]),
  }));
  const mostMs = steps.reduce((sum, step) => sum + step.mostMs, 0);
  return { steps, mostMs, most: whole(mostMs) };
}

/** `45 s`, `3 min`, `2 min 5 s`; below a second and a half as it is. */
function whole(ms: number): string {
  if (ms < 1500) return renderDuration(Math.max(1, ms));
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** Its number, from 1, and its name. */
export function placeOf(step: RecoveryStep): { readonly number: number; readonly step: RecoveryStep } {
  return { number: recoverStepNames.indexOf(step) + 1, step };
}

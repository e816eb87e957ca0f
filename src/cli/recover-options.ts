/** Options of `meter recover` as they were typed, and what can be wrong with them. */
import { type RecoveryStep, recoverySteps } from '../meters/index.ts';
import { recoverWords } from '../wording/index.ts';
import { usageError } from './commands/registry-settings.ts';
import type { Context } from './context.ts';
import type { TargetOptions } from './meter-target.ts';
import { milliseconds } from './seconds.ts';

export interface RecoverOptions extends TargetOptions {
  readonly from?: string;
  readonly plan?: boolean;
  readonly inactivity?: string;
  readonly powerOff?: string;
  readonly initialisation?: string;
  readonly follow?: string;
  readonly yesDisplay?: boolean;
  readonly yes?: boolean;
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly trace?: string;
  readonly pcap?: string;
}

export interface RecoverTimes {
  readonly replyMs: number;
  readonly connectTimeoutMs: number;
  /** After so much silence the meter lets a link go. */
  readonly inactivityMs: number;
  /** How long the power stays off: capacitors. */
  readonly powerOffMs: number;
  readonly initialisationMs: number;
  readonly followMs: number;
}

const usual = { inactivity: 180, powerOff: 60, initialisation: 180, follow: 60 } as const;
const mostSeconds = 7200;

/** @throws UsageError */
export function recoverTimes(context: Context, options: RecoverOptions): RecoverTimes {
  const ms = (option: string, text: string | undefined, usualSeconds: number, least: number) => {
    const seconds = text === undefined ? usualSeconds : /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
    if (seconds >= least && seconds <= mostSeconds) return Math.round(seconds * 1000);
    throw usageError(recoverWords[context.lang].usage.secondsWrong(option, text ?? '', least, mostSeconds));
  };
  return {
    replyMs: milliseconds(context, '--timeout', options.timeout),
    connectTimeoutMs: milliseconds(context, '--connect-timeout', options.connectTimeout),
    inactivityMs: ms('--inactivity', options.inactivity, usual.inactivity, 0.1),
    powerOffMs: ms('--power-off', options.powerOff, usual.powerOff, 0.1),
    initialisationMs: ms('--initialisation', options.initialisation, usual.initialisation, 0.1),
    followMs: ms('--follow', options.follow, usual.follow, 0),
  };
}

/** Null where it was not given. @throws UsageError */
export function stepOf({ lang }: Context, text: string | undefined): RecoveryStep | null {
  if (text === undefined) return null;
  const step = recoverySteps.find((one) => one === text.trim().toLowerCase());
  if (step !== undefined) return step;
  throw usageError(recoverWords[lang].usage.stepWrong(text, recoverySteps.join(', ')));
}

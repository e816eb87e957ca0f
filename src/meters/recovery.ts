/**
 * A recovery that has begun, kept beside the settings while it goes on: which step, since when, and what was seen. It is
 * written before a step begins, so that a run that is interrupted, or killed, can be gone on with.
 */
import type { CauseCode, CredentialOutcome } from '../evidence/index.ts';

export const recoverySteps = ['pause', 'soft', 'quiet', 'power', 'checks', 'resume'] as const;
export type RecoveryStep = (typeof recoverySteps)[number];

/**
 * `done`: it did what it is for. `answered`: the meter answers. `silent`: it does not. `stopped`: what was seen forbids
 * to go on, or a person is needed. `interrupted`: by Ctrl-C or a signal.
 */
export const recoveryOutcomes = ['done', 'answered', 'silent', 'stopped', 'interrupted'] as const;
export type RecoveryOutcome = (typeof recoveryOutcomes)[number];

/** Something that was done or seen: a name of the wording, and what belongs in its sentence. */
export interface RecoverySeen {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly name: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface RecoveryVerdict {
  readonly code: CauseCode;
  readonly outcome: CredentialOutcome;
}

/** A step that is over. */
export interface RecoveryDone {
  readonly step: RecoveryStep;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly outcome: RecoveryOutcome;
  /** Null where nothing was asked. */
  readonly verdict: RecoveryVerdict | null;
  readonly seen: readonly RecoverySeen[];
}

export interface Recovery {
  readonly meter: {
    /** Null where no registered meter was meant. */
    readonly id: number | null;
    readonly name: string | null;
    readonly endpoint: string;
    readonly server: string;
  };
  readonly startedAt: string;
  /** The step that goes on, or is to be gone on with. */
  readonly step: RecoveryStep;
  readonly stepSince: string;
  /** What a person was told last to do with the power of the meter, and when; null before that. */
  readonly power: { readonly told: 'off' | 'on'; readonly since: string } | null;
  /** The step after which the meter answered again; null before that. */
  readonly broughtBack: 'soft' | 'quiet' | 'power' | null;
  readonly done: readonly RecoveryDone[];
}

/** A recovery repeated over and over keeps its latest steps. */
const mostDone = 30;
export const mostSeen = 60;

/** The recovery with one more step that is over. */
export function withDone(recovery: Recovery, done: RecoveryDone): Recovery {
  const kept = { ...done, seen: done.seen.slice(-mostSeen) };
  return { ...recovery, done: [...recovery.done, kept].slice(-mostDone) };
}

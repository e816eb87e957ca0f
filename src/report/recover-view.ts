/** A recovery as it is shown and written: its steps, checks and end, whatever kept them. */
import type { CauseCode, CredentialOutcome, Endpoint, ServerAddress } from '../evidence/index.ts';
import type { Verdict } from '../verdict/index.ts';
import type { RecoverOutcomeName, RecoverWords } from '../wording/index.ts';

export interface RecoverSeen {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** A `RecoverEventName`; another version may have written another. */
  readonly name: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export type RecoverStepName = keyof RecoverWords['steps'];

export interface RecoverStepRow {
  readonly step: RecoverStepName;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly outcome: keyof RecoverWords['stepOutcomes'];
  readonly verdict: { readonly code: CauseCode; readonly outcome: CredentialOutcome } | null;
  readonly seen: readonly RecoverSeen[];
}

export interface RecoverCheck {
  readonly check: keyof RecoverWords['checks'];
  /** A display: YES, NO, NOT-ASKED; else an outcome of ping, connect or a credential set. */
  readonly outcome: string;
  /** Null: it cannot be told. */
  readonly passed: boolean | null;
}

export type RecoverNextName = keyof RecoverWords['next'];

export interface RecoverReport {
  readonly meter: {
    readonly id: number | null;
    readonly name: string | null;
    readonly endpoint: Endpoint;
    readonly server: ServerAddress;
  };
  /** As the meter is called on the command line. */
  readonly typed: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly outcome: RecoverOutcomeName;
  /** The step after which the meter answered; null where it answered without, or does not. */
  readonly by: 'soft' | 'quiet' | 'power' | null;
  /** Where it is to be gone on with; null where it is over. */
  readonly goesOnWith: RecoverStepName | null;
  readonly steps: readonly RecoverStepRow[];
  readonly checks: readonly RecoverCheck[];
  /** Of the last questions; null where none were asked in this run. */
  readonly verdict: Verdict | null;
  /** Another address than the configured one, where the meter answers. */
  readonly found: ServerAddress | null;
  /** Whether the meter is paused now. */
  readonly paused: boolean;
  readonly next: readonly RecoverNextName[];
}

/** Steps in their order, for numbers. */
export const recoverStepNames: readonly RecoverStepName[] = ['pause', 'soft', 'quiet', 'power', 'checks', 'resume'];

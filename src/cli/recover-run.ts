/** What the steps of a recovery share: the meter, the times, the state on disk, what was seen, and the last verdict. */
import type { CredentialPlan } from '../campaign/index.ts';
import type { ServerAddress } from '../evidence/index.ts';
import { renderEndpoint, renderServerAddress } from '../evidence/index.ts';
import {
  type MeterEntry,
  type Recovery,
  type RecoveryOutcome,
  type RecoverySeen,
  type RecoveryStep,
  type RecoveryVerdict,
  removeRecovery,
  type SettingsFile,
  withDone,
  writeRecovery,
} from '../meters/index.ts';
import type { RecoverCheck, RecoverNextName, RecoverStepRow } from '../report/index.ts';
import type { Verdict } from '../verdict/index.ts';
import type { RecoverEventName, RecoverOutcomeName } from '../wording/index.ts';
import type { Ask } from './commands/ask.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import { keepHistory, type RunToKeep } from './keep-history.ts';
import type { MeterTarget } from './meter-target.ts';
import type { RecoverTimes } from './recover-options.ts';
import type { RecoverScreen } from './recover-screen.ts';
import type { KeepEvent } from './trace.ts';

export const recoverCommand = 'meter recover';

/** How a step ends. */
export type StepEnd =
  /** The next one follows. */
  | { readonly type: 'next'; readonly outcome: RecoveryOutcome }
  /** The meter answers: the checks follow. */
  | { readonly type: 'back' }
  | {
      readonly type: 'over';
      readonly outcome: RecoverOutcomeName;
      readonly exit: ExitCode;
      readonly next: readonly RecoverNextName[];
    };

export interface RecoverSetup {
  readonly context: Context;
  /** As the meter was typed. */
  readonly typed: string;
  readonly target: MeterTarget;
  /** With their secrets, for the checks alone. */
  readonly credentials: readonly CredentialPlan[];
  /** Null for a meter that is not registered. */
  readonly registered: { readonly settings: SettingsFile; readonly meter: MeterEntry } | null;
  readonly times: RecoverTimes;
  readonly yes: boolean;
  readonly yesDisplay: boolean;
  /** The settings worked before, as far as the history knows. */
  readonly everWorked: boolean;
  readonly ask: Ask;
  readonly keep: KeepEvent;
  readonly screen: RecoverScreen;
}

export class RecoverRun {
  readonly setup: RecoverSetup;
  readonly startedAt = new Date().toISOString();
  recovery: Recovery;
  /** Steps of this run. */
  readonly rows: RecoverStepRow[] = [];
  checks: readonly RecoverCheck[] = [];
  /** A question of this run was answered before the checks. */
  isBack = false;
  /** Of the last questions of this run. */
  verdict: Verdict | null = null;
  /** Another address than the configured one answered. */
  found: ServerAddress | null = null;
  readonly #startedMs = performance.now();
  #stepMs = 0;
  #seen: RecoverySeen[] = [];
  #stepVerdict: RecoveryVerdict | null = null;
  #isKept = true;

  constructor(setup: RecoverSetup, recovery: Recovery) {
    this.setup = setup;
    this.recovery = recovery;
  }

  get durationMs(): number {
    return performance.now() - this.#startedMs;
  }

  get step(): RecoveryStep {
    return this.recovery.step;
  }

  /** Kept on disk before anything is done. */
  begin(step: RecoveryStep): void {
    this.#seen = [];
    this.#stepVerdict = null;
    this.#stepMs = performance.now();
    this.change({ step, stepSince: new Date().toISOString() });
  }

  change(fields: Partial<Recovery>): void {
    this.recovery = { ...this.recovery, ...fields };
    const kept = writeRecovery(this.setup.context.configDir, this.recovery);
    // Told once: it will not be otherwise for the next step.
    if (!kept.kept && this.#isKept) this.tell('not-kept', { why: kept.why });
    this.#isKept = kept.kept;
  }

  /** Something was done or seen. */
  tell(name: RecoverEventName, values: RecoverySeen['values'] = {}): void {
    const seen = { at: new Date().toISOString(), name, values };
    this.#seen.push(seen);
    this.setup.screen.tell(this.step, seen);
  }

  /** What the last questions came to: for this step's row, and one record of the history. */
  asked(run: Omit<RunToKeep, 'meter'>, verdict: Verdict | null): void {
    this.verdict = verdict;
    const { code, outcome } = run.verdict;
    this.#stepVerdict = { code, outcome };
    keepHistory(this.setup.context, { ...run, meter: this.setup.target }, 'recover');
  }

  end(outcome: RecoveryOutcome): void {
    const row = {
      step: this.step,
      startedAt: this.recovery.stepSince,
      durationMs: Math.round(performance.now() - this.#stepMs),
      outcome,
      verdict: this.#stepVerdict,
      seen: this.#seen,
    };
    this.rows.push(row);
    this.recovery = withDone(this.recovery, row);
  }

  skip(step: RecoveryStep): void {
    this.rows.push({
      step,
      startedAt: new Date().toISOString(),
      durationMs: 0,
      outcome: 'skipped',
      verdict: null,
      seen: [],
    });
  }

  /** It is over: nothing is to be gone on with. */
  forget(): void {
    removeRecovery(this.setup.context.configDir, this.recovery.meter);
  }
}

/** A recovery that begins now. */
export function freshRecovery({ id, name, endpoint, server }: MeterTarget, step: RecoveryStep): Recovery {
  const now = new Date().toISOString();
  return {
    meter: { id, name, endpoint: renderEndpoint(endpoint), server: renderServerAddress(server) },
    startedAt: now,
    step,
    stepSince: now,
    power: null,
    broughtBack: null,
    done: [],
  };
}

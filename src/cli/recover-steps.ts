/** Runs the steps of a recovery in their order, from wherever it begins, and says what came of it. */
import type { RecoveryStep } from '../meters/index.ts';
import { type RecoverNextName, type RecoverReport, recoverStepNames } from '../report/index.ts';
import { fill, recoverWords } from '../wording/index.ts';

import { exitCode } from './exit-code.ts';
import { localTime } from './instants.ts';
import { type Asked, askGently, look } from './recover-ask.ts';
import { checksStep } from './recover-checks.ts';
import { giveBack, pauseNow, pauseStep } from './recover-pause.ts';
import { placeOf, planOf } from './recover-plan.ts';
import { notForThis, powerStep } from './recover-power.ts';
import { resumeStep } from './recover-resume.ts';
import type { RecoverRun, StepEnd } from './recover-run.ts';
import { exitCodeOfVerdict } from './verdict-exit.ts';

export type Ended = Extract<StepEnd, { readonly type: 'over' }>;

export interface RecoverStart {
  /** Of an earlier recovery; null where there was none, or a step was named. */
  readonly note: 'goes-on' | 'begins-anew' | null;
  readonly startedAt: string | null;
  readonly release: () => void;
}

/** @throws UsageError, SettingsError, RegistryError; the signal's reason: then it can be gone on with */
export async function recover(run: RecoverRun, first: RecoveryStep, start: RecoverStart): Promise<Ended> {
  const walk = new Walk(run, start);
  const ended = await walk.from(first);
  const isOver = ended.outcome !== 'unfinished' && ended.outcome !== 'interrupted';
  // After a recovery the pause has ended with its last step; after none it ends here.
  if (isOver && ended.outcome !== 'recovered') await giveBack(run);
  if (isOver) run.forget();
  return ended;
}

class Walk {
  readonly #run: RecoverRun;
  readonly #start: RecoverStart;
  /** What the last questions of this run came to. */
  #last: Asked | null = null;
  #isFirst = true;

  constructor(run: RecoverRun, start: RecoverStart) {
    this.#run = run;
    this.#start = start;
  }

  async from(first: RecoveryStep): Promise<Ended> {
    const run = this.#run;
    const steps = recoverStepNames.slice(recoverStepNames.indexOf(first));
    if (await this.#needsPause(first)) {
      const paused = await this.#do('pause');
      if (paused.type === 'over') return paused;
    }
    for (const step of steps) {
      if (run.isBack && (step === 'soft' || step === 'quiet' || step === 'power')) {
        run.skip(step);
        continue;
      }
      const end = await this.#do(step);
      if (end.type === 'over') return end;
    }
    throw new Error('the last step has no end');
  }

  /** Somebody may have resumed it since, or it begins in the middle: a collector that runs holds the line. */
  async #needsPause(first: RecoveryStep): Promise<boolean> {
    const { registered } = this.#run.setup;
    if (first === 'pause' || first === 'resume' || registered?.meter.collector === undefined) return false;
    return (await pauseNow(this.#run)) === null;
  }

  async #do(step: RecoveryStep): Promise<StepEnd> {
    const run = this.#run;
    run.begin(step);
    const planned = planOf(run.setup).steps.find((one) => one.step === step);
    if (planned !== undefined) run.setup.screen.step(step, planned);
    if (this.#isFirst) this.#tellStart(step);
    this.#isFirst = false;
    try {
      const end = await this.#work(step);
      if (end.type === 'back') {
        run.isBack = true;
        run.tell('back');
      }
      run.end(end.type === 'over' ? endOutcome(end) : end.type === 'back' ? 'answered' : end.outcome);
      return end;
    } catch (error) {
      run.setup.screen.stop();
      run.end('interrupted');
      run.change({});
      throw error;
    }
  }

  #tellStart(step: RecoveryStep): void {
    const { note, startedAt } = this.#start;
    if (note !== null) this.#run.tell(note, { at: localTime(startedAt ?? ''), ...placeOf(step) });
  }

  #work(step: RecoveryStep): Promise<StepEnd> {
    switch (step) {
      case 'pause':
        return pauseStep(this.#run);
      case 'soft':
        return this.#soft();
      case 'quiet':
        return this.#quiet();
      case 'power':
        return powerStep(this.#run, this.#last);
      case 'checks':
        return checksStep(this.#run);
      case 'resume':
        return resumeStep(this.#run, this.#isChecked(), this.#start.release);
    }
  }

  async #soft(): Promise<StepEnd> {
    const run = this.#run;
    const first = await look(run);
    this.#last = first;
    if (first.came === 'answers') {
      run.tell('answers-at-once');
      const exit = first.verdict === null ? exitCode.ok : exitCodeOfVerdict(first.verdict);
      return { type: 'over', outcome: 'answers', exit, next: exit === exitCode.ok ? [] : ['test'] };
    }
    if (first.came === 'closed') return this.#back('soft');
    if (first.came === 'other') return notForThis(run, first);
    const again = await askGently(run, { quietMs: 0, discs: true });
    this.#last = again;
    return this.#afterAsking('soft', again);
  }

  async #quiet(): Promise<StepEnd> {
    const run = this.#run;
    const { inactivityMs } = run.setup.times;
    run.tell('quiet-begins', { until: localTime(new Date(Date.now() + inactivityMs).toISOString()).slice(-8) });
    const asked = await askGently(run, { quietMs: inactivityMs, discs: false });
    this.#last = asked;
    return this.#afterAsking('quiet', asked);
  }

  #afterAsking(step: 'soft' | 'quiet', asked: Asked): StepEnd {
    const run = this.#run;
    if (asked.came === 'answers' || asked.came === 'closed') return this.#back(step);
    if (asked.came === 'other') return notForThis(run, asked);
    if (asked.came === 'refuses') {
      run.tell('refuses');
      return notForThis(run, asked);
    }
    run.tell('still-silent');
    return { type: 'next', outcome: 'silent' };
  }

  #back(step: 'soft' | 'quiet'): StepEnd {
    this.#run.change({ broughtBack: step });
    return { type: 'back' };
  }

  /** The checks of this run found that it answers; those of an earlier one are as old as that. */
  #isChecked(): boolean {
    return this.#run.rows.some(({ step, outcome }) => step === 'checks' && outcome === 'answered');
  }
}

function endOutcome({ outcome }: Ended): 'done' | 'answered' | 'silent' | 'stopped' {
  if (outcome === 'answers') return 'answered';
  if (outcome === 'recovered') return 'done';
  return outcome === 'not-recovered' ? 'silent' : 'stopped';
}

/** @param ended null where it was interrupted */
export async function reportOf(run: RecoverRun, ended: Ended | null): Promise<RecoverReport> {
  const { setup, recovery } = run;
  const { target, typed, context } = setup;
  const outcome = ended?.outcome ?? 'interrupted';
  const goesOn = outcome === 'unfinished' || outcome === 'interrupted';
  const isPaused = await isPausedNow(run);
  if (outcome === 'interrupted') {
    const { number, step } = placeOf(run.step);
    const sentence = fill(recoverWords[context.lang].interrupted, { number, all: recoverStepNames.length, step });
    context.err.write(`${sentence}\n`);
  }
  return {
    meter: target,
    typed,
    startedAt: run.startedAt,
    durationMs: run.durationMs,
    outcome,
    by: outcome === 'recovered' || outcome === 'not-recovered' ? recovery.broughtBack : null,
    goesOnWith: goesOn ? run.step : null,
    steps: run.rows,
    checks: run.checks,
    verdict: run.verdict,
    found: run.found,
    paused: isPaused,
    next: ended?.next ?? interruptedNext(isPaused),
  };
}

function interruptedNext(isPaused: boolean): readonly RecoverNextName[] {
  return isPaused ? ['goOn', 'giveUp'] : ['goOn'];
}

async function isPausedNow(run: RecoverRun): Promise<boolean> {
  try {
    return (await pauseNow(run)) !== null;
  } catch {
    // Removed meanwhile, or settings that cannot be read: told where it matters.
    return false;
  }
}

/** Shows on a terminal which phase of a test is waited for, and for how long. */
import type { TestPhase } from '../campaign/index.ts';
import { fill, testWords } from '../wording/index.ts';
import { startActivity } from './activity.ts';
import type { Context } from './context.ts';

export interface Progress {
  show(phase: TestPhase): void;
  /** Takes the line away, so that something else can be written. */
  stop(): void;
}

export async function startProgress(context: Context): Promise<Progress> {
  const activity = await startActivity(context);
  const words = testWords[context.lang].phases;
  return {
    show: (phase) =>
      activity.show(fill(words[phase.name] ?? phase.name, 'credential' in phase ? phase : {}), phase.forMs),
    stop: activity.stop,
  };
}

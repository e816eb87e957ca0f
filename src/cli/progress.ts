/** Shows on a terminal what is waited for and for how long; silent everywhere else, and then ora is not even loaded. */
import type { TestPhase } from '../campaign/index.ts';
import { fill, testWords } from '../wording/index.ts';
import type { Context } from './context.ts';

export interface Progress {
  show(phase: TestPhase): void;
  /** Takes the line away, so that something else can be written. */
  stop(): void;
}

/** Redrawing more often than this reads no better. */
const redrawMs = 100;
/** What passes sooner than this is not worth a line. */
const shortestMs = 150;

export async function startProgress({ err, json, lang, verbosity }: Context): Promise<Progress> {
  // A terminal that does not know its width (a fresh pty says 0) cannot be redrawn.
  if (!err.isTerminal || !(process.stderr.columns > 0) || json || verbosity > 0)
    return { show: () => {}, stop: () => {} };
  const { ora } = await import('./spinner.ts');
  const words = testWords[lang].phases;
  const spinner = ora({ stream: process.stderr, discardStdin: false });
  let phase: TestPhase | null = null;
  let since = performance.now();
  const draw = () => {
    if (phase === null) return;
    const seconds = (performance.now() - since) / 1000;
    const name = fill(words[phase.name] ?? phase.name, 'credential' in phase ? phase : {});
    spinner.text = fill(words.of ?? '', { name, seconds: seconds.toFixed(1), all: (phase.forMs / 1000).toFixed(1) });
    if (!spinner.isSpinning && seconds * 1000 >= shortestMs) spinner.start();
  };
  const timer = setInterval(draw, redrawMs);
  timer.unref();
  return {
    show: (next) => {
      phase = next;
      since = performance.now();
      draw();
    },
    stop: () => {
      clearInterval(timer);
      phase = null;
      spinner.stop();
    },
  };
}

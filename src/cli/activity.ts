/** Shows on a terminal what is being done and for how long; silent everywhere else, and then ora is not even loaded. */
import { fill, testWords } from '../wording/index.ts';
import type { Context } from './context.ts';

export interface Activity {
  /** @param forMs how long it can take; null where nobody knows, and then no time is shown */
  show(name: string, forMs: number | null): void;
  /** Takes the line away, so that something else can be written; `show` brings it back. */
  stop(): void;
}

/** Redrawing more often than this reads no better. */
const redrawMs = 100;
/** What passes sooner than this is not worth a line. */
const shortestMs = 150;

export async function startActivity({ err, json, lang, verbosity }: Context): Promise<Activity> {
  // A terminal that does not know its width (a fresh pty says 0) cannot be redrawn.
  if (!err.isTerminal || !(process.stderr.columns > 0) || json || verbosity > 0)
    return { show: () => {}, stop: () => {} };
  const { ora } = await import('./spinner.ts');
  const words = testWords[lang].phases;
  const spinner = ora({ stream: process.stderr, discardStdin: false });
  let current: { readonly name: string; readonly forMs: number | null } | null = null;
  let since = performance.now();
  const draw = () => {
    if (current === null) return;
    const { name, forMs } = current;
    const ms = performance.now() - since;
    spinner.text =
      forMs === null
        ? name
        : fill(words.of ?? '', { name, seconds: (ms / 1000).toFixed(1), all: (forMs / 1000).toFixed(1) });
    if (!spinner.isSpinning && ms >= shortestMs) spinner.start();
  };
  let timer: NodeJS.Timeout | null = null;
  return {
    show: (name, forMs) => {
      timer ??= setInterval(draw, redrawMs).unref();
      // A count that moves on is the same work: the line that is shown stays.
      if (forMs !== null || current?.forMs !== null) since = performance.now();
      current = { name, forMs };
      draw();
    },
    stop: () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      current = null;
      spinner.stop();
    },
  };
}

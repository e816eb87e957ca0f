/** Keeps a conversation in the capture format while it happens, and shows it frame by frame where that was asked for. */
import { fchmodSync, openSync, writeSync } from 'node:fs';
import { toSpacedHex } from '../bytes/hex.ts';
import { safeText } from '../bytes/printable.ts';
import { type CaptureEvent, renderCaptureEvent } from '../line/index.ts';
import { testCommandWords } from '../wording/index.ts';
import { type Context, UsageError } from './context.ts';

export type KeepEvent = (event: CaptureEvent) => void;

/**
 * Starts a trace file (mode 0600: it may hold what a meter said).
 * @param shows what the trace is of, for its head
 * @throws UsageError where the file cannot be written
 */
export function startTrace({ lang, err }: Context, file: string, shows: string): KeepEvent {
  const words = testCommandWords[lang];
  const failed = (error: unknown) =>
    new UsageError(words.traceFailed(file, (error as NodeJS.ErrnoException).code ?? 'unknown'), words.traceHint);
  let opened: number | null = null;
  try {
    opened = openSync(file, 'w', 0o600);
    // A file that was there before keeps its mode otherwise.
    fchmodSync(opened, 0o600);
    writeSync(opened, `# source  meter, ${new Date().toISOString()}\n# shows   ${safeText(shows)}\n`);
  } catch (error) {
    throw failed(error);
  }
  return (event) => {
    if (opened === null) return;
    try {
      writeSync(opened, `${renderCaptureEvent(event)}\n`);
    } catch (error) {
      // A full disk is no reason to leave a meter's link open: it is told once, and the test goes on.
      opened = null;
      err.write(`meter: ${safeText(failed(error).message)}\n`);
    }
  };
}

/** Shows each event as it happens: `-v` its bytes, `-vv` every byte explained. */
export async function showEvents({ err, lang, verbosity }: Context): Promise<KeepEvent> {
  if (verbosity === 0) return () => {};
  const { explainer } = await import('./explain.ts');
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: err.colourLevel });
  const explain = explainer({ lang, columns: err.columns, chalk });
  return (event) => {
    const at = `${Math.round(event.atMs)} ms`.padStart(9);
    if (event.kind === 'state') return err.write(`${chalk.dim(at)}  ${event.state}\n`);
    const arrow = event.kind === 'sent' ? '>' : '<';
    err.write(`${chalk.dim(at)}  ${arrow} ${toSpacedHex(event.bytes)}\n`);
    if (verbosity > 1) err.write(explain(event.bytes));
  };
}

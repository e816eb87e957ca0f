/**
 * Keeps a conversation while it happens: in the capture format, as pcapng, both; and shows it frame by frame where that
 * was asked for.
 */
import { fchmodSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { toSpacedHex } from '../bytes/hex.ts';
import { safeText } from '../bytes/printable.ts';
import { type CaptureEvent, type Connection, PcapngWriter, renderCaptureEvent } from '../line/index.ts';
import { testCommandWords } from '../wording/index.ts';
import { type Context, UsageError } from './context.ts';

export type KeepEvent = (event: CaptureEvent) => void;

/** Options of every command that talks over a line. */
export interface RecordOptions {
  readonly trace?: string | undefined;
  readonly pcap?: string | undefined;
}

/**
 * Starts the files that were asked for.
 * @param shows what they are of, for their heads
 * @throws UsageError where one cannot be written
 */
export function startRecords(context: Context, { trace, pcap }: RecordOptions, shows: string): readonly KeepEvent[] {
  if (trace !== undefined && pcap !== undefined && resolve(trace) === resolve(pcap)) {
    const words = testCommandWords[context.lang];
    throw new UsageError(words.sameFile(trace), words.traceHint);
  }
  return [
    ...(trace === undefined ? [] : [startTrace(context, trace, shows)]),
    ...(pcap === undefined ? [] : [startPcap(context, pcap, shows)]),
  ];
}

/**
 * Starts a trace file (mode 0600: it may hold what a meter said).
 * @param shows what the trace is of, for its head
 * @throws UsageError where the file cannot be written
 */
function startTrace(context: Context, file: string, shows: string): KeepEvent {
  const write = startFile(
    context,
    file,
    `# source  meter, ${new Date().toISOString()}\n# shows   ${safeText(shows)}\n`,
  );
  return (event) => write(`${renderCaptureEvent(event)}\n`);
}

/** Starts a pcapng file, as a trace is started. @throws UsageError where the file cannot be written */
function startPcap(context: Context, file: string, shows: string): KeepEvent {
  const writer = new PcapngWriter();
  const write = startFile(context, file, writer.head(`meter ${packageFile.version}`, safeText(shows)));
  const startedAt = new WeakMap<Connection, number>();
  return (event) => {
    const { connection } = event;
    // Every connection tells the time of its own run: what it says at once is held against this host's clock.
    const started = performance.timeOrigin + performance.now() - event.atMs;
    const known = connection === undefined ? undefined : startedAt.get(connection);
    if (connection !== undefined && known === undefined) startedAt.set(connection, started);
    write(writer.blocks(event, known ?? started));
  };
}

/** @param head what the file begins with */
function startFile(
  { lang, err }: Context,
  file: string,
  head: string | Uint8Array,
): (more: string | Uint8Array) => void {
  const words = testCommandWords[lang];
  const failed = (error: unknown) =>
    new UsageError(words.traceFailed(file, (error as NodeJS.ErrnoException).code ?? 'unknown'), words.traceHint);
  const put = (to: number, what: string | Uint8Array) =>
    typeof what === 'string' ? writeSync(to, what) : writeSync(to, what);
  let opened: number | null = null;
  try {
    opened = openSync(file, 'w', 0o600);
    // A file that was there before keeps its mode otherwise.
    fchmodSync(opened, 0o600);
    put(opened, head);
  } catch (error) {
    throw failed(error);
  }
  return (more) => {
    if (opened === null) return;
    try {
      put(opened, more);
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

/** Follows a meter by the log of its collector, which holds the line: nothing is sent to the meter. */
import { CollectorError, type CollectorFailureCode, isCollectorError, openCollector } from '../collector/index.ts';
import { logFigures } from '../report/index.ts';
import { exitCode } from './exit-code.ts';
import { Backoff } from './follow-backoff.ts';
import type { FollowEnd, FollowRun } from './follow-run.ts';
import type { FollowWatch } from './follow-watch.ts';

/** What does not change by waiting. */
const lasting: readonly CollectorFailureCode[] = [
  'no-systemd',
  'no-program',
  'no-bus',
  'unit-missing',
  'unit-masked',
  'no-permission',
  'no-command',
  'unsupported',
];
/** Lines that were there before. */
const linesBefore = 10;
/** Asking systemd costs a process. */
const leastStatusMs = 10_000;

/** @throws the signal's reason */
export async function followCollector(run: FollowRun, watch: FollowWatch, random: () => number): Promise<FollowEnd> {
  const backoff = new Backoff({ inactivityMs: 0, random });
  for (let lines = linesBefore; ; lines = 0) {
    const ended = await readLog(run, watch, lines);
    if (typeof ended === 'string') return ended;
    run.exit = exitCode.fault;
    run.tell({ event: 'collector', failure: ended });
    if (lasting.includes(ended.code)) return 'given-up';
    const now = run.now();
    const { at } = backoff.failed(now, false);
    run.tell({ event: 'reconnect', inMs: Math.round(at - now), why: 'growing' });
    const waited = await run.waitUntil(at);
    if (waited !== null) return waited;
    if (await isOver(watch)) return 'way';
  }
}

/** The collector holds the line no longer. One that cannot be asked may hold it all the same. */
async function isOver(watch: FollowWatch): Promise<boolean> {
  const { way, failure } = await watch.choose();
  return way === 'meter' && failure === null;
}

/** Until the log ends, another way is the right one, or the time is over. */
async function readLog(run: FollowRun, watch: FollowWatch, lines: number): Promise<FollowEnd | CollectorError> {
  const { signal } = run.context;
  const stop = new AbortController();
  const abort = () => stop.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  signal.throwIfAborted();
  const reading = read(run, watch, lines, stop.signal).finally(() => stop.abort('ended'));
  const watching = keepWatch(run, watch, stop);
  try {
    const [read, seen] = await Promise.all([reading, watching]);
    signal.throwIfAborted();
    return seen ?? read;
  } finally {
    signal.removeEventListener('abort', abort);
    stop.abort('ended');
  }
}

async function read(
  run: FollowRun,
  { entry }: FollowWatch,
  lines: number,
  signal: AbortSignal,
): Promise<FollowEnd | CollectorError> {
  const collector = entry.paused?.collector ?? entry.collector;
  if (collector === undefined) return 'way';
  try {
    for await (const line of openCollector(collector, entry.id).logs({ lines, since: null, follow: true, signal })) {
      run.exit = exitCode.ok;
      run.tally.logLines += 1;
      run.tell({ event: 'log', line, ...logFigures(line.text) });
      run.countRound();
      await run.context.out.drained?.();
      if (run.isOver || signal.aborted) return 'bounds';
    }
    if (signal.aborted) return 'bounds';
    return new CollectorError('failed', null);
  } catch (error) {
    if (isCollectorError(error)) return error;
    if (signal.aborted) return 'bounds';
    throw error;
  }
}

/** Beside the log: the registry, the collector's state, and the time. @returns why the log is left; null where it ended */
async function keepWatch(run: FollowRun, watch: FollowWatch, stop: AbortController): Promise<FollowEnd | null> {
  let askedAt = run.now();
  try {
    for (;;) {
      const left = Math.min(leastStatusMs, run.plan.everyMs);
      const ended = await run.waitUntil(run.now() + left, stop.signal);
      if (ended !== null) return ended;
      if (run.now() - askedAt < leastStatusMs) continue;
      askedAt = run.now();
      if (await isOver(watch)) return 'way';
    }
  } catch (error) {
    if (stop.signal.aborted) return null;
    throw error;
  } finally {
    stop.abort('left');
  }
}

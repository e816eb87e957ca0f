/** Watches the way to a meter while its power goes off and on: ping, and whether the TCP port takes a connection. */
import { LineError, openTcp, pause, ping } from '../line/index.ts';

export interface Path {
  /** Null where this system cannot ask. */
  readonly ping: boolean | null;
  readonly port: boolean;
  /** How connecting ended: OK, REFUSED … */
  readonly outcome: string;
}

export type PathChange = 'port-gone' | 'port-back' | 'ping-gone' | 'ping-back';

/** A connection is given this long: a gateway near by takes less, one without power none at all. */
const connectTimeoutMs = 1500;
const slowest = { everyMs: 2000, looks: 20 } as const;

/** Looks once. @throws the signal's reason */
export async function lookAtPath(host: string, port: number, signal: AbortSignal): Promise<Path> {
  const pinging = ping(host, signal);
  let outcome = 'OK';
  try {
    await (await openTcp(host, port, { connectTimeoutMs, signal })).close();
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    outcome = error.code;
  } finally {
    // It may have been called off: then nobody waits for it.
    pinging.catch(() => {});
  }
  const { outcome: echo } = await pinging;
  signal.throwIfAborted();
  return { ping: echo === 'unavailable' ? null : echo === 'answered', port: outcome === 'OK', outcome };
}

/**
 * Looks again and again for so long, and tells each change.
 * @param before how it was; what is given back is how it is at the end
 * @throws the signal's reason
 */
export async function watchPath(
  { host, port }: { readonly host: string; readonly port: number },
  forMs: number,
  before: Path,
  onChange: (change: PathChange, path: Path) => void,
  signal: AbortSignal,
): Promise<Path> {
  const until = performance.now() + forMs;
  const everyMs = Math.min(slowest.everyMs, forMs / slowest.looks);
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort('over'), forMs);
  const either = AbortSignal.any([signal, ended.signal]);
  let path = before;
  try {
    while (performance.now() < until) {
      const now = await lookAtPath(host, port, either);
      if (now.port !== path.port) onChange(now.port ? 'port-back' : 'port-gone', now);
      if (now.ping !== null && path.ping !== null && now.ping !== path.ping) {
        onChange(now.ping ? 'ping-back' : 'ping-gone', now);
      }
      path = { ...now, ping: now.ping ?? path.ping };
      await pause(Math.min(everyMs, Math.max(0, until - performance.now())), either);
    }
  } catch (error) {
    // The time is over in the middle of a look: what was seen before counts.
    if (signal.aborted || !ended.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
  }
  return path;
}

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
const looks = { slowestMs: 2000, atLeast: 20 } as const;

/** Looks once. @throws the signal's reason */
export async function lookAtPath(host: string, port: number, signal: AbortSignal): Promise<Path> {
  const [echo, outcome] = await Promise.all([echoes(host, signal), connects(host, port, signal)]);
  return { ping: echo, port: outcome === 'OK', outcome };
}

/**
 * Looks again and again for so long, at both by themselves, and tells each change.
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
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort('over'), forMs);
  const either = AbortSignal.any([signal, ended.signal]);
  const everyMs = Math.min(looks.slowestMs, forMs / looks.atLeast);
  let path = before;
  const watchPing = async () => {
    const now = path.ping === null ? null : await echoes(host, either);
    if (now === null || now === path.ping) return;
    path = { ...path, ping: now };
    onChange(now ? 'ping-back' : 'ping-gone', path);
  };
  const watchPort = async () => {
    const outcome = await connects(host, port, either);
    const isOpen = outcome === 'OK';
    const isOther = isOpen !== path.port;
    path = { ...path, port: isOpen, outcome };
    if (isOther) onChange(isOpen ? 'port-back' : 'port-gone', path);
  };
  const repeat = async (look: () => Promise<void>) => {
    for (;;) {
      await look();
      await pause(everyMs, either);
    }
  };
  try {
    await Promise.all([watchPing, watchPort].map(repeat));
  } catch (error) {
    // The time is over in the middle of a look: what was seen before counts.
    if (signal.aborted || !ended.signal.aborted) throw error;
  } finally {
    clearTimeout(timer);
    ended.abort('over');
  }
  return path;
}

/** Null where this system cannot ask. */
async function echoes(host: string, signal: AbortSignal): Promise<boolean | null> {
  const { outcome } = await ping(host, signal);
  // Called off, it tells what came by then, and that is not all.
  signal.throwIfAborted();
  return outcome === 'unavailable' ? null : outcome === 'answered';
}

/** How connecting ends: OK, or the error's code. */
async function connects(host: string, port: number, signal: AbortSignal): Promise<string> {
  try {
    await (await openTcp(host, port, { connectTimeoutMs, signal })).close();
    return 'OK';
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    return error.code;
  }
}

/**
 * ICMP echo through the system's own `ping`: Node has no ICMP socket, and an unprivileged process may not make one.
 * Arguments go as a list, never through a shell; the answer is read in the C locale.
 */
import { execFile } from 'node:child_process';

export type PingResult =
  | {
      readonly outcome: 'answered';
      readonly sent: number;
      readonly received: number;
      readonly rttMs: readonly number[];
    }
  | { readonly outcome: 'silent'; readonly sent: number }
  | { readonly outcome: 'unreachable' | 'unknown-host' }
  /** The system offers no way to ask. */
  | { readonly outcome: 'unavailable'; readonly why: 'no-ping' | 'not-permitted' | 'platform' | 'stopped' | 'failed' };

const count = 3;

const argumentsOf: Partial<Record<NodeJS.Platform, (host: string) => string[]>> = {
  linux: (host) => ['-n', '-c', `${count}`, '-i', '0.2', '-W', '1', '--', host],
  darwin: (host) => ['-n', '-c', `${count}`, '-i', '0.2', '-W', '1000', host],
};

/** Sends three echo requests, 0.2 s apart. Ends within two seconds. */
export function ping(host: string, signal?: AbortSignal): Promise<PingResult> {
  const args = argumentsOf[process.platform]?.(host);
  if (args === undefined || host.startsWith('-')) return Promise.resolve({ outcome: 'unavailable', why: 'platform' });
  return new Promise((resolve) => {
    execFile(
      'ping',
      args,
      {
        env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', LANG: 'C' },
        timeout: 2500,
        maxBuffer: 65536,
        ...(signal === undefined ? {} : { signal }),
      },
      (error, stdout, stderr) => resolve(readPing(error, stdout, stderr)),
    );
  });
}

/** Reads what iputils, busybox and BSD pings print. */
export function readPing(error: { code?: unknown; name?: string } | null, stdout: string, stderr: string): PingResult {
  if (error?.code === 'ENOENT') return { outcome: 'unavailable', why: 'no-ping' };
  if (error?.code === 'EACCES' || error?.code === 'EPERM') return { outcome: 'unavailable', why: 'not-permitted' };
  const rttMs = [...stdout.matchAll(/time[=<]([\d.]+) ?ms/g)].map((match) => Number(match[1]));
  const sent = Number(/(\d+) packets transmitted/.exec(stdout)?.[1] ?? Number.NaN);
  // Called off early, it tells what had come by then.
  if (error?.name === 'AbortError' && rttMs.length === 0) return { outcome: 'unavailable', why: 'stopped' };
  if (rttMs.length > 0) {
    return { outcome: 'answered', sent: Number.isNaN(sent) ? rttMs.length : sent, received: rttMs.length, rttMs };
  }
  if (/unreachable/i.test(stderr + stdout)) return { outcome: 'unreachable' };
  if (/not known|cannot resolve|bad address|unknown host|name resolution/i.test(stderr))
    return { outcome: 'unknown-host' };
  if (/permitted|permission|denied/i.test(stderr)) return { outcome: 'unavailable', why: 'not-permitted' };
  return sent > 0 ? { outcome: 'silent', sent } : { outcome: 'unavailable', why: 'failed' };
}

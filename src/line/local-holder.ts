/**
 * Which process of this host holds a TCP connection to an endpoint, by `ss` (iproute2). As another user than root the
 * system names the connection but not its process: that is said, not guessed.
 */
import { execFile } from 'node:child_process';
import { isIP } from 'node:net';

export interface LocalHolder {
  /** Null where the system does not tell this user. */
  readonly pid: number | null;
  readonly name: string | null;
}

export type LocalHolders =
  | { readonly outcome: 'read'; readonly holders: readonly LocalHolder[] }
  | { readonly outcome: 'unavailable'; readonly why: 'no-ss' | 'platform' | 'name' };

/** @param address the IP address reached; a host name cannot be looked up in the connection table */
export function localHolders(address: string, port: number, signal?: AbortSignal): Promise<LocalHolders> {
  if (process.platform !== 'linux') return Promise.resolve({ outcome: 'unavailable', why: 'platform' });
  const family = isIP(address);
  if (family === 0) return Promise.resolve({ outcome: 'unavailable', why: 'name' });
  const destination = family === 6 ? `[${address}]:${port}` : `${address}:${port}`;
  return new Promise((resolve) => {
    execFile(
      'ss',
      ['-H', '-tnp', 'state', 'established', 'dst', destination],
      {
        env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' },
        timeout: 1000,
        maxBuffer: 1 << 20,
        ...(signal === undefined ? {} : { signal }),
      },
      (error, stdout) => {
        if (error) return resolve({ outcome: 'unavailable', why: 'no-ss' });
        resolve({ outcome: 'read', holders: readSs(stdout).filter(({ pid }) => pid !== process.pid) });
      },
    );
  });
}

/** Reads the rows of `ss -H -tnp`: one holder a connection, nameless where no `users:(…)` stands. */
export function readSs(stdout: string): readonly LocalHolder[] {
  return stdout
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => {
      const user = /users:\(\("([^"]*)",pid=(\d+)/.exec(row);
      return { pid: user ? Number(user[2]) : null, name: user?.[1] ?? null };
    });
}

/**
 * Which process of this host holds a TCP connection to an endpoint, and which unit of systemd it belongs to: by `ss`
 * (iproute2), else by /proc. Another user than root is told the connection, its user and mostly its unit, but not the
 * process: what could not be seen is null, not guessed.
 */
import { execFile } from 'node:child_process';
import { isIP } from 'node:net';
import { unitOfCgroup } from './cgroup-unit.ts';
import { procSockets, unitOf } from './proc-sockets.ts';

export interface LocalHolder {
  /** Null where the system does not tell this user. */
  readonly pid: number | null;
  readonly name: string | null;
  /** `dlms-multi-meter.service`; null where it belongs to none, or the system does not tell. */
  readonly unit: string | null;
  /** Whose unit: the system's, or a user's own manager's. */
  readonly scope: 'system' | 'user' | null;
  /** Who owns the connection; null where not even that is told. */
  readonly uid: number | null;
}

export type LocalHolders =
  | {
      readonly outcome: 'read';
      readonly holders: readonly LocalHolder[];
      /** Connections of this host that nobody holds any more: closed, and kept by the kernel for a minute. */
      readonly justClosed: number;
    }
  | { readonly outcome: 'unavailable'; readonly why: 'no-ss' | 'platform' | 'name' };

/** @param address the IP address reached; a host name cannot be looked up in the connection table */
export async function localHolders(address: string, port: number, signal?: AbortSignal): Promise<LocalHolders> {
  if (process.platform !== 'linux') return { outcome: 'unavailable', why: 'platform' };
  if (isIP(address) === 0) return { outcome: 'unavailable', why: 'name' };
  const stdout = await askSs(address, port, signal);
  const found = stdout === null ? procSockets(address, port) : readSs(stdout);
  if (found === null) return { outcome: 'unavailable', why: 'no-ss' };
  const holders = found.holders.filter(({ pid }) => pid !== process.pid).map(withUnit);
  return { outcome: 'read', holders, justClosed: found.justClosed };
}

/** Null where there is no `ss`, or none that can do this. */
function askSs(address: string, port: number, signal: AbortSignal | undefined): Promise<string | null> {
  const destination = isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
  return new Promise((resolve) => {
    execFile(
      'ss',
      ['-H', '-a', '-tnpe', 'dst', destination],
      {
        env: { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, LC_ALL: 'C' },
        timeout: 1000,
        maxBuffer: 1 << 20,
        ...(signal === undefined ? {} : { signal }),
      },
      (error, stdout) => resolve(error ? null : stdout),
    );
  });
}

/** An `ss` that tells no control group leaves the process to be asked. */
function withUnit(holder: LocalHolder): LocalHolder {
  if (holder.unit !== null || holder.pid === null) return holder;
  const unit = unitOf(holder.pid);
  return unit === null ? holder : { ...holder, unit: unit.name, scope: unit.scope };
}

const leaving = /^(?:TIME-WAIT|FIN-WAIT-[12]|CLOSING)$/;

/**
 * Reads the rows of `ss -H -a -tnpe`: one holder an established connection.
 *
 *   ESTAB 0 0 127.0.0.1:55310 127.0.0.1:3999 users:(("node",pid=244,fd=3)) uid:1000 ino:212 sk:11 cgroup:/… <->
 */
export function readSs(stdout: string): { readonly holders: readonly LocalHolder[]; readonly justClosed: number } {
  const rows = stdout.split('\n').filter((row) => row.trim() !== '');
  const stateOf = (row: string) => row.trim().split(/\s+/, 1)[0] ?? '';
  return {
    holders: rows.filter((row) => stateOf(row) === 'ESTAB').map(readHolder),
    justClosed: rows.filter((row) => leaving.test(stateOf(row))).length,
  };
}

function readHolder(row: string): LocalHolder {
  const user = /users:\(\("((?:[^"\\]|\\.)*)",pid=(\d+)/.exec(row);
  // What follows the users are words of the system's own; a process's name stands before them, and may hold anything.
  const told = row.slice((user?.index ?? 0) + (user?.[0].length ?? 0));
  const unit = unitOfCgroup(/ cgroup:(\/\S*)/.exec(told)?.[1] ?? '');
  const uid = / uid:(\d+)/.exec(told)?.[1];
  return {
    pid: user ? Number(user[2]) : null,
    name: user?.[1] ?? null,
    unit: unit?.name ?? null,
    scope: unit?.scope ?? null,
    // It leaves out root's.
    uid: uid !== undefined ? Number(uid) : / ino:\d/.test(told) ? 0 : null,
  };
}

/**
 * Who holds a connection, by /proc alone, for hosts without `ss`: the kernel's table of connections, and the descriptors
 * of every process that this user may look into.
 *
 *   sl  local_address rem_address   st … uid … inode
 *   0:  0100007F:A2C4 0100007F:0D05 01 … 1000 … 4711      addresses in hexadecimal, each 32-bit word in the host's order
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { endianness } from 'node:os';
import { unitOfProcess } from './cgroup-unit.ts';
import type { LocalHolder } from './local-holder.ts';

export interface ProcSockets {
  readonly holders: readonly LocalHolder[];
  readonly justClosed: number;
}

const tcpState = { established: '01', finWait1: '04', finWait2: '05', timeWait: '06' } as const;
const leaving: readonly string[] = [tcpState.finWait1, tcpState.finWait2, tcpState.timeWait];

/** @param address IPv4 or IPv6 @returns null where this system has no such table */
export function procSockets(address: string, port: number): ProcSockets | null {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => readText(path) ?? []);
  if (tables.length === 0) return null;
  const rows = tables.flatMap((table) => readTable(table, remotesOf(address, port)));
  const established = rows.filter(({ state }) => state === tcpState.established);
  const owners = established.length === 0 ? new Map() : ownersOf(new Set(established.map(({ inode }) => inode)));
  return {
    holders: established.map(({ inode, uid }) => holderOf(owners.get(inode) ?? null, uid)),
    justClosed: rows.filter(({ state }) => leaving.includes(state)).length,
  };
}

export interface TableRow {
  readonly state: string;
  readonly uid: number;
  readonly inode: string;
}

/** The rows of /proc/net/tcp{,6} whose far end is one of these. */
export function readTable(table: string, remotes: readonly string[]): readonly TableRow[] {
  return table.split('\n').flatMap((line) => {
    const [, , remote = '', state = '', , , , uid = '', , inode = ''] = line.trim().split(/\s+/);
    return remotes.includes(remote) ? [{ state, uid: Number(uid), inode }] : [];
  });
}

/** How an endpoint stands in the tables: an IPv4 one also as the IPv6 address that maps it. */
export function remotesOf(address: string, port: number, order: 'LE' | 'BE' = endianness()): readonly string[] {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  if (isIPv4(address)) {
    const word = wordOf(address.split('.').map(Number), order);
    return [`${word}${end}`, `${'0'.repeat(16)}${wordOf([0, 0, 255, 255], order)}${word}${end}`];
  }
  const octets = octetsOfIpv6(address);
  const words = [0, 4, 8, 12].map((at) => wordOf(octets.slice(at, at + 4), order));
  return [`${words.join('')}${end}`];
}

function wordOf(octets: readonly number[], order: 'LE' | 'BE'): string {
  const inOrder = order === 'LE' ? octets.toReversed() : octets;
  return inOrder.map((octet) => octet.toString(16).toUpperCase().padStart(2, '0')).join('');
}

function octetsOfIpv6(address: string): readonly number[] {
  // The URL parser writes every form of an IPv6 address in one way, without IPv4 at its end.
  const canonical = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  const [left = '', right] = canonical.split('::');
  const groups = (side: string) => (side === '' ? [] : side.split(':').map((group) => Number.parseInt(group, 16)));
  const tail = groups(right ?? '');
  const head = groups(left);
  const all = right === undefined ? head : [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
  return all.flatMap((group) => [group >> 8, group & 0xff]);
}

function ownersOf(inodes: ReadonlySet<string>): ReadonlyMap<string, number> {
  const owners = new Map<string, number>();
  for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name))) {
    // Descriptors of other users' processes are hidden: their folder gives no names.
    for (const descriptor of namesIn(`/proc/${pid}/fd`)) {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${descriptor}`)) ?? [];
      if (inode !== undefined && inodes.has(inode)) owners.set(inode, Number(pid));
    }
    if (owners.size === inodes.size) break;
  }
  return owners;
}

function holderOf(pid: number | null, uid: number): LocalHolder {
  if (pid === null) return { pid, name: null, unit: null, scope: null, uid };
  const unit = unitOf(pid);
  const name = readText(`/proc/${pid}/comm`)?.trim() ?? null;
  return { pid, name, unit: unit?.name ?? null, scope: unit?.scope ?? null, uid };
}

export function unitOf(pid: number): ReturnType<typeof unitOfProcess> {
  return unitOfProcess(readText(`/proc/${pid}/cgroup`) ?? '');
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

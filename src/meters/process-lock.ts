/**
 * A lock between processes: a file that names its holder.
 *
 * It appears complete or not at all (written under another name, then linked to its own, which fails where the name is
 * taken). A holder that died leaves it behind: then it is taken over. Removing it and creating it anew would let two
 * in, because a second waiter, who also saw the dead holder, could remove the new lock. So:
 *
 *   1. every lock carries a token that no other lock ever carries;
 *   2. the lock with the dead holder's token X is replaced only by who holds the lock `<path>.X`, which is
 *      one of this very kind (its holder, too, may die, and leave a token Y to be replaced under `<path>.Y`);
 *   3. who holds `<path>.X` looks again, and replaces the lock (one rename) only if it still carries X.
 *
 * Between 3's look and its rename nothing can change: the owner of X is dead, and nobody else holds `<path>.X`.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isRunning, type ProcessIdentity, thisProcess } from './running-process.ts';

export interface LockOwner extends ProcessIdentity {
  /** What it does, for the one who waits: `meter add`. Never arguments: they may hold a secret. */
  readonly command: string;
}

export type LockAttempt =
  /** `release` may be called more than once. */
  | { readonly held: true; release(): void }
  /** Somebody else holds it; null where it changed hands while we looked. */
  | { readonly held: false; readonly owner: LockOwner | null };

/** This process as the owner of a lock. */
export function lockOwner(command: string): LockOwner {
  return { ...thisProcess(), command };
}

/**
 * Takes a lock, or says who holds it; never waits.
 * @param path the lock file; its folder must exist, and file names that begin with it belong to the lock
 * @throws the system's error where the folder cannot be written or the file system has no hard links
 */
export function tryLock(path: string, owner: LockOwner): LockAttempt {
  const attempt = take(path, path, owner);
  if (attempt.held) removeLitter(path);
  return attempt;
}

/** Who holds a lock now, without touching it; null where nobody who still runs does. */
export function whoHolds(path: string): LockOwner | null {
  const owner = readLock(path)?.owner ?? null;
  return owner !== null && isRunning(owner) ? owner : null;
}

/** How often the lock may change hands while we look before we say so. */
const looks = 5;

/** @param root the lock that all this is about; locks for taking over stand beside it, so names do not grow */
function take(path: string, root: string, owner: LockOwner): LockAttempt {
  const token = randomUUID();
  // The process id in the name tells whose litter it is, should we be killed before its content is written.
  // Others may read it: another user who waits shall see for whom, and /proc tells no less.
  const draft = `${root}.${owner.pid}-${token}.new`;
  try {
    writeFileSync(draft, `${JSON.stringify({ ...owner, token })}\n`, { flag: 'wx', mode: 0o644 });
    for (let look = 0; look < looks; look++) {
      if (linked(draft, path)) return held(path, token);
      const found = readLock(path);
      if (found === null) continue;
      if (found.owner !== null && isRunning(found.owner)) return { held: false, owner: found.owner };
      const heir = take(`${root}.${found.token}`, root, owner);
      if (!heir.held) return heir;
      try {
        if (readLock(path)?.token === found.token) {
          renameSync(draft, path);
          return held(path, token);
        }
      } finally {
        heir.release();
      }
    }
    return { held: false, owner: null };
  } finally {
    rmSync(draft, { force: true });
  }
}

function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function held(path: string, token: string): LockAttempt {
  let isOurs = true;
  return {
    held: true,
    release() {
      // Somebody may have removed the file by hand, and somebody else taken the lock.
      if (isOurs && readLock(path)?.token === token) rmSync(path, { force: true });
      isOurs = false;
    },
  };
}

interface Lock {
  readonly token: string;
  /** Null where the content says nothing: a power failure, a hand; nobody who still runs wrote it. */
  readonly owner: LockOwner | null;
}

function readLock(path: string): Lock | null {
  try {
    const text = readFileSync(path, 'utf8');
    return parseLock(text) ?? { token: `damaged-${identityOf(path)}`, owner: null };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parseLock(text: string): Lock | null {
  try {
    const { pid, start, command, token } = JSON.parse(text) as Record<string, unknown>;
    if (typeof pid !== 'number' || typeof token !== 'string' || !/^[\w-]{1,64}$/.test(token)) return null;
    const owner = {
      pid,
      start: typeof start === 'string' ? start : null,
      command: typeof command === 'string' ? command : '',
    };
    return { token, owner };
  } catch {
    return null;
  }
}

function identityOf(path: string): string {
  const { ino, mtimeNs } = statSync(path, { bigint: true });
  return `${ino}-${mtimeNs}`;
}

/**
 * Removes what killed processes left. Only the holder does this, and only to files of processes that ended: a lock
 * `<path>.X` that loses its name here speaks of a token that the held lock does not carry, so it opens nothing.
 */
function removeLitter(path: string): void {
  const folder = dirname(path);
  const beginning = `${basename(path)}.`;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(beginning)) continue;
    const file = join(folder, name);
    const [, writer] = /\.(\d+)-[^.]+\.new$/.exec(name) ?? [];
    try {
      const owner = readLock(file)?.owner ?? (writer === undefined ? null : { pid: Number(writer), start: null });
      if (owner === null || !isRunning(owner)) rmSync(file, { force: true });
    } catch {
      // Litter that cannot be removed blocks nobody.
    }
  }
}

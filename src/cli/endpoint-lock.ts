/** One run at a time for an endpoint: two of ours would only make the gateway say that it is busy, of ourselves. */
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Endpoint, Evidence } from '../evidence/index.ts';
import { type LockOwner, lockOwner, tryLock, whoHolds } from '../meters/index.ts';

export interface EndpointLock {
  readonly evidence: Evidence<'own.lock'>;
  release(): void;
}

/**
 * Takes the lock of an endpoint, or says which run holds it. Where locks cannot be kept at all the run goes on
 * without one: the worst that follows is a busy text, and that is told as such.
 */
export function holdEndpoint(endpoint: Endpoint, command: string): EndpointLock {
  try {
    const folder = lockFolder();
    if (folder === null) return { evidence: lockEvidence('FREE', null, null), release: () => {} };
    const attempt = tryLock(join(folder, lockName(endpoint)), lockOwner(command));
    if (attempt.held) return { evidence: lockEvidence('FREE', null, null), release: attempt.release };
    return {
      evidence: lockEvidence('SELF', attempt.owner?.pid ?? null, attempt.owner?.command ?? null),
      release: () => {},
    };
  } catch {
    return { evidence: lockEvidence('FREE', null, null), release: () => {} };
  }
}

/** The run of this tool that holds an endpoint now; null where none does. */
export function holderOfEndpoint(endpoint: Endpoint): LockOwner | null {
  try {
    const folder = lockFolder();
    return folder === null ? null : whoHolds(join(folder, lockName(endpoint)));
  } catch {
    return null;
  }
}

/** The folder of this user's locks, made where it is missing; null where it cannot be trusted. @throws the system's error */
export function lockFolder(): string | null {
  const folder = join(tmpdir(), `dlms-meter-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return isOurs(folder) ? folder : null;
}

function lockName({ host, port }: Endpoint): string {
  return `${host.toLowerCase().replace(/[^a-z0-9.-]/g, '_')}_${port}.lock`;
}

/** Anybody may make a folder of that name among the temporary files first; only one that nobody else can write is used. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder);
  return found.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o022) === 0;
}

function lockEvidence(outcome: 'FREE' | 'SELF', pid: number | null, command: string | null): Evidence<'own.lock'> {
  return { id: 'own.lock', experiment: 'own.lock', outcome, ms: 0, exchanges: [], facts: { pid, command } };
}

/** One run at a time for an endpoint: two of ours would only make the gateway say that it is busy, of ourselves. */
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Endpoint, Evidence } from '../evidence/index.ts';
import { lockOwner, tryLock } from '../meters/index.ts';

export interface EndpointLock {
  readonly evidence: Evidence<'own.lock'>;
  release(): void;
}

/**
 * Takes the lock of an endpoint, or says which run holds it. Where locks cannot be kept at all the run goes on
 * without one: the worst that follows is a busy text, and that is told as such.
 */
export function holdEndpoint({ host, port }: Endpoint, command: string): EndpointLock {
  const folder = join(tmpdir(), `dlms-meter-${userInfo().uid}`);
  const name = `${host.toLowerCase().replace(/[^a-z0-9.-]/g, '_')}_${port}.lock`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(folder)) return { evidence: lockEvidence('FREE', null, null), release: () => {} };
    const attempt = tryLock(join(folder, name), lockOwner(command));
    if (attempt.held) return { evidence: lockEvidence('FREE', null, null), release: attempt.release };
    return {
      evidence: lockEvidence('SELF', attempt.owner?.pid ?? null, attempt.owner?.command ?? null),
      release: () => {},
    };
  } catch {
    return { evidence: lockEvidence('FREE', null, null), release: () => {} };
  }
}

/** Anybody may make a folder of that name among the temporary files first; only one that nobody else can write is used. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder);
  return found.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o022) === 0;
}

function lockEvidence(outcome: 'FREE' | 'SELF', pid: number | null, command: string | null): Evidence<'own.lock'> {
  return { id: 'own.lock', experiment: 'own.lock', outcome, ms: 0, exchanges: [], facts: { pid, command } };
}

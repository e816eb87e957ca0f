/** One run at a time changes the settings; the others wait a little, and not for ever. */
import { setTimeout as pause } from 'node:timers/promises';
import { type LockAttempt, type LockOwner, tryLock } from './process-lock.ts';
import { SettingsError, systemCode } from './settings-error.ts';

export interface LockWait {
  readonly owner: LockOwner;
  /** How long to wait for the others. */
  readonly waitMs: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

// Random, so that runs that collided once do not collide again in step.
const pauseMs = { least: 3, most: 30 } as const;

/**
 * Does `work` while holding the lock beside the settings file. `work` is synchronous: it cannot dawdle in here.
 * @throws SettingsError `lock-held` with the holder, `lock-failed` where no lock can be made; AbortError when
 *   called off
 */
export async function withSettingsLock<Result>(
  settingsPath: string,
  { owner, waitMs, signal }: LockWait,
  work: () => Result,
): Promise<Result> {
  const path = `${settingsPath}.lock`;
  const started = performance.now();
  for (;;) {
    const attempt = attemptLock(path, owner);
    if (attempt.held) {
      try {
        return work();
      } finally {
        attempt.release();
      }
    }
    const waitedMs = performance.now() - started;
    if (waitedMs >= waitMs) {
      const { pid = null, command = null } = attempt.owner ?? {};
      throw new SettingsError({ code: 'lock-held', path, pid, command, waitedMs: Math.round(waitedMs) });
    }
    const pauseNow = pauseMs.least + Math.random() * (pauseMs.most - pauseMs.least);
    await pause(pauseNow, undefined, signal === undefined ? {} : { signal });
  }
}

function attemptLock(path: string, owner: LockOwner): LockAttempt {
  try {
    return tryLock(path, owner);
  } catch (error) {
    throw new SettingsError({ code: 'lock-failed', path, system: systemCode(error) }, error);
  }
}

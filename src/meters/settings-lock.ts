/**
 * One run at a time changes the settings; the others wait a little, and not for ever.
 *
 * Patience is for one holder: where the lock goes from hand to hand, each of many runs gets its turn, however long the
 * queue; where one holder keeps it, nobody waits long for nothing.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type LockAttempt, type LockOwner, tryLock, whoHolds } from './process-lock.ts';
import { SettingsError, systemCode } from './settings-error.ts';

export interface LockWait {
  readonly owner: LockOwner;
  /** How long to wait for one and the same other; for all of them together, `turns` times as long. */
  readonly waitMs: number;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

// Random, so that runs that collided once do not collide again in step; longer the longer one has waited, so that
// hundreds who wait leave the machine to the one who works.
const pauseMs = { least: 3, most: 300, growth: 1.3 } as const;
const firstPauseMs = 15;
const turns = 12;

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
  let holder: { readonly owner: LockOwner; readonly since: number } | null = null;
  let mostMs = firstPauseMs;
  for (;;) {
    const attempt = attemptLock(path, owner);
    if (attempt.held) {
      try {
        return work();
      } finally {
        attempt.release();
      }
    }
    const now = performance.now();
    const seen: LockOwner | null = attempt.owner;
    if (seen === null || holder === null || !isSame(seen, holder.owner)) {
      holder = seen === null ? null : { owner: seen, since: now };
    }
    if (now - started >= turns * waitMs || (holder !== null && now - holder.since >= waitMs)) {
      const { pid = null, command = null } = seen ?? {};
      throw new SettingsError({ code: 'lock-held', path, pid, command, waitedMs: Math.round(now - started) });
    }
    const untilMs = pauseMs.least + Math.random() * (mostMs - pauseMs.least);
    mostMs = Math.min(pauseMs.most, mostMs * pauseMs.growth);
    await pause(untilMs, undefined, signal === undefined ? {} : { signal });
  }
}

const isSame = (one: LockOwner, other: LockOwner): boolean => one.pid === other.pid && one.start === other.start;

function attemptLock(path: string, owner: LockOwner): LockAttempt {
  try {
    // A look costs far less than a try.
    const holding = whoHolds(path);
    return holding === null ? tryLock(path, owner) : { held: false, owner: holding };
  } catch (error) {
    throw new SettingsError({ code: 'lock-failed', path, system: systemCode(error) }, error);
  }
}

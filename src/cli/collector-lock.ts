/**
 * One run at a time changes what a collector does: between looking whether it runs, marking the meter, and stopping or
 * starting it, nobody of ours may come in between. A run that died leaves no lock that blocks (`process-lock.ts`).
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type LockOwner,
  lockOwner,
  type MeterEntry,
  renderCollector,
  sharedCollectorKey,
  tryLock,
} from '../meters/index.ts';
import { lockFolder } from './endpoint-lock.ts';

export type CollectorLock =
  | { readonly held: true; release(): void }
  | { readonly held: false; readonly owner: LockOwner | null };

const wait = { longestMs: 15_000, stepMs: 50 } as const;

/** Waits a while for another run to finish. @throws AbortError; where no lock can be kept the run goes on without one */
export async function holdCollector(meter: MeterEntry, command: string, signal: AbortSignal): Promise<CollectorLock> {
  const path = pathOf(meter);
  if (path === null) return { held: true, release: () => {} };
  for (let waitedMs = 0; ; waitedMs += wait.stepMs) {
    const attempt = tryLock(path, lockOwner(command));
    if (attempt.held || waitedMs >= wait.longestMs) return attempt;
    await pause(wait.stepMs, undefined, { signal });
  }
}

function pathOf(meter: MeterEntry): string | null {
  const collector = meter.paused?.collector ?? meter.collector ?? null;
  const alone = `${collector === null ? 'none' : renderCollector(collector)} ${meter.id} ${meter.name}`;
  const key = sharedCollectorKey(collector) ?? alone;
  try {
    const folder = lockFolder();
    const name = createHash('sha256').update(key).digest('hex').slice(0, 24);
    return folder === null ? null : join(folder, `collector-${name}.lock`);
  } catch {
    return null;
  }
}

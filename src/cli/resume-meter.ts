/**
 * Resuming a meter: exactly what its pause did is undone, and only then the mark goes. Where it cannot be undone, the
 * meter stays paused. A collector that serves another paused meter is left alone: whoever resumes last starts it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import {
  type Collector,
  CollectorError,
  type CollectorStatus,
  type Done,
  isCollectorError,
  openCollector,
  systemdCollector,
} from '../collector/index.ts';
import {
  type LockOwner,
  type MeterEntry,
  type MeterPause,
  type SettingsFile,
  sharingMeters,
  unmarkPaused,
} from '../meters/index.ts';
import { type Agreement, fulfil, type RequiredOutcome } from './action-required.ts';
import { holdCollector } from './collector-lock.ts';
import type { Context } from './context.ts';
import { meterNow } from './meter-now.ts';

export type ResumeResult =
  | {
      readonly type: 'resumed';
      /** The mark that was taken away. */
      readonly pause: MeterPause;
      readonly before: CollectorStatus | null;
      readonly after: CollectorStatus | null;
      /** Null where nothing had to be started. */
      readonly did: Done | null;
      readonly required: RequiredOutcome | null;
      /** Paused meters of the same collector, because of which it was not started. */
      readonly heldBackBy: readonly MeterEntry[];
    }
  | { readonly type: 'not-paused' }
  | { readonly type: 'held'; readonly owner: LockOwner | null }
  /** The meter stays paused. */
  | { readonly type: 'failed'; readonly failure: CollectorError; readonly pause: MeterPause };

/** A service that dies of its settings mostly does so within this time; systemd calls it started before. */
const watch = { forMs: 1000, everyMs: 200 } as const;
const answers = { withinMs: 10_000 } as const;

/**
 * Looks for a while whether what was started stays.
 * @returns its state at the end; null where it does not say
 * @throws CollectorError `job-failed`
 */
export async function expectStays(collector: Collector, signal: AbortSignal): Promise<CollectorStatus | null> {
  for (let passedMs = 0; ; passedMs += watch.everyMs) {
    const state = await stateOf(collector, signal);
    if (state !== null) expectRunning(state);
    if (state === null || passedMs >= watch.forMs) return state;
    await pause(watch.everyMs, undefined, { signal });
  }
}

/** @throws SettingsError, RegistryError; the signal's reason: then the meter stays paused */
export async function resumeMeter(
  context: Pick<Context, 'err' | 'lang' | 'signal'>,
  settings: SettingsFile,
  wanted: MeterEntry,
  command: string,
  agreement: Agreement,
): Promise<ResumeResult> {
  const { signal } = context;
  const lock = await holdCollector(wanted, command, signal);
  if (!lock.held) return { type: 'held', owner: lock.owner };
  try {
    const meter = await meterNow(settings, wanted);
    const { paused } = meter;
    if (paused === undefined) return { type: 'not-paused' };
    const heldBackBy = sharingMeters((await settings.read()).meters, meter).filter((one) => one.paused !== undefined);
    try {
      const undone =
        paused.undo === 'nothing' || paused.collector === null || heldBackBy.length > 0
          ? { before: null, after: null, did: null, required: null }
          : await undo(meter, paused, paused.collector);
      await settings.update((found) => unmarkPaused(found, meter));
      return { type: 'resumed', pause: paused, heldBackBy, ...undone };
    } catch (error) {
      if (!isCollectorError(error)) throw error;
      return { type: 'failed', failure: error, pause: paused };
    }
  } finally {
    lock.release();
  }

  async function undo(meter: MeterEntry, paused: MeterPause, entry: NonNullable<MeterPause['collector']>) {
    const collector = openCollector(entry, meter.id);
    if (paused.stoppedUnit !== null) {
      const { scope, unit } = paused.stoppedUnit;
      await systemdCollector(scope, unit).start(signal);
      await untilAnswers(collector, signal);
    }
    const before = await stateOf(collector, signal);
    if (before?.state === 'running' && paused.stoppedUnit === null) {
      return { before, after: before, did: null, required: null };
    }
    let did: Done | null = null;
    let failure: CollectorError | null = null;
    try {
      did = await collector.start(signal);
    } catch (error) {
      if (!isCollectorError(error)) throw error;
      failure = error;
    }
    const wanting = did?.actionRequired ?? failure?.actionRequired ?? null;
    const required = wanting === null ? null : await fulfil(context, wanting, entry, agreement, ['start', 'restart']);
    if (failure !== null && required?.outcome !== 'done') throw failure;
    return { before, after: await expectStays(collector, signal), did, required };
  }
}

/** What was started and ended at once is not running. @throws CollectorError `job-failed` */
function expectRunning({ state, unit, says }: CollectorStatus): void {
  const isWaiting = state === 'starting' && unit?.sub === 'auto-restart';
  if (!isWaiting && !['failed', 'stopped', 'paused'].includes(state)) return;
  const how = unit === null ? (says ?? state) : `${unit.result}, exit status ${unit.exitStatus ?? '?'}`;
  throw new CollectorError('job-failed', how);
}

/** A service that was just started takes a moment before it can be asked; one that never can shows itself later. */
async function untilAnswers(collector: Collector, signal: AbortSignal): Promise<void> {
  for (let passedMs = 0; passedMs < answers.withinMs; passedMs += watch.everyMs) {
    if ((await stateOf(collector, signal)) !== null) return;
    await pause(watch.everyMs, undefined, { signal });
  }
}

/** Null where it does not say. */
async function stateOf(collector: Collector, signal: AbortSignal): Promise<CollectorStatus | null> {
  try {
    return await collector.status(signal);
  } catch (error) {
    if (!isCollectorError(error)) throw error;
    return null;
  }
}

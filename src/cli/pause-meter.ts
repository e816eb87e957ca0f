/**
 * Pausing a meter, for `meter pause` and `meter test --take-over`:
 *
 *   look whether the collector runs → ask whether others may go quiet → mark the meter, on disk → stop the collector
 *
 * Killed after any arrow, the meter is either untouched or marked; doing it again goes on from there.
 */
import { hostname, userInfo } from 'node:os';
import {
  CollectorError,
  type CollectorStatus,
  type Done,
  isCollectorError,
  openCollector,
} from '../collector/index.ts';
import {
  type LockOwner,
  type MeterEntry,
  type MeterPause,
  markPaused,
  pauseAuthor,
  type SettingsFile,
  sharingMeters,
  unmarkPaused,
} from '../meters/index.ts';
import { collectorWords } from '../wording/index.ts';
import { type Agreement, fulfil, type RequiredOutcome } from './action-required.ts';
import { holdCollector } from './collector-lock.ts';
import type { Context } from './context.ts';
import { meterNow } from './meter-now.ts';

export interface PauseWish {
  readonly why: string | null;
  /** `meter pause` */
  readonly command: string;
  /** Whether these may go quiet too. @throws UsageError where nobody can be asked */
  readonly mayQuiet: (others: readonly MeterEntry[]) => Promise<boolean>;
  readonly agreement: Agreement;
}

export type PauseResult =
  | {
      readonly type: 'paused';
      readonly pause: MeterPause;
      /** It was marked before. */
      readonly already: boolean;
      readonly before: CollectorStatus | null;
      readonly after: CollectorStatus | null;
      /** Null where nothing had to be stopped. */
      readonly did: Done | null;
      readonly required: RequiredOutcome | null;
      /** The other meters that the collector serves. */
      readonly quiet: readonly MeterEntry[];
    }
  | { readonly type: 'declined'; readonly quiet: readonly MeterEntry[] }
  /** Another run is at work on the same collector. */
  | { readonly type: 'held'; readonly owner: LockOwner | null }
  /** `pause`: the mark that stays all the same; null where the meter is not paused. */
  | { readonly type: 'failed'; readonly failure: CollectorError; readonly pause: MeterPause | null };

/** After a stop: it did not stop, or something started it anew at once. */
const goesOn: readonly CollectorStatus['state'][] = ['running', 'starting'];

/** States in which there is something to stop; one that does not say may be running. */
export const mayRun: readonly CollectorStatus['state'][] = ['running', 'starting', 'stopping', 'unknown'];

/** @throws UsageError, SettingsError, RegistryError; the signal's reason: then the mark, if it was made, stays */
export async function pauseMeter(
  context: Context,
  settings: SettingsFile,
  wanted: MeterEntry,
  wish: PauseWish,
): Promise<PauseResult> {
  const lock = await holdCollector(wanted, wish.command, context.signal);
  if (!lock.held) return { type: 'held', owner: lock.owner };
  let marked: MeterPause | null = null;
  try {
    const meter = await meterNow(settings, wanted);
    marked = meter.paused ?? null;
    const entry = meter.paused?.collector ?? meter.collector ?? null;
    const collector = entry === null ? null : openCollector(entry, meter.id);
    const before = (await collector?.status(context.signal)) ?? null;
    const runs = before !== null && mayRun.includes(before.state);
    const { meters } = await settings.read();
    const quiet = sharingMeters(meters, meter).filter((one) => one.paused === undefined);
    if (runs && quiet.length > 0 && !(await wish.mayQuiet(quiet))) return { type: 'declined', quiet };

    const fresh: MeterPause = {
      since: new Date().toISOString(),
      by: pauseAuthor(userInfo().username, hostname(), wish.command),
      why: wish.why,
      collector: entry,
      undo: runs ? 'start' : 'nothing',
      stoppedUnit: null,
    };
    const already = marked !== null;
    const pause = await settings.update((found) => markPaused(found, meter, fresh));
    marked = pause;
    const paused = { type: 'paused', pause, already, before, quiet } as const;
    if (collector === null || !runs) return { ...paused, after: before, did: null, required: null };

    const stopped = await stop();
    if (stopped.failure !== null && !already) {
      // It still runs: a mark would say what is not so.
      await settings.update((found) => unmarkPaused(found, meter));
      marked = null;
    }
    if (stopped.failure !== null) return { type: 'failed', failure: stopped.failure, pause: marked };
    return { ...paused, ...stopped };

    async function stop() {
      const nothing = { did: null, required: null, after: null } as const;
      let did: Done | null = null;
      let failure: CollectorError | null = null;
      try {
        did = (await collector?.stop(context.signal)) ?? null;
      } catch (error) {
        if (!isCollectorError(error)) throw error;
        failure = error;
      }
      const wanting = did?.actionRequired ?? failure?.actionRequired ?? null;
      const required =
        wanting === null
          ? null
          : await fulfil(
              context,
              wanting,
              entry,
              wish.agreement,
              ['stop', 'restart'],
              async ({ verb, scope, name }) => {
                if (verb === 'stop') {
                  await settings.update((found) =>
                    markPaused(found, meter, { ...fresh, stoppedUnit: { scope, unit: name } }),
                  );
                }
              },
            );
      if (failure !== null && required?.outcome === 'done') failure = null;
      // The unit that was stopped was the collector itself: it answers no more, which is what was wanted.
      const after = required?.unit?.verb === 'stop' && required.outcome === 'done' ? null : await statusAfter();
      // A stop that was reported as failed may have come about all the same, and one that was reported as done may not.
      if (failure !== null && after !== null && !mayRun.includes(after.state)) failure = null;
      if (failure === null && after !== null && goesOn.includes(after.state)) {
        failure = new CollectorError('job-failed', after.unit?.sub ?? after.says ?? after.state);
      }
      return failure === null ? { did, required, after, failure } : { ...nothing, failure };
    }

    async function statusAfter(): Promise<CollectorStatus | null> {
      try {
        return (await collector?.status(context.signal)) ?? null;
      } catch (error) {
        if (!isCollectorError(error)) throw error;
        return null;
      }
    }
  } catch (error) {
    if (isCollectorError(error)) return { type: 'failed', failure: error, pause: marked };
    if (context.signal.aborted && marked !== null) {
      context.err.write(`${collectorWords[context.lang].staysMarked(wanted.name, `${wanted.id}`)}\n`);
    }
    throw error;
  } finally {
    lock.release();
  }
}

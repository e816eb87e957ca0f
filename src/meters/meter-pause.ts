/**
 * The mark of a paused meter: since when, by whom, why, and what a resume has to undo. It is on disk before anything is
 * stopped, and goes only after everything was undone, so that no end of a run, however sudden, can lose it.
 */
import { type CollectorEntry, sharedCollectorKey } from './collector-entry.ts';
import type { MeterEntry } from './meter-entry.ts';
import { RegistryError } from './registry-error.ts';
import { isRunning, thisProcess } from './running-process.ts';
import type { Change } from './settings-file.ts';
import type { Settings } from './settings-shape.ts';

export interface PauseAuthor {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** When that process started, as its system tells it: process ids are given out again. */
  readonly start: string | null;
  /** `meter pause`, `meter test --take-over` */
  readonly command: string;
}

export interface MeterPause {
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly by: PauseAuthor;
  readonly why: string | null;
  /** The collector that was stopped, as it was steered then; null where the meter has none. */
  readonly collector: CollectorEntry | null;
  /** `nothing` where it was not running before. */
  readonly undo: 'start' | 'nothing';
  /** A unit that was stopped besides, because the collector wanted that; to be started first. */
  readonly stoppedUnit: { readonly scope: 'system' | 'user'; readonly unit: string } | null;
}

type MeterName = Pick<MeterEntry, 'id' | 'name'>;

/** This process as the author of a pause. */
export function pauseAuthor(user: string, host: string, command: string): PauseAuthor {
  return { user, host, ...thisProcess(), command };
}

/** Whether the run that made a pause on this host still goes on: a pause that a run made for itself ends with it. */
export function isAuthorRunning({ host, pid, start }: PauseAuthor, thisHost: string): boolean {
  return host === thisHost && isRunning({ pid, start });
}

/** The other meters that the same collector serves: they go quiet with it. */
export function sharingMeters(meters: readonly MeterEntry[], meter: MeterEntry): readonly MeterEntry[] {
  const key = sharedCollectorKey(meter.paused?.collector ?? meter.collector);
  if (key === null) return [];
  return meters.filter(
    (one) => one.id !== meter.id && sharedCollectorKey(one.paused?.collector ?? one.collector) === key,
  );
}

/**
 * Marks a meter as paused. One that is paused already keeps its mark; only what has to be undone can grow.
 * A collector that another pause stopped has to be started again by whoever resumes last.
 * @throws RegistryError `meter-changed`
 */
export function markPaused(settings: Settings, wanted: MeterName, pause: MeterPause): Change<MeterPause> {
  const meter = sameMeter(settings, wanted);
  const inherits = sharingMeters(settings.meters, meter).some(({ paused }) => paused?.undo === 'start');
  const undo = pause.undo === 'start' || inherits || meter.paused?.undo === 'start' ? 'start' : 'nothing';
  const kept = meter.paused ?? pause;
  const marked = { ...kept, undo, stoppedUnit: kept.stoppedUnit ?? pause.stoppedUnit } as const;
  return { settings: withMeter(settings, { ...meter, paused: marked }), result: marked };
}

/**
 * Takes the mark away. What it had to undo and was not undone, because others that share the collector are still
 * paused, is left to them.
 * @throws RegistryError `meter-changed`
 */
export function unmarkPaused(settings: Settings, wanted: MeterName): Change<MeterEntry> {
  const meter = sameMeter(settings, wanted);
  const { paused, ...rest } = meter;
  const heirs = paused?.undo === 'start' ? sharingMeters(settings.meters, meter).map(({ id }) => id) : [];
  const meters = settings.meters.map((one) => {
    if (one === meter) return rest;
    return one.paused != null && heirs.includes(one.id)
      ? { ...one, paused: { ...one.paused, undo: 'start' as const } }
      : one;
  });
  return { settings: { ...settings, meters }, result: rest };
}

function withMeter(settings: Settings, meter: MeterEntry): Settings {
  return { ...settings, meters: settings.meters.map((one) => (one.id === meter.id ? meter : one)) };
}

/** The meter that was meant when the command began: by id and name, so that a renumbered one is not taken for it. */
function sameMeter({ meters }: Settings, { id, name }: MeterName): MeterEntry {
  const meter = meters.find((one) => one.id === id && one.name === name);
  if (meter === undefined) throw new RegistryError({ code: 'meter-changed', name });
  return meter;
}

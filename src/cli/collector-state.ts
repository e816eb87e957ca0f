/** Asks the collectors of meters for their state: one that serves several is asked once. */
import { type CollectorError, type CollectorStatus, isCollectorError, openCollector } from '../collector/index.ts';
import { type MeterEntry, sharedCollectorKey } from '../meters/index.ts';

export interface CollectorAnswer {
  /** Null where there is no collector, or where it could not be asked. */
  readonly status: CollectorStatus | null;
  readonly failure: CollectorError | null;
}

/** Collectors and hosts that are asked at once. */
export const together = 8;

/** @param signal ends every question, with its reason */
export function collectorStates(signal: AbortSignal): (meter: MeterEntry) => Promise<CollectorAnswer> {
  const asked = new Map<string, Promise<CollectorAnswer>>();
  return (meter) => {
    const key = sharedCollectorKey(collectorOf(meter)) ?? `${meter.id}`;
    const answer = asked.get(key) ?? ask(meter, signal);
    asked.set(key, answer);
    return answer;
  };
}

/** What steers it: of a paused meter what it was paused with. */
export function collectorOf(meter: MeterEntry): MeterEntry['collector'] | null {
  return meter.paused?.collector ?? meter.collector ?? null;
}

async function ask(meter: MeterEntry, signal: AbortSignal): Promise<CollectorAnswer> {
  const collector = collectorOf(meter);
  if (collector == null) return { status: null, failure: null };
  try {
    return { status: await openCollector(collector, meter.id).status(signal), failure: null };
  } catch (error) {
    if (!isCollectorError(error)) throw error;
    return { status: null, failure: error };
  }
}

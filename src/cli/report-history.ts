/** The history of a meter, as a report tells it. */
import { readHistory, readRecords } from '../meters/index.ts';
import type { HistoryView } from '../report/index.ts';
import { count, historyMeter, viewOf } from './commands/history.ts';
import type { Context } from './context.ts';
import type { MeterTarget } from './meter-target.ts';

/** Runs that are listed one by one. */
const lastRuns = 10;

export function historyOf({ configDir }: Context, target: MeterTarget): HistoryView {
  const now = Date.now();
  const meter = historyMeter(target);
  const { entries, damaged } = readHistory(configDir, meter);
  const counted = count(target, meter, entries, entries, null, now);
  const records = readRecords(entries.last(lastRuns)).toReversed();
  return viewOf({ meter, since: null, records, damaged, now, ...counted });
}

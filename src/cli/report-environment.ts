/** The surroundings that a report names: the tool, the system, the collector. Nothing of it is secret. */
import { arch, release, type as systemName } from 'node:os';
import packageFile from '../../package.json' with { type: 'json' };
import { isCollectorError, openCollector } from '../collector/index.ts';
import { type CollectorEntry, findMeter, type MeterEntry, renderCollector } from '../meters/index.ts';
import type { CaseCollector, CaseView } from '../report/index.ts';
import { settingsOf } from './commands/registry-settings.ts';
import type { Context } from './context.ts';
import { localText } from './local-time.ts';

/** The entry of a registered meter; null for an endpoint alone. */
export async function entryOf(context: Context, wanted: string): Promise<MeterEntry | null> {
  if (/[:/]/.test(wanted)) return null;
  const { meters } = await settingsOf(context, 'meter report').read();
  return findMeter(meters, wanted);
}

export async function environmentOf(
  context: Context,
  entry: MeterEntry | null,
  timeouts: CaseView['environment']['timeouts'],
): Promise<CaseView['environment']> {
  return {
    version: packageFile.version,
    node: process.version,
    system: `${systemName()} ${release()} ${arch()}`,
    timeouts,
    collector: entry === null ? null : await collectorOf(context, entry),
  };
}

async function collectorOf({ signal }: Context, meter: MeterEntry): Promise<CaseCollector | null> {
  const collector = meter.paused?.collector ?? meter.collector ?? null;
  if (collector === null) return null;
  const shown = {
    name: nameOf(collector),
    pausedSince: meter.paused === undefined ? null : localText(Date.parse(meter.paused.since)),
  };
  try {
    const { state } = await openCollector(collector, meter.id).status(signal);
    return { ...shown, state, why: null };
  } catch (error) {
    if (!isCollectorError(error)) throw error;
    return { ...shown, state: null, why: error.code };
  }
}

/** Without what may be a secret: of an HTTP collector its host alone. */
function nameOf(collector: CollectorEntry): string {
  return collector.kind === 'http' ? new URL(collector.base).origin : renderCollector(collector);
}

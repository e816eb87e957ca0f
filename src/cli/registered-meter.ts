/** The meter of the registry that a command about its collector means: an endpoint alone has no collector. */
import { renderEndpoint } from '../evidence/index.ts';
import { findMeter, type MeterEntry, type SettingsFile } from '../meters/index.ts';
import { collectorWords } from '../wording/index.ts';
import { settingsOf, usageError } from './commands/registry-settings.ts';
import type { Context } from './context.ts';

export interface Registered {
  readonly settings: SettingsFile;
  readonly meter: MeterEntry;
  readonly meters: readonly MeterEntry[];
}

/** @throws UsageError for an endpoint; SettingsError, RegistryError (see `inWords`) */
export async function registeredMeter(context: Context, wanted: string, command: string): Promise<Registered> {
  if (/[:/]/.test(wanted)) throw usageError(collectorWords[context.lang].needsEntry(wanted));
  const settings = settingsOf(context, command);
  const { meters } = await settings.read();
  return { settings, meters, meter: findMeter(meters, wanted) };
}

/** A meter as the documents of these commands name it. */
export function meterName({ id, name, endpoint }: MeterEntry): object {
  return { id, name, endpoint: renderEndpoint(endpoint) };
}

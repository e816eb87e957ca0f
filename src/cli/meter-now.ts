/** The meter that a command means, as the registry has it at this moment: another run may have paused or resumed it. */
import { type MeterEntry, RegistryError, type SettingsFile } from '../meters/index.ts';

/** @throws RegistryError `meter-changed` where its id is gone or belongs to another name now */
export async function meterNow(settings: SettingsFile, { id, name }: MeterEntry): Promise<MeterEntry> {
  const { meters } = await settings.read();
  const meter = meters.find((one) => one.id === id && one.name === name);
  if (meter === undefined) throw new RegistryError({ code: 'meter-changed', name });
  return meter;
}

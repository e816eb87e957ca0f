/** What earlier runs learned of a meter, for this one; and what this one learned, for the next. */
import { readObjectCache, writeObjectCache } from '../meters/index.ts';
import { MeterMemory, type ObjectAccess } from '../objects/index.ts';
import { type ChosenMeter, meterDocument } from './choose-meter.ts';
import type { Context } from './context.ts';

export function memoryOf(context: Context, chosen: ChosenMeter): MeterMemory {
  return new MeterMemory(readObjectCache(context.configDir, keyOf(chosen)));
}

/** Keeps what is new in it; asks the meter for its name, where that is not known yet. @throws the signal's reason */
export async function keepMemory(
  context: Context,
  chosen: ChosenMeter,
  memory: MeterMemory,
  access: ObjectAccess,
): Promise<void> {
  if (memory.isChanged) writeObjectCache(context.configDir, keyOf(chosen), await memory.toKeep(access));
}

function keyOf(chosen: ChosenMeter) {
  const { endpoint, server } = meterDocument(chosen);
  return { endpoint, server, client: chosen.credential.client };
}

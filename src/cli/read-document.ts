/** The JSON of `meter read`: its names are a contract. */
import type { ReadOutcome } from '../objects/index.ts';
import { meterDocument } from './choose-meter.ts';
import { failureOf } from './lost-document.ts';
import type { OpenMeter } from './open-meter.ts';

export const readSchema = 'meter.read/1';

/** The document of one reading. */
export async function readDocument(open: OpenMeter, { readings, lost }: ReadOutcome): Promise<object> {
  const { credential } = open;
  return {
    schema: readSchema,
    meter: meterDocument(open),
    client: credential.client,
    credential: credential.name,
    readings,
    ...(await failureOf(open, lost)),
  };
}

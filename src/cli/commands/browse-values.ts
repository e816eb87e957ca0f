/** `meter browse --values`: everything that may be read, object by object, shown as it comes. */
import { Chalk } from 'chalk';
import type { DescribedObject, Reading } from '../../evidence/index.ts';
import { type Lost, listedAttributes, type MeterMemory, readObjects } from '../../objects/index.ts';
import { renderObjectValues } from '../../report/index.ts';
import { objectWords } from '../../wording/index.ts';
import type { Context } from '../context.ts';
import { failureOf } from '../lost-document.ts';
import type { OpenMeter } from '../open-meter.ts';

export interface ValuesPlan {
  readonly objects: readonly DescribedObject[];
  /** With the buffers of profiles. */
  readonly profiles: boolean;
  /** The beginning of the JSON document. */
  readonly head: object;
}

/** @returns why not all could be read; null where all was asked. @throws the signal's reason */
export async function showValues(
  context: Context,
  { access, activity, ...open }: OpenMeter,
  memory: MeterMemory,
  { objects, profiles, head }: ValuesPlan,
): Promise<Lost | null> {
  const { out, lang, json } = context;
  const words = objectWords[lang].activity;
  const chalk = new Chalk({ level: out.colourLevel });
  const told: (DescribedObject & { readonly readings: readonly Reading[] })[] = [];
  let lost: Lost | null = null;
  for (const [index, object] of objects.entries()) {
    activity.show(words.reading(index, objects.length), null);
    const wanted = listedAttributes(object, { profiles });
    const outcome = await readObjects(access, wanted, { memory, mayReadList: false, showSecrets: context.showSecrets });
    if (json) told.push({ ...object, readings: outcome.readings });
    else {
      activity.stop();
      out.write(renderObjectValues(object, outcome.readings, { lang, columns: out.columns, chalk }));
    }
    lost = outcome.lost;
    if (lost !== null) break;
  }
  activity.stop();
  if (json) {
    out.write(`${JSON.stringify({ ...head, objects: told, ...(await failureOf(open, lost)) }, null, 2)}\n`);
  }
  return lost;
}

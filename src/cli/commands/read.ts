/** `meter read <meter> [object…]`: reads objects, once or again and again. */
import { Chalk } from 'chalk';
import {
  isMissing,
  type MeterMemory,
  type ReadOutcome,
  readObjects,
  usualObjects,
  type WantedObject,
} from '../../objects/index.ts';
import { renderReadings } from '../../report/index.ts';
import { objectWords } from '../../wording/index.ts';
import { chooseMeter, type MeterOptions } from '../choose-meter.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { keepMemory, memoryOf } from '../meter-memory.ts';
import { type OpenMeter, withChosenMeter } from '../open-meter.ts';
import { readDocument, readSchema } from '../read-document.ts';
import { wantedObject } from '../wanted-objects.ts';
import { usageError } from './registry-settings.ts';

export interface ReadOptions extends MeterOptions {
  readonly watch?: string;
  readonly raw?: boolean;
}

const command = { name: 'meter read', schema: readSchema } as const;
const profileClass = 7;
const associationClass = 15;

/** @returns 0 where everything was read, 5 where the meter refused everything, else 1 */
export async function runRead(
  context: Context,
  meter: string,
  objects: readonly string[],
  options: ReadOptions,
): Promise<ExitCode> {
  const wanted = objects.map((text) => singleValue(context, wantedObject(context, text)));
  const everyMs = options.watch === undefined ? null : watchMs(context, options.watch);
  const chosen = await chooseMeter(context, meter, options);
  const memory = memoryOf(context, chosen);
  return await withChosenMeter(context, chosen, command, async (open) => {
    if (everyMs !== null) {
      const { watch } = await import('./read-watch.ts');
      const once = () => readOnce(context, open, memory, wanted);
      return await watch(context, open, once, { everyMs, raw: options.raw === true });
    }
    const outcome = await readOnce(context, open, memory, wanted);
    open.activity.stop();
    if (context.json) context.out.write(`${JSON.stringify(await readDocument(open, outcome), null, 2)}\n`);
    else writeReadings(context, outcome, options.raw === true);
    if (outcome.lost !== null) return await open.showLost(outcome.lost);
    await keepMemory(context, chosen, memory, open.access);
    return exitCodeOfReadings(outcome, wanted.length === 0);
  });
}

/** Reads what is wanted, or what is usual; of that, what the meter does not have is left out. */
async function readOnce(
  { lang, showSecrets }: Context,
  { access, activity, replyMs }: OpenMeter,
  memory: MeterMemory,
  wanted: readonly WantedObject[],
): Promise<ReadOutcome> {
  const words = objectWords[lang].activity;
  const asked = wanted.length > 0 ? wanted : usualObjects(memory);
  activity.show(words.reading(0, asked.length), replyMs);
  const outcome = await readObjects(access, asked, {
    memory,
    showSecrets,
    mayReadList: wanted.length > 0,
    onProgress: (done) => activity.show(words.reading(done, asked.length), null),
    onList: (count) => activity.show(words.list(count), null),
  });
  if (wanted.length > 0) return outcome;
  const there = outcome.readings.filter((reading) => !isMissing(reading));
  const missing = outcome.readings.length - there.length;
  return { ...outcome, readings: there, refused: outcome.refused - missing };
}

function writeReadings({ out, err, lang }: Context, { readings, lost }: ReadOutcome, raw: boolean): void {
  if (readings.length === 0) {
    if (lost === null) err.write(`${objectWords[lang].read.nothing}\n`);
    return;
  }
  const chalk = new Chalk({ level: out.colourLevel });
  out.write(renderReadings(readings, { lang, columns: out.columns, chalk, raw }));
}

/** Of the usual objects those that this client may read are enough; of those that were named all must be read. */
export function exitCodeOfReadings({ readings, refused }: ReadOutcome, isUsual: boolean): ExitCode {
  const failed = readings.filter(({ error }) => error !== null).length;
  if (readings.length > 0 && failed === 0) return exitCode.ok;
  if (readings.length > 0 && refused === readings.length) return exitCode.refused;
  return isUsual && failed === refused && readings.length > 0 ? exitCode.ok : exitCode.fault;
}

/** A profile's buffer and the object list are no single value: they have commands of their own. */
function singleValue({ lang }: Context, wanted: WantedObject): WantedObject {
  const classId = wanted.classId ?? wanted.usualClassId;
  const words = objectWords[lang].object;
  if (wanted.member === null && classId === profileClass) throw usageError(words.isProfile(wanted.typed));
  if (wanted.member === null && classId === associationClass) throw usageError(words.isList(wanted.typed));
  return wanted;
}

function watchMs({ lang }: Context, text: string): number {
  const seconds = /^\d{1,3}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds >= 0.2 && seconds <= 100)) throw usageError(objectWords[lang].read.watchWrong(text));
  return Math.round(seconds * 1000);
}

/** `meter browse <meter> [filter]`: the objects a meter lists, what may be done with them, and what they say. */
import { Chalk } from 'chalk';
import type { DescribedObject, ObjectList } from '../../evidence/index.ts';
import {
  describedObjects,
  type ListOutcome,
  type MeterMemory,
  readObjectList,
  serviceError,
} from '../../objects/index.ts';
import { errorText, renderDuration, renderObjects, renderObjectTree } from '../../report/index.ts';
import { objectWords } from '../../wording/index.ts';
import { type ChosenMeter, chooseMeter, type MeterOptions, meterDocument } from '../choose-meter.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { keepMemory, memoryOf } from '../meter-memory.ts';
import { type OpenMeter, withChosenMeter } from '../open-meter.ts';
import { usageError } from './registry-settings.ts';

export interface BrowseOptions extends MeterOptions {
  readonly tree?: boolean;
  readonly class?: string;
  readonly refresh?: boolean;
  readonly values?: boolean;
  readonly profiles?: boolean;
}

const command = { name: 'meter browse', schema: 'meter.browse/1' } as const;

interface Wish {
  readonly filter: string | null;
  readonly classId: number | null;
  readonly isTree: boolean;
}

/** @returns 0 where the list was shown, 5 where the meter does not give it, else 1 */
export async function runBrowse(
  context: Context,
  meter: string,
  filter: string | undefined,
  options: BrowseOptions,
): Promise<ExitCode> {
  const words = objectWords[context.lang].browse;
  const classId = options.class === undefined ? null : classOfOption(context, options.class);
  if (options.profiles === true && options.values !== true) throw usageError(words.profilesAlone);
  const wish: Wish = { filter: filter ?? null, classId, isTree: options.tree === true };
  const chosen = await chooseMeter(context, meter, options);
  const memory = memoryOf(context, chosen);
  if (memory.list !== null && options.refresh !== true && options.values !== true) {
    showList(context, chosen, memory.list, { ...wish, unreadable: 0, isKept: true });
    return exitCode.ok;
  }
  return await withChosenMeter(context, chosen, command, async (open) => {
    const { access, activity } = open;
    let unreadable = 0;
    let isKept = false;
    if (options.refresh !== true && memory.list !== null && (await memory.prove(access))) isKept = true;
    else {
      const outcome = await readListInto(context, open, memory);
      activity.stop();
      if (outcome.type !== 'list') return await noList(context, open, outcome);
      unreadable = outcome.unreadable;
      await keepMemory(context, chosen, memory, access);
    }
    activity.stop();
    const list = memory.list ?? { readAt: '', objects: [] };
    if (options.values !== true) {
      showList(context, chosen, list, { ...wish, unreadable, isKept });
      return exitCode.ok;
    }
    const { showValues } = await import('./browse-values.ts');
    const chosenObjects = matching(describedObjects(list), wish);
    const lost = await showValues(context, open, memory, {
      objects: chosenObjects,
      profiles: options.profiles === true,
      head: { ...documentHead(chosen, list, isKept), unreadable },
    });
    if (!context.json) tellAround(context, wish, { shown: chosenObjects.length, list, unreadable, isKept });
    return lost === null ? exitCode.ok : await open.showLost(lost);
  });
}

async function readListInto(
  { lang }: Context,
  { access, activity, replyMs }: OpenMeter,
  memory: MeterMemory,
): Promise<ListOutcome> {
  const words = objectWords[lang].activity;
  activity.show(words.list(0), replyMs);
  const outcome = await readObjectList(access, (count) => activity.show(words.list(count), null));
  if (outcome.type === 'list') memory.learnList(outcome.list);
  return outcome;
}

/** No list: the meter refuses it, its list has no end, or the session died over it. */
async function noList(
  context: Context,
  open: OpenMeter,
  outcome: Exclude<ListOutcome, { readonly type: 'list' }>,
): Promise<ExitCode> {
  const words = objectWords[context.lang];
  if (outcome.type === 'endless') {
    tellFailure(context, open, words.browse.endless(outcome.objects), { error: 'endless', objects: outcome.objects });
    return exitCode.fault;
  }
  const trouble = serviceError(outcome.trouble);
  if (trouble.type === 'lost') return await open.showLost(trouble.lost, command.schema);
  const { error, isRefusal } = trouble;
  tellFailure(context, open, words.browse.refused(errorText(error, words)), { error });
  return isRefusal ? exitCode.refused : exitCode.fault;
}

function tellFailure(context: Context, open: ChosenMeter, said: string, failure: object): void {
  if (!context.json) context.err.write(`meter: ${said}\n`);
  else writeDocument(context, { schema: command.schema, meter: meterDocument(open), failure });
}

interface Shown {
  readonly unreadable: number;
  /** The list is that of an earlier run. */
  readonly isKept: boolean;
}

function showList(
  context: Context,
  chosen: ChosenMeter,
  list: ObjectList,
  { unreadable, isKept, ...wish }: Wish & Shown,
) {
  const { out, lang } = context;
  const objects = matching(describedObjects(list), wish);
  if (context.json) {
    writeDocument(context, { ...documentHead(chosen, list, isKept), unreadable, objects });
    return;
  }
  const chalk = new Chalk({ level: out.colourLevel });
  const render = wish.isTree ? renderObjectTree : renderObjects;
  if (objects.length > 0) out.write(render(objects, { lang, columns: out.columns, chalk }));
  tellAround(context, wish, { shown: objects.length, list, unreadable, isKept });
}

/** What stands around the list: how many there are, how old it is, what is missing. */
function tellAround(
  { err, lang }: Context,
  { filter, classId }: Wish,
  { shown, list, unreadable, isKept }: Shown & { readonly shown: number; readonly list: ObjectList },
): void {
  const words = objectWords[lang].browse;
  const wanted = [filter === null ? '' : `"${filter}"`, classId === null ? '' : `--class ${classId}`];
  err.write(`${shown === 0 ? words.none(wanted.join(' ').trim() || '""') : words.count(shown, list.objects.length)}\n`);
  if (unreadable > 0) err.write(`${words.unreadable(unreadable)}\n`);
  if (isKept) err.write(`${words.fromCache(renderDuration(Math.max(0, Date.now() - Date.parse(list.readAt))))}\n`);
}

function documentHead(chosen: ChosenMeter, { readAt }: ObjectList, isKept: boolean) {
  const { credential } = chosen;
  return {
    schema: command.schema,
    meter: meterDocument(chosen),
    client: credential.client,
    credential: credential.name,
    readAt,
    cached: isKept,
  };
}

function writeDocument({ out }: Context, document: object): void {
  out.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** By class, and by what stands in an object's codes and names. */
function matching(objects: readonly DescribedObject[], { filter, classId }: Wish): readonly DescribedObject[] {
  const wanted = filter?.toLowerCase() ?? '';
  return objects.filter(
    (one) =>
      (classId === null || one.classId === classId) &&
      [one.logicalName, one.name ?? '', one.className ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  );
}

function classOfOption({ lang }: Context, text: string): number {
  const classId = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (classId < 1 || classId > 0xffff) throw usageError(objectWords[lang].browse.classWrong(text));
  return classId;
}

/** `meter act <meter> <object:method> [value]`: shows what would be invoked; invokes it only with `--yes`. */
import { Chalk } from 'chalk';
import { type ActPlan, applyAct, planAct, type Written } from '../../objects/index.ts';
import { renderWrite, type WriteRow } from '../../report/index.ts';
import { objectWords } from '../../wording/index.ts';
import { type MeterOptions, meterDocument } from '../choose-meter.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { failureOf } from '../lost-document.ts';
import { keepMemory, memoryOf } from '../meter-memory.ts';
import { type OpenMeter, withMeter } from '../open-meter.ts';
import { wantedObject } from '../wanted-objects.ts';
import { usageError } from './registry-settings.ts';
import { writeError } from './write-words.ts';

export interface ActOptions extends MeterOptions {
  readonly yes?: boolean;
}

const command = { name: 'meter act', schema: 'meter.act/1' } as const;

/** @returns 0 where the meter says that it is done, 5 where it refuses, 2 where nothing was sent, else 1 */
export async function runAct(
  context: Context,
  meter: string,
  object: string,
  text: string | undefined,
  options: ActOptions,
): Promise<ExitCode> {
  const words = objectWords[context.lang];
  const wanted = wantedObject(context, object, 'methods');
  if (wanted.member === null) throw usageError(words.write.methodNeeded(object));
  return await withMeter(context, meter, options, command, async (open) => {
    const { access, activity } = open;
    const memory = memoryOf(context, open);
    const planned = await planAct(access, memory, wanted, text ?? null);
    if (planned.type === 'lost') return await open.showLost(planned.lost, command.schema);
    if (planned.type === 'defect') throw writeError(context, object, text ?? '', planned.defect);
    await keepMemory(context, open, memory, access);
    const { plan } = planned;
    if (options.yes !== true) {
      await show(context, open, plan, null);
      if (!context.json) context.err.write(`${words.write.notSent}\n${words.write.notSentHint}\n`);
      return exitCode.usage;
    }
    activity.show(words.activity.writing, open.replyMs);
    const written = await applyAct(access, plan);
    activity.stop();
    await show(context, open, plan, written);
    if (written.lost !== null) {
      if (!context.json) context.err.write(`${words.write.notKnown}\n`);
      return await open.showLost(written.lost);
    }
    if (written.error === null) return exitCode.ok;
    return written.isRefusal ? exitCode.refused : exitCode.fault;
  });
}

async function show(context: Context, open: OpenMeter, plan: ActPlan, written: Written | null): Promise<void> {
  const { ref, sent, logicalName, name, className, methodName } = plan;
  if (context.json) {
    const document = {
      schema: command.schema,
      meter: meterDocument(open),
      client: open.credential.client,
      credential: open.credential.name,
      object: { logicalName, classId: ref.classId, className, method: ref.method, name, methodName },
      value: sent,
      sent: written !== null,
      result: written?.isAnswered === true ? (written.error ?? 'success') : null,
      returned: written?.returned ?? null,
      ...(await failureOf(open, written?.lost ?? null)),
    };
    context.out.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  const { out, lang } = context;
  const title = [name, `${ref.classId}:${logicalName}:${ref.method}`, methodName].filter((part) => part !== null);
  const rows: WriteRow[] = [
    { label: written === null ? 'toSend' : 'sent', value: sent },
    ...(written?.isAnswered === true ? [{ label: 'result', error: written.error } as const] : []),
    ...(written?.returned == null ? [] : [{ label: 'returned', value: written.returned } as const]),
  ];
  const chalk = new Chalk({ level: out.colourLevel });
  out.write(renderWrite(title.join('  '), rows, { lang, columns: out.columns, chalk }));
}

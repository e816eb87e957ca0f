/** `meter set <meter> <object> <value>`: shows what is there and what would be sent; sends it only with `--yes`. */
import { Chalk } from 'chalk';
import { applySet, planSet, type SetPlan, type Written } from '../../objects/index.ts';
import { renderWrite, type WriteRow } from '../../report/index.ts';
import { objectWords } from '../../wording/index.ts';
import { type MeterOptions, meterDocument } from '../choose-meter.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { failureOf } from '../lost-document.ts';
import { memoryOf } from '../meter-memory.ts';
import { type OpenMeter, withMeter } from '../open-meter.ts';
import { wantedObject } from '../wanted-objects.ts';
import { writeError } from './write-words.ts';

export interface SetOptions extends MeterOptions {
  readonly yes?: boolean;
  readonly scaled?: boolean;
}

const command = { name: 'meter set', schema: 'meter.set/1' } as const;

/**
 * @returns 0 where the meter says that it is done and reads back what was sent; 5 where it refuses; 2 where nothing was
 *   sent for want of `--yes`; else 1
 */
export async function runSet(
  context: Context,
  meter: string,
  object: string,
  text: string,
  options: SetOptions,
): Promise<ExitCode> {
  const wanted = wantedObject(context, object);
  return await withMeter(context, meter, options, command, async (open) => {
    const { access, activity } = open;
    const words = objectWords[context.lang];
    const memory = memoryOf(context, open);
    activity.show(words.activity.reading(0, 1), open.replyMs);
    const isScaled = options.scaled === true;
    const planned = await planSet(access, memory, wanted, { text, isScaled, showSecrets: context.showSecrets });
    activity.stop();
    if (planned.type === 'lost') return await open.showLost(planned.lost, command.schema);
    if (planned.type === 'defect') throw writeError(context, object, text, planned.defect);
    const { plan } = planned;
    if (options.yes !== true) {
      await show(context, open, plan, null);
      if (!context.json) context.err.write(`${words.write.notSent}\n${words.write.notSentHint}\n`);
      return exitCode.usage;
    }
    activity.show(words.activity.writing, open.replyMs);
    const written = await applySet(access, memory, plan);
    activity.stop();
    await show(context, open, plan, written);
    if (written.lost !== null) {
      // Lost before the meter said anything, or only before its value could be read back.
      if (resultOf(written) === null && !context.json) context.err.write(`${words.write.notKnown}\n`);
      return await open.showLost(written.lost);
    }
    return codeOf(context, plan, written);
  });
}

async function show(context: Context, open: OpenMeter, plan: SetPlan, written: Written | null): Promise<void> {
  const { before, after, sent } = plan;
  const { logicalName, classId, attribute, name, attributeName } = before;
  if (context.json) {
    const document = {
      schema: command.schema,
      meter: meterDocument(open),
      client: open.credential.client,
      credential: open.credential.name,
      object: { logicalName, classId, attribute, name, attributeName },
      before,
      value: sent,
      sent: written !== null,
      result: resultOf(written),
      after: written?.after ?? null,
      ...(await failureOf(open, written?.lost ?? null)),
    };
    context.out.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  const { out, lang } = context;
  const title = [name, `${classId}:${logicalName}:${attribute}`, attributeName].filter((part) => part !== null);
  const rows: WriteRow[] = [
    { label: 'now', reading: before },
    { label: written === null ? 'toSend' : 'sent', value: sent, reading: after },
    ...(resultOf(written) === null ? [] : [{ label: 'result', error: written?.error ?? null } as const]),
    ...(written?.after == null ? [] : [{ label: 'after', reading: written.after } as const]),
  ];
  const chalk = new Chalk({ level: out.colourLevel });
  out.write(renderWrite(title.join('  '), rows, { lang, columns: out.columns, chalk }));
}

/** `success`, or the meter's own word for no; null where it was not sent, or nobody knows. */
function resultOf(written: Written | null): string | null {
  return written === null || !written.isAnswered ? null : (written.error ?? 'success');
}

function codeOf({ err, lang, json }: Context, { sent }: SetPlan, { error, isRefusal, after }: Written): ExitCode {
  if (error !== null) return isRefusal ? exitCode.refused : exitCode.fault;
  // What moves by itself reads back as something else.
  const isSame = after === null || after.raw === null || after.raw === sent.octets || after.form === 'date-time';
  if (isSame) return exitCode.ok;
  if (!json) err.write(`${objectWords[lang].write.readsOther}\n`);
  return exitCode.fault;
}

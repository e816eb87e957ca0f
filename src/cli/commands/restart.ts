/** `meter restart <meter>`: restarts the collector of a meter; not while a meter that it serves is paused. */
import { safeText } from '../../bytes/printable.ts';
import {
  type CollectorError,
  type CollectorStatus,
  type Done,
  isCollectorError,
  openCollector,
} from '../../collector/index.ts';
import { type MeterEntry, renderCollector, sharingMeters } from '../../meters/index.ts';
import { collectorDocument, failureDocument, requiredDocument } from '../../report/index.ts';
import { collectorWords } from '../../wording/index.ts';
import { fulfil, type RequiredOutcome } from '../action-required.ts';
import { startActivity } from '../activity.ts';
import { holdCollector } from '../collector-lock.ts';
import { collectorText, requiredText, writeBusy, writeFacts, writeFailure } from '../collector-screen.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { clockOf } from '../instants.ts';
import { mayRun } from '../pause-meter.ts';
import { mayQuiet, namesOf } from '../quiet-others.ts';
import { meterName, registeredMeter } from '../registered-meter.ts';
import { expectStays } from '../resume-meter.ts';
import { type Ask, askTerminal } from './ask.ts';
import { writeSafeJson } from './meter-output.ts';
import { inWords, usageError } from './registry-settings.ts';

export interface RestartOptions {
  readonly yes?: boolean | undefined;
}

const command = 'meter restart';

interface Restarted {
  readonly before: CollectorStatus | null;
  readonly after: CollectorStatus | null;
  readonly did: Done | null;
  readonly required: RequiredOutcome | null;
  readonly failure: CollectorError | null;
}

/** @returns 0 where it was restarted, 1 where it was not */
export async function runRestart(
  context: Context,
  wanted: string,
  options: RestartOptions,
  ask: Ask = askTerminal(context),
): Promise<ExitCode> {
  const { lang } = context;
  const words = collectorWords[lang];
  return await inWords(lang, async () => {
    const { settings, meter } = await registeredMeter(context, wanted, command);
    const { collector: entry } = meter;
    if (entry === undefined) throw usageError(words.noCollectorTo(meter.name, `${meter.id}`));
    const lock = await holdCollector(meter, command, context.signal);
    if (!lock.held) {
      writeBusy(context, lock.owner);
      return exitCode.busy;
    }
    const activity = await startActivity(context);
    try {
      const { meters } = await settings.read();
      const now = meters.find(({ id }) => id === meter.id) ?? meter;
      const served = [now, ...sharingMeters(meters, now)];
      const paused = served.filter((one) => one.paused !== undefined);
      if (paused[0] !== undefined) throw usageError(words.pausedCannotRestart(namesOf(paused), `${paused[0].id}`));
      const agreement = { yes: options.yes === true, ask };
      const before = await openCollector(entry, meter.id).status(context.signal).catch(failureOnly);
      const runs = 'state' in before && mayRun.includes(before.state);
      const others = runs ? served.slice(1) : [];
      if (!(await mayQuiet(context, others, agreement))) {
        context.out.write(`${words.declined(safeText(meter.name), meter.id)}\n`);
        return exitCode.fault;
      }
      activity.show(words.activity.restarting, null);
      const result = await restart(context, meter, entry, agreement);
      activity.stop();
      return tell(context, meter, entry, { before: 'state' in before ? before : null, ...result });
    } finally {
      activity.stop();
      lock.release();
    }
  });
}

/** @throws whatever is not the collector's fault */
function failureOnly(error: unknown): CollectorError {
  if (!isCollectorError(error)) throw error;
  return error;
}

async function restart(
  context: Context,
  meter: MeterEntry,
  entry: NonNullable<MeterEntry['collector']>,
  agreement: Parameters<typeof fulfil>[3],
): Promise<Omit<Restarted, 'before'>> {
  const { signal } = context;
  const collector = openCollector(entry, meter.id);
  const done = await collector.restart(signal).catch(failureOnly);
  const wanting = done.actionRequired;
  const required = wanting === null ? null : await fulfil(context, wanting, entry, agreement, ['start', 'restart']);
  if (isCollectorError(done) && required?.outcome !== 'done')
    return { after: null, did: null, required, failure: done };
  const did = isCollectorError(done) ? null : done;
  try {
    return { after: await expectStays(collector, signal), did, required, failure: null };
  } catch (error) {
    return { after: null, did, required, failure: failureOnly(error) };
  }
}

function tell(
  context: Context,
  meter: MeterEntry,
  entry: NonNullable<MeterEntry['collector']>,
  result: Restarted,
): ExitCode {
  const { before, after, did, required, failure } = result;
  const words = collectorWords[context.lang];
  if (context.json) {
    writeSafeJson(context, {
      schema: 'meter.restart/1',
      meter: meterName(meter),
      restarted: failure === null,
      collector: collectorDocument(renderCollector(entry), { before, after }),
      says: did?.says ?? null,
      actionRequired: requiredDocument(required),
      failure: failureDocument(failure),
    });
  } else {
    const [name, id] = [safeText(meter.name), meter.id];
    const { labels } = words;
    writeFacts(context, (failure === null ? words.restarted : words.notRestarted)(name, id), [
      [labels.collector, collectorText(context, entry, after, clockOf())],
      [labels.before, before === null ? null : words.states[before.state]],
      [labels.says, did?.says == null ? null : safeText(did.says)],
      [labels.required, requiredText(context, required)],
    ]);
  }
  if (failure === null) return exitCode.ok;
  writeFailure(context, failure);
  return exitCode.fault;
}

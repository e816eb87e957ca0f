/** `meter pause <meter>`: stops the collecting of this meter, marks it as paused, and looks whether its port is free. */
import { safeText } from '../../bytes/printable.ts';
import { limits, type MeterEntry, renderCollector, shownPause } from '../../meters/index.ts';
import {
  collectorDocument,
  failureDocument,
  pauseText,
  portDocument,
  portText,
  requiredDocument,
  type ShownPort,
} from '../../report/index.ts';
import { collectorWords } from '../../wording/index.ts';
import { startActivity } from '../activity.ts';
import { collectorText, requiredText, writeBusy, writeFacts, writeFailure } from '../collector-screen.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { clockOf } from '../instants.ts';
import { type PauseResult, pauseMeter } from '../pause-meter.ts';
import { checkPort, exitCodeOfPort } from '../port-check.ts';
import { mayQuiet, namesOf } from '../quiet-others.ts';
import { meterName, registeredMeter } from '../registered-meter.ts';
import { type Ask, askTerminal } from './ask.ts';
import { writeSafeJson } from './meter-output.ts';
import { inWords, usageError } from './registry-settings.ts';

export interface PauseOptions {
  readonly why?: string | undefined;
  readonly yes?: boolean | undefined;
}

const command = 'meter pause';
const schema = 'meter.pause/1';

/** @returns 0 where it is paused and its port free, 4 or 3 where the port is not, 1 where the collector did not stop */
export async function runPause(
  context: Context,
  wanted: string,
  options: PauseOptions,
  ask: Ask = askTerminal(context),
): Promise<ExitCode> {
  const { lang, signal } = context;
  const words = collectorWords[lang];
  const why = options.why === undefined || options.why.trim() === '' ? null : options.why.trim();
  if (why !== null && why.length > limits.why) throw usageError(words.whyTooLong(why.length, limits.why));
  return await inWords(lang, async () => {
    const { settings, meter } = await registeredMeter(context, wanted, command);
    const agreement = { yes: options.yes === true, ask };
    const activity = await startActivity(context);
    try {
      activity.show(words.activity.stopping, null);
      const result = await pauseMeter(context, settings, meter, {
        why,
        command,
        agreement,
        mayQuiet: (others) => {
          activity.stop();
          return mayQuiet(context, others, agreement);
        },
      });
      if (result.type !== 'paused') {
        activity.stop();
        return tellNotPaused(context, meter, result);
      }
      activity.show(words.activity.checking, null);
      const port = await checkPort({ signal }, meter.endpoint, command);
      activity.stop();
      tellPaused(context, meter, result, port);
      return exitCodeOfPort(port);
    } finally {
      activity.stop();
    }
  });
}

type Paused = Extract<PauseResult, { readonly type: 'paused' }>;

function tellPaused(context: Context, meter: MeterEntry, result: Paused, port: ShownPort): void {
  const { pause, already, before, after, did, required, quiet } = result;
  if (context.json) {
    writeSafeJson(context, {
      schema,
      meter: meterName(meter),
      paused: shownPause(pause),
      already,
      collector: collectorDocument(pause.collector === null ? null : renderCollector(pause.collector), result),
      says: did?.says ?? null,
      actionRequired: requiredDocument(required),
      quiet: quiet.map(meterName),
      port: portDocument(port),
      failure: null,
    });
    return;
  }
  const words = collectorWords[context.lang];
  const clock = clockOf();
  const [name, id] = [safeText(meter.name), meter.id];
  const stopped = did !== null || required?.outcome === 'done';
  const how = pause.collector === null ? words.pausedNone : stopped ? words.pausedStopped : words.pausedNothing;
  const title = already ? words.stillPaused(name, id) : words.paused(name, id);
  const { labels } = words;
  writeFacts(context, already && !stopped ? title : `${title} ${how}`, [
    [labels.collector, collectorText(context, pause.collector, after, clock)],
    [labels.before, stopped && before !== null ? words.states[before.state] : null],
    [labels.says, did?.says == null ? null : safeText(did.says)],
    [labels.required, requiredText(context, required)],
    [labels.quiet, quiet.length === 0 || !stopped ? null : safeText(namesOf(quiet))],
    [labels.paused, pauseText(pause, context.lang, clock)],
    [labels.why, pause.why === null ? null : safeText(pause.why)],
    [labels.port, portText(port, context.lang)],
  ]);
  context.err.write(`${words.nextAfterPause(`${id}`)}\n`);
}

function tellNotPaused(
  context: Context,
  meter: MeterEntry,
  result: Exclude<PauseResult, { readonly type: 'paused' }>,
): ExitCode {
  const words = collectorWords[context.lang];
  const pause = result.type === 'failed' ? result.pause : (meter.paused ?? null);
  if (context.json) {
    const entry = pause?.collector ?? meter.collector ?? null;
    writeSafeJson(context, {
      schema,
      meter: meterName(meter),
      paused: pause === null ? null : shownPause(pause),
      already: meter.paused !== undefined,
      collector: collectorDocument(entry === null ? null : renderCollector(entry), { before: null, after: null }),
      says: null,
      actionRequired: null,
      quiet: result.type === 'declined' ? result.quiet.map(meterName) : [],
      port: null,
      failure: result.type === 'failed' ? failureDocument(result.failure) : { code: result.type, detail: null },
    });
  }
  const [name, id] = [safeText(meter.name), meter.id];
  switch (result.type) {
    case 'declined':
      if (!context.json) context.out.write(`${words.declined(name, id)}\n`);
      return exitCode.fault;
    case 'held':
      writeBusy(context, result.owner);
      return exitCode.busy;
    case 'failed':
      if (!context.json) context.out.write(`${(pause === null ? words.notDone : words.staysPaused)(name, id)}\n`);
      writeFailure(context, result.failure);
      return exitCode.fault;
  }
}

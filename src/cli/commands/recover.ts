/** `meter recover <meter>`: the way back for a mute meter, step by step, to be interrupted, repeated and gone on with. */
import { Chalk } from 'chalk';
import { renderEndpoint, renderServerAddress } from '../../evidence/index.ts';
import { type Recovery, type RecoveryStep, readRecovery, removeRecovery } from '../../meters/index.ts';
import { recoverDocument, renderRecover, renderRecoverPlan } from '../../report/index.ts';
import { recoverWords } from '../../wording/index.ts';
import { writeBusy } from '../collector-screen.ts';
import type { Context } from '../context.ts';
import { holdEndpoint } from '../endpoint-lock.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { localTime } from '../instants.ts';
import { pastEvidence } from '../keep-history.ts';
import { type MeterTarget, meterTarget } from '../meter-target.ts';
import { type RecoverOptions, recoverTimes, stepOf } from '../recover-options.ts';
import { placeOf, planOf } from '../recover-plan.ts';
import { freshRecovery, RecoverRun, type RecoverSetup, recoverCommand } from '../recover-run.ts';
import { recoverScreen } from '../recover-screen.ts';
import { type Ended, recover, reportOf } from '../recover-steps.ts';
import { registeredMeter } from '../registered-meter.ts';
import { type KeepEvent, showEvents, startRecords } from '../trace.ts';
import { type Ask, askTerminal } from './ask.ts';
import { writeSafeJson } from './meter-output.ts';
import { inWords } from './registry-settings.ts';
import { credentialPlans } from './test.ts';

/** @returns 0 where the meter is back, or never was away; else as the verdict, 2 where a person is needed */
export async function runRecover(
  context: Context,
  wanted: string,
  options: RecoverOptions,
  ask: Ask = askTerminal(context),
): Promise<ExitCode> {
  const times = recoverTimes(context, options);
  const from = stepOf(context, options.from);
  const target = await meterTarget(context, wanted, options);
  const isPlan = options.plan === true;
  // Every secret is found before the line is touched, although it is the last but one step that needs it.
  const credentials = isPlan ? [] : credentialPlans(context, target, 'read');
  const registered =
    target.id === null ? null : await inWords(context.lang, () => registeredMeter(context, wanted, recoverCommand));
  const past = pastEvidence(context, target, target.credentials);
  const setup: RecoverSetup = {
    context,
    typed: wanted,
    target,
    credentials,
    registered,
    times,
    yes: options.yes === true,
    yesDisplay: options.yesDisplay === true,
    everWorked: past.some(({ outcome }) => outcome === 'WORKED'),
    ask,
    keep: () => {},
    screen: { step: () => {}, tell: () => {}, wait: () => {}, stop: () => {} },
  };
  const earlier = readRecovery(context.configDir, freshRecovery(target, 'pause').meter);
  if (isPlan) return showPlan(setup, earlier);
  const lock = holdEndpoint(target.endpoint, recoverCommand);
  try {
    if (lock.evidence.outcome === 'SELF') {
      const { pid, command } = lock.evidence.facts;
      writeBusy(context, pid === null ? null : { pid, start: null, command: command ?? '' });
      return exitCode.busy;
    }
    const keep = await keeperOf(context, target, options);
    const screen = await recoverScreen(context);
    try {
      return await inWords(context.lang, () =>
        runSteps({ ...setup, keep, screen }, { earlier, from, release: lock.release }),
      );
    } finally {
      screen.stop();
    }
  } finally {
    lock.release();
  }
}

interface Begin {
  readonly earlier: Recovery | null;
  /** The step that was named; null where none was. */
  readonly from: RecoveryStep | null;
  readonly release: () => void;
}

async function runSteps(setup: RecoverSetup, { earlier, from, release }: Begin): Promise<ExitCode> {
  const { context, target } = setup;
  const goesOn = earlier !== null && (from !== null || (await mayGoOn(setup, earlier)));
  if (earlier !== null && !goesOn) removeRecovery(context.configDir, earlier.meter);
  const first = from ?? (goesOn ? earlier.step : 'pause');
  const run = new RecoverRun(setup, goesOn ? earlier : freshRecovery(target, first));
  // Who names a step wants it done, not what is left of it.
  if (from !== null && from !== 'checks' && from !== 'resume') {
    run.recovery = { ...run.recovery, power: null, broughtBack: null };
  }
  const note = earlier === null ? null : goesOn && from === null ? ('goes-on' as const) : goesOn ? null : 'begins-anew';
  let ended: Ended | null = null;
  try {
    ended = await recover(run, first, { note, startedAt: earlier?.startedAt ?? null, release });
    return ended.exit;
  } finally {
    setup.screen.stop();
    if (ended !== null || context.signal.aborted) await show(run, ended);
    // Used wrongly, before anything was done: there is nothing to go on with.
    else if (run.step === 'pause') run.forget();
  }
}

/** Also after an interruption, whose end is not known yet. */
async function show(run: RecoverRun, ended: Ended | null): Promise<void> {
  const { context } = run.setup;
  const report = await reportOf(run, ended);
  if (context.json) {
    writeSafeJson(context, recoverDocument(report));
    return;
  }
  const chalk = new Chalk({ level: context.out.colourLevel });
  if (context.err.isTerminal) context.err.write('\n');
  context.out.write(renderRecover(report, { lang: context.lang, columns: context.out.columns, chalk }));
}

/** An unfinished one goes on; a person may say otherwise. */
async function mayGoOn({ ask, context }: RecoverSetup, earlier: Recovery): Promise<boolean> {
  if (!ask.canAsk) return true;
  const words = recoverWords[context.lang];
  const { number, step } = placeOf(earlier.step);
  const question = words.ask.goOn.replace('{number}', `${number}`).replace('{step}', step);
  context.err.write(
    `${words.events['goes-on'].replace('{at}', localTime(earlier.startedAt)).replace('{number}', `${number}`).replace('{step}', step)}\n`,
  );
  const answer = await ask.line(question);
  context.signal.throwIfAborted();
  return !words.no.test(answer.trim());
}

function showPlan(setup: RecoverSetup, earlier: Recovery | null): ExitCode {
  const { context, target, typed } = setup;
  const { steps, mostMs, most } = planOf(setup);
  if (context.json) {
    writeSafeJson(context, {
      schema: 'meter.recover-plan/1',
      meter: {
        id: target.id,
        name: target.name,
        endpoint: renderEndpoint(target.endpoint),
        server: renderServerAddress(target.server),
      },
      steps: steps.map(({ step, mostMs: stepMs, waitsMs }) => ({ step, waitsMs, mostMs: stepMs })),
      mostMs,
      unfinished: earlier === null ? null : { step: earlier.step, startedAt: earlier.startedAt },
    });
    return exitCode.ok;
  }
  const chalk = new Chalk({ level: context.out.colourLevel });
  const unfinished = earlier === null ? null : { step: earlier.step, at: localTime(earlier.startedAt) };
  const options = { lang: context.lang, columns: context.out.columns, chalk };
  context.out.write(renderRecoverPlan({ typed, steps, most, unfinished }, options));
  return exitCode.ok;
}

async function keeperOf(context: Context, { endpoint }: MeterTarget, options: RecoverOptions): Promise<KeepEvent> {
  const keepers: readonly KeepEvent[] = [
    await showEvents(context),
    ...startRecords(context, options, `${recoverCommand} ${renderEndpoint(endpoint)}`),
  ];
  return (event) => {
    for (const keep of keepers) keep(event);
  };
}

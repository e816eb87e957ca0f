/** Step 1 of a recovery: the collector is paused, and the port looked at. And the end of every one: what was taken is given back. */
import { hostname } from 'node:os';
import { safeText } from '../bytes/printable.ts';
import { portState } from '../campaign/index.ts';
import { renderEndpoint } from '../evidence/index.ts';
import { openTcp } from '../line/index.ts';
import { type MeterPause, renderCollector } from '../meters/index.ts';
import { failureHint, failureText, portText } from '../report/index.ts';
import { collectorWords, recoverWords } from '../wording/index.ts';
import { exitCode } from './exit-code.ts';
import { meterNow } from './meter-now.ts';
import { pauseMeter } from './pause-meter.ts';
import { mayQuiet, namesOf } from './quiet-others.ts';
import { type RecoverRun, recoverCommand, type StepEnd } from './recover-run.ts';
import { resumeMeter } from './resume-meter.ts';

const portTimes = { connectTimeoutMs: 3000, listenMs: 500, patienceMs: 4000 } as const;
/** Connecting, listening and patience, one after the other. */
export const portMs = portTimes.connectTimeoutMs + portTimes.listenMs + portTimes.patienceMs;

/** @throws UsageError, SettingsError, RegistryError; the signal's reason */
export async function pauseStep(run: RecoverRun): Promise<StepEnd> {
  const refused = await pauseCollector(run);
  if (refused !== null) return refused;
  const { context, screen, target } = run.setup;
  const { host, port } = target.endpoint;
  screen.wait(recoverWords[context.lang].waits.port, portMs);
  const { tries: _tries, ...state } = await portState({ host, port, ...portTimes }, openTcp, context.signal);
  screen.stop();
  run.tell('port', {
    endpoint: renderEndpoint(target.endpoint),
    text: portText({ ...state, own: null }, context.lang),
  });
  // Whoever holds it on this host is in the way, and known; anything else gets a verdict from the first questions.
  if (state.outcome !== 'HELD') return { type: 'next', outcome: 'done' };
  return { type: 'over', outcome: 'blocked', exit: exitCode.busy, next: ['test'] };
}

/** @returns why it cannot go on; null where it can */
async function pauseCollector(run: RecoverRun): Promise<StepEnd | null> {
  const { context, registered, screen, yes, ask } = run.setup;
  const { lang } = context;
  if (registered === null) {
    run.tell('unregistered');
    return null;
  }
  const { settings, meter } = registered;
  const agreement = { yes, ask };
  screen.wait(recoverWords[lang].waits.collector, null);
  const result = await pauseMeter(context, settings, meter, {
    why: null,
    command: recoverCommand,
    agreement,
    mayQuiet: (others) => {
      screen.stop();
      return mayQuiet(context, others, agreement);
    },
  });
  screen.stop();
  const words = collectorWords[lang];
  const over = (why: string, outcome: 'blocked' | 'unfinished', exit: 1 | 4): StepEnd => {
    run.tell('not-paused', { why });
    return { type: 'over', outcome, exit, next: outcome === 'blocked' ? ['test'] : ['goOn'] };
  };
  switch (result.type) {
    case 'declined':
      return over(words.declined(meter.name, meter.id), 'unfinished', exitCode.fault);
    case 'held':
      return over(
        result.owner === null ? words.busyUnnamed : words.busy(result.owner.pid, result.owner.command),
        'unfinished',
        exitCode.busy,
      );
    case 'failed':
      return over(
        `${failureText(result.failure, lang)} ${failureHint(result.failure, lang)}`,
        'unfinished',
        exitCode.fault,
      );
    case 'paused':
      tellPaused(run, result);
      return null;
  }
}

function tellPaused(
  run: RecoverRun,
  { pause, already, did, required }: Extract<Awaited<ReturnType<typeof pauseMeter>>, { readonly type: 'paused' }>,
): void {
  const { registered } = run.setup;
  if (already) {
    if (isOurs(pause)) run.tell('paused-by-recovery');
    else run.tell('paused-before', { by: byText(run, pause) });
  }
  if (pause.collector === null) {
    run.tell('collector-none', { name: registered?.meter.name ?? '' });
    return;
  }
  const collector = renderCollector(pause.collector);
  const stopped = did !== null || required?.outcome === 'done';
  if (stopped) run.tell('collector-stopped', { collector });
  else if (!already) run.tell('collector-idle', { collector });
}

/** Made by a recovery, of this run or of one that was interrupted: it is ours to end. */
export function isOurs({ by }: Pick<MeterPause, 'by'>): boolean {
  return by.command === recoverCommand && by.host === hostname();
}

export function byText(run: RecoverRun, { by }: Pick<MeterPause, 'by'>): string {
  return safeText(collectorWords[run.setup.context.lang].by(by.user, by.host, by.pid, by.command));
}

/** The pause of the meter at this moment; null where it has none, or is not registered. */
export async function pauseNow({ setup }: RecoverRun): Promise<MeterPause | null> {
  const { registered } = setup;
  return registered === null ? null : ((await meterNow(registered.settings, registered.meter)).paused ?? null);
}

/** Ends a pause. @returns whether the meter is paused no more; what became of it has been told */
export async function endPause(run: RecoverRun, told: 'resumed' | 'given-back'): Promise<boolean> {
  const { context, registered, yes, ask } = run.setup;
  if (registered === null) return true;
  const { settings, meter } = registered;
  // An interruption that comes now must not leave the collector stopped half-way.
  const unhurried = { err: context.err, lang: context.lang, signal: new AbortController().signal };
  const result = await resumeMeter(told === 'resumed' ? context : unhurried, settings, meter, recoverCommand, {
    yes,
    ask,
  });
  switch (result.type) {
    case 'not-paused':
      return true;
    case 'held':
      run.tell('resume-failed', { why: collectorWords[context.lang].busyUnnamed });
      return false;
    case 'failed':
      run.tell('resume-failed', { why: failureText(result.failure, context.lang) });
      return false;
    case 'resumed': {
      const { pause, heldBackBy } = result;
      const collector = pause.collector === null ? '' : renderCollector(pause.collector);
      if (heldBackBy.length > 0) run.tell('held-back', { names: namesOf(heldBackBy) });
      else if (pause.collector === null) run.tell('unpaused');
      else if (pause.undo === 'nothing') run.tell('resumed-nothing');
      else run.tell('resumed', { collector });
      if (told === 'given-back' && pause.undo === 'start') run.tell('given-back');
      return true;
    }
  }
}

/**
 * After a recovery that brought nothing: a pause that it made for itself ends with it, because a collector serves more
 * than one mute meter; one that was there before stays. @returns whether the meter is still paused
 */
export async function giveBack(run: RecoverRun): Promise<boolean> {
  const pause = await pauseNow(run);
  if (pause === null) return false;
  if (isOurs(pause)) return !(await endPause(run, 'given-back'));
  run.tell('stays-paused');
  return true;
}

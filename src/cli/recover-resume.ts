/** Step 6 of a recovery: the collector is started again where this recovery stopped it, and the meter followed for a while. */
import { pause } from '../line/index.ts';
import { renderDuration } from '../report/index.ts';
import { recoverWords, registryWords } from '../wording/index.ts';
import { exitCode } from './exit-code.ts';
import { followCollector } from './follow-collector.ts';
import { FollowRun } from './follow-run.ts';
import { FollowWatch } from './follow-watch.ts';
import { meterNow } from './meter-now.ts';
import { type Asked, askGently, keep } from './recover-ask.ts';
import { byText, endPause, isOurs, pauseNow } from './recover-pause.ts';
import { exitOf } from './recover-power.ts';
import type { RecoverRun, StepEnd } from './recover-run.ts';

/** How often the meter is asked while it is followed, and how long it is at most from one question to the next. */
const looks = 6;
const longestMs = 10_000;

/**
 * @param isKnownToAnswer the checks of this recovery found that it does
 * @param release gives the line to the collector
 * @throws the signal's reason
 */
export async function resumeStep(run: RecoverRun, isKnownToAnswer: boolean, release: () => void): Promise<StepEnd> {
  if (!isKnownToAnswer) {
    run.tell('asks-before-resume');
    const asked = await askGently(run, { quietMs: 0, discs: false });
    if (asked.came !== 'answers') {
      return { type: 'over', outcome: 'unfinished', exit: exitOf(asked), next: ['goOn', 'giveUp'] };
    }
  }
  const isResumed = await resumeCollector(run, release);
  if (isResumed === null)
    return { type: 'over', outcome: 'unfinished', exit: exitCode.fault, next: ['goOn', 'resume'] };
  const isWell = await follow(run, release);
  if (!isWell) {
    run.tell('silent-again');
    return { type: 'over', outcome: 'not-recovered', exit: exitCode.fault, next: ['probe', 'report'] };
  }
  const checksFailed = run.checks.some(({ passed }) => passed === false);
  const exit = checksFailed ? exitCode.fault : exitCode.ok;
  return { type: 'over', outcome: 'recovered', exit, next: isResumed ? ['report'] : ['resume', 'report'] };
}

/** @returns whether the meter is paused no more; null where its collector did not start */
async function resumeCollector(run: RecoverRun, release: () => void): Promise<boolean | null> {
  const { context, yes, ask } = run.setup;
  const { lang } = context;
  const paused = await pauseNow(run);
  if (paused === null) return true;
  if (!isOurs(paused) && !yes) {
    const by = byText(run, paused);
    const answer = ask.canAsk ? await ask.line(recoverWords[lang].ask.resumeOthers.replace('{by}', () => by)) : '';
    context.signal.throwIfAborted();
    if (!registryWords[lang].yes.test(answer.trim())) {
      run.tell('left-paused', { by, meter: run.setup.typed });
      return false;
    }
  }
  release();
  return (await endPause(run, 'resumed')) ? true : null;
}

/** @returns false where the meter was asked and stopped answering */
async function follow(run: RecoverRun, release: () => void): Promise<boolean> {
  const { times, registered, context } = run.setup;
  if (times.followMs === 0) return true;
  if (registered === null) return await followMeter(run);
  const entry = await meterNow(registered.settings, registered.meter);
  const watch = new FollowWatch(registered.settings, entry, null, context.signal);
  const { way } = await watch.choose();
  if (way === 'meter') return await followMeter(run);
  release();
  await followLog(run, watch);
  return true;
}

async function followLog(run: RecoverRun, watch: FollowWatch): Promise<void> {
  const { context, times, screen } = run.setup;
  const { followMs } = times;
  run.tell('follows-log', { duration: renderDuration(followMs) });
  // Line by line, and never on standard output: a document may be expected there.
  const out = {
    write: (text: string) => context.err.write(text),
    isTerminal: false,
    columns: context.err.columns,
    colourLevel: context.err.colourLevel,
  };
  const everyMs = Math.min(longestMs, followMs);
  const plan = { everyMs, wanted: [], via: null, forMs: followMs, count: null, inactivityMs: times.inactivityMs };
  const following = new FollowRun({ ...context, out, json: false }, plan, watch);
  following.way = 'collector';
  screen.stop();
  await followCollector(following, watch, Math.random);
}

/** Without a running collector: a link is asked for now and then. No password a second time. */
async function followMeter(run: RecoverRun): Promise<boolean> {
  const { times, screen, context } = run.setup;
  const { followMs } = times;
  const everyMs = Math.min(longestMs, followMs / looks);
  run.tell('follows-meter', { every: renderDuration(everyMs), duration: renderDuration(followMs) });
  const until = performance.now() + followMs;
  let [asked, answered] = [0, 0];
  let last: Asked | null = null;
  while (performance.now() < until) {
    screen.wait(recoverWords[context.lang].waits.follow, until - performance.now());
    await pause(Math.min(everyMs, Math.max(1, until - performance.now())), context.signal);
    last = await askGently(run, { quietMs: 0, discs: false, isOneOfMany: true });
    asked += 1;
    if (last.came === 'answers') answered += 1;
  }
  screen.stop();
  run.tell('followed', { duration: renderDuration(followMs), answered, asked });
  if (last !== null) keep(run, last);
  return last === null || last.came === 'answers';
}

/**
 * Step 4 of a recovery: the reset, done by a person and guided from here. It is not for what refuses or is elsewhere,
 * and not begun unasked where nothing shows that these settings ever worked.
 *
 *   off (60 s: capacitors) → on → initialisation (2 to 3 minutes), with ping and the TCP port watched
 *
 * When the person was told what is on disk: power that is off stays off while no run looks, and so does the clock.
 */
import { setTimeout as later } from 'node:timers/promises';
import { renderDuration } from '../report/index.ts';
import { recoverWords, registryWords } from '../wording/index.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { isTheMeter } from './recover-allow.ts';
import { type Asked, look } from './recover-ask.ts';
import type { RecoverRun, StepEnd } from './recover-run.ts';
import { lookAtPath, type Path, watchPath } from './recover-watch.ts';
import { exitCodeOfVerdict } from './verdict-exit.ts';

/** @throws the signal's reason */
export async function powerStep(run: RecoverRun, last: Asked | null): Promise<StepEnd> {
  const { times } = run.setup;
  // Once the power is off there is nothing to ask any more.
  if (run.recovery.power === null) {
    if (last === null) run.tell('looks-first');
    const asked = last ?? (await look(run));
    const refused = await gate(run, asked);
    if (refused !== null) return refused;
  }
  const { host, port } = run.setup.target.endpoint;
  run.setup.screen.wait(recoverWords[run.setup.context.lang].waits.port, null);
  const before = await lookAtPath(host, port, run.setup.context.signal);
  run.setup.screen.stop();
  const watched = new Watched(run, before);
  if (run.recovery.power === null) {
    run.tell('path-before', { ping: pingText(before), port: before.outcome });
    await told(run, 'off');
  }
  if (run.recovery.power?.told === 'off') {
    const left = leftOf(run, times.powerOffMs);
    if (left < times.powerOffMs - justNowMs) run.tell('off-since', { duration: since(run) });
    await watched.wait('off', left);
    await told(run, 'on');
  }
  const left = leftOf(run, times.initialisationMs);
  if (left < times.initialisationMs - justNowMs) run.tell('on-since', { duration: since(run) });
  await watched.wait('initialisation', left);
  if (!watched.changed) run.tell('path-kept');
  run.change({ broughtBack: 'power' });
  return { type: 'next', outcome: 'done' };
}

/** What was told less than this ago was told by this run. */
const justNowMs = 50;

/** @returns why the reset is not begun; null where it is */
async function gate(run: RecoverRun, asked: Asked): Promise<StepEnd | null> {
  const { everWorked, yes, ask, context, typed } = run.setup;
  const words = recoverWords[context.lang];
  if (asked.came === 'answers' || asked.came === 'closed') return { type: 'back' };
  if (asked.came !== 'mute') {
    run.tell('not-allowed', { code: asked.code });
    return notForThis(run, asked);
  }
  if (everWorked || isTheMeter(asked)) return null;
  run.tell('never-worked', { meter: typed });
  if (yes) return null;
  if (!ask.canAsk) {
    run.tell('needs-agreement');
    return { type: 'over', outcome: 'unfinished', exit: exitCode.usage, next: ['probe', 'agree', 'giveUp'] };
  }
  const answer = await ask.line(words.ask.neverWorked);
  if (registryWords[context.lang].yes.test(answer.trim())) return null;
  run.tell('declined');
  return { type: 'over', outcome: 'unfinished', exit: exitCode.fault, next: ['probe', 'goOn', 'giveUp'] };
}

/** What none of the steps is for: the verdict says what is. */
export function notForThis(run: RecoverRun, asked: Asked): StepEnd {
  const isElsewhere = run.found !== null && run.setup.target.id !== null;
  return {
    type: 'over',
    outcome: 'blocked',
    exit: exitOf(asked),
    next: isElsewhere ? ['edit', 'probe'] : ['probe', 'report'],
  };
}

/** What questions that brought nothing end in. */
export function exitOf({ verdict }: Pick<Asked, 'verdict'>): ExitCode {
  const exit = verdict === null ? exitCode.fault : exitCodeOfVerdict(verdict);
  return exit === exitCode.ok ? exitCode.fault : exit;
}

/** Tells the person what to do; on a terminal, waits until it is done. */
async function told(run: RecoverRun, what: 'off' | 'on'): Promise<void> {
  const { ask, context } = run.setup;
  const words = recoverWords[context.lang].ask;
  run.tell(what === 'off' ? 'switch-off' : 'switch-on');
  if (ask.canAsk) {
    await ask.line(what === 'off' ? words.isOff : words.isOn);
    context.signal.throwIfAborted();
  }
  run.change({ power: { told: what, since: new Date().toISOString() } });
}

function leftOf({ recovery }: RecoverRun, wholeMs: number): number {
  const passed = Date.now() - Date.parse(recovery.power?.since ?? new Date().toISOString());
  // A clock that was set meanwhile makes it no longer than it is.
  return Math.min(wholeMs, Math.max(0, wholeMs - passed));
}

function since({ recovery }: RecoverRun): string {
  return renderDuration(Math.max(1, Date.now() - Date.parse(recovery.power?.since ?? '')));
}

class Watched {
  readonly #run: RecoverRun;
  #path: Path;
  /** Something went away, or came back. */
  changed = false;

  constructor(run: RecoverRun, path: Path) {
    this.#run = run;
    this.#path = path;
  }

  async wait(name: 'off' | 'initialisation', forMs: number): Promise<void> {
    const { screen, context, target } = this.#run.setup;
    const wait = () => screen.wait(recoverWords[context.lang].waits[name], until - performance.now());
    const until = performance.now() + forMs;
    wait();
    const onChange = (change: Parameters<Parameters<typeof watchPath>[3]>[0], { outcome }: Path) => {
      this.changed = true;
      this.#run.tell(change, { outcome });
      wait();
    };
    this.#path = await watchPath(target.endpoint, forMs, this.#path, onChange, context.signal);
    const left = until - performance.now();
    if (left > 0) await later(left, undefined, { signal: context.signal });
    screen.stop();
  }
}

function pingText({ ping }: Path): string {
  return ping === null ? 'NOT-TRIED' : ping ? 'OK' : 'TIMEOUT';
}

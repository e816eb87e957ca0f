/** What both ways of following share: the events as they are told, the counts, the time, and when it is over. */

import { pause } from '../line/index.ts';
import type { FollowEvent, FollowFact, FollowSummary, FollowVerdict, FollowWay } from '../report/index.ts';
import { FollowTally } from '../report/index.ts';
import type { Context } from './context.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { FollowPlan } from './follow-options.ts';
import { type FollowScreen, followScreen } from './follow-screen.ts';
import type { FollowWatch } from './follow-watch.ts';

/** Why following ended on its own; `way`: another way is the right one now. */
export type FollowEnd = 'bounds' | 'given-up' | 'way';

const tickMs = 1000;

export class FollowRun {
  readonly context: Context;
  readonly plan: FollowPlan;
  readonly tally = new FollowTally();
  /** Null for a meter that is not registered. */
  readonly watch: FollowWatch | null;
  way: FollowWay = 'meter';
  /** What the last round came to. */
  exit: ExitCode = exitCode.ok;
  readonly #screen: FollowScreen;
  readonly #startedAt = performance.now();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #verdict: { readonly verdict: FollowVerdict; readonly since: number } | null = null;
  #rounds = 0;

  constructor(context: Context, plan: FollowPlan, watch: FollowWatch | null) {
    this.context = context;
    this.plan = plan;
    this.watch = watch;
    this.#screen = followScreen(context, this.tally);
  }

  /** ms since the start. */
  now(): number {
    return performance.now() - this.#startedAt;
  }

  tell(fact: FollowFact): void {
    this.#screen.tell({ ...fact, at: new Date().toISOString() } as FollowEvent);
  }

  /** Tells it where it is another one than before. */
  judge(to: FollowVerdict): void {
    const before = this.#verdict;
    if (before !== null && before.verdict.outcome === to.outcome && before.verdict.code === to.code) return;
    const now = this.now();
    this.#verdict = { verdict: to, since: now };
    this.tell({
      event: 'verdict',
      from: before?.verdict ?? null,
      to,
      lastedMs: before === null ? null : Math.round(now - before.since),
    });
  }

  /** A poll, an attempt, or a line of the log is done. */
  countRound(): void {
    this.#rounds += 1;
  }

  get isOver(): boolean {
    const { count, forMs } = this.plan;
    return (count !== null && this.#rounds >= count) || (forMs !== null && this.now() >= forMs);
  }

  /**
   * Waits, drawing the screen anew and looking into the registry meanwhile.
   * @returns `bounds` where the time to follow is over before, `way` where the collector does something else now
   * @throws the signal's reason
   */
  async waitUntil(until: number, signal: AbortSignal = this.context.signal): Promise<FollowEnd | null> {
    const end = Math.min(until, this.plan.forMs ?? Number.POSITIVE_INFINITY);
    await this.#drained();
    for (;;) {
      if (await this.looksOtherwise()) return 'way';
      const left = end - this.now();
      if (left <= 0) break;
      await pause(Math.min(left, tickMs), signal);
      this.#screen.tick();
    }
    signal.throwIfAborted();
    return this.isOver ? 'bounds' : null;
  }

  /** At most once in a polling interval: whether what the registry says asks for the other way. */
  async looksOtherwise(): Promise<boolean> {
    if (this.watch === null || this.now() - this.#lookedAt < this.plan.everyMs) return false;
    this.#lookedAt = this.now();
    const facts = await this.watch.look();
    for (const fact of facts) this.tell(fact);
    if (facts.length === 0) return false;
    const isOtherLog = facts.some((fact) => fact.event === 'registry' && fact.change === 'collector');
    return (isOtherLog && this.way === 'collector') || (await this.watch.choose()).way !== this.way;
  }

  summary(): FollowSummary {
    const { polls, answered, successRate, latencyMs, reconnects, logLines } = this.tally;
    const durationMs = Math.round(this.now());
    const verdict = this.#verdict?.verdict ?? null;
    return { durationMs, polls, answered, successRate, latencyMs, reconnects, logLines, verdict };
  }

  /** A reader that is slower than we are does not make our memory grow; Ctrl-C does not wait for it. */
  async #drained(): Promise<void> {
    const { out, signal } = this.context;
    if (out.drained === undefined) return;
    let abort = () => {};
    const aborted = new Promise<void>((resolve) => {
      abort = resolve;
      signal.addEventListener('abort', abort, { once: true });
    });
    await Promise.race([out.drained(), aborted]);
    signal.removeEventListener('abort', abort);
  }
}

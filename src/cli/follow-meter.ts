/**
 * Follows a meter itself: one association that is kept, polled again and again, and opened anew after a loss, in a time
 * in which the meter has let the lost link go. While it waits for that, the line is anybody's.
 */
import type { Reading } from '../evidence/index.ts';
import {
  isMissing,
  type Lost,
  type MeterMemory,
  readObjects,
  usualObjects,
  type WantedObject,
} from '../objects/index.ts';
import type { FollowVerdict } from '../report/index.ts';
import { Spread } from '../report/index.ts';
import type { ChosenMeter } from './choose-meter.ts';
import { exitCode } from './exit-code.ts';
import { Backoff } from './follow-backoff.ts';
import { FollowHistory } from './follow-history.ts';
import type { FollowEnd, FollowRun } from './follow-run.ts';
import { type FollowedSession, type NoSession, openFollowed } from './follow-session.ts';
import { memoryOf } from './meter-memory.ts';
import { type Told, toldLost } from './session-failure.ts';
import type { KeepEvent } from './trace.ts';

export interface FollowMeterOptions {
  readonly keep: KeepEvent;
  /** 0 up to 1. */
  readonly random: () => number;
}

/** @throws the signal's reason, after the line was closed */
export async function followMeter(
  run: FollowRun,
  chosen: ChosenMeter,
  options: FollowMeterOptions,
): Promise<FollowEnd> {
  const follower = new MeterFollower(run, chosen, options);
  try {
    return await follower.follow();
  } finally {
    await follower.leave();
  }
}

/** Who the meter is: read once. */
const constant = ['device-name', 'serial'] as const;

class MeterFollower {
  readonly #run: FollowRun;
  readonly #chosen: ChosenMeter;
  readonly #options: FollowMeterOptions;
  readonly #backoff: Backoff;
  readonly #history: FollowHistory;
  readonly #memory: MeterMemory;
  #wanted: readonly WantedObject[];
  #session: FollowedSession | null = null;
  /** When the next poll or attempt is due. */
  #dueAt = 0;
  /** The password was taken in this run: it is known to be right. */
  #isKnown = false;
  #hadSession = false;

  constructor(run: FollowRun, chosen: ChosenMeter, options: FollowMeterOptions) {
    this.#run = run;
    this.#chosen = chosen;
    this.#options = options;
    this.#backoff = new Backoff({ inactivityMs: run.plan.inactivityMs, random: options.random });
    this.#history = new FollowHistory(run.context, chosen);
    this.#memory = memoryOf(run.context, chosen);
    this.#wanted = run.plan.wanted.length > 0 ? run.plan.wanted : usualObjects(this.#memory);
    this.#dueAt = run.now();
  }

  async follow(): Promise<FollowEnd> {
    for (;;) {
      const ended = await this.#run.waitUntil(this.#dueAt);
      if (ended !== null) return ended;
      const session = this.#session;
      if (session === null) {
        const goesOn = await this.#open();
        if (!goesOn) return 'given-up';
        // A session that is open is polled at once.
        if (this.#session !== null) continue;
      } else await this.#poll(session);
      this.#run.countRound();
      if (this.#run.isOver) return 'bounds';
      if (this.#session === null && (await this.#isOthersTurn())) return 'way';
    }
  }

  /** RLRQ, DISC, FIN; the lock is released; what was not yet kept of the last minute is. */
  async leave(lost: Lost | null = null): Promise<boolean> {
    const session = this.#session;
    this.#session = null;
    try {
      return session === null ? false : await session.close(lost);
    } finally {
      if (lost === null) this.#history.flush(this.#run.now());
    }
  }

  /** @returns false where it must not be tried again */
  async #open(): Promise<boolean> {
    const { keep } = this.#options;
    const { signal } = this.#run.context;
    const opened = await openFollowed(this.#chosen, { keep, signal });
    if (opened.type === 'none') return this.#notOpened(opened);
    this.#session = opened;
    this.#isKnown = true;
    if (this.#hadSession) this.#run.tally.reconnects += 1;
    this.#hadSession = true;
    this.#dueAt = this.#run.now();
    this.#run.tell({ event: 'connected', openMs: opened.openMs });
    return true;
  }

  #notOpened({ told, linkMayBeOpen, login }: NoSession): boolean {
    const isHeld = told.trouble.outcome === 'SELF';
    this.#failed(told, { isAsked: !isHeld, hadSession: false });
    if (told.trouble.outcome === 'SHORT-NAMES' || this.#isLastLogin(login)) {
      if (told.trouble.outcome !== 'SHORT-NAMES') this.#run.tell({ event: 'given-up' });
      return false;
    }
    // Another run of ours ends when it ends: looking for its lock disturbs nobody.
    if (isHeld) this.#dueAt = this.#run.now() + this.#run.plan.everyMs;
    else this.#scheduleAfter(linkMayBeOpen);
    return true;
  }

  /** A password that was refused, or that was never taken and met no answer, is not said again. */
  #isLastLogin(login: NoSession['login']): boolean {
    if (this.#chosen.login.level !== 'lls' || login === 'not-said') return false;
    return login === 'refused' || !this.#isKnown;
  }

  async #poll(session: FollowedSession): Promise<void> {
    const run = this.#run;
    const startedAt = run.now();
    const { readings, refused, lost } = await readObjects(session.access, this.#wanted, {
      memory: this.#memory,
      mayReadList: false,
      showSecrets: run.context.showSecrets,
    });
    const isUsual = run.plan.wanted.length === 0;
    const shown = isUsual ? readings.filter((reading) => !isMissing(reading)) : readings;
    const latencies = session.takeLatencies();
    const spread = new Spread();
    for (const ms of latencies) {
      run.tally.latencies.add(ms);
      spread.add(ms);
    }
    // Counted before it is told: what the view shows then is what the summary under it says.
    if (lost === null) {
      run.tally.polls += 1;
      run.tally.answered += 1;
    }
    if (shown.length > 0 || lost === null) {
      run.tell({ event: 'reading', readings: shown, latencyMs: spread.median, slowestMs: spread.max });
    }
    if (lost !== null) {
      this.#failed(toldLost(this.#chosen, lost), { isAsked: true, hadSession: true, latencies });
      this.#scheduleAfter(await this.leave(lost));
      return;
    }
    if (isUsual) this.#keepThose(readings);
    this.#backoff.answered();
    const isDenied = readings.length > 0 && refused === readings.length;
    const verdict: FollowVerdict = { outcome: isDenied ? 'READ-DENIED' : 'READ-OK', code: 'ok', grade: 'proven' };
    run.exit = exitCode.ok;
    run.judge(verdict);
    this.#history.add(run.now(), verdict, true, latencies);
    this.#dueAt = startedAt + run.plan.everyMs;
  }

  /**
   * What the meter does not have is not asked for again, nor what does not change; where nothing is left by that,
   * everything is.
   */
  #keepThose(readings: readonly Reading[]): void {
    const changing = this.#wanted.filter((_wanted, index) => {
      const reading = readings[index];
      return reading !== undefined && !isMissing(reading) && !constant.some((name) => name === reading.name);
    });
    if (changing.length > 0) this.#wanted = changing;
  }

  #failed(
    { trouble, exit }: Told,
    {
      isAsked,
      hadSession,
      latencies = [],
    }: { readonly isAsked: boolean; readonly hadSession: boolean; readonly latencies?: readonly number[] },
  ): void {
    const verdict: FollowVerdict = { outcome: trouble.outcome, code: trouble.cause, grade: trouble.grade };
    this.#run.exit = exit;
    this.#run.tell({ event: 'failure', trouble });
    this.#run.judge(verdict);
    if (!isAsked) return;
    this.#run.tally.polls += 1;
    this.#history.add(this.#run.now(), verdict, hadSession, latencies);
  }

  #scheduleAfter(linkMayBeOpen: boolean): void {
    const now = this.#run.now();
    const { at, why } = this.#backoff.failed(now, linkMayBeOpen);
    this.#dueAt = at;
    this.#run.tell({ event: 'reconnect', inMs: Math.round(at - now), why });
  }

  /** After a failure: the collector may have been started by somebody else, and holds the line now. */
  async #isOthersTurn(): Promise<boolean> {
    const { watch } = this.#run;
    return watch !== null && (await watch.choose()).way === 'collector';
  }
}

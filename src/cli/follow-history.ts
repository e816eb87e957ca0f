/** What a followed meter leaves in the history: one record for each minute in which it was asked, and one at the end. */
import { type CauseCode, type CredentialOutcome, credentialOutcomes } from '../evidence/index.ts';
import type { FollowVerdict } from '../report/index.ts';
import { Spread } from '../report/index.ts';
import type { ChosenMeter } from './choose-meter.ts';
import type { Context } from './context.ts';
import { keepHistory } from './keep-history.ts';

const everyMs = 60_000;

interface Round {
  readonly verdict: FollowVerdict;
  /** How far it got. */
  readonly outcome: CredentialOutcome;
}

export class FollowHistory {
  readonly #context: Context;
  readonly #chosen: ChosenMeter;
  #since: number | null = null;
  #latencies = new Spread();
  #last: Round | null = null;

  constructor(context: Context, chosen: ChosenMeter) {
    this.#chosen = chosen;
    // What cannot be kept is told once, not every minute.
    let isTold = false;
    const { err } = context;
    const write = (text: string) => {
      if (!isTold) err.write(text);
      isTold = true;
    };
    this.#context = { ...context, err: { isTerminal: false, columns: 80, colourLevel: 0, write } };
  }

  /**
   * A poll, or an attempt to connect.
   * @param now ms, by a clock that only goes forward
   * @param hadSession the login had been answered
   */
  add(now: number, verdict: FollowVerdict, hadSession: boolean, latencies: readonly number[]): void {
    this.#since ??= now;
    const known = credentialOutcomes.find((outcome) => outcome === verdict.outcome);
    const outcome = verdict.code !== 'ok' && hadSession ? 'LOGIN-OK' : (known ?? 'LOGIN-OK');
    this.#last = { verdict, outcome };
    for (const ms of latencies) this.#latencies.add(ms);
    if (now - this.#since >= everyMs) this.flush(now);
  }

  flush(now: number): void {
    if (this.#since === null || this.#last === null) return;
    const { verdict, outcome } = this.#last;
    const { name, client } = this.#chosen.credential;
    const { median } = this.#latencies;
    const code: CauseCode = verdict.code ?? 'inconclusive';
    keepHistory(
      this.#context,
      {
        meter: this.#chosen.target,
        credentials: [
          { credential: name, client, outcome, replyMs: verdict.code === 'ok' && median !== null ? median : null },
        ],
        verdict: { code, outcome: credentialOutcomes.find((one) => one === verdict.outcome) ?? outcome },
        durationMs: now - this.#since,
      },
      'follow',
    );
    this.#since = null;
    this.#last = null;
    this.#latencies = new Spread();
  }
}

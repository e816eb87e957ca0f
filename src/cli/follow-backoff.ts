/**
 * When a line that was lost may be opened again. Growing pauses where the line is known to be free of us; where a link of
 * ours may still be open in the meter, silence until the meter has let it go: each question would start its clock anew.
 *
 *   lost, closed in order:   1 s   2 s   4 s   8 s … 60 s       each a little earlier or later, so that several runs part
 *   lost, DISC unanswered:   the inactivity time-out, and a little more
 */

export interface NextAttempt {
  /** By the clock that was given. */
  readonly at: number;
  readonly why: 'growing' | 'inactivity';
}

export interface BackoffOptions {
  readonly inactivityMs: number;
  /** 0 up to 1. */
  readonly random: () => number;
}

const pauses = { firstMs: 1000, longestMs: 60_000 } as const;
/** Of a growing pause, either way; of the inactivity time-out, only longer. */
const jitter = { growing: 0.25, inactivity: 0.05 } as const;

export class Backoff {
  readonly #options: BackoffOptions;
  #failures = 0;
  /** Until then the meter must not be asked. */
  #quietUntil = Number.NEGATIVE_INFINITY;

  constructor(options: BackoffOptions) {
    this.#options = options;
  }

  /** The meter answered: the next loss begins with the shortest pause. */
  answered(): void {
    this.#failures = 0;
    this.#quietUntil = Number.NEGATIVE_INFINITY;
  }

  /**
   * @param now ms, by any clock that only goes forward
   * @param linkMayBeOpen something was said to the meter, and nobody confirmed that the link is closed
   */
  failed(now: number, linkMayBeOpen: boolean): NextAttempt {
    const { inactivityMs, random } = this.#options;
    const growing = Math.min(pauses.longestMs, pauses.firstMs * 2 ** Math.min(this.#failures, 16));
    this.#failures += 1;
    const at = now + growing * (1 - jitter.growing + 2 * jitter.growing * random());
    if (linkMayBeOpen) this.#quietUntil = now + inactivityMs * (1 + jitter.inactivity * random());
    return this.#quietUntil > at ? { at: this.#quietUntil, why: 'inactivity' } : { at, why: 'growing' };
  }
}

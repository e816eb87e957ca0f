/** When a lost line is opened again: never before the meter has let a link go that may still be open. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Backoff } from '../../src/cli/follow-backoff.ts';
import { spanMs } from '../../src/cli/follow-options.ts';

const inactivityMs = 180_000;
const withRandom = (random: number) => new Backoff({ inactivityMs, random: () => random });

describe('pauses before a line is opened again', () => {
  it('grow to a minute and stay there', () => {
    const backoff = withRandom(0.5);
    const pauses = Array.from({ length: 12 }, () => backoff.failed(1000, false).at - 1000);
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, ...Array.from({ length: 6 }, () => 60_000)]);
  });

  it('differ from run to run by a quarter either way', () => {
    expect(withRandom(0).failed(0, false)).toEqual({ at: 750, why: 'growing' });
    expect(withRandom(0.999_999).failed(0, false).at).toBeCloseTo(1250, 0);
  });

  it('begin anew after an answer', () => {
    const backoff = withRandom(0.5);
    for (let loss = 0; loss < 5; loss++) backoff.failed(0, true);
    backoff.answered();
    expect(backoff.failed(10, false)).toEqual({ at: 1010, why: 'growing' });
  });

  it('are the whole inactivity time-out where a link may be open, counted from the last question', () => {
    const backoff = withRandom(0);
    expect(backoff.failed(5000, true)).toEqual({ at: 5000 + inactivityMs, why: 'inactivity' });
    // A refused connection in between says nothing to the meter: its clock runs on.
    expect(backoff.failed(50_000, false)).toEqual({ at: 5000 + inactivityMs, why: 'inactivity' });
    // Another question starts it anew.
    expect(backoff.failed(60_000, true)).toEqual({ at: 60_000 + inactivityMs, why: 'inactivity' });
  });

  it('never ask a meter earlier than it lets a link go, whatever happens in between', () => {
    const losses = fc.array(
      fc.record({
        afterMs: fc.integer({ min: 0, max: 400_000 }),
        linkMayBeOpen: fc.boolean(),
        random: fc.double({ min: 0, max: 0.999, noNaN: true }),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(losses, (all) => {
        let random = 0;
        const backoff = new Backoff({ inactivityMs, random: () => random });
        let now = 0;
        let lastOpen = Number.NEGATIVE_INFINITY;
        for (const loss of all) {
          now += loss.afterMs;
          random = loss.random;
          if (loss.linkMayBeOpen) lastOpen = now;
          const { at } = backoff.failed(now, loss.linkMayBeOpen);
          expect(at).toBeGreaterThanOrEqual(lastOpen + inactivityMs);
          expect(at).toBeGreaterThan(now);
          expect(at).toBeLessThanOrEqual(Math.max(now + 75_000, lastOpen + 1.05 * inactivityMs));
        }
      }),
    );
  });
});

describe('a duration', () => {
  it.each([
    ['45', 45_000],
    ['1.5s', 1500],
    ['30 s', 30_000],
    ['5m', 300_000],
    ['2H', 7_200_000],
    ['1d', 86_400_000],
  ])('%s is %i ms', (text, ms) => expect(spanMs(text)).toBe(ms));

  it.each(['', '0', '-1s', '5 minutes', '1e3', '5m30s', '٣s', '9999999'])('"%s" is none', (text) =>
    expect(spanMs(text)).toBeNaN(),
  );
});

/** A meter that is followed for hours: thousands of polls on one association, and memory that stays where it is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { chooseMeter } from '../../src/cli/choose-meter.ts';
import type { Output } from '../../src/cli/context.ts';
import { followMeter } from '../../src/cli/follow-meter.ts';
import { followPlan } from '../../src/cli/follow-options.ts';
import { FollowRun } from '../../src/cli/follow-run.ts';
import { type SimulatorEvent, startSimulator } from '../../src/simulator/index.ts';
import { keptContext } from '../support/registry-context.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** By then everything is compiled that will be. */
const warmUp = 2000;
const polls = 6000;
/** Half of what one answer kept a poll would come to (4000 readings of 400 bytes are 1.6 MB); code under test grows too. */
const mostGrowth = 800_000;

it('6,000 polls take no more memory than 2,000', async () => {
  const configDir = mkdtempSync(join(tmpdir(), 'meter-follow-'));
  const simulator = await startSimulator({ timeScale: 0.001 });
  const heaps = new Map<number, number>();
  let drawn = 0;
  // On a terminal the live view keeps the most.
  const out: Output = {
    isTerminal: true,
    columns: 100,
    rows: 40,
    colourLevel: 0,
    write: () => {
      drawn += 1;
    },
  };
  try {
    const context = keptContext(configDir, { out });
    const chosen = await chooseMeter(context, `127.0.0.1:${simulator.port}`, {});
    const plan = { ...followPlan(context, { count: `${polls}`, register: ['clock'] }), everyMs: 0 };
    const run = new FollowRun(context, plan, null);
    const countRound = run.countRound.bind(run);
    run.countRound = () => {
      countRound();
      const { answered } = run.tally;
      if (answered !== warmUp && answered !== polls) return;
      collect();
      // The simulator keeps its log in this process; what it holds is its own.
      (simulator.events.log as SimulatorEvent[]).length = 0;
      collect();
      heaps.set(answered, process.memoryUsage().heapUsed);
    };
    expect(await followMeter(run, chosen, { keep: () => {}, random: Math.random })).toBe('bounds');
    expect(run.summary()).toMatchObject({ polls, answered: polls, reconnects: 0 });
    expect(drawn).toBeGreaterThan(polls);
    expect((heaps.get(polls) ?? Number.NaN) - (heaps.get(warmUp) ?? 0)).toBeLessThan(mostGrowth);
  } finally {
    await simulator.stop();
    rmSync(configDir, { recursive: true, force: true });
  }
}, 60_000);

/**
 * Killed in the middle of a pause, a resume or a take-over: the settings stay readable, a collector that was stopped is
 * never forgotten, no lock is left that blocks, and the next command finishes the work. The moments are chosen from a
 * seed, counted from what the collector is asked: before, during and after it does it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { runResume } from '../../../src/cli/commands/resume.ts';
import { meterTarget } from '../../../src/cli/meter-target.ts';
import { addMeter, newMeter, openSettings, parseCollector } from '../../../src/meters/index.ts';
import { startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { temporaryFolder } from '../../support/child.ts';
import { startHttpCollector } from '../../support/http-collector.ts';
import { keptContext } from '../../support/registry-context.ts';
import { startMeter } from '../../support/run-meter.ts';
import { seeded } from '../../support/seeded.ts';

/** Of each command; runs that ended before their moment do not count. */
const kills = 22;
const mostRuns = 60;
/** How long the collector takes for what it is told, at most: kills fall before, into and after that. */
const slowestMs = 80;

interface Lane {
  readonly name: string;
  readonly args: readonly string[];
  readonly isPausedBefore: boolean;
  /** Requests to the collector that the command makes, and after which it may be killed. */
  readonly requests: number;
  /** Kills fall so long after a request, at most. */
  readonly spanMs: number;
  readonly seed: number;
}

const lanes: readonly Lane[] = [
  { name: 'pause', args: ['pause', '2'], isPausedBefore: false, requests: 3, spanMs: 200, seed: 20261124 },
  { name: 'resume', args: ['resume', '2', '--force'], isPausedBefore: true, requests: 3, spanMs: 400, seed: 7 },
  {
    name: 'test --take-over',
    args: ['test', '2', '--take-over', '--timeout', '0.3'],
    isPausedBefore: false,
    requests: 5,
    spanMs: 1200,
    seed: 31,
  },
];

describe('killed in the middle', () => {
  beforeAll(built, 300_000);

  it.concurrent.each(lanes)('of $name, nothing is lost and nothing blocks', { timeout: 900_000 }, async (lane) => {
    const random = seeded(lane.seed);
    const configDir = temporaryFolder();
    const [simulator, collector] = await Promise.all([startSimulator({}), startHttpCollector()]);
    const settings = openSettings({ configDir, command: 'test' });
    const entry = parseCollector(collector.base);
    if (entry === null || !('kind' in entry)) throw new Error('no collector');
    const endpoint = { transport: 'hdlc', host: '127.0.0.1', port: simulator.port } as const;
    await settings.update((found) => addMeter(found, { ...newMeter, id: 2, name: 'm', endpoint, collector: entry }));
    const meter = async () => (await settings.read()).meters[0];
    const slow = () => wait(random() * slowestMs);
    // It takes its time before it does something, and before it says so.
    collector.onChange = slow;

    let killed = 0;
    let marked = 0;
    let stopped = 0;
    let orphans = 0;
    try {
      for (let runs = 0; killed < kills && runs < mostRuns; runs++) {
        if (lane.isPausedBefore) expect((await startMeter(['pause', '2'], { configDir }).ended).code).toBe(0);
        const before = collector.asked.length;
        // Most of them soon after a request; after none: while it starts.
        const after = { request: Math.floor(random() * (lane.requests + 1)), ms: random() ** 2 * lane.spanMs };
        const run = startMeter(lane.args, { configDir });
        while (collector.asked.length < before + after.request && run.process.exitCode === null) await wait(2);
        await wait(after.ms);
        run.process.kill('SIGKILL');
        await run.ended;
        if (run.process.signalCode === 'SIGKILL') killed++;
        // What was sent before the kill is done all the same.
        await wait(2 * slowestMs);

        const found = await meter();
        const isStopped = collector.state('2') === 'paused';
        if (isStopped) stopped++;
        if (found?.paused !== undefined) marked++;
        // Never forgotten: who is stopped is marked, with what is to be undone.
        if (isStopped) expect(found?.paused).toMatchObject({ undo: 'start', collector: entry });
        if (lane.name.includes('take-over') && found?.paused !== undefined) {
          const next = keptContext(configDir);
          await meterTarget(next, '2', {});
          expect(next.printed.err()).toMatch(
            /is paused since .* ended without resuming it\. To resume it: meter resume 2/,
          );
          orphans++;
        }

        const context = keptContext(configDir, { json: true });
        const started = performance.now();
        expect(await runResume(context, '2', { force: true })).toBe(0);
        expect(performance.now() - started).toBeLessThan(12_000);
        expect(collector.state('2')).toBe('running');
        expect((await meter())?.paused).toBeUndefined();
      }
      expect(killed).toBe(kills);
      // The moments were well chosen: some fell before, some after each step.
      expect(marked).toBeGreaterThan(0);
      expect(stopped).toBeGreaterThan(0);
      if (lane.name.includes('take-over')) expect(orphans).toBeGreaterThan(0);
    } finally {
      await Promise.all([simulator.stop(), collector.stop()]);
    }
  });
});

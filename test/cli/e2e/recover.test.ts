/** `meter recover` as a user meets it: the executable, signals, a terminal with its countdown and questions. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { runMeter, startMeter, until } from '../../support/run-meter.ts';
import { runInTerminal } from '../../support/terminal.ts';

const parts: (() => void | Promise<void>)[] = [];
beforeAll(built, 300_000);
afterEach(async () => {
  for (const end of parts.splice(0).reverse()) await end();
});

const quick = ['--timeout', '0.4', '--inactivity', '1', '--power-off', '0.5', '--initialisation', '1', '--follow', '0'];

async function registry(
  options: SimulatorOptions,
): Promise<{ readonly simulator: Simulator; readonly configDir: string }> {
  const simulator = await startSimulator({ initialisationMs: 300, ...options });
  const configDir = mkdtempSync(join(tmpdir(), 'meter-recover-'));
  parts.push(
    () => simulator.stop(),
    () => rmSync(configDir, { recursive: true, force: true }),
  );
  const added = await runMeter(['add', 'medidor-02', `127.0.0.1:${simulator.port}`, '--id', '2'], { configDir });
  expect(added.code).toBe(0);
  return { simulator, configDir };
}

describe('meter recover', { timeout: 60_000 }, () => {
  it('brings a meter back: events on standard error, one document on standard output', async () => {
    const { simulator, configDir } = await registry({ faults: ['stale-link'] });
    const { code, stdout, stderr } = await runMeter(['recover', '2', ...quick, '--timeout', '1', '--json'], {
      configDir,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'meter.recover/1', outcome: 'recovered', by: 'soft' });
    for (const line of stderr.split('\n').slice(0, -1))
      expect(line).toMatch(/^\d\d:\d\d:\d\d (?:Step \d of 6, |\d \w+: )/);
    expect([simulator.events.linksLeftOpen, simulator.events.clients]).toEqual([0, 0]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'closes the line within a second of %s, and says how to go on',
    async (signal) => {
      const { simulator, configDir } = await registry({ faults: ['silent'] });
      const running = startMeter(['recover', '2', '--from', 'quiet', '--timeout', '0.4'], { configDir });
      await until(() => simulator.events.clients === 1, 'the line to be held in silence');
      const { code, stdout, stderr, afterSignalMs } = await running.interrupt(signal);
      expect([code, afterSignalMs < 1000]).toEqual([signal === 'SIGINT' ? 130 : 143, true]);
      expect(stderr).toContain('Interrupted in step 3 of 6, quiet. The line is closed.');
      expect(stdout).toContain('go on: meter recover 2\n');
      await until(() => simulator.events.clients === 0, 'the line to be closed');
      const kept = JSON.parse(readFileSync(join(configDir, 'recovery', '2.json'), 'utf8'));
      expect(kept).toMatchObject({ step: 'quiet', done: [{ step: 'quiet', outcome: 'interrupted' }] });
      const plan = await runMeter(['recover', '2', '--plan'], { configDir });
      expect(plan.stdout.replace(/\s+/g, ' ')).toContain('it would go on with step 3, quiet');
    },
  );

  it('counts down and asks on a terminal of 80 columns, and begins no reset that was not wanted', async () => {
    const { configDir } = await registry({ faults: ['silent'] });
    const shown = await runInTerminal(['recover', '2', '--from', 'quiet', ...quick, '--inactivity', '3'], {
      columns: 80,
      env: { METER_CONFIG_DIR: configDir },
      type: { keys: 'n\r', after: /all the same\? \[y\/N\] / },
    });
    expect(shown.code).toBe(1);
    expect(shown.raw).toMatch(/silence, \d s left/);
    expect(shown.raw).toContain('These settings never worked');
    expect(shown.raw).toContain('The reset was not begun.');
    expect(shown.raw).not.toContain('NOW: switch');
    for (const line of shown.lines) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('used wrongly ends in 2, in the user’s language, and touches nothing', async () => {
    const { simulator, configDir } = await registry({});
    const wrong = await runMeter(['recover', '2', '--from', 'nowhere', '--lang', 'es'], { configDir });
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('"nowhere" no es un paso.');
    expect((await runMeter(['recover'], { configDir })).code).toBe(2);
    expect((await runMeter(['recover', 'nobody'], { configDir })).code).toBe(2);
    expect(simulator.events.connections).toBe(0);
  });
});

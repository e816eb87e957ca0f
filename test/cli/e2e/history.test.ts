/** The history through the executable: tests leave it, later tests find it, and runs that are killed do no harm to it. */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { temporaryFolder } from '../../support/child.ts';
import { runMeter, startMeter } from '../../support/run-meter.ts';
import { seeded } from '../../support/seeded.ts';
import { runInTerminal } from '../../support/terminal.ts';
import { readTestDocument } from '../../support/test-document.ts';

beforeAll(built);

const recordsIn = (configDir: string) =>
  readdirSync(join(configDir, 'history'))
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(configDir, 'history', name), 'utf8').split('\n'))
    .filter((line) => line !== '');

describe('a meter that answered, and then is mute', () => {
  it('is deaf only now: the same silence before the first answer has no such name', { timeout: 120_000 }, async () => {
    const configDir = temporaryFolder();
    // The usual patience: a shorter wait may not call a meter deaf.
    const options = ['--client', '16', '--depth', 'link', '--json'];
    const test = async (port: number) => {
      const { stdout, stderr } = await runMeter(['test', `127.0.0.1:${port}`, ...options], { configDir });
      expect(stderr).toBe('');
      return readTestDocument(stdout) as unknown as {
        verdict: { code: string; proven: { name: string }[]; notProven: { name: string }[] };
        checks: { id: string; outcome: string }[];
      };
    };
    const silent = await startSimulator({ faults: ['silent'] });
    const { port } = silent;
    const first = await test(port);
    expect(first.verdict.code).toBe('link.silent');
    expect(first.checks.find(({ id }) => id === 'history.past:user2')?.outcome).toBe('NONE');
    await silent.stop();

    const sound = await startSimulator({ port });
    expect((await test(port)).verdict.code).toBe('ok');
    await sound.stop();

    const mute = await startSimulator({ port, faults: ['silent'] });
    const { verdict, checks } = await test(port);
    await mute.stop();
    expect(verdict.code).toBe('meter.deaf');
    expect(checks.find(({ id }) => id === 'history.past:user2')?.outcome).toBe('WORKED');
    expect(verdict.proven.map(({ name }) => name)).toContain('settings-worked');

    const { stdout } = await runMeter(['history', `127.0.0.1:${port}`, '--json'], { configDir });
    expect(JSON.parse(stdout)).toMatchObject({
      attempts: 3,
      successes: 1,
      settings: [{}, { client: 16, everWorked: true }],
    });
    expect(recordsIn(configDir)).toHaveLength(3);
  });
});

describe('tests that are killed', () => {
  it('leave a history that later ones read and add to', { timeout: 120_000 }, async () => {
    const configDir = temporaryFolder();
    const random = seeded(11);
    const busy = await startSimulator({ faults: ['busy'] });
    const args = ['test', `127.0.0.1:${busy.port}`, '--timeout', '0.2'];
    for (let index = 0; index < 10; index++) {
      const running = startMeter(args, { configDir });
      await pause(100 + random() * 500);
      running.process.kill('SIGKILL');
      await running.ended;
    }
    await runMeter(args, { configDir });
    await busy.stop();
    const history = await runMeter(['history', '--json'], { configDir });
    expect(JSON.parse(history.stdout)).toMatchObject({ damaged: 0 });
    expect(recordsIn(configDir).length).toBeGreaterThanOrEqual(1);
  });
});

describe('the commands', () => {
  it('end as promised', async () => {
    const configDir = temporaryFolder();
    const run = async (...args: readonly string[]) => (await runMeter(args, { configDir })).code;
    expect(await run('history', 'nosuch')).toBe(2);
    expect(await run('history', '--csv', '--json')).toBe(2);
    expect(await run('history', '-n', 'x')).toBe(2);
    expect(await run('history')).toBe(0);
    expect(await run('health')).toBe(0);
    expect(await run('doctor')).toBe(0);
    await run('add', 'medidor-01', '192.0.2.7');
    expect(await run('history', 'medidor-01')).toBe(0);
    expect(await run('health')).toBe(1);
  });

  it('keep to a narrow terminal, and let nothing raw through', async () => {
    const configDir = temporaryFolder();
    await runMeter(['add', 'medidor-01', '127.0.0.1', '--port', '1'], { configDir });
    await runMeter(['test', '1'], { configDir });
    const [file = ''] = readdirSync(join(configDir, 'history'));
    const [line = ''] = recordsIn(configDir);
    // Somebody else wrote into it: JSON has escapes for what a terminal must not get.
    const hostile = line.replace(/"name":"user1"/, String.raw`"name":"\u001b]0;x\u0007\u009b2Juser1"`);
    expect(hostile).not.toBe(line);
    appendFileSync(join(configDir, 'history', file), `\n${hostile}\n\u001b[2J\n`);
    for (const command of [['history', '1'], ['health'], ['doctor'], ['history', '--csv'], ['history', '--json']]) {
      const env = { METER_CONFIG_DIR: configDir, LC_ALL: 'C.UTF-8', NO_COLOR: '1' };
      const { raw, lines } = await runInTerminal(command, { columns: 80, env });
      expect(raw.replace(/\r+\n/g, '\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      if (command.length < 2 || command[1] === '1')
        for (const shown of lines.filter((one) => !one.startsWith('│')))
          expect([...shown].length).toBeLessThanOrEqual(80);
    }
  });
});

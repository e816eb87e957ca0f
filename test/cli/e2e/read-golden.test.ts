/** The screens of `meter read`, `browse` and `set` at 80 columns without colour, in both languages, word by word. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { temporaryFolder } from '../../support/child.ts';
import { expectGolden } from '../../support/golden.ts';
import { runMeter } from '../../support/run-meter.ts';
import { runInTerminal } from '../../support/terminal.ts';

beforeAll(built);

const env = { METER_SECRET: '00000000' };
/** 2026-11-24, ten in the morning, one hour east of Greenwich: so are the meter's clock and all its values. */
const world = { wallNow: () => Date.UTC(2026, 10, 24, 9), deviation: -60 };

const screens: readonly {
  readonly screen: string;
  readonly args: readonly string[];
  readonly faults?: readonly 'dm'[];
}[] = [
  { screen: 'read', args: ['read', '2'] },
  { screen: 'read-raw', args: ['read', '2', 'energy', '1.8.0:3', 'clock', '0-0:128.0.1', 'voltage-l3', '--raw'] },
  { screen: 'read-refused', args: ['read', '2'], faults: ['dm'] },
  { screen: 'browse', args: ['browse', '2'] },
  { screen: 'browse-values', args: ['browse', '2', '0-0:', '--values'] },
  { screen: 'set', args: ['set', '2', '0-0:128.0.8', '7'] },
];

describe.each(['en', 'es'])('the screen (%s)', (lang) => {
  it.each(screens)('$screen', async ({ screen, args, faults = [] }) => {
    const simulator = await startSimulator({ ...world, faults: [...faults] });
    const configDir = temporaryFolder();
    try {
      const endpoint = `127.0.0.1:${simulator.port}`;
      await runMeter(['add', 'medidor-02', endpoint, '--id', '2', '--credential', 'user1:1:lls:env:METER_SECRET'], {
        configDir,
        env,
      });
      const ended = await runMeter([...args, '--lang', lang], { configDir, env });
      expectGolden(`${screen}-${lang}.txt`, `meter ${[...args, '--lang', lang].join(' ')}`, ended, simulator.port);
      const widest = Math.max(...ended.stdout.split('\n').map((line) => [...line].length));
      expect(widest).toBeLessThanOrEqual(80);
    } finally {
      await simulator.stop();
    }
  });
});

describe('on a terminal', () => {
  it('says what it waits for, and takes that away again', async () => {
    const simulator = await startSimulator({ ...world, faults: ['late=300'] });
    try {
      const shown = await runInTerminal(['read', `127.0.0.1:${simulator.port}`], { columns: 100 });
      expect(shown.code).toBe(0);
      expect(shown.lines.some((line) => line.includes('opening a session'))).toBe(true);
      const last = shown.lines.findLastIndex((line) => line.includes('opening a session') || line.includes('reading'));
      expect(shown.lines.findIndex((line) => line.includes('XYZ0000012345678'))).toBeGreaterThan(last);
    } finally {
      await simulator.stop();
    }
  });

  it('colours what could not be read, and nothing where NO_COLOR is set', async () => {
    const simulator = await startSimulator(world);
    try {
      const args = ['read', `127.0.0.1:${simulator.port}`, '3:1-0:9.9.9'];
      const [coloured, plain] = [
        await runInTerminal(args, { columns: 100 }),
        await runInTerminal(args, { columns: 100, env: { NO_COLOR: '1' } }),
      ];
      expect(coloured.raw).toContain('\u001b[31m');
      expect(plain.raw).not.toContain('\u001b[31m');
    } finally {
      await simulator.stop();
    }
  });
});

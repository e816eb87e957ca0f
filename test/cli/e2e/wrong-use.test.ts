/**
 * Used wrongly: exit 2, one clear sentence and a hint on standard error, nothing on standard output, no stack trace, and
 * nobody is connected to. In both languages.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { type Ended, runMeter } from '../../support/run-meter.ts';

let simulator: Simulator;
let endpoint: string;
const folder = mkdtempSync(join(tmpdir(), 'meter-wrong-use-'));
beforeAll(async () => {
  await built();
  simulator = await startSimulator({});
  endpoint = `127.0.0.1:${simulator.port}`;
});
afterAll(async () => {
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(simulator.events.connections, 'wrong use must not reach a meter').toBe(0);
});

/** `ENDPOINT` stands for a meter that is there. */
const cases: readonly { readonly args: string; readonly says: string }[] = [
  { args: 'tset ENDPOINT', says: 'tset' },
  { args: 'test ENDPOINT --frobnicate', says: '--frobnicate' },
  { args: '--frobnicate test ENDPOINT', says: '--frobnicate' },
  { args: 'test', says: 'meter' },
  { args: 'test ENDPOINT --timeout', says: '--timeout' },
  { args: 'test 127.0.0.1:0', says: '0' },
  { args: 'test 127.0.0.1:70000', says: '70000' },
  { args: 'test 127.0.0.1:', says: '127.0.0.1:' },
  { args: 'test 127.0.0.1:33x3', says: '33x3' },
  { args: 'test 127.0.0.256:3333', says: '127.0.0.256' },
  { args: 'test ftp://127.0.0.1:3333', says: 'ftp' },
  { args: 'test http://127.0.0.1:3333/page', says: 'http' },
  { args: 'test :3333', says: ':3333' },
  { args: 'test [::1:3333', says: '[::1:3333' },
  { args: 'test wrapper://127.0.0.1:4059 --depth link', says: 'wrapper' },
  { args: 'test ENDPOINT --server 999', says: '999' },
  { args: 'test ENDPOINT --server 1/', says: '1/' },
  { args: 'test ENDPOINT --server 1/17:1', says: '1/17:1' },
  { args: 'test ENDPOINT --server 1/17:3', says: '1/17:3' },
  { args: 'test ENDPOINT --server 1/16384', says: '1/16384' },
  { args: 'test ENDPOINT --server -1', says: '-1' },
  { args: 'test ENDPOINT --server 0x01', says: '0x01' },
  { args: 'test ENDPOINT --client 300', says: '300' },
  { args: 'test ENDPOINT --client 128', says: '128' },
  { args: 'test ENDPOINT --client public', says: 'public' },
  { args: 'test ENDPOINT --client -1', says: '-1' },
  { args: 'test ENDPOINT --timeout 0', says: '0' },
  { args: 'test ENDPOINT --timeout -1', says: '-1' },
  { args: 'test ENDPOINT --timeout abc', says: 'abc' },
  { args: 'test ENDPOINT --timeout 1e9', says: '1e9' },
  { args: 'test ENDPOINT --timeout 601', says: '601' },
  { args: 'test ENDPOINT --timeout NaN', says: 'NaN' },
  { args: 'test ENDPOINT --connect-timeout 0', says: '--connect-timeout' },
  { args: 'test ENDPOINT --connect-timeout Infinity', says: 'Infinity' },
  { args: 'test ENDPOINT --depth deeper', says: 'deeper' },
  { args: 'test ENDPOINT --credential nobody', says: 'nobody' },
  { args: 'test nowhere', says: 'nowhere' },
  { args: 'test 7', says: '7' },
  { args: 'test ENDPOINT nowhere', says: 'nowhere' },
  { args: `test ENDPOINT --trace ${join(folder, 'missing', 'trace.txt')}`, says: 'missing' },
  { args: `test ENDPOINT --trace ${folder}`, says: folder },
  { args: 'test ENDPOINT --lang fr', says: 'fr' },
  { args: 'simulate burnt-down', says: 'burnt-down' },
  { args: 'simulate --port 70000', says: '70000' },
  { args: 'decode --file /nonexistent/capture.txt', says: '/nonexistent/capture.txt' },
  { args: 'add', says: 'name' },
  { args: 'show nowhere', says: 'nowhere' },
];

function expectUsageError({ code, stdout, stderr }: Ended): void {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^meter: \S/);
  // A sentence, and what to do about it.
  const lines = stderr.trimEnd().split('\n');
  expect(lines.length, stderr).toBeGreaterThanOrEqual(2);
  expect(lines.length, stderr).toBeLessThanOrEqual(3);
  expect(lines[0], 'a whole sentence').toMatch(/[.:?]$|[.:] /);
  expect(stderr).not.toMatch(/^\s+at |node:internal|\.ts:\d|undefined|\[object [A-Z]|NaN\b(?!")|commander\.|Error:/m);
  expect(stderr.includes('\u001b')).toBe(false);
}

const run = (args: string, lang: string) =>
  runMeter([...args.split(' ').map((arg) => (arg === 'ENDPOINT' ? endpoint : arg)), '--lang', lang]);

describe('wrong use', () => {
  it.concurrent.each(cases)('meter $args', async ({ args, says }) => {
    const isLanguage = args.includes('--lang');
    const [english, spanish] = await Promise.all(
      isLanguage
        ? [
            runMeter(args.replace('ENDPOINT', endpoint).split(' ')),
            runMeter(args.replace('ENDPOINT', endpoint).split(' '), { env: { LC_ALL: 'es_CO.UTF-8' } }),
          ]
        : [run(args, 'en'), run(args, 'es')],
    );
    expectUsageError(english);
    expectUsageError(spanish);
    const [message = ''] = english.stderr.split('\n');
    if (says !== 'name' && says !== 'meter') {
      expect(english.stderr).toContain(says);
      expect(spanish.stderr).toContain(says);
    }
    expect(spanish.stderr.split('\n')[0], 'told in Spanish').not.toBe(message);
  });

  it.concurrent.each(['en_US.UTF-8', 'es_CO.UTF-8'])('no command: the help, and exit 2 (%s)', async (locale) => {
    const { code, stdout, stderr } = await runMeter([], { env: { LC_ALL: locale } });
    expect(code).toBe(2);
    expect(stdout + stderr).toContain('meter');
    expect(stdout + stderr).toContain(locale.startsWith('es') ? 'Comandos:' : 'Commands:');
    expect(stdout, 'a result was not asked for: the help goes to standard error').toBe('');
  });

  it.concurrent('takes the language from LC_ALL, then LC_MESSAGES, then LANG; --lang comes before all', async () => {
    const say = async (env: Record<string, string>, ...more: readonly string[]) =>
      (await runMeter(['test', 'nowhere', ...more], { env: { LC_ALL: '', ...env } })).stderr;
    const [english, spanish] = await Promise.all([say({}), say({ LC_ALL: 'es_ES.UTF-8' })]);
    expect(english).not.toBe(spanish);
    const told = await Promise.all([
      say({ LC_MESSAGES: 'es_CO.UTF-8', LANG: 'en_US.UTF-8' }),
      say({ LANG: 'es' }),
      say({ LC_ALL: 'C', LC_MESSAGES: 'es_CO.UTF-8', LANG: 'es_CO.UTF-8' }),
      say({ LANG: 'es_CO.UTF-8' }, '--lang', 'en'),
      say({ LANG: 'en_US.UTF-8' }, '--lang=es'),
    ]);
    expect(told).toEqual([spanish, spanish, english, english, spanish]);
  });

  it.concurrent.each(['--help', '-h'])('%s is a result: standard output, exit 0', async (flag) => {
    const runs = [[flag], ['test', flag], ['decode', flag], ['simulate', flag], ['add', flag]];
    for (const ended of await Promise.all(runs.map((args) => runMeter(args)))) {
      expect([ended.code, ended.stderr]).toEqual([0, '']);
      expect(ended.stdout).not.toMatch(/undefined|\[object [A-Z]|\{\w+\}/);
      expect(ended.stdout.length).toBeGreaterThan(200);
    }
  });

  it.concurrent('--version is that of the package', async () => {
    const { code, stdout } = await runMeter(['--version']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
  });
});

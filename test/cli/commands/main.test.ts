/**
 * The way in, inside this process: help and mistakes in the user's language, the options that all commands share, exit
 * codes, and what becomes of an output that ends early. Only `process.exit` and the outputs' write are stood in for.
 */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandRows } from '../../../src/cli/command-table.ts';
import { main } from '../../../src/cli/main.ts';
import { contextOfProcess } from '../../../src/cli/process-context.ts';
import { startSimulator } from '../../../src/simulator/index.ts';
import { languages } from '../../../src/wording/index.ts';
import { temporaryFolder } from '../../support/child.ts';
import { flat, tooWide } from '../../support/kept-output.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let listeners: ReadonlyMap<string, readonly unknown[]>;
let exitCode: typeof process.exitCode;

beforeEach(() => {
  exitCode = process.exitCode;
  listeners = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
  for (const name of ['NO_COLOR', 'LC_ALL', 'LC_MESSAGES', 'LANG', 'COLUMNS', 'DEBUG']) vi.stubEnv(name, '');
  vi.stubEnv('FORCE_COLOR', '0');
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = exitCode;
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (listeners.get(signal)?.includes(listener) !== true) process.off(signal, listener);
    }
  }
});

interface Ended {
  readonly code: typeof process.exitCode;
  readonly out: string;
  readonly err: string;
}

/** @param onWrite called for what goes to standard output */
async function meter(args: readonly string[], onWrite: (text: string) => void = () => {}): Promise<Ended> {
  let [out, err] = ['', ''];
  process.exitCode = undefined;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    onWrite(`${text}`);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += text;
    return true;
  });
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as never);
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, before: stream.listeners('error') }));
  await main(['node', 'meter', ...args]);
  // A process has one run, and this one many: Node would warn of a leak.
  for (const { stream, before } of streams) {
    for (const listener of stream.listeners('error')) {
      if (!before.includes(listener)) stream.off('error', listener as () => void);
    }
  }
  if (args.length > 0) expect(exit).toHaveBeenCalledTimes(1);
  const { exitCode: code } = process;
  vi.restoreAllMocks();
  return { code, out, err };
}

const withFolder = (...args: readonly string[]) => meter([...args, '--config-dir', temporaryFolder()]);

describe('help', () => {
  it('is what a lone `meter` is told, as wrong use', async () => {
    const { code, out, err } = await meter([]);
    expect([code, out]).toEqual([2, '']);
    for (const { name } of commandRows) expect(err).toMatch(new RegExp(`^ +${name} `, 'm'));
  });

  it.each(languages)('is there for every command, in the width, in the user’s words (%s)', async (lang) => {
    const whole = await meter(['--help', '--lang', lang]);
    expect([whole.code, whole.err]).toEqual([0, '']);
    for (const { name, options } of commandRows) {
      const { code, out, err } = await meter([name, '--help', `--lang=${lang}`]);
      expect([code, err]).toEqual([0, '']);
      for (const { flags } of options) expect(out).toContain(flags.split(' ')[0]);
      expect(tooWide(out), name).toEqual([]);
      expect(out).not.toMatch(/undefined|\[object Object/);
      expect(out).toMatch(lang === 'en' ? /^Usage: meter / : /^Uso: meter /);
    }
  });

  it('follows the language of the environment, and says its version', async () => {
    vi.stubEnv('LC_ALL', 'es_CO.UTF-8');
    expect((await meter(['help', 'read'])).out).toMatch(/^Uso: meter read/);
    vi.stubEnv('LC_ALL', '');
    expect(await meter(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });
});

describe('mistakes', () => {
  it.each([
    [['nonsense'], 'nonsense'],
    [['help', 'nonsense'], ''],
    [['read'], 'meter'],
    [['read', '127.0.0.1:1', '--nonsense'], '--nonsense'],
    [['read', '127.0.0.1:1', '--timeout'], '--timeout'],
    [['list', 'too', 'many'], ''],
    [['list', '--lang', 'fr'], 'fr'],
    [['show', 'nobody\u001b[2J'], 'nobody\\u001b[2J'],
    [['remove', 'nobody'], 'nobody'],
  ])('%j ends with 2, and what to do', async (args, says) => {
    const { code, out, err } = await withFolder(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^meter: .+\n.+\n$/s);
    expect(err).toContain(says);
    expect(err).not.toMatch(/\u001b|undefined/);
    if (args.includes('--lang')) return;
    const spanish = await withFolder(...args, '--lang', 'es');
    expect([spanish.code, spanish.out]).toEqual([2, '']);
    expect(spanish.err).not.toBe(err);
  });

  it('of ours are told as ours, with 70, and with a stack only where that is asked', async () => {
    const row = commandRows.find(({ name }) => name === 'list');
    for (const lang of languages) {
      for (const debug of ['', 'meter']) {
        vi.stubEnv('DEBUG', debug);
        vi.spyOn(row as unknown as { run: () => Promise<number> }, 'run').mockRejectedValue(
          new Error('out of \u001b[2J cheese'),
        );
        const { code, out, err } = await withFolder('list', '--lang', lang);
        expect([code, out]).toEqual([70, '']);
        expect(err).toContain('out of \\u001b[2J cheese');
        expect(/\n {4}at /.test(err)).toBe(debug === 'meter');
      }
    }
  });
});

describe('every command', () => {
  it('is loaded and run by its name, with its arguments and options in their places', async () => {
    const folder = temporaryFolder();
    const simulator = await startSimulator({ maxConnections: 4 });
    const endpoint = `127.0.0.1:${simulator.port}`;
    const run = (...args: readonly string[]) => meter([...args, '--config-dir', folder]);
    const quick = ['--timeout', '0.4'];
    const wanted: readonly (readonly [args: readonly string[], code: number, says: RegExp])[] = [
      [['add', 'm1', endpoint, '--id', '7', '--credential', 'user2:16'], 0, /m1/],
      [['edit', 'm1', '--collector-command', 'status=false'], 0, /m1/],
      [['list'], 0, /m1/],
      [['show', '7'], 0, /user2/],
      [['status', '7'], 0, /m1/],
      [['status'], 0, /m1/],
      [['test', '7', '--depth', 'link', ...quick], 0, /UA/],
      [['read', '7', 'clock', 'device-name', ...quick], 0, /XYZ/],
      [['clock', '7', ...quick], 0, /drift/],
      [['browse', '7', 'clock', ...quick], 0, /0-0:1\.0\.0/],
      [['profile', '7', ...quick], 5, /object-undefined/],
      [['follow', '7', '--every', '0.2', '--count', '1', '--register', 'clock', ...quick], 0, /READ-OK/],
      [['set', '7', 'clock:time_zone', '60', '--yes', ...quick], 5, /clock/],
      [['act', '7', 'clock:1', '--yes', ...quick], 5, /clock/],
      [['decode', '7EA0070321930F017E'], 0, /SNRM/],
      [['history', '7', '-n', '3'], 0, /UA|READ-OK/],
      [['health'], 0, /m1/],
      [['logs', '7', '-n', '3'], 1, /logs/],
      [['pause', '7', '--why', 'x'], 0, /m1 \(id 7\) is paused/],
      [['restart', '7'], 2, /meter resume 7/],
      [['resume', '7', '--force'], 0, /no longer paused/],
      [['simulate', 'no-such-fault'], 2, /no-such-fault/],
      [['remove', '7', '--yes'], 0, /m1/],
    ];
    try {
      for (const [args, code, says] of wanted) {
        const ended = await run(...args);
        expect({ args, code: ended.code, said: ended.out + ended.err }).toEqual({
          args,
          code,
          said: expect.stringMatching(says),
        });
      }
      expect(simulator.events).toMatchObject({ linksLeftOpen: 0, associationsLeftOpen: 0, passwordsTried: 0 });
    } finally {
      await simulator.stop();
    }
  });

  it('takes the common options before and behind its own', async () => {
    const folder = temporaryFolder();
    const before = await meter(['--config-dir', folder, '--json', '--lang', 'es', 'list']);
    const behind = await meter(['list', '--json', '--lang=es', '--config-dir', folder]);
    expect(JSON.parse(before.out)).toEqual(JSON.parse(behind.out));
    vi.stubEnv('METER_CONFIG_DIR', folder);
    expect((await meter(['list', '--json'])).out).toBe(before.out);
    const traced = await meter(['-vv', 'read', '127.0.0.1:1', 'clock', '--config-dir', folder]);
    expect([traced.code, traced.out]).toEqual([3, '']);
  });
});

describe('an output', () => {
  const demand = ['decode', '7EA0070321930F017E'];
  const errorOnWrite = (code: string) => {
    let told = false;
    return () => {
      if (told) return;
      told = true;
      process.stdout.emit('error', Object.assign(new Error(code), { code }));
    };
  };

  it('whose reader has gone is no fault', async () => {
    expect(await meter(demand, errorOnWrite('EPIPE'))).toMatchObject({ code: 0, err: '' });
  });

  it.each(languages)('that cannot be written is told (%s)', async (lang) => {
    const { code, err } = await meter([...demand, '--lang', lang], errorOnWrite('ENOSPC'));
    expect([code, flat(err)]).toEqual([1, expect.stringMatching(/^meter: .*ENOSPC/)]);
  });
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 143],
  ] as const)('%s raises the command’s signal, and a second one ends the process with %i', (signal, code) => {
    const stop = new AbortController();
    const before = process.listeners(signal).length;
    const context = contextOfProcess({ verbose: 3, configDir: '' }, stop);
    expect(context).toMatchObject({ verbosity: 2, configDir: undefined, json: false, showSecrets: false });
    const added = process.listeners(signal).slice(before);
    expect(added).toHaveLength(1);
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as never);
    for (const listener of added) listener(signal);
    expect([context.signal.aborted, context.signal.reason, exit.mock.calls]).toEqual([true, signal, []]);
    for (const listener of added) listener(signal);
    expect(exit).toHaveBeenCalledWith(code);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s in the middle of a command closes its line, and is %i at the end', async (signal, code) => {
    const simulator = await startSimulator({ faults: ['late=400'] });
    const before = process.listeners(signal);
    const running = meter([
      'read',
      `127.0.0.1:${simulator.port}`,
      'clock',
      '--config-dir',
      join(temporaryFolder(), 'x'),
    ]);
    await vi.waitFor(() => expect(simulator.events.framesReceived.SNRM ?? 0).toBeGreaterThan(0), 10_000);
    for (const listener of process.listeners(signal)) if (!before.includes(listener)) listener(signal);
    expect(await running).toMatchObject({ code, out: '' });
    await simulator.stop();
    expect(simulator.events.resets).toBe(0);
  });
});

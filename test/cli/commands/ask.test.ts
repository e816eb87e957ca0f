/** Questions to a person, by a standard input of the test's own: lines, secrets typed unseen, and an interrupt. */
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { askTerminal } from '../../../src/cli/commands/ask.ts';
import { keptOutput } from '../../support/kept-output.ts';
import { keptContext } from '../../support/registry-context.ts';

const own = Object.getOwnPropertyDescriptor(process, 'stdin');
afterEach(() => {
  if (own !== undefined) Object.defineProperty(process, 'stdin', own);
  vi.restoreAllMocks();
});

/** Puts an input in the place of this process's. */
function input(isTTY: boolean) {
  const stdin = new PassThrough();
  const raw: boolean[] = [];
  const setRawMode = (mode: boolean) => void raw.push(mode);
  Object.defineProperty(process, 'stdin', {
    value: Object.assign(stdin, isTTY ? { isTTY, setRawMode } : {}),
    configurable: true,
  });
  const stop = new AbortController();
  const err = keptOutput({ isTerminal: true });
  return { stdin, raw, stop, err, ask: askTerminal(keptContext('', { err, signal: stop.signal })) };
}

describe('a line', () => {
  it('is asked on standard error, and read up to its end', async () => {
    const { ask, stdin, err } = input(true);
    expect(ask.canAsk).toBe(true);
    const answer = ask.line('Go on? [y/N] ');
    stdin.write('yes\nand more\n');
    expect(await answer).toBe('yes');
    expect(err.text()).toBe('Go on? [y/N] ');
  });

  it('is empty where the input ends, and left at an interrupt', async () => {
    const ended = input(true);
    const answer = ended.ask.line('?');
    ended.stdin.end();
    expect(await answer).toBe('');
    const { ask, stop } = input(true);
    const left = ask.line('?');
    stop.abort('SIGINT');
    await expect(left).rejects.toBe('SIGINT');
  });

  it('is asked of nobody where nobody is there to see or to answer', () => {
    expect(input(false).ask.canAsk).toBe(false);
    input(true);
    expect(askTerminal(keptContext('', { err: keptOutput({ isTerminal: false }) })).canAsk).toBe(false);
  });
});

describe('a secret', () => {
  it.each([
    ['typed as it is', ['gehe', 'im\r'], 'geheim'],
    ['mended with the erase key', ['gehx\u007feim\n'], 'geheim'],
    ['begun anew', ['wrong\u0015geheim\r'], 'geheim'],
    ['left empty', ['\r'], ''],
    ['ended at once', ['\u0004'], ''],
    ['with an end in it, which ends nothing', ['a\u0004b\r'], 'a\u0004b'],
  ] as const)('%s is read in raw mode, and never shown', async (_name, keys, secret) => {
    const { ask, stdin, raw, err } = input(true);
    const typed = ask.secret('Password: ');
    expect(raw).toEqual([true]);
    for (const key of keys) stdin.write(key);
    expect(await typed).toBe(secret);
    expect([raw, err.text()]).toEqual([[true, false], 'Password: \n']);
    expect(stdin.isPaused()).toBe(true);
  });

  it('is empty where the terminal is gone; Ctrl-C is still Ctrl-C, and gives the terminal back', async () => {
    const gone = input(true);
    const nothing = gone.ask.secret('?');
    gone.stdin.end();
    expect(await nothing).toBe('');
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const { ask, stdin, stop, raw } = input(true);
    const left = ask.secret('?');
    stdin.write('gehe\u0003');
    await vi.waitFor(() => expect(kill).toHaveBeenCalledWith(process.pid, 'SIGINT'));
    stop.abort('SIGINT');
    await expect(left).rejects.toBe('SIGINT');
    expect(raw).toEqual([true, false]);
  });

  it('without a terminal is the next line of what is piped in, and nothing is asked', async () => {
    const { ask, stdin, err } = input(false);
    stdin.end('first\r\nsecond\n');
    expect([await ask.secret('?'), await ask.secret('?'), await ask.secret('?'), await ask.secret('?')]).toEqual([
      'first',
      'second',
      '',
      '',
    ]);
    expect(err.text()).toBe('');
  });
});

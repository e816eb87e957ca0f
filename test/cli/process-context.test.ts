/** What a stream and the environment say of colours, width and language, and what an interrupt says to the shell. */
import { describe, expect, it } from 'vitest';
import { exitCodeOf, languageOfProcess, outputOf } from '../../src/cli/process-context.ts';

const stream = (isTTY: boolean, columns = 0, depth = 4) =>
  ({ isTTY, columns, write: () => true, getColorDepth: () => depth }) as unknown as NodeJS.WriteStream;
const level = (tty: boolean, env: NodeJS.ProcessEnv, wanted?: boolean, depth?: number) =>
  outputOf(stream(tty, 80, depth), wanted, env).colourLevel;

describe('colours', () => {
  it.each<readonly [boolean, NodeJS.ProcessEnv, boolean | undefined, number, number]>([
    [true, {}, undefined, 4, 1],
    [true, {}, undefined, 8, 2],
    [true, {}, undefined, 24, 3],
    [false, {}, undefined, 24, 0],
    [true, {}, false, 24, 0],
    [true, { TERM: 'dumb' }, undefined, 24, 0],
    [true, { NO_COLOR: '1' }, undefined, 24, 0],
    [true, { NO_COLOR: '' }, undefined, 24, 3],
    [false, { FORCE_COLOR: '' }, undefined, 4, 1],
    [false, { FORCE_COLOR: 'true' }, undefined, 4, 1],
    [false, { FORCE_COLOR: '3' }, undefined, 4, 3],
    [false, { FORCE_COLOR: '7' }, undefined, 4, 1],
    [true, { FORCE_COLOR: '0' }, undefined, 24, 0],
    [true, { FORCE_COLOR: 'false' }, undefined, 24, 0],
  ])('terminal %s, %o, wanted %s, depth %i: level %i', (tty, env, wanted, depth, expected) => {
    expect(level(tty, env, wanted, depth)).toBe(expected);
  });
});

it('the width is the terminal’s, else what COLUMNS says, else 80', () => {
  expect(outputOf(stream(true, 120), undefined, { COLUMNS: '60' }).columns).toBe(120);
  expect(outputOf(stream(false), undefined, { COLUMNS: '60' }).columns).toBe(60);
  for (const COLUMNS of ['', '3', 'wide']) expect(outputOf(stream(false), undefined, { COLUMNS }).columns).toBe(80);
});

it('the language comes from LC_ALL, then LC_MESSAGES, then LANG', () => {
  expect(languageOfProcess({ LC_ALL: 'es_CO.UTF-8', LANG: 'C' })).toBe('es');
  expect(languageOfProcess({ LC_ALL: '', LC_MESSAGES: 'es', LANG: 'en' })).toBe('es');
  expect(languageOfProcess({})).toBe('en');
});

it('an interrupt has its exit code; a reader that has enough is none', () => {
  expect(['SIGINT', 'SIGTERM', 'SIGHUP', 'EPIPE', undefined].map(exitCodeOf)).toEqual([130, 143, 143, 0, 130]);
});

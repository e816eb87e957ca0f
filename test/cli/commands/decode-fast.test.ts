/** The short way of `meter decode <hex…>` inside this process: its outputs are files, and it says what the command says. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDecode } from '../../../src/cli/commands/decode.ts';
import { decodeFast } from '../../../src/cli/decode-fast.ts';
import { temporaryFolder } from '../../support/child.ts';
import { keptContext } from '../../support/registry-context.ts';

/** In the place of descriptors 1 and 2; what they refuse, once. */
const at = { files: new Map<number, number>(), refusals: [] as string[], isTerminal: false };
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const writeSync = (descriptor: number, bytes: Uint8Array, offset: number) => {
    const code = at.refusals.shift();
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    // A few octets at a time, as a pipe takes them.
    return fs.writeSync(at.files.get(descriptor) ?? descriptor, bytes, offset, Math.min(7, bytes.length - offset));
  };
  const fstatSync = (descriptor: number) => {
    if (at.isTerminal) throw new Error('not looked at');
    return fs.fstatSync(at.files.get(descriptor) ?? descriptor);
  };
  return { ...fs, writeSync, fstatSync };
});

let folder = '';
let exitCode: typeof process.exitCode;
beforeEach(() => {
  exitCode = process.exitCode;
  for (const name of ['FORCE_COLOR', 'NO_COLOR']) vi.stubEnv(name, undefined);
  for (const name of ['COLUMNS', 'LC_ALL', 'LC_MESSAGES', 'LANG']) vi.stubEnv(name, '');
});
afterEach(() => {
  process.exitCode = exitCode;
  at.refusals.length = 0;
  vi.unstubAllEnvs();
});

function decode(...args: readonly string[]) {
  folder = temporaryFolder();
  const paths = [1, 2].map((descriptor) => join(folder, `${descriptor}`));
  for (const [index, path] of paths.entries()) at.files.set(index + 1, openSync(path, 'w'));
  process.exitCode = undefined;
  decodeFast(args);
  for (const file of at.files.values()) closeSync(file);
  at.files.clear();
  const [out = '', err = ''] = paths.map((path) => readFileSync(path, 'utf8'));
  return { code: process.exitCode, out, err };
}

const snrm = ['7E', 'A0', '07', '03', '21', '93', '0F', '01', '7E'];

describe('the short way of decode', () => {
  it.each([
    ['', 'en', '', 80],
    ['es_CO.UTF-8', 'es', '', 80],
    ['', 'en', '60', 60],
    ['', 'en', 'wide', 80],
    ['', 'en', '3', 80],
  ] as const)('says what the command says: LC_ALL=%s (%s), COLUMNS=%s', async (locale, lang, width, columns) => {
    vi.stubEnv('LC_ALL', locale);
    vi.stubEnv('COLUMNS', width);
    const context = keptContext('', { lang });
    const code = await runDecode({ ...context, out: { ...context.out, columns } }, snrm, {});
    expect(decode(...snrm)).toEqual({ code, out: context.printed.out(), err: '' });
    expect(context.printed.out()).toContain('SNRM');
  });

  it('tells a frame that is not sound by the exit code, and wrong use with what to do', () => {
    expect(decode('7EA0070321930F027E')).toMatchObject({ code: 1, err: '' });
    expect(decode('7EA0070321930F017')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^meter: .+\n.+\n$/),
    });
    vi.stubEnv('LC_ALL', 'es');
    expect(decode('xyz\u001b[2J')).toMatchObject({ code: 2, out: '', err: expect.not.stringContaining('\u001b') });
  });

  it('takes a reader that is gone in good part, and waits for one that is slow', () => {
    const whole = decode(...snrm).out;
    at.refusals.push('EAGAIN', 'EAGAIN');
    expect(decode(...snrm)).toMatchObject({ code: 0, out: whole });
    at.refusals.push('EPIPE');
    const { code, out } = decode(...snrm);
    expect([code, out.length < whole.length]).toEqual([0, true]);
    at.refusals.push('EIO');
    expect(() => decode(...snrm)).toThrow('EIO');
  });

  it('colours where it is told to', async () => {
    vi.stubEnv('FORCE_COLOR', '1');
    let out = '';
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += text;
      return true;
    });
    decode(...snrm);
    await vi.waitFor(() => expect(out).toContain('\u001b[32msound'));
    write.mockRestore();
    expect(process.exitCode).toBe(0);
  });

  it('needs no terminal that can be looked at', () => {
    at.isTerminal = true;
    try {
      expect(decode(...snrm)).toMatchObject({ code: 0, out: expect.stringContaining('SNRM') });
    } finally {
      at.isTerminal = false;
    }
  });
});

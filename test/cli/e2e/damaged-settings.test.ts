/** Settings that cannot be used: `meter test` and `meter add` end with 2, say which file and why, and lose nothing. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { built } from '../../support/built.ts';
import { type Ended, runMeter } from '../../support/run-meter.ts';

beforeAll(built);

let folder: string;
let file: string;
let whole: string;

/** A registry with two meters, made by the command itself. */
beforeEach(async ({ onTestFinished }) => {
  folder = mkdtempSync(join(tmpdir(), 'meter-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['medidor-01', 'medidor-02']) {
    expect((await runMeter(['add', name, '127.0.0.1'], { configDir: folder })).code).toBe(0);
  }
  const [name = ''] = readdirSync(folder).filter((one) => one.endsWith('.json'));
  file = join(folder, name);
  whole = readFileSync(file, 'utf8');
});

const test = (lang = 'en') => runMeter(['test', 'medidor-01', '--lang', lang], { configDir: folder });
const add = (lang = 'en') => runMeter(['add', 'medidor-03', '127.0.0.1', '--lang', lang], { configDir: folder });

function expectTold({ code, stdout, stderr }: Ended, ...said: readonly string[]): void {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const one of said) expect(stderr).toContain(one);
  expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  expect(stderr).not.toMatch(/^\s+at |undefined|\[object|Error:/m);
}

/** Every file of the folder that holds these very bytes. */
const copies = (text: string) =>
  readdirSync(folder).filter(
    (name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name), 'utf8') === text,
  );

describe('a settings file', () => {
  it('is private', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['en', 'es'])('cut in the middle is set aside under a name that says so, and told (%s)', async (lang) => {
    const cut = whole.slice(0, whole.length / 2);
    writeFileSync(file, cut);
    const ended = await test(lang);
    expectTold(ended, file);
    const kept = copies(cut);
    expect(kept).toHaveLength(1);
    expect(kept[0]).not.toBe(file.split('/').at(-1));
    expect(ended.stderr).toContain(join(folder, kept[0] ?? ''));
    // The next command starts anew and does not touch what was set aside.
    expect((await add()).code).toBe(0);
    expect(copies(cut)).toEqual(kept);
  });

  it.each(['en', 'es'])('of a newer version is left as it is (%s)', async (lang) => {
    const newer = whole.replace(/"schema": *\d+/, '"schema": 99');
    expect(newer).not.toBe(whole);
    writeFileSync(file, newer);
    expectTold(await test(lang), file, '99');
    expectTold(await add(lang), file, '99');
    expect(readFileSync(file, 'utf8')).toBe(newer);
    expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toHaveLength(1);
  });

  it.each(['en', 'es'])('that may only be read is read, and never changed, also by root (%s)', async (lang) => {
    chmodSync(file, 0o400);
    const tested = await runMeter(['list', '--json'], { configDir: folder });
    expect([tested.code, tested.stdout.includes('medidor-02')]).toEqual([0, true]);
    expectTold(await add(lang), file);
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect(statSync(file).mode & 0o777).toBe(0o400);
  });

  it.each(['en', 'es'])('that is a folder is told as one (%s)', async (lang) => {
    rmSync(file);
    mkdirSync(file);
    writeFileSync(join(file, 'precious'), 'x');
    expectTold(await test(lang), file);
    expectTold(await add(lang), file);
    expect(readFileSync(join(file, 'precious'), 'utf8')).toBe('x');
  });

  it('whose folder is a file is told, and the file stays', async () => {
    const path = join(folder, 'file-in-the-way');
    writeFileSync(path, 'precious');
    expectTold(await runMeter(['add', 'm', '127.0.0.1'], { configDir: path }), path);
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  it('is not asked for where the meter is an endpoint: a damaged one cannot stop a test', async () => {
    writeFileSync(file, '{');
    const { code, stderr } = await runMeter(['test', '127.0.0.1:1'], { configDir: folder });
    expect([code, stderr]).toEqual([3, '']);
    expect(readFileSync(file, 'utf8')).toBe('{');
  });
});

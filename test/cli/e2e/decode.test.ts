/** `meter decode` as a user runs it: arguments, a file, standard input, both ways into the executable alike. */
import { execFile } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { built, executable } from '../../support/built.ts';
import { plainEnvironment, runMeter } from '../../support/run-meter.ts';

beforeAll(built);

const snrm = '7E A0 07 03 21 93 0F 01 7E';
const wrongFcs = '7E A0 07 03 21 93 00 00 7E';
const busy = '50 6F 72 74 20 61 6C 72 65 61 64 79 20 69 6E 20 75 73 65 0D 0A';

function piped(
  input: string,
  args: readonly string[],
): Promise<{ code: number | string; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [executable, ...args],
      { env: plainEnvironment(), timeout: 10_000 },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
    child.stdin?.on('error', () => {}).end(input);
  });
}

describe('meter decode', () => {
  it('explains a frame, bytes given in one argument or in many, fast or through the parser', async () => {
    const ways = [[snrm], snrm.split(' '), [snrm.replaceAll(' ', '')], [snrm.toLowerCase()], [snrm, '--no-color']];
    const ended = await Promise.all(ways.map((bytes) => runMeter(['decode', ...bytes])));
    for (const { code, stdout, stderr } of ended) {
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toContain('SNRM');
      expect(stdout).toBe(ended[0]?.stdout);
    }
  });

  it('reads standard input to its end', async () => {
    const { code, stdout } = await piped(`${snrm}\n`, ['decode', '-']);
    expect(code).toBe(0);
    expect(stdout).toContain('SNRM');
  });

  it('names a wrong check value, and the right one', async () => {
    const { code, stdout } = await runMeter(['decode', wrongFcs]);
    expect(stdout).toMatch(/0F 01/i);
    expect(code).toBe(1);
  });

  it('tells the busy text of a gateway as what it is', async () => {
    const { stdout } = await runMeter(['decode', busy]);
    expect(stdout).toContain('gateway-busy');
    expect(stdout).toMatch(/Port already in *\n.* use/);
    expect(stdout).toContain('ser2net');
  });

  it.each([[snrm], [wrongFcs], [busy]])('gives one JSON document, the same in both languages: %s', async (bytes) => {
    const [en, es] = await Promise.all([
      runMeter(['decode', bytes, '--json']),
      runMeter(['decode', bytes, '--json'], { env: { LC_ALL: 'es_CO.UTF-8' } }),
    ]);
    expect(JSON.parse(en.stdout)).toMatchObject({ schema: expect.stringMatching(/^meter\.decode\/\d+$/) });
    expect(es.stdout).toBe(en.stdout);
    expect(en.stderr).toBe('');
  });

  it.each(['en', 'es'])('keeps controls away from the terminal, and to 80 columns (%s)', async (lang) => {
    const hostile = Buffer.from('\u001b[2JPort already in use\u0007\r\n').toString('hex');
    for (const bytes of [hostile, snrm, wrongFcs, busy, '00'.repeat(400)]) {
      const { stdout, stderr } = await runMeter(['decode', bytes], { env: { LC_ALL: lang } });
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
      expect(stdout).not.toMatch(/\bundefined\b|\[object|\{\w+\}/);
    }
  });

  it.each([['xyz'], ['7E', 'A'], ['--file', '/nonexistent'], ['7E', '--frobnicate']])(
    'used wrongly: exit 2 and a hint, nothing on standard output: %s %s',
    async (...args) => {
      const { code, stdout, stderr } = await runMeter(['decode', ...args.filter((arg) => arg !== undefined)]);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr.trimEnd().split('\n').length).toBeGreaterThanOrEqual(2);
      expect(stderr).not.toMatch(/^\s+at |node:internal/m);
    },
  );
});

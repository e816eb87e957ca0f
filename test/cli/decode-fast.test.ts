/** The short way of `meter decode <hex…>`: bundled as it is shipped, it must say what the command says, and load little. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const golden = (name: string) => readFileSync(join(root, `test/golden/decode-${name}.txt`), 'utf8');
let folder = '';
let loaded: readonly string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'meter-fast-'));
  const { metafile } = await build({
    entryPoints: [join(root, 'src/cli/decode-fast.ts')],
    outfile: join(folder, 'decode.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    metafile: true,
    logLevel: 'error',
    // As in the build that ships: the command parser is a file of its own.
    plugins: [
      {
        name: 'apart',
        setup: (builder) =>
          builder.onResolve({ filter: /\/main\.ts$/ }, () => ({ path: './main.cjs', external: true })),
      },
    ],
  });
  loaded = Object.keys(metafile.inputs);
  writeFileSync(join(folder, 'run.cjs'), "require('./decode.cjs').decodeFast(process.argv.slice(2));");
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { NO_COLOR: _, FORCE_COLOR: __, COLUMNS: ___, LC_ALL: ____, ...rest } = process.env;
  const ended = spawnSync(process.execPath, [join(folder, 'run.cjs'), ...args], {
    encoding: 'utf8',
    env: { ...rest, LC_ALL: 'C', ...env },
  });
  return { out: ended.stdout, err: ended.stderr, code: ended.status };
}

describe('the short way of decode', () => {
  it.each([
    ['fcs-wrong', 'C', 'en'],
    ['group-length', 'C', 'en'],
    ['gateway-busy', 'es_CO.UTF-8', 'es'],
  ])('says what the command says: %s in %s', (name, locale, lang) => {
    const screen = golden(`${name}-${lang}`);
    const [, hex = ''] = /^\$ meter decode "(.*)"\n/.exec(screen) ?? [];
    const { out, code } = run([hex], { LC_ALL: locale });
    expect(`$ meter decode "${hex}"\n${out}[exit ${code}]\n`).toBe(screen);
  });

  it('joins its arguments, and tells sound from wrong by the exit code', () => {
    expect(run(['7E', 'A0', '07', '03', '21', '93', '0F', '01', '7E'])).toMatchObject({ code: 0, err: '' });
    expect(run(['7EA0070321930F017'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^meter: Line 1/),
    });
  });

  it('says that a file is not there, and keeps its name from moving the cursor', () => {
    expect(run(['no/such\u001b[2J.log'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^meter: There is no file "no\/such\\u001b\[2J\.log"/),
    });
  });

  it('colours where it is told to, and only there', () => {
    expect(run(['7EA0070321930F017E'], { FORCE_COLOR: '1' }).out).toContain('\u001b[32msound');
    expect(run(['7EA0070321930F017E']).out).not.toContain('\u001b');
  });

  it('takes a reader that goes away in good part', () => {
    const long = '7EA0070321930F017E'.repeat(2000);
    const command = `"${process.execPath}" "${join(folder, 'run.cjs')}" ${long} | head -1`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    expect(stdout).toContain('SNRM');
    expect(stderr).toBe('');
  });

  it('loads no command parser, spinner or settings', () => {
    expect(loaded.filter((path) => /node_modules\/(?:commander|ora|conf|valibot)\//.test(path))).toEqual([]);
  });
});

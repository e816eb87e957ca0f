/** `meter report` as a user runs it: one file, in both languages, that overwrites nothing and names nobody unasked. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { masked, type StandIns, standIns } from '../../support/golden.ts';
import { expectGoldenText } from '../../support/golden-text.ts';
import { type Ended, runMeter } from '../../support/run-meter.ts';

let others: StandIns;
beforeAll(async () => {
  await built();
  others = standIns();
}, 60_000);
const folder = mkdtempSync(join(tmpdir(), 'meter-report-'));
afterAll(() => {
  others.remove();
  rmSync(folder, { recursive: true, force: true });
});
let folders = 0;

/** A folder for the files of one run, and one for its settings. */
function place(): { readonly files: string; readonly configDir: string } {
  const files = mkdtempSync(join(folder, `${++folders}-`));
  return { files, configDir: join(files, 'settings') };
}

async function withMeter<T>(options: SimulatorOptions, work: (port: number) => Promise<T>): Promise<T> {
  const simulator = await startSimulator(options);
  try {
    return await work(simulator.port);
  } finally {
    await simulator.stop();
  }
}

const env = () => ({ PATH: `${others.path}:${process.env.PATH ?? ''}` });

function document(ended: Ended): Record<string, unknown> {
  expect(ended.stderr).toBe('');
  return JSON.parse(ended.stdout) as Record<string, unknown>;
}

/** What differs from run to run, and from host to host. */
function still(text: string, port: number): string {
  return masked(text, port)
    .replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?/g, 'YYYY-MM-DD HH:MM:SS')
    .replace(/\d{4}-\d\d-\d\d/g, 'YYYY-MM-DD')
    .replace(/(?<=└)\d\d-\d\d/g, 'MM-DD')
    .replace(/(?:\b[\d.]+|#) m?s\b/g, '# s')
    .replace(/(?<=\*\*(?:Node\\\.js|System|Sistema)\*\*: ).*/g, '…');
}

describe.each(['en', 'es'])('the report of a mute meter (%s)', (lang) => {
  it('is told word by word', { retry: 2 }, async () => {
    await withMeter({ faults: ['silent'] }, async (port) => {
      const args = ['report', `127.0.0.1:${port}`, '--timeout', '0.5', '--lang', lang, '--output', '-'];
      const { code, stdout, stderr } = await runMeter(args, { env: env() });
      expect([code, stderr]).toEqual([0, '']);
      expectGoldenText(`report-run-${lang}.md`, still(stdout, port));
    });
  });
});

describe('the file', () => {
  it('is named after meter and date, is its owner’s alone, and is never overwritten unasked', async () => {
    const { files, configDir } = place();
    await runMeter(['add', 'Medidor 02 ñ', '127.0.0.1:9', '--id', '2'], { configDir });
    const args = (...more: readonly string[]) => ['report', '2', '--no-test', ...more];
    const by = ['env', '-C', files];
    const first = await runMeter(args('--json'), { configDir, by });
    const { file, format, source, verdict } = document(first);
    expect(first.code).toBe(0);
    expect([format, source, verdict]).toEqual(['markdown', 'history', null]);
    expect(file).toMatch(/^Medidor-02-ñ-\d{4}-\d\d-\d\d\.md$/);
    const path = join(files, file as string);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    writeFileSync(path, 'mine');
    const second = await runMeter(args(), { configDir, by });
    expect([second.code, second.stdout, readFileSync(path, 'utf8')]).toEqual([2, '', 'mine']);
    expect(second.stderr).toContain('--force');
    const third = await runMeter(args('--force'), { configDir, by });
    expect([third.code, third.stdout.includes(file as string)]).toEqual([0, true]);
    expect(readFileSync(path, 'utf8')).toContain('# Diagnosis of');
    expect(readdirSync(files).sort()).toEqual([file, 'settings'].sort());
  });

  it('has the format of its ending, or the one that was asked for', async () => {
    const { files, configDir } = place();
    const write = async (name: string, ...more: readonly string[]) => {
      const path = join(files, name);
      const ended = await runMeter(['report', '127.0.0.1:9', '--no-test', '-o', path, ...more], { configDir });
      expect([ended.code, ended.stderr]).toEqual([0, '']);
      return readFileSync(path, 'utf8').slice(0, 15);
    };
    expect(await write('a.html')).toBe('<!DOCTYPE html>');
    expect(await write('a.HTM')).toBe('<!DOCTYPE html>');
    expect(await write('a.txt')).toMatch(/^# Diagnosis/);
    expect(await write('b.md', '--format', 'html')).toBe('<!DOCTYPE html>');
  });

  it.concurrent.each([
    [['--format', 'pdf'], 'pdf'],
    [['--no-test', '--from', 'x.json'], '--no-test'],
    [['--no-test', '--probe'], '--probe'],
    [['--from', 'x.json', '--trace', 'x.cap'], '--trace'],
    [['--from', '/nonexistent/x.json'], 'ENOENT'],
    [['--from', import.meta.filename], 'no document'],
    [['--output', '/nonexistent/x.md'], 'ENOENT'],
    [['--trace', '/tmp/meter-same', '--output', '/tmp/../tmp/meter-same'], 'meter-same'],
    [['--output', '-', '--json'], '--json'],
    [['--depth', 'deep'], 'deep'],
  ])('is not begun where the command is used wrongly: %j', async (options, told) => {
    const { code, stdout, stderr } = await runMeter(['report', '127.0.0.1:9', ...options], {
      by: ['env', '-C', place().files],
    });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
  });

  it('is written whatever the verdict is, and the verdict stands in the JSON', async () => {
    const { files, configDir } = place();
    const path = join(files, 'r.html');
    const ended = await runMeter(['report', '127.0.0.1:9', '--json', '-o', path], { configDir, env: env() });
    expect(ended.code).toBe(0);
    expect(document(ended)).toEqual({
      schema: 'meter.report/1',
      file: path,
      format: 'html',
      lang: 'en',
      anonymized: false,
      source: 'test',
      meter: { id: null, name: null, endpoint: 'tcp://127.0.0.1:9' },
      verdict: { code: 'tcp.refused', outcome: 'REFUSED', grade: expect.any(String) },
      frames: 0,
      attachments: [],
    });
    // The test stands in the history, as every test does.
    const { records } = JSON.parse((await runMeter(['history', '127.0.0.1:9', '--json'], { configDir })).stdout) as {
      records: { kind: string }[];
    };
    expect(records.map(({ kind }) => kind)).toEqual(['test']);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const { files, configDir } = place();
    await withMeter({ faults: ['silent'] }, async (port) => {
      const { startMeter } = await import('../../support/run-meter.ts');
      const run = startMeter(['report', `127.0.0.1:${port}`, '-o', join(files, 'r.md')], { configDir, env: env() });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const { code } = await run.interrupt('SIGINT');
      expect([code, existsSync(join(files, 'r.md'))]).toEqual([130, false]);
    });
  });
});

describe('a saved document', () => {
  it('gives the report that its test would have given', async () => {
    const { files, configDir } = place();
    await withMeter({ faults: ['dm'] as never }, async (port) => {
      const endpoint = `127.0.0.1:${port}`;
      const saved = await runMeter(['test', endpoint, '--timeout', '0.5', '--json'], { configDir, env: env() });
      const path = join(files, 'saved.json');
      writeFileSync(path, saved.stdout);
      const { verdict } = JSON.parse(saved.stdout) as { verdict: { code: string } };
      const told = await runMeter(['report', endpoint, '--from', path, '-o', '-'], { configDir });
      expect([told.code, told.stderr]).toEqual([0, '']);
      expect(told.stdout).toContain(`\`${verdict.code}\``);
      expect(told.stdout).toContain('saved.json');
      const other = await runMeter(['report', '127.0.0.1:9', '--from', path, '-o', '-'], { configDir });
      expect([other.code, other.stderr.includes(`127.0.0.1:${port}`)]).toEqual([2, true]);
    });
  });
});

describe('--anonymize', () => {
  it('names neither meter, endpoint, host, user, unit, set nor what a meter calls itself', async () => {
    const { files, configDir } = place();
    await withMeter({}, async (port) => {
      const name = 'medidor-de-la-escuela';
      await runMeter(
        [
          'add',
          name,
          `127.0.0.1:${port}`,
          '--id',
          '4711',
          '--credential',
          'lectora-norte:16',
          '--collector',
          'systemd:dlms-multi-meter.service',
        ],
        { configDir },
      );
      const trace = join(files, `${name}.cap`);
      // The clock is denied, so the logical device name is read.
      for (const format of ['markdown', 'html']) {
        const args = ['report', '4711', '--anonymize', '--format', format, '-o', '-', '--trace', trace];
        const { code, stdout } = await runMeter(args, { configDir, env: env() });
        expect(code).toBe(0);
        // Names of the style sheet are nobody's.
        const told = stdout.replace(/<style>[^<]*<\/style>/, '').toLowerCase();
        const squeezed = told.replace(/[\s\\]/g, '');
        for (const word of [
          name,
          '127.0.0.1',
          `${port}`,
          '4711',
          'lectora-norte',
          'dlms-multi-meter',
          hostname(),
          userInfo().username,
        ]) {
          expect(told, word).not.toContain(word.toLowerCase());
          expect(squeezed, `${word} as bytes`).not.toContain(Buffer.from(word).toString('hex'));
        }
        expect(stdout).toContain('set-1');
        expect(readFileSync(trace, 'utf8')).toContain(`127.0.0.1:${port}`);
      }
    });
  });
});

describe('--trace and --pcap', () => {
  it('keep the conversation that the report tells, and are named in it', async () => {
    const { files, configDir } = place();
    await withMeter({}, async (port) => {
      const [cap, pcap] = [join(files, 'talk.cap'), join(files, 'talk.pcapng')];
      const args = ['report', `127.0.0.1:${port}`, '-o', '-', '--trace', cap, '--pcap', pcap];
      const { code, stdout } = await runMeter(args, { configDir, env: env() });
      expect(code).toBe(0);
      expect(stdout).toContain('`talk.cap`');
      expect(stdout).toContain('`talk.pcapng`');
      for (const [, hex = ''] of readFileSync(cap, 'utf8').matchAll(/^@\d+ [<>] ((?:[0-9A-F]{2} ?){9,30})$/gm)) {
        expect(stdout).toContain(hex.trim());
      }
      expect(statSync(pcap).size).toBeGreaterThan(500);
    });
  });
});

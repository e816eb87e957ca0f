/** A representative part of the panel (`npm run panel`): simulated meters asked by the real command over real sockets. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { built } from '../support/built.ts';

interface Row {
  readonly row: { readonly name: string };
  readonly named: string;
  readonly right: boolean;
  readonly falseProven: readonly string[];
}

interface Run {
  readonly command: string;
  readonly results: readonly Row[];
  readonly totals: { readonly rows: number; readonly right: number; readonly falseProven: number };
}

const runner = join(import.meta.dirname, '..', '..', 'tools', 'panel', 'run.js');
const folder = mkdtempSync(join(tmpdir(), 'meter-panel-test-'));
beforeAll(built);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One row of each kind: who holds the port, what the line does, what the meter is, how it talks. */
const rows = [
  'in-order',
  'port-taken',
  'field-case',
  'no-serial-port',
  'greeting',
  'telnet-port',
  'echo-alone',
  'wrong-speed',
  'second-master',
  'address-16',
  'push-only',
  'always-dm',
  'always-frmr',
  'wants-parameters',
  'only-client-32',
  'wrong-password',
  'refused-context',
  'greeting + wrong-password',
  'second-master + deaf',
];

function panel(...args: readonly string[]): Promise<{ readonly code: number; readonly runs: readonly Run[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [runner, '--json', ...args], { maxBuffer: 64 * 1024 * 1024 }, (failure, stdout) => {
      resolve({ code: failure === null ? 0 : Number(failure.code), runs: JSON.parse(stdout) as Run[] });
    });
  });
}

const only = (names: readonly string[]) => names.flatMap((name) => ['--only', name]);

/** An executable that gives every meter the same verdict. */
function saying(code: string, grade: string): string {
  const path = join(folder, `${code}-${grade}.cjs`);
  const verdict = { code, causes: [{ code, grade }] };
  const document = JSON.stringify({ verdict, checks: [], credentials: [], durationMs: 1 });
  writeFileSync(path, `console.log(${JSON.stringify(document)});`);
  return path;
}

describe('the panel', () => {
  it('names what is true, and proves nothing that is not', { timeout: 60_000 }, async () => {
    const { code, runs } = await panel('--command', 'test', '--at-once', '6', ...only(rows));
    const [run] = runs;
    expect(run?.results.map(({ row }) => row.name).sort()).toEqual([...rows].sort());
    expect(run?.results.filter(({ right, falseProven }) => !right || falseProven.length > 0)).toEqual([]);
    expect(code).toBe(0);
  });

  it('finds by a probe what a test cannot tell', { timeout: 60_000 }, async () => {
    const found = [
      'in-order',
      'needs-two-bytes',
      'address-16',
      'wrapper-closes',
      'only-client-32',
      'echoes + needs-one-byte',
    ];
    const { code, runs } = await panel('--command', 'probe', '--at-once', '6', ...only(found));
    const [run] = runs;
    expect(run?.results.map(({ row }) => row.name).sort()).toEqual([...found].sort());
    expect(run?.results.filter(({ right, falseProven }) => !right || falseProven.length > 0)).toEqual([]);
    expect(code).toBe(0);
  });

  it('fails a command that names one cause for everything', { timeout: 60_000 }, async () => {
    const liar = saying('gateway.busy', 'likely');
    const { code, runs } = await panel('--command', 'test', '--executable', liar, ...only(['port-taken', 'always-dm']));
    expect(runs[0]?.results.map(({ right }) => right)).toEqual([true, false]);
    expect(code).toBe(1);
  });

  it('fails a command that proves what is not true', { timeout: 60_000 }, async () => {
    const liar = saying('link.silent', 'proven');
    const { code, runs } = await panel('--command', 'test', '--executable', liar, ...only(['deaf']));
    expect(runs[0]?.results).toMatchObject([{ right: true, falseProven: ['link.silent'] }]);
    expect(code).toBe(1);
  });

  it('fails a command that says only that a meter talks, of one with a fault that shows', {
    timeout: 60_000,
  }, async () => {
    const liar = saying('ok', 'likely');
    const { code, runs } = await panel('--command', 'test', '--executable', liar, ...only(['in-order', 'echoes']));
    expect(runs[0]?.results.map(({ right }) => right)).toEqual([true, false]);
    expect(code).toBe(1);
  });
});

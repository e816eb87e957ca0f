/** `meter test` and `meter demo` as functions: what they print and return, without a process around them. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runDemo } from '../../src/cli/commands/demo.ts';
import { runTestCommand, type TestOptions } from '../../src/cli/commands/test.ts';
import { isUsageError } from '../../src/cli/context.ts';
import { parseCapture } from '../../src/line/index.ts';
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { languages } from '../../src/wording/index.ts';
import { keptContext } from '../support/registry-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'meter-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const quick = { timeout: '0.5' };

async function test(options: SimulatorOptions, given: Parameters<typeof keptContext>[1] = {}, more: TestOptions = {}) {
  const simulator = await startSimulator(options);
  const context = keptContext(folder, given);
  try {
    const code = await runTestCommand(context, [`127.0.0.1:${simulator.port}`], { ...quick, ...more });
    return { code, out: context.printed.out(), err: context.printed.err() };
  } finally {
    await simulator.stop();
  }
}

const screens: readonly (readonly [string, SimulatorOptions, number, readonly string[]])[] = [
  ['sound', {}, 0, ['ok', 'UA']],
  ['busy', { faults: ['busy'] }, 4, ['gateway.busy', 'Port already in use\\r\\n']],
  ['mute', { faults: ['silent'] }, 1, ['link.silent', 'TIMEOUT', 'address.length']],
  ['DM', { faults: ['dm'] }, 5, ['link.refused', 'DM']],
  ['FRMR', { faults: ['frmr'] }, 5, ['link.sequence', 'FRMR']],
  ['echo', { faults: ['echo', 'silent'] }, 1, ['line.echo', 'ECHO']],
  ['garble', { faults: ['garble'] }, 1, ['line.serial-settings', 'GARBLED']],
  [
    'another address',
    { faults: ['all-answer'], server: { upper: 3, lower: null, width: 1 } },
    1,
    ['address.value', 'FOREIGN'],
  ],
  ['refused', { faults: ['busy-refuse'] }, 3, ['tcp.refused', 'ECONNREFUSED']],
  ['telnet', { faults: ['telnet'] }, 1, ['gateway.telnet', 'WILL 3', 'LOGIN-OK']],
  ['sleeper', { faults: ['wakes-up'] }, 0, ['meter.slow-wakeup']],
  ['parameters', { faults: ['needs-parameters'] }, 0, ['link.negotiation']],
  ['closing', { faults: ['close-on-question'] }, 1, ['framing.wrapper', 'CLOSED']],
];

describe.each(languages)('meter test, %s', (lang) => {
  it.concurrent.each(screens)('shows %s', async (_name, options, code, said) => {
    const shown = await test(options, { lang });
    expect(shown.code).toBe(code);
    for (const text of said) expect(shown.out).toContain(text);
    expect(shown.out).not.toMatch(/undefined(?!-control)|\{\w+\}|\u001b/);
    expect(Math.max(...shown.out.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
  });
});

describe('meter test', () => {
  it('gives one document for one meter, and a list for several', async () => {
    expect(JSON.parse((await test({}, { json: true })).out)).toMatchObject({
      schema: 'meter.test/1',
      verdict: { code: 'ok' },
    });
    const simulator = await startSimulator();
    const context = keptContext(folder, { json: true });
    const endpoint = `127.0.0.1:${simulator.port}`;
    await runTestCommand(context, [endpoint, endpoint], { ...quick, client: '16' });
    await simulator.stop();
    expect(JSON.parse(context.printed.out())).toMatchObject({ schema: 'meter.tests/1', tests: [{}, {}] });
  });

  it('keeps a trace that only its owner reads, and explains each byte on demand', async () => {
    const trace = join(folder, 'trace.cap');
    const { err } = await test({}, { verbosity: 2 }, { trace });
    const { events, defects } = parseCapture(readFileSync(trace, 'utf8'));
    expect(defects).toEqual([]);
    expect(events.filter(({ kind }) => kind === 'sent').length).toBeGreaterThanOrEqual(4);
    expect(statSync(trace).mode & 0o777).toBe(0o600);
    expect(err).toContain('asks for a link');
  });

  it.each<readonly [string, TestOptions]>([
    ['127.0.0.1:0', {}],
    ['nowhere', {}],
    ['udp://127.0.0.1:1', {}],
    ['wrapper://127.0.0.1:1', { depth: 'link' }],
    ['127.0.0.1:1', { server: '1/99999' }],
    ['127.0.0.1:1', { client: '300' }],
    ['127.0.0.1:1', { credential: 'nobody' }],
    ['127.0.0.1:1', { timeout: 'soon' }],
    ['127.0.0.1:1', { depth: 'deep' }],
    ['127.0.0.1:1', { trace: join(folder, 'missing', 'x') }],
  ])('says what is wrong with %s %o, and what to do', async (meter, options) => {
    const failed = await runTestCommand(keptContext(folder), [meter], options).catch((error: unknown) => error);
    expect(isUsageError(failed) && failed.hint).toBeTruthy();
  });
});

describe('meter demo', () => {
  it.each(languages)('plays the field case: busy, mute, mended (%s)', async (lang) => {
    const context = keptContext(folder, { lang });
    expect(await runDemo(context)).toBe(0);
    const told = context.printed.out();
    const at = ['gateway.busy', 'link.silent', '--server 1', ' ok '].map((text) => told.indexOf(text));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
    expect(told).toContain('7E A0 07 03 21 93 0F 01 7E');
  });
});

/** `--trace` keeps the whole conversation in the capture format, for this user's eyes; `-v` shows it as it happens. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCapture } from '../../../src/line/index.ts';
import { type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { runMeter } from '../../support/run-meter.ts';
import { readTestDocument, type TestDocument } from '../../support/test-document.ts';

beforeAll(built);

const folder = mkdtempSync(join(tmpdir(), 'meter-trace-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

type Faults = NonNullable<SimulatorOptions['faults']>;

async function traced(faults: Faults, file: string, ...options: readonly string[]) {
  const simulator = await startSimulator({ faults });
  try {
    const args = ['test', `127.0.0.1:${simulator.port}`, '--timeout', '0.5', '--json', '--trace', file, ...options];
    const ended = await runMeter(args);
    const text = readFileSync(file, 'utf8');
    return { ...ended, text, capture: parseCapture(text), document: readTestDocument(ended.stdout) };
  } finally {
    await simulator.stop();
  }
}

const traceFile = () => join(folder, `trace-${++files}.txt`);
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Every exchange of a document once, in no particular order: listening is told with the check and with each set. */
function exchangesOf({ checks, credentials }: TestDocument) {
  const all = [...checks.flatMap(({ exchanges = [] }) => exchanges), ...credentials.flatMap((one) => one.exchanges)];
  return [...new Map(all.map((exchange) => [JSON.stringify(exchange), exchange])).values()];
}

describe('--trace', () => {
  const cases: readonly Faults[] = [
    [],
    ['silent'],
    ['busy'],
    ['banner'],
    ['telnet'],
    ['close-on-question'],
    ['garble'],
  ];

  it.concurrent.each(cases.map((faults) => ({ faults })))(
    'keeps every byte, both ways: $faults',
    async ({ faults }) => {
      const { capture, document, text } = await traced(faults, traceFile());
      expect(capture.defects).toEqual([]);
      expect(text).toMatch(/^# source {2}meter, \d{4}-\d\d-\d\dT/);
      expect(text).toMatch(/^# shows {3}meter test tcp:\/\/127\.0\.0\.1:\d+$/m);
      const kept = (kind: 'sent' | 'received') =>
        capture.events.flatMap((event) => (event.kind === kind ? [toHex(event.bytes)] : []));
      const exchanges = exchangesOf(document);
      for (const { sent } of exchanges) if (sent !== null) expect(kept('sent')).toContain(sent);
      const received = kept('received').join('');
      for (const { received: portions } of exchanges) {
        for (const { hex } of portions) expect(received).toContain(hex);
      }
      expect(exchanges.length).toBeGreaterThan(0);
      // In the order of time, and every connection is opened and ended.
      const times = capture.events.map(({ atMs }) => atMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      const states = capture.events.flatMap((event) => (event.kind === 'state' ? [event.state] : []));
      expect(states[0]).toBe('connected');
      expect(states.filter((state) => state === 'connected').length).toBe(states.length / 2);
    },
  );

  it('is readable by its owner only', async () => {
    const file = traceFile();
    await traced([], file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('does not leave an older file readable by others', async () => {
    const file = traceFile();
    writeFileSync(file, 'older\n', { mode: 0o644 });
    const { text } = await traced([], file);
    expect(text).not.toContain('older');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not begun where the command is used wrongly', async () => {
    const file = traceFile();
    const { code } = await runMeter(['test', '127.0.0.1:1', 'nowhere', '--trace', file]);
    expect([code, existsSync(file)]).toEqual([2, false]);
  });

  it('can be read by `meter decode`', async () => {
    const file = traceFile();
    await traced([], file);
    const { code, stdout, stderr } = await runMeter(['decode', '--file', file]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('SNRM');
    expect(stdout).toContain('UA');
  });
});

describe('-v', () => {
  it('shows each frame sent and received on standard error, and leaves the result alone', async () => {
    const simulator = await startSimulator({});
    try {
      const args = ['test', `127.0.0.1:${simulator.port}`, '--json', '--client', '16'];
      const { stdout, stderr } = await runMeter([...args, '-v']);
      const { credentials } = readTestDocument(stdout);
      const spaced = (hex: string) => hex.toUpperCase().replace(/..(?=.)/g, '$& ');
      const [{ sent = null, received = [] } = {}] = credentials[0]?.exchanges ?? [];
      expect(stderr).toMatch(/^ *\d+ ms {2}connected$/m);
      expect(stderr).toMatch(new RegExp(`^ *\\d+ ms  > ${spaced(sent ?? 'none')}$`, 'm'));
      expect(stderr).toContain(`< ${spaced(received.map(({ hex }) => hex).join(''))}`);
      expect(stderr).toMatch(/^ *\d+ ms {2}closed$/m);
      const quiet = await runMeter(args);
      expect(quiet.stderr).toBe('');
      const explained = await runMeter([...args, '-vv']);
      expect(explained.stderr.length).toBeGreaterThan(2 * stderr.length);
      expect(explained.stderr).toContain('SNRM');
      readTestDocument(explained.stdout);
    } finally {
      await simulator.stop();
    }
  });
});

/**
 * Every way a login and a reading can turn out, through the executable with a registry as users have it: outcomes,
 * verdict, exit code; and no trace of a password anywhere.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeAare } from '../../../src/dlms/index.ts';
import { type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { type Ended, type RunOptions, runMeter } from '../../support/run-meter.ts';
import { type Scripted, startScriptedMeter } from '../../support/scripted-meter.ts';
import { readTestDocument } from '../../support/test-document.ts';

const password = 'Zq7-Paß.w0rd';
const octets = new TextEncoder().encode(password);
const folder = mkdtempSync(join(tmpdir(), 'meter-logins-'));
let registries = 0;

beforeAll(built);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A registry of its own for each meter: `reader` (client 1, with the password from the environment) and `public`. */
async function registered(endpoint: string): Promise<RunOptions> {
  const configDir = join(folder, `registry-${++registries}`);
  const options = { configDir, env: { READER_SECRET: password } };
  const added = await runMeter(
    ['add', 'm', endpoint, '--credential', 'reader:1:lls:env:READER_SECRET', '--credential', 'public:16'],
    options,
  );
  expect(added.code, added.stderr).toBe(0);
  return options;
}

async function test(options: SimulatorOptions, ...more: readonly string[]) {
  const simulator = await startSimulator({ password, ...options });
  try {
    const scheme = options.listener === 'wrapper' ? 'wrapper://' : '';
    const settings = await registered(`${scheme}127.0.0.1:${simulator.port}`);
    const ended = await runMeter(['test', 'm', '--timeout', '1', ...more], settings);
    return { ...ended, simulator };
  } finally {
    await simulator.stop();
  }
}

interface Case {
  readonly faults: NonNullable<SimulatorOptions['faults']>;
  readonly outcomes: readonly [string, string];
  readonly code: string;
  readonly outcome: string;
  readonly exit: number;
}

const cases: readonly Case[] = [
  { faults: [], outcomes: ['READ-OK', 'READ-OK'], code: 'ok', outcome: 'READ-OK', exit: 0 },
  {
    faults: ['wrong-secret'],
    outcomes: ['LOGIN-REJECTED', 'READ-OK'],
    code: 'login.secret',
    outcome: 'LOGIN-REJECTED',
    exit: 5,
  },
  {
    faults: ['mechanism-required'],
    outcomes: ['LOGIN-REJECTED', 'LOGIN-REJECTED'],
    code: 'login.mechanism',
    outcome: 'LOGIN-REJECTED',
    exit: 5,
  },
  {
    faults: ['hls-pending'],
    outcomes: ['LOGIN-REJECTED', 'LOGIN-REJECTED'],
    code: 'login.mechanism',
    outcome: 'LOGIN-REJECTED',
    exit: 5,
  },
  {
    faults: ['context-refused'],
    outcomes: ['LOGIN-REJECTED', 'LOGIN-REJECTED'],
    code: 'login.context',
    outcome: 'LOGIN-REJECTED',
    exit: 5,
  },
  {
    faults: ['association-refused'],
    outcomes: ['LOGIN-REJECTED', 'LOGIN-REJECTED'],
    code: 'client.wrong',
    outcome: 'LOGIN-REJECTED',
    exit: 5,
  },
  {
    faults: ['association-silent=1'],
    outcomes: ['UA', 'READ-OK'],
    code: 'client.wrong',
    outcome: 'TIMEOUT',
    exit: 1,
  },
  { faults: ['frmr-on-information'], outcomes: ['UA', 'UA'], code: 'link.sequence', outcome: 'FRMR', exit: 5 },
  { faults: ['information-too-long'], outcomes: ['UA', 'UA'], code: 'link.negotiation', outcome: 'FRMR', exit: 5 },
  { faults: ['short-names'], outcomes: ['LOGIN-OK', 'LOGIN-OK'], code: 'login.context', outcome: 'LOGIN-OK', exit: 1 },
  { faults: ['held-association'], outcomes: ['READ-OK', 'READ-OK'], code: 'ok', outcome: 'READ-OK', exit: 0 },
];

describe('meter test --json', () => {
  it.each(cases)('tells $faults: $code, exit $exit', async ({ faults, outcomes, code, outcome, exit }) => {
    const { stdout, stderr, code: ended, simulator } = await test({ faults }, '--json');
    const { credentials, verdict } = readTestDocument(stdout);
    expect({
      outcomes: credentials.map((one) => one.outcome),
      code: verdict.code,
      outcome: verdict.outcome,
      exit: ended,
      stderr,
    }).toEqual({ outcomes, code, outcome, exit, stderr: '' });
    expect([simulator.events.linksLeftOpen, simulator.events.linksOpen]).toEqual([0, []]);
    expect(simulator.events.passwordsTried).toBeLessThanOrEqual(1);
  });

  it('says what the login and the reading were', async () => {
    const { stdout } = await test({ faults: ['wrong-secret'] }, '--json');
    const [reader, everybody] = readTestDocument(stdout).credentials;
    expect(reader?.login).toEqual({
      outcome: 'REJECTED',
      result: 'rejected-permanent',
      diagnostic: 'authentication-failure',
    });
    expect(reader?.reading).toBeNull();
    expect(everybody?.login).toEqual({ outcome: 'ACCEPTED', result: 'accepted', diagnostic: 'null' });
    expect(everybody?.reading).toMatchObject({ outcome: 'READ', logicalName: '0-0:1.0.0.255', unit: null });
    expect(Date.parse(everybody?.reading?.value ?? '')).toBeCloseTo(Date.now(), -5);
  });

  it('says that a reading is denied, which is no fault of the line: exit 5', async () => {
    const accepted = encodeAare({ result: 0, diagnostic: 0, userInformation: null });
    const say = (apdu: Uint8Array): Scripted =>
      apdu[0] === 0x60
        ? accepted
        : apdu[0] === 0xc0
          ? Uint8Array.of(0xc4, 1, apdu[2] ?? 0, 1, 3)
          : Uint8Array.of(0x63, 0);
    const meter = await startScriptedMeter(say);
    try {
      const ended = await runMeter(['test', meter.endpoint, '--json', '--client', '16', '--timeout', '1']);
      const { credentials, verdict } = readTestDocument(ended.stdout);
      expect([credentials[0]?.outcome, verdict.code, verdict.outcome, ended.code]).toEqual([
        'READ-DENIED',
        'ok',
        'READ-DENIED',
        5,
      ]);
      const shown = await runMeter(['test', meter.endpoint, '--client', '16', '--timeout', '1']);
      expect(shown.stdout).toContain('denies this client the reading');
    } finally {
      await meter.stop();
    }
  });

  it('goes as deep as it is told', async () => {
    for (const [depth, outcome] of [
      ['link', 'UA'],
      ['login', 'LOGIN-OK'],
      ['read', 'READ-OK'],
    ] as const) {
      const { stdout, code } = await test({}, '--json', '--depth', depth);
      const { credentials, verdict } = readTestDocument(stdout);
      expect([credentials.map((one) => one.outcome), verdict.outcome, code]).toEqual([[outcome, outcome], outcome, 0]);
    }
  });

  it('asks over the wrapper', async () => {
    const { stdout, code } = await test({ listener: 'wrapper' }, '--json');
    const { credentials, meter, verdict } = readTestDocument(stdout);
    expect(meter.endpoint).toMatch(/^wrapper:/);
    expect([credentials.map((one) => one.outcome), verdict.found?.framing, code]).toEqual([
      ['READ-OK', 'READ-OK'],
      'wrapper',
      0,
    ]);
  });
});

describe('a secret that cannot be found', () => {
  it('is the user’s to mend, before any line is touched', async () => {
    const simulator = await startSimulator({ password });
    try {
      const { configDir = '' } = await registered(`127.0.0.1:${simulator.port}`);
      for (const lang of ['en', 'es']) {
        const { code, stdout, stderr } = await runMeter(['test', 'm', '--lang', lang], { configDir });
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toContain('env:READER_SECRET');
        expect(stderr.trimEnd().split('\n').length).toBeGreaterThanOrEqual(2);
      }
      expect(simulator.events.connections).toBe(0);
      // A test of links needs no secret.
      expect((await runMeter(['test', 'm', '--depth', 'link'], { configDir })).code).toBe(0);
    } finally {
      await simulator.stop();
    }
  });
});

/** Every way a password could be written: as it is, as hex in any dress, as base64. */
function spellings(): readonly string[] {
  const hex = Buffer.from(octets).toString('hex');
  const spaced = hex.replace(/..(?=.)/g, '$& ');
  const base64 = Buffer.from(octets).toString('base64').replace(/=+$/, '');
  return [password, 'Zq7', 'w0rd', hex, hex.toUpperCase(), spaced, spaced.toUpperCase(), base64, hex.slice(0, 8)];
}

function expectNoSecret(...texts: readonly string[]): void {
  for (const text of texts) for (const spelling of spellings()) expect(text).not.toContain(spelling);
}

describe('the password', () => {
  const lines: readonly { readonly name: string; readonly options: SimulatorOptions }[] = [
    { name: 'where it is right', options: {} },
    { name: 'where it is wrong', options: { faults: ['wrong-secret'] } },
    { name: 'on a line that echoes', options: { faults: ['echo'] } },
    { name: 'on a line that echoes and answers nothing', options: { faults: ['echo', 'association-silent'] } },
    { name: 'on a line that echoes and damages', options: { faults: ['echo', 'wrong-fcs'] } },
    { name: 'on a line that delivers byte by byte', options: { faults: ['echo', 'slow=1'] } },
    { name: 'over the wrapper', options: { listener: 'wrapper' } },
  ];

  it.each(lines)('is shown nowhere $name', { timeout: 90_000 }, async ({ options }) => {
    const trace = join(folder, `trace-${++registries}.txt`);
    const runs: Ended[] = [];
    for (const more of [['--json'], ['-v', '--trace', trace], ['-vv'], ['-vv', '--json', '--lang', 'es']]) {
      runs.push(await test(options, '--timeout', '0.4', ...more));
    }
    for (const { stdout, stderr } of runs) expectNoSecret(stdout, stderr);
    expectNoSecret(readFileSync(trace, 'utf8'));
    // It did go out: what is shown in its place has its length.
    const wasSent = options.faults?.includes('wrong-fcs') !== true;
    if (wasSent) expect(readFileSync(trace, 'utf8')).toContain(`${'2A '.repeat(octets.length - 1)}2A`);
  });

  it('is counted where it was rejected, and told in no other way', async () => {
    const { stdout } = await test({ faults: ['wrong-secret'] });
    expect(stdout.replace(/\s*│[\s│]*/g, ' ')).toContain(`${octets.length} octets`);
    expectNoSecret(stdout);
  });
});

/**
 * `meter read`, `browse`, `set` and `act` as a user runs them, against the simulated meter behind its gateway and over the
 * wrapper: every way to fail with its exit code, secrets nowhere, and the line left as it was found.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { startDeafListener } from '../../support/deaf-listener.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { type Ended, runMeter, startMeter, until } from '../../support/run-meter.ts';

beforeAll(built);

const password = '00000000';
const env = { METER_SECRET: password };

/** What a test started, taken down after it: tests run side by side here, so none may share a hook. */
type Later = (end: () => unknown) => void;

function tidily<Given extends readonly unknown[]>(
  work: (later: Later, ...given: Given) => Promise<void>,
): (...given: Given) => Promise<void> {
  return async (...given) => {
    const ends: (() => unknown)[] = [];
    try {
      await work((end) => ends.push(end), ...given);
    } finally {
      for (const end of ends.toReversed()) await end();
    }
  };
}

async function simulate(later: Later, options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  later(() => simulator.stop());
  return simulator;
}

function folderFor(later: Later): string {
  const folder = mkdtempSync(join(tmpdir(), 'meter-test-'));
  later(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function start(later: Later, ...given: Parameters<typeof startMeter>): ReturnType<typeof startMeter> {
  const run = startMeter(...given);
  later(() => run.process.kill('SIGKILL'));
  return run;
}

/** A settings folder in which the simulator is meter 2, known with its password. */
async function registered(later: Later, { port }: Simulator, scheme = 'hdlc'): Promise<string> {
  const configDir = folderFor(later);
  const added = await runMeter(
    ['add', 'medidor-02', `${scheme}://127.0.0.1:${port}`, '--id', '2', '--credential', 'user1:1:lls:env:METER_SECRET'],
    { configDir, env },
  );
  expect(added.code).toBe(0);
  return configDir;
}

async function expectLeftAsFound({ events }: Simulator): Promise<void> {
  await until(() => events.linksOpen.length === 0, 'every link to be closed');
  await until(
    () => events.fins + events.resets >= events.connections - events.turnedAway,
    'the end of every connection',
  );
  expect({ left: events.linksLeftOpen, resets: events.resets }).toEqual({ left: 0, resets: 0 });
}

function expectNoTrace({ stdout, stderr }: Ended): void {
  expect(stdout + stderr).not.toMatch(/^\s+at |node:internal|undefined|\[object/m);
}

describe('a sound meter', () => {
  it.concurrent.each(['gateway', 'wrapper'] as const)(
    'behind a %s is read, browsed and written',
    tidily(async (later, listener) => {
      const simulator = await simulate(later, { listener });
      const configDir = await registered(later, simulator, listener === 'wrapper' ? 'wrapper' : 'hdlc');
      const meter = (...args: readonly string[]) => runMeter(args, { configDir, env });
      const read = await meter('read', '2');
      expect([read.code, read.stderr]).toEqual([0, '']);
      expect(read.stdout).toContain('energy');
      const browsed = await meter('browse', '2');
      expect(browsed.code).toBe(0);
      expect(browsed.stdout).toContain('0-0:40.0.0.255');
      expect((await meter('set', '2', '0-0:128.0.8', '7')).code).toBe(2);
      const written = await meter('set', '2', '0-0:128.0.8', '7', '--yes');
      expect([written.code, written.stderr]).toEqual([0, '']);
      expect((await meter('read', '2', '0-0:128.0.8', '--json')).stdout).toContain('"value": 7');
      expect((await meter('act', '2', 'clock:adjust_to_minute', '--yes')).code).toBe(0);
      await expectLeftAsFound(simulator);
    }),
  );

  it.concurrent(
    'is known again: a second browse asks nothing, two at once disturb nobody',
    tidily(async (later) => {
      const simulator = await simulate(later);
      const configDir = await registered(later, simulator);
      const [first, second] = await Promise.all(
        [1, 2].map(() => runMeter(['browse', '2', '--json'], { configDir, env })),
      );
      // One of them finds the line held by the other, or what the other has kept.
      const codes = [first?.code, second?.code].toSorted();
      expect([JSON.stringify([0, 0]), JSON.stringify([0, 4])]).toContain(JSON.stringify(codes));
      const connections = simulator.events.connections;
      const kept = await runMeter(['browse', '2', '--json'], { configDir, env });
      expect(JSON.parse(kept.stdout)).toMatchObject({ cached: true });
      expect(simulator.events.connections).toBe(connections);
    }),
  );
});

describe('exit codes', () => {
  const options: readonly string[] = ['--timeout', '0.3', '--connect-timeout', '0.5'];
  const cases: readonly {
    readonly name: string;
    readonly faults: NonNullable<SimulatorOptions['faults']>;
    readonly code: number;
    readonly says: string;
    readonly args?: readonly string[];
  }[] = [
    { name: 'busy', faults: ['busy'], code: 4, says: 'Port already in use' },
    { name: 'no serial port', faults: ['device-error'], code: 1, says: 'Device open failure' },
    { name: 'refused connection', faults: ['busy-refuse'], code: 3, says: 'tcp.refused' },
    { name: 'closed', faults: ['close-at-once'], code: 1, says: 'closed before' },
    { name: 'mute', faults: ['silent'], code: 1, says: 'link.silent' },
    { name: 'garbage', faults: ['garble'], code: 1, says: 'none of them was a valid frame' },
    { name: 'DM', faults: ['dm'], code: 5, says: 'link.refused' },
    { name: 'FRMR', faults: ['frmr'], code: 5, says: 'link.sequence' },
    { name: 'FRMR to the login', faults: ['rejects-information'], code: 5, says: 'protests against the login' },
    { name: 'login silent', faults: ['association-silent'], code: 1, says: 'without an answer' },
    { name: 'login rejected', faults: ['association-refused'], code: 5, says: 'no-reason-given' },
    { name: 'wrong secret', faults: ['wrong-secret'], code: 5, says: 'login.secret' },
    { name: 'context', faults: ['context-refused'], code: 5, says: 'login.context' },
    { name: 'mechanism', faults: ['mechanism-required'], code: 5, says: 'login.mechanism' },
    { name: 'HLS', faults: ['hls-pending'], code: 5, says: 'HLS' },
    { name: 'initiate error', faults: ['initiate-pdu-short'], code: 5, says: 'pdu-size-too-short' },
    { name: 'held association', faults: ['held-association'], code: 5, says: 'exception-response 1/1' },
    { name: 'short names', faults: ['short-names'], code: 1, says: 'SN referencing' },
    { name: 'read denied', faults: ['read-denied'], code: 5, says: 'read-write-denied', args: ['clock'] },
    {
      name: 'one of two denied',
      faults: ['read-denied'],
      code: 1,
      says: 'read-write-denied',
      args: ['clock', 'energy'],
    },
    { name: 'data that lies', faults: ['hostile-lengths=1'], code: 1, says: 'malformed', args: ['clock'] },
    { name: 'data nested too deep', faults: ['hostile-lengths=3'], code: 1, says: 'malformed', args: ['clock'] },
  ];

  it.concurrent.each(cases)(
    '$code: $name',
    tidily(async (later, { faults, code, says, args = [] }) => {
      // A meter each: some are changed by the first run.
      const [text, json] = await Promise.all(
        [[], ['--json']].map(async (more) => {
          const simulator = await simulate(later, { faults });
          const configDir = await registered(later, simulator);
          const ended = await runMeter(['read', '2', ...args, ...options, ...more], { configDir, env });
          await until(() => simulator.events.linksOpen.length === 0, 'every link to be closed');
          return ended;
        }),
      );
      if (text === undefined || json === undefined) throw new Error('two runs');
      expect([text.code, json.code]).toEqual([code, code]);
      expect(text.stdout + text.stderr.replace(/\n {7}/g, ' ')).toContain(says);
      expectNoTrace(text);
      expect(JSON.parse(json.stdout)).toMatchObject({ schema: 'meter.read/1', meter: { id: 2, name: 'medidor-02' } });
      expect(json.stderr).toBe('');
      if (text.stdout === '') {
        expect(JSON.parse(json.stdout)).toHaveProperty('failure.says');
        if (!says.includes('SN')) expect(text.stderr).toContain('meter test 2');
      }
    }),
  );

  it.concurrent(
    '3: a host that does not answer',
    tidily(async (later) => {
      const deaf = await startDeafListener();
      later(() => deaf.stop());
      const { code, stderr } = await runMeter(['read', deaf.endpoint, ...options]);
      expect(code).toBe(3);
      expect(stderr).toContain('tcp.timeout');
    }),
  );

  it.concurrent(
    '3: a name that does not resolve',
    tidily(async () => {
      const { code, stderr } = await runMeter(['read', 'no-such-host.invalid:3333', ...options]);
      expect(code).toBe(3);
      expect(stderr).toContain('tcp.unknown-host');
    }),
  );

  it.concurrent(
    '4: another run of this tool, with its process and command',
    tidily(async (later) => {
      const simulator = await simulate(later, { faults: ['silent'] });
      const endpoint = `127.0.0.1:${simulator.port}`;
      const holder = start(later, ['read', endpoint, '--timeout', '30']);
      await until(() => simulator.events.connections === 1, 'the first run');
      const commands = [['read'], ['browse'], ['set', 'clock', '2026-11-24T10:00'], ['act', 'clock:3']];
      const others = commands.map(([command = '', ...rest]) => runMeter([command, endpoint, ...rest]));
      const asJson = runMeter(['read', endpoint, '--json']);
      for (const { code, stdout, stderr } of await Promise.all(others)) {
        expect([code, stdout]).toEqual([4, '']);
        expect(stderr.replace(/\s+/g, ' ')).toContain(`process ${holder.process.pid}, meter read`);
      }
      const json = await asJson;
      expect(JSON.parse(json.stdout)).toMatchObject({
        failure: { outcome: 'SELF', cause: 'self.busy', pid: holder.process.pid },
      });
      expect((await holder.interrupt('SIGINT')).code).toBe(130);
    }),
  );

  it.concurrent(
    '1: over the wrapper, a port that says nothing',
    tidily(async (later) => {
      const mute = await startRawServer({});
      later(() => mute.stop());
      const { code, stderr } = await runMeter(['read', `wrapper://${mute.endpoint}`, ...options]);
      expect(code).toBe(1);
      expect(stderr).toContain('link.silent');
    }),
  );

  it.concurrent.each([
    ['read ENDPOINT voltge', 'voltge'],
    ['read ENDPOINT 1-0:1.8', '1-0:1.8'],
    ['read ENDPOINT energy:99999', '99999'],
    ['read ENDPOINT --watch 0', '--watch'],
    ['read ENDPOINT --timeout 0', '--timeout'],
    ['read', 'meter'],
    ['read nowhere', 'nowhere'],
    ['read ENDPOINT --credential nobody', 'nobody'],
    ['browse ENDPOINT --class x', '--class'],
    ['browse ENDPOINT a b', ''],
    ['set ENDPOINT energy', ''],
    ['set ENDPOINT nonsense 5 --yes', 'nonsense'],
    ['act ENDPOINT energy', 'energy'],
    ['read ENDPOINT \u001b[31m', '\\u001b[31m'],
  ])(
    '2: meter %j',
    tidily(async (_later, line: string, says: string) => {
      const runs = ['en', 'es'].map((lang) =>
        runMeter([...line.split(' ').map((word) => (word === 'ENDPOINT' ? '127.0.0.1:1' : word)), '--lang', lang]),
      );
      for (const { code, stdout, stderr } of await Promise.all(runs)) {
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toContain(says === 'meter' ? '' : says);
        expect(stderr.trimEnd().split('\n').length).toBeGreaterThanOrEqual(2);
        expect(stderr.includes('\u001b')).toBe(false);
      }
    }),
  );

  it.concurrent(
    '2: a credential set whose secret is not there',
    tidily(async (later) => {
      const simulator = await simulate(later);
      const configDir = await registered(later, simulator);
      const { code, stderr } = await runMeter(['read', '2'], { configDir });
      expect(code).toBe(2);
      expect(stderr).toContain('METER_SECRET');
      expect(simulator.events.connections).toBe(0);
    }),
  );
});

describe('a secret', () => {
  it.concurrent.each(['right', 'wrong'])(
    'that is %s stands nowhere',
    tidily(async (later, which) => {
      const secret = which === 'right' ? password : 'Tr0ub4dor&3';
      const simulator = await simulate(later);
      const configDir = await registered(later, simulator);
      const trace = join(folderFor(later), 'trace.txt');
      const hex = Buffer.from(secret).toString('hex');
      const spaced = (hex.match(/../g) ?? []).join(' ');
      for (const args of [['-v'], ['-vv'], ['--json'], ['--lang', 'es']]) {
        const { stdout, stderr, code } = await runMeter(['read', '2', 'clock', '--trace', trace, ...args], {
          configDir,
          env: { METER_SECRET: secret },
        });
        expect(code).toBe(which === 'right' ? 0 : 5);
        const all = stdout + stderr + readFileSync(trace, 'utf8');
        for (const form of [secret, hex, spaced, spaced.toUpperCase()]) expect(all).not.toContain(form);
        expect(statSync(trace).mode & 0o777).toBe(0o600);
      }
    }),
  );
});

describe('an interrupted command', () => {
  const phases = [
    { phase: 'while it waits for UA', faults: ['silent'], args: ['read'], after: 'SNRM' },
    { phase: 'while it waits for the login', faults: ['association-silent'], args: ['read'], after: 'I' },
    { phase: 'while it reads', faults: ['drops-blocks=2'], args: ['browse'], after: 'I' },
    { phase: 'while it watches', faults: [], args: ['read', 'clock', '--watch', '30'], after: 'I' },
  ] as const;
  it.concurrent.each(
    phases.flatMap((phase) => [
      { ...phase, signal: 'SIGINT', exit: 130 } as const,
      { ...phase, signal: 'SIGTERM', exit: 143 } as const,
    ]),
  )(
    'ends with $exit $phase, soon, and closes its link',
    tidily(async (later, { faults, args, after, signal, exit }) => {
      const simulator = await simulate(later, { faults: [...faults] });
      const configDir = await registered(later, simulator);
      const [command, ...rest] = args;
      const run = start(later, [command, '2', ...rest, '--timeout', '5'], { configDir, env });
      await until(() => (simulator.events.framesReceived[after] ?? 0) > 0, 'the phase');
      await pause(200);
      const { code, stderr, afterSignalMs } = await run.interrupt(signal);
      expect(code).toBe(exit);
      expect(stderr).toBe('');
      expect(afterSignalMs).toBeLessThan(1500);
      await expectLeftAsFound(simulator);
    }),
  );

  it.concurrent(
    'ends quietly where its reader goes away',
    tidily(async (later) => {
      const simulator = await simulate(later);
      const configDir = await registered(later, simulator);
      const run = start(later, ['read', '2', 'clock', '--watch', '0.2'], { configDir, env });
      await until(() => (simulator.events.framesReceived.I ?? 0) > 3, 'a few rounds');
      run.process.stdout?.destroy();
      const { code, stderr } = await run.ended;
      expect([code, stderr]).toEqual([0, '']);
      await expectLeftAsFound(simulator);
    }),
  );
});

/** `meter clock` as it is shipped, against the simulated meter and a meter of the test's own. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DataValue } from '../../../src/dlms/index.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { valueName } from '../../support/dlms-answers.ts';
import { clockName, octets, type ProfileMeter, startProfileMeter } from '../../support/profile-meter.ts';
import { runMeter } from '../../support/run-meter.ts';

const running: { stop(): Promise<void> }[] = [];
beforeAll(() => built());
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function simulated(...faults: NonNullable<SimulatorOptions['faults']>): Promise<Simulator & { meter: string }> {
  const simulator = await startSimulator({ faults, deviation: 300 });
  running.push(simulator);
  return { ...simulator, meter: `127.0.0.1:${simulator.port}` };
}

/** A meter whose time is these octets; nothing else of its clock can be read. */
async function withTime(...bytes: readonly number[]): Promise<ProfileMeter> {
  return withClock(octets(...bytes));
}

async function withClock(time: DataValue): Promise<ProfileMeter> {
  const meter = await startProfileMeter({ buffer: () => [], values: { [valueName(8, clockName, 2)]: time } });
  running.push(meter);
  return meter;
}

const timed = { env: { TZ: 'America/Bogota' } };

describe('a sound clock', () => {
  it('is shown beside this host’s, and no more is claimed than the answer allows', async () => {
    const { meter, events } = await simulated();
    const { stdout, stderr, code } = await runMeter(['clock', meter], timed);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}meter +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d\d -05:00$/m);
    expect(stdout).toMatch(/^ {2}this host +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d\d -05:00$/m);
    expect(stdout).toMatch(/^ {2}drift +(none that could be told: less than|[+-]\d+ ms ±)/m);
    expect(stdout).toContain('300 min (local time is UTC-05:00)');
    expect(stdout.replace(/\s+/g, ' ')).toContain('nobody proved it right');
    expect(events.linksLeftOpen).toBe(0);
  });

  it('is JSON with stable names', async () => {
    const { meter } = await simulated('clock-wrong=90');
    const { stdout, code } = await runMeter(['clock', meter, '--json'], timed);
    expect(code).toBe(0);
    const { clock, driftMs, uncertaintyMs, ...rest } = JSON.parse(stdout);
    expect(Object.keys(clock)).toEqual(['iso', 'text', 'deviationMinutes', 'status', 'raw', 'defects']);
    expect(clock).toMatchObject({ deviationMinutes: 300, status: [], defects: [] });
    expect(Math.abs(driftMs - 90_000)).toBeLessThanOrEqual(uncertaintyMs);
    expect(rest).toMatchObject({
      schema: 'meter.clock/1',
      meter: { id: null, name: null, server: '1' },
      client: 16,
      basis: 'deviation',
      remarks: [],
      timeZoneMinutes: 300,
      daylightSaving: { enabled: expect.any(Boolean), deviationMinutes: 60 },
      clockBase: 1,
    });
    expect(new Date(rest.host).getTime()).toBeGreaterThan(0);
  });
});

describe('--max-drift', () => {
  it.each([
    { fault: 'clock-wrong=90', limit: '30', code: 1, says: /beyond 30 s/ },
    { fault: 'clock-wrong=2', limit: '60', code: 0, says: /^$/ },
  ] as const)('$limit of $fault ends with $code', async ({ fault, limit, code, says }) => {
    const { meter } = await simulated(fault);
    const ended = await runMeter(['clock', meter, '--max-drift', limit], timed);
    expect(ended.stderr).toMatch(says);
    expect(ended.code).toBe(code);
  });

  it('within the uncertainty decides nothing', async () => {
    const { meter } = await simulated();
    const ended = await runMeter(['clock', meter, '--max-drift', '0'], timed);
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('within the uncertainty');
  });

  it('holds for a clock that is behind, too', async () => {
    const { meter } = await withTime(7, 0xea, 1, 1, 4, 0, 0, 0, 0, 0, 0, 0);
    const ended = await runMeter(['clock', meter, '--max-drift', '30']);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/drift +-\d+ d \d+ h ± .*\n? .*behind/);
  });

  it('cannot be held by a clock that says nothing', async () => {
    const { meter } = await withTime(...Array.from({ length: 12 }, () => 0xff));
    const ended = await runMeter(['clock', meter, '--max-drift', '30']);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('cannot be told');
  });

  it.each(['x', '-1', '1e3', '', '99999999999'])('%j is no time', async (text) => {
    const { code, stderr } = await runMeter(['clock', '127.0.0.1:1', `--max-drift=${text}`]);
    expect(code).toBe(2);
    expect(stderr).toContain('--max-drift 30');
  });
});

describe('a clock with something to say', () => {
  it('names that it is invalid', async () => {
    const { meter } = await simulated('clock-invalid');
    const { stdout, code } = await runMeter(['clock', meter], timed);
    expect(code).toBe(0);
    expect(stdout).toMatch(/status +INVALID/);
    expect((await runMeter(['clock', meter, '--json'], timed)).stdout).toContain('"invalid"');
  });

  it('is compared by local time where it says no deviation', async () => {
    const { meter } = await withTime(7, 0xea, 11, 24, 0xff, 12, 0, 0, 0xff, 0x80, 0, 0xff);
    const { stdout, code } = await runMeter(['clock', meter], timed);
    expect(code).toBe(0);
    expect(stdout).toMatch(/meter +2026-11-24 12:00:00$/m);
    expect(stdout).toMatch(/deviation +not specified/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('in the time zone of this host');
  });

  it('shows what it leaves open, and its octets', async () => {
    const { meter } = await withTime(7, 0xea, 0xff, 0xff, 0xff, 12, 0, 0, 0xff, 0x80, 0, 0x02);
    const { stdout, code } = await runMeter(['clock', meter]);
    expect(code).toBe(0);
    expect(stdout).toContain('2026-??-?? 12:00:00');
    expect(stdout).toMatch(/drift +cannot be told/);
    expect(stdout).toMatch(/status +DOUBTFUL/);
    expect(stdout).toContain('07eaffffff0c0000ff800002');
  });

  it('shows an impossible date as it came', async () => {
    const { meter } = await withTime(7, 0xea, 13, 45, 1, 30, 61, 0, 0, 0, 0, 0);
    const { stdout, code } = await runMeter(['clock', meter, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ driftMs: null, clock: { iso: null, defects: ['date-time-range'] } });
  });
});

describe('a clock that cannot be read', () => {
  it.each([
    { fault: 'read-denied', error: 'read-write-denied' },
    { fault: 'object-undefined', error: 'object-undefined' },
  ] as const)('$error is the meter’s refusal', async ({ fault, error }) => {
    const { meter } = await simulated(fault);
    const plain = await runMeter(['clock', meter]);
    expect(plain).toMatchObject({ code: 5, stdout: '' });
    expect(plain.stderr.replace(/\s+/g, ' ')).toMatch(new RegExp(`^meter: .*\\(${error}\\)\\. Ask as another client`));
    const { stdout, code } = await runMeter(['clock', meter, '--json']);
    expect(code).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'meter.clock/1', error });
  });

  it('is no clock: another type, another length', async () => {
    for (const time of [octets(1, 2, 3), { type: 'long', value: 5 } as const]) {
      const { meter } = await withClock(time);
      const { code, stderr } = await runMeter(['clock', meter]);
      expect(code).toBe(1);
      expect(stderr).toContain('no-date-time');
    }
  });

  it('is out of reach', async () => {
    expect(await runMeter(['clock', '127.0.0.1:1'])).toMatchObject({ code: 3, stdout: '' });
    const { meter } = await simulated('busy');
    expect(await runMeter(['clock', meter])).toMatchObject({ code: 4, stdout: '' });
  });
});

describe('in Spanish and in little room', () => {
  it.each([80, 120])('keeps to %d columns', async (columns) => {
    const { meter } = await simulated('clock-wrong=3600');
    const { stdout } = await runMeter(['clock', meter, '--lang', 'es'], {
      env: { ...timed.env, COLUMNS: `${columns}` },
    });
    expect(stdout).toContain('el medidor va adelantado');
    expect(stdout).toContain('Casi una hora entera');
    expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(columns);
  });
});

afterAll(async () => {
  for (const one of running) await one.stop();
});

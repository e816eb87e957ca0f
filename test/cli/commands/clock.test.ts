/** `meter clock` inside this process: drift, its limit, what a clock says of itself, and clocks that cannot be read. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ClockOptions, runClock } from '../../../src/cli/commands/clock.ts';
import type { Context } from '../../../src/cli/context.ts';
import type { DataValue } from '../../../src/dlms/index.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { languages } from '../../../src/wording/index.ts';
import { temporaryFolder } from '../../support/child.ts';
import { valueName } from '../../support/dlms-answers.ts';
import { flat, keptOutput, type Ran, ran, tooWide } from '../../support/kept-output.ts';
import { clockName, octets, startProfileMeter } from '../../support/profile-meter.ts';
import { registeredMeter } from '../../support/registered-meter.ts';
import { startWrapperMeter } from '../../support/wrapper-meter.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stop of stops.splice(0)) await stop();
});

async function simulated(options: SimulatorOptions = {}): Promise<Simulator & { readonly meter: string }> {
  const simulator = await startSimulator({ deviation: 300, ...options });
  stops.push(() => simulator.stop());
  return { ...simulator, meter: `127.0.0.1:${simulator.port}` };
}

async function withTime(time: DataValue): Promise<{ readonly meter: string }> {
  const meter = await startProfileMeter({ buffer: () => [], values: { [valueName(8, clockName, 2)]: time } });
  stops.push(() => meter.stop());
  return meter;
}

function clock(meter: string, options: ClockOptions = {}, given: Partial<Context> = {}): Promise<Ran> {
  return ran(temporaryFolder(), given, (context) => runClock(context, meter, { timeout: '0.4', ...options }));
}

const unset = Array.from({ length: 12 }, () => 0xff);
const longAgo = octets(0x07, 0xda, 1, 1, 5, 0, 0, 0, 0, 0, 0, 0);

describe('a sound clock', () => {
  it.each(languages)('is shown beside this host’s (%s)', async (lang) => {
    const { meter, events } = await simulated();
    const { code, out, err } = await clock(meter, {}, { lang });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.match(/^ {2}.+? {2,}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d\d [+-]\d\d:\d\d$/gm)).toHaveLength(2);
    expect(out).toMatch(/-05:00$/m);
    expect(out).toMatch(lang === 'en' ? /^ {2}drift +/m : /^ {2}(deriva|desfase|diferencia) +/m);
    expect(flat(out)).toContain(lang === 'en' ? '300 min (local time is UTC-05:00)' : '300 min');
    expect(tooWide(out)).toEqual([]);
    expect(events).toMatchObject({ linksLeftOpen: 0, associationsLeftOpen: 0, passwordsTried: 0 });
  });

  it('is JSON with stable names, of the meter that is registered', async () => {
    const { port } = await simulated({ faults: ['clock-wrong=90'] });
    const registered = await registeredMeter(`127.0.0.1:${port}`, 'user2:16');
    const context = registered.context({ json: true });
    expect(await runClock(context, 'medidor-02', { maxDrift: '3600' })).toBe(0);
    const { clock: told, driftMs, uncertaintyMs, ...rest } = JSON.parse(context.printed.out());
    expect(Object.keys(told)).toEqual(['iso', 'text', 'deviationMinutes', 'status', 'raw', 'defects']);
    expect(told).toMatchObject({ deviationMinutes: 300, status: [], defects: [] });
    expect(Math.abs(driftMs - 90_000)).toBeLessThanOrEqual(uncertaintyMs);
    expect(rest).toMatchObject({
      schema: 'meter.clock/1',
      meter: { id: 2, name: 'medidor-02', server: '1' },
      client: 16,
      credential: 'user2',
      basis: 'deviation',
      remarks: [],
      timeZoneMinutes: 300,
      daylightSaving: { enabled: expect.any(Boolean), deviationMinutes: 60 },
      clockBase: 1,
      maxDriftMs: 3_600_000,
      limit: 'within',
    });
  });
});

describe('--max-drift', () => {
  it.each([
    { fault: 'clock-wrong=90', limit: '30', code: 1, name: 'beyond', en: /beyond 30 s/ },
    { fault: 'clock-wrong=2', limit: '60', code: 0, name: 'within', en: /^$/ },
    { fault: null, limit: '0', code: 0, name: 'undecided', en: /within the uncertainty/ },
  ] as const)('$limit of $fault is $name: $code', async ({ fault, limit, code, name, en }) => {
    const { meter } = await simulated({ faults: fault === null ? [] : [fault] });
    const [english, spanish] = [
      await clock(meter, { maxDrift: limit }),
      await clock(meter, { maxDrift: limit }, { lang: 'es' }),
    ];
    expect([english.code, spanish.code]).toEqual([code, code]);
    expect(flat(english.err).trim()).toMatch(en);
    expect(spanish.err === '').toBe(english.err === '');
    const json = await clock(meter, { maxDrift: limit }, { json: true });
    expect(json.code).toBe(code);
    expect(JSON.parse(json.out)).toMatchObject({ limit: name, maxDriftMs: Number(limit) * 1000 });
  });

  it('holds for a clock that is years behind', async () => {
    const { meter } = await withTime(longAgo);
    const { code, out } = await clock(meter, { maxDrift: '30' });
    expect(code).toBe(1);
    expect(flat(out)).toMatch(/drift -\d+ d \d+ h ± .*behind/);
  });

  it('cannot be held by a clock that says nothing', async () => {
    const { meter } = await withTime(octets(...unset));
    const { code, err } = await clock(meter, { maxDrift: '30' });
    expect([code, flat(err)]).toEqual([1, expect.stringContaining('cannot be told')]);
    const json = await clock(meter, { maxDrift: '30' }, { json: true });
    expect([json.code, JSON.parse(json.out).limit]).toEqual([1, 'unknown']);
  });

  it.each(['x', '-1', '1e3', '', '99999999', '1.2345'])('%j is no time: nothing is opened', async (maxDrift) => {
    const { meter, events } = await simulated();
    for (const lang of languages) {
      await expect(clock(meter, { maxDrift }, { lang })).rejects.toMatchObject({
        name: 'UsageError',
        message: expect.stringContaining('--max-drift'),
        hint: expect.stringContaining('--max-drift 30'),
      });
    }
    expect(events.connections).toBe(0);
  });
});

describe('a clock with something to say', () => {
  it('is invalid by its own word', async () => {
    const { meter } = await simulated({ faults: ['clock-invalid'] });
    expect((await clock(meter)).out).toMatch(/status +INVALID/);
    expect(JSON.parse((await clock(meter, {}, { json: true })).out).clock.status).toContain('invalid');
  });

  it('is compared by local time where it says no deviation', async () => {
    const { meter } = await withTime(octets(7, 0xea, 11, 24, 0xff, 12, 0, 0, 0xff, 0x80, 0, 0xff));
    const { out } = await clock(meter);
    expect(out).toMatch(/meter +2026-11-24 12:00:00$/m);
    expect(out).toMatch(/deviation +not specified/);
    expect(flat(out)).toContain('in the time zone of this host');
  });

  it('that leaves its date open, or gives an impossible one, is shown as it came', async () => {
    const open = await withTime(octets(7, 0xea, 0xff, 0xff, 0xff, 12, 0, 0, 0xff, 0x80, 0, 0x02));
    const { out } = await clock(open.meter);
    expect(out).toContain('2026-??-?? 12:00:00');
    expect(out).toMatch(/drift +cannot be told/);
    expect(out).toMatch(/status +DOUBTFUL/);
    expect(out).toContain('07eaffffff0c0000ff800002');
    const impossible = await withTime(octets(7, 0xea, 13, 45, 1, 30, 61, 0, 0, 0, 0, 0));
    expect(JSON.parse((await clock(impossible.meter, {}, { json: true })).out)).toMatchObject({
      driftMs: null,
      clock: { iso: null, defects: ['date-time-range'] },
    });
  });
});

describe('a clock that cannot be read', () => {
  it.each([
    { fault: 'read-denied', error: 'read-write-denied' },
    { fault: 'object-undefined', error: 'object-undefined' },
  ] as const)('$error is the meter’s refusal', async ({ fault, error }) => {
    const { meter, events } = await simulated({ faults: [fault] });
    for (const lang of languages) {
      const { code, out, err } = await clock(meter, {}, { lang });
      expect([code, out]).toEqual([5, '']);
      expect(flat(err)).toMatch(new RegExp(`^meter: .*${error}.*--c`));
    }
    const { code, out } = await clock(meter, {}, { json: true });
    expect([code, JSON.parse(out)]).toMatchObject([5, { schema: 'meter.clock/1', client: 16, error }]);
    expect(events.linksLeftOpen).toBe(0);
  });

  it.each<DataValue>([octets(1, 2, 3), { type: 'long', value: 5 }])('is no clock: %j', async (time) => {
    const { meter } = await withTime(time);
    for (const lang of languages) {
      const { code, err } = await clock(meter, {}, { lang });
      expect([code, flat(err)]).toEqual([1, expect.stringContaining('no-date-time')]);
    }
  });

  it.each(['silent', 'close'] as const)('falls %s when it is asked', async (how) => {
    const meter = await startWrapperMeter({ values: {} }, (question) =>
      question[0] === 0xc0 ? (how === 'silent' ? null : 'close') : undefined,
    );
    stops.push(() => meter.stop());
    const text = await clock(meter.endpoint);
    expect([text.code, text.out]).toEqual([1, '']);
    expect(flat(text.err)).toContain(how === 'silent' ? 'stopped answering' : 'closed by the far end');
    const json = await clock(meter.endpoint, {}, { json: true });
    const outcome = how === 'silent' ? 'TIMEOUT' : 'CLOSED';
    expect([json.code, JSON.parse(json.out)]).toMatchObject([1, { schema: 'meter.clock/1', failure: { outcome } }]);
  });

  it('that goes silent after the time was given takes nothing from it', async () => {
    let gets = 0;
    const values = { [valueName(8, clockName, 2)]: longAgo };
    const meter = await startWrapperMeter({ values }, (question) => {
      if (question[0] === 0xc0) gets += 1;
      return gets > 1 ? null : undefined;
    });
    stops.push(() => meter.stop());
    const { code, out } = await clock(meter.endpoint, {}, { json: true });
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { clock: { iso: expect.stringContaining('2010-01-01T00:00:00') }, timeZoneMinutes: null, clockBase: null },
    ]);
  });

  it('is out of reach: nobody there, or somebody else', async () => {
    expect(await clock('127.0.0.1:1')).toMatchObject({ code: 3, out: '' });
    const { meter } = await simulated({ faults: ['busy'] });
    for (const lang of languages) expect(await clock(meter, {}, { lang })).toMatchObject({ code: 4, out: '' });
    const json = await clock(meter, {}, { json: true });
    expect([json.code, JSON.parse(json.out)]).toMatchObject([4, { schema: 'meter.clock/1', failure: {} }]);
  });
});

describe('on a screen', () => {
  it.each([80, 120])('of %d columns', async (columns) => {
    const { meter } = await simulated({ faults: ['clock-wrong=3600'] });
    const out = keptOutput({ columns });
    expect((await clock(meter, {}, { lang: 'es', out })).code).toBe(0);
    expect(out.text()).toContain('el medidor va adelantado');
    expect(flat(out.text())).toContain('Casi una hora entera');
    expect(tooWide(out.text(), columns)).toEqual([]);
  });
});

/** `meter read` inside this process: what it prints, in which words, and its exit code. */
import { afterEach, describe, expect, it } from 'vitest';
import { type ReadOptions, runRead } from '../../src/cli/commands/read.ts';
import type { Context } from '../../src/cli/context.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { temporaryFolder } from '../support/child.ts';
import { valueName } from '../support/dlms-answers.ts';
import { deviceName, long, register, text } from '../support/meter-values.ts';
import { registeredMeter } from '../support/registered-meter.ts';
import { keptContext } from '../support/registry-context.ts';
import { startWrapperMeter, type WrapperMeter } from '../support/wrapper-meter.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ wallNow: () => Date.UTC(2026, 10, 24, 9), deviation: -60, ...options });
  stops.push(() => simulator.stop());
  return simulator;
}

async function wrapperMeter(...given: Parameters<typeof startWrapperMeter>): Promise<WrapperMeter> {
  const meter = await startWrapperMeter(...given);
  stops.push(() => meter.stop());
  return meter;
}

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function read(
  endpoint: string,
  objects: readonly string[],
  options: ReadOptions = {},
  given: Partial<Context> = {},
): Promise<Ran> {
  const context = keptContext(temporaryFolder(), given);
  const code = await runRead(context, endpoint, objects, { timeout: '0.5', ...options });
  return { code, out: context.printed.out(), err: context.printed.err() };
}

describe.each(['gateway', 'wrapper'] as const)('meter read behind a %s', (listener) => {
  const endpointOf = ({ port }: Simulator) => `${listener === 'wrapper' ? 'wrapper' : 'hdlc'}://127.0.0.1:${port}`;

  it('shows the usual objects that the public client may see', async () => {
    const simulator = await simulate({ listener });
    const { code, out, err } = await read(endpointOf(simulator), []);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('XYZ0000012345678');
    expect(out).toContain('2026-11-24T10:00:00.00+01:00');
    expect(out).not.toContain('energy');
  });

  it('uses the credential set with a secret where there is one, and closes what it opened', async () => {
    const simulator = await simulate({ listener });
    const meter = await registeredMeter(endpointOf(simulator), 'user2:16', 'user1:1:lls:env:PATH_TO_NOWHERE');
    process.env.PATH_TO_NOWHERE = '00000000';
    try {
      const context = meter.context({ json: true });
      expect(await runRead(context, '2', ['energy', 'voltage-l1', 'frequency'], {})).toBe(0);
      const document = JSON.parse(context.printed.out());
      expect(document).toMatchObject({
        schema: 'meter.read/1',
        meter: { id: 2, name: 'medidor-02', server: '1' },
        client: 1,
        credential: 'user1',
      });
      expect(document.readings.map(({ unit, error }: { unit: string; error: null }) => [unit, error])).toEqual([
        ['Wh', null],
        ['V', null],
        ['Hz', null],
      ]);
      expect(simulator.events.linksLeftOpen).toBe(0);
      expect(context.printed.out()).not.toContain('00000000"');
    } finally {
      delete process.env.PATH_TO_NOWHERE;
    }
  });
});

describe('what is read', () => {
  const values = {
    ...register('0100010800ff', long(123_456), -1, 30),
    ...deviceName('XYZ1'),
    [valueName(1, '0000600d00ff', 2)]: text('\u001b[31mred'),
    [valueName(1, '0000600100ff', 2)]: { type: 'visible-string', bytes: Uint8Array.of(0x1b, 0x5d, 0x30, 7) } as const,
  };

  it('is shown with its octets where that is asked', async () => {
    const meter = await wrapperMeter({ values });
    const { code, out } = await read(meter.endpoint, ['energy', 'energy:scaler_unit'], { raw: true });
    expect(code).toBe(0);
    expect(out).toContain('12345.6 Wh');
    expect(out).toContain('double-long-unsigned 06 ');
    expect(out).toContain('10^-1 Wh');
  });

  it('cannot move a cursor, whatever the meter says', async () => {
    const meter = await wrapperMeter({ values });
    for (const options of [{}, { raw: true }]) {
      const { out, err } = await read(meter.endpoint, ['1:0-0:96.13.0', 'serial'], options);
      expect((out + err).includes('\u001b')).toBe(false);
      expect((out + err).includes('\u0007')).toBe(false);
    }
    const { out } = await read(meter.endpoint, ['serial'], {}, { json: true });
    expect(out.includes('\u001b')).toBe(false);
    expect(JSON.parse(out).readings[0].value).toBe('\u001b]0\u0007');
  });

  it('fits the width, in both languages', async () => {
    const meter = await wrapperMeter({ values });
    for (const lang of ['en', 'es'] as const) {
      for (const columns of [80, 120]) {
        const context = keptContext(temporaryFolder(), { lang });
        const wide = { ...context, out: { ...context.out, columns } };
        await runRead(wide, meter.endpoint, ['energy', '3:1-0:9.9.9', '1:0-0:96.13.0', '4:energy'], { raw: true });
        const widths = context.printed
          .out()
          .split('\n')
          .map((line) => [...line].length);
        expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('says why something could not be read, in both languages, and ends with 1', async () => {
    const meter = await wrapperMeter({ values });
    const en = await read(meter.endpoint, ['energy', '3:1-0:9.9.9', 'energy:-1']);
    expect(en.code).toBe(1);
    expect(en.out).toContain('object-undefined');
    const es = await read(meter.endpoint, ['3:1-0:9.9.9'], {}, { lang: 'es' });
    expect(es.out).toContain('no tiene ese objeto');
    expect(es.out).toContain('object-undefined');
  });

  it('ends with 5 where the meter refuses everything', async () => {
    const meter = await wrapperMeter({ values: {} });
    expect((await read(meter.endpoint, ['3:energy', '8:clock'])).code).toBe(5);
    const usual = await read(meter.endpoint, []);
    expect([usual.code, usual.out]).toEqual([1, '']);
    expect(usual.err).toContain('meter browse');
  });

  it('is the same number at every scaler, beyond 2^53 as a string', async () => {
    const big = { ...register('0100010800ff', { type: 'long64-unsigned', value: 2n ** 63n + 1n }, -3, 30) };
    const meter = await wrapperMeter({ values: big });
    const { out } = await read(meter.endpoint, ['energy'], {}, { json: true });
    expect(JSON.parse(out).readings[0]).toMatchObject({
      value: '9223372036854775.809',
      scaler: -3,
      unit: 'Wh',
      raw: '158000000000000001',
    });
  });
});

describe('wrong use', () => {
  it.each([
    [['voltge'], 'voltage'],
    [['1-0:1.8'], '1-0:1.8.0'],
    [['1.8'], 'six'],
    [['1-0:1.8.300'], '255'],
    [['0:energy'], '65535'],
    [['energy:0'], '127'],
    [['energy:banana'], 'scaler_unit'],
    [['profile'], 'meter profile'],
    [['7:1-0:99.1.0'], 'meter profile'],
    [['objects'], 'meter browse'],
    [[''], '1-0:1.8.0'],
  ])('%j is told before anything is opened', async (objects, hint) => {
    for (const lang of ['en', 'es'] as const) {
      const wrong = read('127.0.0.1:1', objects, {}, { lang });
      await expect(wrong).rejects.toMatchObject({
        name: 'UsageError',
        hint: expect.stringContaining(hint === 'six' && lang === 'es' ? 'seis' : hint),
      });
    }
  });

  it.each(['0', '-1', 'abc', '101', '1e1'])('--watch %s is no time', async (watch) => {
    await expect(read('127.0.0.1:1', [], { watch })).rejects.toMatchObject({ name: 'UsageError' });
  });
});

describe('--watch', () => {
  async function watched(given: Partial<Context>, options: ReadOptions = {}, rounds = 3) {
    const values = { ...register('0100010800ff', long(7), 0, 30) };
    const stop = new AbortController();
    let asked = 0;
    const meter = await wrapperMeter({ values }, (question) => {
      if (question[0] !== 0xc0) return undefined;
      asked += 1;
      if (asked > rounds) stop.abort('SIGINT');
      return undefined;
    });
    const context = keptContext(temporaryFolder(), { signal: stop.signal, ...given });
    const ended = await runRead(context, meter.endpoint, ['energy'], { watch: '0.2', timeout: '2', ...options }).catch(
      (why) => why,
    );
    return { ended, out: context.printed.out(), meter };
  }

  it('reads again and again on one association, a line each, until it is interrupted', async () => {
    const { ended, out, meter } = await watched({});
    expect(ended).toBe('SIGINT');
    expect(meter.answers.logins).toBe(1);
    expect(meter.answers.asked.at(-1)).toBe('RLRQ');
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z {2}1-0:1\.8\.0\.255 +energy +7 Wh$/);
  });

  it('gives a document a line in JSON', async () => {
    const { out } = await watched({ json: true });
    const documents = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(documents).toHaveLength(3);
    for (const document of documents)
      expect(document).toMatchObject({ schema: 'meter.read/1', readings: [{ value: 7 }] });
  });

  it('redraws its table in its place on a terminal', async () => {
    const kept = keptContext(temporaryFolder());
    const { out } = await watched({
      out: { ...kept.out, isTerminal: true, write: (said) => kept.out.write(said) },
    }).then((ended) => ({ ...ended, out: kept.printed.out() }));
    const redrawn = [...out.matchAll(/\u001b\[(\d+)F\u001b\[J/g)].map(([, lines]) => Number(lines));
    expect(redrawn).toEqual([6, 6]);
    expect(out.split('7').length - 1).toBeGreaterThanOrEqual(3);
  });

  it('ends with its cause where the line is lost', async () => {
    let asked = 0;
    const meter = await wrapperMeter({ values: { ...register('0100010800ff', long(7), 0, 30) } }, (question) => {
      if (question[0] === 0xc0) asked += 1;
      return asked > 2 ? 'close' : undefined;
    });
    const context = keptContext(temporaryFolder());
    expect(await runRead(context, meter.endpoint, ['energy'], { watch: '0.2' })).toBe(1);
    expect(context.printed.out().trimEnd().split('\n')).toHaveLength(2);
    expect(context.printed.err()).toContain('closed by the far end');
    expect(context.printed.err()).toContain(`meter test ${meter.endpoint}`);
  });
});

describe('what was learned', () => {
  it('spares a later run its questions', async () => {
    const values = {
      ...register('0100010800ff', long(7), 0, 30),
      ...register('0100020800ff', long(8), 0, 30),
      ...deviceName('A'),
    };
    const meter = await wrapperMeter({ values, conformance: 0x00101d });
    const folder = temporaryFolder();
    const gets = () => meter.answers.asked.filter((one) => one.startsWith('GET')).length;
    const run = async () => {
      const before = gets();
      expect(await runRead(keptContext(folder), meter.endpoint, ['energy', 'energy-export'], {})).toBe(0);
      return gets() - before;
    };
    // Two values, two scalers, and the meter's name to know it by; then two values and the name.
    expect(await run()).toBe(5);
    expect(await run()).toBe(3);
  });
});

/** `meter browse` inside this process: the list, what was kept of it, what its objects say. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type BrowseOptions, runBrowse } from '../../src/cli/commands/browse.ts';
import type { Context } from '../../src/cli/context.ts';
import { encodeExceptionResponse } from '../../src/dlms/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { temporaryFolder } from '../support/child.ts';
import { valueName } from '../support/dlms-answers.ts';
import { deviceName, long, objectList, register, text } from '../support/meter-values.ts';
import { keptContext } from '../support/registry-context.ts';
import { type Instead, startWrapperMeter, type WrapperMeter } from '../support/wrapper-meter.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const listed = [
  { classId: 1, logicalName: '00002a0000ff' },
  { classId: 3, logicalName: '0100010800ff', attributes: { 1: 1, 2: 1, 3: 1 }, methods: { 1: 1 } },
  { classId: 7, logicalName: '0100630100ff', attributes: { 2: 1, 3: 1 } },
  { classId: 15, logicalName: '0000280000ff', attributes: { 2: 1, 7: 1 } },
];
const values = {
  ...deviceName('XYZ1'),
  ...register('0100010800ff', long(123), -1, 30),
  ...objectList(...listed),
  [valueName(7, '0100630100ff', 2)]: text('buffer!'),
  [valueName(7, '0100630100ff', 3)]: { type: 'array', items: [] } as const,
  [valueName(15, '0000280000ff', 7)]: text('s3cret!!'),
};

async function meterWith(given: Record<string, unknown> = values, instead?: Instead): Promise<WrapperMeter> {
  const meter = await startWrapperMeter({ values: given as typeof values }, instead);
  stops.push(() => meter.stop());
  return meter;
}

async function browse(
  meter: { readonly endpoint: string },
  folder: string,
  { filter, ...options }: BrowseOptions & { readonly filter?: string } = {},
  given: Partial<Context> = {},
) {
  const context = keptContext(folder, given);
  const code = await runBrowse(context, meter.endpoint, filter, { timeout: '0.5', ...options });
  return { code, out: context.printed.out(), err: context.printed.err() };
}

const lists = ({ answers }: WrapperMeter) =>
  answers.questions.filter(
    (one) => one.type === 'GET-Request' && one.choice === 'normal' && one.attribute.classId === 15,
  ).length;

describe('the list', () => {
  it('shows codes, classes, names and rights', async () => {
    const meter = await meterWith();
    const { code, out, err } = await browse(meter, temporaryFolder());
    expect(code).toBe(0);
    const row = out.split('\n').find((line) => line.includes('1-0:1.8.0.255')) ?? '';
    expect(row.split('│').map((cell) => cell.trim())).toEqual([
      '',
      '1-0:1.8.0.255',
      '3 Register',
      '0',
      'energy',
      'r 1-3  x 1',
      '',
    ]);
    expect(err).toBe('4 objects.\n');
  });

  it('is kept, shown with its age without asking the meter, and read anew where that is wanted', async () => {
    const meter = await meterWith();
    const folder = temporaryFolder();
    await browse(meter, folder);
    const kept = await browse(meter, folder);
    expect(lists(meter)).toBe(1);
    expect(kept.out).toContain('1-0:1.8.0.255');
    expect(kept.err).toMatch(/kept .* ago; --refresh/);
    expect((await browse(meter, folder, {}, { lang: 'es' })).err).toMatch(/se guardó hace .*; --refresh/);
    await browse(meter, folder, { refresh: true });
    expect(lists(meter)).toBe(2);
  });

  it('that was kept damaged is read anew and kept anew', async () => {
    const meter = await meterWith();
    const folder = temporaryFolder();
    await browse(meter, folder);
    const file = join(folder, 'objects', readdirSync(join(folder, 'objects'))[0] ?? '');
    writeFileSync(file, '{"schema":"meter.objects/1", cut');
    const { code, err } = await browse(meter, folder);
    expect([code, lists(meter), err]).toEqual([0, 2, '4 objects.\n']);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ schema: 'meter.objects/1', client: 16 });
  });

  it('is filtered by class and by what stands in codes and names', async () => {
    const meter = await meterWith();
    const folder = temporaryFolder();
    const codes = async (options: BrowseOptions & { readonly filter?: string }) => {
      const { out } = await browse(meter, folder, options, { json: true });
      return JSON.parse(out).objects.map(({ logicalName }: { logicalName: string }) => logicalName);
    };
    expect(await codes({ class: '3' })).toEqual(['1-0:1.8.0.255']);
    expect(await codes({ filter: 'ENERGY' })).toEqual(['1-0:1.8.0.255']);
    expect(await codes({ filter: '0-0:' })).toEqual(['0-0:42.0.0.255', '0-0:40.0.0.255']);
    expect(await codes({ filter: 'generic' })).toEqual(['1-0:99.1.0.255']);
    const none = await browse(meter, folder, { filter: 'xyzzy', class: '3' });
    expect([none.code, none.out]).toEqual([0, '']);
    expect(none.err).toContain('"xyzzy" --class 3');
  });

  it('is a tree by class', async () => {
    const meter = await meterWith();
    const { out } = await browse(meter, temporaryFolder(), { tree: true });
    expect(out).toContain('3 Register (1)\n  1-0:1.8.0.255   energy  r 1-3  x 1\n');
    expect(
      out
        .split('\n')
        .filter((line) => /^\d/.test(line))
        .map((line) => Number.parseInt(line, 10)),
    ).toEqual([1, 3, 7, 15]);
  });

  it('is a document', async () => {
    const meter = await meterWith();
    const folder = temporaryFolder();
    const [fresh, kept] = [
      await browse(meter, folder, {}, { json: true }),
      await browse(meter, folder, {}, { json: true }),
    ];
    expect(JSON.parse(fresh.out)).toMatchObject({
      schema: 'meter.browse/1',
      meter: { id: null, name: null, endpoint: meter.endpoint, server: '1' },
      client: 16,
      cached: false,
      unreadable: 0,
    });
    expect(JSON.parse(kept.out)).toEqual({ ...JSON.parse(fresh.out), cached: true });
    expect(fresh.err + kept.err).toBe('');
  });

  it('fits 80 and 120 columns', async () => {
    const simulator = await startSimulator({});
    stops.push(() => simulator.stop());
    const folder = temporaryFolder();
    for (const columns of [80, 120]) {
      for (const tree of [false, true]) {
        const context = keptContext(folder);
        const wide = { ...context, out: { ...context.out, columns } };
        expect(await runBrowse(wide, `127.0.0.1:${simulator.port}`, undefined, { tree })).toBe(0);
        const widths = context.printed
          .out()
          .split('\n')
          .map((line) => [...line].length);
        expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
      }
    }
  });
});

describe('--values', () => {
  it('reads what may be read, without buffers and passwords', async () => {
    const meter = await meterWith();
    const { code, out } = await browse(meter, temporaryFolder(), { values: true });
    expect(code).toBe(0);
    expect(out).toContain(
      '1-0:1.8.0.255  3 Register  energy\n    2 value        12.3 Wh\n    3 scaler_unit  10^-1 Wh\n',
    );
    expect(out).toContain('capture_objects');
    expect(out).not.toContain('buffer!');
    expect(out).not.toContain('s3cret');
    const whole = await browse(meter, temporaryFolder(), { values: true, profiles: true, class: '7' });
    expect(whole.out).toContain('buffer!');
  });

  it('gives them in JSON beside their objects', async () => {
    const meter = await meterWith();
    const { out } = await browse(meter, temporaryFolder(), { values: true, filter: 'energy' }, { json: true });
    const [energy] = JSON.parse(out).objects;
    expect(energy).toMatchObject({
      name: 'energy',
      className: 'Register',
      readings: [{ value: 12.3, unit: 'Wh' }, {}],
    });
  });

  it('uses the kept list only of a meter that proves to be the same', async () => {
    const folder = temporaryFolder();
    let current = values as Record<string, unknown>;
    const meter = await meterWith(values, (_question, answers) => {
      Object.assign(answers.values, current);
      return undefined;
    });
    await browse(meter, folder);
    await browse(meter, folder, { values: true });
    expect(lists(meter)).toBe(1);
    current = { ...values, ...deviceName('OTHER'), ...objectList(listed[0]!) };
    const { out } = await browse(meter, folder, { values: true });
    expect(lists(meter)).toBe(2);
    expect(out).not.toContain('energy');
  });

  it('shows what was read before the line was lost, and its cause', async () => {
    let asked = 0;
    const meter = await meterWith(values, (question) => {
      if (question[0] === 0xc0) asked += 1;
      return asked > 3 ? 'close' : undefined;
    });
    const { code, out, err } = await browse(meter, temporaryFolder(), { values: true });
    expect(code).toBe(1);
    expect(out).toContain('XYZ1');
    expect(err).toContain('closed by the far end');
  });
});

describe('a meter without a list', () => {
  it('that refuses it ends with 5 and says so', async () => {
    const meter = await meterWith({});
    const told = await browse(meter, temporaryFolder());
    expect([told.code, told.out]).toEqual([5, '']);
    expect(told.err).toContain('object-undefined');
    const json = await browse(meter, temporaryFolder(), {}, { json: true });
    expect(JSON.parse(json.out)).toMatchObject({ schema: 'meter.browse/1', failure: { error: 'object-undefined' } });
  });

  it.each<readonly [string, Instead, number, string]>([
    [
      'refuses the service',
      (question) => (question[0] === 0xc0 ? encodeExceptionResponse(1, 2) : undefined),
      5,
      'exception-response',
    ],
    [
      'sends rubbish',
      (question) => (question[0] === 0xc0 ? Uint8Array.of(0xc4, 1, question[2] ?? 0, 0, 1, 0x84) : undefined),
      1,
      'malformed',
    ],
    ['falls silent', (question) => (question[0] === 0xc0 ? null : undefined), 1, 'stopped answering'],
  ])('that %s is told', async (_name, instead, exit, says) => {
    const meter = await meterWith(values, instead);
    for (const json of [false, true]) {
      const { code, out, err } = await browse(meter, temporaryFolder(), {}, { json });
      expect(code).toBe(exit);
      expect(json ? out : err).toContain(says);
      expect(json ? err : out).toBe('');
    }
  });

  it.each([
    [{ class: 'x' }, '--class'],
    [{ class: '0' }, '--class'],
    [{ profiles: true }, '--values'],
  ])('%j is wrong use', async (options, says) => {
    await expect(browse({ endpoint: '127.0.0.1:1' }, temporaryFolder(), options)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(says),
    });
  });
});

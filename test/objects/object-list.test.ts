/** The object list: entries of every kind, and lists that have no end. */
import { afterEach, describe, expect, it } from 'vitest';
import { type DataValue, encodeData, encodeGetResponse, parseApdu } from '../../src/dlms/index.ts';
import { openTcp } from '../../src/line/index.ts';
import { accessOf, describedObjects, listedAttributes, readObjectList } from '../../src/objects/index.ts';
import { listedObject, listLimits, logicalNameOfText } from '../../src/objects/object-list.ts';
import { attributeRights } from '../../src/objects/rights.ts';
import { openSession, publicLogin } from '../../src/session/index.ts';
import type { MeterOptions } from '../support/dlms-answers.ts';
import { listEntry, objectList, octets, structure } from '../support/meter-values.ts';
import { type Instead, startWrapperMeter } from '../support/wrapper-meter.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function readList(options: MeterOptions, instead?: Instead) {
  const meter = await startWrapperMeter(options, instead);
  endings.push(() => meter.stop());
  const server = { upper: 1, lower: null, width: 1 } as const;
  const target = { transport: 'wrapper', host: '127.0.0.1', port: meter.port, client: 16, server } as const;
  const session = await openSession(openTcp, target, publicLogin, { connectTimeoutMs: 1000, replyMs: 2000 });
  if (session.type !== 'session') throw new Error('no session');
  endings.push(() => session.close());
  const counts: number[] = [];
  const access = accessOf(session, { replyMs: 2000, signal: new AbortController().signal });
  const outcome = await readObjectList(access, (count) => counts.push(count));
  return { outcome, counts, meter };
}

const entries = [
  { classId: 3, logicalName: '0100010800ff', attributes: { 1: 1, 2: 1, 3: 1 }, methods: { 1: 0 } },
  { classId: 8, logicalName: '0000010000ff', version: 0, attributes: { 2: 3, '-1': 2 }, methods: { 3: 1, 6: 2 } },
  { classId: 15, logicalName: '0000280000ff', version: 2, attributes: { 2: 1, 7: 0 } },
  { classId: 60_000, logicalName: '000000000000', attributes: {} },
];

describe('an object list', () => {
  it('is read as the meter gives it', async () => {
    const { outcome } = await readList({ values: objectList(...entries) });
    if (outcome.type !== 'list') throw new Error(outcome.type);
    expect(outcome.unreadable).toBe(0);
    expect(outcome.list.objects.map(({ logicalName }) => logicalName)).toEqual([
      '1-0:1.8.0.255',
      '0-0:1.0.0.255',
      '0-0:40.0.0.255',
      '0-0:0.0.0.0',
    ]);
    const [energy, clock, association, unknown] = describedObjects(outcome.list);
    expect(energy).toMatchObject({ className: 'Register', name: 'energy' });
    expect(energy?.attributes[1]).toEqual({ attribute: 2, name: 'value', mode: 1, read: true, write: false });
    expect(energy?.methods).toEqual([{ method: 1, name: 'reset', mode: 0, invoke: false }]);
    expect(clock?.attributes.map(({ attribute, read, write }) => [attribute, read, write])).toEqual([
      [2, true, true],
      [-1, false, true],
    ]);
    expect(clock?.methods.map(({ invoke }) => invoke)).toEqual([true, true]);
    expect(unknown).toMatchObject({ className: null, name: null, attributes: [] });
    expect(listedAttributes(association!, { profiles: true })).toEqual([]);
    expect(listedAttributes(energy!, { profiles: false }).map(({ typed }) => typed)).toEqual([
      '3:1-0:1.8.0.255:2',
      '3:1-0:1.8.0.255:3',
    ]);
  });

  it('comes in blocks as well, and counts while it comes', async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      classId: 1,
      logicalName: `0000600100${index.toString(16).padStart(2, '0').slice(-2)}`,
    }));
    const { outcome, counts } = await readList({ values: objectList(...many), maximumPdu: 200 });
    expect(outcome).toMatchObject({ type: 'list', unreadable: 0 });
    expect(counts.length).toBeGreaterThan(10);
    expect(counts.at(-1)).toBe(300);
  });

  it('keeps what can be read of it, and counts the rest', async () => {
    const values = Object.fromEntries(
      Object.entries(objectList(...entries)).map(([name, list]) => {
        const items = 'items' in list ? list.items : [];
        return [name, { type: 'array', items: [...items, { type: 'unsigned', value: 1 }, structure()] } as DataValue];
      }),
    );
    const { outcome } = await readList({ values });
    expect(outcome).toMatchObject({ type: 'list', unreadable: 2, list: { objects: { length: 4 } } });
  });

  it('that is refused is no list', async () => {
    const { outcome } = await readList({ values: {} });
    expect(outcome).toMatchObject({ type: 'trouble', trouble: { type: 'refused', name: 'object-undefined' } });
  });

  it('takes an access mode by the version of the association', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((mode) => attributeRights(mode, 1))).toEqual([
      { read: false, write: false },
      { read: true, write: false },
      { read: false, write: true },
      { read: true, write: true },
      { read: true, write: false },
      { read: false, write: true },
      { read: true, write: true },
    ]);
    // Version 3: bits. 4 alone wants an authenticated request and grants nothing; 5 grants reading with it.
    expect(attributeRights(4, 3)).toEqual({ read: false, write: false });
    expect(attributeRights(5, 3)).toEqual({ read: true, write: false });
    expect(attributeRights(0x27, 3)).toEqual({ read: true, write: true });
  });

  it('has entries with rights of the first version, booleans for methods', () => {
    const entry = structure(
      { type: 'long-unsigned', value: 3 },
      { type: 'unsigned', value: 0 },
      octets('0100010800ff'),
      structure(
        { type: 'array', items: [] },
        { type: 'array', items: [structure({ type: 'integer', value: 1 }, { type: 'boolean', value: true })] },
      ),
    );
    expect(listedObject(entry)?.methods).toEqual([{ method: 1, mode: 1 }]);
    expect(listedObject(structure({ type: 'long-unsigned', value: 3 }))).toBeNull();
    expect(logicalNameOfText('1-0:1.8.0.255')).toBe('0100010800ff');
    expect(logicalNameOfText('1-0:1.8.0')).toBeNull();
    expect(logicalNameOfText('1-0:1.8.0.256')).toBeNull();
  });
});

/** Blocks of an array that announces a million entries and goes on for as long as it is asked. */
function endless(entry: Uint8Array, perBlock: number): Instead {
  let number = 0;
  return (question) => {
    if (question[0] !== 0xc0) return undefined;
    const { apdu } = parseApdu(question);
    if (apdu.type !== 'GET-Request') return undefined;
    number = apdu.choice === 'next' ? apdu.block + 1 : 1;
    const head = number === 1 ? [1, 0x84, 0, 0x0f, 0x42, 0x40] : [];
    const bytes = Uint8Array.from([...head, ...Array.from({ length: perBlock }, () => [...entry]).flat()]);
    const block = { last: false, number, result: { kind: 'raw', bytes } } as const;
    return encodeGetResponse({ choice: 'with-datablock', invoke: apdu.invoke, block });
  };
}

describe('a list without end', () => {
  it('is given up in flat memory', async () => {
    const entry = encodeData(listEntry({ classId: 1, logicalName: '0000600100ff', attributes: {} }));
    global.gc?.();
    const before = process.memoryUsage().heapUsed;
    const { outcome } = await readList({ values: {} }, endless(entry, 30));
    expect(outcome.type).toBe('endless');
    expect(outcome).toMatchObject({ objects: listLimits.objects + 1 });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 1024 * 1024);
  });

  it('of long entries ends by its octets', async () => {
    const attributes = Object.fromEntries(Array.from({ length: 127 }, (_, index) => [index + 1, 1]));
    const entry = encodeData(listEntry({ classId: 1, logicalName: '0000600100ff', attributes }));
    const { outcome } = await readList({ values: {} }, endless(entry, 1));
    expect(outcome).toMatchObject({ type: 'trouble', trouble: { type: 'malformed', why: 'endless-blocks' } });
  });

  it.each([
    ['nested too deep', Uint8Array.from({ length: 20_000 }, (_, index) => (index % 2 === 0 ? 2 : 1))],
    ['with a count that the bytes cannot hold', Uint8Array.of(1, 0x84, 0x80, 0, 0, 0, 0, 0)],
  ])('or %s is no list, and no crash', async (_name, data) => {
    const { outcome } = await readList({ values: {} }, (question) => {
      if (question[0] !== 0xc0) return undefined;
      return Uint8Array.from([0xc4, 0x01, question[2] ?? 0, 0x00, ...data]);
    });
    expect(outcome).toMatchObject({ type: 'trouble', trouble: { type: 'malformed' } });
  });
});

/** Rows of a profile as they come from meters: in order, compressed, and wrong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockStatus, type DataValue, dateTimeAt, encodeDateTime } from '../../src/dlms/index.ts';
import type { ProfileColumn, ProfileShape } from '../../src/evidence/index.ts';
import { chooseColumns } from '../../src/objects/profile-choose.ts';
import { captureObjectsOf, columnOf } from '../../src/objects/profile-columns.ts';
import { ProfileRows } from '../../src/objects/profile-rows.ts';
import { dataValue } from '../support/data-values.ts';

const start = Date.UTC(2026, 9, 24, 22, 0);
const column = (classId: number, logicalName: string, scaler: number | null = null, attribute = 2): ProfileColumn =>
  columnOf({ classId, logicalName, attribute, dataIndex: 0 }, scaler === null ? null : { scaler, unit: 30 });

const clock = column(8, '0000010000ff');
const status = column(1, '0000600a01ff');
const energy = column(3, '0100010800ff', -3);
const shape = (columns: readonly ProfileColumn[], changes: Partial<ProfileShape> = {}): ProfileShape => ({
  logicalName: '1-0:99.1.0.255',
  name: 'profile',
  columns,
  columnsError: null,
  capturePeriod: 900,
  order: 'fifo',
  entriesInUse: 10,
  entries: 10,
  ...changes,
});

const time = (utcMs: number, deviation: number | null = -60, octet = 0): DataValue => ({
  type: 'octet-string',
  bytes: encodeDateTime({ ...dateTimeAt(utcMs, deviation ?? 0, clockStatus(octet)), deviation }),
});
const nothing: DataValue = { type: 'null-data' };
const number = (value: number): DataValue => ({ type: 'double-long-unsigned', value });
const row = (...items: readonly DataValue[]): DataValue => ({ type: 'structure', items });

const read = (columns: readonly ProfileColumn[], rows: readonly DataValue[], changes: Partial<ProfileShape> = {}) =>
  new ProfileRows(shape(columns, changes)).read(rows).map((one) => one.row);

describe('cells', () => {
  it('are scaled to the digit, and say what they are', () => {
    const [only] = read(
      [clock, status, energy],
      [row(time(start), { type: 'unsigned', value: 0x83 }, number(1_234_500))],
    );
    expect(only?.cells.map(({ text }) => text)).toEqual(['2026-10-24 23:00:00.00 +01:00', '131', '1234.500']);
    expect(only?.cells.map(({ value }) => value)).toEqual(['2026-10-24T23:00:00.00+01:00', 131, 1234.5]);
    expect(only?.cells[1]?.hex).toBe('83');
    expect(only).toMatchObject({ atMs: start, otherLength: false });
  });

  it('of 64 bits are texts in JSON, however long they are', () => {
    for (const value of [5n, 9_007_199_254_740_993n]) {
      const [only] = read([column(3, '0100010800ff', 0)], [row({ type: 'long64-unsigned', value })]);
      expect(only?.cells[0]?.value).toBe(`${value}`);
    }
  });

  it('of strings of bits keep both ways to read them', () => {
    const bits: DataValue = { type: 'bit-string', bits: 12, bytes: Uint8Array.of(0x80, 0x10) };
    const [only] = read([column(63, '0000600a01ff')], [row(bits)]);
    expect(only?.cells[0]).toMatchObject({ form: 'bits', text: '100000000001', hex: '8010' });
  });

  it('of differences show their sign', () => {
    const [only] = read([energy], [row({ type: 'delta-unsigned', value: 5 })]);
    expect(only?.cells[0]?.text).toBe('+0.005');
  });

  it('of any value at all are text and JSON', () => {
    fc.assert(
      fc.property(fc.array(dataValue, { minLength: 1, maxLength: 4 }), (items) => {
        const [only] = read([clock, status, energy, energy], [row(...items)]);
        expect(only?.cells).toHaveLength(items.length);
        expect(only?.otherLength).toBe(items.length !== 4);
        expect(() => JSON.stringify(only)).not.toThrow();
      }),
    );
  });

  it('tell what the clock says of itself', () => {
    const [only] = read([clock], [row(time(start, -60, 0x03))]);
    expect(only?.cells[0]?.status).toEqual(['invalid', 'doubtful']);
  });

  it('of a clock with holes show the holes', () => {
    const open: DataValue = {
      type: 'octet-string',
      bytes: Uint8Array.of(7, 234, 255, 255, 255, 12, 0, 0, 255, 128, 0, 255),
    };
    const [only] = read([clock], [row(open)]);
    expect(only?.cells[0]).toMatchObject({ form: 'date-time', text: '2026-??-?? 12:00:00' });
    expect(only?.atMs).toBeNull();
  });
});

describe('clocks that are left out', () => {
  it('follow by one period each, and are told as derived', () => {
    const rows = read([clock, energy], [row(time(start), number(1)), row(nothing, number(2)), row(nothing, number(3))]);
    expect(rows.map(({ cells }) => cells[0]?.derived)).toEqual([
      null,
      '2026-10-24T23:15:00+01:00',
      '2026-10-24T23:30:00+01:00',
    ]);
    expect(rows.map(({ cells }) => cells[0]?.value)).toEqual(['2026-10-24T23:00:00.00+01:00', null, null]);
    expect(rows.map(({ atMs }) => atMs)).toEqual([start, start + 900_000, start + 1_800_000]);
  });

  it('go on from blocks that came before', () => {
    const rows = new ProfileRows(shape([clock]));
    rows.read([row(time(start))]);
    expect(rows.read([row(nothing)])[0]?.row.cells[0]?.derived).toBe('2026-10-24T23:15:00+01:00');
  });

  it('have no offset where the clock before had none', () => {
    const rows = read([clock], [row(time(start, null)), row(nothing)]);
    expect(rows[1]?.cells[0]?.derived).toBe('2026-10-24T22:15:00');
  });

  it.each([
    { what: 'at the start', rows: [row(nothing)], changes: {} },
    { what: 'without a period', rows: [row(time(start)), row(nothing)], changes: { capturePeriod: 0 } },
    { what: 'newest first', rows: [row(time(start)), row(nothing)], changes: { order: 'lifo' as const } },
    {
      what: 'behind a clock with holes',
      rows: [row(time(start)), row({ type: 'octet-string', bytes: new Uint8Array(12).fill(255) }), row(nothing)],
      changes: {},
    },
  ])('are not guessed $what', ({ rows, changes }) => {
    const last = read([clock], rows, changes).at(-1);
    expect(last?.cells[0]).toMatchObject({ form: 'nothing', derived: null });
    expect(last?.atMs).toBeNull();
  });

  it('are not looked for in a row of another length', () => {
    const rows = read([clock, energy], [row(time(start), number(1)), row(number(5)), row(nothing, number(2))]);
    expect(rows.map(({ otherLength }) => otherLength)).toEqual([false, true, false]);
    // Nor is a scaler: nobody knows whose number it is.
    expect(rows[1]?.cells[0]?.text).toBe('5');
    expect(rows[2]?.cells[0]?.derived).toBe('2026-10-24T23:15:00+01:00');
  });
});

describe('the buffer', () => {
  it('may be a compact array, or rows that are no structure', () => {
    const compact: DataValue = {
      type: 'compact-array',
      description: { type: 'structure', elements: [{ type: 'double-long-unsigned' }] },
      items: [row(number(1)), row(number(2))],
    };
    expect(read([energy], [compact]).map(({ cells }) => cells[0]?.text)).toEqual(['0.001', '0.002']);
    expect(read([energy], [number(7)]).map(({ cells }) => cells[0]?.text)).toEqual(['0.007']);
  });
});

describe('capture objects', () => {
  const object = (...items: readonly DataValue[]): DataValue => row(...items);
  const name = (bytes: Uint8Array): DataValue => ({ type: 'octet-string', bytes });
  const of = (value: number): DataValue => ({ type: 'long-unsigned', value });

  it('are read one by one; what is none keeps its place', () => {
    const sound = object(of(3), name(Uint8Array.of(1, 0, 1, 8, 0, 255)), { type: 'integer', value: 2 }, of(0));
    const list: DataValue = {
      type: 'array',
      items: [sound, number(1), object(of(3), name(Uint8Array.of(1)), of(2), of(0))],
    };
    expect(captureObjectsOf(list)).toEqual([
      { classId: 3, logicalName: '0100010800ff', attribute: 2, dataIndex: 0 },
      null,
      null,
    ]);
  });

  it('are none where there is no list, and survive anything', () => {
    expect(captureObjectsOf(number(1))).toBeNull();
    fc.assert(fc.property(dataValue, (value) => void captureObjectsOf(value)));
  });
});

describe('chosen columns', () => {
  const columns = [clock, status, energy, column(4, '0100010600ff', 0), column(4, '0100010600ff', null, 5)];

  it.each([
    [
      ['1', '3'],
      [0, 2],
    ],
    [
      ['energía', 'reloj'],
      [2, 0],
    ],
    [
      ['1-0:1.8.0', '0-0:96.10.1'],
      [2, 1],
    ],
    [['maximum-demand'], [3, 4]],
    [['maximum-demand:5'], [4]],
    [['3', 'energy'], [2]],
  ])('%j are %j', (typed, expected) => {
    expect(chooseColumns(columns, typed)).toEqual(expected);
  });

  it.each(['0', '6', '', 'nothing', 'voltage', '1-0:300.1.0'])('%j is none', (text) => {
    expect(chooseColumns(columns, ['1', text])).toEqual({ unknown: text });
  });
});

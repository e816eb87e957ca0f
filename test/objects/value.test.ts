/** Values as people and JSON have them: to the digit, and never more than the octets say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { type DataValue, encodeData, parseData } from '../../src/dlms/index.ts';
import { readingOf, scalerAttribute, scalerUnitOf, unitText } from '../../src/objects/reading-of.ts';
import { shownValue } from '../../src/objects/value.ts';
import { dataValue } from '../support/data-values.ts';
import { octets, scalerUnit, structure, text } from '../support/meter-values.ts';

const shown = (data: DataValue, hints = {}) => {
  const { form, value, text: said } = shownValue(data, hints);
  return [form, value, said];
};

describe('a number', () => {
  it.each<readonly [DataValue, number | undefined, string | number, string]>([
    [{ type: 'long-unsigned', value: 2301 }, -1, 230.1, '230.1'],
    [{ type: 'long-unsigned', value: 2300 }, -1, 230, '230.0'],
    [{ type: 'double-long-unsigned', value: 5 }, 3, 5000, '5000'],
    [{ type: 'integer', value: -1 }, undefined, -1, '-1'],
    [
      { type: 'long64-unsigned', value: 18_446_744_073_709_551_615n },
      0,
      '18446744073709551615',
      '18446744073709551615',
    ],
    [{ type: 'long64', value: -9_007_199_254_740_993n }, undefined, '-9007199254740993', '-9007199254740993'],
    [
      { type: 'long64-unsigned', value: 1_234_567_890_123_456_789n },
      -2,
      '12345678901234567.89',
      '12345678901234567.89',
    ],
    [{ type: 'long64-unsigned', value: 9_007_199_307_698_143n }, -3, '9007199307698.143', '9007199307698.143'],
    [{ type: 'long64-unsigned', value: 4_503_599_627_370_497n }, -1, 450_359_962_737_049.7, '450359962737049.7'],
    [{ type: 'float32', value: Math.fround(230.1) }, undefined, 230.1, '230.1'],
    [{ type: 'float32', value: Math.fround(0.1) }, 3, 100, '100'],
    [{ type: 'float64', value: -0.1 }, undefined, -0.1, '-0.1'],
    [{ type: 'float64', value: Number.NaN }, undefined, 'NaN', 'NaN'],
    [{ type: 'float32', value: Number.NEGATIVE_INFINITY }, 2, '-Infinity', '-Infinity'],
    [
      { type: 'double-long-unsigned', value: 4_294_967_295 },
      100,
      `4294967295${'0'.repeat(100)}`,
      `4294967295${'0'.repeat(100)}`,
    ],
  ])('%# is to the digit', (data, scaler, value, said) => {
    expect(shown(data, { scaler: scaler ?? null })).toEqual(['number', value, said]);
  });

  it('is a JSON number only where JSON keeps every digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.integer({ min: -20, max: 20 }),
        (raw, scaler) => {
          const { value, text: said } = shownValue({ type: 'long64', value: raw }, { scaler });
          // Exactly: the text with its point moved back is the raw number.
          const [whole = '', fraction = ''] = said.split('.');
          const digits = BigInt(whole + fraction);
          expect(scaler < 0 ? digits === raw : digits === raw * 10n ** BigInt(scaler)).toBe(true);
          if (typeof value === 'string') expect(value).toBe(said);
          else {
            expect(JSON.parse(JSON.stringify(value))).toBe(value);
            expect(Number.isInteger(value) ? Number.isSafeInteger(value) : true).toBe(true);
            const trimmed = said.includes('.') ? said.replace(/\.?0+$/, '') : said;
            if (Math.abs(value as number) >= 1e-6) expect(`${value}`).toBe(trimmed === '-0' ? '0' : trimmed);
          }
        },
      ),
    );
  });
});

describe('octets', () => {
  it.each<readonly [string, DataValue, object, unknown]>([
    ['text', text('12345678'), {}, ['text', '12345678', '12345678']],
    ['text filled up with 00', octets('313200'), {}, ['text', '12\u0000', '12\u0000']],
    ['no text: nothing but 00', octets('0000'), {}, ['hex', '0000', '0000']],
    ['no text: one octet beyond ASCII', octets('3132ff'), {}, ['hex', '3132ff', '3132ff']],
    ['nothing', octets(''), {}, ['hex', '', '']],
    [
      'a point in time, which everything about it says',
      octets('07EA0B18020E230A32FF8880'),
      {},
      ['date-time', '2026-11-24T14:35:10.50+02:00', '2026-11-24T14:35:10.50+02:00'],
    ],
    [
      'none where the weekday is wrong, unless the class says so',
      octets('07EA0B18030E230A32FF8880'),
      {},
      ['hex', '07ea0b18030e230a32ff8880', '07ea0b18030e230a32ff8880'],
    ],
    [
      'one where the class says so',
      octets('07EA0B18030E230A32FF8880'),
      { dateTime: true },
      ['date-time', '2026-11-24T14:35:10.50+02:00', '2026-11-24T14:35:10.50+02:00'],
    ],
    [
      'an open one, where the class says so',
      octets('FFFF03FE07020000FFFFC400'),
      { dateTime: true },
      ['date-time', '????-03-last dow=7 02:00:00 +01:00', '????-03-last dow=7 02:00:00 +01:00'],
    ],
    ['twelve printable letters are text, not time', text('ABCDEFGHIJKL'), {}, ['text', 'ABCDEFGHIJKL', 'ABCDEFGHIJKL']],
    ['a logical name', octets('0100010800ff'), { logicalName: true }, ['text', '1-0:1.8.0.255', '1-0:1.8.0.255']],
    ['six octets of which nobody knows', octets('0100010800ff'), {}, ['hex', '0100010800ff', '0100010800ff']],
  ])('are %s', (_name, data, hints, expected) => {
    expect(shown(data, hints)).toEqual(expected);
  });

  it('that a meter calls text stay its text, controls and all, for the terminal side to escape', () => {
    const bytes = Uint8Array.of(0x1b, 0x5b, 0x32, 0x4a, 0xe9);
    expect(shown({ type: 'visible-string', bytes })).toEqual(['text', '\u001b[2Jé', '\u001b[2Jé']);
    expect(shown({ type: 'utf8-string', bytes: new TextEncoder().encode('Zähler') })).toEqual([
      'text',
      'Zähler',
      'Zähler',
    ]);
  });

  it('of date and time types are dates and times, and hex where they cannot be', () => {
    expect(shown({ type: 'date', bytes: fromHex('07EA0B1802')! })).toEqual(['date', '2026-11-24', '2026-11-24']);
    expect(shown({ type: 'time', bytes: fromHex('0E230A32')! })).toEqual(['time', '14:35:10.50', '14:35:10.50']);
    expect(shown({ type: 'date-time', bytes: fromHex('07EA')! })).toEqual(['hex', '07ea', '07ea']);
  });
});

describe('other values', () => {
  it('are what they are', () => {
    expect(shown({ type: 'boolean', value: true })).toEqual(['boolean', true, 'true']);
    expect(shown({ type: 'null-data' })).toEqual(['nothing', null, 'null-data']);
    expect(shown({ type: 'bit-string', bits: 11, bytes: fromHex('A5C0')! })).toEqual([
      'bits',
      '10100101110',
      '10100101110',
    ]);
    const nested = structure(
      { type: 'unsigned', value: 1 },
      { type: 'array', items: [text('a'), octets('00'), octets('')] },
    );
    expect(shown(nested)).toEqual(['list', [1, ['a', '00', '']], '{1, ["a", 00, ""]}']);
  });

  it('of any kind make JSON and a bounded text', () => {
    fc.assert(
      fc.property(dataValue, (data) => {
        const told = shownValue(data, { scaler: -3 });
        expect(JSON.parse(JSON.stringify(told.value))).toEqual(told.value);
        expect(told.text.length).toBeLessThanOrEqual(4001 + 200);
      }),
    );
  });

  it('are cut for people and kept whole in JSON', () => {
    const items = Array.from({ length: 10_000 }, (): DataValue => ({ type: 'unsigned', value: 7 }));
    const { value, text: said } = shownValue({ type: 'array', items });
    expect(said.length).toBe(4001);
    expect((value as readonly number[]).length).toBe(10_000);
  });
});

describe('a reading', () => {
  const ref = { classId: 3, logicalName: '0100010800ff', attribute: 2 };
  const at = Date.UTC(2026, 10, 24);

  it('carries its place, its octets and its unit', () => {
    const data: DataValue = { type: 'long-unsigned', value: 2301 };
    expect(readingOf(ref, data, { scaler: -1, unit: 30 }, at)).toEqual({
      logicalName: '1-0:1.8.0.255',
      classId: 3,
      attribute: 2,
      name: 'energy',
      attributeName: 'value',
      type: 'long-unsigned',
      form: 'number',
      value: 230.1,
      text: '230.1',
      raw: '1208fd',
      scaler: -1,
      unit: 'Wh',
      at: '2026-11-24T00:00:00.000Z',
      error: null,
    });
  });

  it('scales the value of a register and nothing else', () => {
    const data: DataValue = { type: 'long-unsigned', value: 2301 };
    const known = { scaler: -1, unit: 30 };
    expect(readingOf({ ...ref, attribute: 3 }, data, known, at)).toMatchObject({
      value: 2301,
      scaler: null,
      unit: null,
    });
    expect(readingOf({ ...ref, classId: 1 }, data, known, at)).toMatchObject({ value: 2301, scaler: null, unit: null });
    expect(readingOf(ref, data, null, at)).toMatchObject({ value: 2301, scaler: null, unit: null });
    expect([3, 4, 5].map((classId) => scalerAttribute(classId, 2))).toEqual([3, 3, 4]);
    expect(scalerAttribute(5, 3)).toBe(4);
  });

  it('shows scaler and unit as people write them, and takes nothing else for them', () => {
    expect(readingOf({ ...ref, attribute: 3 }, scalerUnit(-1, 35), null, at)).toMatchObject({
      text: '10^-1 V',
      value: [-1, 35],
    });
    expect(unitText(200)).toBe('unit 200');
    expect(scalerUnitOf(scalerUnit(-1, 35))).toEqual({ scaler: -1, unit: 35 });
    expect(scalerUnitOf(structure({ type: 'long', value: 200 }, { type: 'enum', value: 35 }))).toBeNull();
    expect(scalerUnitOf({ type: 'null-data' })).toBeNull();
  });

  it('keeps the octets of any value', () => {
    fc.assert(
      fc.property(dataValue, (data) => {
        const { raw } = readingOf(ref, data, null, at);
        expect(raw).toBe(toHex(encodeData(data)));
        expect(toHex(encodeData(parseData(fromHex(raw ?? '')!).value))).toBe(raw);
      }),
    );
  });
});

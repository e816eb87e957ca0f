/** Values as they are typed for `meter set`: of the right type, in its range, or refused with the reason. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { type DataValue, encodeData, parseDateTime } from '../../src/dlms/index.ts';
import { typedDate, typedDateTime, typedTime } from '../../src/objects/typed-time.ts';
import { typedValue } from '../../src/objects/typed-value.ts';
import { octets, structure, text } from '../support/meter-values.ts';

const typed = (said: string, like: DataValue | null = null, scaler?: number | null) =>
  typedValue(said, { like, scaler });
/** The octets, or the code of what is wrong. */
const sent = (...given: Parameters<typeof typed>): string => {
  const data = typed(...given);
  return 'code' in data ? data.code : toHex(encodeData(data));
};

describe('a value with its type', () => {
  it.each([
    ['long-unsigned:5', '120005'],
    ['long-unsigned:0x1F', '12001f'],
    ['integer:-128', '0f80'],
    ['enum:1', '1601'],
    ['long64:-9223372036854775808', '148000000000000000'],
    ['long64-unsigned:18446744073709551615', '15ffffffffffffffff'],
    ['boolean:true', '0301'],
    ['boolean:0', '0300'],
    ['null', '00'],
    ['octet-string:AABB', '0902aabb'],
    ['octet-string:aa bb', '0902aabb'],
    ['octet-string:', '0900'],
    ['visible-string:text', '0a0474657874'],
    ['visible-string:a:b', '0a03613a62'],
    ['utf8-string:ä', '0c02c3a4'],
    ['bit-string:10100101110', '040ba5c0'],
    ['float32:230.5', '1743668000'],
    ['float64:-0.1', '18bfb999999999999a'],
    ['date-time:2026-11-24T10:00', '090c07ea0b18020a0000008000ff'],
    ['date-time:2026-11-24 14:35:10.5+02:00', '090c07ea0b18020e230a32ff88ff'],
    ['date-time:2026-11-24T10:00Z', '090c07ea0b18020a0000000000ff'],
    ['date:2026-11-24', '090507ea0b1802'],
    ['time:10:00', '09040a000000'],
    ['raw:02021200050F01', '02021200050f01'],
  ])('%s', (said, octetsSent) => {
    expect(sent(said)).toBe(octetsSent);
  });

  it.each([
    ['integer:128', 'value-range'],
    ['unsigned:-1', 'value-range'],
    ['long-unsigned:65536', 'value-range'],
    ['long64:9223372036854775808', 'value-range'],
    ['float32:1e39', 'value-range'],
    ['long-unsigned:5.5', 'value-malformed'],
    ['long-unsigned:', 'value-malformed'],
    ['long-unsigned:1e3', 'value-malformed'],
    ['boolean:yes', 'value-malformed'],
    ['octet-string:ABC', 'value-malformed'],
    ['octet-string:xy', 'value-malformed'],
    ['visible-string:€', 'value-malformed'],
    ['bit-string:012', 'value-malformed'],
    ['null:1', 'value-malformed'],
    ['date-time:2026-02-30T10:00', 'value-malformed'],
    ['date-time:2026-11-24', 'value-malformed'],
    ['date:2026-11-24T10:00', 'value-malformed'],
    ['time:24:00', 'value-malformed'],
    ['raw:0202', 'value-malformed'],
    ['raw:0F0100', 'value-malformed'],
    ['raw:', 'value-malformed'],
    ['banana:5', 'type-unknown'],
    ['5', 'type-needed'],
    [`octet-string:${'A'.repeat(70_000)}`, 'value-malformed'],
  ])('%s is refused', (said, code) => {
    expect(sent(said)).toBe(code);
  });
});

describe('a value without its type takes the type of the one that is there', () => {
  it.each<readonly [string, DataValue, string]>([
    ['5', { type: 'long-unsigned', value: 1 }, '120005'],
    ['70000', { type: 'long-unsigned', value: 1 }, 'value-range'],
    ['-5', { type: 'double-long', value: 1 }, '05fffffffb'],
    ['false', { type: 'boolean', value: true }, '0300'],
    ['hello: you', text('before'), '090a68656c6c6f3a20796f75'],
    ['AABB', octets('00FF'), '0902aabb'],
    ['hello', octets('00FF'), 'value-malformed'],
    ['2026-11-24T10:00', octets('07EA0B18020E230A32FF8880'), '090c07ea0b18020a0000008000ff'],
    ['tomorrow', octets('07EA0B18020E230A32FF8880'), 'value-malformed'],
    [
      '2026-11-24T10:00',
      { type: 'date-time', bytes: fromHex('07EA0B18020E230A32FF8880')! },
      '1907ea0b18020a0000008000ff',
    ],
    ['a:b', { type: 'visible-string', bytes: new Uint8Array() }, '0a03613a62'],
    ['5', structure(), 'type-needed'],
    ['5', { type: 'null-data' }, 'type-needed'],
    ['1', { type: 'bit-string', bits: 8, bytes: Uint8Array.of(0) }, '040180'],
  ])('%s', (said, like, expected) => {
    expect(sent(said, like)).toBe(expected);
  });
});

describe('a value in the unit of its register', () => {
  const register: DataValue = { type: 'long-unsigned', value: 0 };
  it.each([
    ['230.1', -1, '1208fd'],
    ['230', -1, '1208fc'],
    ['5000', 3, '120005'],
    ['230.15', -1, 'scale-inexact'],
    ['5500', 3, 'scale-inexact'],
    ['7000', -1, 'value-range'],
    ['0x10', -1, 'value-malformed'],
    ['1e3', 0, 'value-malformed'],
  ])('%s with scaler %i', (said, scaler, expected) => {
    expect(sent(said, register, scaler)).toBe(expected);
  });

  it('needs a scaler', () => {
    expect(sent('5', register, null)).toBe('scale-unknown');
    expect(sent('5', { type: 'float32', value: 1 }, null)).toBe('scale-unknown');
  });

  it('is exact: the text with its point moved is what is sent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
        fc.integer({ min: 0, max: 9 }),
        (raw, places) => {
          const digits = `${Math.abs(raw)}`.padStart(places + 1, '0');
          const cut = digits.length - places;
          const said = `${raw < 0 ? '-' : ''}${digits.slice(0, cut)}${places > 0 ? `.${digits.slice(cut)}` : ''}`;
          expect(typed(said, { type: 'double-long', value: 0 }, -places)).toEqual({
            type: 'double-long',
            value: raw === 0 ? 0 : raw,
          });
        },
      ),
    );
  });
});

describe('dates and times as they are typed', () => {
  it('have the weekday of the calendar', () => {
    expect(typedDateTime('2026-11-24T10:00')?.[4]).toBe(2);
    expect(typedDate('2024-02-29')?.[4]).toBe(4);
    expect(typedDate('2023-02-29')).toBeNull();
    expect(typedTime('23:59:59.99')).toEqual(Uint8Array.of(23, 59, 59, 99));
    expect(typedTime('23:60')).toBeNull();
  });

  it('read back as they were typed', () => {
    const instants = fc.date({ min: new Date('1980-01-01Z'), max: new Date('2099-12-31Z'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (instant, ahead) => {
        const sign = ahead < 0 ? '-' : '+';
        const two = (value: number) => `${value}`.padStart(2, '0');
        const zone = `${sign}${two(Math.floor(Math.abs(ahead) / 60))}:${two(Math.abs(ahead) % 60)}`;
        const said = instant.toISOString().slice(0, 22);
        const bytes = typedDateTime(`${said}${zone}`);
        expect(bytes).not.toBeNull();
        const { iso, defects, utcMs } = parseDateTime(bytes!);
        expect(defects).toEqual([]);
        expect(iso?.slice(0, 22)).toBe(said);
        expect(utcMs).toBe(Math.floor(instant.getTime() / 10) * 10 - ahead * 60_000);
      }),
    );
  });
});

it('says something of any text, and never throws', () => {
  const like = fc.constantFrom<DataValue | null>(null, text('a'), { type: 'long', value: 1 }, structure());
  fc.assert(
    fc.property(
      fc.string(),
      like,
      fc.option(fc.integer({ min: -128, max: 127 }), { nil: undefined }),
      (said, there, scaler) => {
        const data = typedValue(said, { like: there, scaler });
        if (!('code' in data)) expect(toHex(encodeData(data))).toMatch(/^(?:[0-9a-f]{2})+$/);
      },
    ),
  );
});

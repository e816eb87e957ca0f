/** Pushed bodies as makers lay them out: which layout, and what it says; nothing more than the bytes allow. */
import { describe, expect, it } from 'vitest';
import { dissect } from '../../src/dissect/index.ts';
import { bytesOf } from '../support/apdus.ts';

const pushed = (body: string, head = '0F 40000001 00') => dissect(bytesOf(head + body))[0]!;
const text = (characters: string) =>
  `0A${characters.length.toString(16).padStart(2, '0')}${Buffer.from(characters).toString('hex')}`;
const octets = (characters: string) => text(characters).replace(/^0A/, '09');
const clock = '090C 07EA0B18020E1E00FF800000';
const power = '0906 0100010700FF';
const voltage = '0906 0100200700FF';

describe('layouts of pushes', () => {
  it.each<[string, string, string, string[], (string | number)[][]]>([
    [
      'version, then pairs',
      `02 05 ${text('Maker_V0001')} ${power} 0600000170 ${voltage} 1200E6`,
      'version-then-pairs',
      ['Kamstrup'],
      [
        ['1-0:1.7.0.255', 368],
        ['1-0:32.7.0.255', 230],
      ],
    ],
    ['pairs', `02 02 ${power} 0600000170`, 'pairs', ['Kaifa'], [['1-0:1.7.0.255', 368]]],
    [
      'date-time, then triples, and a number at the end',
      `02 08 ${clock} ${power} 0600000170 0202 0F00 161B ${voltage} 1208FC 0202 0FFF 1623 ${octets('42')}`,
      'date-time-then-triples',
      ['Sagemcom'],
      [
        ['1-0:1.7.0.255', 368, 0, 'W'],
        ['1-0:32.7.0.255', 2300, -1, 'V'],
      ],
    ],
    [
      'structures',
      `01 02 02 03 ${power} 0600000170 0202 0F00 161B 02 02 0906 0000010000FF ${clock}`,
      'structures',
      ['Aidon', 'Landis+Gyr'],
      [
        ['1-0:1.7.0.255', 368, 0, 'W'],
        ['0-0:1.0.0.255', '07ea0b18020e1e00ff800000'],
      ],
    ],
    [
      'a push object list that counts itself',
      `02 02 01 02 0204 120028 0906 0000190900FF 0F02 120000 0204 120003 ${power} 0F02 120000 0600000170`,
      'push-object-list',
      ['Landis+Gyr', 'Iskraemeco'],
      [['1-0:1.7.0.255', 368]],
    ],
    ['values alone', '02 03 1101 1102 1103', 'values-alone', [], []],
  ])('%s', (_name, body, code, makers, readings) => {
    const { push } = pushed(body);
    expect(push).toMatchObject({ code, makers });
    expect(
      push?.readings.map(({ obis, value, scaler, unit }) =>
        [obis, value, scaler, unit].filter((part) => part !== null),
      ),
    ).toEqual(readings);
  });

  it('tells lists without OBIS codes by their number and types, and what each is by its place', () => {
    const list = `02 0D ${octets('V1')} ${octets('1234')} ${octets('T1')} ${'0600000001'.repeat(10)}`;
    const { push } = pushed(list);
    expect(push?.code).toBe('list-without-obis');
    expect(push?.readings.every(({ obisByPlace }) => obisByPlace === true)).toBe(true);
    expect(push?.readings.at(-1)).toMatchObject({ obis: '1-0:72.7.0.255', value: 1, scaler: null, unit: null });
    expect(pushed(list.replace('02 0D', '02 0E').replace(/$/, ' 0600000001')).push?.code).toBe('values-alone');
    expect(pushed(`02 01 0600000398`).push?.readings).toMatchObject([{ obis: '1-0:1.7.0.255', obisByPlace: true }]);
  });

  it('reads OBIS codes that came backwards, and says so', () => {
    expect(pushed('02 02 0906 FF0007010001 0600000170').push?.readings).toMatchObject([
      { obis: '1-0:1.7.0.255', obisSwapped: true },
    ]);
  });

  it.each([
    ['no value behind a code', `02 01 ${power}`],
    ['a value without its unit', `02 03 ${power} 0600000170 0202 0F00 1101`],
    ['a single value', '0600000170'],
    ['nothing', '0200'],
    ['structures without codes', '01 01 02 02 1101 1102'],
  ])('takes nothing for a reading that is none: %s', (_name, body) => {
    expect(pushed(body).push?.readings ?? []).toEqual([]);
  });

  it('says whose unit has no symbol, and keeps numbers exact', () => {
    const { push } = pushed(`01 01 02 03 ${power} 15FFFFFFFFFFFFFFFF 0202 0F00 16FF`);
    expect(push?.readings).toMatchObject([{ value: '18446744073709551615', unit: null, unitCode: 255 }]);
  });

  it('gives no readings of bytes that are damaged', () => {
    const item = pushed(`02 02 ${power} 06000001`);
    expect(item.push).toBeNull();
    expect(JSON.parse(JSON.stringify(pushed(`02 02 ${power} 0600000170`)))).toMatchObject({
      layout: { code: 'pairs', makers: ['Kaifa'] },
      readings: [{ obis: '1-0:1.7.0.255', type: 'double-long-unsigned', value: 368, scaler: null, unit: null }],
    });
  });

  it('reads events the same way', () => {
    const item = pushed(`01 01 02 04 120001 1102 0906 0000616200FF 0600000005`, 'C2 00 0001 0000616200FF 02');
    expect(item.push).toMatchObject({
      code: 'structures-with-class',
      readings: [{ obis: '0-0:97.98.0.255', class: 1, attribute: 2, value: 5 }],
    });
  });
});

/** What a person types for an object, and what it is taken for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderObis } from '../../src/dlms/index.ts';
import { memberNumber, parseObject } from '../../src/objects/resolve.ts';

const energy = { logicalName: '0100010800ff', usualClassId: 3, usualAttribute: 2 };

describe('an object as it is typed', () => {
  it.each([
    ['1-0:1.8.0', { ...energy, classId: null, member: null }],
    ['1.8.0', { ...energy, classId: null, member: null }],
    [' 1-0:1.8.0.255 ', { ...energy, classId: null, member: null }],
    ['1-0:1.8.0*255', { ...energy, classId: null, member: null }],
    ['1.0.1.8.0.255', { ...energy, classId: null, member: null }],
    ['0100010800FF', { ...energy, classId: null, member: null }],
    ['3:1-0:1.8.0:2', { ...energy, classId: 3, member: 2 }],
    ['1-0:1.8.0:3', { ...energy, classId: null, member: 3 }],
    ['1.8.0:3', { ...energy, classId: null, member: 3 }],
    ['3:1.8.0', { ...energy, classId: 3, member: null }],
    ['4:0100010800ff:-1', { ...energy, classId: 4, member: -1 }],
    ['energy', { ...energy, classId: null, member: null }],
    ['Energía', { ...energy, classId: null, member: null }],
    ['energía activa', { ...energy, classId: null, member: null }],
    ['energy:scaler_unit', { ...energy, classId: null, member: 'scaler_unit' }],
    ['4:energy:status', { ...energy, classId: 4, member: 'status' }],
    ['voltaje', { logicalName: '0100200700ff', usualClassId: 3, usualAttribute: 2, classId: null, member: null }],
    ['relay', { logicalName: '000060030aff', usualClassId: 70, usualAttribute: 3, classId: null, member: null }],
    [
      '0-0:128.0.1',
      { logicalName: '0000800001ff', usualClassId: null, usualAttribute: 2, classId: null, member: null },
    ],
  ])('%j', (typed, wanted) => {
    expect(parseObject(typed)).toEqual({ typed: typed.trim(), ...wanted });
  });

  it.each([
    ['', { code: 'object-empty' }],
    ['voltge', { code: 'name-unknown', name: 'voltge', nearest: expect.arrayContaining(['voltage']) }],
    ['energai', { code: 'name-unknown', name: 'energai', nearest: expect.arrayContaining(['energia']) }],
    ['xyzzy', { code: 'name-unknown', name: 'xyzzy', nearest: [] }],
    ['1-0:1.8', { code: 'obis-wrong', text: '1-0:1.8', defect: { code: 'obis-malformed' } }],
    ['1.8', { code: 'obis-wrong', text: '1.8', defect: { code: 'obis-group-count', count: 2 } }],
    [
      '1-0:1.8.256',
      {
        code: 'obis-wrong',
        text: '1-0:1.8.256',
        defect: { code: 'obis-out-of-range', group: 'E', value: 256, maximum: 255 },
      },
    ],
    ['0:energy', { code: 'class-wrong', text: '0' }],
    ['65536:energy', { code: 'class-wrong', text: '65536' }],
    ['energy:0', { code: 'member-wrong', text: '0' }],
    ['energy:128', { code: 'member-wrong', text: '128' }],
    ['energy:-129', { code: 'member-wrong', text: '-129' }],
    ['energy:', { code: 'member-wrong', text: '' }],
    [
      'energy:capture_time',
      {
        code: 'member-unknown',
        text: 'capture_time',
        className: 'Register',
        known: ['logical_name', 'value', 'scaler_unit'],
      },
    ],
  ])('%j is none', (typed, defect) => {
    expect(parseObject(typed)).toEqual(defect);
  });

  it('may name a method', () => {
    expect(parseObject('clock:adjust_to_minute', 'methods')).toMatchObject({ member: 'adjust_to_minute' });
    expect(parseObject('energy:value', 'methods')).toMatchObject({ code: 'member-unknown', known: ['reset'] });
    expect(parseObject('energy:-1', 'methods')).toEqual({ code: 'member-wrong', text: '-1' });
  });

  it('finds attributes by name whatever their case and joints', () => {
    expect(memberNumber(3, 'Scaler Unit', 'attributes')).toBe(3);
    expect(memberNumber(3, 'scalerunit', 'attributes')).toBe(3);
    expect(memberNumber(3, 'unit', 'attributes')).toBeNull();
    expect(memberNumber(60_000, 'value', 'attributes')).toBeNull();
  });

  it('reads back every code that it shows, with class and attribute', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const names = fc.tuple(octet, octet, octet, octet, octet, octet).map((all) => Buffer.from(all).toString('hex'));
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 65_535 }), fc.integer({ min: 1, max: 127 }), (name, classId, id) => {
        const wanted = parseObject(`${classId}:${renderObis(name)}:${id}`);
        expect(wanted).toMatchObject({ logicalName: name, classId, member: id });
      }),
    );
  });

  it('says something of any text, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:.*\-a-z]{0,24}$/)), (typed) => {
        const wanted = parseObject(typed);
        expect('code' in wanted || /^[0-9a-f]{12}$/.test(wanted.logicalName)).toBe(true);
      }),
    );
  });
});

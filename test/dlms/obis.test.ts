import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/bytes/hex.ts';
import { logicalNameBytes, logicalNameOf, parseObis, renderObis, swappedObis } from '../../src/dlms/obis.ts';

const sixOctets = fc.uint8Array({ minLength: 6, maxLength: 6 });

describe('OBIS codes as people write them', () => {
  it.each([
    ['1-0:1.8.0*255', '0100010800ff'],
    ['1-0:1.8.0.255', '0100010800ff'],
    ['1-0:1.8.0&255', '0100010800ff'],
    ['1-0:1.8.0', '0100010800ff'],
    ['1.0.1.8.0.255', '0100010800ff'],
    ['1.8.0', '0100010800ff'],
    ['1.8.0*1', '010001080001'],
    ['0100010800FF', '0100010800ff'],
    ['  1-0:1.8.0 \n', '0100010800ff'],
    ['0-1:24.2.1.7', '000118020107'],
    // Twelve digits are hexadecimal, also where none is a letter.
    ['100010800255', '100010800255'],
  ])('reads %j as %s', (text, name) => expect(parseObis(text)).toBe(name));

  it.each([
    ['', 'obis-malformed'],
    ['voltage', 'obis-malformed'],
    ['1-0:1.8', 'obis-malformed'],
    ['1-0:1.8.0.255.3', 'obis-malformed'],
    ['1-0:1.8.0*', 'obis-malformed'],
    ['1-0.1.8.0', 'obis-malformed'],
    ['-1-0:1.8.0', 'obis-malformed'],
    ['1-0:1.8.0x', 'obis-malformed'],
    ['0100010800F', 'obis-malformed'],
    ['0100010800FFF', 'obis-malformed'],
    ['1.8.00000000000', 'obis-malformed'],
    ['1..8.0', 'obis-malformed'],
    ['1.8', 'obis-group-count'],
    ['1.8.0.255', 'obis-group-count'],
    ['0.1.8.0.255', 'obis-group-count'],
    ['1.0.1.8.0.255.0', 'obis-group-count'],
    ['8', 'obis-group-count'],
  ])('does not read %j: %s', (text, code) => expect(parseObis(text)).toMatchObject({ code }));

  it('says how many numbers stood there, and which of them is too large', () => {
    expect(parseObis('1.8.0.255')).toEqual({ code: 'obis-group-count', count: 4 });
    for (const [index, group] of (['A', 'B', 'C', 'D', 'E', 'F'] as const).entries()) {
      const numbers = [1, 0, 1, 8, 0, 255].with(index, 256);
      expect(parseObis(numbers.join('.'))).toEqual({ code: 'obis-out-of-range', group, value: 256, maximum: 255 });
    }
    expect(parseObis('1-0:1.256.999')).toMatchObject({ group: 'D', value: 256 });
  });

  it('come back from every way of writing them', () => {
    fc.assert(
      fc.property(sixOctets, (octets) => {
        const name = logicalNameOf(octets) ?? '';
        const [a, b, c, d, e, f] = octets;
        expect(renderObis(name)).toBe(`${a}-${b}:${c}.${d}.${e}.${f}`);
        for (const text of [
          renderObis(name),
          `${a}-${b}:${c}.${d}.${e}*${f}`,
          octets.join('.'),
          toHex(octets),
          toHex(octets).toUpperCase(),
        ]) {
          expect(parseObis(text)).toBe(name);
        }
        expect(logicalNameBytes(name)).toEqual(octets);
      }),
    );
  });

  it('give a name or a defect for any text', () => {
    const near = fc.string({ unit: fc.constantFrom(...'0123456789.-:*& fF'), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (text) => {
        const read = parseObis(text);
        if (typeof read === 'string') expect(read).toMatch(/^[0-9a-f]{12}$/);
        else expect(read.code).toMatch(/^obis-/);
      }),
    );
  });
});

describe('logical names in octets', () => {
  it('are six octets and nothing else', () => {
    expect(logicalNameOf(Uint8Array.of(1, 0, 1, 8, 0))).toBeNull();
    expect(logicalNameOf(Uint8Array.of(1, 0, 1, 8, 0, 255, 0))).toBeNull();
    for (const wrong of ['', '0100010800', '0100010800fg', '0100010800ff00']) {
      expect(() => logicalNameBytes(wrong)).toThrow(RangeError);
    }
  });

  it('are seen to be swapped only where FF stands in front and a medium behind', () => {
    expect(swappedObis('ff0008010001')).toBe('0100010800ff');
    expect(swappedObis('0100010800ff')).toBeNull();
    expect(swappedObis('ff00080100ff')).toBeNull();
    expect(swappedObis('ff0008010060')).toBeNull();
    fc.assert(
      fc.property(sixOctets, fc.integer({ min: 0, max: 15 }), (octets, medium) => {
        const sound = octets.with(0, medium).with(5, 255);
        expect(swappedObis(toHex(sound))).toBeNull();
        expect(swappedObis(toHex(sound.toReversed()))).toBe(toHex(sound));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { encodeWrapper, parseWrapper } from '../../src/wrapper/index.ts';

const parse = (hex: string) => parseWrapper(fromHex(hex)!);

describe('wrapper header', () => {
  it('reads a header high octet first', () => {
    expect(parse('0001 0010 0001 0003 C00101')).toEqual({
      version: 1,
      source: 16,
      destination: 1,
      length: 3,
      available: 3,
      byteOrder: 'big',
      defects: [],
    });
  });

  it('tells a header that comes low octet first', () => {
    expect(parse('0100 1000 0100 0300 C00101')).toMatchObject({
      version: 1,
      source: 16,
      destination: 1,
      length: 3,
      byteOrder: 'little',
      defects: [{ code: 'wrapper-little-endian' }],
    });
  });

  it('names what is wrong', () => {
    expect(parse('0001 0010 00')).toEqual({ code: 'wrapper-cut', length: 5 });
    expect(parse('0002 0010 0001 0000')).toMatchObject({ defects: [{ code: 'wrapper-version', version: 2 }] });
    expect(parse('0001 0001 0010 0005 630380')).toMatchObject({
      available: 3,
      defects: [{ code: 'wrapper-length-wrong', declared: 5, actual: 3 }],
    });
    expect(parse('0001 0001 0010 0002 6300 0001')).toMatchObject({ available: 2, defects: [] });
  });

  it('reads back what it writes', () => {
    const port = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(port, port, fc.uint8Array({ maxLength: 300 }), (source, destination, apdu) => {
        const bytes = encodeWrapper(source, destination, apdu);
        expect(parseWrapper(bytes)).toMatchObject({ source, destination, length: apdu.length, defects: [] });
        expect(toHex(bytes.subarray(8))).toBe(toHex(apdu));
      }),
    );
    expect(() => encodeWrapper(0x10000, 1, new Uint8Array())).toThrow(RangeError);
  });
});

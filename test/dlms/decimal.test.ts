import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float32Text, isScaler, scaled, scaledFloat32 } from '../../src/dlms/decimal.ts';

const scaler = fc.integer({ min: -128, max: 127 });
const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });
const float64 = fc.double({ noNaN: true, noDefaultInfinity: true });
const plain = /^-?\d+(\.\d+)?$/;

/** A decimal text as the whole number it is in units of 10^exponent; exact. */
function inUnits(text: string, exponent: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  const missing = -exponent - fraction.length;
  expect(missing).toBeGreaterThanOrEqual(0);
  return BigInt(whole + fraction) * 10n ** BigInt(missing);
}

describe('a whole number and its scaler', () => {
  it.each([
    [2301, -1, '230.1'],
    [2300, -1, '230.0'],
    [5, 3, '5000'],
    [-86n, -2, '-0.86'],
    [-86, -2, '-0.86'],
    [0, 2, '0'],
    [0, -2, '0.00'],
    [-0, 0, '0'],
    [-0, -1, '0.0'],
    [7, -3, '0.007'],
    [123, 0, '123'],
    [1000, -3, '1.000'],
    [123456789012345678901n, -2, '1234567890123456789.01'],
    [18446744073709551615n, 0, '18446744073709551615'],
    [-9223372036854775808n, -18, '-9.223372036854775808'],
  ])('%s, %i give %s', (value, power, text) => expect(scaled(value, power)).toBe(text));

  it('lose no digit, for any value and any scaler', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), scaler, (value, power) => {
        const text = scaled(value, power);
        expect(text).toMatch(plain);
        expect(text).not.toMatch(/^-?0\d/);
        expect(text.split('.')[1]?.length ?? 0).toBe(Math.max(0, -power));
        expect(inUnits(text, -128)).toBe(value * 10n ** BigInt(128 + power));
      }),
    );
  });

  it('are the same as number and as bigint', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), scaler, (value, power) => {
        expect(scaled(value, power)).toBe(scaled(BigInt(value), power));
      }),
    );
  });

  it('need a scaler', () => {
    for (const wrong of [-129, 128, 0.5, Number.NaN, 1e9]) {
      expect(isScaler(wrong)).toBe(false);
      expect(() => scaled(1, wrong)).toThrow(RangeError);
    }
    expect([isScaler(-128), isScaler(0), isScaler(127)]).toEqual([true, true, true]);
  });
});

describe('floats', () => {
  it.each([
    [230.1, 0, '230.1'],
    [2301.5, -1, '230.15'],
    [2.5, 1, '25'],
    [2.5, 3, '2500'],
    [0.05, -1, '0.005'],
    [-0.5, -1, '-0.05'],
    [1e21, 0, `1${'0'.repeat(21)}`],
    [1.5e-7, 0, '0.00000015'],
    [Number.NaN, -1, 'NaN'],
    [Number.POSITIVE_INFINITY, 2, 'Infinity'],
    [Number.NEGATIVE_INFINITY, 2, '-Infinity'],
  ])('of eight octets: %s, %i give %s', (value, power, text) => expect(scaled(value, power)).toBe(text));

  it.each([
    [230.1, 0, '230.1'],
    [230.1, -1, '23.01'],
    [230.1, 2, '23010'],
    [230, -1, '23'],
    [0.1, 0, '0.1'],
    [49.98, 0, '49.98'],
    [16777216, 0, '16777216'],
    [3.4028234663852886e38, 0, `34028235${'0'.repeat(31)}`],
    [1.401298464324817e-45, 0, `0.${'0'.repeat(44)}1`],
    [Number.NaN, 0, 'NaN'],
    [Number.POSITIVE_INFINITY, 0, 'Infinity'],
  ])('of four octets: %s, %i give %s', (value, power, text) => {
    expect(scaledFloat32(Math.fround(value), power)).toBe(text);
  });

  it('of four octets come back from their text, which has no digit too many', () => {
    fc.assert(
      fc.property(float32, (value) => {
        const text = float32Text(value);
        expect(text).toMatch(plain);
        expect(Math.fround(Number(text))).toBe(value === 0 ? 0 : value);
        const digits = text.replace(/[-.]/g, '').replace(/^0+|0+$/g, '').length;
        expect(digits).toBeLessThanOrEqual(9);
        if (digits > 1) expect(Math.fround(Number(value.toPrecision(digits - 1)))).not.toBe(value);
      }),
    );
  });

  it('of eight octets come back from their text', () => {
    fc.assert(
      fc.property(float64, (value) => {
        const text = scaled(value, 0);
        expect(text).toMatch(plain);
        expect(Number(text)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('are scaled to the digit', () => {
    fc.assert(
      fc.property(float32, scaler, (value, power) => {
        const text = scaledFloat32(value, power);
        expect(text).toMatch(plain);
        expect(inUnits(text, -400)).toBe(inUnits(float32Text(value), -272) * 10n ** BigInt(128 + power));
      }),
    );
  });
});

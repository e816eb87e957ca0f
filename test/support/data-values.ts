/** Arbitrary values of A-XDR data, nested, of every type. */
import fc from 'fast-check';
import type { DataValue } from '../../src/dlms/index.ts';

const whole = (
  type: 'integer' | 'long' | 'double-long' | 'unsigned' | 'long-unsigned' | 'enum',
  least: number,
  most: number,
) => fc.integer({ min: least, max: most }).map((value): DataValue => ({ type, value }));
const octets = (least = 0, most = 200) => fc.uint8Array({ minLength: least, maxLength: most });

const scalar: fc.Arbitrary<DataValue> = fc.oneof(
  fc.constant<DataValue>({ type: 'null-data' }),
  fc.boolean().map((value): DataValue => ({ type: 'boolean', value })),
  whole('integer', -128, 127),
  whole('long', -32768, 32767),
  whole('double-long', -2147483648, 2147483647),
  whole('unsigned', 0, 255),
  whole('long-unsigned', 0, 65535),
  whole('enum', 0, 255),
  fc.nat(0xffffffff).map((value): DataValue => ({ type: 'double-long-unsigned', value })),
  fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }).map((value): DataValue => ({ type: 'long64', value })),
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map((value): DataValue => ({ type: 'long64-unsigned', value })),
  fc.float({ noNaN: true }).map((value): DataValue => ({ type: 'float32', value })),
  fc.double({ noNaN: true }).map((value): DataValue => ({ type: 'float64', value })),
  octets().map((bytes): DataValue => ({ type: 'octet-string', bytes })),
  octets().map((bytes): DataValue => ({ type: 'visible-string', bytes })),
  octets(12, 12).map((bytes): DataValue => ({ type: 'date-time', bytes })),
  octets(1, 4).map((bytes): DataValue => ({ type: 'bit-string', bits: bytes.length * 8, bytes })),
);

export const dataValue: fc.Arbitrary<DataValue> = fc.letrec<{ value: DataValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc
      .record({
        type: fc.constantFrom('array' as const, 'structure' as const),
        items: fc.array(tie('value'), { maxLength: 6 }),
      })
      .map((value): DataValue => value),
  ),
})).value;

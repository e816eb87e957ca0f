/** Arbitrary frames and streams for properties. */
import fc from 'fast-check';
import { encodeFrame, type FrameParts, type HdlcAddress, parseControl } from '../../src/hdlc/index.ts';

export const clientAddress: fc.Arbitrary<HdlcAddress> = fc
  .integer({ min: 0, max: 127 })
  .map((upper) => ({ upper, lower: null, width: 1 }));

export const serverAddress: fc.Arbitrary<HdlcAddress> = fc.oneof(
  clientAddress,
  fc.record({
    upper: fc.integer({ min: 0, max: 127 }),
    lower: fc.integer({ min: 0, max: 127 }),
    width: fc.constant(2),
  }),
  fc.record({
    upper: fc.integer({ min: 0, max: 16383 }),
    lower: fc.integer({ min: 0, max: 16383 }),
    width: fc.constant(4),
  }),
);

/** Information rich in what confuses readers: flags, format octets, escapes. */
export const information: fc.Arbitrary<Uint8Array> = fc
  .array(fc.oneof(fc.constantFrom(0x7e, 0x7d, 0xa0, 0xa8, 0x00, 0xff), fc.integer({ min: 0, max: 255 })), {
    maxLength: 80,
  })
  .map((bytes) => Uint8Array.from(bytes));

export const frameParts: fc.Arbitrary<FrameParts> = fc.record({
  destination: serverAddress,
  source: clientAddress,
  control: fc.integer({ min: 0, max: 255 }).map(parseControl),
  information,
  segmented: fc.boolean(),
});

export const frameBytes: fc.Arbitrary<Uint8Array> = frameParts.map(encodeFrame);

/** Cuts bytes into portions at the given places (any integers; taken modulo the length). */
export function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  const portions: Uint8Array[] = [];
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    portions.push(bytes.slice(from, to));
    from = to;
  }
  return portions;
}

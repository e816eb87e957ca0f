/** Octets 11 and 13 that are missing in a frame: found where they are, and never where the frame is whole or damaged else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingFlowOctets } from '../../src/experiments/missing-flow-octets.ts';
import { encodeFrame, unnumberedControl } from '../../src/hdlc/index.ts';

const without = (frame: Uint8Array) => frame.filter((octet) => octet !== 0x11 && octet !== 0x13);
const lost = (frame: Uint8Array) => frame.length - without(frame).length;
const one = (upper: number) => ({ upper, lower: null, width: 1 });
const frames = fc
  .record({
    // Nine and eight stand on the wire as 13 and 11.
    client: fc.constantFrom(8, 9, 16, 32),
    server: fc.constantFrom(1, 8, 9, 17),
    information: fc.uint8Array({ maxLength: 40, size: 'max' }),
  })
  .map(({ client, server, information }) =>
    encodeFrame({ destination: one(client), source: one(server), control: unnumberedControl('UA'), information }),
  )
  // A length that is itself 11 or 13 is lost with its frame, and a flag inside moves the place where it seems to end.
  .filter((frame) => frame[2] !== 0x11 && frame[2] !== 0x13 && !frame.subarray(1, -1).includes(0x7e));

describe('octets of flow control', () => {
  it('are found where one or two are missing', () => {
    const short = frames.filter((frame) => lost(frame) === 1 || lost(frame) === 2);
    fc.assert(
      fc.property(short, (frame) => {
        expect(missingFlowOctets(without(frame))).toBe(lost(frame));
      }),
    );
  });

  it('are not missing in a whole frame, nor in one that lost another octet', () => {
    fc.assert(
      fc.property(frames, fc.nat(), (frame, place) => {
        expect(missingFlowOctets(frame)).toBe(0);
        const at = 5 + (place % (frame.length - 8));
        fc.pre(frame.length > 20 && frame[at] !== 0x11 && frame[at] !== 0x13);
        expect(missingFlowOctets(frame.filter((_, index) => index !== at))).toBe(0);
      }),
    );
  });

  it('are looked for in any bytes, however many, without an end to the work', () => {
    const anything = fc.uint8Array({ maxLength: 4096, size: 'max' });
    fc.assert(
      fc.property(anything, (bytes) => {
        expect([0, 1, 2]).toContain(missingFlowOctets(bytes));
      }),
    );
    const hostile = new Uint8Array(4096).map((_, index) => [0x7e, 0xa7, 0xff][index % 3] ?? 0);
    const started = performance.now();
    missingFlowOctets(hostile);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

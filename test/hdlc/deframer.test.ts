import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { joinBytes } from '../../src/bytes/join.ts';
import { bytesOf, Deframer, encodeFrame, joinPieces, type Piece, parseControl } from '../../src/hdlc/index.ts';
import { cut, frameBytes } from '../support/frames.ts';

const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

function pieces(portions: readonly Uint8Array[]): readonly Piece[] {
  const deframer = new Deframer();
  return joinPieces([...portions.flatMap((portion) => [...deframer.push(portion)]), ...deframer.quiet()]);
}

const summary = (found: readonly Piece[]) =>
  found.map(
    (piece) =>
      `${piece.at} ${piece.kind} ${toHex(bytesOf(piece))}${piece.kind === 'frame' ? ` ${piece.frame.defects.map((d) => d.code)}` : ''}`,
  );

const soundFrames = (found: readonly Piece[]) =>
  found.flatMap((piece) =>
    piece.kind === 'frame' && piece.frame.defects.length === 0 ? [toHex(piece.frame.octets)] : [],
  );

const noise: fc.Arbitrary<Uint8Array> = fc
  .array(fc.oneof(fc.constantFrom(0x7e, 0xa0, 0x03, 0x21), fc.integer({ min: 0, max: 255 })), { maxLength: 40 })
  .map((bytes) => Uint8Array.from(bytes));
const stream = fc.array(fc.oneof({ weight: 3, arbitrary: frameBytes }, noise), { maxLength: 6 }).map(joinBytes);
const places = fc.array(fc.nat(), { maxLength: 12 });

describe('deframer, properties', () => {
  it('gives out every byte once, in order, however the stream is cut', () => {
    fc.assert(
      fc.property(stream, places, (bytes, cuts) => {
        const deframer = new Deframer();
        let at = 0;
        const seen: Uint8Array[] = [];
        for (const portion of cut(bytes, cuts)) {
          for (const piece of deframer.push(portion)) {
            expect(piece.at).toBe(at);
            seen.push(bytesOf(piece));
            at += bytesOf(piece).length;
          }
        }
        expect(toHex(joinBytes([...seen, deframer.pending]))).toBe(toHex(bytes));
        expect(toHex(joinBytes([...seen, ...deframer.quiet().map(bytesOf)]))).toBe(toHex(bytes));
        expect(deframer.pending.length).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds the same pieces whether the bytes come at once, in portions or one by one', () => {
    fc.assert(
      fc.property(stream, places, (bytes, cuts) => {
        const whole = summary(pieces([bytes]));
        expect(summary(pieces(cut(bytes, cuts)))).toEqual(whole);
        expect(summary(pieces(Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds every frame of a clean stream, with own or shared flags', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(frameBytes, fc.boolean()), { minLength: 1, maxLength: 6 }),
        places,
        (frames, cuts) => {
          const bytes = joinBytes(
            frames.map(([frame, shared], index) => (shared && index > 0 ? frame.slice(1) : frame)),
          );
          expect(soundFrames(pieces(cut(bytes, cuts)))).toEqual(frames.map(([frame]) => toHex(frame.slice(1, -1))));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('loses at most the damaged frame when one bit flips, and never invents one', () => {
    const three = fc.array(frameBytes, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(three, fc.nat(), places, (frames, flip, cuts) => {
        const bytes = joinBytes(frames);
        const bit = flip % (bytes.length * 8);
        bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
        const found = soundFrames(pieces(cut(bytes, cuts)));
        const first = frames[0]!.length;
        const hit = bit >> 3 < first ? 0 : bit >> 3 < first + frames[1]!.length ? 1 : 2;
        const untouched = frames.filter((_, index) => index !== hit).map((frame) => toHex(frame.slice(1, -1)));
        // A flipped flag leaves its frame readable by the neighbour's flag; nothing else may appear.
        expect(found.filter((frame) => !untouched.includes(frame)).length).toBeLessThanOrEqual(1);
        for (const frame of untouched) expect(found).toContain(frame);
        for (const frame of found) expect(frames.map((sent) => toHex(sent.slice(1, -1)))).toContain(frame);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps no more than one frame, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 200 }), (portions) => {
        const deframer = new Deframer();
        for (const portion of portions) {
          deframer.push(portion);
          expect(deframer.pending.length).toBeLessThanOrEqual(2049);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('deframer, by hand', () => {
  const ua = '7ea0072103730140' + '7e';

  it('skips a text before the frame', () => {
    expect(summary(pieces([hex(`506f72740d0a${ua}`)]))).toEqual(['0 noise 506f72740d0a', `6 frame ${ua} `]);
  });

  it('keeps a frame with a 7E inside whole', () => {
    const frame = encodeFrame({
      destination: { upper: 16, lower: null, width: 1 },
      source: { upper: 1, lower: null, width: 1 },
      control: parseControl(0x30),
      information: hex('e6e7007e7ea0077e'),
    });
    expect(pieces([frame])).toHaveLength(1);
  });

  it('reports the wrong FCS of a frame and goes on behind it', () => {
    expect(summary(pieces([hex(`7ea00703219300007e${ua}`)]))).toEqual([
      '0 frame 7ea00703219300007e fcs-wrong',
      `9 frame ${ua} `,
    ]);
  });

  it('gives a frame at once when its closing flag has come', () => {
    const deframer = new Deframer();
    expect(deframer.push(hex(ua))).toHaveLength(1);
  });

  it('does not let a damaged length swallow what follows', () => {
    const damaged = '7ea7ff2103730140' + '7e';
    const deframer = new Deframer();
    const found = [...deframer.push(hex(damaged)), ...deframer.push(hex(ua))];
    expect(soundFrames(found)).toEqual([ua.slice(2, -2)]);
  });

  it('calls a header that proved itself and then stopped broken', () => {
    expect(summary(pieces([hex('7ea01e7595966f67e6e700c4018100090c')]))).toEqual([
      '0 broken 7ea01e7595966f67e6e700c4018100090c',
    ]);
  });

  it('accepts a frame whose closing flag got lost, and says so', () => {
    expect(summary(pieces([hex('7ea0072103730140')]))).toEqual(['0 frame 7ea0072103730140 closing-flag-missing']);
  });
});

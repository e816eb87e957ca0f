import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { joinBytes } from '../../src/bytes/join.ts';
import {
  dissect as dissectAll,
  dissectEach,
  hasFault,
  type Item,
  leavesOf,
  type Node,
  problemsOf,
} from '../../src/dissect/index.ts';
import { encodeFrame, parseFrame } from '../../src/hdlc/index.ts';
import { frameBytes, frameParts } from '../support/frames.ts';

/** Items that cover bytes of the input: all but those that were joined from others. */
const dissect = (bytes: Uint8Array): readonly Item[] =>
  dissectAll(bytes).filter(({ joinedFrom }) => joinedFrom === undefined);

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = fc
  .constantFrom('Port already in use\r\n', '\r\n', '/?!\r\n', '/APA5\\2NORAX30\r\n', 'Hello there', '1.8.0(1*kWh)\r\n')
  .map(ascii);
const telnet = fc.constant(fromHex('FFFB03FFFD2C')!);
const wrapper = fc.constant(fromHex('0001001000010003C00101')!);
const biased = fc
  .array(
    fc.oneof(
      fc.constantFrom(0x7e, 0xa0, 0x03, 0x21, 0xff, 0x00, 0x01, 0x7d, 0x2f, 0x06),
      fc.integer({ min: 0, max: 255 }),
    ),
    { maxLength: 60 },
  )
  .map((bytes) => Uint8Array.from(bytes));
const anything = fc
  .array(fc.oneof({ weight: 3, arbitrary: frameBytes }, biased, text, telnet, wrapper), { maxLength: 6 })
  .map(joinBytes);

/** Children cover their node, in order, and hex is what stands there. */
function checkNodes(nodes: readonly Node[], bytes: Uint8Array, from: number, to: number): void {
  let at = from;
  for (const node of nodes) {
    expect(node.offset).toBe(at);
    expect(node.hex).toBe(toHex(bytes.subarray(at, at + node.length)));
    if (node.children !== undefined) checkNodes(node.children, bytes, at, at + node.length);
    at += node.length;
  }
  expect(at).toBe(to);
}

function checkItems(items: readonly Item[], bytes: Uint8Array): void {
  let at = 0;
  for (const item of items) {
    expect(item.offset).toBe(at);
    expect(item.hex).toBe(toHex(bytes.subarray(at, at + item.length)));
    checkNodes(item.tree, bytes, at, at + item.length);
    at += item.length;
    expect(
      problemsOf(item.tree)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(item.problems.map(({ code }) => code).sort());
    for (const problem of item.problems) {
      expect(problem.offset).toBeGreaterThanOrEqual(item.offset);
      expect(problem.offset + problem.length).toBeLessThanOrEqual(at);
    }
  }
  expect(at).toBe(bytes.length);
}

describe('dissect, properties', () => {
  it('puts every byte into exactly one leaf, in order', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const items = dissect(bytes);
        checkItems(items, bytes);
        expect(
          items
            .flatMap(({ tree }) => leavesOf(tree))
            .map(({ hex }) => hex)
            .join(''),
        ).toBe(toHex(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('does so for any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => checkItems(dissect(bytes), bytes)),
      { numRuns: 2000 },
    );
  });

  it('counts offsets from where it is told the bytes start', () => {
    fc.assert(
      fc.property(anything, fc.nat(1_000_000), (bytes, base) => {
        const shifted = [...dissectEach(bytes, base)].filter(({ joinedFrom }) => joinedFrom === undefined);
        expect(shifted.map(({ offset, hex }) => [offset - base, hex])).toEqual(
          dissect(bytes).map(({ offset, hex }) => [offset, hex]),
        );
        expect(shifted.flatMap(({ problems }) => problems).every(({ offset }) => offset >= base)).toBe(true);
      }),
    );
  });

  it('finds nothing wrong with the octets of a frame that is right', () => {
    fc.assert(
      fc.property(frameBytes, (bytes) => {
        const items = dissect(bytes);
        expect(items).toHaveLength(1);
        const codes = items[0]!.problems.map(({ code }) => code);
        expect(codes).not.toContain('fcs-wrong');
        expect(codes).not.toContain('hcs-wrong');
        expect(codes).not.toContain('length-wrong');
      }),
    );
  });

  it('never calls a frame sound after one bit of it was turned', () => {
    fc.assert(
      fc.property(frameBytes, fc.nat(), (bytes, flip) => {
        const damaged = bytes.slice();
        const bit = flip % (bytes.length * 8);
        damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
        const items = dissect(damaged);
        checkItems(items, damaged);
        expect(items.some(({ problems }) => hasFault(problems))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('only offers corrections that a conforming station accepts', () => {
    const changed = fc
      .tuple(frameBytes, fc.nat(), fc.integer({ min: 0, max: 3 }), fc.nat(255))
      .map(([bytes, place, how, value]) => {
        const at = place % bytes.length;
        const middle =
          how === 0 ? [] : how === 1 ? [value] : how === 2 ? [bytes[at]!, bytes[at]!] : [bytes[at]!, value];
        return Uint8Array.of(...bytes.subarray(0, at), ...middle, ...bytes.subarray(at + 1));
      });
    fc.assert(
      fc.property(changed, (bytes) => {
        for (const { corrected } of dissect(bytes)) {
          if (corrected === undefined) continue;
          const right = fromHex(corrected)!;
          expect(parseFrame(right.slice(1, -1))).toMatchObject({ defects: [] });
          const [item, ...more] = dissect(right);
          expect(more).toEqual([]);
          expect(item).toMatchObject({ kind: 'hdlc' });
          expect(
            item!.problems.filter(
              ({ code }) => /wrong|missing|short|cut/.test(code) && code !== 'poll-missing' && code !== 'frmr-cut',
            ),
          ).toEqual([]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('finds the frame again when one byte that gateways swallow is lost or doubled', () => {
    const places = fc.tuple(frameParts, fc.nat(), fc.constantFrom(0x11, 0x13, 0xff), fc.boolean());
    let named = 0;
    let tried = 0;
    fc.assert(
      fc.property(places, ([parts, place, octet, lost]) => {
        const information = Uint8Array.of(0xe6, 0xe7, 0x00, 0xc4, 1, 2, octet, 3, ...(parts.information ?? []));
        const frame = encodeFrame({ ...parts, information });
        const at = 10 + (place % 2 === 0 ? frame.indexOf(octet, 10) - 10 : frame.lastIndexOf(octet) - 10);
        const damaged = Uint8Array.of(
          ...frame.subarray(0, at),
          ...(lost ? [] : [octet, octet]),
          ...frame.subarray(at + 1),
        );
        tried++;
        for (const { corrected, correctedBy } of dissect(damaged)) {
          if (correctedBy !== 'put-byte-back' && correctedBy !== 'take-byte-out') continue;
          expect(corrected).toBe(toHex(frame));
          named++;
        }
      }),
      { numRuns: 500 },
    );
    expect(named / tried).toBeGreaterThan(0.8);
  });
});

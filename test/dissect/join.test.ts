/** What comes in parts: segments and blocks, put together across frames, portions and directions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/bytes/hex.ts';
import { joinBytes } from '../../src/bytes/join.ts';
import { dissect, dissectEach, hasFault, type Item, Joiner, leavesOf } from '../../src/dissect/index.ts';
import { encodeBlockTransfer } from '../../src/dlms/index.ts';
import { encodeFrame, informationControl, parseControl } from '../../src/hdlc/index.ts';
import { bytesOf } from '../support/apdus.ts';

const one = (upper: number) => ({ upper, lower: null, width: 1 }) as const;

interface FrameSpec {
  readonly information: Uint8Array;
  readonly ns?: number;
  readonly segmented?: boolean;
  readonly toServer?: boolean;
  readonly server?: number;
}

/** An I frame, or a UI frame where N(S) is left out. */
function frame({ information, ns, segmented = false, toServer = false, server = 1 }: FrameSpec): Uint8Array {
  const [destination, source] = toServer ? [one(server), one(16)] : [one(16), one(server)];
  const control = ns === undefined ? parseControl(0x13) : informationControl(ns, 0);
  return encodeFrame({ destination, source, control, information, segmented });
}

const llc = (apdu: Uint8Array, toServer = false) => Uint8Array.of(0xe6, toServer ? 0xe6 : 0xe7, 0, ...apdu);

/** An APDU in segments of at most `size` octets, from N(S) on. */
function segments(apdu: Uint8Array, size: number, ns: number | undefined, toServer = false, server = 1): Uint8Array[] {
  const whole = llc(apdu, toServer);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += size) {
    frames.push(
      frame({
        information: whole.slice(at, at + size),
        segmented: at + size < whole.length,
        toServer,
        server,
        ...(ns === undefined ? {} : { ns: (ns + frames.length) % 8 }),
      }),
    );
  }
  return frames;
}

const joinedOf = (bytes: Uint8Array | readonly Uint8Array[]): readonly Item[] =>
  dissect(bytes instanceof Uint8Array ? bytes : joinBytes(bytes)).filter(({ joinedFrom }) => joinedFrom !== undefined);
const told = (items: readonly Item[]) =>
  items.map((item) => [item.type, item.hex, ...item.problems.map(({ code, offset }) => `${code}@${offset}`)]);

const long = bytesOf(`C4 01 C1 00 01 08 ${'1200E6'.repeat(8)}`);
const longHex = toHex(long);

describe('segments', () => {
  it.each<[string, number | undefined]>([
    ['I frames', 3],
    ['I frames whose N(S) starts again at 0', 6],
    ['UI frames', undefined],
  ])('are joined: %s', (_name, ns) => {
    const frames = segments(long, 9, ns);
    expect(frames.length).toBeGreaterThan(3);
    const [item, ...more] = joinedOf(frames);
    expect(more).toEqual([]);
    expect(told([item!])).toEqual([['GET-Response', longHex]]);
    const offsets = frames.map((_, index) => joinBytes(frames.slice(0, index)).length);
    expect(item).toMatchObject({ kind: 'apdu', offset: 0, length: long.length, joinedFrom: offsets });
    expect(
      leavesOf(item!.tree)
        .map(({ hex }) => hex)
        .join(''),
    ).toBe(longHex);
    expect(item!.apdu?.value).toBe('GET-Response-normal');
  });

  it('come behind the last part, and cover no bytes of the input', () => {
    const frames = segments(long, 12, 0);
    const items = dissect(joinBytes([...frames, frame({ information: llc(bytesOf('C4 01 C1 01 03')), ns: 5 })]));
    expect(items.map(({ joinedFrom }) => joinedFrom !== undefined)).toEqual([...frames.map(() => false), true, false]);
  });

  it('are told apart by direction and address', () => {
    const other = bytesOf(`C4 01 C1 00 01 08 ${'1200AA'.repeat(8)}`);
    const question = bytesOf(
      `60 3A A109060760857405080101 8A020780 8B0760857405080201 AC0E800C313233343536373839303132 BE10040E01000000065F1F0400007E1F04B0`,
    );
    const lists = [segments(long, 9, 0), segments(other, 9, 0, false, 2), segments(question, 20, 0, true)];
    const mixed = Array.from({ length: 8 }, (_, index) => lists.flatMap((frames) => frames.slice(index, index + 1)));
    expect(
      told(joinedOf(mixed.flat()))
        .map(([type, hex]) => `${type} ${hex}`)
        .sort(),
    ).toEqual([`AARQ ${toHex(question)}`, `GET-Response ${longHex}`, `GET-Response ${toHex(other)}`].sort());
  });

  it('that came twice are counted once, and one that is missing is said', () => {
    const [first, second, third, ...rest] = segments(long, 9, 0) as [Uint8Array, Uint8Array, Uint8Array];
    const more = rest as Uint8Array[];
    expect(told(joinedOf([first, second, second, third, ...more]))).toEqual([
      ['GET-Response', longHex, 'segment-repeated@0'],
    ]);
    const [gap] = joinedOf([first, third, ...more]);
    expect(gap).toMatchObject({
      type: 'GET-Response',
      problems: [{ code: 'segment-missing', offset: 6, severity: 'fault' }],
    });
    expect(gap!.apdu).toBeNull();
  });

  it('that are damaged count as missing', () => {
    const frames = segments(long, 9, 0);
    const damaged = frames.map((bytes, index) =>
      index === 1 ? bytes.map((byte, at) => (at === 12 ? byte ^ 1 : byte)) : bytes,
    );
    expect(joinedOf(damaged)[0]).toMatchObject({ problems: [{ code: 'segment-missing' }] });
  });

  it('are not taken for APDUs of their own where they look like one', () => {
    const apdu = bytesOf('C4 01 C1 00 09 09 D80202 D80202 D80202');
    const frames = segments(apdu, 9, 0);
    const whole = dissect(joinBytes(frames));
    expect(whole.map(({ apdu: own }) => own?.value ?? null)).toEqual([null, null, 'GET-Response-normal']);
    expect(whole.every(({ problems }) => problems.length === 0)).toBe(true);
    const middle = frame({ information: bytesOf('D80202'), ns: 1, segmented: true });
    expect(dissect(middle)[0]?.apdu).toBeNull();
  });

  it('without the last one are read as far as they came, with a remark', () => {
    const [item] = joinedOf(segments(long, 9, 0).slice(0, 3));
    expect(item).toMatchObject({ problems: [{ code: 'joined-without-end', severity: 'remark' }] });
    expect(item!.apdu?.value).toBe('GET-Response-normal');
    expect(joinedOf(segments(long, 9, 0).slice(1))).toEqual([]);
    const again = joinedOf([...segments(long, 9, 0).slice(0, 2), ...segments(long, 9, 2)]);
    expect(again.map(({ problems }) => problems.map(({ code }) => code))).toEqual([['joined-without-end'], []]);
  });

  it('may come in separate stretches of input', () => {
    const joiner = new Joiner();
    const seen: Item[] = [];
    let base = 100;
    for (const bytes of segments(long, 9, 0)) {
      seen.push(...dissectEach(bytes, base, joiner));
      base += bytes.length;
    }
    expect(told(seen.filter(({ joinedFrom }) => joinedFrom !== undefined))).toEqual([['GET-Response', longHex]]);
    expect(seen.at(-1)?.joinedFrom?.[0]).toBe(100);
    expect(joiner.finish()).toEqual([]);
  });

  it('are joined again whatever the APDU and the size', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 30, maxLength: 300 }),
        fc.integer({ min: 8, max: 20 }),
        fc.nat(7),
        (content, size, ns) => {
          const apdu = Uint8Array.of(0xc4, 1, 0xc1, 0, 9, 0x82, content.length >> 8, content.length & 0xff, ...content);
          const [item, ...more] = joinedOf(segments(apdu, size, ns));
          expect([item?.hex, item?.problems, more]).toEqual([toHex(apdu), [], []]);
        },
      ),
    );
  });
});

const value = bytesOf(`01 08 ${'1200E6'.repeat(8)}`);
const datablock = (number: number, last: boolean, raw: Uint8Array, invoke = 0xc1) =>
  Uint8Array.of(0xc4, 2, invoke, last ? 1 : 0, 0, 0, 0, number, 0, raw.length, ...raw);
const blocks = (size: number) => {
  const count = Math.ceil(value.length / size);
  return Array.from({ length: count }, (_, index) =>
    datablock(index + 1, index === count - 1, value.slice(index * size, (index + 1) * size)),
  );
};
const asked = (apdus: readonly Uint8Array[]) =>
  apdus.map((apdu, index) => frame({ information: llc(apdu), ns: index % 8 }));

describe('blocks', () => {
  it('of a long answer make its value', () => {
    const [item, ...more] = joinedOf(asked(blocks(7)));
    expect(more).toEqual([]);
    expect(told([item!])).toEqual([['GET-Response', toHex(value)]]);
    expect(item!.tree).toMatchObject([{ field: 'data', meaning: 'array', value: 8 }]);
    expect(item!.joinedFrom).toHaveLength(4);
  });

  it.each<[string, (all: Uint8Array[]) => Uint8Array[], string[]]>([
    ['missing in the middle', ([a, , c, d]) => [a!, c!, d!], ['block-missing@7']],
    ['missing at the start', ([, b, c, d]) => [b!, c!, d!], ['joined-without-start@0']],
    ['missing at the end', ([a, b, c]) => [a!, b!, c!], ['joined-without-end@21']],
    ['twice', ([a, b, c, d]) => [a!, b!, b!, c!, d!], ['block-repeated@0']],
    ['out of order', ([a, b, c, d]) => [a!, c!, b!, d!], ['block-disordered@0']],
    ['sent again behind the last one', ([a, b, c, d]) => [a!, c!, d!, b!], ['block-disordered@0']],
    [
      'twice and different',
      ([a, b, c, d]) => [a!, b!, b!.map((byte, at) => (at > 12 ? byte ^ 1 : byte)), c!, d!],
      ['block-differs@0'],
    ],
  ])('%s', (_name, change, expected) => {
    const [item, ...more] = joinedOf(asked(change(blocks(7))));
    expect(more).toEqual([]);
    expect(item!.problems.map(({ code, offset }) => `${code}@${offset}`)).toEqual(expected);
  });

  it('with bytes behind the value say so', () => {
    const [item] = joinedOf(asked([datablock(1, true, bytesOf('1105 0000'))]));
    expect(item!.problems).toMatchObject([{ code: 'apdu-left-over', offset: 2, length: 2 }]);
    expect(leavesOf(item!.tree).map(({ hex }) => hex)).toEqual(['1105', '0000']);
  });

  it('that start again end what was begun', () => {
    const items = joinedOf(asked([...blocks(7).slice(0, 2), ...blocks(7)]));
    expect(items.map(({ problems }) => problems.map(({ code }) => code))).toEqual([['joined-without-end'], []]);
  });

  it('of a request, behind wrappers, make its value too', () => {
    const first = bytesOf(`C1 02 C1 0003 0100010800FF 02 00 00 00000001 03 0904AB`);
    const last = bytesOf('C1 03 C1 01 00000002 03 CDEF01');
    const wrapped = [first, last].map((apdu) => Uint8Array.of(0, 1, 0, 16, 0, 1, 0, apdu.length, ...apdu));
    expect(told(joinedOf(wrapped))).toEqual([['SET-Request', '0904abcdef01']]);
  });

  it('of short names make the answer', () => {
    const parts = ['0C 01 02 00 0001 03 020012', '0C 01 02 01 0002 04 00E60103'].map(bytesOf);
    expect(told(joinedOf(asked(parts)))).toEqual([['ReadResponse', '0c02001200e60103']]);
  });

  it('of general block transfer make an APDU, in segments as well', () => {
    const push = bytesOf(`0F 40000001 00 02 10 ${'0906 0100010700FF 0600000170'.repeat(8)}`);
    const size = 40;
    const count = Math.ceil(push.length / size);
    const transfers = Array.from({ length: count }, (_, index) =>
      encodeBlockTransfer({
        last: index === count - 1,
        streaming: true,
        window: 1,
        block: index + 1,
        acknowledged: 0,
        part: push.slice(index * size, (index + 1) * size),
      }),
    );
    const [item] = joinedOf(transfers.map((apdu) => frame({ information: llc(apdu) })));
    expect(told([item!])).toEqual([['Data-Notification', toHex(push)]]);
    expect(item!.push).toMatchObject({ code: 'pairs', readings: { length: 8 } });
    const cut = joinedOf(transfers.flatMap((apdu) => segments(apdu, 20, undefined)));
    expect(cut.filter(({ type }) => type === 'Data-Notification').map(({ hex }) => hex)).toEqual([toHex(push)]);
  });
});

describe('parts without end', { timeout: 120_000 }, () => {
  it.each<[string, (index: number) => Uint8Array]>([
    [
      'segments',
      (index) =>
        frame({
          information: index === 0 ? llc(new Uint8Array(100)) : new Uint8Array(100),
          ns: index % 8,
          segmented: true,
        }),
    ],
    ['first segments of ever other stations', (index) => segments(long, 20, 0, false, index % 128)[0]!],
    [
      'blocks',
      (index) => frame({ information: llc(datablock((index % 200) + 1, false, new Uint8Array(100), index % 16)) }),
    ],
    [
      'transfers',
      (index) =>
        frame({
          information: llc(
            encodeBlockTransfer({
              last: false,
              streaming: true,
              window: 1,
              block: index % 65536,
              acknowledged: 0,
              part: new Uint8Array(90),
            }),
          ),
        }),
    ],
  ])('keep time and memory in proportion: %s', (_name, make) => {
    const bytes = joinBytes(Array.from({ length: 30_000 }, (_, index) => make(index)));
    const before = process.cpuUsage();
    let longest = 0;
    let items = 0;
    for (const { joinedFrom, length } of dissectEach(bytes)) {
      items++;
      if (joinedFrom !== undefined) longest = Math.max(longest, length);
    }
    expect(items).toBeLessThan(2 * 30_000 + 40);
    expect(longest).toBeLessThan(1 << 21);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
  });

  it('are no fault by themselves', () => {
    expect(joinedOf(segments(long, 9, 0).slice(0, 2)).some(({ problems }) => hasFault(problems))).toBe(false);
  });
});

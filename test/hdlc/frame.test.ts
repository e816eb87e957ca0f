import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import {
  defaultParameters,
  encodeAddress,
  encodeFrame,
  encodeParameters,
  type Frame,
  informationOf,
  isSound,
  negotiated,
  parseControl,
  parseFrame,
  parseFrmr,
  parseLlc,
  parseParameters,
  readAddress,
} from '../../src/hdlc/index.ts';
import { frameParts, serverAddress } from '../support/frames.ts';

const hex = (text: string) => fromHex(text)!;
const inner = (text: string) => hex(text).subarray(1, -1);

describe('addresses', () => {
  it('read back as they were written, 1, 2 and 4 bytes', () => {
    fc.assert(
      fc.property(serverAddress, (address) => {
        const bytes = encodeAddress(address);
        expect(bytes.length).toBe(address.width);
        expect(bytes.map((byte) => byte & 1).join('')).toBe('1'.padStart(address.width, '0'));
        expect(readAddress(bytes, 0, address.width)).toEqual(address);
      }),
    );
  });

  it.each([
    ['03', 1, null],
    ['0203', 1, 1],
    ['00020003', 1, 1],
    ['4868feff', 0x1234, 0x3fff],
    ['02000003', 128, 1],
    ['fefe0003', 16383, 1],
  ])('%s is %d/%s', (bytes, upper, lower) => {
    expect(readAddress(hex(bytes), 0, bytes.length / 2)).toMatchObject({ upper, lower });
  });

  it('reads a misbuilt address of three bytes, and says that it is none', () => {
    const frame = parseFrame(inner('7ea009023a710393379c7e')) as Frame;
    expect(frame.destination).toEqual({ upper: 1, lower: 3768, width: 3 });
    expect(frame.defects).toEqual([{ code: 'address-width', at: 2, width: 3 }]);
  });

  it('says so of more than four bytes too', () => {
    const long = encodeFrame({
      destination: { upper: 1, lower: null, width: 1 },
      source: { upper: 1, lower: null, width: 1 },
      control: parseControl(0x93),
    });
    const octets = Uint8Array.of(0xa0, 0x0b, 0, 0, 0, 0, 3, 3, 0x93, ...long.subarray(-3, -1));
    expect((parseFrame(octets) as Frame).defects).toContainEqual({ code: 'address-width', at: 2, width: 5 });
  });
});

describe('control octets', () => {
  it.each([
    [0x93, { type: 'SNRM', pf: true }],
    [0x83, { type: 'SNRM', pf: false }],
    [0x53, { type: 'DISC', pf: true }],
    [0x73, { type: 'UA', pf: true }],
    [0x1f, { type: 'DM', pf: true }],
    [0x0f, { type: 'DM', pf: false }],
    [0x97, { type: 'FRMR', pf: true }],
    [0x13, { type: 'UI', pf: true }],
    [0x03, { type: 'UI', pf: false }],
    [0x10, { type: 'I', pf: true, ns: 0, nr: 0 }],
    [0x32, { type: 'I', pf: true, ns: 1, nr: 1 }],
    [0x1e, { type: 'I', pf: true, ns: 7, nr: 0 }],
    [0xfc, { type: 'I', pf: true, ns: 6, nr: 7 }],
    [0x11, { type: 'RR', pf: true, nr: 0 }],
    [0xf1, { type: 'RR', pf: true, nr: 7 }],
    [0x35, { type: 'RNR', pf: true, nr: 1 }],
    [0x19, { type: 'REJ', pf: true, nr: 0 }],
    [0xef, { type: 'unknown' }],
  ])('%i', (octet, expected) => expect(parseControl(octet)).toMatchObject({ ...expected, octet }));
});

describe('frames', () => {
  it('read back as they were written', () => {
    fc.assert(
      fc.property(frameParts, (parts) => {
        const frame = parseFrame(encodeFrame(parts).subarray(1, -1)) as Frame;
        expect(frame.defects).toEqual([]);
        expect(frame).toMatchObject({ destination: parts.destination, source: parts.source, control: parts.control });
        expect(frame.segmented).toBe(parts.segmented);
        expect(toHex(informationOf(frame))).toBe(toHex(parts.information ?? new Uint8Array()));
      }),
    );
  });

  it('are never sound again after a bit flipped', () => {
    fc.assert(
      fc.property(frameParts, fc.nat(), (parts, flip) => {
        const octets = encodeFrame(parts).slice(1, -1);
        const bit = flip % (octets.length * 8);
        octets[bit >> 3] = octets[bit >> 3]! ^ (1 << (bit & 7));
        const parsed = parseFrame(octets);
        expect('code' in parsed || !isSound(parsed)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throw, whatever comes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => void parseFrame(octets)));
  });

  it('refuse to be longer than the length field can say', () => {
    const parts = {
      destination: { upper: 1, lower: null, width: 1 },
      source: { upper: 1, lower: null, width: 1 },
      control: parseControl(0x10),
    };
    expect(() => encodeFrame({ ...parts, information: new Uint8Array(2040) })).toThrow(RangeError);
  });

  it.each([
    ['a0', 'too-short'],
    ['b007032193', 'too-short'],
    ['b0070321930f01', 'format-unknown'],
    ['a00702020202020202', 'address-unfinished'],
  ])('%s: %s', (octets, code) => expect(parseFrame(hex(octets))).toMatchObject({ code }));

  it('points at the wrong FCS of the field case', () => {
    expect((parseFrame(inner('7ea00703219300007e')) as Frame).defects).toEqual([
      { code: 'fcs-wrong', computed: 0x010f, received: 0, at: 5 },
    ]);
  });
});

describe('SNRM and UA parameters', () => {
  const block = '818014050200800602008007040000000108040000000' + '1';

  it('are written in both forms', () => {
    expect(toHex(encodeParameters(defaultParameters, 2))).toBe(block);
    expect(toHex(encodeParameters(defaultParameters, 1))).toBe('818012050180060180070400000001080400000001');
  });

  it('read back as they were written', () => {
    const size = fc.integer({ min: 1, max: 2030 });
    const window = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(size, size, window, window, (transmit, receive, windowTransmit, windowReceive) => {
        const values = {
          maximumInformationTransmit: transmit,
          maximumInformationReceive: receive,
          windowTransmit,
          windowReceive,
        };
        expect(parseParameters(encodeParameters(values, 2))).toMatchObject({ values, defects: [] });
      }),
    );
  });

  it('have the group length of the field case wrong', () => {
    expect(parseParameters(hex(block.replace('818014', '818012'))).defects).toEqual([
      { code: 'group-length-wrong', at: 2, declared: 18, actual: 20 },
    ]);
  });

  it('are the defaults where they are absent, empty or zero', () => {
    for (const text of ['', '818000', '818003050100', '8180' + '0407020000']) {
      expect(parseParameters(hex(text)).values).toEqual(defaultParameters);
    }
  });

  it('take what meters send: sizes only, one and two bytes mixed, user data behind', () => {
    expect(parseParameters(hex('81800805' + '0200ff060200ff')).values.maximumInformationReceive).toBe(255);
    expect(parseParameters(hex('8180060501c806018c')).values).toMatchObject({
      maximumInformationTransmit: 200,
      maximumInformationReceive: 140,
    });
    expect(parseParameters(hex('818003050180f00102')).userDataAt).toBe(6);
  });

  it('report what they are not, where it stands, and always end', () => {
    expect(parseParameters(hex('e6e600')).defects).toEqual([{ code: 'not-parameters', at: 0 }]);
    expect(parseParameters(hex('818003050180' + '0602')).defects.map(({ code }) => code)).toContain('parameter-cut');
    expect(parseParameters(hex('818003990180')).defects).toContainEqual({
      code: 'parameter-unknown',
      at: 3,
      identifier: 0x99,
    });
    expect(parseParameters(hex('818006070400000009')).defects.map(({ code }) => code)).toContain('parameter-range');
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        (bytes) => void parseParameters(Uint8Array.of(0x81, 0x80, ...bytes)),
      ),
    );
  });

  it('agree on the smaller of what one sends and the other takes', () => {
    const answer = {
      maximumInformationTransmit: 100,
      maximumInformationReceive: 60,
      windowTransmit: 1,
      windowReceive: 1,
    };
    expect(negotiated(defaultParameters, answer)).toMatchObject({
      maximumInformationTransmit: 60,
      maximumInformationReceive: 100,
    });
  });
});

describe('FRMR and LLC', () => {
  it('read what an FRMR rejects and why', () => {
    expect(parseFrmr(hex('100001'))).toMatchObject({
      rejected: { type: 'I', ns: 0, nr: 0 },
      vs: 0,
      vr: 0,
      reasons: ['undefined-control'],
    });
    expect(parseFrmr(hex('546000'))).toMatchObject({ rejected: { type: 'I', ns: 2, nr: 2 }, vr: 3, reasons: [] });
    expect(parseFrmr(hex('10'))).toBeNull();
  });

  it('know an LLC header, a broadcast, and one that stands twice', () => {
    expect(parseLlc(hex('e6e700c401'))).toMatchObject({ kind: 'response', length: 3 });
    expect(parseLlc(hex('e6e600e6e60061'))).toMatchObject({ kind: 'command', length: 6 });
    expect(parseLlc(hex('ffe60060'))).toMatchObject({ kind: 'broadcast' });
    expect(parseLlc(hex('e6e6'))).toBeNull();
    expect(parseLlc(hex('c401c1'))).toBeNull();
  });
});

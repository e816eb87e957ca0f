/** APDUs against published examples, against themselves written and read again, and against every kind of damage. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import {
  type ApduField,
  conformanceOf,
  encodeAare,
  encodeAarq,
  encodeActionRequest,
  encodeDataNotification,
  encodeEventNotification,
  encodeGetRequest,
  encodeGetResponse,
  encodeInitiateRequest,
  encodeInitiateResponse,
  encodeRlrq,
  encodeSetRequest,
  type FieldSink,
  parseApdu,
} from '../../src/dlms/index.ts';
import { dataValue } from '../support/data-values.ts';

const bytes = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array();
const invoke = { id: 1, confirmed: true, highPriority: true } as const;

/** Leaves as they are told, and what they cover. */
class Leaves implements FieldSink {
  readonly leaves: { field: ApduField; at: number; end: number }[] = [];
  depth = 0;
  leaf(field: ApduField, at: number, end: number): void {
    this.leaves.push({ field, at, end });
  }
  open(): void {
    this.depth++;
  }
  close(): void {
    this.depth--;
  }
  defect(): void {}
}

function covers(input: Uint8Array): boolean {
  const sink = new Leaves();
  parseApdu(input, 0, input.length, sink);
  let at = 0;
  for (const leaf of sink.leaves) {
    if (leaf.at !== at || leaf.end <= leaf.at) return false;
    at = leaf.end;
  }
  return at === input.length && sink.depth === 0;
}

describe('published examples', () => {
  it('AARQ of a public client', () => {
    const { apdu, defects } = parseApdu(bytes('601DA109060760857405080101BE10040E01000000065F1F0400001E1D04B0'));
    expect(defects).toEqual([]);
    expect(apdu).toMatchObject({ type: 'AARQ', context: 'LN', mechanism: null, authentication: null });
    if (apdu.type !== 'AARQ' || apdu.userInformation?.type !== 'InitiateRequest') throw new Error(apdu.type);
    expect(apdu.userInformation).toMatchObject({ version: 6, maximumPdu: 0x04b0, responseAllowed: true });
    expect(conformanceOf(apdu.userInformation.conformance)).toContain('selective-access');
  });

  it('AARE that rejects without user information', () => {
    const { apdu, defects } = parseApdu(bytes('6117A109060760857405080101A203020101A305A10302010D'));
    expect(defects).toEqual([]);
    expect(apdu).toMatchObject({
      type: 'AARE',
      resultName: 'rejected-permanent',
      diagnosticSource: 'acse-service-user',
      diagnosticName: 'authentication-failure',
      userInformation: null,
    });
  });

  it('AARE whose lengths are all one short, as a stack sends it', () => {
    const { apdu, defects } = parseApdu(
      bytes('6128A109060760857405080102A203020100A305A103020100BE0F040D0800065F1F04001802200960FA00'),
    );
    expect(defects.map(({ code }) => code)).toEqual(['length-wrong', 'length-wrong', 'length-wrong']);
    expect(apdu).toMatchObject({ context: 'SN', userInformation: { vaaName: 0xfa00, maximumPdu: 0x0960 } });
  });

  it('a conformance tag of one octet, and an RLRE of one octet', () => {
    const short = parseApdu(bytes('602080020780A109060760857405080102BE0F040D01000000065F0400181A200000'));
    expect(short.defects.map(({ code }) => code)).toEqual(['conformance-tag-short']);
    expect(short.apdu).toMatchObject({ userInformation: { conformance: 0x181a20 } });
    expect(parseApdu(bytes('63'))).toMatchObject({ apdu: { type: 'RLRE' }, defects: [{ code: 'bare-tag' }] });
  });

  it('a date-time written as data in a notification', () => {
    const { apdu, defects } = parseApdu(bytes('0F40000000090C07E7090401103400FF8000000600000001'));
    expect(defects.map(({ code }) => code)).toEqual(['date-time-tagged']);
    expect(apdu).toMatchObject({ type: 'Data-Notification', body: { type: 'double-long-unsigned', value: 1 } });
  });

  it('exceptions and errors, with the counter that is expected', () => {
    expect(parseApdu(bytes('D8020600000123')).apdu).toMatchObject({
      stateName: 'service-unknown',
      serviceName: 'invocation-counter-error',
      counter: 0x123,
    });
    expect(parseApdu(bytes('0E010601')).apdu).toMatchObject({
      serviceName: 'initiate-error',
      valueName: 'dlms-version-too-low',
    });
  });

  it('octets behind the data of an answer are reported, and the data is read', () => {
    const { apdu, defects, end } = parseApdu(bytes('C401C10006000000010203'));
    expect(apdu).toMatchObject({ result: { kind: 'data', data: { value: 1 } } });
    expect(defects).toEqual([{ code: 'left-over', at: 9, end: 11, declared: 0, actual: 2 }]);
    expect(end).toBe(9);
  });
});

describe('written and read again', () => {
  it('GET, SET and ACTION with any data', () => {
    const attribute = { classId: 7, logicalName: '0100630100ff', attribute: 2, selection: null };
    fc.assert(
      fc.property(dataValue, (data) => {
        const response = parseApdu(encodeGetResponse({ choice: 'normal', invoke, result: { kind: 'data', data } }));
        expect(response.defects).toEqual([]);
        expect(response.apdu).toEqual({
          type: 'GET-Response',
          choice: 'normal',
          invoke,
          result: { kind: 'data', data },
        });
        expect(parseApdu(encodeSetRequest(invoke, attribute, data)).apdu).toMatchObject({ attribute, data });
        const selection = { selector: 2, parameters: data };
        const asked = { ...attribute, selection };
        expect(parseApdu(encodeGetRequest({ choice: 'normal', invoke, attribute: asked })).apdu).toMatchObject({
          attribute: asked,
        });
        const method = { classId: 70, logicalName: '0000600300ff', method: 1 };
        expect(parseApdu(encodeActionRequest(invoke, method, data)).apdu).toMatchObject({ method, parameters: data });
      }),
    );
  });

  it('notifications, with and without their time', () => {
    const dateTime = bytes('07E7090401103400FF800000');
    fc.assert(
      fc.property(dataValue, fc.boolean(), (data, timed) => {
        const time = timed ? dateTime : null;
        const long = { id: 0x12345, flags: 0x40 };
        expect(parseApdu(encodeDataNotification(long, time, data))).toMatchObject({
          defects: [],
          apdu: { type: 'Data-Notification', invoke: long, dateTime: time, body: data },
        });
        const attribute = { classId: 1, logicalName: '0000616200ff', attribute: 2 };
        expect(parseApdu(encodeEventNotification(time, attribute, data))).toMatchObject({
          defects: [],
          apdu: { type: 'Event-Notification', time, attribute, data },
        });
      }),
    );
  });

  it('AARQ and AARE with every part', () => {
    const initiate = { dedicatedKey: null, responseAllowed: true, qualityOfService: null, version: 6 } as const;
    const authentication = bytes('3132333435363738');
    const aarq = encodeAarq({
      mechanism: 'LLS',
      authentication,
      systemTitle: bytes('4D4D4D0000BC614E'),
      userInformation: encodeInitiateRequest({ ...initiate, conformance: 0x1e1d, maximumPdu: 1200 }),
    });
    expect(parseApdu(aarq)).toMatchObject({
      defects: [],
      apdu: { mechanism: 'LLS', authentication, components: [0xa1, 0xa6, 0x8a, 0x8b, 0xac, 0xbe] },
    });
    const aare = encodeAare({
      result: 0,
      diagnostic: 14,
      mechanism: 'HLS',
      authentication,
      userInformation: encodeInitiateResponse({
        qualityOfService: null,
        version: 6,
        conformance: 0x1e1d,
        maximumPdu: 500,
        vaaName: 7,
      }),
    });
    expect(parseApdu(aare)).toMatchObject({
      defects: [],
      apdu: { resultName: 'accepted', diagnosticName: 'authentication-required', mechanism: 'HLS' },
    });
    expect(toHex(encodeRlrq())).toBe('6203800100');
  });
});

describe('damaged and hostile bytes', () => {
  const seeds = [
    '601DA109060760857405080101BE10040E01000000065F1F0400001E1D04B0',
    '6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F0400001E1D04B00007',
    'C403C10200091049534B3130333037373737363433363600090C07E50603040E091700FFC400',
    'C401C100130202120606110500060000010500020600',
    'D9400000000002010001000001080000FF0204000701006301 00FF02020200',
    'E04000010000035A5A5A',
    '0C01020000016C0300',
    'DB084B414D4501C7F0F9072000000001AABBCC',
    'C7 01 C1 00 01 00 09 02 AA BB',
  ].map((hex) => bytes(hex));

  it('never throw, end soon, and are covered to the last octet', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 6 }),
        fc.nat(90),
        (seed, changes, cut) => {
          const input = seed.slice(0, Math.max(1, Math.min(seed.length, cut)));
          for (const [at, value] of changes) input[at % input.length] = value;
          expect(covers(input)).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('random bytes behind every tag', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.uint8Array({ maxLength: 60 }), (tag, rest) => {
        expect(covers(Uint8Array.of(tag, ...rest))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('an array of 2^31, nesting of 10 000, and elements of no size are refused at once', () => {
    const array = parseApdu(bytes('C401C1000184800000000600000001'));
    expect(array.defects).toEqual([{ code: 'count-impossible', at: 4, end: 10, declared: 0x80000000, actual: 5 }]);
    const nested = new Uint8Array(20_005);
    nested.set(bytes('C401C100'));
    for (let at = 4; at < 20_004; at += 2) nested.set([0x02, 0x01], at);
    expect(parseApdu(nested).defects.map(({ code }) => code)).toEqual(['too-deep']);
    const empty = parseApdu(bytes('C401C1001301FFFF01FFFF01FFFF0004AABBCCDD'));
    expect(empty.defects.map(({ code }) => code)).toContain('count-impossible');
  });
});

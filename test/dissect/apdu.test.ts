/** APDUs explained to their last byte, alone, behind a wrapper and in frames. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/bytes/hex.ts';
import { dissect, hasFault, type Item, insightsOf, leavesOf, type Node } from '../../src/dissect/index.ts';
import { encodeFrame, parseControl } from '../../src/hdlc/index.ts';
import { apdus, bytesOf, damagedApdu, everyData } from '../support/apdus.ts';

const one = (upper: number) => ({ upper, lower: null, width: 1 }) as const;
const framed = (apdu: Uint8Array, llc = 'E6E700') =>
  encodeFrame({
    destination: one(16),
    source: one(1),
    control: parseControl(0x30),
    information: Uint8Array.of(...bytesOf(llc), ...apdu),
  });
const covering = (bytes: Uint8Array) => dissect(bytes).filter(({ joinedFrom }) => joinedFrom === undefined);
const only = (bytes: Uint8Array): Item => {
  const items = covering(bytes);
  expect(items).toHaveLength(1);
  return items[0]!;
};
const codes = ({ problems }: Item) => problems.map(({ code, offset }) => `${code}@${offset}`);
/** Leaves as `field value meaning`, the tag left out. */
const told = (node: Node | null) =>
  leavesOf(node?.children ?? []).map(({ field, value, meaning }) =>
    [field, value, meaning].filter((part) => part !== undefined).join(' '),
  );
const field = (nodes: readonly Node[], name: string): Node | undefined => {
  for (const node of nodes) {
    const found = node.field === name ? node : field(node.children ?? [], name);
    if (found !== undefined) return found;
  }
  return undefined;
};

describe('every APDU the codec knows', () => {
  it.each(Object.entries(apdus))('%s is read to its last byte, wherever it stands', (name, hex) => {
    const apdu = bytesOf(hex);
    const alone = only(apdu);
    expect([alone.kind, codes(alone)]).toEqual(['apdu', []]);
    const wrapped = only(Uint8Array.of(0, 1, 0, 1, 0, 16, 0, apdu.length, ...apdu));
    const inFrame = only(framed(apdu));
    for (const item of [alone, wrapped, inFrame]) {
      expect(codes(item)).toEqual([]);
      expect(item.apdu?.value).toBe(name);
      expect(item.apdu?.hex).toBe(toHex(apdu));
      const leaves = leavesOf(item.apdu?.children ?? []);
      expect(leaves.map((leaf) => leaf.hex).join('')).toBe(toHex(apdu));
      expect(leaves.some((leaf) => leaf.field === 'apdu.rest')).toBe(false);
      expect(leaves.length).toBeGreaterThan(name.startsWith('RLR') ? 3 : 2);
    }
  });

  it('has every type of data in its tree, each a leaf of its own', () => {
    const { apdu } = only(framed(bytesOf(`C4 01 C1 00 ${everyData}`)));
    const types = leavesOf(apdu?.children ?? []).map(({ meaning }) => meaning);
    for (const type of 'null-data boolean bit-string double-long octet-string visible-string utf8-string bcd integer long unsigned long64 long64-unsigned enum float32 float64 date-time date time delta-integer dont-care compact-array'.split(
      ' ',
    )) {
      expect(types, type).toContain(type);
    }
  });
});

describe('what an APDU says', () => {
  it('names an association field by field', () => {
    expect(told(only(bytesOf(apdus.AARE)).apdu)).toEqual([
      'apdu.tag 97 AARE',
      'apdu.length 41',
      'acse.header 9 application-context-name',
      'acse.header 7 object-identifier',
      'acse.context 1 LN',
      'acse.header 3 result',
      'acse.header 1 integer',
      'acse.result 0 accepted',
      'acse.header 5 result-source-diagnostic',
      'acse.header 3 acse-service-user',
      'acse.header 1 integer',
      'acse.diagnostic 0 null',
      'acse.header 16 user-information',
      'acse.header 14 octet-string',
      'initiate.tag 8 InitiateResponse',
      'initiate.quality 0 absent',
      'initiate.version 6',
      'initiate.conformance-header',
      'initiate.conformance 4125',
      'initiate.pdu-size 1024',
      'initiate.vaa-name 7 logical-names',
    ]);
  });

  it('divides octets of bits', () => {
    const bits = (hex: string, name: string) =>
      field(only(bytesOf(hex)).tree, name)
        ?.bits?.filter(({ value }) => value !== false && value !== 0)
        .map(({ field: bit, value }) => `${bit} ${value}`);
    expect(bits(apdus.AARE, 'initiate.conformance')).toEqual([
      'conformance.block-transfer-with-get-or-read true',
      'conformance.get true',
      'conformance.set true',
      'conformance.selective-access true',
      'conformance.action true',
    ]);
    expect(bits(apdus['glo-GET-Request'], 'security.control')).toEqual([
      'security.encrypted true',
      'security.authenticated true',
    ]);
    expect(bits(apdus['GET-Request-normal'], 'invoke')).toEqual([
      'invoke.high-priority true',
      'invoke.confirmed true',
      'invoke.id 1',
    ]);
    expect(bits(apdus['general-block-transfer'], 'gbt.control')).toEqual(['gbt.last true', 'gbt.streaming true']);
  });

  it.each([
    ['an object', apdus['GET-Request-normal'], ['Register', '1-0:1.8.0.255 energy', 'value']],
    [
      'a method',
      apdus['ACTION-Request-normal'],
      ['Association LN', '0-0:40.0.0.255 objects', 'reply_to_HLS_authentication'],
    ],
    ['a scaler and unit', apdus['GET-Response-normal'], ['10^-1 V']],
    ['a value before its scaler and unit', 'C4 01 C1 00 02 02 1200E6 0202 0FFF 1623', ['230 = 23.0 V', '10^-1 V']],
    ['a clock', 'C4 01 C1 00 090C 07EA0B18020E1E00FFFED480', ['2026-11-24 14:30:00 +05:00']],
    ['a text', 'C4 01 C1 00 0904 41424300', ['"ABC"']],
    ['a swapped name', 'C4 01 C1 00 0906 FF0008010001', ['1-0:1.8.0.255 energy swapped']],
    [
      'a column of a profile',
      'C4 01 C1 00 0204 120003 0906 0100200700FF 0F02 120000',
      ['Register', '1-0:32.7.0.255 voltage-l1', 'value'],
    ],
    ['a system title', apdus['general-glo-ciphering'], ['MMM']],
    ['a unit', apdus['GET-Response-normal'], ['V']],
    ['a float', 'C4 01 C1 00 17 4366199A', ['230.1']],
  ])('knows more than its octets: %s', (_name, hex, expected) => {
    const { apdu } = only(framed(bytesOf(hex)));
    const insights = [...insightsOf(apdu!)].map(([{ value }, insight]) =>
      [
        insight.obis,
        insight.known,
        insight.swapped === true ? 'swapped' : undefined,
        insight.term,
        insight.factor,
        insight.instant,
        insight.text === undefined ? undefined : `"${insight.text}"`,
        insight.quantity === undefined || hex.includes('17 4366') ? insight.quantity : `${value} = ${insight.quantity}`,
      ]
        .filter((part) => part !== undefined)
        .join(' '),
    );
    for (const words of expected) expect(insights).toContain(words);
  });
});

describe('what is wrong inside an APDU', () => {
  it.each([
    ['bytes behind it', `${apdus['GET-Response-normal']} 0000`, 'apdu-left-over'],
    [
      'a length that does not fit',
      '61 28 A109060760857405080101 A203020100 A305A103020100 BE10040E0800065F1F040000101D04000007',
      'apdu-length-wrong',
    ],
    ['an end too early', 'C4 01 C1 00 06 0000', 'apdu-cut'],
    ['a choice that is none', 'C0 04 C1 000F 0000280000FF 01 00', 'apdu-choice-unknown'],
    ['a type that is none', 'C4 01 C1 00 08 0102', 'apdu-type-unknown'],
    ['more elements than bytes', 'C4 01 C1 00 01 82 FFFF 00', 'apdu-count-impossible'],
    ['data too deep', `C4 01 C1 00 ${'0201'.repeat(120)} 00`, 'apdu-too-deep'],
    [
      'a conformance tag of one octet',
      '61 28 A109060760857405080101 A203020100 A305A103020100 BE0F040D0800065F040000101D04000007',
      'apdu-conformance-tag-short',
    ],
    ['a date-time with a tag', '0F 40000000 090C 07EA0B18020E1E00FF800000 0201 0600000001', 'apdu-date-time-tagged'],
    ['a bare tag', '63', 'apdu-bare-tag'],
  ])('%s', (_name, hex, code) => {
    const item = only(framed(bytesOf(hex)));
    const [found] = item.problems;
    expect(found?.code).toBe(code);
    expect(found!.offset).toBeGreaterThanOrEqual(11);
    expect(found!.offset + found!.length).toBeLessThanOrEqual(11 + bytesOf(hex).length);
    expect(item).not.toHaveProperty('corrected');
  });

  it('is pointed at where it stands', () => {
    const item = only(framed(bytesOf('C4 01 C1 00 02 02 1101 08 00')));
    expect(item.problems).toMatchObject([{ code: 'apdu-type-unknown', offset: 19, length: 1, found: '08' }]);
    const where = leavesOf(item.tree).find(({ problems }) => problems !== undefined);
    expect(where?.offset).toBe(19);
  });

  it('says nothing of an APDU whose frame was damaged on the way', () => {
    const frame = framed(bytesOf('C4 01 C1 00 0903 11AABB'));
    const at = frame.indexOf(0x11, 12);
    const lost = Uint8Array.of(...frame.subarray(0, at), ...frame.subarray(at + 1));
    expect(only(lost)).toMatchObject({ correctedBy: 'put-byte-back', problems: [{ code: 'byte-lost' }] });
  });

  it('reads OBIS codes with tag and length swapped, and says so', () => {
    const right = '0F 40000000 00 02 02 0906 0100010700FF 0600000170';
    const item = only(framed(bytesOf(right.replace('0906', '0609'))));
    expect(item.problems).toMatchObject([{ code: 'apdu-obis-tag-swapped', found: '0609', expected: '0906' }]);
    expect(item.push?.readings).toMatchObject([{ obis: '1-0:1.7.0.255', value: 368 }]);
    expect(item.apdu?.hex).toContain('06090100010700ff');
  });
});

describe('what is an APDU, and what is not', () => {
  it('takes an answer without an LLC header for one, with a remark', () => {
    const item = only(framed(bytesOf('D80202'), ''));
    expect(item.apdu?.value).toBe('exception-response');
    expect(item.problems).toMatchObject([{ code: 'llc-missing', severity: 'remark' }]);
    expect(only(framed(bytesOf('D8020200'), '')).apdu).toBeNull();
  });

  it.each(['D80902', '0E630601', 'C8063000000001', 'C000', '0F4000000003010203', '61656667686970', 'C0'])(
    'takes %s alone for none',
    (hex) => {
      expect(covering(bytesOf(hex)).map(({ kind }) => kind)).not.toContain('apdu');
    },
  );

  it('explains both headers of a doubled LLC, and the APDU behind them', () => {
    const item = only(framed(bytesOf(apdus.AARE), 'E6E700E6E700'));
    expect(item.apdu?.value).toBe('AARE');
    expect(codes(item)).toEqual(['llc-repeated@11']);
  });
});

describe('any APDU at all', () => {
  it('has every byte in exactly one leaf, its problems inside it, and a JSON text', () => {
    fc.assert(
      fc.property(damagedApdu, fc.boolean(), (apdu, inFrame) => {
        const bytes = inFrame ? framed(apdu) : apdu;
        const items = covering(bytes);
        const leaves = items.flatMap(({ tree }) => leavesOf(tree));
        expect(leaves.map(({ hex }) => hex).join('')).toBe(toHex(bytes));
        let at = 0;
        for (const leaf of leaves) {
          expect(leaf.offset).toBe(at);
          at += leaf.length;
        }
        for (const item of items) {
          for (const { offset, length } of item.problems) {
            expect(offset).toBeGreaterThanOrEqual(item.offset);
            expect(offset + length).toBeLessThanOrEqual(item.offset + item.length);
          }
          expect(JSON.parse(JSON.stringify(item))).toMatchObject({ kind: item.kind, offset: item.offset });
          if (item.kind === 'hdlc')
            expect(hasFault(item.problems.filter(({ code }) => !code.startsWith('apdu')))).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { dissect, type Item, leavesOf } from '../../src/dissect/index.ts';

const items = (hex: string) => dissect(fromHex(hex)!);
const told = (item: Item) =>
  [
    item.kind,
    item.type,
    ...item.problems.map(({ code, offset }) => `${code}@${offset}`),
    item.correctedBy,
    item.corrected,
  ].filter((part) => part !== undefined);
const table = (hex: string) => items(hex).map(told);

const snrm = '7ea0070321930f017e';
const response = '7ea01e7595966f67e6e700c4018100090c07d20c04030a060bff007800f3307e';

describe('damaged frames and what they were', () => {
  it.each([
    ['no flags', 'A0070321930F01', ['opening-flag-missing@0', 'closing-flag-missing@7', 'flags', snrm]],
    ['no opening flag', 'A0070321930F017E', ['opening-flag-missing@0', 'flags', snrm]],
    ['no closing flag', '7EA0070321930F01', ['closing-flag-missing@8', 'flags', snrm]],
    ['a wrong length, check value right for the other', '7EA0080321930F017E', ['length-wrong@1', 'length', snrm]],
    ['a wrong FCS', '7EA0070321931234 7E', ['fcs-wrong@6', 'fcs', snrm]],
  ])('%s', (_name, hex, expected) => {
    expect(table(hex as string)).toEqual([['hdlc', 'SNRM', ...expected]]);
  });

  it.each([
    [
      'HCS wrong, FCS computed over it',
      '7ea01e7595966e67e6e700c4018100090c07d20c04030a060bff0078003ab97e',
      ['hcs-wrong@6', 'hcs', response],
    ],
    [
      'one bit of the control octet',
      '7ea01e7595d66f67e6e700c4018100090c07d20c04030a060bff007800f3307e',
      ['bit-flipped@5', 'header-bit', response],
    ],
    [
      'octets of the FCS swapped',
      '7ea01e7595966f67e6e700c4018100090c07d20c04030a060bff00780030f37e',
      ['fcs-wrong@29', 'fcs', response],
    ],
    [
      'FF doubled',
      '7ea01e7595966f67e6e700c4018100090c07d20c04030a060bffff007800f3307e',
      ['byte-added@26', 'take-byte-out', response],
    ],
    [
      'FF lost',
      '7ea01e7595966f67e6e700c4018100090c07d20c04030a060b007800f3307e',
      ['byte-lost@25', 'put-byte-back', response],
    ],
    [
      'a byte doubled',
      '7ea01e7595966f67e6e700c4018100090c07d20c04030a060b0bff007800f3307e',
      ['byte-added@25', 'take-byte-out', response],
    ],
  ])('%s', (_name, hex, expected) => {
    expect(table(hex)).toEqual([['hdlc', 'I', ...expected]]);
  });

  it('takes octet stuffing and doubled line ends back', () => {
    const stuffed = table('7ea027010201105a87e6e7000f40000000090c07e4020f06011922ff8000000201060000157d5eea5e7e')[0]!;
    expect(stuffed.slice(0, 4)).toEqual(['hdlc', 'I', 'octet-stuffed@37', 'unstuff']);
    expect(stuffed.at(-1)).toContain('0000157eea5e7e');
    const lines = table(response.replace('0a', '0d0a'))[0]!;
    expect(lines).toEqual(['hdlc', 'I', 'line-feeds-expanded@1', 'single-line-feeds', response]);
  });

  it('says how much of a cut frame is missing, and offers nothing', () => {
    const [item] = items(response.slice(0, 34));
    expect(item).toMatchObject({ kind: 'hdlc', type: 'I', problems: [{ code: 'truncated', offset: 17, missing: 15 }] });
    expect(item).not.toHaveProperty('corrected');
  });

  it('names notes for values that programs write down wrongly', () => {
    const note = (hex: string) => items(hex)[0]?.problems[0]?.note;
    expect(note('7EA007032193010F7E')).toBe('octets-swapped');
    expect(note('7EA007032193F0FE7E')).toBe('not-inverted');
    expect(note('7EA00703219300007E')).toBe('all-zero');
    expect(note('7EA007032193123 47E'.replace(' ', ''))).toBeUndefined();
  });

  it('does not guess where two mistakes meet', () => {
    expect(table('7EA0080321930F027E')[0]).not.toContain('length');
    expect(items('7EA0070321930F0A7E7EA0')[0]?.kind).toBe('hdlc');
  });
});

describe('frames that are sound and yet wrong', () => {
  it.each([
    ['an address of three bytes', '7ea0090002052193afd07e', ['address-width@3']],
    ['P missing', toHex(fromHex('7ea00703218386107e')!), ['poll-missing@5']],
  ])('%s', (_name, hex, codes) => {
    const [item] = items(hex);
    const own = item!.problems
      .filter(({ code }) => code !== 'fcs-wrong')
      .map(({ code, offset }) => `${code}@${offset}`);
    expect(own).toEqual(codes);
  });
});

describe('what a frame says', () => {
  const field = (hex: string, name: string) =>
    leavesOf(items(hex).flatMap(({ tree }) => tree)).find((leaf) => leaf.field === name);

  it('names addresses, sides and reserved values', () => {
    const [item] = items('7ea00a000200232193184 17e'.replace(' ', ''));
    const [destination, source] = ['destination', 'source'].map((name) => item!.tree.find((one) => one.field === name));
    expect(destination).toMatchObject({ value: '1/17', meaning: 'server', length: 4 });
    expect(destination!.children).toMatchObject([
      { field: 'destination.upper', value: 1, meaning: 'management-logical-device', length: 2 },
      { field: 'destination.lower', value: 17, length: 2 },
    ]);
    expect(source).toMatchObject({ value: '16', meaning: 'client' });
    expect(source!.children).toMatchObject([{ meaning: 'public-client' }]);
    expect(items('7ea00a002254d361513f997e')[0]!.tree.find((one) => one.field === 'destination')).toMatchObject({
      meaning: 'server',
    });
  });

  it('reads a protest in words', () => {
    const hex = '7ea00c2103973e211000016b5b7e';
    expect(field(hex, 'frmr.control')).toMatchObject({ value: 'I' });
    expect(field(hex, 'frmr.reason')).toMatchObject({ value: 'undefined-control' });
    expect(field(hex, 'frmr.counters')?.bits).toEqual([
      { field: 'frmr.vr', mask: 0xe0, value: 0 },
      { field: 'frmr.was-response', mask: 0x10, value: false },
      { field: 'frmr.vs', mask: 0x0e, value: 0 },
    ]);
  });

  it('names the APDU behind the LLC header, and no APDU where there is none', () => {
    const [item] = items(response);
    const information = item!.tree.find((one) => one.field === 'information');
    expect(information!.children!.find((one) => one.field === 'apdu')).toMatchObject({
      value: 'GET-Response-normal',
      offset: 11,
      length: 18,
    });
    expect(field(response, 'llc.source')).toMatchObject({ hex: 'e7' });
  });
});

describe('what is no frame', () => {
  it.each([
    [
      'telnet, then a refusal',
      `FFFB03FFFD03 506F727420616C726561647920696E207573650D0A`,
      [
        ['noise', 'telnet'],
        ['text', 'gateway-busy'],
      ],
    ],
    [
      'a banner, then a frame',
      `0D0A${toHex(Uint8Array.from('ser2net port 3333\r\n', (c) => c.charCodeAt(0)))}${snrm}`,
      [
        ['noise', 'line-ends', 'unrecognised@0'],
        ['text', 'gateway-banner'],
        ['hdlc', 'SNRM'],
      ],
    ],
    [
      'line ends after a frame',
      `${snrm}0D0A`,
      [
        ['hdlc', 'SNRM'],
        ['noise', 'line-ends', 'unrecognised@9'],
      ],
    ],
    [
      'flags between frames',
      `${snrm}7E7E${snrm}`,
      [
        ['hdlc', 'SNRM'],
        ['noise', 'flags'],
        ['hdlc', 'SNRM'],
      ],
    ],
    ['an identification', '2F415041355C324E4F52415833300D0A', [['text', 'mode-e-identification']]],
    ['an acknowledgement', '063235320D0A', [['text', 'mode-e-acknowledgement']]],
    ['another acknowledgement', '063035310D0A', [['text', 'sign-on-acknowledgement']]],
    ['a wrapper', '0001001000010005 6203800100', [['wrapper', 'RLRQ']]],
    ['a wrapper with half an APDU', '0001001000010003C00101', [['wrapper', 'GET-Request', 'apdu-cut@11']]],
    [
      'two wrappers',
      '00010001001000056303800100 00010001001000056303800100',
      [
        ['wrapper', 'RLRE'],
        ['wrapper', 'RLRE'],
      ],
    ],
    ['a wrapper low octet first', '0100100001000500 6203800100', [['wrapper', 'RLRQ', 'wrapper-little-endian@0']]],
    ['a wrapper cut short', '0001000100100005630380', [['wrapper', 'RLRE', 'wrapper-length-wrong@6']]],
    ['an AARQ', '601DA109060760857405080101BE10040E01000000065F1F0400007E1F04B0', [['apdu', 'AARQ']]],
    ['a GET-Request', 'C001C100080000010000FF0200', [['apdu', 'GET-Request']]],
    ['a GET-Request cut short', 'C001C100080000010000FF02', [['noise', 'unknown', 'unrecognised@0']]],
    ['just bytes', '112233445566', [['noise', 'unknown', 'unrecognised@0']]],
    ['a first octet alone', 'C0', [['noise', 'unknown', 'unrecognised@0']]],
    [
      'a line with 7 data bits, read with 8',
      '7ea0a321008200a3f3f6c581001405820000068200008784000000818884000000814e6a7e',
      [['noise', 'unknown', 'unrecognised@0', 'parity-in-bit-7@0']],
    ],
    ['nothing', '', []],
  ])('%s', (_name, hex, expected) => {
    expect(table(hex)).toEqual(expected);
  });
});

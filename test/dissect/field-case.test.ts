/** The frames of the field case, explained exactly as they have to be. */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { dissect, leavesOf } from '../../src/dissect/index.ts';
import { parseFrame } from '../../src/hdlc/index.ts';

const one = (hex: string) => {
  const items = dissect(fromHex(hex)!);
  expect(items).toHaveLength(1);
  return items[0]!;
};
const withGroup = (head: string, length: string, fcs: string) =>
  `7EA021${head}8180${length}0502008006020080070400000001080400000001${fcs}7E`;

describe('the field case', () => {
  it('has a frame whose FCS nobody computed', () => {
    const item = one('7E A0 07 03 21 93 00 00 7E');
    expect(item).toMatchObject({ kind: 'hdlc', type: 'SNRM', offset: 0, length: 9, hex: '7ea00703219300007e' });
    expect(item.problems).toEqual([
      { code: 'fcs-wrong', offset: 6, length: 2, severity: 'fault', found: '0000', expected: '0f01', note: 'all-zero' },
    ]);
    expect(item.corrected).toBe('7ea0070321930f017e');
  });

  it.each([
    ['client 1', '02030393F046'],
    ['client 16', '020321937356'],
  ])('has a group length of the wrong form, from %s', (_client, head) => {
    const item = one(withGroup(head, '12', 'A6D9'));
    expect(item.problems).toEqual([
      {
        code: 'group-length-wrong',
        offset: 11,
        length: 1,
        severity: 'fault',
        found: '12',
        expected: '14',
        declared: 18,
        actual: 20,
        note: 'one-byte-form',
      },
    ]);
    expect(item.corrected).toBe(withGroup(head, '14', 'CE6A').toLowerCase());
    const checks = leavesOf(item.tree).filter(({ field }) => field === 'hcs' || field === 'fcs');
    expect(checks.map(({ value }) => value)).toEqual([true, true]);
  });

  it('has a text that the gateway said', () => {
    const item = one('506F727420616C726561647920696E207573650D0A');
    expect(item).toMatchObject({ kind: 'text', type: 'gateway-busy', length: 21, problems: [] });
    expect(item.tree.map(({ field, value, meaning }) => [field, value, meaning])).toEqual([
      ['text', 'Port already in use', 'ser2net.busy'],
      ['line-end', undefined, undefined],
    ]);
  });

  it.each([
    '7EA0070303938C117E',
    '7EA0070321930F017E',
    '7EA0080203039305777E',
    '7EA00802032193 86677E',
    '7EA00A00020003219323727E',
    withGroup('02030393F046', '14', 'CE6A'),
    withGroup('020321937356', '14', 'CE6A'),
  ])('has right forms that are found right: %s', (hex) => {
    const item = one(hex);
    expect(item.problems).toEqual([]);
    expect(item).not.toHaveProperty('corrected');
    expect(parseFrame((fromHex(hex) ?? new Uint8Array()).slice(1, -1))).toMatchObject({ defects: [] });
    expect(toHex(fromHex(item.hex)!)).toBe(hex.replaceAll(' ', '').toLowerCase());
  });
});

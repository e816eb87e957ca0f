import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseServerAddress, renderServerAddress, type ServerAddress } from '../../src/evidence/index.ts';

const seven = fc.integer({ min: 0, max: 0x7f });
const fourteen = fc.integer({ min: 0, max: 0x3fff });
const address: fc.Arbitrary<ServerAddress> = fc.oneof(
  seven.map((upper) => ({ upper, lower: null, width: 1 as const })),
  fc.tuple(seven, seven).map(([upper, lower]) => ({ upper, lower, width: 2 as const })),
  fc.tuple(fourteen, fourteen).map(([upper, lower]) => ({ upper, lower, width: 4 as const })),
);

describe('a server address', () => {
  it('reads back from its shortest spelling', () => {
    fc.assert(
      fc.property(address, (one) => {
        expect(parseServerAddress(renderServerAddress(one))).toEqual(one);
      }),
    );
  });

  it('never throws, and what it accepts fits its bytes', () => {
    const anything = fc.oneof(fc.string(), fc.stringMatching(/^\d{0,6}[/:]\d{0,6}[/:]?\d?$/));
    fc.assert(
      fc.property(anything, (text) => {
        const read = parseServerAddress(text);
        if ('code' in read) return;
        const maximum = read.width === 4 ? 0x3fff : 0x7f;
        expect(Math.max(read.upper, read.lower ?? 0)).toBeLessThanOrEqual(maximum);
        expect(read.lower === null).toBe(read.width === 1);
      }),
    );
  });

  it.each([
    ['1', { upper: 1, lower: null, width: 1 }],
    [' 1/17 ', { upper: 1, lower: 17, width: 2 }],
    ['1/1234', { upper: 1, lower: 1234, width: 4 }],
    ['1/17:4', { upper: 1, lower: 17, width: 4 }],
    ['1/99999', { code: 'server-out-of-range', part: 'lower', value: 99999, maximum: 16383 }],
    ['200', { code: 'server-out-of-range', part: 'upper', value: 200, maximum: 127 }],
    ['1/200:2', { code: 'server-out-of-range', part: 'lower', value: 200, maximum: 127 }],
    ['1/17:3', { code: 'server-width-unknown', width: 3 }],
    ['1:4', { code: 'server-malformed' }],
    ['1/17:1', { code: 'server-malformed' }],
    ['one', { code: 'server-malformed' }],
    ['-1', { code: 'server-malformed' }],
  ])('%j', (text, read) => {
    expect(parseServerAddress(text)).toEqual(read);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc16 } from '../../src/bytes/crc.ts';
import { fromHex, toHex, toSpacedHex } from '../../src/bytes/hex.ts';
import { joinBytes, sameBytes } from '../../src/bytes/join.ts';
import { isPlainText, printable, safeText } from '../../src/bytes/printable.ts';

const anyBytes = fc.uint8Array({ maxLength: 70 });

/** The definition, bit by bit, to hold the tables against. */
function crcByDefinition(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return crc ^ 0xffff;
}

describe('CRC-16/X-25', () => {
  it('has the check value of its catalogue entry', () => {
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x906e);
  });

  it('meets the example of the standard, 03 3F and its check bytes 5B EC', () => {
    expect(crc16(Uint8Array.of(0x03, 0x3f))).toBe(0xec5b);
  });

  it('is what its definition says, over any stretch', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat(70), fc.nat(70), (bytes, a, b) => {
        const [from, to] = [Math.min(a, b, bytes.length), Math.min(Math.max(a, b), bytes.length)];
        expect(crc16(bytes, from, to)).toBe(crcByDefinition(bytes.subarray(from, to)));
      }),
    );
  });
});

describe('hex', () => {
  it('reads back what it writes, compact and spaced', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromHex(toSpacedHex(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each(['7', '7g', '0x7e', '7e a'])('does not read %j', (text) => expect(fromHex(text)).toBeNull());
});

describe('bytes from outside', () => {
  it('never reach a terminal as controls, and stay distinguishable', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (one, other) => {
        expect(printable(one)).toMatch(/^[\x20-\x7e]*$/);
        if (!sameBytes(one, other)) expect(printable(one)).not.toBe(printable(other));
      }),
    );
  });

  it('leaves no control, and nothing that reorders a line, in a text', () => {
    expect(safeText('medidor\u001b[31m\u202eñ\u009b\r\n')).toBe('medidor\\u001b[31m\\u202eñ\\u009b\\u000d\\u000a');
  });

  it('knows plain text', () => {
    expect(isPlainText(new TextEncoder().encode('Port already in use\r\n'))).toBe(true);
    expect(isPlainText(Uint8Array.of(0x41, 0x80))).toBe(false);
    expect(isPlainText(new Uint8Array())).toBe(false);
  });

  it('joins', () => {
    expect(toHex(joinBytes([Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3)]))).toBe('010203');
  });
});

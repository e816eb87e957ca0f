import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/bytes/hex.ts';
import { readTelnet } from '../../src/gateway/index.ts';

const read = (hex: string) =>
  readTelnet(fromHex(hex)!).map(
    ({ at, length, verb, optionName, option }) => `${at}+${length} ${verb} ${optionName ?? option}`,
  );

describe('telnet commands', () => {
  it('names what ser2net with telnet(rfc2217) says on connect', () => {
    expect(read('FF FB 03 FF FD 03 FF FB 01 FF FE 01 FF FD 00 FF FB 00 FF FD 2C')).toEqual([
      '0+3 WILL SUPPRESS-GO-AHEAD',
      '3+3 DO SUPPRESS-GO-AHEAD',
      '6+3 WILL ECHO',
      '9+3 DONT ECHO',
      '12+3 DO BINARY',
      '15+3 WILL BINARY',
      '18+3 DO COM-PORT-OPTION',
    ]);
  });

  it.each([
    ['an escaped FF is data', 'FF FF FB 01', []],
    ['an escaped FF before a command', 'FF FF FF FB 01', ['2+3 WILL ECHO']],
    [
      'a subnegotiation to its end, with an escaped FF inside',
      'FF FA 2C 01 FF FF 00 FF F0 7E',
      ['0+9 SB COM-PORT-OPTION'],
    ],
    ['a subnegotiation without an end is none', 'FF FA 2C 01 02 03', []],
    ['a subnegotiation cut by a command', 'FF FA 2C FF FB 01', ['3+3 WILL ECHO']],
    ['a command cut short', 'FF FD', ['0+2 DO null']],
    ['a lone FF', '7E FF', []],
    ['FF before a low byte', 'FF 10 FF', []],
    ['a command without option', 'FF F1 41', ['0+2 other null']],
    ['an option outside the table', 'FF FB C8', ['0+3 WILL 200']],
    ['none', '7E A0 07', []],
  ])('%s', (_name, hex, expected) => {
    expect(read(hex)).toEqual(expected);
  });

  it('gives commands in order that never overlap, for any bytes', () => {
    const byte = fc.oneof(fc.constantFrom(0xff, 0xfa, 0xf0, 0xfb, 0x2c), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 60 }), (bytes) => {
        let end = 0;
        for (const { at, length } of readTelnet(Uint8Array.from(bytes))) {
          expect(at).toBeGreaterThanOrEqual(end);
          end = at + length;
        }
        expect(end).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  it('takes linear time', () => {
    for (const pattern of [[0xff, 0xfa], [0xff, 0xfa, 0x2c], [0xff], [0xff, 0xfa, 0, 0xff, 0xff]]) {
      const bytes = Uint8Array.from({ length: 4_000_000 }, (_, index) => pattern[index % pattern.length]!);
      const started = performance.now();
      readTelnet(bytes);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});

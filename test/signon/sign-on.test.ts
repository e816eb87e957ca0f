import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/bytes/hex.ts';
import { parseSignOn, speedsOf } from '../../src/signon/index.ts';

const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** As 7 data bits with even parity look through 8. */
const withParity = (bytes: Uint8Array) =>
  bytes.map((byte) => ([...byte.toString(2)].filter((bit) => bit === '1').length % 2 === 1 ? byte | 0x80 : byte));

describe('sign-on texts of IEC 62056-21', () => {
  it('reads a request', () => {
    expect(parseSignOn(ascii('/?!\r\n'))).toEqual({
      kind: 'request',
      at: 0,
      length: 5,
      parityInBit7: false,
      address: null,
    });
    expect(parseSignOn(ascii('\r\n/?12345678!\r\n'))).toMatchObject({ at: 2, address: '12345678', length: 13 });
  });

  it('reads an identification that announces mode E', () => {
    expect(parseSignOn(ascii('/APA5\\2NORAX30\r\n'))).toEqual({
      kind: 'identification',
      at: 0,
      length: 16,
      parityInBit7: false,
      manufacturer: 'APA',
      reactionMs: 200,
      speedCharacter: '5',
      speeds: { modeC: 9600, modeB: null, modeD: null },
      sequences: ['2'],
      modeE: true,
      device: 'NORAX30',
    });
  });

  it('says nothing of mode E where it is not announced', () => {
    expect(parseSignOn(ascii('/KAm3TYPE2\r\n'))).toMatchObject({
      modeE: false,
      reactionMs: 20,
      sequences: [],
      speeds: { modeC: 2400, modeD: 2400 },
      device: 'TYPE2',
    });
    expect(parseSignOn(ascii('/EST5\\253740976_A\r\n'))).toMatchObject({ modeE: true, device: '53740976_A' });
    expect(parseSignOn(ascii('/XYZB\\@ABC\r\n'))).toMatchObject({
      modeE: false,
      sequences: ['@'],
      speeds: { modeB: 1200 },
    });
  });

  it('reads an acknowledgement', () => {
    expect(parseSignOn(fromHex('06 32 35 32 0D 0A')!)).toMatchObject({
      kind: 'acknowledgement',
      procedure: 'hdlc',
      mode: 'binary',
      modeE: true,
      speeds: { modeC: 9600 },
    });
    expect(parseSignOn(fromHex('06 30 35 32 0D 0A')!)).toMatchObject({
      procedure: 'normal',
      mode: 'binary',
      modeE: false,
    });
    expect(parseSignOn(fromHex('06 31 30 41 0D 0A')!)).toMatchObject({ procedure: 'secondary', mode: 'other' });
    expect(parseSignOn(fromHex('06 39 30 30 0D 0A')!)).toMatchObject({ procedure: 'reserved', mode: 'readout' });
  });

  it('reads a readout, with and without its block check', () => {
    const block = '\x020-0:C.1.0(72432595)\r\n1-0:1.8.1(00000000001.329*kWh)\r\n';
    expect(parseSignOn(ascii(block))).toMatchObject({
      kind: 'readout',
      at: 0,
      length: block.length,
      ended: false,
      lines: [
        { address: '0-0:C.1.0', value: '72432595', unit: null },
        { address: '1-0:1.8.1', value: '00000000001.329', unit: 'kWh' },
      ],
    });
    const whole = ascii(`${block}!\r\n\x03Z`);
    expect(parseSignOn(whole)).toMatchObject({ ended: true, length: whole.length });
    expect(parseSignOn(ascii('noise\r\n1.8.0(1*kWh)\r\n!\r\n'))).toMatchObject({ at: 7, ended: true, length: 17 });
  });

  it('sees through parity in bit 7, and says so', () => {
    const bytes = withParity(ascii('/APA5\\2NORAX30\r\n'));
    expect(bytes[0]).toBe(0xaf);
    expect(parseSignOn(bytes)).toMatchObject({ kind: 'identification', parityInBit7: true, manufacturer: 'APA' });
    bytes[3] = (bytes[3] ?? 0) ^ 0x80;
    expect(parseSignOn(bytes)).toBeNull();
  });

  it.each(['', '/?!', '/APA5\\2NORAX30', '/AP', 'Port already in use\r\n', 'f(x)\r\n', '06352', '192.168.1.1\r\n'])(
    '%j is none',
    (text) => {
      expect(parseSignOn(ascii(text))).toBeNull();
    },
  );

  it('names every speed of every mode', () => {
    expect([...'0123456'].map((z) => speedsOf(z).modeC)).toEqual([300, 600, 1200, 2400, 4800, 9600, 19200]);
    expect([...'ABCDEF'].map((z) => speedsOf(z).modeB)).toEqual([600, 1200, 2400, 4800, 9600, 19200]);
    expect(speedsOf('Z')).toEqual({ modeC: null, modeB: null, modeD: null });
  });

  it('stays quick on hostile bytes', () => {
    for (const pattern of ['/', '/AAA', '1-0:1.8.0(', '((((', '/AAA5\\\\', '\x06', '111']) {
      const started = performance.now();
      parseSignOn(ascii(pattern.repeat(Math.ceil(200_000 / pattern.length))));
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });
});

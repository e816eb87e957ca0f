import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, toSpacedHex } from '../../src/bytes/hex.ts';
import { undress } from '../../src/dissect/index.ts';

const snrm = '7ea0070321930f017e';
const ua = '7ea0072103730140 7e'.replace(' ', '');

const seen = (input: string | Uint8Array) => {
  const { segments, problems } = undress(input);
  return [
    ...segments.map(({ direction, at, bytes }) => [direction, at, toHex(bytes)]),
    ...problems.map(({ code, line, column }) => `${code} ${line}:${column}`),
  ];
};
const plain = (hex: string) => [[null, null, hex]];

describe('hex in any dress', () => {
  it.each([
    ['pairs', '7E A0 07 03 21 93 0F 01 7E'],
    ['one piece', '7ea0070321930f017e'],
    ['prefixed', '0x7e,0xa0,0x07,0x03,0x21,0x93,0x0f,0x01,0x7e'],
    ['prefixed, one digit', '0x7e 0xa0 0x7 0x3 0x21 0x93 0xf 0x1 0x7e'],
    ['prefixed in one piece', '0x7ea0070321930f017e'],
    ['escapes', '\\x7E\\xA0\\x07\\x03\\x21\\x93\\x0F\\x01\\x7E'],
    ['a Python literal', "b'~\\xa0\\x07\\x03!\\x93\\x0f\\x01~'"],
    ['a Python literal in a call', "sock.send(b'\\x7E\\xA0\\x07\\x03\\x21\\x93\\x0F\\x01\\x7E')  # SNRM"],
    ['colons', '7E:A0:07:03:21:93:0F:01:7E'],
    ['dashes', '7E-A0-07-03-21-93-0F-01-7E'],
    ['groups', '7ea0 0703 2193 0f01 7e'],
    ['a C array', 'const uint8_t frame[] = { 0x7E, 0xA0, 0x07, 0x03, 0x21, 0x93, 0x0F, 0x01, 0x7E };'],
    [
      'a C array of several lines',
      'uint8_t f[9] = {\n  0x7E, 0xA0, 0x07, // start\n  0x03, 0x21, 0x93,\n  0x0F, 0x01, 0x7E\n};',
    ],
    ['quotes', '"7E A0 07 03 21 93 0F 01 7E"'],
    ['JSON', '{"frame": "7ea0070321930f017e", "id": 12}'],
    ['several lines', '7E A0 07 03\n21 93\n0F 01 7E\n'],
    ['xxd', '00000000: 7ea0 0703 2193 0f01 7e                   ~...!...~\n'],
    ['hexdump -C', '00000000  7e a0 07 03 21 93 0f 01  7e                       |~...!...~|\n00000009\n'],
    ['Wireshark', '0000   7e a0 07 03 21 93 0f 01 7e                        ~...!...~\n'],
    ['od -t x1', '0000000 7e a0 07 03 21 93 0f 01 7e\n0000011\n'],
    ['words around', 'Frame 7E A0 07 03 21 93 0F 01 7E (9 bytes) from 192.168.1.135:3333'],
    ['words around one piece', 'frame=7ea0070321930f017e len=9'],
    ['a time and an address', '2025-11-10 10:35:02,123 INFO 192.168.1.135:3333 7E A0 07 03 21 93 0F 01 7E'],
  ])('%s', (_name, text) => {
    expect(seen(text)).toEqual([[null, /^2025\S+ \S+/.exec(text)?.[0] ?? null, snrm]]);
    expect(seen(new TextEncoder().encode(text))).toEqual(seen(text));
  });

  it.each([
    ['TX: 7E A0 07 03 21 93 0F 01 7E', 'sent', null],
    ['[TX] 7EA0070321930F017E', 'sent', null],
    ['> 7E A0 07 03 21 93 0F 01 7E', 'sent', null],
    ['→ 7E A0 07 03 21 93 0F 01 7E', 'sent', null],
    ['-> 7EA0070321930F017E', 'sent', null],
    ['Send: 7E A0 07 03 21 93 0F 01 7E', 'sent', null],
    ['10:35:02.123 < 7E A0 07 03 21 93 0F 01 7E', 'received', '10:35:02.123'],
    ['Recv 7E A0 07 03 21 93 0F 01 7E', 'received', null],
    ['<- 7E A0 07 03 21 93 0F 01 7E', 'received', null],
    ['[2025-11-10T10:35:02Z] DEBUG received 9 bytes: 7E A0 07 03 21 93 0F 01 7E', 'received', '2025-11-10T10:35:02Z'],
    ['Nov 10 10:35:02 host dlms[812]: RX 7EA0070321930F017E', 'received', 'Nov 10 10:35:02'],
    ['\u001b[32mRX\u001b[0m 7E A0 07 03 21 93 0F 01 7E', 'received', null],
    ['^[[1;32mRX^[[0m 7E A0 07 03 21 93 0F 01 7E', 'received', null],
    ['\\x1b[32mTX\\x1b[0m 7E A0 07 03 21 93 0F 01 7E', 'sent', null],
    ['#033[32mTX#033[0m 7EA0070321930F017E', 'sent', null],
    ['[32mRX[0m 7EA0070321930F017E', 'received', null],
    ['\u001b[KRX \u001b[38:5:1m7EA0070321930F017E\u001b[0m', 'received', null],
    ['Recibido: 7E A0 07 03 21 93 0F 01 7E', 'received', null],
    ['@212 < 7E A0 07 03 21 93 0F 01 7E', 'received', '@212'],
  ])('%s', (text, direction, at) => {
    expect(seen(text)).toEqual([[direction, at, snrm]]);
  });

  it('leaves what looks like a colour alone where it may be bytes that came', () => {
    expect(seen("RX b'\\x1b[32m\\x7e\\xa0'")).toEqual([['received', null, '1b5b33326d7ea0']]);
  });

  it('reads a capture file', () => {
    const text = `# source  made\n@0   = connected\n@0   > 7E A0 07 03 21 93 0F 01 7E\n@212 < 7E A0 07\n@215 < 21 03 73 01 40 7E\n@216 = FIN\n`;
    expect(seen(text)).toEqual([
      ['sent', '@0', snrm],
      ['received', '@212', ua],
    ]);
  });

  it('keeps frames with their own times apart, and both ways on one line', () => {
    expect(seen(`10:00:00 RX ${snrm}\n10:00:01 RX ${ua}`)).toEqual([
      ['received', '10:00:00', snrm],
      ['received', '10:00:01', ua],
    ]);
    expect(seen(`Send: ${snrm} Recv: ${ua}`)).toEqual([
      ['sent', null, snrm],
      ['received', null, ua],
    ]);
    expect(seen(`Sent:\n7E A0 07 03 21\n93 0F 01 7E\nReceived:\n${ua}`)).toEqual([
      ['sent', null, snrm],
      ['received', null, ua],
    ]);
  });

  it('reads several frames of a line or a dump of several rows as one run', () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, index) => index * 5);
    const rows = [0, 16, 32].map((at) => {
      const row = bytes.slice(at, at + 16);
      return `${at.toString(16).padStart(4, '0')}   ${toSpacedHex(row).toLowerCase().padEnd(47)}   ab.. dead beef`;
    });
    expect(seen(rows.join('\n'))).toEqual(plain(toHex(bytes)));
    expect(seen(`${snrm} ${ua}`)).toEqual(plain(snrm + ua));
  });

  it.each([
    ['added'],
    ['the face of a dead decade'],
    ['be added'],
    ['dead beef'],
    ['192.168.1.135:3333'],
    ['2025-11-10 10:35:02'],
    ['10:35:02.123 connected'],
    ['550e8400-e29b-41d4-a716-446655440000 is a UUID'],
    ['serial 1699612345 or 20251110'],
    [''],
    ['\n\n'],
    ['# 7E A0 07 03 21 93 0F 01 7E'],
  ])('%j is no hex', (text) => {
    expect(seen(text)).toEqual(['no-hex 1:1']);
  });

  it.each([
    ['7EA0070321930F017', ['odd-digits 1:1']],
    ['7E A0 7 03 21 93 0F 01 7E', ['odd-digits 1:7']],
    ['TX 7EA0070321930F017', ['odd-digits 1:4']],
    [`${snrm}\n7E A`, [[null, null, snrm], 'odd-digits 2:4']],
    ['0x7EA', ['odd-digits 1:1']],
    ['126, 160, 7, 3, 33, 147, 15, 1, 126', ['odd-digits 1:1']],
  ])('%j has a digit too many or too few', (text, expected) => {
    expect(seen(text)).toEqual(expected);
  });

  it('takes no number on a line of its own for bytes, in a text with words', () => {
    expect(seen(`Captured on the site\n2025\nTX ${snrm}\n17\n`)).toEqual([['sent', null, `${snrm}17`]]);
  });

  it('takes bytes that are no text as themselves, and known texts too', () => {
    const frame = Uint8Array.of(0x7e, 0xa0, 0x07, 0x03, 0x21, 0x93, 0x0f, 0x01, 0x7e);
    expect(seen(frame)).toEqual(plain(snrm));
    for (const text of [
      'Port already in use\r\n',
      '/?!\r\n',
      '/APA5\\2NORAX30\r\n',
      '/KAM5\r\n\r\n1-0:1.8.0(00009621.983*kWh)\r\n!\r\n',
    ]) {
      const bytes = new TextEncoder().encode(text);
      expect(seen(bytes)).toEqual(plain(toHex(bytes)));
    }
    expect(seen(new TextEncoder().encode('hello there\n'))).toEqual(['no-hex 1:1']);
  });

  it('reads back any bytes in every dress', () => {
    const dresses: ((hex: string[]) => string)[] = [
      (hex) => hex.join(' '),
      (hex) => hex.join('').toUpperCase(),
      (hex) => hex.map((pair) => `0x${pair}`).join(', '),
      (hex) => `b"${hex.map((pair) => `\\x${pair}`).join('')}"`,
      (hex) => hex.join(':'),
      (hex) => `10:00:00 TX ${hex.join(' ')}`,
    ];
    const bytes = fc.uint8Array({ minLength: 9, maxLength: 60 });
    fc.assert(
      fc.property(bytes, fc.constantFrom(...dresses), (some, dress) => {
        const text = dress(Array.from(some, (byte) => byte.toString(16).padStart(2, '0')));
        expect(seen(text).map((segment) => segment[2])).toEqual([toHex(some)]);
      }),
    );
  });

  it('never throws, and stays quick on large and hostile texts', { timeout: 120_000 }, () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void undress(text)));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void undress(bytes)));
    for (const pattern of [
      '7E ',
      '7e',
      '0x7E,',
      '\\x7e',
      'a',
      'ab ',
      '1:',
      '> ',
      '<',
      '7E A0 x ',
      "b'",
      '10:10:10 ',
      '- ',
    ]) {
      const text = pattern.repeat(Math.ceil(2_000_000 / pattern.length));
      // The processor's time, not the clock's: other work on the machine is none of ours.
      const before = process.cpuUsage();
      undress(text);
      expect(process.cpuUsage(before).user / 1000, pattern).toBeLessThan(3000);
    }
  });
});

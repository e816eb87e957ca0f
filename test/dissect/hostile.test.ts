/** Long and hostile bytes: time and memory stay in proportion. */
import { describe, expect, it } from 'vitest';
import { dissectEach } from '../../src/dissect/index.ts';

const megabyte = 1_000_000;

const repeated = (pattern: readonly number[], length = 2 * megabyte) =>
  Uint8Array.from({ length }, (_, index) => pattern[index % pattern.length]!);

function pseudoRandom(length: number): Uint8Array {
  let state = 12345;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  });
}

/** A GET-Response with an array of empty values, as long as it gets. */
function oneApdu(count: number, value: number): Uint8Array {
  const head = [0xc4, 1, 0xc1, 0, 1, 0x84, count >>> 24, (count >>> 16) & 0xff, (count >>> 8) & 0xff, count & 0xff];
  const bytes = new Uint8Array(head.length + count).fill(value);
  bytes.set(head);
  return bytes;
}

function run(bytes: Uint8Array): { readonly items: number; readonly covered: number; readonly ms: number } {
  // The processor's time, not the clock's: other work on the machine is none of ours.
  const before = process.cpuUsage();
  let items = 0;
  let covered = 0;
  for (const item of dissectEach(bytes)) {
    items++;
    covered += item.length;
  }
  const { user, system } = process.cpuUsage(before);
  return { items, covered, ms: (user + system) / 1000 };
}

const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0));

describe('hostile bytes', { timeout: 120_000 }, () => {
  it.each<[string, Uint8Array]>([
    ['noise', pseudoRandom(4 * megabyte)],
    ['flags', repeated([0x7e])],
    ['flags and zeros', repeated([0x7e, 0x00])],
    ['starts of frames', repeated([0x7e, 0xa0])],
    ['headers without end', repeated([0x7e, 0xa7, 0xff, 0x03, 0x21, 0x93])],
    ['headers that prove themselves and never end', repeated([0x7e, 0xa0, 0x21, 0x02, 0x03, 0x03, 0x93, 0xf0, 0x46])],
    ['format octets', repeated([0xa0])],
    ['FF', repeated([0xff])],
    ['telnet that never ends', repeated([0xff, 0xfa, 0x2c])],
    ['telnet commands', repeated([0xff, 0xfb, 0x03])],
    ['wrapper headers', repeated([0x00, 0x01, 0x00, 0x10, 0x00, 0x01, 0xff, 0xff, 0xc0])],
    ['zeros', repeated([0x00])],
    ['text without end', repeated(ascii('Hello '))],
    ['tildes and text', repeated(ascii('~~a'))],
    ['the start of a known text', repeated(ascii('Port '))],
    ['a known text', repeated(ascii('Port already in use'))],
    ['slashes', repeated(ascii('/'))],
    ['starts of identifications', repeated(ascii('/ABC5'))],
    ['acknowledgements', repeated([0x06, 0x30])],
    ['starts of readouts', repeated([0x02, 0x31, 0x2e])],
    ['a long readout', repeated(ascii('\x021.8.0(1*kWh)\r\n'))],
    ['escapes', repeated([0x7e, 0xa0, 0x7d, 0x5e])],
    ['line feeds', repeated([0x0d, 0x0a])],
    ['bad frames', repeated([0x7e, 0xa0, 0x07, 0x03, 0x21, 0x93, 0x00, 0x00, 0x7e], 900_000)],
    ['an APDU of a megabyte', oneApdu(megabyte - 8, 0x00)],
    ['an APDU that is too long to be one', oneApdu(2 * megabyte, 0x00)],
    [
      'wrappers full of data',
      repeated(
        [0x00, 0x01, 0x00, 0x01, 0x00, 0x10, 0x00, 0x09, 0xc4, 0x01, 0xc1, 0x00, 0x02, 0x03, 0x00, 0x00, 0x00],
        17 * 60_000,
      ),
    ],
    [
      'wrappers full of depth',
      repeated(
        [
          0x00,
          0x01,
          0x00,
          0x01,
          0x00,
          0x10,
          0x27,
          0x10,
          0xc4,
          0x01,
          0xc1,
          0x00,
          ...Array(4998).fill([0x02, 0x01]).flat(),
        ],
        10_008 * 100,
      ),
    ],
    ['nested structures', repeated([0xc4, 0x01, 0xc1, 0x00, 0x02, 0x01])],
  ])('%s', (_name, bytes) => {
    const { covered, ms } = run(bytes);
    expect(covered).toBe(bytes.length);
    expect(ms).toBeLessThan(6000);
  });

  it('keeps to a time in proportion to the length', () => {
    const short = run(pseudoRandom(2 * megabyte));
    const long = run(pseudoRandom(16 * megabyte));
    expect(long.ms).toBeLessThan(Math.max(short.ms, 20) * 8 * 4);
    expect(long.items).toBeLessThan(20_000);
  });
});

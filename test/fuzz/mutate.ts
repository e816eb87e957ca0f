/** Changes bytes as lines, meters and enemies do, by a random source that can be repeated from its seed. */
import { crc16 } from '../../src/bytes/crc.ts';
import { addressWidth } from '../../src/hdlc/index.ts';

/** A number from 0 to `below` - 1. */
export type Random = (below: number) => number;

/** xorshift32: small, fast, the same everywhere. */
export function seeded(seed: number): Random {
  let state = seed | 0 || 0x9e3779b9;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return below <= 0 ? 0 : (state >>> 0) % below;
  };
}

/** Values that break parsers: ends of ranges, tags, flags, lengths of lengths. */
const telling = [0x00, 0x01, 0x02, 0x09, 0x13, 0x7e, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xa0, 0xa8, 0xc4, 0xe0, 0xff];

/** Between one and eight changes to a copy. */
export function mutate(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  let changed = Uint8Array.from(bytes);
  for (let left = 1 + random(8); left > 0; left--) changed = once(changed, others, random);
  return changed;
}

function once(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array<ArrayBuffer> {
  const at = random(bytes.length + 1);
  const copy = Uint8Array.from(bytes);
  switch (random(8)) {
    case 0:
      if (at < copy.length) copy[at] = (copy[at] as number) ^ (1 << random(8));
      return copy;
    case 1:
      if (at < copy.length) copy[at] = telling[random(telling.length)] as number;
      return copy;
    case 2:
      return Uint8Array.from([
        ...bytes.subarray(0, at),
        telling[random(telling.length)] as number,
        ...bytes.subarray(at),
      ]);
    case 3:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + random(4))]);
    case 4:
      return Uint8Array.from(bytes.subarray(0, at));
    case 5: {
      const part = bytes.subarray(at, at + 1 + random(16));
      return Uint8Array.from([...bytes.subarray(0, at), ...part, ...part, ...bytes.subarray(at)]);
    }
    case 6: {
      const other = others[random(others.length)] ?? bytes;
      const from = random(other.length);
      return Uint8Array.from([
        ...bytes.subarray(0, at),
        ...other.subarray(from, from + 1 + random(24)),
        ...bytes.subarray(at + random(24)),
      ]);
    }
    default:
      for (let index = at; index < Math.min(copy.length, at + 1 + random(8)); index++) copy[index] = random(256);
      return copy;
  }
}

/**
 * Makes a mutated frame sound again: flags, length, HCS and FCS fitting what stands between them. Without it hardly
 * anything gets past the check values, and what lies behind them is never tried.
 */
export function seal(bytes: Uint8Array): Uint8Array {
  const inner = bytes[0] === 0x7e ? bytes.subarray(1, bytes.at(-1) === 0x7e ? -1 : undefined) : bytes;
  if (inner.length < 9 || inner.length > 0x7ff) return bytes;
  const octets = Uint8Array.from(inner);
  octets[0] = 0xa0 | ((octets[0] as number) & 0x08) | (octets.length >>> 8);
  octets[1] = octets.length & 0xff;
  const destination = addressWidth(octets, 2, octets.length);
  const source = destination > 0 ? addressWidth(octets, 2 + destination, octets.length) : 0;
  const headerEnd = 2 + destination + source + 1;
  if (destination <= 0 || source <= 0 || headerEnd + 2 > octets.length) return bytes;
  const put = (at: number): void => {
    const check = crc16(octets, 0, at);
    octets[at] = check & 0xff;
    octets[at + 1] = check >>> 8;
  };
  if (headerEnd + 4 < octets.length) put(headerEnd);
  put(octets.length - 2);
  return Uint8Array.of(0x7e, ...octets, 0x7e);
}

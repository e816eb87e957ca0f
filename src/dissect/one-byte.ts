/**
 * One byte lost or added on the way, found by the FCS. The check runs from the front; run backwards from the value
 * that a whole frame leaves, it says what must stand before each byte. Where a byte more, or one less, joins the two,
 * the frame is whole again. One pass each way, whatever the number of guesses.
 *
 *   forward[i]    register behind octets 0 … i-1
 *   backward[i]   register that must stand before octet i, so that the whole frame checks
 */

/** What the register holds behind a frame and its right FCS. */
const residue = 0xf0b8;

const table = new Uint16Array(256);
for (let index = 0; index < 256; index++) {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  table[index] = crc;
}
/** Each high octet occurs once in the table: from it, where it stood. */
const byHighOctet = new Uint8Array(256);
for (let index = 0; index < 256; index++) byHighOctet[(table[index] as number) >>> 8] = index;

const step = (register: number, octet: number): number =>
  (register >>> 8) ^ (table[(register ^ octet) & 0xff] as number);

function stepBack(register: number, octet: number): number {
  const index = byHighOctet[register >>> 8] as number;
  return (((register ^ (table[index] as number)) << 8) & 0xffff) | (index ^ octet);
}

function registers(octets: Uint8Array): { readonly forward: Uint16Array; readonly backward: Uint16Array } {
  const { length } = octets;
  const forward = new Uint16Array(length + 1);
  const backward = new Uint16Array(length + 1);
  forward[0] = 0xffff;
  for (let at = 0; at < length; at++) forward[at + 1] = step(forward[at] as number, octets[at] as number);
  backward[length] = residue;
  for (let at = length; at > 0; at--) backward[at - 1] = stepBack(backward[at] as number, octets[at - 1] as number);
  return { forward, backward };
}

export interface OneByte {
  /** Offset into the octets given: where the byte is missing, or stands. */
  readonly at: number;
  readonly octet: number;
}

/** The format field is not searched: its length says that a byte is missing. */
const first = 2;

/**
 * Places where one of `candidates` put in makes the FCS right. In a run of the same byte the first place stands for all.
 */
export function lostByte(octets: Uint8Array, candidates: readonly number[]): readonly OneByte[] {
  const { forward, backward } = registers(octets);
  const found: OneByte[] = [];
  for (let at = first; at <= octets.length; at++) {
    for (const octet of candidates) {
      if (octets[at - 1] === octet && at > first) continue;
      if (step(forward[at] as number, octet) === backward[at]) found.push({ at, octet });
    }
  }
  return found;
}

/** Places where a byte taken out makes the FCS right: one of `candidates`, or one that stands doubled. */
export function addedByte(octets: Uint8Array, candidates: readonly number[]): readonly OneByte[] {
  const { forward, backward } = registers(octets);
  const found: OneByte[] = [];
  for (let at = first; at < octets.length; at++) {
    const octet = octets[at] as number;
    // Of a run, the last one stands for all.
    if (octets[at + 1] === octet) continue;
    if (octets[at - 1] !== octet && !candidates.includes(octet)) continue;
    if (forward[at] === backward[at + 1]) found.push({ at, octet });
  }
  return found;
}

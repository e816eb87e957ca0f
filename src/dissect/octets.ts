/** Octets between flags, rewritten: the steps that corrections are made of. None of them changes its argument. */
import { crc16 } from '../bytes/crc.ts';
import { parseFrame } from '../hdlc/index.ts';

/** What the length field says. */
export const declaredIn = (octets: Uint8Array): number => (((octets[0] as number) & 0x07) << 8) | (octets[1] as number);

/** Replaces each occurrence of a pair of bytes by one byte. */
export function shrink(octets: Uint8Array, pair: readonly [number, number], by: number): Uint8Array {
  const kept: number[] = [];
  for (let at = 0; at < octets.length; at++) {
    const hit = octets[at] === pair[0] && octets[at + 1] === pair[1];
    kept.push(hit ? by : (octets[at] as number));
    if (hit) at++;
  }
  return Uint8Array.from(kept);
}

/** Takes 7D escapes back, as of asynchronous PPP. */
export function unstuff(octets: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let at = 0; at < octets.length; at++) {
    const escaped = octets[at] === 0x7d && at + 1 < octets.length;
    kept.push(escaped ? (octets[++at] as number) ^ 0x20 : (octets[at] as number));
  }
  return Uint8Array.from(kept);
}

/** With the check value of `octets[0, at)` at `at`. */
export function withCheck(octets: Uint8Array, at: number): Uint8Array {
  const check = crc16(octets, 0, at);
  const copy = octets.slice();
  copy[at] = check & 0xff;
  copy[at + 1] = check >>> 8;
  return copy;
}

/** HCS (where there is one) and FCS computed anew. */
export function withChecks(octets: Uint8Array): Uint8Array {
  const frame = parseFrame(octets);
  if ('code' in frame) return octets;
  const { informationAt, informationEnd } = frame;
  const headed = informationAt < informationEnd ? withCheck(octets, informationAt - 2) : octets;
  return withCheck(headed, octets.length - 2);
}

/** With the length that is there. */
export function withLength(octets: Uint8Array): Uint8Array {
  const copy = octets.slice();
  copy[0] = ((octets[0] as number) & 0xf8) | (octets.length >>> 8);
  copy[1] = octets.length & 0xff;
  return copy;
}

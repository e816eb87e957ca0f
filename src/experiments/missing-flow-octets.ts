/**
 * Whether octets 11 and 13 are missing in a frame: software flow control on the serial side takes XON (11) and XOFF (13) for
 * itself. The frame's length (IEC 62056-46 §6.4.2.1) then counts them, and the closing flag stands so much too early:
 *
 *     7E A0 20 21 [13] 73 E2 0D …  CE 6A 7E      length 20 (32 octets), 31 between the flags
 *
 * Shown by the check values: one or two of them put back make HCS and FCS right. By chance one insertion does that in
 * about one of 3000 damaged frames of the shortest kind, in one of millions where there is an information field.
 */
import { flag, isSound, maximumLength, minimumLength, parseFrame } from '../hdlc/index.ts';

const swallowed = [0x11, 0x13] as const;
/** Two in a longer frame are too many places to try, and short ones show it as well. */
const longestForTwo = 64;
/** More candidates than this a stretch has only where it is no frame. */
const mostCandidates = 8;

/** @returns how many octets put back, 11 or 13, make a frame in these bytes sound; 0 where none do */
export function missingFlowOctets(bytes: Uint8Array): number {
  let candidates = 0;
  for (let at = bytes.indexOf(flag); at >= 0 && candidates < mostCandidates; at = bytes.indexOf(flag, at + 1)) {
    const first = bytes[at + 1] ?? 0;
    const second = bytes[at + 2];
    if ((first & 0xf0) !== 0xa0 || second === undefined) continue;
    const length = ((first << 8) | second) & maximumLength;
    if (length < minimumLength || bytes[at + 1 + length] === flag) continue;
    for (const missing of [1, 2]) {
      if (bytes[at + 1 + length - missing] !== flag) continue;
      candidates += 1;
      const octets = bytes.subarray(at + 1, at + 1 + length - missing);
      if (missing === 1 ? isRepairedByOne(octets, 2) : length <= longestForTwo && isRepairedByTwo(octets))
        return missing;
    }
  }
  return 0;
}

/** @param from the first place to try: the format field told the length and is whole */
function isRepairedByOne(octets: Uint8Array, from: number): boolean {
  const whole = new Uint8Array(octets.length + 1);
  for (let place = from; place <= octets.length; place++) {
    whole.set(octets.subarray(0, place), 0);
    whole.set(octets.subarray(place), place + 1);
    for (const octet of swallowed) {
      whole[place] = octet;
      const frame = parseFrame(whole);
      if (!('code' in frame) && isSound(frame)) return true;
    }
  }
  return false;
}

function isRepairedByTwo(octets: Uint8Array): boolean {
  for (let place = 2; place <= octets.length; place++) {
    for (const octet of swallowed) {
      const one = Uint8Array.of(...octets.subarray(0, place), octet, ...octets.subarray(place));
      if (isRepairedByOne(one, place + 1)) return true;
    }
  }
  return false;
}

/** Puts APDUs together out of the frames, or the wrappers, that carried them: segments behind each other, copies once. */
import { joinBytes } from '../bytes/join.ts';
import { type Apdu, parseApdu } from '../dlms/index.ts';
import { type Frame, informationOf, isSound, parseLlc } from '../hdlc/index.ts';
import { parseWrapper, wrapperHeaderLength } from '../wrapper/index.ts';
import type { Sighting, Turn } from './conversation.ts';
import { isTo } from './heard.ts';

/** An APDU is not put together beyond this: nothing of the field is longer. */
const longestApdu = 1 << 20;

export interface CameApdu {
  readonly apdu: Apdu;
  readonly atMs: number | null;
  /** Number of the turn in which its last octet came. */
  readonly turn: number;
}

export interface Came {
  readonly apdus: readonly CameApdu[];
  /** An answer that began and did not end. */
  readonly begun: { readonly octets: number; readonly segments: number } | null;
}

/** What came for a client in some turns. */
export function apdusFor(turns: readonly Turn[], client: number, isEcho: (frame: Frame) => boolean): Came {
  const apdus: CameApdu[] = [];
  let parts: Uint8Array[] = [];
  let octets = 0;
  let before: Frame | null = null;
  for (const { number, sightings } of turns) {
    for (const { frame, atMs } of framesOf(sightings)) {
      if (frame.control.type !== 'I' || !isTo(frame, client) || isEcho(frame)) continue;
      if (before !== null && isCopy(before, frame)) continue;
      before = frame;
      const information = informationOf(frame);
      const llc = parseLlc(information);
      if (llc !== null) {
        parts = [];
        octets = 0;
      }
      const part = information.subarray(llc?.length ?? 0);
      octets += part.length;
      if (octets <= longestApdu) parts.push(part);
      if (frame.segmented) continue;
      const { apdu } = parseApdu(joinBytes(parts));
      apdus.push({ apdu, atMs, turn: number });
      parts = [];
      octets = 0;
    }
  }
  return { apdus, begun: parts.length === 0 ? null : { octets, segments: parts.length } };
}

/** Sound frames, in the order in which they came. */
export function framesOf(
  sightings: readonly Sighting[],
): readonly { readonly frame: Frame; readonly atMs: number | null }[] {
  return sightings.flatMap(({ piece, atMs }) =>
    piece.kind === 'frame' && isSound(piece.frame) ? [{ frame: piece.frame, atMs }] : [],
  );
}

function isCopy(before: Frame, frame: Frame): boolean {
  const [one, other] = [before.octets, frame.octets];
  return one.length === other.length && one.every((octet, at) => octet === other[at]);
}

/** APDUs in wrappers, from the octets of all portions of some turns. */
export function wrappedApdus(turns: readonly Turn[]): Came {
  const apdus: CameApdu[] = [];
  let left = 0;
  for (const { number, received } of turns) {
    let bytes = joinBytes(received.map((portion) => portion.bytes));
    while (bytes.length >= wrapperHeaderLength) {
      const wrapper = parseWrapper(bytes);
      if ('code' in wrapper || wrapper.version !== 1 || wrapper.available < wrapper.length) break;
      const end = wrapperHeaderLength + wrapper.length;
      const { apdu } = parseApdu(bytes.subarray(wrapperHeaderLength, end));
      apdus.push({ apdu, atMs: received.at(-1)?.atMs ?? null, turn: number });
      bytes = bytes.subarray(end);
    }
    left = bytes.length;
  }
  return { apdus, begun: apdus.length === 0 && left > 0 ? { octets: left, segments: 1 } : null };
}

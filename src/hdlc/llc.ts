/**
 * The LLC header in front of an APDU in the first I frame (IEC 62056-46 §5.3.2): E6 E6 00 for a command, E6 E7 00
 * for a response. FF in place of the destination is a broadcast. Some meters send the header twice.
 */
export interface Llc {
  readonly kind: 'command' | 'response' | 'broadcast';
  /** 3 for one header, 6 where it stands twice. */
  readonly length: number;
  readonly quality: number;
}

/** The LLC header at the start of an information field `bytes[at, end)`; null where there is none. */
export function parseLlc(bytes: Uint8Array, at = 0, end = bytes.length): Llc | null {
  const kind = kindAt(bytes, at, end);
  if (kind === null) return null;
  const doubled = kindAt(bytes, at + 3, end) !== null && bytes[at + 5] === 0;
  return { kind, length: doubled ? 6 : 3, quality: bytes[at + 2] as number };
}

function kindAt(bytes: Uint8Array, at: number, end: number): Llc['kind'] | null {
  if (end < at + 3) return null;
  if (bytes[at] === 0xe6 && bytes[at + 1] === 0xe6) return 'command';
  if (bytes[at] === 0xe6 && bytes[at + 1] === 0xe7) return 'response';
  if (bytes[at] === 0xff && (bytes[at + 1] === 0xe6 || bytes[at + 1] === 0xe7)) return 'broadcast';
  return null;
}

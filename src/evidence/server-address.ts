/**
 * The HDLC address of a meter as it goes on the wire (IEC 62056-46 §6.4.2): `upper` names the logical device,
 * `lower` the physical one; `width` is the number of address bytes.
 */
export interface ServerAddress {
  /** Logical device: 0 to 127 in 1 or 2 bytes, 0 to 16383 in 4. */
  readonly upper: number;
  /** Physical device; null exactly when the address has one byte. */
  readonly lower: number | null;
  readonly width: 1 | 2 | 4;
}

export type ServerAddressDefect =
  | { readonly code: 'server-malformed' }
  | { readonly code: 'server-width-unknown'; readonly width: number }
  | {
      readonly code: 'server-out-of-range';
      readonly part: 'upper' | 'lower';
      readonly value: number;
      readonly maximum: number;
    };

/**
 * Reads `1` (one byte), `1/17` (logical/physical, as few bytes as hold it) or `1/1234:4` (with the number of bytes).
 */
export function parseServerAddress(text: string): ServerAddress | ServerAddressDefect {
  const match = /^(\d{1,5})(?:\/(\d{1,5}))?(?::(\d{1,2}))?$/.exec(text.trim());
  if (match === null) return { code: 'server-malformed' };
  const upper = Number(match[1]);
  const lower = match[2] === undefined ? null : Number(match[2]);
  const fewest = lower === null ? 1 : upper > 0x7f || lower > 0x7f ? 4 : 2;
  const width = match[3] === undefined ? fewest : Number(match[3]);
  if (width !== 1 && width !== 2 && width !== 4) return { code: 'server-width-unknown', width };
  if ((width === 1) !== (lower === null)) return { code: 'server-malformed' };
  const maximum = width === 4 ? 0x3fff : 0x7f;
  if (upper > maximum) return { code: 'server-out-of-range', part: 'upper', value: upper, maximum };
  if (lower !== null && lower > maximum) return { code: 'server-out-of-range', part: 'lower', value: lower, maximum };
  return { upper, lower, width };
}

/** The shortest spelling that reads back as the same address: `1`, `1/17`, `1/1:4`. */
export function renderServerAddress({ upper, lower, width }: ServerAddress): string {
  if (lower === null) return `${upper}`;
  const fewest = upper > 0x7f || lower > 0x7f ? 4 : 2;
  return width === fewest ? `${upper}/${lower}` : `${upper}/${lower}:${width}`;
}

/** Whether both name the same device, whatever the number of bytes (stacks answer `00 03` from `03`). */
export function sameDevice(left: ServerAddress, right: ServerAddress): boolean {
  return left.upper === right.upper && (left.lower === right.lower || left.lower === null || right.lower === null);
}

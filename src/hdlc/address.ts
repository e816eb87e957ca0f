/**
 * HDLC addresses (IEC 62056-46 §6.4.2). Each byte carries seven bits; its lowest bit is 1 in the last byte:
 *
 *   1 byte    uuuuuuu1                                upper only
 *   2 bytes   uuuuuuu0 lllllll1                       upper, lower
 *   4 bytes   uuuuuuu0 uuuuuuu0 lllllll0 lllllll1     upper, lower, 14 bits each
 *
 * A client address has one byte. Three bytes, or more than four, are no address: a meter discards such a frame
 * (Table 5), so the width is reported and the frame goes on being read.
 */
export interface HdlcAddress {
  /** Logical device of a server, or the client SAP. */
  readonly upper: number;
  /** Physical device; null where the address has one byte. */
  readonly lower: number | null;
  /** Bytes on the wire: 1, 2 or 4; anything else is a defect. */
  readonly width: number;
}

/** Widths that the standard knows. */
export function isAddressWidth(width: number): width is 1 | 2 | 4 {
  return width === 1 || width === 2 || width === 4;
}

// One-byte addresses are nearly all there is, and a frame has two: made once, shared for good.
const oneByte: readonly HdlcAddress[] = Array.from({ length: 128 }, (_, upper) =>
  Object.freeze({ upper, lower: null, width: 1 }),
);

/** The longest run of address bytes that is still read as one (misbuilt) address. */
const longestRun = 8;

/**
 * The number of bytes of the address that starts at `at`; 0 where `end` comes before its last byte, -1 where no
 * last byte comes within eight.
 */
export function addressWidth(bytes: Uint8Array, at: number, end: number): number {
  for (let index = at; index < end; index++) {
    if (((bytes[index] as number) & 1) === 1) return index - at + 1;
    if (index - at + 1 >= longestRun) return -1;
  }
  return 0;
}

/** Reads the address of `width` bytes at `at`. Misbuilt widths are read as upper (first byte) and lower (the rest). */
export function readAddress(bytes: Uint8Array, at: number, width: number): HdlcAddress {
  const first = (bytes[at] as number) >>> 1;
  if (width === 1) return oneByte[first] as HdlcAddress;
  if (width === 2) return { upper: first, lower: (bytes[at + 1] as number) >>> 1, width };
  const halves = width === 4 ? 2 : 1;
  let upper = first;
  if (halves === 2) upper = (first << 7) | ((bytes[at + 1] as number) >>> 1);
  let lower = 0;
  for (let index = at + halves; index < at + width; index++) lower = lower * 128 + ((bytes[index] as number) >>> 1);
  return { upper, lower, width };
}

/**
 * The bytes of an address.
 * @param address upper and lower must fit the width: 7 bits each in 1 and 2 bytes, 14 bits each in 4.
 */
export function encodeAddress({ upper, lower, width }: HdlcAddress): Uint8Array {
  if (width === 1) return Uint8Array.of((upper << 1) | 1);
  const low = lower ?? 0;
  if (width === 2) return Uint8Array.of((upper << 1) & 0xfe, ((low << 1) & 0xfe) | 1);
  return Uint8Array.of((upper >>> 6) & 0xfe, (upper << 1) & 0xfe, (low >>> 6) & 0xfe, ((low << 1) & 0xfe) | 1);
}

/**
 * Whether two addresses name the same station, whatever the number of bytes: stacks that were asked as `00 03` answer
 * from `03`, and those asked as `00 02 00 03` from `02 03`. One byte names either half.
 */
export function isSameStation(left: HdlcAddress, right: HdlcAddress): boolean {
  if (left.lower !== null && right.lower !== null) return left.upper === right.upper && left.lower === right.lower;
  const [short, other] = left.lower === null ? [left, right] : [right, left];
  return short.upper === other.upper || (other.upper === 0 && short.upper === other.lower);
}

/** Addresses with a meaning of their own (IEC 62056-46 Tables 3 and 4). */
export const reservedAddress = {
  noStation: 0,
  managementClient: 1,
  publicClient: 0x10,
  allStations: { 1: 0x7f, 2: 0x7f, 4: 0x3fff },
  callingDevice: { 2: 0x7e, 4: 0x3ffe },
} as const;

/** Whether an address is for all stations, or for whichever is called: no frame ever comes from it. */
export function isGroupAddress({ upper, lower, width }: HdlcAddress): boolean {
  const all = width === 4 ? 0x3fff : 0x7f;
  return upper === all || lower === all || (lower !== null && lower === all - 1);
}

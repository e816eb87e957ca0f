/**
 * CRC-16/X-25, the HCS and FCS of HDLC frames (IEC 62056-46 §6.4.4.9 and Annex A): polynomial 0x1021 reflected
 * (0x8408), initial value FFFF, inverted at the end, sent low byte first. Check value 906E for "123456789".
 *
 * Eight bytes a step over eight tables: the check values are most of the work of cutting frames.
 */
const tables = new Uint16Array(8 * 256);
for (let index = 0; index < 256; index++) {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  tables[index] = crc;
}
for (let index = 256; index < tables.length; index++) {
  const before = tables[index - 256] as number;
  tables[index] = (before >>> 8) ^ (tables[before & 0xff] as number);
}

/**
 * The check value over `bytes[from, to)`, as a number whose low byte is sent first.
 * @source IEC 62056-46 Annex A.1
 */
export function crc16(bytes: Uint8Array, from = 0, to = bytes.length): number {
  // Every index below is inside its array by construction; the assertions spare a bounds test per byte.
  const t = tables as unknown as readonly number[] & { [index: number]: number };
  const b = bytes as unknown as { readonly [index: number]: number };
  let crc = 0xffff;
  let at = from;
  for (const last = to - 8; at <= last; at += 8) {
    crc ^= (b[at] as number) | ((b[at + 1] as number) << 8);
    crc =
      (t[1792 + (crc & 0xff)] as number) ^
      (t[1536 + (crc >>> 8)] as number) ^
      (t[1280 + (b[at + 2] as number)] as number) ^
      (t[1024 + (b[at + 3] as number)] as number) ^
      (t[768 + (b[at + 4] as number)] as number) ^
      (t[512 + (b[at + 5] as number)] as number) ^
      (t[256 + (b[at + 6] as number)] as number) ^
      (t[b[at + 7] as number] as number);
  }
  for (; at < to; at++) crc = (crc >>> 8) ^ (t[(crc ^ (b[at] as number)) & 0xff] as number);
  return crc ^ 0xffff;
}

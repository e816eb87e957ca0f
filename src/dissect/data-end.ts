/**
 * Where a value of A-XDR data ends (IEC 61334-6; the type tags are DLMS's). Only lengths are followed: what the value
 * says is not read here.
 *
 *   02 02 │ 09 06 …six octets… │ 12 00 01      a structure of two: an octet-string, a long-unsigned
 */

const fixed: ReadonlyMap<number, number> = new Map([
  [0, 0],
  [3, 1],
  [5, 4],
  [6, 4],
  [13, 1],
  [15, 1],
  [16, 2],
  [17, 1],
  [18, 2],
  [20, 8],
  [21, 8],
  [22, 1],
  [23, 4],
  [24, 8],
  [25, 12],
  [26, 5],
  [27, 4],
]);
const strings: ReadonlySet<number> = new Set([9, 10, 12]);
const bitString = 4;
const array = 1;
const structure = 2;
const deepest = 32;

/** A length field: one octet to 127, else 8n and n octets. Null where it is cut or longer than four octets. */
export function lengthAt(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  if (first < 0x80) return { value: first, end: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 1 + count > bytes.length) return null;
  let value = 0;
  for (let index = 0; index < count; index++) value = value * 256 + (bytes[at + 1 + index] as number);
  return { value, end: at + 1 + count };
}

/** The offset behind the data that starts at `at`; -1 where it is cut, too deep or of an unknown type. */
export function dataEnd(bytes: Uint8Array, start: number): number {
  // How many values are still to come on each level.
  const open: number[] = [1];
  let at = start;
  while (open.length > 0) {
    const left = open[open.length - 1] as number;
    if (left === 0) {
      open.pop();
      continue;
    }
    open[open.length - 1] = left - 1;
    const type = bytes[at++];
    if (type === undefined || open.length > deepest) return -1;
    const size = fixed.get(type);
    if (size !== undefined) {
      at += size;
    } else {
      const length = lengthAt(bytes, at);
      if (length === null) return -1;
      at = length.end;
      if (type === array || type === structure) open.push(length.value);
      else if (strings.has(type)) at += length.value;
      else if (type === bitString) at += Math.ceil(length.value / 8);
      else return -1;
    }
    if (at > bytes.length) return -1;
  }
  return at;
}

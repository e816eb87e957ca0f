/**
 * The wrapper header (IEC 62056-47 §5.3), four numbers of two octets, high octet first:
 *
 *   00 01 │ 00 10 │ 00 01 │ 00 1F │ 60 1D …
 *   version source  destination   length of the APDU that follows
 *
 * Wrapper ports are SAPs: client 1 is the management client, 10 (hex) the public one. Some meters send all four
 * numbers low octet first, which no conforming client understands.
 */
export interface Wrapper {
  /** 1; anything else is a defect. */
  readonly version: number;
  readonly source: number;
  readonly destination: number;
  /** Octets of the APDU, as the header says. */
  readonly length: number;
  /** Octets of the APDU that are there: at most `length`. */
  readonly available: number;
  readonly byteOrder: 'big' | 'little';
  readonly defects: readonly Exclude<WrapperDefect, { code: 'wrapper-cut' }>[];
}

/** What is wrong with a wrapper. `at` is an offset into the bytes given. */
export type WrapperDefect =
  | { readonly code: 'wrapper-cut'; readonly length: number }
  | { readonly code: 'wrapper-version'; readonly at: number; readonly version: number }
  | { readonly code: 'wrapper-little-endian'; readonly at: number }
  | { readonly code: 'wrapper-length-wrong'; readonly at: number; readonly declared: number; readonly actual: number };

export const wrapperHeaderLength = 8;
const onlyVersion = 1;

/**
 * Reads a wrapper header and how much of its APDU is there. Bytes behind the APDU are the next wrapper's, no defect.
 * The header is taken as low octet first only where that gives version 1 and the other order does not.
 */
export function parseWrapper(bytes: Uint8Array): Wrapper | WrapperDefect {
  if (bytes.length < wrapperHeaderLength) return { code: 'wrapper-cut', length: bytes.length };
  const little = bytes[0] === onlyVersion && bytes[1] === 0;
  const read = (at: number): number => {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    return little ? (second << 8) | first : (first << 8) | second;
  };
  const version = read(0);
  const length = read(6);
  const actual = bytes.length - wrapperHeaderLength;
  const defects: Exclude<WrapperDefect, { code: 'wrapper-cut' }>[] = [];
  if (little) defects.push({ code: 'wrapper-little-endian', at: 0 });
  if (version !== onlyVersion) defects.push({ code: 'wrapper-version', at: 0, version });
  if (actual < length) defects.push({ code: 'wrapper-length-wrong', at: 6, declared: length, actual });
  return {
    version,
    source: read(2),
    destination: read(4),
    length,
    available: Math.min(actual, length),
    byteOrder: little ? 'little' : 'big',
    defects,
  };
}

/**
 * An APDU behind its header.
 * @throws RangeError where a number does not fit two octets: a fault of the caller
 */
export function encodeWrapper(source: number, destination: number, apdu: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(wrapperHeaderLength + apdu.length);
  for (const [index, value] of [onlyVersion, source, destination, apdu.length].entries()) {
    if (!(value >= 0 && value <= 0xffff)) throw new RangeError(`${value} does not fit two octets`);
    bytes[index * 2] = value >>> 8;
    bytes[index * 2 + 1] = value & 0xff;
  }
  bytes.set(apdu, wrapperHeaderLength);
  return bytes;
}

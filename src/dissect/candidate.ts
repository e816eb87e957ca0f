/**
 * A frame that the deframer did not give out: cut, too long or too short for its length field, or without flags. What
 * is called a frame here must either prove itself by a check value, or be all there is and look like one throughout.
 */
import { crc16 } from '../bytes/crc.ts';
import { addressWidth, flag, isAddressWidth, maximumLength, minimumLength, parseControl } from '../hdlc/index.ts';
import { correct } from './corrections.ts';
import { hdlcItem } from './hdlc-item.ts';
import type { Item } from './item.ts';
import type { Source } from './tree.ts';

/** How far behind a header its closing flag is looked for: a frame whose every octet was doubled. */
const reach = 2 * (maximumLength + 2);
/** Closing flags that are tried with corrections. */
const flagsTried = 6;

interface Header {
  readonly length: number;
  /** Behind the control octet. */
  readonly end: number;
  /** Its check value is right: the HCS, or the FCS of a frame without information. */
  readonly proven: boolean;
}

/** The header at `from`, where its octets can be one; null where they cannot. */
function headerAt(bytes: Uint8Array, from: number, to: number): Header | null {
  if (to - from < 5 || ((bytes[from] as number) & 0xf0) !== 0xa0) return null;
  const length = (((bytes[from] as number) & 0x07) << 8) | (bytes[from + 1] as number);
  const destinationWidth = addressWidth(bytes, from + 2, to);
  if (length < minimumLength || !isAddressWidth(destinationWidth)) return null;
  const sourceAt = from + 2 + destinationWidth;
  const sourceWidth = addressWidth(bytes, sourceAt, to);
  const end = sourceAt + sourceWidth + 1;
  if (!isAddressWidth(sourceWidth) || end > to) return null;
  const proven = end + 2 <= to && checkAt(bytes, end) === crc16(bytes, from, end);
  return { length, end, proven };
}

const checkAt = (bytes: Uint8Array, at: number): number => (bytes[at] as number) | ((bytes[at + 1] as number) << 8);

/** A frame without its opening flag that starts at `at`: only its right check values make it one. */
export function flaglessFrame(source: Source, at: number, to: number, opening: 'shared' | 'missing'): Item | null {
  const { bytes } = source;
  const header = headerAt(bytes, at, to);
  if (header === null || !header.proven) return null;
  const end = at + header.length;
  if (end > to || end < header.end + 2 || crc16(bytes, at, end - 2) !== checkAt(bytes, end - 2)) return null;
  return hdlcItem(source, { from: at, to: end, opening, closed: end < to && bytes[end] === flag, missing: 0 });
}

/**
 * A frame whose opening flag stands at `at`, in a stretch without sound frames.
 * @param alone the stretch is all there is, so somebody took it for a frame
 */
export function damagedFrame(source: Source, at: number, to: number, alone: boolean): Item | null {
  const { bytes } = source;
  const from = at + 1;
  const header = headerAt(bytes, from, to);
  if (header === null) return null;
  const declaredEnd = from + header.length;
  const flags = closingFlags(bytes, header.end + 2, Math.min(to, from + reach), declaredEnd);
  for (const close of flags.slice(0, flagsTried)) {
    const corrected = correct(bytes.subarray(from, close), true);
    if (corrected !== null) {
      return hdlcItem(source, { from, to: close, opening: 'own', closed: true, missing: 0 }, corrected);
    }
  }
  const looksMeant = alone && parseControl(bytes[header.end - 1] as number).type !== 'unknown';
  if (!header.proven && !looksMeant) return null;
  if (declaredEnd === to) return hdlcItem(source, { from, to, opening: 'own', closed: false, missing: 0 });
  // Where the stretch ends in a flag, that is the closing one; else the one nearest to where the length says.
  const last = bytes[to - 1] === flag && to - from <= reach ? to - 1 : flags[0];
  if (last !== undefined && last > header.end + 1) {
    return hdlcItem(source, { from, to: last, opening: 'own', closed: true, missing: 0 });
  }
  if (declaredEnd < to) return hdlcItem(source, { from, to: declaredEnd, opening: 'own', closed: false, missing: 0 });
  return hdlcItem(source, { from, to, opening: 'own', closed: false, missing: declaredEnd - to + 1 });
}

/** Flags in `bytes[from, to)`, the one nearest to `expected` first. */
function closingFlags(bytes: Uint8Array, from: number, to: number, expected: number): readonly number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(flag, from); at >= 0 && at < to; at = bytes.indexOf(flag, at + 1)) places.push(at);
  return places.sort((left, right) => Math.abs(left - expected) - Math.abs(right - expected));
}

/**
 * Octets between two flags that are misbuilt (no type 3 format, addresses that do not end), where they are all there
 * is: shown field by field as far as they go.
 */
export function misbuiltFrame(source: Source, at: number, to: number): Item | null {
  const { bytes } = source;
  const from = at + 1;
  if (to - at < 4 || to - at > maximumLength + 2 || bytes[at] !== flag || bytes[to - 1] !== flag) return null;
  if (bytes.subarray(from, to - 1).includes(flag)) return null;
  // Somebody's frame only where its length or its FCS speaks for it.
  const declared = (((bytes[from] as number) & 0x07) << 8) | (bytes[from + 1] as number);
  const fits = ((bytes[from] as number) & 0xf0) === 0xa0 && declared === to - 1 - from;
  const checks = to - 1 - from >= 4 && crc16(bytes, from, to - 3) === checkAt(bytes, to - 3);
  if (!fits && !checks) return null;
  return hdlcItem(source, { from, to: to - 1, opening: 'own', closed: true, missing: 0 });
}

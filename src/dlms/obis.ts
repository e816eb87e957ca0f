/**
 * Logical names: the OBIS code of an object, six numbers A to F (IEC 62056-6-1 §5), six octets on the wire.
 *
 *   01 00 01 08 00 FF    1-0:1.8.0.255
 *    A  B  C  D  E  F    A-B:C.D.E.F      in code the logical name is its twelve hexadecimal digits, '0100010800ff'
 */
import { fromHex, toHex } from '../bytes/hex.ts';

export type ObisGroup = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

/** Why a text is no OBIS code. */
export type ObisDefect =
  | { readonly code: 'obis-malformed' }
  /** Dotted numbers alone are read as C.D.E or as A.B.C.D.E.F; any other count could be meant in several ways. */
  | { readonly code: 'obis-group-count'; readonly count: number }
  | { readonly code: 'obis-out-of-range'; readonly group: ObisGroup; readonly value: number; readonly maximum: 255 };

const groups: readonly ObisGroup[] = ['A', 'B', 'C', 'D', 'E', 'F'];

/** `1-0:1.8.0`, with `*255`, `.255` or `&255` behind it. */
const full = /^(\d{1,9})-(\d{1,9}):(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[.*&](\d{1,9}))?$/;
/** `1.8.0`, with `*255` or `&255` behind it. A dot would make it four numbers of one list. */
const short = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[*&](\d{1,9}))?$/;
const dotted = /^\d{1,9}(?:\.\d{1,9})*$/;

/**
 * Reads `1-0:1.8.0*255`, `1-0:1.8.0.255`, `1-0:1.8.0&255`, `1-0:1.8.0` (F is 255), `1.0.1.8.0.255`, `1.8.0` (A is 1,
 * electricity; B is 0, F is 255) or `0100010800FF`, with blanks around it. Gives twelve lower-case hexadecimal digits.
 */
export function parseObis(text: string): string | ObisDefect {
  const trimmed = text.trim();
  if (/^[0-9a-f]{12}$/i.test(trimmed)) return trimmed.toLowerCase();
  const whole = full.exec(trimmed);
  if (whole !== null) return fromNumbers([...whole.slice(1, 6), whole[6] ?? '255']);
  const three = short.exec(trimmed);
  if (three !== null) return fromNumbers(['1', '0', ...three.slice(1, 4), three[4] ?? '255']);
  if (!dotted.test(trimmed)) return { code: 'obis-malformed' };
  const numbers = trimmed.split('.');
  return numbers.length === 6 ? fromNumbers(numbers) : { code: 'obis-group-count', count: numbers.length };
}

function fromNumbers(numbers: readonly string[]): string | ObisDefect {
  const octets = numbers.map(Number);
  const wrong = octets.findIndex((octet) => octet > 255);
  const group = groups[wrong];
  if (group !== undefined) return { code: 'obis-out-of-range', group, value: octets[wrong] ?? 0, maximum: 255 };
  return toHex(Uint8Array.from(octets));
}

/** `0100010800ff` as `1-0:1.8.0.255`, which reads back as the same name. */
export function renderObis(logicalName: string): string {
  const [a, b, c, d, e, f] = logicalNameBytes(logicalName);
  return `${a}-${b}:${c}.${d}.${e}.${f}`;
}

/** The logical name in six octets of the wire; null where there are more or fewer. */
export function logicalNameOf(bytes: Uint8Array): string | null {
  return bytes.length === 6 ? toHex(bytes) : null;
}

/**
 * The six octets of a logical name.
 * @throws RangeError where it is not twelve hexadecimal digits: names from outside come through parseObis or logicalNameOf.
 */
export function logicalNameBytes(logicalName: string): Uint8Array {
  const bytes = fromHex(logicalName);
  if (bytes === null || bytes.length !== 6) throw new RangeError('a logical name has twelve hexadecimal digits');
  return bytes;
}

/**
 * The name the other way round where it looks sent backwards, F first; null where it looks sound. A name starts with
 * its medium (A is 15 at most) and nearly always ends in FF, so FF in front and a medium behind can only be swapped.
 */
export function swappedObis(logicalName: string): string | null {
  const bytes = logicalNameBytes(logicalName);
  return bytes[0] === 0xff && (bytes[5] ?? 0xff) <= 15 ? toHex(bytes.toReversed()) : null;
}

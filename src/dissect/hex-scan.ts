/**
 * Hex digits → bytes, for a stretch that holds nothing but hex digits and what people put between them:
 *
 *   7E A0 07    7ea007    7E:A0:07    7E-A0-07    { 7E, A0, 07 }    "7EA0" "07"
 *
 * Read digit by digit into one array, because such a stretch may be many megabytes long.
 */

export type Scan =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** A group with an odd number of digits, at this character. */
  | { readonly kind: 'odd'; readonly at: number }
  /** Something else stands there: other characters, or a word that only looks like hex. */
  | { readonly kind: 'other' };

const other: Scan = { kind: 'other' };
const separators = new Set(Array.from(' \t,;:_-{}()[]"\'<>|', (character) => character.charCodeAt(0)));

/** -1 where the character is no hex digit. */
function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/**
 * Groups of letters only, of 3 to 7, are words (`added`, `face`, `dead`): with them the stretch is no hex.
 */
export function scanHex(text: string): Scan {
  const bytes = new Uint8Array(text.length >>> 1);
  let filled = 0;
  let start = -1;
  let figures = false;
  let pending = 0;
  let odd = -1;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32;
    const value = digit(code);
    if (value >= 0) {
      if (start < 0) {
        start = at;
        figures = false;
      }
      if (code <= 57) figures = true;
      if (((at - start) & 1) === 0) pending = value;
      else bytes[filled++] = (pending << 4) | value;
      continue;
    }
    if (!separators.has(code)) return other;
    if (start < 0) continue;
    const length = at - start;
    if (!figures && length >= 3 && length <= 7) return other;
    if ((length & 1) === 1 && odd < 0) odd = start;
    start = -1;
  }
  if (odd >= 0) return { kind: 'odd', at: odd };
  return filled === 0 ? other : { kind: 'bytes', bytes: bytes.slice(0, filled) };
}

/**
 * Bytes given by hand may hold a password: the authentication value of an AARQ. It goes out, and is shown nowhere.
 *
 *   … AC 0A 80 08 │ 31 32 33 34 35 36 37 38 │ BE …      shown as 2A 2A 2A 2A 2A 2A 2A 2A
 */
import { crc16 } from '../bytes/crc.ts';

const flag = 0x7e;
const mask = 0x2a;
/** Flags, format, addresses, control and FCS at least. */
const shortestFrame = 12;

/** The bytes as they may be shown, check value to match; the same array where no password is in them. */
export function maskedHand(bytes: Uint8Array): Uint8Array {
  const shown = bytes.slice();
  let found = false;
  for (let at = 0; at + 4 < bytes.length; at++) {
    const length = bytes[at + 3] as number;
    if (bytes[at] !== 0xac || bytes[at + 2] !== 0x80 || length === 0 || bytes[at + 1] !== length + 2) continue;
    shown.fill(mask, at + 4, Math.min(at + 4 + length, shown.length));
    found = true;
  }
  if (!found) return bytes;
  const close = shown.length - 1;
  if (shown[0] !== flag || shown[close] !== flag || shown.length < shortestFrame) return shown;
  // By the true check value a password could be guessed.
  const check = crc16(shown, 1, close - 2);
  shown[close - 2] = check & 0xff;
  shown[close - 1] = check >>> 8;
  return shown;
}

/**
 * Finds the password in bytes that somebody else recorded, so that it is shown nowhere:
 *
 *   … 60 85 74 05 08 02 01 │ AC 0A 80 08 │ 30 30 30 30 30 30 30 30 │ BE …        authentication value of an AARQ
 *
 * What is shown has as many octets, and the check value of what it shows: by the true one a password could be guessed.
 */
import { crc16 } from '../bytes/crc.ts';
import { flag } from '../hdlc/index.ts';

export const maskOctet = 0x2a;
/** An object identifier of DLMS stands in every AARQ. */
const objectIdentifier = [0x60, 0x85, 0x74, 0x05, 0x08] as const;

/** The stretches of secret octets in `bytes`; one may go on behind their end. */
function secretsIn(bytes: Uint8Array): readonly { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  let isAarq = false;
  for (let at = 0; at + 4 < bytes.length; at++) {
    isAarq ||= objectIdentifier.every((octet, index) => bytes[at + index] === octet);
    if (!isAarq || bytes[at] !== 0xac || bytes[at + 2] !== 0x80) continue;
    const length = bytes[at + 3] as number;
    if (length > 0 && bytes[at + 1] === length + 2) found.push({ from: at + 4, to: at + 4 + length });
  }
  return found;
}

/** The bytes as they may be shown; the same array where no secret is in them. */
export function withoutSecret(bytes: Uint8Array): Uint8Array {
  const secrets = secretsIn(bytes);
  if (secrets.length === 0) return bytes;
  const shown = bytes.slice();
  for (const { from, to } of secrets) shown.fill(maskOctet, from, Math.min(to, shown.length));
  const close = shown.length - 1;
  if (shown[0] !== flag || shown[close] !== flag || shown.length < 12) return shown;
  const check = crc16(shown, 1, close - 2);
  shown[close - 2] = check & 0xff;
  shown[close - 1] = check >>> 8;
  return shown;
}

/** What somebody else's masking left in place of a password: then nothing can be said of its form. */
export function isMasked(secret: Uint8Array): boolean {
  return secret.every((octet) => octet === maskOctet) || secret.every((octet) => octet === 0x58 || octet === 0);
}

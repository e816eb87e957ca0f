/** Bytes as hexadecimal text, both ways. */

const pairs: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** `7ea00703…`: as JSON and log files carry bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += pairs[byte];
  return text;
}

/** `7E A0 07 03 …`: as people read bytes. */
export function toSpacedHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => (pairs[byte] as string).toUpperCase()).join(' ');
}

/** Reads hex digits with or without blanks between them; null where anything else stands, or half a byte is left. */
export function fromHex(text: string): Uint8Array | null {
  const digits = text.replace(/\s+/g, '');
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) return null;
  const bytes = new Uint8Array(digits.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}

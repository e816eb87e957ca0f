/** Bytes and texts from outside, made safe for a terminal: nothing that could move a cursor leaves here unescaped. */

/**
 * Shows bytes as text: printable ASCII as it is, CR, LF and TAB as `\r`, `\n`, `\t`, every other byte as `\xNN`.
 * A backslash is doubled, so that the text says exactly which bytes stood there.
 */
export function printable(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += printableByte(byte);
  return text;
}

function printableByte(byte: number): string {
  if (byte === 0x0d) return '\\r';
  if (byte === 0x0a) return '\\n';
  if (byte === 0x09) return '\\t';
  if (byte === 0x5c) return '\\\\';
  if (byte >= 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

/**
 * Escapes what could act on a terminal in a text from outside (a name, a log line, an error text): C0 and C1 controls,
 * DEL, line and paragraph separators, and the marks that reorder a line. Everything readable stays, in any script.
 */
export function safeText(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whether every byte is printable ASCII, CR, LF or TAB, and there is at least one byte. */
export function isPlainText(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 &&
    bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a || byte === 0x09)
  );
}

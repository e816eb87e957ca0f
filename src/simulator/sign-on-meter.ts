/**
 * A meter that waits for the sign-on of IEC 62056-21: `/?!` CR LF, with or without a device address, gets its
 * identification, and HDLC frames get nothing. The change of speed that follows cannot happen behind a gateway with
 * fixed settings, so the acknowledgement is met with silence, as in the field.
 */

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** `/APA5\2NORAX30` CR LF, as a meter in the field sent it: speed 5 (9600 baud), `\2` announces mode E. */
export const identification = ascii('/APA5\\2NORAX30\r\n');

/** Longest request that is waited for, in bytes. */
const longest = 48;

export class SignOnMeter {
  #text = '';

  /** Takes bytes from the line and gives the answers. Parity bits are ignored. */
  receive(bytes: Uint8Array): readonly Uint8Array[] {
    for (const byte of bytes) this.#text += String.fromCharCode(byte & 0x7f);
    const request = /\/\?[0-9A-Za-z ]{0,32}!\r\n/g;
    let answered = 0;
    let end = 0;
    while (request.exec(this.#text) !== null) {
      answered++;
      end = request.lastIndex;
    }
    this.#text = this.#text.slice(end).slice(-longest);
    return Array.from({ length: answered }, () => identification);
  }
}

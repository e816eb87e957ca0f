/**
 * A meter that waits for the sign-on of IEC 62056-21:
 *
 *   / ? ! CR LF                    its identification, with or without a device address in the request
 *   06 │ 32 │ speed │ 32 CR LF     acknowledgement that chooses mode E; where it opens HDLC, it comes back
 *
 * HDLC frames get nothing before that. The change of speed that follows cannot happen behind a gateway with fixed
 * settings, so the acknowledgement is met with silence, as in the field, unless the gateway's speed happens to fit.
 */

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** `/APA5\2NORAX30` CR LF, as a meter in the field sent it: speed 5 (9600 baud), `\2` announces mode E. */
export const identification = ascii('/APA5\\2NORAX30\r\n');

/** Longest request that is waited for, in bytes. */
const longest = 48;

export interface SignOnAnswer {
  readonly bytes: Uint8Array;
  /** HDLC begins after it. */
  readonly opens: boolean;
}

export class SignOnMeter {
  #text = '';

  /** Takes bytes from the line and gives the answers. Parity bits are ignored. `opens`: mode E leads to HDLC here. */
  receive(bytes: Uint8Array, opens: boolean): readonly SignOnAnswer[] {
    for (const byte of bytes) this.#text += String.fromCharCode(byte & 0x7f);
    const requests = /\/\?[0-9A-Za-z ]{0,32}!\r\n|\u00062[0-9]2\r\n/g;
    const answers: SignOnAnswer[] = [];
    let end = 0;
    for (const { 0: request, index } of this.#text.matchAll(requests)) {
      end = index + request.length;
      if (request.startsWith('/')) answers.push({ bytes: identification, opens: false });
      else if (opens) answers.push({ bytes: ascii(request), opens: true });
    }
    this.#text = this.#text.slice(end).slice(-longest);
    return answers;
  }
}

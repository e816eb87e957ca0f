/**
 * A meter that speaks the wrapper of IEC 62056-47 instead of HDLC:
 *
 *   00 01 │ source wPort │ destination wPort │ length │ APDU        16-bit numbers, high byte first
 *
 * Anything that does not start with the version is thrown away unanswered. Its answers are synthetic.
 */
import { joinBytes } from '../bytes/join.ts';
import { answerApdu } from './association.ts';

const headerLength = 8;
const version = 1;

export class WrapperMeter {
  #kept: Uint8Array = new Uint8Array();

  /** Takes bytes from the connection and gives the answers, headers included. */
  receive(bytes: Uint8Array): readonly Uint8Array[] {
    const answers: Uint8Array[] = [];
    let rest = joinBytes([this.#kept, bytes]);
    while (rest.length >= headerLength) {
      const [versionRead, client, server, length] = [0, 2, 4, 6].map((at) => word(rest, at)) as [
        number,
        number,
        number,
        number,
      ];
      if (versionRead !== version) {
        rest = new Uint8Array();
        break;
      }
      const end = headerLength + length;
      if (rest.length < end) break;
      answers.push(wrapped(server, client, answerApdu(client, rest.subarray(headerLength, end))));
      rest = rest.subarray(end);
    }
    // What cannot become a header is not kept.
    this.#kept = rest.length > 0 && rest[0] !== 0 ? new Uint8Array() : Uint8Array.from(rest);
    return answers;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function wrapped(source: number, destination: number, apdu: Uint8Array): Uint8Array {
  const header = [version, source, destination, apdu.length].flatMap((value) => [value >>> 8, value & 0xff]);
  return joinBytes([Uint8Array.from(header), apdu]);
}

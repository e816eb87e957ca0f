/** What the serial line does to one reply of the meter: spoils its check sequences, adds to it, takes from it. */

import { crc16 } from '../bytes/crc.ts';
import { fromHex } from '../bytes/hex.ts';
import { joinBytes } from '../bytes/join.ts';
import { parseFrame } from '../hdlc/index.ts';
import type { Behaviour } from './behaviour.ts';
import { otherServersFrame } from './other-frames.ts';
import { evenParityAsData, readAtOtherSpeed } from './uart.ts';

const meterBaud = 9600;
const xon = 0x11;
const xoff = 0x13;
/** An identifier as a device server registers with, in front of all that the meter says; synthetic. */
const registration = fromHex('55 53 52 01 00 2A') ?? new Uint8Array();
const crlf = Uint8Array.of(0x0d, 0x0a);
/** What a line driver leaves behind when it lets go of an RS-485 pair; synthetic. */
const noise = Uint8Array.of(0xff, 0x00, 0xfc);

/** The bytes that reach the gateway when the meter sends `reply`. */
export function damaged(reply: Uint8Array, behaviour: Behaviour): Uint8Array {
  let bytes = reply;
  if (behaviour.wrongHcs) bytes = withWrongHcs(bytes);
  if (behaviour.wrongFcs) bytes = withWrongFcs(bytes);
  // The closing flag of one frame opens the next (IEC 62056-46 §6.4.1.2).
  if (behaviour.sharedFlag) bytes = joinBytes([bytes, otherServersFrame.subarray(1)]);
  if (behaviour.crlfAfterFrames) bytes = joinBytes([bytes, crlf]);
  if (behaviour.noiseAfterFrames) bytes = joinBytes([bytes, noise]);
  if (behaviour.readAtBaud !== null) bytes = readAtOtherSpeed(bytes, meterBaud, behaviour.readAtBaud);
  if (behaviour.parityAsData) bytes = evenParityAsData(bytes);
  if (behaviour.xonXoff) bytes = bytes.filter((byte) => byte !== xon && byte !== xoff);
  if (behaviour.registers) bytes = joinBytes([registration, bytes]);
  if (behaviour.firstByteLost) bytes = bytes.subarray(1);
  return bytes;
}

/** One bit of the FCS flipped. */
function withWrongFcs(bytes: Uint8Array): Uint8Array {
  const spoilt = Uint8Array.from(bytes);
  const at = bytes.length - 3;
  spoilt[at] = (spoilt[at] ?? 0) ^ 0x01;
  return spoilt;
}

/** One bit of the HCS flipped and the FCS made right again, so that the HCS alone is wrong. */
function withWrongHcs(bytes: Uint8Array): Uint8Array {
  const frame = parseFrame(bytes.subarray(1, -1));
  if ('code' in frame || frame.informationAt === frame.informationEnd) return bytes;
  const octets = Uint8Array.from(frame.octets);
  const at = frame.informationAt - 2;
  octets[at] = (octets[at] ?? 0) ^ 0x01;
  const fcs = crc16(octets, 0, frame.informationEnd);
  octets[frame.informationEnd] = fcs & 0xff;
  octets[frame.informationEnd + 1] = fcs >>> 8;
  return joinBytes([bytes.subarray(0, 1), octets, bytes.subarray(-1)]);
}

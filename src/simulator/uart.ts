/**
 * What a serial port with wrong settings makes of a byte stream. A byte is a start bit (0), eight data bits, lowest
 * first, and a stop bit (1); a receiver waits for the line to fall and samples the middle of each bit of its own.
 */

/** Data of `bytes`, sent without pauses at one speed and read at another. */
export function readAtOtherSpeed(bytes: Uint8Array, sentBaud: number, readBaud: number): Uint8Array {
  const levels = lineLevels(bytes);
  /** Bits of the sender per bit of the receiver. */
  const step = sentBaud / readBaud;
  const level = (at: number): number => levels[Math.floor(at)] ?? 1;
  const read: number[] = [];
  let at = 0;
  while (at < levels.length) {
    if (level(at) === 1) {
      at = Math.floor(at) + 1;
      continue;
    }
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) byte |= level(at + (bit + 1.5) * step) << bit;
    read.push(byte);
    // Where its stop bit should be and the line is low, a receiver takes that for the next start bit (8250 and kin).
    at += (level(at + 9.5 * step) === 1 ? 9.5 : 9) * step;
  }
  return Uint8Array.from(read);
}

function lineLevels(bytes: Uint8Array): readonly number[] {
  return Array.from(bytes).flatMap((byte) => [0, ...Array.from({ length: 8 }, (_, bit) => (byte >>> bit) & 1), 1]);
}

/** Bytes of a 7E1 sender as an 8N1 receiver reads them: the highest bit is the even parity of the other seven. */
export function evenParityAsData(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => {
    let parity = 0;
    for (let bit = 0; bit < 7; bit++) parity ^= (byte >>> bit) & 1;
    return (byte & 0x7f) | (parity << 7);
  });
}

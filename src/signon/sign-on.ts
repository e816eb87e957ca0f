/**
 * The texts of IEC 62056-21 §6.3, as a meter with an optical head, or one that wants its sign-on first, speaks them:
 *
 *   request          /?address!CR LF                  address may be missing
 *   identification   /AAAZ\W…ident CR LF              AAA maker, Z speed, \2 = binary mode E (HDLC) can be asked for
 *   acknowledgement  06 V Z Y CR LF                   V procedure, Z speed, Y mode; V = Y = 2 asks for mode E
 *   readout          [02] address(value*unit)… CR LF … ! CR LF [03 BCC]
 *
 * They are sent with 7 data bits and even parity; read with 8 data bits, bit 7 of each byte is its parity.
 */
import { type SpeedNames, speedsOf } from './speeds.ts';

interface Stands {
  /** Offset of the text's first byte. */
  readonly at: number;
  /** Bytes, line end included. */
  readonly length: number;
  /** Bit 7 of the bytes carries even parity: a line with 7 data bits, read with 8. */
  readonly parityInBit7: boolean;
}

export interface SignOnRequest extends Stands {
  readonly kind: 'request';
  /** Null for the request to whoever is there. */
  readonly address: string | null;
}

export interface Identification extends Stands {
  readonly kind: 'identification';
  /** Three letters; registered with the FLAG association. */
  readonly manufacturer: string;
  /** The shortest time after which the meter answers: 20 ms where the third letter is a small one. */
  readonly reactionMs: 20 | 200;
  readonly speedCharacter: string;
  readonly speeds: SpeedNames;
  /** The W of each `\W`, in order. */
  readonly sequences: readonly string[];
  /** `\2` stands there: the meter says that it can change to HDLC. */
  readonly modeE: boolean;
  /** The rest: type and version, as the maker likes. */
  readonly device: string;
}

export interface Acknowledgement extends Stands {
  readonly kind: 'acknowledgement';
  readonly procedure: 'normal' | 'secondary' | 'hdlc' | 'reserved';
  readonly speedCharacter: string;
  readonly speeds: SpeedNames;
  readonly mode: 'readout' | 'programming' | 'binary' | 'other';
  /** V and Y are both 2: what opens HDLC. */
  readonly modeE: boolean;
}

export interface Readout extends Stands {
  readonly kind: 'readout';
  /** Data sets seen: address and what stands between the brackets. At most 256 are kept. */
  readonly lines: readonly { readonly address: string; readonly value: string; readonly unit: string | null }[];
  /** The `!` that ends a readout has come. */
  readonly ended: boolean;
}

export type SignOn = SignOnRequest | Identification | Acknowledgement | Readout;

/** Texts longer than this are read in part. */
const longest = 65_536;
const keptLines = 256;

/**
 * Finds the first text of IEC 62056-21 in received bytes: a request, identification or acknowledgement wherever it
 * stands, or a readout of at least one data set that starts a line.
 * @returns null where there is none, or where its line end has not come yet
 */
export function parseSignOn(bytes: Uint8Array): SignOn | null {
  const head = bytes.subarray(0, longest);
  const plain = readTexts(asText(head), false);
  if (plain !== null || !hasEvenParity(head)) return plain;
  return readTexts(asText(head.map((byte) => byte & 0x7f)), true);
}

function readTexts(text: string, parityInBit7: boolean): SignOn | null {
  let first: SignOn | null = null;
  for (const read of [readRequest, readIdentification, readAcknowledgement, readReadout]) {
    const found = read(text, parityInBit7);
    if (found !== null && (first === null || found.at < first.at)) first = found;
  }
  return first;
}

function readRequest(text: string, parityInBit7: boolean): SignOnRequest | null {
  const match = /\/\?([0-9A-Za-z ]{0,32})!\r\n/.exec(text);
  if (match === null) return null;
  const address = match[1] === '' ? null : (match[1] ?? null);
  return { kind: 'request', at: match.index, length: match[0].length, parityInBit7, address };
}

function readIdentification(text: string, parityInBit7: boolean): Identification | null {
  // A maker's identification has at most 16 characters by the standard; meters in the field send more.
  const match = /\/([A-Z]{2}[A-Za-z])([0-9A-Z])((?:\\[^\r\n])*)([\x20-\x7e]{0,64})\r\n/.exec(text);
  if (match === null) return null;
  const [whole, manufacturer = '', speedCharacter = '', escapes = '', device = ''] = match;
  const sequences = Array.from(escapes.matchAll(/\\(.)/g), ([, letter = '']) => letter);
  return {
    kind: 'identification',
    at: match.index,
    length: whole.length,
    parityInBit7,
    manufacturer,
    reactionMs: /[a-z]$/.test(manufacturer) ? 20 : 200,
    speedCharacter,
    speeds: speedsOf(speedCharacter),
    sequences,
    modeE: sequences.includes('2'),
    device,
  };
}

const procedures = { 0: 'normal', 1: 'secondary', 2: 'hdlc' } as const;
const modes = { 0: 'readout', 1: 'programming', 2: 'binary' } as const;

function readAcknowledgement(text: string, parityInBit7: boolean): Acknowledgement | null {
  const match = /\x06([0-9])([0-9A-Z])([0-9A-Z])\r\n/.exec(text);
  if (match === null) return null;
  const [whole, v = '', speedCharacter = '', y = ''] = match;
  return {
    kind: 'acknowledgement',
    at: match.index,
    length: whole.length,
    parityInBit7,
    procedure: procedures[v as unknown as keyof typeof procedures] ?? 'reserved',
    speedCharacter,
    speeds: speedsOf(speedCharacter),
    mode: modes[y as unknown as keyof typeof modes] ?? 'other',
    modeE: v === '2' && y === '2',
  };
}

/** `1-0:1.8.0*255(000123.4*kWh)`, `C.1.0(72432595)`: an address with a dot in it, then a value in brackets. */
const dataSet =
  /((?:\d{1,3}-\d{1,3}:)?[0-9A-Z]{1,3}\.[0-9A-Z]{1,3}(?:\.[0-9A-Z]{1,3})?(?:[*&]\d{1,3})?)\(([^()\r\n]{0,128})\)/;

function readReadout(text: string, parityInBit7: boolean): Readout | null {
  const start = new RegExp(`(?:^|[\\x02\\r\\n])${dataSet.source}`).exec(text);
  if (start === null) return null;
  const at = start[0].startsWith('\r') || start[0].startsWith('\n') ? start.index + 1 : start.index;
  const end = /[^\x02\x03\x20-\x7e\r\n]/.exec(text.slice(at))?.index ?? text.length - at;
  const block = text.slice(at, at + end);
  const close = /(?:^|[\r\n])!/.exec(block);
  const tail =
    close === null
      ? ''
      : (/^![0-9A-F]{0,4}\r\n(?:\x03)?/.exec(block.slice(block.indexOf('!', close.index)))?.[0] ?? '!');
  const length = close === null ? block.length : block.indexOf('!', close.index) + tail.length;
  // The block check character after ETX may be any byte.
  const check = tail.endsWith('\x03') && at + length < text.length ? 1 : 0;
  const lines = Array.from(block.slice(0, length).matchAll(new RegExp(dataSet, 'g')))
    .slice(0, keptLines)
    .map(([, address = '', content = '']) => {
      const star = content.lastIndexOf('*');
      return star < 0
        ? { address, value: content, unit: null }
        : { address, value: content.slice(0, star), unit: content.slice(star + 1) };
    });
  return { kind: 'readout', at, length: length + check, parityInBit7, lines, ended: close !== null };
}

function hasEvenParity(bytes: Uint8Array): boolean {
  let someBit7 = false;
  for (const byte of bytes) {
    if ((byte & 0x80) !== 0) someBit7 = true;
    let ones = byte;
    ones ^= ones >> 4;
    ones ^= ones >> 2;
    ones ^= ones >> 1;
    if ((ones & 1) !== 0) return false;
  }
  return someBit7;
}

function asText(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join('');
}

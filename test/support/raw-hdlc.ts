/**
 * A client of HDLC and DLMS that shares nothing with the code under test: it counts, checks and cuts bytes by itself,
 * octet by octet and slowly, so that a mistake in the one is not repeated in the other.
 */
import type { RawClient } from './raw-client.ts';

/** CRC-16/X-25, bit by bit. */
export function slowCrc(bytes: readonly number[]): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    for (let bit = 0; bit < 8; bit++) {
      const differs = ((crc ^ (byte >>> bit)) & 1) === 1;
      crc = (crc >>> 1) ^ (differs ? 0x8408 : 0);
    }
  }
  return crc ^ 0xffff;
}

/** A frame from its address octets, control octet and information. */
export function rawFrame(
  destination: readonly number[],
  source: readonly number[],
  control: number,
  information: readonly number[] = [],
  segmented = false,
): Uint8Array {
  const check = (octets: readonly number[]) => [slowCrc(octets) & 0xff, slowCrc(octets) >>> 8];
  const carried = information.length === 0 ? 0 : information.length + 2;
  const length = 2 + destination.length + source.length + 1 + carried + 2;
  const head = [0xa0 | (segmented ? 8 : 0) | (length >>> 8), length & 0xff, ...destination, ...source, control];
  const body = information.length === 0 ? head : [...head, ...check(head), ...information];
  return Uint8Array.from([0x7e, ...body, ...check(body), 0x7e]);
}

/** A frame of the meter's, read by position: one-byte client address, server address of the width told. */
export interface ReadFrame {
  readonly control: number;
  readonly segmented: boolean;
  readonly information: readonly number[];
  readonly source: readonly number[];
}

export const octets = (hexText: string): number[] => [...Buffer.from(hexText.replace(/\s+/g, ''), 'hex')];
export const asHex = (bytes: readonly number[]): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** Cuts hex text that holds whole frames and nothing else. */
export function readFrames(text: string, serverWidth = 1): ReadFrame[] {
  const bytes = octets(text);
  const found: ReadFrame[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = (((bytes[at + 1] ?? 0) & 7) << 8) | (bytes[at + 2] ?? 0);
    const body = bytes.slice(at + 1, at + 1 + length);
    if (bytes[at] !== 0x7e || bytes[at + 1 + length] !== 0x7e) throw new Error(`no frame at ${at} of ${text}`);
    if (slowCrc(body.slice(0, -2)) !== ((body.at(-2) ?? 0) | ((body.at(-1) ?? 0) << 8))) throw new Error('FCS');
    const controlAt = 3 + serverWidth;
    const source = body.slice(3, controlAt);
    const information = length > controlAt + 3 ? body.slice(controlAt + 3, -2) : [];
    found.push({ control: body[controlAt] ?? 0, segmented: ((body[0] ?? 0) & 8) !== 0, information, source });
    at += length + 2;
  }
  return found;
}

/** Whether hex text ends where its last frame does. */
function isWhole(text: string): boolean {
  let at = 0;
  while (at < text.length) at += 4 + 2 * (Number.parseInt(text.slice(at + 2, at + 6), 16) & 0x7ff);
  return at === text.length;
}

export interface RawSettings {
  /** The client SAP; 16 unless told. */
  readonly client?: number;
  /** The information field of the SNRM, hex. */
  readonly proposal?: string;
  /** Octets of information in each I frame sent. */
  readonly segment?: number;
}

/** What the public client proposes, and the maximum PDU to fill in. */
export const aarqWithoutPassword = (pdu = 0x04b0, conformance = '001E1D'): string =>
  `601DA109060760857405080101BE10040E01000000065F1F0400${conformance}${pdu.toString(16).padStart(4, '0')}`;

/** LLS: requirements, mechanism and password in front of the same. */
export function aarqWithPassword(password: string, pdu = 0x04b0, conformance = '001E1D'): string {
  const secret = Buffer.from(password, 'latin1').toString('hex');
  const length = (value: number) => value.toString(16).padStart(2, '0');
  const middle = `8A0207808B0760857405080201AC${length(password.length + 2)}80${length(password.length)}${secret}`;
  const whole = aarqWithoutPassword(pdu, conformance).slice(4).replace('BE10', `${middle}BE10`);
  return `60${length(whole.length / 2)}${whole}`;
}

export class RawSession {
  readonly #client: RawClient;
  readonly #source: number;
  readonly #settings: RawSettings;
  #vs = 0;
  #vr = 0;
  /** I frames that the last answer came in. */
  segments = 0;

  constructor(client: RawClient, settings: RawSettings = {}) {
    this.#client = client;
    this.#settings = settings;
    this.#source = ((settings.client ?? 16) << 1) | 1;
  }

  frame(control: number, information: readonly number[] = [], segmented = false): Uint8Array {
    return rawFrame([0x03], [this.#source], control, information, segmented);
  }

  /** Sends, and gives the frames up to the one with the final bit; none where nothing comes for so long. */
  async exchange(bytes: Uint8Array, longestMs = 1000): Promise<ReadFrame[]> {
    const client = this.#client;
    const before = 2 * client.length;
    let frames: ReadFrame[] = [];
    client.send(bytes);
    await client.until(() => {
      const text = client.hex.slice(before);
      if (!text.endsWith('7E')) return client.ended !== null;
      frames = isWhole(text) ? readFrames(text) : [];
      return ((frames.at(-1)?.control ?? 0) & 0x10) !== 0;
    }, longestMs);
    return frames;
  }

  async open(): Promise<ReadFrame | undefined> {
    this.#vs = 0;
    this.#vr = 0;
    const [answer] = await this.exchange(this.frame(0x93, octets(this.#settings.proposal ?? '')));
    return answer;
  }

  async close(): Promise<number | undefined> {
    const [answer] = await this.exchange(this.frame(0x53));
    return answer?.control;
  }

  /** The I frames of a command: only the last one has the poll bit where the window is wide enough, else each. */
  command(apdu: readonly number[], llc = [0xe6, 0xe6, 0x00]): Uint8Array[] {
    const information = [...llc, ...apdu];
    const size = this.#settings.segment ?? 2000;
    const count = Math.ceil(information.length / size);
    return Array.from({ length: count }, (_, index) => {
      const control = (this.#vr << 5) | 0x10 | (this.#vs << 1);
      this.#vs = (this.#vs + 1) & 7;
      return this.frame(control, information.slice(index * size, (index + 1) * size), index < count - 1);
    });
  }

  /** Asks an APDU and puts the answer together from its segments: hex without LLC; null where nothing more came. */
  async ask(apduHex: string, longestMs = 1000): Promise<string | null> {
    let received: ReadFrame[] = [];
    for (const frame of this.command(octets(apduHex))) received = await this.exchange(frame, longestMs);
    const information: number[] = [];
    this.segments = 0;
    for (let turn = 0; turn < 2000; turn++) {
      if (received.length === 0) return null;
      for (const { control, information: part } of received) {
        if ((control & 1) !== 0) throw new Error(`control ${control.toString(16)} where an I frame was due`);
        if (((control >>> 1) & 7) !== this.#vr) throw new Error(`N(S) of ${control.toString(16)} is not ${this.#vr}`);
        if (control >>> 5 !== this.#vs) throw new Error(`N(R) of ${control.toString(16)} is not ${this.#vs}`);
        this.#vr = (this.#vr + 1) & 7;
        this.segments++;
        information.push(...part);
      }
      const last = received.at(-1);
      if (last?.segmented !== true) return asHex(information).replace(/^E6E700/, '');
      received = await this.exchange(this.ready(), longestMs);
    }
    throw new Error('no end');
  }

  /** RR for what was heard so far. */
  ready(nr = this.#vr): Uint8Array {
    return this.frame((nr << 5) | 0x11);
  }

  /** Opens the link and associates; gives the AARE, hex. */
  async associate(aarq: string): Promise<string | null> {
    await this.open();
    return this.ask(aarq);
  }

  /** GET, following blocks: the raw data (without the choice octet), hex, or the whole answer where it is an error. */
  async get(descriptor: string, selection = '00'): Promise<string> {
    const first = await this.ask(`C001C1${descriptor}${selection}`);
    if (first === null) return 'nothing';
    if (first.startsWith('C401C100')) return first.slice(8);
    if (!first.startsWith('C402')) return first;
    let raw = '';
    let answer: string | null = first;
    for (let block = 1; block < 100_000; block++) {
      if (answer === null) return 'nothing';
      const bytes: number[] = octets(answer);
      const number = Buffer.from(bytes).readUInt32BE(4);
      if (number !== block || bytes[8] !== 0) return answer;
      const extended = (bytes[9] ?? 0) & 0x80 ? (bytes[9] ?? 0) & 0x7f : 0;
      raw += asHex(bytes.slice(10 + extended));
      if (bytes[3] !== 0) return raw;
      answer = await this.ask(`C002C1${block.toString(16).padStart(8, '0')}`);
    }
    throw new Error('no end');
  }
}

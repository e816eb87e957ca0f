/**
 * A conversation as a pcapng file, for Wireshark and its kin: bytes in, bytes out, no clock and no file in here.
 *
 *   section header │ interface description │ enhanced packet │ enhanced packet │ …       little-endian blocks:
 *   type · length · body, padded to 32 bits · options (code · length · value, padded; 0 · 0 ends them) · length again
 *
 * Wireshark knows no link type of DLMS. Its DLMS and HDLC plug-ins attach to TCP (`Decode As`, or by port), and a TCP
 * conversation can be followed, filtered and measured. So the bytes stand in TCP over IPv4 (link type 101, raw IP), with
 * the port that was really spoken to and stand-ins for the addresses:
 *
 *   127.0.0.1:49152, 49153, … (us, a port for each connection)  ⇄  127.0.0.2:3333 (the far end)
 *
 * What TCP itself did was not seen from up here: SYN, SYN-ACK and ACK stand for the opening (as long as it took), FIN and
 * RST for the ends that were seen, sequence numbers count the octets; bare acknowledgements and retransmissions are
 * nowhere. A line that was LOST ends without a segment, because none came.
 */
import { joinBytes } from '../bytes/join.ts';
import type { CaptureEvent, Connection } from './capture.ts';

const blockType = { section: 0x0a0d0d0a, interface: 1, packet: 6 } as const;
const byteOrderMagic = 0x1a2b3c4d;
/** Raw IP: what comes is an IPv4 or IPv6 header. */
const linkType = 101;
const option = { comment: 1, name: 2, flags: 2, application: 4, timeResolution: 9 } as const;
/** Timestamps in units of 10^-6 s. */
const microseconds = 6;
const inbound = 1;
const outbound = 2;

const flag = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;
const ourAddress = [127, 0, 0, 1] as const;
const farAddress = [127, 0, 0, 2] as const;
const firstPort = 49_152;
/** More octets than this go into several segments: an IPv4 packet ends at 65535. */
const mostInSegment = 32_768;

interface Stream {
  readonly ours: number;
  readonly far: number;
  /** The next sequence number of each side. */
  sent: number;
  received: number;
}

interface Segment {
  readonly isOurs: boolean;
  readonly flags: number;
  readonly data: Uint8Array;
  readonly comment: string | null;
}

const nothing = new Uint8Array();

/** Writes one file: `head()` first, then the blocks of each event in the order in which they happen. */
export class PcapngWriter {
  readonly #streams = new Map<Connection | null, Stream>();
  #ports = 0;
  #segments = 0;

  /**
   * @param application what writes the file: name and version
   * @param shows what the conversation is, in a sentence
   */
  head(application: string, shows: string): Uint8Array {
    const section = new Uint8Array(16);
    const view = new DataView(section.buffer);
    view.setUint32(0, byteOrderMagic, true);
    view.setUint16(4, 1, true);
    // The length of the section is not known beforehand: -1.
    view.setBigInt64(8, -1n, true);
    const about = [textOption(option.comment, shows), textOption(option.application, application)];
    const face = new Uint8Array(8);
    new DataView(face.buffer).setUint16(0, linkType, true);
    const named = [
      textOption(option.name, 'meter'),
      encodeOption(option.timeResolution, Uint8Array.of(microseconds)),
      textOption(option.comment, 'TCP and IP headers are made up around the octets that were sent and received'),
    ];
    return joinBytes([encodeBlock(blockType.section, section, about), encodeBlock(blockType.interface, face, named)]);
  }

  /**
   * The blocks of one event; none where nothing went over the line.
   * @param startedAtMs when the capture started: the event's own time counts from there; ms since 1970
   */
  blocks(event: CaptureEvent, startedAtMs: number): Uint8Array {
    const key = event.connection ?? null;
    const at = startedAtMs + event.atMs;
    if (event.kind === 'state') {
      switch (event.state) {
        case 'connected':
          return this.#open(key, at);
        case 'closed':
          return this.#write(this.#stream(key), at, { isOurs: true, flags: flag.fin | flag.ack });
        case 'FIN':
          return this.#write(this.#stream(key), at, { isOurs: false, flags: flag.fin | flag.ack });
        case 'RST':
          return this.#write(this.#stream(key), at, { isOurs: false, flags: flag.rst | flag.ack });
        case 'LOST':
          return nothing;
      }
    }
    const isOurs = event.kind === 'sent';
    const comment = event.masked === undefined ? null : `${event.masked} octets masked, check values included`;
    const stream = this.#stream(key);
    const parts: Uint8Array[] = [];
    for (let from = 0; from < event.bytes.length; from += mostInSegment) {
      const data = event.bytes.subarray(from, from + mostInSegment);
      parts.push(this.#write(stream, at, { isOurs, flags: flag.psh | flag.ack, data, comment }));
    }
    return joinBytes(parts);
  }

  #open(key: Connection | null, at: number): Uint8Array {
    this.#streams.delete(key);
    const stream = this.#stream(key, 0);
    const asked = at - (key?.connectMs ?? 0);
    return joinBytes([
      this.#write(stream, asked, { isOurs: true, flags: flag.syn }),
      this.#write(stream, at, { isOurs: false, flags: flag.syn | flag.ack }),
      this.#write(stream, at, { isOurs: true, flags: flag.ack }),
    ]);
  }

  /** @param first the first sequence number; 1 where the opening was not seen */
  #stream(key: Connection | null, first = 1): Stream {
    const known = this.#streams.get(key);
    if (known !== undefined) return known;
    const ours = firstPort + (this.#ports++ % (65_536 - firstPort));
    const stream = { ours, far: key?.port ?? 3333, sent: first, received: first };
    this.#streams.set(key, stream);
    return stream;
  }

  #write(
    stream: Stream,
    atMs: number,
    { isOurs, flags, data = nothing, comment = null }: Partial<Segment>,
  ): Uint8Array {
    const ours = isOurs === true;
    const marks = flags ?? 0;
    const acknowledged = ours ? stream.received : stream.sent;
    const octets = encodeSegment({
      from: ours ? ourAddress : farAddress,
      to: ours ? farAddress : ourAddress,
      fromPort: ours ? stream.ours : stream.far,
      toPort: ours ? stream.far : stream.ours,
      sequence: ours ? stream.sent : stream.received,
      acknowledged: (marks & flag.ack) === 0 ? 0 : acknowledged,
      flags: marks,
      data,
      identification: ++this.#segments & 0xffff,
    });
    // SYN and FIN count as an octet each.
    const counted = (data.length + ((marks & (flag.syn | flag.fin)) === 0 ? 0 : 1)) | 0;
    if (ours) stream.sent = (stream.sent + counted) >>> 0;
    else stream.received = (stream.received + counted) >>> 0;
    return encodePacket(octets, atMs, ours ? outbound : inbound, comment);
  }
}

function encodePacket(octets: Uint8Array, atMs: number, direction: number, comment: string | null): Uint8Array {
  const at = Math.max(0, Math.round(atMs * 1000));
  const body = new Uint8Array(20 + padded(octets.length));
  const view = new DataView(body.buffer);
  view.setUint32(4, Math.floor(at / 2 ** 32), true);
  view.setUint32(8, at % 2 ** 32, true);
  view.setUint32(12, octets.length, true);
  view.setUint32(16, octets.length, true);
  body.set(octets, 20);
  const flags = new Uint8Array(4);
  new DataView(flags.buffer).setUint32(0, direction, true);
  const comments = comment === null ? [] : [textOption(option.comment, comment)];
  return encodeBlock(blockType.packet, body, [...comments, encodeOption(option.flags, flags)]);
}

/** @param body a multiple of four octets long */
function encodeBlock(type: number, body: Uint8Array, options: readonly Uint8Array[]): Uint8Array {
  const content = joinBytes([body, ...options, new Uint8Array(4)]);
  const block = new Uint8Array(content.length + 12);
  const view = new DataView(block.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, block.length, true);
  block.set(content, 8);
  view.setUint32(block.length - 4, block.length, true);
  return block;
}

function textOption(code: number, text: string): Uint8Array {
  return encodeOption(code, new TextEncoder().encode(text.slice(0, 4096)));
}

function encodeOption(code: number, value: Uint8Array): Uint8Array {
  const encoded = new Uint8Array(4 + padded(value.length));
  const view = new DataView(encoded.buffer);
  view.setUint16(0, code, true);
  view.setUint16(2, value.length, true);
  encoded.set(value, 4);
  return encoded;
}

/** The next multiple of four. */
function padded(length: number): number {
  return (length + 3) & ~3;
}

interface TcpSegment {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly fromPort: number;
  readonly toPort: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly flags: number;
  readonly data: Uint8Array;
  readonly identification: number;
}

/** An IPv4 packet (RFC 791) with a TCP segment (RFC 9293) in it, both headers without options. */
function encodeSegment(segment: TcpSegment): Uint8Array {
  const { from, to, fromPort, toPort, sequence, acknowledged, flags, data, identification } = segment;
  const octets = new Uint8Array(40 + data.length);
  const view = new DataView(octets.buffer);
  view.setUint8(0, 0x45);
  view.setUint16(2, octets.length);
  view.setUint16(4, identification);
  // Do not fragment.
  view.setUint16(6, 0x4000);
  view.setUint8(8, 64);
  view.setUint8(9, 6);
  octets.set(from, 12);
  octets.set(to, 16);
  view.setUint16(10, checksum(octets.subarray(0, 20)));
  view.setUint16(20, fromPort);
  view.setUint16(22, toPort);
  view.setUint32(24, sequence);
  view.setUint32(28, acknowledged);
  view.setUint8(32, 5 << 4);
  view.setUint8(33, flags);
  view.setUint16(34, 0xffff);
  octets.set(data, 40);
  const length = octets.length - 20;
  const pseudoHeader = Uint8Array.of(...from, ...to, 0, 6, length >>> 8, length & 0xff);
  view.setUint16(36, checksum(joinBytes([pseudoHeader, octets.subarray(20)])));
  return octets;
}

/** The checksum of IP and TCP (RFC 1071): the inverted sum of 16-bit words in ones' complement. */
function checksum(octets: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < octets.length; at += 2) sum += ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

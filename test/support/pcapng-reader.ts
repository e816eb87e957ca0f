/** Reads pcapng files strictly: every length, every padding, every checksum is held against the octets. */

export interface PcapPacket {
  readonly atUs: number;
  /** 1 inbound, 2 outbound. */
  readonly direction: number;
  readonly comments: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly sequence: number;
  readonly acknowledged: number;
  readonly flags: string;
  readonly data: Buffer;
}

interface Option {
  readonly code: number;
  readonly value: Buffer;
}

/** @throws where anything is not as the format has it */
export function readPcapng(file: Buffer): {
  readonly head: readonly Option[];
  readonly packets: readonly PcapPacket[];
} {
  const packets: PcapPacket[] = [];
  let head: readonly Option[] | null = null;
  let faces = 0;
  for (let at = 0; at < file.length; ) {
    const type = file.readUInt32LE(at);
    const length = file.readUInt32LE(at + 4);
    must(length % 4 === 0 && length >= 12 && at + length <= file.length, `block length ${length} at ${at}`);
    must(file.readUInt32LE(at + length - 4) === length, `the second length at ${at}`);
    const body = file.subarray(at + 8, at + length - 4);
    if (type === 0x0a0d0d0a) {
      must(at === 0 && body.readUInt32LE(0) === 0x1a2b3c4d, 'section header');
      must(body.readUInt16LE(4) === 1 && body.readUInt16LE(6) === 0, 'version');
      must(body.readBigInt64LE(8) === -1n, 'section length');
      head = readOptions(body.subarray(16));
    } else if (type === 1) {
      must(head !== null && body.readUInt16LE(0) === 101 && body.readUInt16LE(2) === 0, 'link type');
      const resolution = readOptions(body.subarray(8)).find(({ code }) => code === 9);
      must(resolution?.value.equals(Buffer.of(6)) === true, 'resolution');
      faces += 1;
    } else {
      must(type === 6 && faces === 1, `block type ${type}`);
      packets.push(readPacket(body));
    }
    at += length;
  }
  must(head !== null, 'no section header');
  return { head: head ?? [], packets };
}

function readPacket(body: Buffer): PcapPacket {
  must(body.readUInt32LE(0) === 0, 'interface');
  const atUs = body.readUInt32LE(4) * 2 ** 32 + body.readUInt32LE(8);
  const captured = body.readUInt32LE(12);
  must(captured === body.readUInt32LE(16), 'cut');
  const end = 20 + Math.ceil(captured / 4) * 4;
  must(
    body.subarray(20 + captured, end).every((octet) => octet === 0),
    'padding',
  );
  const options = readOptions(body.subarray(end));
  const packet = body.subarray(20, 20 + captured);
  must(packet[0] === 0x45 && packet[9] === 6 && packet.readUInt16BE(2) === captured, 'IPv4 header');
  must(sumOf(packet.subarray(0, 20)) === 0xffff, 'header checksum');
  const segment = packet.subarray(20);
  const pseudo = Buffer.concat([packet.subarray(12, 20), Buffer.of(0, 6, segment.length >> 8, segment.length & 0xff)]);
  must(sumOf(Buffer.concat([pseudo, segment])) === 0xffff, 'TCP checksum');
  must(segment[12] === 0x50, 'TCP header length');
  const names = ['FIN', 'SYN', 'RST', 'PSH', 'ACK'];
  const direction = options.find(({ code }) => code === 2)?.value.readUInt32LE(0) ?? 0;
  return {
    atUs,
    direction,
    comments: options.flatMap(({ code, value }) => (code === 1 ? [value.toString('utf8')] : [])),
    from: packet.subarray(12, 16).join('.'),
    to: packet.subarray(16, 20).join('.'),
    fromPort: segment.readUInt16BE(0),
    toPort: segment.readUInt16BE(2),
    sequence: segment.readUInt32BE(4),
    acknowledged: segment.readUInt32BE(8),
    flags: names.filter((_, bit) => ((segment[13] ?? 0) & (1 << bit)) !== 0).join(' '),
    data: segment.subarray(20),
  };
}

function readOptions(octets: Buffer): readonly Option[] {
  const options: Option[] = [];
  for (let at = 0; ; ) {
    const code = octets.readUInt16LE(at);
    const length = octets.readUInt16LE(at + 2);
    if (code === 0) {
      must(length === 0 && at + 4 === octets.length, 'end of options');
      return options;
    }
    options.push({ code, value: octets.subarray(at + 4, at + 4 + length) });
    const next = at + 4 + Math.ceil(length / 4) * 4;
    must(
      octets.subarray(at + 4 + length, next).every((octet) => octet === 0),
      'option padding',
    );
    at = next;
  }
}

/** The sum of 16-bit words in ones' complement, added octet by octet: another way than the writer's. */
function sumOf(octets: Buffer): number {
  let [high, low] = [0, 0];
  for (const [at, octet] of octets.entries()) {
    if (at % 2 === 0) high += octet;
    else low += octet;
  }
  let sum = high * 256 + low;
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return sum;
}

function must(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`pcapng: ${what}`);
}

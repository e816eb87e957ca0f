/** A conversation as pcapng: what any reader of the format relies on, and what TCP has to look like. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/bytes/hex.ts';
import { type CaptureEvent, type Connection, PcapngWriter, parseCapture } from '../../src/line/index.ts';
import { type PcapPacket, readPcapng } from '../support/pcapng-reader.ts';

const startedAt = Date.UTC(2026, 10, 24, 14, 30);
const bytes = (hex: string) => fromHex(hex)!;
const snrm = bytes('7ea00703219f017e');
const answer = bytes('7ea00721037301407e');

function written(events: readonly CaptureEvent[], shows = 'a test') {
  const writer = new PcapngWriter();
  const file = Buffer.concat([
    writer.head('meter 0.1.0', shows),
    ...events.map((event) => writer.blocks(event, startedAt)),
  ]);
  return readPcapng(file);
}

const line = (one: PcapPacket) => `${one.direction === 2 ? '>' : '<'} ${one.flags} ${one.sequence} ${one.acknowledged}`;

describe('a pcapng file', () => {
  it('shows one connection from SYN to FIN, with its times, directions and numbers', () => {
    const connection: Connection = { port: 4059, connectMs: 12.5 };
    const { packets, head } = written([
      { atMs: 20, connection, kind: 'state', state: 'connected' },
      { atMs: 502, connection, kind: 'sent', bytes: snrm },
      { atMs: 714.25, connection, kind: 'received', bytes: answer },
      { atMs: 903, connection, kind: 'state', state: 'closed' },
    ]);
    expect(head.map(({ code, value }) => [code, value.toString()])).toEqual([
      [1, 'a test'],
      [4, 'meter 0.1.0'],
    ]);
    expect(packets.map(line)).toEqual([
      '> SYN 0 0',
      '< SYN ACK 0 1',
      '> ACK 1 1',
      '> PSH ACK 1 1',
      '< PSH ACK 1 9',
      '> FIN ACK 9 10',
    ]);
    expect(packets.map(({ atUs }) => atUs - startedAt * 1000)).toEqual([
      7500, 20_000, 20_000, 502_000, 714_250, 903_000,
    ]);
    const [first] = packets;
    expect([first?.from, first?.fromPort, first?.to, first?.toPort]).toEqual(['127.0.0.1', 49_152, '127.0.0.2', 4059]);
    expect(packets[4]?.fromPort).toBe(4059);
    expect([packets[3]?.data, packets[4]?.data]).toEqual([Buffer.from(snrm), Buffer.from(answer)]);
  });

  it.each([
    ['FIN', '< FIN ACK 1 1'],
    ['RST', '< RST ACK 1 1'],
    ['closed', '> FIN ACK 1 1'],
  ] as const)('ends as the line ended: %s', (state, last) => {
    const connection: Connection = { port: 3333, connectMs: 1 };
    const { packets } = written([
      { atMs: 1, connection, kind: 'state', state: 'connected' },
      { atMs: 2, connection, kind: 'state', state },
    ]);
    expect(packets.map(line).at(-1)).toBe(last);
  });

  it('claims no segment for a line that was lost', () => {
    const { packets } = written([
      { atMs: 1, kind: 'state', state: 'connected' },
      { atMs: 2, kind: 'state', state: 'LOST' },
    ]);
    expect(packets.length).toBe(3);
  });

  it('keeps masked octets masked, and says so', () => {
    const { packets } = written([
      { atMs: 0, kind: 'state', state: 'connected' },
      { atMs: 1, kind: 'sent', bytes: bytes('822a2a2a'), masked: 3 },
    ]);
    expect(packets.at(-1)?.data.toString('hex')).toBe('822a2a2a');
    expect(packets.at(-1)?.comments).toEqual(['3 octets masked, check values included']);
  });

  it('keeps two connections apart that are open at once', () => {
    const one: Connection = { port: 3333, connectMs: 1 };
    const other: Connection = { port: 3333, connectMs: 1 };
    const { packets } = written([
      { atMs: 1, connection: one, kind: 'state', state: 'connected' },
      { atMs: 2, connection: other, kind: 'state', state: 'connected' },
      { atMs: 3, connection: other, kind: 'received', bytes: answer },
      { atMs: 4, connection: one, kind: 'sent', bytes: snrm },
      { atMs: 5, connection: other, kind: 'state', state: 'FIN' },
      { atMs: 6, connection: one, kind: 'state', state: 'closed' },
    ]);
    const of = (port: number) => packets.filter(({ fromPort, toPort }) => fromPort === port || toPort === port);
    expect(of(49_152).map(({ flags }) => flags)).toEqual(['SYN', 'SYN ACK', 'ACK', 'PSH ACK', 'FIN ACK']);
    expect(of(49_153).map(({ flags }) => flags)).toEqual(['SYN', 'SYN ACK', 'ACK', 'PSH ACK', 'FIN ACK']);
    expect(of(49_152)[3]?.data).toEqual(Buffer.from(snrm));
  });

  it('opens a connection anew for each `connected` of a capture file', () => {
    const { events } = parseCapture('@0 = connected\n@1 > 7E\n@2 = closed\n@3 = connected\n@4 < 7E\n@5 = FIN\n');
    expect(written(events).packets.map(({ toPort, fromPort }) => Math.max(toPort, fromPort))).toEqual([
      ...Array(5).fill(49_152),
      ...Array(5).fill(49_153),
    ]);
  });

  it('is sound whatever is written, and gives back every octet in its direction', () => {
    const event = fc.record({
      which: fc.nat(2),
      kind: fc.constantFrom('sent', 'received'),
      bytes: fc.oneof(
        fc.uint8Array({ maxLength: 70 }),
        fc.nat(100_000).map((length) => new Uint8Array(length).fill(7)),
      ),
      gapMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), fc.string(), (steps, shows) => {
        const connections: readonly Connection[] = [1, 2, 3].map((port) => ({ port, connectMs: 3 }));
        let atMs = 5;
        const events: CaptureEvent[] = connections.map((connection) => ({
          atMs,
          connection,
          kind: 'state',
          state: 'connected',
        }));
        for (const { which, kind, bytes: octets, gapMs } of steps) {
          atMs += gapMs;
          events.push({ atMs, connection: connections[which]!, kind: kind as 'sent', bytes: octets });
        }
        const { packets } = written(events, shows);
        for (const [which, { port }] of connections.entries()) {
          for (const kind of ['sent', 'received'] as const) {
            const own = packets.filter((one) => (kind === 'sent' ? one.toPort : one.fromPort) === port);
            const wanted = steps.filter((step) => step.which === which && step.kind === kind).map((step) => step.bytes);
            expect(Buffer.concat(own.map(({ data }) => data)).equals(Buffer.concat(wanted))).toBe(true);
            // Every segment begins where the one before it ended.
            let next = 1;
            for (const { sequence, data, flags } of own) {
              if (!flags.includes('SYN')) expect(sequence).toBe(next);
              next += data.length;
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

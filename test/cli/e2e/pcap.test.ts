/** `--pcap` beside `--trace`: the same octets, as a file that Wireshark's own reader takes. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCapture } from '../../../src/line/index.ts';
import { startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { readPcapng } from '../../support/pcapng-reader.ts';
import { runMeter } from '../../support/run-meter.ts';

beforeAll(built);

const folder = mkdtempSync(join(tmpdir(), 'meter-pcap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

async function recorded(faults: readonly string[], command: readonly string[] = ['test']) {
  const simulator = await startSimulator({ faults: faults as never });
  const file = join(folder, `${++files}`);
  try {
    const [name = 'test', ...rest] = command;
    const target = [
      `127.0.0.1:${simulator.port}`,
      '--timeout',
      '0.5',
      '--trace',
      `${file}.cap`,
      '--pcap',
      `${file}.pcapng`,
    ];
    const before = Date.now();
    const ended = await runMeter([name, ...target, ...rest]);
    return { ended, file, before, after: Date.now(), port: simulator.port };
  } finally {
    await simulator.stop();
  }
}

const hex = (octets: Uint8Array) => Buffer.from(octets).toString('hex');

describe('--pcap', () => {
  it.concurrent.each([
    { faults: [], command: ['test'] },
    // A second connection is open beside the first one.
    { faults: ['silent'], command: ['test'] },
    { faults: ['close-on-question'], command: ['test'] },
    { faults: [], command: ['read', 'clock', '--client', '16'] },
  ])('keeps what the trace keeps, at this time of day: $command $faults', async ({ faults, command }) => {
    const { file, before, after, port } = await recorded(faults, command);
    const { packets } = readPcapng(readFileSync(`${file}.pcapng`));
    const { events } = parseCapture(readFileSync(`${file}.cap`, 'utf8'));
    for (const kind of ['sent', 'received'] as const) {
      const traced = events.flatMap((event) => (event.kind === kind ? [hex(event.bytes)] : []));
      const kept = packets.filter(({ direction }) => direction === (kind === 'sent' ? 2 : 1));
      expect(kept.map(({ data }) => hex(data)).filter(Boolean)).toEqual(traced);
      expect(new Set(kept.map((one) => (kind === 'sent' ? one.toPort : one.fromPort)))).toEqual(new Set([port]));
    }
    const opened = events.filter((event) => event.kind === 'state' && event.state === 'connected').length;
    expect(packets.filter(({ flags }) => flags === 'SYN').length).toBe(opened);
    expect(packets.filter(({ flags }) => flags.includes('FIN') || flags.includes('RST')).length).toBe(opened);
    for (const { atUs } of packets) {
      expect(atUs / 1000).toBeGreaterThanOrEqual(before - 5);
      expect(atUs / 1000).toBeLessThanOrEqual(after + 5);
    }
    expect(statSync(`${file}.pcapng`).mode & 0o777).toBe(0o600);
  });

  it('is refused where it would be the same file as the trace', async () => {
    const file = join(folder, 'same');
    const { code, stderr } = await runMeter(['test', '127.0.0.1:1', '--trace', file, '--pcap', `${folder}/./same`]);
    expect([code, stderr.includes('--pcap')]).toEqual([2, true]);
  });

  const tshark = 'tshark';
  const hasTshark = spawnSync(tshark, ['--version']).status === 0;
  it.skipIf(!hasTshark)('is read by tshark without a complaint, times and streams right', async () => {
    const { file } = await recorded(['silent']);
    const checks = [
      '-o',
      'tcp.check_checksum:TRUE',
      '-o',
      'ip.check_checksum:TRUE',
      '-o',
      'tcp.relative_sequence_numbers:FALSE',
    ];
    const fields = [
      'tcp.stream',
      'tcp.payload',
      '_ws.malformed',
      'tcp.checksum.status',
      'ip.checksum.status',
      '_ws.expert.message',
    ];
    const told = execFileSync(
      tshark,
      ['-r', `${file}.pcapng`, ...checks, '-T', 'fields', ...fields.flatMap((one) => ['-e', one])],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const rows = told
      .trimEnd()
      .split('\n')
      .map((row) => row.split('\t'));
    const { packets } = readPcapng(readFileSync(`${file}.pcapng`));
    expect(rows.length).toBe(packets.length);
    for (const [index, [, payload, malformed, tcp, ip, expert = '']] of rows.entries()) {
      expect(payload).toBe(hex(packets[index]!.data));
      expect([malformed, tcp, ip]).toEqual(['', '1', '1']);
      // Nothing about lost, repeated or unseen segments.
      expect(expert).not.toMatch(/retransmission|out-of-order|not captured|unseen|reused|checksum/i);
    }
    expect(new Set(rows.map(([stream]) => stream)).size).toBeGreaterThan(1);
  });
});

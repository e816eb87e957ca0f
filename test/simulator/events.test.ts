/** What a simulator tells of itself, and that nothing of it stays behind. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type { SimulatorEvent } from '../../src/simulator/index.ts';
import { answers, frames, hex } from '../support/raw-client.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const uaLength = answers.ua.length / 2;

describe('events', () => {
  it('show a session that leaves the line as it found it', async () => {
    const seen: SimulatorEvent[] = [];
    const simulator = await line.start({ onEvent: (event) => seen.push(event) });
    const client = await line.connect(simulator);
    await client.ask(frames.snrm16, uaLength);
    await client.ask(frames.disc16);
    client.close();
    await client.untilEnded();
    const { events } = simulator;
    expect(events.connections).toBe(1);
    expect(events.framesReceived).toEqual({ SNRM: 1, DISC: 1 });
    expect([events.fins, events.resets, events.badFrames, events.turnedAway]).toEqual([1, 0, 0, 0]);
    expect([events.linksOpen, events.linksLeftOpen]).toEqual([[], 0]);
    expect(seen).toEqual(events.log);
    expect(seen.map(({ type }) => type)).toEqual([
      'connected',
      'granted',
      'bytes-received',
      'frame-received',
      'link-opened',
      'answered',
      'bytes-sent',
      'bytes-received',
      'frame-received',
      'link-closed',
      'answered',
      'bytes-sent',
      'ended',
    ]);
    expect(seen.every(({ atMs }, index) => index === 0 || atMs >= (seen[index - 1]?.atMs ?? 0))).toBe(true);
  });

  it('show RST, bad frames, and links of each client that were left open', async () => {
    const { client, simulator } = await line.startWith();
    await client.ask(frames.snrm16, uaLength);
    await client.ask(frames.snrm1, uaLength);
    await client.listen(hex('7E A0 07 03 21 93 00 00 7E'), 30);
    client.reset();
    await client.until(() => simulator.events.resets > 0);
    const { events } = simulator;
    expect([events.fins, events.resets, events.badFrames]).toEqual([0, 1, 1]);
    expect(events.linksOpen).toEqual([16, 1]);
    expect(events.log.at(-2)).toMatchObject({ type: 'ended', how: 'client-reset' });
    expect(events.log.at(-1)).toMatchObject({ type: 'links-left-open', clients: [16, 1] });
  });
});

describe('stop', () => {
  it('cuts off whoever is connected, and may be called twice', async () => {
    const { client, simulator } = await line.startWith('busy-silent', 'foreign', 'heartbeat');
    await simulator.stop();
    await simulator.stop();
    await client.untilEnded();
    expect(client.ended).not.toBe(null);
    expect(simulator.events.log.at(-1)).toMatchObject({ type: 'ended', how: 'stopped' });
  });

  it('lets a process end by itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'meter-simulator-'));
    try {
      const outfile = join(folder, 'run.mjs');
      const source = `
        import { connect } from 'node:net';
        import { startCollector, startSimulator } from '${join(process.cwd(), 'src/simulator/index.ts')}';
        const simulator = await startSimulator({ faults: ['foreign', 'heartbeat', 'push', 'late', 'slow', 'kick'] });
        const collector = await startCollector({ port: simulator.port });
        const client = connect(simulator.port, simulator.host);
        client.on('error', () => {});
        client.resume();
        await new Promise((resolve) => client.once('connect', resolve));
        client.write(Buffer.from('7EA0070321930F017E', 'hex'));
        await new Promise((resolve) => setTimeout(resolve, 50));
        await collector.stop();
        await simulator.stop();
        console.log('stopped');
      `;
      await build({
        stdin: { contents: source, resolveDir: folder, loader: 'ts' },
        bundle: true,
        platform: 'node',
        format: 'esm',
        outfile,
      });
      const { stdout } = await promisify(execFile)(process.execPath, [outfile], { timeout: 10_000 });
      expect(stdout).toBe('stopped\n');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

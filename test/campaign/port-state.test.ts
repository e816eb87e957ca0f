/** Whether the port of a meter is free: what a gateway lets in, says, or does, without a word to the meter. */
import { spawn } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { type PortState, portState } from '../../src/campaign/index.ts';
import { openTcp } from '../../src/line/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { RawClient } from '../support/raw-client.ts';
import { type RawServerOptions, startRawServer } from '../support/raw-server.ts';

const stops: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const plan = { host: '127.0.0.1', connectTimeoutMs: 1000, listenMs: 100, patienceMs: 0 } as const;
const look = (port: number, patienceMs = 0, signal?: AbortSignal): Promise<PortState> =>
  portState({ ...plan, port, patienceMs }, openTcp, signal);

async function lookAt(options: RawServerOptions): Promise<PortState & { readonly heard: readonly string[] }> {
  const server = await startRawServer(options);
  stops.push(() => server.stop());
  return { ...(await look(server.port)), heard: server.heard };
}

const text = (said: string) => new TextEncoder().encode(said);

describe('a port', () => {
  it('is free where we are let in and nobody speaks; nothing is sent, and it is left', async () => {
    const simulator = await startSimulator();
    stops.push(() => simulator.stop());
    const state = await look(simulator.port);
    expect(state).toMatchObject({ outcome: 'FREE', holders: [], text: null, system: null, tries: 1 });
    expect(state.listenedMs).toBeGreaterThanOrEqual(90);
    expect(simulator.events).toMatchObject({ connections: 1, clients: 0, framesReceived: {}, badFrames: 0, resets: 0 });
  });

  it.each<readonly [string, RawServerOptions, string, string | null]>([
    ['a banner', { greeting: text('gateway 4.3 ready\r\n') }, 'FREE', 'gateway 4.3 ready\\r\\n'],
    ['the negotiation of telnet', { greeting: Buffer.from('fffb03fffb01fffd03', 'hex') }, 'FREE', null],
    ['that it is in use', { greeting: text('Port already in use\r\n') }, 'BUSY', 'Port already in use\\r\\n'],
    ['frames of somebody else', { greeting: Buffer.from('7ea0070321930f017e', 'hex') }, 'FOREIGN', null],
    ['bytes that are nothing', { greeting: Uint8Array.from({ length: 40 }, (_, at) => 0x80 + at) }, 'GARBLED', null],
  ])('that greets with %s', async (_name, options, outcome, said) => {
    const state = await lookAt(options);
    expect(state.outcome).toBe(outcome);
    if (said !== null) expect(state.text).toBe(said);
    expect(state.heard).toEqual([]);
  });

  it('that lets us in and out again is not known to be free', async () => {
    expect(await lookAt({ greeting: new Uint8Array(), hangsUp: true })).toMatchObject({ outcome: 'CLOSED' });
  });

  it('that nobody listens on is refused, and not tried again: waiting does not mend it', async () => {
    const server = await startRawServer({});
    await server.stop();
    const started = performance.now();
    expect(await look(server.port, 3000)).toMatchObject({ outcome: 'REFUSED', system: 'ECONNREFUSED', tries: 1 });
    expect(performance.now() - started).toBeLessThan(2500);
  });

  it('of a host that has no address is told as that', async () => {
    const state = await portState({ ...plan, host: 'no-such-host.invalid', port: 1 }, openTcp);
    expect(['UNKNOWN-HOST', 'NOT-TRIED']).toContain(state.outcome);
    expect(state).toMatchObject({ listenedMs: 0, unseen: 'name' });
  });
});

describe('a port that is not free yet', () => {
  it('is tried again for a while, and free when the other client is gone', async () => {
    const simulator = await startSimulator();
    stops.push(() => simulator.stop());
    const other = await RawClient.connect(simulator.port);
    setTimeout(() => other.close(), 200);
    const state = await look(simulator.port, 5000);
    expect(state.outcome).toBe('FREE');
    expect(state.tries).toBeGreaterThan(1);
    expect(simulator.events.framesReceived).toEqual({});
  });

  it('is given up when that while is over', async () => {
    const simulator = await startSimulator({ faults: ['busy'] });
    stops.push(() => simulator.stop());
    const state = await look(simulator.port, 900);
    expect(state.outcome).toBe('BUSY');
    expect(state.tries).toBeGreaterThan(1);
  });

  it('is not waited for after an interrupt', async () => {
    const simulator = await startSimulator({ faults: ['busy'] });
    stops.push(() => simulator.stop());
    const stop = new AbortController();
    setTimeout(() => stop.abort('SIGINT'), 250);
    await expect(look(simulator.port, 20_000, stop.signal)).rejects.toBe('SIGINT');
  });

  it('names the process of this host that holds a connection', async () => {
    const simulator = await startSimulator({ maxConnections: 2 });
    stops.push(() => simulator.stop());
    const program = `require('net').connect(${simulator.port}, '127.0.0.1', () => console.log('in'))`;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'] });
    stops.push(() => void child.kill());
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const state = await look(simulator.port);
    expect(state.outcome).toBe('HELD');
    expect(state.holders.map(({ pid }) => pid)).toContain(child.pid);
  });
});

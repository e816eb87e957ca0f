import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import {
  type CaptureEvent,
  LineError,
  openTcp,
  parseCapture,
  recordingOpen,
  renderCaptureEvent,
  replayOpen,
} from '../../src/line/index.ts';

/** A label longer than a name may have: no name service is ever asked for it. */
const noSuchHost = `${'x'.repeat(70)}.invalid`;
const servers: Server[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

function listen(onSocket: (socket: Socket) => void, host = '127.0.0.1'): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    onSocket(socket);
  });
  servers.push(server);
  return new Promise((resolve) => server.listen(0, host, () => resolve((server.address() as { port: number }).port)));
}

const bytes = (hex: string) => fromHex(hex)!;
const options = { connectTimeoutMs: 2000 };

describe('a TCP line', () => {
  it('carries bytes both ways, each portion with its time', async () => {
    const port = await listen((socket) => socket.on('data', (data) => setTimeout(() => socket.write(data), 30)));
    const line = await openTcp('127.0.0.1', port, options);
    line.send(bytes('7ea0'));
    const arrival = await line.receive(line.now() + 1000);
    expect(arrival).toMatchObject({ kind: 'bytes' });
    expect(arrival.kind === 'bytes' && toHex(arrival.bytes)).toBe('7ea0');
    expect(arrival.atMs).toBeGreaterThanOrEqual(25);
    await line.close();
  });

  it('says that it is quiet at the instant that was asked for', async () => {
    const line = await openTcp('127.0.0.1', await listen(() => {}), options);
    const until = line.now() + 50;
    const arrival = await line.receive(until);
    expect(arrival.kind).toBe('quiet');
    expect(line.now()).toBeGreaterThanOrEqual(until - 1);
    await line.close();
  });

  it('gives what arrived before the end first, then says how it ended, again and again', async () => {
    const line = await openTcp('127.0.0.1', await listen((socket) => socket.end('bye')), options);
    expect((await line.receive(line.now() + 500)).kind).toBe('bytes');
    expect(await line.receive(line.now() + 500)).toMatchObject({ kind: 'ended', how: 'FIN' });
    expect(await line.receive(line.now() + 500)).toMatchObject({ kind: 'ended', how: 'FIN' });
    await line.close();
  });

  it('tells a reset from a close', async () => {
    const line = await openTcp(
      '127.0.0.1',
      await listen((socket) => setTimeout(() => socket.resetAndDestroy(), 20)),
      options,
    );
    expect(await line.receive(line.now() + 1000)).toMatchObject({ kind: 'ended', how: 'RST' });
    await line.close();
  });

  it('closes with FIN, and twice is once', async () => {
    let ended = false;
    const port = await listen((socket) =>
      socket
        .on('end', () => {
          ended = true;
          socket.end();
        })
        .resume(),
    );
    const line = await openTcp('127.0.0.1', port, options);
    await Promise.all([line.close(), line.close()]);
    expect(ended).toBe(true);
  });

  it('closes in bounded time although the far end keeps its side open', async () => {
    const line = await openTcp('127.0.0.1', await listen(() => {}), options);
    const before = performance.now();
    await line.close();
    expect(performance.now() - before).toBeLessThan(600);
  });

  it('names why it cannot be opened', async () => {
    const port = await listen(() => {});
    await new Promise((resolve) => servers.pop()?.close(resolve));
    await expect(openTcp('127.0.0.1', port, options)).rejects.toMatchObject({
      code: 'REFUSED',
      system: 'ECONNREFUSED',
    });
    await expect(openTcp(noSuchHost, 1, options)).rejects.toMatchObject({ code: 'UNKNOWN-HOST' });
    await expect(openTcp(noSuchHost, 1, options)).rejects.toBeInstanceOf(LineError);
  });

  it('reaches a host by its name and by an IPv6 address', async () => {
    const port = await listen(() => {}, '::1');
    const line = await openTcp('::1', port, options);
    expect(line.endpoint).toBe(`tcp://[::1]:${port}`);
    await line.close();
    const named = await openTcp('localhost', await listen(() => {}), options);
    expect(named.address).toMatch(/^(127\.0\.0\.1|::1)$/);
    await named.close();
  });

  it('gives up waiting as soon as it is told to, with the reason', async () => {
    const stop = new AbortController();
    const line = await openTcp('127.0.0.1', await listen(() => {}), options);
    setTimeout(() => stop.abort('SIGINT'), 20);
    await expect(line.receive(line.now() + 5000, stop.signal)).rejects.toBe('SIGINT');
    await line.close();
    await expect(openTcp('127.0.0.1', 1, { ...options, signal: stop.signal })).rejects.toBe('SIGINT');
  });
});

describe('capture files', () => {
  it('keep a conversation, and replay it without waiting', async () => {
    const port = await listen((socket) =>
      socket.on('data', () => setTimeout(() => socket.end(Buffer.from('7ea0072103730140', 'hex')), 40)),
    );
    const kept: CaptureEvent[] = [];
    const started = performance.now();
    const open = recordingOpen(
      openTcp,
      () => performance.now() - started,
      (event) => kept.push(event),
    );
    const line = await open('127.0.0.1', port, options);
    line.send(bytes('7ea00703219f017e'));
    await line.receive(line.now() + 1000);
    await line.receive(line.now() + 1000);
    await line.close();

    const text = `# source test\n${kept.map(renderCaptureEvent).join('\n')}\nnonsense\n`;
    const { events, defects } = parseCapture(text);
    expect(defects).toEqual([{ code: 'capture-line', line: 6 }]);
    expect(events.map((event) => (event.kind === 'state' ? event.state : event.kind))).toEqual([
      'connected',
      'sent',
      'received',
      'FIN',
    ]);

    const replayed = await replayOpen(events)('192.0.2.7', 3333, options);
    replayed.send(bytes('00'));
    expect(await replayed.receive(5)).toMatchObject({ kind: 'quiet', atMs: 5 });
    const answer = await replayed.receive(60_000);
    expect(answer.kind === 'bytes' && toHex(answer.bytes)).toBe('7ea0072103730140');
    expect(answer.atMs).toBeGreaterThanOrEqual(35);
    expect(await replayed.receive(60_000)).toMatchObject({ kind: 'ended', how: 'FIN' });
    await expect(replayOpen([])('192.0.2.7', 1, options)).rejects.toMatchObject({ code: 'REFUSED' });
  });
});

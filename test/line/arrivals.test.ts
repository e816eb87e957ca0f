/** What arrives while a process cannot look is no silence: a real socket, and a process that is busy past its time-out. */
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { openTcp } from '../../src/line/index.ts';

it('gives bytes that came in time, although the timer was due first', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write(Uint8Array.of(0x7e, 0xa0));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const line = await openTcp('127.0.0.1', port, { connectTimeoutMs: 1000 });
  try {
    const waiting = line.receive(line.now() + 20);
    // As a stopped process: nothing is looked at until long after the time-out.
    const until = performance.now() + 80;
    while (performance.now() < until);
    expect(await waiting).toMatchObject({ kind: 'bytes', bytes: Uint8Array.of(0x7e, 0xa0) });
  } finally {
    await line.close();
    await new Promise((resolve) => server.close(resolve));
  }
});

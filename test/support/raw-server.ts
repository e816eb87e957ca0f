/** A TCP server on loopback that says whatever bytes a test wants, in place of a gateway; it knows nothing of HDLC. */
import { createServer, type Socket } from 'node:net';

export interface RawServerOptions {
  /** Said to every client at once. */
  readonly greeting?: Uint8Array;
  /** Said to what came; null for silence. */
  readonly answer?: (question: Uint8Array, server: RawServer) => Uint8Array | null;
  /** Close (FIN) after the greeting or the answer. */
  readonly hangsUp?: boolean;
  /** Leave its own side open when the client has closed. */
  readonly allowHalfOpen?: boolean;
}

export interface RawServer {
  readonly port: number;
  readonly endpoint: string;
  /** Every byte that came, as lower-case hex, a string for each arrival. */
  readonly heard: readonly string[];
  /** Nobody is let in from now on; those who are in stay. */
  closeDoor(): void;
  /** Ends (FIN) every connection. */
  hangUp(): void;
  stop(): Promise<void>;
}

export async function startRawServer(options: RawServerOptions): Promise<RawServer> {
  const { greeting, answer, hangsUp = false, allowHalfOpen = false } = options;
  const clients = new Set<Socket>();
  const heard: string[] = [];
  const server = createServer({ allowHalfOpen }, (client) => {
    clients.add(client);
    client.setNoDelay(true);
    client.on('error', () => {});
    client.once('close', () => clients.delete(client));
    const say = (bytes: Uint8Array | null) => {
      if (bytes !== null) client.write(bytes);
      if (hangsUp) client.end();
    };
    if (greeting !== undefined) say(greeting);
    client.on('data', (bytes: Buffer) => {
      heard.push(bytes.toString('hex'));
      if (answer !== undefined) say(answer(bytes, raw));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  const raw: RawServer = {
    port: address.port,
    endpoint: `127.0.0.1:${address.port}`,
    heard,
    closeDoor: () => void server.close(),
    hangUp: () => {
      for (const client of clients) client.end();
    },
    stop: async () => {
      const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : Promise.resolve();
      for (const client of clients) client.destroy();
      await closed;
    },
  };
  return raw;
}

/** A listening TCP port on loopback that can stop listening for a while and take the same number up again. */
import { createServer, type Server, type Socket } from 'node:net';

/** The only addresses that anything here binds to. */
export type LoopbackHost = '127.0.0.1' | '::1';

export class Listener {
  readonly #host: LoopbackHost;
  readonly #onClient: (socket: Socket) => void;
  #port: number;
  #server: Server | null = null;

  /** @param port 0 lets the system choose one */
  constructor(host: LoopbackHost, port: number, onClient: (socket: Socket) => void) {
    // The simulator answers anybody who asks: it must never be reachable from another machine.
    if (host !== '127.0.0.1' && host !== '::1') throw new RangeError(`${host} is not a loopback address`);
    this.#host = host;
    this.#port = port;
    this.#onClient = onClient;
  }

  /** The port it listens on, or will listen on again. */
  get port(): number {
    return this.#port;
  }

  /** Starts to listen. @throws the error of `listen`, for instance EADDRINUSE */
  async open(): Promise<void> {
    if (this.#server !== null) return;
    const server = createServer((socket) => this.#onClient(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: this.#host, port: this.#port, exclusive: true }, () => {
        server.off('error', reject);
        resolve();
      });
    }).catch((failure: unknown) => {
      this.#server = null;
      throw failure;
    });
    const address = server.address();
    if (address !== null && typeof address === 'object') this.#port = address.port;
  }

  /** Stops listening at once; connections go on. */
  close(): void {
    this.#server?.close();
    this.#server = null;
  }
}

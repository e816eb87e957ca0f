/**
 * The bare meter on a TCP port of its own, without anything a gateway does: for a real gateway in front of it, whose
 * pty is joined to this port. Any number of connections, one after the other or together.
 */
import type { EventLog } from './events.ts';
import { Listener, type LoopbackHost } from './listener.ts';
import type { SerialLine } from './serial-line.ts';
import { Session } from './session.ts';

export class MeterPort {
  readonly #listener: Listener;
  readonly #sessions = new Set<Session>();
  #clients = 0;

  constructor(options: { readonly host: LoopbackHost; readonly port: number }, line: SerialLine, events: EventLog) {
    this.#listener = new Listener(options.host, options.port, (socket) => {
      const session = new Session(++this.#clients, socket, events);
      this.#sessions.add(session);
      session.onGone = () => this.#sessions.delete(session);
      const peer = `${socket.remoteAddress}:${socket.remotePort}`;
      events.add({ type: 'connected', connection: session.id, peer });
      const lineEnd = {
        deliver: (bytes: Uint8Array) => session.write(bytes),
        hangUp: () => session.close('closed'),
      };
      session.onEnd = line.attach(lineEnd);
      session.serve((bytes) => line.receive(bytes, lineEnd));
    });
  }

  get port(): number {
    return this.#listener.port;
  }

  async start(): Promise<void> {
    await this.#listener.open();
  }

  /** Stops listening and cuts every client off; resolves when the last socket is gone. */
  async stop(): Promise<void> {
    this.#listener.close();
    const gone = [...this.#sessions].map(
      (session) =>
        new Promise<void>((resolve) => {
          session.onGone = resolve;
          session.destroy();
        }),
    );
    await Promise.all(gone);
  }
}

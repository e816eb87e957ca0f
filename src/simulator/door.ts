/** A listening port and everybody who came in through it: numbers them, and turns all of them out in the end. */
import type { Socket } from 'node:net';
import type { EventLog } from './events.ts';
import { Listener, type LoopbackHost } from './listener.ts';
import { Session } from './session.ts';

export class Door {
  readonly #listener: Listener;
  readonly #events: EventLog;
  readonly #welcome: (session: Session) => void;
  readonly #sessions = new Set<Session>();
  #clients = 0;
  #shut = false;

  /** @param welcome gets each session as it comes */
  constructor(
    place: { readonly host: LoopbackHost; readonly port: number },
    events: EventLog,
    welcome: (session: Session) => void,
  ) {
    this.#listener = new Listener(place.host, place.port, (socket) => this.#enter(socket));
    this.#events = events;
    this.#welcome = welcome;
  }

  get port(): number {
    return this.#listener.port;
  }

  /** Listens, unless it was shut for good. @throws the error of `listen`, for instance EADDRINUSE */
  async open(): Promise<void> {
    if (!this.#shut) await this.#listener.open();
  }

  /** Stops listening; who is inside stays. */
  close(): void {
    this.#listener.close();
  }

  /** Stops listening, and breaks every connection off. */
  clear(): void {
    this.#listener.close();
    for (const session of this.#sessions) session.reset();
  }

  /** Stops listening for good and cuts every client off; resolves when the last socket is gone. */
  async shut(): Promise<void> {
    this.#shut = true;
    this.#listener.close();
    for (const session of this.#sessions) session.destroy();
    await Promise.all([...this.#sessions].map(({ gone }) => gone));
  }

  #enter(socket: Socket): void {
    const session = new Session(++this.#clients, socket, this.#events);
    this.#sessions.add(session);
    session.gone.then(() => this.#sessions.delete(session));
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    this.#events.add({ type: 'connected', connection: session.id, peer });
    this.#welcome(session);
  }
}

/** One TCP client of the simulator: its socket, what is written to it, and the one event that says how it ended. */
import type { Socket } from 'node:net';
import type { EventLog, SessionEnd } from './events.ts';

/** Real time after which a client that does not close its side is cut off, ms. */
const lingerMs = 2000;
/** Bytes that are kept for a client whose turn has not come; the rest is lost, as in any gateway. */
const longestWait = 65_536;

export class Session {
  readonly id: number;
  readonly #socket: Socket;
  readonly #events: EventLog;
  #receiver: ((bytes: Uint8Array) => void) | null = null;
  #waiting: Uint8Array[] = [];
  #waitingLength = 0;
  #end: SessionEnd | null = null;
  #hungUp = false;
  /** Fulfilled when the connection is gone in both directions. */
  readonly gone: Promise<void>;
  /** Called once, when the session ends for the serial port: on FIN, RST or our own wish. */
  onEnd: (() => void) | null = null;

  constructor(id: number, socket: Socket, events: EventLog) {
    this.id = id;
    this.#socket = socket;
    this.#events = events;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(new Uint8Array(chunk)));
    socket.on('end', () => this.#ended('client-fin'));
    socket.on('error', () => this.#ended('client-reset'));
    this.gone = new Promise((resolve) => {
      socket.once('close', () => {
        this.#ended('client-reset');
        resolve();
      });
    });
  }

  /** Whether the session has not ended. */
  get isOpen(): boolean {
    return this.#end === null;
  }

  /** From now on the client's bytes go to `receiver`, beginning with those that came before. */
  serve(receiver: (bytes: Uint8Array) => void): void {
    this.#receiver = receiver;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const bytes of waiting) receiver(bytes);
  }

  write(bytes: Uint8Array): void {
    if (this.#hungUp || bytes.length === 0 || !this.#socket.writable) return;
    this.#events.add({ type: 'bytes-sent', connection: this.id, bytes });
    this.#socket.write(bytes);
  }

  /** FIN, after what was written; what the client still sends is thrown away. */
  close(how: 'closed' | 'kicked' | 'stopped'): void {
    if (this.#hungUp) return;
    this.#hungUp = true;
    this.#ended(how);
    this.#socket.end();
    const timer = setTimeout(() => this.#socket.destroy(), lingerMs);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  /** RST. */
  reset(): void {
    if (this.#hungUp) return;
    this.#hungUp = true;
    this.#ended('reset');
    this.#socket.resetAndDestroy();
  }

  /** Cuts the connection off whatever state it is in. */
  destroy(): void {
    this.#ended('stopped');
    this.#socket.destroy();
  }

  #take(bytes: Uint8Array): void {
    if (this.#end !== null) return;
    this.#events.add({ type: 'bytes-received', connection: this.id, bytes });
    if (this.#receiver !== null) {
      this.#receiver(bytes);
    } else if (this.#waitingLength + bytes.length <= longestWait) {
      this.#waiting.push(bytes);
      this.#waitingLength += bytes.length;
    }
  }

  #ended(how: SessionEnd): void {
    if (this.#end !== null) return;
    this.#end = how;
    this.#events.add({ type: 'ended', connection: this.id, how });
    this.onEnd?.();
  }
}

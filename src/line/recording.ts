/** Keeps what goes over a line, as the events of a capture file. */
import type { CaptureEvent, Connection } from './capture.ts';
import type { Arrival, Line, OpenLine } from './line.ts';
import { type Masked, SecretMask } from './secret-mask.ts';

/**
 * Opens lines whose traffic is told to `keep` as it happens.
 * @param now milliseconds from the start of the capture, which may hold several connections
 */
export function recordingOpen(open: OpenLine, now: () => number, keep: (event: CaptureEvent) => void): OpenLine {
  return async (host, port, options) => {
    const line = await open(host, port, options);
    const connection = { port, connectMs: line.connectMs };
    keep({ atMs: now(), connection, kind: 'state', state: 'connected' });
    return new RecordedLine(line, now() - line.now(), connection, keep);
  };
}

class RecordedLine implements Line {
  readonly endpoint: string;
  readonly connectMs: number;
  readonly address: string | null;
  readonly #line: Line;
  readonly #openedAt: number;
  readonly #connection: Connection;
  readonly #keep: (event: CaptureEvent) => void;
  readonly #mask = new SecretMask();
  #ended = false;

  constructor(line: Line, openedAt: number, connection: Connection, keep: (event: CaptureEvent) => void) {
    this.endpoint = line.endpoint;
    this.connectMs = line.connectMs;
    this.address = line.address;
    this.#line = line;
    this.#openedAt = openedAt;
    this.#connection = connection;
    this.#keep = keep;
  }

  now(): number {
    return this.#line.now();
  }

  send(bytes: Uint8Array, shownAs: Uint8Array = bytes): void {
    const atMs = this.#openedAt + this.now();
    this.#line.send(bytes, shownAs);
    this.#mask.learn(bytes, shownAs);
    const octets = bytes.reduce((count, octet, at) => (octet === shownAs[at] ? count : count + 1), 0);
    this.#keepBytes(atMs, 'sent', { bytes: shownAs, octets });
  }

  async receive(until: number, signal?: AbortSignal): Promise<Arrival> {
    const arrival = await this.#line.receive(until, signal);
    const atMs = this.#openedAt + arrival.atMs;
    if (arrival.kind === 'bytes') this.#keepBytes(atMs, 'received', this.#mask.hide(arrival.bytes));
    if (arrival.kind === 'ended' && !this.#ended) {
      this.#ended = true;
      this.#keep({ atMs, connection: this.#connection, kind: 'state', state: arrival.how });
    }
    return arrival;
  }

  #keepBytes(atMs: number, kind: 'sent' | 'received', { bytes, octets }: Masked): void {
    const event = { atMs, connection: this.#connection, kind, bytes };
    this.#keep(octets === 0 ? event : { ...event, masked: octets });
  }

  async close(): Promise<void> {
    const atMs = this.#openedAt + this.now();
    const ended = this.#ended;
    this.#ended = true;
    await this.#line.close();
    if (!ended) this.#keep({ atMs, connection: this.#connection, kind: 'state', state: 'closed' });
  }
}

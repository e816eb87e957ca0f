/**
 * A line that plays a capture: each thing we send moves on to the next `sent` event, and what was received after it
 * comes at the same distance in time. Its clock jumps, so a conversation of minutes replays in no time.
 */
import type { CaptureEvent } from './capture.ts';
import { type Arrival, type Line, LineError, type OpenLine } from './line.ts';

/** Plays the connections of a capture one after the other; a connection too many is refused. */
export function replayOpen(events: readonly CaptureEvent[]): OpenLine {
  const connections: CaptureEvent[][] = [];
  for (const event of events) {
    if (connections.length === 0 || (event.kind === 'state' && event.state === 'connected')) connections.push([]);
    if (event.kind !== 'state' || event.state !== 'connected') connections.at(-1)?.push(event);
  }
  return async (host, port) => {
    const connection = connections.shift();
    const endpoint = `tcp://${host}:${port}`;
    if (connection === undefined) throw new LineError('REFUSED', 'ECONNREFUSED', 0, endpoint);
    return new ReplayLine(connection, endpoint);
  };
}

class ReplayLine implements Line {
  readonly endpoint: string;
  readonly connectMs = 0;
  readonly address = null;
  #events: readonly CaptureEvent[];
  #now = 0;
  /** Capture time minus line time: what was captured at c happens at c - #shift. */
  #shift: number;
  #ended: Arrival | null = null;

  constructor(events: readonly CaptureEvent[], endpoint: string) {
    this.#events = events;
    this.endpoint = endpoint;
    this.#shift = events[0]?.atMs ?? 0;
  }

  now(): number {
    return this.#now;
  }

  send(_bytes: Uint8Array): void {
    const next = this.#events.findIndex((event) => event.kind === 'sent');
    const event = this.#events[next];
    if (event === undefined) return;
    // What the capture received before this question, and we did not wait for, arrives now.
    const missed = this.#events.slice(0, next).map((early) => ({ ...early, atMs: event.atMs }));
    this.#events = [...missed, ...this.#events.slice(next + 1)];
    this.#shift = event.atMs - this.#now;
  }

  async receive(until: number, signal?: AbortSignal): Promise<Arrival> {
    signal?.throwIfAborted();
    if (this.#ended !== null) return this.#ended;
    const [event, ...rest] = this.#events;
    if (event === undefined || event.kind === 'sent' || event.atMs - this.#shift > until) {
      this.#now = Math.max(this.#now, until);
      return { kind: 'quiet', atMs: this.#now };
    }
    this.#events = rest;
    this.#now = Math.max(this.#now, event.atMs - this.#shift);
    if (event.kind !== 'state') return { kind: 'bytes', bytes: event.bytes, atMs: this.#now };
    if (event.state === 'connected' || event.state === 'closed') return this.receive(until, signal);
    this.#ended = { kind: 'ended', how: event.state, atMs: this.#now };
    return this.#ended;
  }

  async close(): Promise<void> {}
}

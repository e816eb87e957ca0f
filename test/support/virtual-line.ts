/**
 * A line without sockets or waiting: its clock jumps to whatever happens next. The far end is a function. As on every
 * line, nothing overtakes what was sent before it.
 */
import type { Arrival, Line, LineEnd } from '../../src/line/index.ts';

/** What the far end does: bytes after a delay, or the end of the line. */
export interface FarEvent {
  readonly afterMs: number;
  readonly bytes?: Uint8Array;
  readonly end?: LineEnd;
}

export type FarEnd = (bytes: Uint8Array, nowMs: number) => readonly FarEvent[];

export class VirtualLine implements Line {
  readonly endpoint = 'tcp://192.0.2.7:3333';
  readonly connectMs = 0;
  readonly address = null;
  readonly sent: Uint8Array[] = [];
  readonly shown: Uint8Array[] = [];
  closed = false;
  #now = 0;
  /** When the last thing on its way arrives. */
  #latest = 0;
  readonly #events: { readonly atMs: number; readonly event: FarEvent }[] = [];
  #ended: Arrival | null = null;
  readonly #far: FarEnd;

  constructor(far: FarEnd, greeting: readonly FarEvent[] = []) {
    this.#far = far;
    this.#schedule(greeting);
  }

  now(): number {
    return this.#now;
  }

  send(bytes: Uint8Array, shownAs: Uint8Array = bytes): void {
    this.sent.push(bytes);
    this.shown.push(shownAs);
    if (this.#ended === null) this.#schedule(this.#far(bytes, this.#now));
  }

  async receive(until: number, signal?: AbortSignal): Promise<Arrival> {
    signal?.throwIfAborted();
    if (this.#ended !== null) return this.#ended;
    const next = this.#events[0];
    if (next === undefined || next.atMs > until) {
      this.#now = Math.max(this.#now, until);
      return { kind: 'quiet', atMs: this.#now };
    }
    this.#events.shift();
    this.#now = Math.max(this.#now, next.atMs);
    const { bytes, end } = next.event;
    if (bytes !== undefined) return { kind: 'bytes', bytes, atMs: this.#now };
    this.#ended = { kind: 'ended', how: end ?? 'FIN', atMs: this.#now };
    return this.#ended;
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  #schedule(events: readonly FarEvent[]): void {
    for (const event of events) {
      this.#latest = Math.max(this.#latest, this.#now + event.afterMs);
      this.#events.push({ atMs: this.#latest, event });
    }
  }
}

/**
 * The bare meter on a TCP port of its own, without anything a gateway does: for a real gateway in front of it, whose
 * pty is joined to this port. Any number of connections, one after the other or together.
 */
import { Door } from './door.ts';
import type { EventLog } from './events.ts';
import type { LoopbackHost } from './listener.ts';
import type { SerialLine } from './serial-line.ts';

export class MeterPort {
  readonly #door: Door;

  constructor(place: { readonly host: LoopbackHost; readonly port: number }, line: SerialLine, events: EventLog) {
    this.#door = new Door(place, events, (session) => {
      const lineEnd = {
        deliver: (bytes: Uint8Array) => session.write(bytes),
        hangUp: () => session.close('closed'),
      };
      session.onEnd = line.attach(lineEnd);
      session.serve((bytes) => line.receive(bytes, lineEnd));
    });
  }

  get port(): number {
    return this.#door.port;
  }

  start(): Promise<void> {
    return this.#door.open();
  }

  /** A meter that is a TCP server itself is gone from the network without power. */
  async power(on: boolean): Promise<void> {
    if (on) await this.#door.open();
    else this.#door.clear();
  }

  /** Nothing of it depends on the faults. */
  changed(): void {}

  stop(): Promise<void> {
    return this.#door.shut();
  }
}

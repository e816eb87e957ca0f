/**
 * The serial line with the meter at its end: what clients send goes to the meter, what the meter says goes to every
 * client (a gateway that grants its port to several sends everything to all of them), damaged and delayed as the
 * faults want it. Whatever else talks on the line talks here: echo, a second master, pushes.
 */
import { parseFrame } from '../hdlc/index.ts';
import type { Behaviour } from './behaviour.ts';
import { damaged } from './damage.ts';
import type { EventLog } from './events.ts';
import { Meter, type MeterAction, type MeterOptions } from './meter.ts';
import { foreignFrames, pushFrame } from './other-frames.ts';
import { identification, SignOnMeter } from './sign-on-meter.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { portionsOf, Transmitter } from './transmitter.ts';
import { WrapperMeter } from './wrapper-meter.ts';

/** A client's end of the line. */
export interface LineEnd {
  deliver(bytes: Uint8Array): void;
  hangUp(): void;
}

export class SerialLine {
  readonly #behaviour: Behaviour;
  readonly #time: SimulatedTime;
  readonly #events: EventLog;
  readonly #meter: Meter;
  readonly #otherTongue: SignOnMeter | WrapperMeter | null;
  readonly #ends = new Set<LineEnd>();
  readonly #transmitter: Transmitter;

  constructor(options: MeterOptions, behaviour: Behaviour, time: SimulatedTime, events: EventLog) {
    this.#behaviour = behaviour;
    this.#time = time;
    this.#events = events;
    this.#meter = new Meter(options, behaviour);
    this.#otherTongue =
      behaviour.speaks === 'mode-e' ? new SignOnMeter() : behaviour.speaks === 'wrapper' ? new WrapperMeter() : null;
    this.#transmitter = new Transmitter(time, (bytes) => {
      for (const end of this.#ends) end.deliver(bytes);
    });
    this.#talk(options);
  }

  /** Connects a client; returns what disconnects it. */
  attach(end: LineEnd): () => void {
    this.#ends.add(end);
    return () => {
      if (!this.#ends.delete(end) || this.#ends.size > 0) return;
      this.#perform(this.#meter.tcpEnded(), end);
      const clients = this.#meter.openLinks;
      if (clients.length > 0) this.#events.add({ type: 'links-left-open', clients });
    };
  }

  /** Takes what a client sends towards the meter. */
  receive(bytes: Uint8Array, from: LineEnd): void {
    if (this.#behaviour.echo) this.#transmitter.enqueue([{ bytes, afterMs: 0 }]);
    this.#perform(this.#meter.receive(bytes, this.#time.nowMs), from);
    for (const answer of this.#otherTongue?.receive(bytes) ?? []) this.#reply(answer);
  }

  /** Puts bytes of the gateway's own between the frames. */
  insert(bytes: Uint8Array): void {
    this.#transmitter.enqueue([{ bytes, afterMs: 0 }]);
  }

  #perform(actions: readonly MeterAction[], from: LineEnd): void {
    for (const action of actions) {
      if (action.type === 'reply') this.#reply(action.bytes);
      else if (action.type === 'hang-up') from.hangUp();
      else if (action.type === 'heard') {
        this.#events.add({ type: 'frame-received', frame: action.frame, bytes: action.bytes });
      } else {
        const { client, reason } = action;
        this.#events.add({ type: action.open ? 'link-opened' : 'link-closed', client, reason });
      }
    }
  }

  #reply(bytes: Uint8Array): void {
    const frame = parseFrame(bytes.subarray(1, -1));
    this.#events.add({ type: 'answered', name: 'code' in frame ? null : frame.control.type, bytes });
    const portions = portionsOf(damaged(bytes, this.#behaviour), this.#behaviour);
    const { replyDelayMs } = this.#behaviour;
    if (replyDelayMs === 0) this.#transmitter.enqueue(portions);
    else this.#time.after(replyDelayMs, () => this.#transmitter.enqueue(portions));
  }

  /** Starts whatever talks without being asked. */
  #talk({ server }: MeterOptions): void {
    const { foreignEveryMs, identifiesEveryMs, speaks, pushEveryMs } = this.#behaviour;
    if (foreignEveryMs !== null) {
      const frames = foreignFrames(server);
      let turn = 0;
      this.#time.every(foreignEveryMs, () => this.#say(frames[turn++ % frames.length] as Uint8Array));
    }
    if (identifiesEveryMs !== null) this.#time.every(identifiesEveryMs, () => this.#say(identification));
    if (speaks === 'push') this.#time.every(pushEveryMs, () => this.#say(pushFrame(server)));
  }

  #say(bytes: Uint8Array): void {
    this.#transmitter.enqueue(portionsOf(damaged(bytes, this.#behaviour), this.#behaviour));
  }
}

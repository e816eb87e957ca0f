/**
 * The serial line with the meter at its end: what clients send goes to the meter, what the meter says goes to every
 * client (a gateway that grants its port to several sends everything to all of them), damaged and delayed as the
 * faults want it. Whatever else talks on the line talks here: echo, a second master, pushes.
 */
import { parseFrame } from '../hdlc/index.ts';
import { Application, type ApplicationOptions } from './application.ts';
import type { Behaviour } from './behaviour.ts';
import { damaged } from './damage.ts';
import type { EventLog } from './events.ts';
import { Meter, type MeterAction, type MeterOptions } from './meter.ts';
import type { MeterReply } from './meter-replies.ts';
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
  readonly #application: Application;
  readonly #meter: Meter;
  readonly #signOn: SignOnMeter | null;
  readonly #wrapper: WrapperMeter | null;
  readonly #ends = new Set<LineEnd>();
  readonly #transmitter: Transmitter;

  constructor(
    options: MeterOptions,
    application: ApplicationOptions,
    behaviour: Behaviour,
    time: SimulatedTime,
    events: EventLog,
  ) {
    this.#behaviour = behaviour;
    this.#time = time;
    this.#events = events;
    this.#application = new Application(application, behaviour);
    this.#meter = new Meter(options, this.#application, behaviour);
    this.#signOn = behaviour.speaks === 'mode-e' ? new SignOnMeter() : null;
    this.#wrapper = behaviour.speaks === 'wrapper' ? new WrapperMeter(this.#application, behaviour) : null;
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
      this.#leaveOpen();
      for (const event of this.#wrapper?.tcpEnded() ?? []) this.#events.add(event);
    };
  }

  /** Takes what a client sends towards the meter. */
  receive(bytes: Uint8Array, from: LineEnd): void {
    if (this.#behaviour.echo) this.#transmitter.enqueue([{ bytes, afterMs: 0 }]);
    this.#perform(this.#meter.receive(bytes, this.#time.nowMs), from);
    for (const bytesOfAnswer of this.#signOn?.receive(bytes) ?? []) this.#reply({ bytes: bytesOfAnswer });
    this.#perform(this.#wrapper?.receive(bytes, this.#time.nowMs) ?? [], from);
  }

  /** Says what the last client left behind. */
  #leaveOpen(): void {
    const links = this.#meter.openLinks;
    const associations = this.#application.open;
    if (links.length > 0) this.#events.add({ type: 'links-left-open', clients: links });
    if (associations.length > 0) this.#events.add({ type: 'associations-left-open', clients: associations });
  }

  /** Puts bytes of the gateway's own between the frames. */
  insert(bytes: Uint8Array): void {
    this.#transmitter.enqueue([{ bytes, afterMs: 0 }]);
  }

  #perform(actions: readonly MeterAction[], from: LineEnd): void {
    for (const action of actions) {
      if (action.type === 'reply') this.#reply(action);
      else if (action.type === 'application') this.#events.add(action.event);
      else if (action.type === 'hang-up') from.hangUp();
      else if (action.type === 'heard') {
        this.#events.add({ type: 'frame-received', frame: action.frame, bytes: action.bytes });
      } else {
        const { client, reason } = action;
        this.#events.add({ type: action.open ? 'link-opened' : 'link-closed', client, reason });
      }
    }
  }

  #reply({ bytes, afterMs = 0 }: Pick<MeterReply, 'bytes' | 'afterMs'>): void {
    const { replyDelayMs, dataDelayMs, doubledAfterMs } = this.#behaviour;
    const frame = parseFrame(bytes.subarray(1, -1));
    const name = 'code' in frame ? null : frame.control.type;
    this.#events.add({ type: 'answered', name, bytes });
    const isData = name === 'I' || this.#wrapper !== null;
    const delayMs = replyDelayMs + afterMs + (isData ? dataDelayMs : 0);
    const portions = portionsOf(damaged(bytes, this.#behaviour), this.#behaviour);
    this.#later(delayMs, portions);
    if (isData && doubledAfterMs !== null) this.#later(delayMs + doubledAfterMs, portions);
  }

  #later(delayMs: number, portions: Parameters<Transmitter['enqueue']>[0]): void {
    if (delayMs === 0) this.#transmitter.enqueue(portions);
    else this.#time.after(delayMs, () => this.#transmitter.enqueue(portions));
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

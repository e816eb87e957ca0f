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

/** What a meter is made of when it is switched on. */
export interface MeterParts {
  readonly meter: MeterOptions;
  readonly application: ApplicationOptions;
}

interface Installed {
  readonly application: Application;
  readonly meter: Meter;
  readonly signOn: SignOnMeter;
  readonly wrapper: WrapperMeter;
}

function install(parts: MeterParts, behaviour: Behaviour, nowMs: number): Installed {
  const application = new Application(parts.application, behaviour, nowMs);
  const meter = new Meter(parts.meter, application, behaviour, nowMs);
  return { application, meter, signOn: new SignOnMeter(), wrapper: new WrapperMeter(application, behaviour) };
}

export class SerialLine {
  readonly #behaviour: Behaviour;
  readonly #time: SimulatedTime;
  readonly #events: EventLog;
  readonly #parts: MeterParts;
  readonly #ends = new Set<LineEnd>();
  readonly #transmitter: Transmitter;
  /** Null: the meter has no power. */
  #installed: Installed | null;
  /** Calls off what talks without being asked. */
  #hush: readonly (() => void)[] = [];

  constructor(parts: MeterParts, behaviour: Behaviour, time: SimulatedTime, events: EventLog) {
    this.#parts = parts;
    this.#behaviour = behaviour;
    this.#time = time;
    this.#events = events;
    this.#installed = install(parts, behaviour, time.nowMs);
    this.#transmitter = new Transmitter(time, (bytes) => {
      for (const end of this.#ends) end.deliver(bytes);
    });
    this.#talk();
  }

  /** Takes the power from the meter, or gives it back: it starts with nothing open and nothing remembered. */
  power(on: boolean): void {
    if (on === (this.#installed !== null)) return;
    if (on) this.#installed = install(this.#parts, this.#behaviour, this.#time.nowMs);
    else this.#switchOff();
    this.#talk();
  }

  #switchOff(): void {
    for (const action of this.#installed?.meter.powerOff() ?? []) this.#note(action);
    this.#installed = null;
    this.#transmitter.drop();
  }

  /** The faults have changed; `before` is the behaviour up to now. */
  changed(before: Behaviour): void {
    this.#installed?.meter.changed(before, this.#time.nowMs);
    this.#talk();
  }

  /** Connects a client; returns what disconnects it. */
  attach(end: LineEnd): () => void {
    this.#ends.add(end);
    return () => {
      if (!this.#ends.delete(end) || this.#ends.size > 0) return;
      if (this.#installed === null) return;
      this.#perform(this.#installed.meter.tcpEnded(), end);
      this.#leaveOpen(this.#installed);
      if (this.#behaviour.speaks !== 'wrapper') return;
      for (const event of this.#installed.wrapper.tcpEnded()) this.#events.add(event);
    };
  }

  /** Takes what a client sends towards the meter. */
  receive(bytes: Uint8Array, from: LineEnd): void {
    if (this.#behaviour.echo) this.#transmitter.enqueue([{ bytes, afterMs: 0 }]);
    if (this.#installed === null) return;
    const { meter, signOn, wrapper } = this.#installed;
    const { nowMs } = this.#time;
    this.#perform(meter.receive(bytes, nowMs), from);
    const { speaks, signOnOpens } = this.#behaviour;
    if (speaks === 'mode-e') {
      for (const answer of signOn.receive(bytes, signOnOpens)) {
        this.#reply(answer);
        if (answer.opens) meter.signOn();
      }
    }
    if (speaks === 'wrapper') this.#perform(wrapper.receive(bytes, nowMs), from);
  }

  /** Says what the last client left behind. */
  #leaveOpen({ meter, application }: Installed): void {
    const links = meter.openLinks;
    const associations = application.open;
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
      else if (action.type === 'hang-up') from.hangUp();
      else this.#note(action);
    }
  }

  #note(action: MeterAction): void {
    if (action.type === 'application') this.#events.add(action.event);
    else if (action.type === 'heard') {
      this.#events.add({ type: 'frame-received', frame: action.frame, bytes: action.bytes });
    } else if (action.type === 'link') {
      const { client, reason } = action;
      this.#events.add({ type: action.open ? 'link-opened' : 'link-closed', client, reason });
    }
  }

  #reply({ bytes, afterMs = 0 }: Pick<MeterReply, 'bytes' | 'afterMs'>): void {
    const { replyDelayMs, dataDelayMs, doubledAfterMs } = this.#behaviour;
    const frame = parseFrame(bytes.subarray(1, -1));
    const name = 'code' in frame ? null : frame.control.type;
    this.#events.add({ type: 'answered', name, bytes });
    const isData = name === 'I' || this.#behaviour.speaks === 'wrapper';
    const delayMs = replyDelayMs + afterMs + (isData ? dataDelayMs : 0);
    const portions = portionsOf(damaged(bytes, this.#behaviour), this.#behaviour);
    this.#later(delayMs, portions);
    if (isData && doubledAfterMs !== null) this.#later(delayMs + doubledAfterMs, portions);
  }

  #later(delayMs: number, portions: Parameters<Transmitter['enqueue']>[0]): void {
    if (delayMs === 0) this.#transmitter.enqueue(portions);
    else {
      const by = this.#installed;
      this.#time.after(delayMs, () => {
        if (by === this.#installed) this.#transmitter.enqueue(portions);
      });
    }
  }

  /** Lets everything talk without being asked that now does; the second master needs no power of our meter's. */
  #talk(): void {
    for (const stop of this.#hush) stop();
    const hush: (() => void)[] = [];
    const { foreignEveryMs, identifiesEveryMs, speaks, pushEveryMs } = this.#behaviour;
    if (foreignEveryMs !== null) {
      let turn = 0;
      hush.push(this.#time.every(foreignEveryMs, () => this.#say(this.#foreignFrame(turn++))));
    }
    const meter = this.#installed?.meter;
    if (meter !== undefined) {
      if (identifiesEveryMs !== null) hush.push(this.#time.every(identifiesEveryMs, () => this.#say(identification)));
      if (speaks === 'push') hush.push(this.#time.every(pushEveryMs, () => this.#say(pushFrame(meter.address))));
    }
    this.#hush = hush;
  }

  #foreignFrame(turn: number): Uint8Array {
    const all = foreignFrames(this.#behaviour.server ?? this.#parts.meter.server);
    // A meter without power answers the second master as little as us.
    const frames = this.#installed === null ? all.slice(0, -1) : all;
    return frames[turn % frames.length] as Uint8Array;
  }

  #say(bytes: Uint8Array): void {
    this.#transmitter.enqueue(portionsOf(damaged(bytes, this.#behaviour), this.#behaviour));
  }
}

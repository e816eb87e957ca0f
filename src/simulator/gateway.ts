/**
 * The TCP side of a serial device server as ser2net is one (texts and order measured on 4.3.11): it grants its serial
 * port to so many clients, tells the next one why it may not have it, and may add to, or end, a session.
 */
import type { Behaviour } from './behaviour.ts';
import { Door } from './door.ts';
import type { EventLog } from './events.ts';
import type { LoopbackHost } from './listener.ts';
import type { SerialLine } from './serial-line.ts';
import type { Session } from './session.ts';
import type { SimulatedTime } from './simulated-time.ts';
import { escapeTelnet, TelnetReader, telnetNegotiation } from './telnet.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export const gatewayTexts = {
  busy: ascii('Port already in use\r\n'),
  deviceError: ascii('Device open failure: Value or file not found\r\n'),
  /** What ser2net makes of the banner `\r\nser2net port \p device \d [\B]\r\n` of its sample configuration. */
  banner: ascii('\r\nser2net port tcp,3333 device serialdev,/dev/ttyUSB0,9600n81,local [,9600N81,CLOCAL]\r\n'),
  /** What a reader for optical heads was seen to put between the frames. */
  heartbeat: ascii('Debug: WiFi ps disable'),
} as const;

/** Clients that may wait for a port that is held. */
const longestQueue = 64;
const flagOctet = 0x7e;
/** On any real network the client's connect is over before our RST can follow; on loopback it is not, simulated ms. */
const settleMs = 10;

export interface GatewayOptions {
  readonly host: LoopbackHost;
  readonly port: number;
  readonly maxConnections: number;
}

export class Gateway {
  readonly #behaviour: Behaviour;
  readonly #line: SerialLine;
  readonly #time: SimulatedTime;
  readonly #events: EventLog;
  readonly #maxConnections: number;
  readonly #door: Door;
  readonly #holders = new Set<Session>();
  readonly #queue: Session[] = [];
  #otherHolds = false;
  /** Calls off the other client's leaving. */
  #stays: () => void = () => {};
  #hasPower = true;
  #stopped = false;

  constructor(options: GatewayOptions, behaviour: Behaviour, line: SerialLine, time: SimulatedTime, events: EventLog) {
    this.#behaviour = behaviour;
    this.#line = line;
    this.#time = time;
    this.#events = events;
    this.#maxConnections = options.maxConnections;
    this.#door = new Door(options, events, (session) => this.#accept(session));
  }

  get port(): number {
    return this.#door.port;
  }

  async start(): Promise<void> {
    await this.#door.open();
    // The system has chosen the number of a port that nobody listens on.
    if (this.#behaviour.closedPort) this.#door.close();
    this.#otherComes();
  }

  /** Without power the port is closed and every client cut off; a client that was held for dead is forgotten. */
  async power(on: boolean): Promise<void> {
    this.#hasPower = on;
    if (!on) {
      this.#stays();
      this.#queue.length = 0;
      this.#door.clear();
      return;
    }
    this.#otherHolds = this.#behaviour.heldByOther && this.#behaviour.heldForMs === null;
    this.#holdersChanged();
    await this.#attend();
  }

  /** The faults have changed; `before` is the behaviour up to now. Sessions that run go on as they began. */
  changed(before: Behaviour): void {
    const { heldByOther, heldForMs } = this.#behaviour;
    if (heldByOther !== before.heldByOther || heldForMs !== before.heldForMs) this.#otherComes();
    this.#attend().catch(() => {});
  }

  /** Listens, or does not. @throws the error of `listen`, for instance EADDRINUSE */
  async #attend(): Promise<void> {
    const { closedPort, whenHeld } = this.#behaviour;
    const away = closedPort || !this.#hasPower || (whenHeld === 'refuse' && this.#isHeld);
    if (away) this.#door.close();
    else await this.#door.open();
  }

  #otherComes(): void {
    const { heldByOther, heldForMs } = this.#behaviour;
    this.#stays();
    this.#otherHolds = heldByOther;
    if (heldByOther && heldForMs !== null) {
      this.#stays = this.#time.after(heldForMs, () => {
        this.#otherHolds = false;
        this.#holdersChanged();
      });
    }
    this.#holdersChanged();
  }

  /** Stops listening and cuts every client off; resolves when the last socket is gone. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#door.shut();
  }

  get #isHeld(): boolean {
    return this.#otherHolds || this.#holders.size >= this.#maxConnections;
  }

  #accept(session: Session): void {
    const { ending } = this.#behaviour;
    if (ending?.when === 'at-once') this.#time.after(settleMs, () => end(session, ending.how));
    else this.#admit(session);
  }

  #admit(session: Session): void {
    const { deviceError, telnet, whenHeld } = this.#behaviour;
    if (telnet) session.write(telnetNegotiation);
    if (deviceError) this.#turnAway(session, 'text', gatewayTexts.deviceError);
    else if (!this.#isHeld) this.#grant(session);
    else if (whenHeld === 'kick') this.#kickFor(session);
    else if (whenHeld === 'silence') this.#queueUp(session);
    else if (whenHeld === 'text') this.#turnAway(session, 'text', gatewayTexts.busy);
    // `refuse` gets here with a client that was already in the system's own queue.
    else this.#turnAway(session, 'close', null);
  }

  #kickFor(session: Session): void {
    this.#otherHolds = false;
    for (const holder of [...this.#holders]) holder.close('kicked');
    this.#grant(session);
  }

  #turnAway(session: Session, how: 'text' | 'close', text: Uint8Array | null): void {
    this.#events.add({ type: 'turned-away', connection: session.id, how });
    if (text !== null) session.write(text);
    session.close('closed');
  }

  #queueUp(session: Session): void {
    this.#events.add({ type: 'turned-away', connection: session.id, how: 'silence' });
    if (this.#queue.length >= longestQueue) session.close('closed');
    else this.#queue.push(session);
  }

  #grant(session: Session): void {
    const { banner, heartbeatEveryMs, ending, telnet, eatsFf } = this.#behaviour;
    const undo: (() => void)[] = [];
    this.#holders.add(session);
    session.onEnd = () => {
      for (const step of undo) step();
      this.#holders.delete(session);
      this.#holdersChanged();
    };
    this.#events.add({ type: 'granted', connection: session.id });
    if (banner) session.write(gatewayTexts.banner);
    const lineEnd = {
      deliver: (bytes: Uint8Array) => session.write(telnet ? escapeTelnet(bytes) : bytes),
      hangUp: () => session.close('closed'),
    };
    undo.push(this.#line.attach(lineEnd));
    if (heartbeatEveryMs !== null) {
      undo.push(this.#time.every(heartbeatEveryMs, () => this.#line.insert(gatewayTexts.heartbeat)));
    }
    if (ending?.when === 'after') undo.push(this.#time.after(ending.afterMs, () => end(session, ending.how)));
    const reader = telnet || eatsFf ? new TelnetReader() : null;
    session.serve((bytes) => {
      const data = reader === null ? bytes : reader.read(bytes);
      if (ending?.when === 'on-question' && data.includes(flagOctet)) end(session, ending.how);
      else this.#line.receive(data, lineEnd);
    });
    this.#holdersChanged();
  }

  /** Somebody took the port or left it: who waits is served, and a gateway that refuses opens or closes its door. */
  #holdersChanged(): void {
    if (this.#stopped) return;
    while (!this.#isHeld) {
      const next = this.#queue.shift();
      if (next === undefined) break;
      if (next.isOpen) this.#grant(next);
    }
    // The number may have been taken meanwhile; then nobody listens, which is what the client sees anyway.
    if (this.#behaviour.whenHeld === 'refuse') this.#attend().catch(() => {});
  }
}

function end(session: Session, how: 'close' | 'reset'): void {
  if (how === 'close') session.close('closed');
  else session.reset();
}

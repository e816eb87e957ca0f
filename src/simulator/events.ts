/** What happened at the simulator, so that a test, or a person, can see whether the line was left as it was found. */
import type { Frame, FrameType } from '../hdlc/index.ts';
import type { ApplicationEvent } from './application.ts';
import type { LinkReason } from './meter.ts';

/** How a session ended, and at whose wish. */
export type SessionEnd = 'client-fin' | 'client-reset' | 'closed' | 'reset' | 'kicked' | 'stopped';

export type PowerState = 'on' | 'off' | 'starting';

export type SimulatorEvent = { readonly atMs: number } & (
  | { readonly type: 'connected'; readonly connection: number; readonly peer: string }
  /** It was not given the serial port, or not yet. */
  | { readonly type: 'turned-away'; readonly connection: number; readonly how: 'text' | 'silence' | 'close' }
  | { readonly type: 'granted'; readonly connection: number }
  | { readonly type: 'ended'; readonly connection: number; readonly how: SessionEnd }
  | { readonly type: 'bytes-received' | 'bytes-sent'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly type: 'frame-received'; readonly frame: Frame; readonly bytes: Uint8Array }
  /** The meter answers, before the line damages or delays it; `name` is null for what is no frame. */
  | { readonly type: 'answered'; readonly name: FrameType | null; readonly bytes: Uint8Array }
  | { readonly type: 'link-opened' | 'link-closed'; readonly client: number; readonly reason: LinkReason }
  /** The last client left while these client SAPs still had a link. */
  | { readonly type: 'links-left-open'; readonly clients: readonly number[] }
  /** The same of associations. */
  | { readonly type: 'associations-left-open'; readonly clients: readonly number[] }
  | ApplicationEvent
  /** A question that the capture being played does not hold. */
  | { readonly type: 'question-unknown'; readonly connection: number; readonly bytes: Uint8Array }
  /** `starting`: it has its power back, and is not ready yet. */
  | { readonly type: 'power'; readonly of: 'meter' | 'gateway'; readonly state: PowerState }
  /** The faults as they are written. */
  | { readonly type: 'faults-changed'; readonly faults: readonly string[] }
);

type WithoutTime<Event> = Event extends { readonly atMs: number } ? Omit<Event, 'atMs'> : never;

/** What a simulator reports of itself while it runs and after it has stopped. */
export interface SimulatorEvents {
  /** The latest events, at most ten thousand. `atMs` counts simulated milliseconds from the start. */
  readonly log: readonly SimulatorEvent[];
  /** TCP connections accepted, turned away ones included. */
  readonly connections: number;
  /** Connections that have not ended. */
  readonly clients: number;
  readonly turnedAway: number;
  /** Connections that the client ended with FIN, and with RST. */
  readonly fins: number;
  readonly resets: number;
  /** Frames the meter heard and found sound, by type. */
  readonly framesReceived: Readonly<Record<string, number>>;
  /** Frames with a defect. */
  readonly badFrames: number;
  /** Client SAPs whose link is open now. */
  readonly linksOpen: readonly number[];
  /** How often the last client left while a link was open. */
  readonly linksLeftOpen: number;
  /** Client SAPs that are associated now. */
  readonly associationsOpen: readonly number[];
  /** How often the last client left while somebody was associated. */
  readonly associationsLeftOpen: number;
  /** Passwords that were tried, right and wrong ones together. */
  readonly passwordsTried: number;
  readonly passwordsRefused: number;
  /** Services that were asked for, by name: `GET-Request normal`. */
  readonly services: Readonly<Record<string, number>>;
}

const longestLog = 10_000;

export class EventLog implements SimulatorEvents {
  readonly #now: () => number;
  readonly #listener: ((event: SimulatorEvent) => void) | undefined;
  #log: SimulatorEvent[] = [];
  readonly #links = new Set<number>();
  readonly #associations = new Set<number>();
  readonly #frames = new Map<string, number>();
  readonly #services = new Map<string, number>();
  connections = 0;
  clients = 0;
  turnedAway = 0;
  fins = 0;
  resets = 0;
  badFrames = 0;
  linksLeftOpen = 0;
  associationsLeftOpen = 0;
  passwordsTried = 0;
  passwordsRefused = 0;

  /** @param now simulated milliseconds since the start */
  constructor(now: () => number, listener?: (event: SimulatorEvent) => void) {
    this.#now = now;
    this.#listener = listener;
  }

  get log(): readonly SimulatorEvent[] {
    return this.#log;
  }

  get linksOpen(): readonly number[] {
    return [...this.#links];
  }

  get associationsOpen(): readonly number[] {
    return [...this.#associations];
  }

  get services(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#services);
  }

  get framesReceived(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#frames);
  }

  add(happened: WithoutTime<SimulatorEvent>): void {
    const event = { atMs: this.#now(), ...happened } as SimulatorEvent;
    this.#count(event);
    this.#log.push(event);
    if (this.#log.length > longestLog) this.#log = this.#log.slice(-longestLog / 2);
    this.#listener?.(event);
  }

  #count(event: SimulatorEvent): void {
    if (event.type === 'connected') {
      this.connections++;
      this.clients++;
    } else if (event.type === 'turned-away') this.turnedAway++;
    else if (event.type === 'ended') {
      this.clients--;
      if (event.how === 'client-fin') this.fins++;
      else if (event.how === 'client-reset') this.resets++;
    }
    if (event.type === 'link-opened') this.#links.add(event.client);
    else if (event.type === 'link-closed') this.#links.delete(event.client);
    else if (event.type === 'links-left-open') this.linksLeftOpen++;
    else if (event.type === 'associations-left-open') this.associationsLeftOpen++;
    else if (event.type === 'association-opened') this.#associations.add(event.client);
    else if (event.type === 'association-closed') this.#associations.delete(event.client);
    else if (event.type === 'service-asked') countUp(this.#services, event.service);
    else if (event.type === 'password-tried') {
      this.passwordsTried++;
      if (!event.accepted) this.passwordsRefused++;
    } else if (event.type === 'frame-received') {
      const { control, defects } = event.frame;
      if (defects.length > 0) this.badFrames++;
      else countUp(this.#frames, control.type);
    }
  }
}

function countUp(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Puts a simulated meter together: its clock, its line, the port it is reached on, and the switches of its power. */
import type { Behaviour } from './behaviour.ts';
import { CapturePort } from './capture-port.ts';
import { EventLog, type PowerState, type SimulatorEvents } from './events.ts';
import { faultRow } from './faults.ts';
import { Gateway } from './gateway.ts';
import type { LoopbackHost } from './listener.ts';
import { MeterPort } from './meter-port.ts';
import { meterParts, type SimulatorOptions } from './options.ts';
import { obey } from './orders.ts';
import { behaviourOf, type Fault, type FaultText, parseFaults, renderFault } from './parse-faults.ts';
import { PowerSwitch } from './power.ts';
import { SerialLine } from './serial-line.ts';
import { SimulatedTime } from './simulated-time.ts';

export interface Simulator {
  readonly host: LoopbackHost;
  readonly port: number;
  readonly hasGateway: boolean;
  /** What is wrong now. */
  readonly faults: readonly Fault[];
  /** What happened so far; still to be read after `stop`. */
  readonly events: SimulatorEvents;
  readonly powered: { readonly meter: PowerState; readonly gateway: PowerState };
  /**
   * Cuts the power, or gives it back. Off: the meter's, with `gateway` also the gateway's, whose port is closed then.
   * On: of everything, or of what is named. Faults that are states and no properties end with the meter's power.
   * Resolves when what was switched on is ready, at once where it was switched off.
   * @throws RangeError where there is no gateway
   */
  power(on: boolean, of?: 'meter' | 'gateway'): Promise<void>;
  /**
   * Other faults from now on, instead of those before. Links, associations and sessions go on.
   * @throws RangeError where a fault is unknown, or out of its range, or the gateway's and there is none
   */
  change(faults: readonly (Fault | FaultText)[]): void;
  /** Ends every connection and timer; resolves when nothing is left that could keep a process alive. */
  stop(): Promise<void>;
}

/** The port that clients come in through, and whatever stands behind it. */
interface FarEnd {
  readonly port: number;
  start(): Promise<void>;
  stop(): Promise<void>;
  power(on: boolean): Promise<void>;
  changed(before: Behaviour): void;
}

const initialisationMs = 150_000;
/** A device server is there sooner than a meter. */
const gatewayShare = 0.1;

/**
 * Starts a meter on loopback. Resolves when it listens.
 * @throws RangeError where an option is out of its range; the system's error where the port cannot be had (EADDRINUSE)
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0, listener = 'gateway', maxConnections = 1 } = options;
  let faults = readFaults(options.faults ?? [], options);
  const behave = (): Behaviour => withOptions(behaviourOf(faults), options);
  const behaviour = behave();
  const time = new SimulatedTime(options.timeScale ?? 1);
  const events = new EventLog(() => time.nowMs, options.onEvent);
  const line = new SerialLine(meterParts(options), behaviour, time, events);
  const hasGateway = listener === 'gateway' && options.capture === undefined;
  const farEnd: FarEnd =
    options.capture !== undefined
      ? new CapturePort({ host, port }, options.capture, time, events)
      : hasGateway
        ? new Gateway({ host, port, maxConnections }, behaviour, line, time, events)
        : new MeterPort({ host, port }, line, events);

  function change(next: readonly Fault[]): void {
    const before = { ...behaviour };
    faults = next;
    Object.assign(behaviour, behave());
    line.changed(before);
    farEnd.changed(before);
    events.add({ type: 'faults-changed', faults: faults.map(renderFault) });
  }
  function powerMeter(on: boolean): void {
    const left = faults.filter(({ name }) => faultRow(name).endsWithPower !== true);
    if (on && left.length < faults.length) change(left);
    line.power(on);
    // The number may have been taken meanwhile; then nobody listens, which is what the client sees anyway.
    if (listener === 'wrapper' || options.capture !== undefined) farEnd.power(on).catch(() => {});
  }
  const startMs = options.initialisationMs ?? initialisationMs;
  const meter = new PowerSwitch({ name: 'meter', startMs, set: powerMeter }, time, events);
  const set = (on: boolean): void => void farEnd.power(on).catch(() => {});
  const gateway = new PowerSwitch({ name: 'gateway', startMs: startMs * gatewayShare, set }, time, events);

  try {
    await farEnd.start();
  } catch (failure) {
    time.stop();
    throw failure;
  }
  const simulator: Simulator = {
    host,
    port: farEnd.port,
    hasGateway,
    events,
    get faults() {
      return faults;
    },
    get powered() {
      return { meter: meter.state, gateway: gateway.state };
    },
    async power(on, of) {
      if (of === 'gateway' && !hasGateway) throw new RangeError('there is no gateway');
      const named = of === undefined ? (on ? [meter, gateway] : [meter]) : [of === 'meter' ? meter : gateway];
      await Promise.all((of === 'gateway' && !on ? [meter, gateway] : named).map((one) => one.turn(on)));
    },
    change: (next) => change(readFaults(next, options)),
    async stop() {
      meter.stop();
      gateway.stop();
      time.stop();
      await farEnd.stop();
    },
  };
  for (const { afterMs, order } of options.steps ?? []) time.after(afterMs, () => void obey(simulator, order));
  return simulator;
}

function withOptions(fromFaults: Behaviour, { listener, whenHeld }: SimulatorOptions): Behaviour {
  return {
    ...fromFaults,
    whenHeld: whenHeld ?? fromFaults.whenHeld,
    speaks: listener === 'wrapper' ? 'wrapper' : fromFaults.speaks,
  };
}

function readFaults(
  written: readonly (Fault | FaultText)[],
  { listener = 'gateway', capture }: SimulatorOptions,
): readonly Fault[] {
  const { faults, defects } = parseFaults(
    written.map((fault) => (typeof fault === 'string' ? fault : renderFault(fault))),
  );
  const [defect] = defects;
  if (defect !== undefined) throw new RangeError(`${defect.code}: ${defect.name}`);
  if (capture !== undefined && faults.length > 0) throw new RangeError('a capture is played as it was, without faults');
  const ofGateway = faults.find(({ name }) => faultRow(name).part === 'gateway');
  if (listener !== 'gateway' && ofGateway !== undefined) {
    throw new RangeError(`${ofGateway.name} is a fault of the gateway, and a bare meter has none`);
  }
  return faults;
}

/** Puts a simulated meter together: its clock, its line, and the port it is reached on. */
import { defaultParameters, type HdlcAddress, type LinkParameters } from '../hdlc/index.ts';
import type { WhenHeld } from './behaviour.ts';
import { EventLog, type SimulatorEvent, type SimulatorEvents } from './events.ts';
import { faultRow } from './faults.ts';
import { Gateway } from './gateway.ts';
import type { LoopbackHost } from './listener.ts';
import { MeterPort } from './meter-port.ts';
import { behaviourOf, type Fault, type FaultText, parseFaults, renderFault } from './parse-faults.ts';
import { SerialLine } from './serial-line.ts';
import { SimulatedTime } from './simulated-time.ts';

export interface SimulatorOptions {
  /** What is wrong; nothing by default. */
  readonly faults?: readonly (Fault | FaultText)[];
  /** The meter's address; 1 in one byte by default. */
  readonly server?: HdlcAddress;
  /** The client SAPs it knows; 1 and 16 by default. */
  readonly clients?: readonly number[];
  /** `gateway` (default): behind a gateway as ser2net is one. `meter`: the bare meter, for a real gateway in front. */
  readonly listener?: 'gateway' | 'meter';
  readonly host?: LoopbackHost;
  /** 0, the default, lets the system choose one. */
  readonly port?: number;
  /** Clients that share the serial port; 1 by default. */
  readonly maxConnections?: number;
  /** What the gateway does with one client too many; `text` by default, or what a fault says. */
  readonly whenHeld?: WhenHeld;
  /** Real seconds per simulated second, above 0; 1 by default. */
  readonly timeScale?: number;
  /** What the meter proposes for the link; 128/128/1/1 by default. */
  readonly parameters?: LinkParameters;
  /** Quiet after which the meter lets a link go, simulated ms; 180 000 by default. */
  readonly inactivityMs?: number;
  /** Called for each event as it happens. */
  readonly onEvent?: (event: SimulatorEvent) => void;
}

export interface Simulator {
  readonly host: LoopbackHost;
  readonly port: number;
  readonly faults: readonly Fault[];
  /** What happened so far; still to be read after `stop`. */
  readonly events: SimulatorEvents;
  /** Ends every connection and timer; resolves when nothing is left that could keep a process alive. */
  stop(): Promise<void>;
}

/**
 * Starts a meter on loopback. Resolves when it listens.
 * @throws RangeError where an option is out of its range; the system's error where the port cannot be had (EADDRINUSE)
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0, listener = 'gateway', maxConnections = 1 } = options;
  const faults = readFaults(options.faults ?? []);
  const ofGateway = faults.find(({ name }) => faultRow(name).part === 'gateway');
  if (listener === 'meter' && ofGateway !== undefined) {
    throw new RangeError(`${ofGateway.name} is a fault of the gateway, and a bare meter has none`);
  }
  const fromFaults = behaviourOf(faults);
  const behaviour = { ...fromFaults, whenHeld: options.whenHeld ?? fromFaults.whenHeld };
  const time = new SimulatedTime(options.timeScale ?? 1);
  const events = new EventLog(() => time.nowMs, options.onEvent);
  const meter = {
    server: behaviour.server ?? options.server ?? { upper: 1, lower: null, width: 1 },
    clients: options.clients ?? [1, 16],
    parameters: options.parameters ?? defaultParameters,
    inactivityMs: options.inactivityMs ?? 180_000,
  };
  const line = new SerialLine(meter, behaviour, time, events);
  const farEnd =
    listener === 'meter'
      ? new MeterPort({ host, port }, line, events)
      : new Gateway({ host, port, maxConnections }, behaviour, line, time, events);
  try {
    await farEnd.start();
  } catch (failure) {
    time.stop();
    throw failure;
  }
  return {
    host,
    port: farEnd.port,
    faults,
    events,
    async stop() {
      time.stop();
      await farEnd.stop();
    },
  };
}

function readFaults(written: readonly (Fault | FaultText)[]): readonly Fault[] {
  const { faults, defects } = parseFaults(
    written.map((fault) => (typeof fault === 'string' ? fault : renderFault(fault))),
  );
  const [defect] = defects;
  if (defect !== undefined) throw new RangeError(`${defect.code}: ${defect.name}`);
  return faults;
}

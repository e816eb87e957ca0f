/** What a simulated meter can be given, and what its parts are made of. */
import { defaultParameters, type HdlcAddress, type LinkParameters } from '../hdlc/index.ts';
import type { CaptureEvent } from '../line/index.ts';
import type { ApplicationOptions } from './application.ts';
import type { WhenHeld } from './behaviour.ts';
import type { SimulatorEvent } from './events.ts';
import type { LoopbackHost } from './listener.ts';
import type { MeterOptions } from './meter.ts';
import type { Fault, FaultText } from './parse-faults.ts';
import type { ScenarioStep } from './scenario.ts';
import type { MeterParts } from './serial-line.ts';

export interface SimulatorOptions {
  /** What is wrong; nothing by default. */
  readonly faults?: readonly (Fault | FaultText)[];
  /** The meter's address; 1 in one byte by default. */
  readonly server?: HdlcAddress;
  /** The client SAPs it knows; 1 and 16 by default. */
  readonly clients?: readonly number[];
  /**
   * `gateway` (default): behind a gateway as ser2net is one. `meter`: the bare meter, for a real gateway in front.
   * `wrapper`: a meter that is a TCP server itself and speaks the wrapper.
   */
  readonly listener?: 'gateway' | 'meter' | 'wrapper';
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
  /** Password of client 1, and of the one that `wrong-client` lets in; eight zeros by default. */
  readonly password?: string | Uint8Array;
  /** Passwords of other clients by their SAP; a client without one is told that its AARQ is not allowed. */
  readonly clientPasswords?: Readonly<Record<number, string | Uint8Array>>;
  /** Octets of the longest APDU the meter takes or sends, 12 to 65 535; 1200 by default. */
  readonly maxPdu?: number;
  /** The longest information field proposed for both directions, 16 to 2030 octets; overrides `parameters`. */
  readonly informationLength?: number;
  /** I frames in a row, 1 to 7; overrides `parameters`. */
  readonly window?: number;
  /** Rows of the load profile, 0 to 1 000 000; 96 by default. They are made when they are read. */
  readonly profileRows?: number;
  /** Whether long answers may come in blocks; true by default. */
  readonly blockTransfer?: boolean;
  /** From the meter's power to its first answer, simulated ms; 150 000 by default. The gateway needs a tenth of it. */
  readonly initialisationMs?: number;
  /** A recorded conversation that is played instead of a meter; no fault goes with it. */
  readonly capture?: readonly CaptureEvent[];
  /** What it is told while it runs, as the control port takes it. */
  readonly steps?: readonly ScenarioStep[];
  /** The time zone: minutes from local time to UTC (-60 in Madrid in winter); the host's by default. */
  readonly deviation?: number;
  /** This host's clock, ms since 1970: what the meter's clock and registers follow. */
  readonly wallNow?: () => number;
  /** Called for each event as it happens. */
  readonly onEvent?: (event: SimulatorEvent) => void;
}

/** @throws RangeError where an option is out of its range */
export function meterParts(options: SimulatorOptions): MeterParts {
  const meter: MeterOptions = {
    server: options.server ?? { upper: 1, lower: null, width: 1 },
    clients: options.clients ?? [1, 16],
    parameters: proposed(options),
    inactivityMs: options.inactivityMs ?? 180_000,
  };
  return { meter, application: applicationOptions(options, meter) };
}

/** What the meter proposes for the link. */
function proposed({ parameters = defaultParameters, informationLength, window }: SimulatorOptions): LinkParameters {
  return {
    maximumInformationTransmit: within(
      'informationLength',
      informationLength ?? parameters.maximumInformationTransmit,
      16,
      2030,
    ),
    maximumInformationReceive: within(
      'informationLength',
      informationLength ?? parameters.maximumInformationReceive,
      16,
      2030,
    ),
    windowTransmit: within('window', window ?? parameters.windowTransmit, 1, 7),
    windowReceive: within('window', window ?? parameters.windowReceive, 1, 7),
  };
}

function applicationOptions(options: SimulatorOptions, meter: MeterOptions): ApplicationOptions {
  const { password = '00000000', clientPasswords = {}, deviation = null } = options;
  const passwords = new Map([[1, secretBytes(password)]]);
  for (const [client, secret] of Object.entries(clientPasswords)) passwords.set(Number(client), secretBytes(secret));
  return {
    passwords,
    maximumPdu: within('maxPdu', options.maxPdu ?? 1200, 12, 65_535),
    blockTransfer: options.blockTransfer ?? true,
    wallNow: options.wallNow ?? Date.now,
    model: {
      profileRows: within('profileRows', options.profileRows ?? 96, 0, 1_000_000),
      deviation: deviation === null ? null : within('deviation', deviation, -720, 840),
      setup: {
        parameters: meter.parameters,
        inactivityS: meter.inactivityMs / 1000,
        deviceAddress: meter.server.lower ?? meter.server.upper,
      },
    },
  };
}

function secretBytes(secret: string | Uint8Array): Uint8Array {
  return typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
}

function within(name: string, value: number, minimum: number, maximum: number): number {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  throw new RangeError(`${name} is a whole number from ${minimum} to ${maximum}`);
}

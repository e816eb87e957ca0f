/**
 * The options of `meter simulate` as plain data: the command parser needs them at every start, the simulator only
 * when it runs. Their words are in `wording/simulate.ts`, under the same keys.
 */
export interface SimulateOptions {
  /** 0 to 65535; 0 = the system's choice. */
  readonly port?: string;
  /** As `parseServerAddress` reads it. */
  readonly server?: string;
  /** Client SAPs with commas between them. */
  readonly client?: string;
  readonly maxConnections?: string;
  /** Real seconds per simulated second. */
  readonly timeScale?: string;
  readonly password?: string;
  /** `32=text,48=text`. */
  readonly clientPassword?: string;
  /** Octets. */
  readonly maxPdu?: string;
  /** Octets. */
  readonly informationLength?: string;
  readonly window?: string;
  readonly profileRows?: string;
  /** False with `--no-block-transfer`. */
  readonly blockTransfer?: boolean;
  /** Seconds. */
  readonly initialisation?: string;
  readonly wrapper?: boolean;
  /** 0 to 65535; 0 = the system's choice. */
  readonly control?: string;
  readonly list?: boolean;
  readonly once?: boolean;
}

export const simulateOptions = [
  { flags: '--port <number>', key: 'port', default: '0' },
  { flags: '--server <address>', key: 'server', default: '1' },
  { flags: '--client <saps>', key: 'client', default: '1,16' },
  { flags: '--max-connections <number>', key: 'maxConnections', default: '1' },
  { flags: '--time-scale <factor>', key: 'timeScale', default: '1' },
  { flags: '--password <text>', key: 'password', default: '00000000' },
  { flags: '--client-password <list>', key: 'clientPassword', default: undefined },
  { flags: '--max-pdu <octets>', key: 'maxPdu', default: '1200' },
  { flags: '--information-length <octets>', key: 'informationLength', default: '128' },
  { flags: '--window <frames>', key: 'window', default: '1' },
  { flags: '--profile-rows <number>', key: 'profileRows', default: '96' },
  { flags: '--no-block-transfer', key: 'blockTransfer', default: undefined },
  { flags: '--initialisation <seconds>', key: 'initialisation', default: '150' },
  { flags: '--wrapper', key: 'wrapper', default: undefined },
  { flags: '--control <number>', key: 'control', default: undefined },
  { flags: '--list', key: 'list', default: undefined },
  { flags: '--once', key: 'once', default: undefined },
] as const satisfies readonly {
  readonly flags: string;
  readonly key: keyof SimulateOptions;
  readonly default: string | undefined;
}[];

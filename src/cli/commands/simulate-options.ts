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
  readonly list?: boolean;
  readonly once?: boolean;
}

export const simulateOptions = [
  { flags: '--port <number>', key: 'port', default: '0' },
  { flags: '--server <address>', key: 'server', default: '1' },
  { flags: '--client <saps>', key: 'client', default: '1,16' },
  { flags: '--max-connections <number>', key: 'maxConnections', default: '1' },
  { flags: '--time-scale <factor>', key: 'timeScale', default: '1' },
  { flags: '--list', key: 'list', default: undefined },
  { flags: '--once', key: 'once', default: undefined },
] as const satisfies readonly {
  readonly flags: string;
  readonly key: keyof SimulateOptions;
  readonly default: string | undefined;
}[];

/** Probes a simulated meter over real sockets, with short times. */
import { type ProbePlan, type ProbeRun, type ProbeWorld, runProbe } from '../../src/campaign/index.ts';
import { openTcp } from '../../src/line/index.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';

export interface Probed {
  readonly run: ProbeRun;
  readonly simulator: Simulator;
  readonly ms: number;
}

export const probePlan = {
  transport: 'hdlc',
  host: '127.0.0.1',
  server: { upper: 1, lower: null, width: 1 },
  credentials: [
    { name: 'user1', client: 1 },
    { name: 'user2', client: 16 },
  ],
  replyMs: 200,
  connectTimeoutMs: 1000,
  listenMs: 60,
  only: null,
  range: null,
  serial: null,
  quietMs: null,
  hand: null,
} as const;

/** The simulator is stopped when this returns; its events can still be read. */
export async function probeMeter(
  options: SimulatorOptions,
  changes: Partial<ProbePlan> = {},
  world: Partial<ProbeWorld> = {},
): Promise<Probed> {
  const simulator = await startSimulator(options);
  const started = performance.now();
  try {
    const run = await runProbe({ ...probePlan, port: simulator.port, ...changes }, { open: openTcp, ...world });
    return { run, simulator, ms: performance.now() - started };
  } finally {
    await simulator.stop();
  }
}

/** `id outcome` of the evidence, in order. */
export const told = ({ run }: Probed): readonly string[] => run.evidence.map(({ id, outcome }) => `${id} ${outcome}`);

/** Ids of the rows that were asked, in order. */
export const askedRows = ({ run }: Probed): readonly string[] =>
  run.rows.filter(({ skipped }) => skipped === null).map(({ row }) => row.id);

/** The outcome of one piece of evidence. */
export const outcomeOf = ({ run }: Probed, id: string): string | undefined =>
  run.evidence.find((one) => one.id === id)?.outcome;

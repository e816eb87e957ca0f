/** Probes a simulated meter over real sockets, with short times. */
import { expect } from 'vitest';
import {
  type ProbePhase,
  type ProbePlan,
  type ProbeRun,
  type ProbeWorld,
  planProbe,
  runProbe,
} from '../../src/campaign/index.ts';
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

/**
 * The simulator is stopped when this returns; its events can still be read.
 * @param onPhase told of the simulator too, so that a test can change it under way
 */
export async function probeMeter(
  options: SimulatorOptions,
  changes: Partial<ProbePlan> = {},
  world: Partial<ProbeWorld> = {},
  onPhase: (simulator: Simulator, phase: ProbePhase) => void = () => {},
): Promise<Probed> {
  const simulator = await startSimulator(options);
  const started = performance.now();
  const told = { open: openTcp, onPhase: (phase: ProbePhase) => onPhase(simulator, phase), ...world };
  try {
    const run = await runProbe({ ...probePlan, port: simulator.port, ...changes }, told);
    return { run, simulator, ms: performance.now() - started };
  } finally {
    await simulator.stop();
  }
}

/** What holds for every probe: no more than was planned, nothing left open, no password, and nothing told twice. */
export function heldToThePlan({ ms, run, simulator }: Probed, changes: Partial<ProbePlan> = {}): void {
  const plan = { ...probePlan, port: simulator.port, ...changes };
  const outlook = planProbe(plan);
  const { events } = simulator;
  expect(run.questions).toBeLessThanOrEqual(outlook.questions);
  // Starting and stopping takes its time too.
  expect(ms).toBeLessThan(outlook.mostMs + 1000);
  const heard = Object.values(events.framesReceived).reduce((sum, count) => sum + count, 0) + events.badFrames;
  const others = ['framing.wrapper', 'signon.ask', 'echo.ask', 'frame.hand'];
  const isWhole = !simulator.faults.some(({ name }) => name === 'ff-eaten' || name === 'telnet');
  const isFramed =
    isWhole && plan.transport === 'hdlc' && !run.evidence.some(({ experiment }) => others.includes(experiment));
  if (isFramed) expect(run.questions).toBe(heard);
  expect([events.linksLeftOpen, events.linksOpen, events.passwordsTried]).toEqual([0, [], 0]);
  const ids = run.evidence.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(run.rows.map(({ row }) => row.id).toSorted()).toEqual(outlook.rows.map(({ id }) => id).toSorted());
  for (const { evidence, row, skipped } of run.rows) {
    expect(evidence.length > 0, row.id).toBe(skipped === null);
    for (const id of evidence) expect(ids).toContain(id);
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

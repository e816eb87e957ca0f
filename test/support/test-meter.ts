/** Runs the ladder against a simulated meter over real sockets, with short times. */

import { type CredentialPlan, runTest, type TestPlan, type TestRun, type TestWorld } from '../../src/campaign/index.ts';
import { openTcp } from '../../src/line/index.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { judge, type Verdict } from '../../src/verdict/index.ts';

export interface Tested {
  readonly run: TestRun;
  readonly verdict: Verdict;
  readonly simulator: Simulator;
  readonly ms: number;
}

export const user1 = { name: 'user1', client: 1, level: 'none', secret: null } as const;
export const user2 = { name: 'user2', client: 16, level: 'none', secret: null } as const;
/** The password that a simulated meter has unless told otherwise. */
export const rightSecret: Uint8Array = new TextEncoder().encode('00000000');

/** The credential set of client 1 with a password. */
export function withSecret(secret: Uint8Array = rightSecret): CredentialPlan {
  return { name: 'reader', client: 1, level: 'lls', secret };
}

export const plan = {
  transport: 'hdlc',
  host: '127.0.0.1',
  server: { upper: 1, lower: null, width: 1 },
  credentials: [user1, user2],
  depth: 'read',
  replyMs: 500,
  connectTimeoutMs: 1000,
  listenMs: 150,
} as const;

/** The simulator is stopped when this returns; its events can still be read. */
export async function testMeter(
  options: SimulatorOptions,
  changes: Partial<TestPlan> = {},
  world: Partial<TestWorld> = {},
): Promise<Tested> {
  const simulator = await startSimulator(options);
  const started = performance.now();
  try {
    const run = await runTest({ ...plan, port: simulator.port, ...changes }, { open: openTcp, ...world });
    return { run, verdict: judge(run.evidence), simulator, ms: performance.now() - started };
  } finally {
    await simulator.stop();
  }
}

export const outcomes = ({ run }: Tested) => run.credentials.map(({ outcome }) => outcome);
export const causes = ({ verdict }: Tested) => verdict.causes.map(({ code, grade }) => `${code} ${grade}`);

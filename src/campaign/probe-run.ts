/** A probe: the climb of a test to the link, then the rows that can still tell something, one after the other. */
import type { AnyEvidence } from '../evidence/index.ts';
import type { ProbePlan, ProbeWorld } from './probe-plan.ts';
import type { ProbeRow } from './probe-rows.ts';

/** Why a row was not asked: its question is settled, others talk on the line, the line is gone, or the meter fell silent. */
export type RowSkipped = 'known' | 'others-on-line' | 'line-lost' | 'stopped-answering';

export interface RowResult {
  readonly row: ProbeRow;
  /** Ids of its evidence; empty where it was not asked. */
  readonly evidence: readonly string[];
  /** Null where it was asked. */
  readonly skipped: RowSkipped | null;
}

export interface ProbeRun {
  readonly evidence: readonly AnyEvidence[];
  /** Frames, and other things, that were sent in all. */
  readonly questions: number;
  /** Those that were asked, in the order of asking, then the others in the order of the plan. */
  readonly rows: readonly RowResult[];
}

/** @throws the signal's reason, after every link was closed; errors of ours */
export async function runProbe(plan: ProbePlan, world: ProbeWorld): Promise<ProbeRun> {
  throw new Error(`not there yet: ${plan.host}, ${typeof world.open}`);
}

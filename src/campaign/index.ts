/** Which experiment next: the ladder of `meter test`, the rows of `meter probe`, and whether a port is free. */
export { type PortOutcome, type PortPlan, type PortState, portState } from './port-state.ts';
export {
  type ProbeGroup,
  type ProbeOutlook,
  type ProbePhase,
  type ProbePlan,
  type ProbeWorld,
  planProbe,
  probeGroups,
} from './probe-plan.ts';
export type { ProbeAsk, ProbeRow } from './probe-rows.ts';
export { type ProbeRun, type RowResult, type RowSkipped, runProbe } from './probe-run.ts';
export {
  askAgain,
  commonAddresses,
  type RecoverPlan,
  type RecoverRun,
  type RecoverSight,
  type RecoverWorld,
} from './recover-ask.ts';
export {
  type CredentialPlan,
  type TestDepth,
  type TestPhase,
  type TestPlan,
  type TestWorld,
  testDepths,
} from './test-plan.ts';
export type { CredentialResult, LoginResult, ReadingResult, TestRun } from './test-result.ts';
export { runTest } from './test-run.ts';

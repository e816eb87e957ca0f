/** Which experiment next: the ladder of `meter test`, and whether a port is free. */
export { type PortOutcome, type PortPlan, type PortState, portState } from './port-state.ts';
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

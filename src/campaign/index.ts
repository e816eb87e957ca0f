/** Which experiment next: the ladder of `meter test`. */
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

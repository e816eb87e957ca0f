/** Which experiment next: the ladder of `meter test`. */
export type { CredentialPlan, TestPhase, TestPlan, TestWorld } from './test-plan.ts';
export type { CredentialResult, TestRun } from './test-result.ts';
export { runTest } from './test-run.ts';

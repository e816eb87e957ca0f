/** Which experiment next: the ladder of `meter test`. */
export {
  type CredentialPlan,
  type CredentialResult,
  runTest,
  type TestPhase,
  type TestPlan,
  type TestRun,
  type TestWorld,
} from './test-run.ts';

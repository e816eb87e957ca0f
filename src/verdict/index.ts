/** Evidence → verdict: rules as a table, and the judge that applies them. Pure; it cannot ask. */
export { type Exclusion, exclusions } from './exclusions.ts';
export { judge } from './judge.ts';
export {
  type NextStep,
  nextAfterDenial,
  nextAfterLink,
  nextAfterProbe,
  nextOverWrapper,
  nextSteps,
  nextWhenFound,
} from './next-steps.ts';
export { leftReasons } from './remaining.ts';
export { type RuleBecause, rules } from './rules.ts';
export type { Cause, Found, Grade, Statement, Verdict } from './verdict.ts';

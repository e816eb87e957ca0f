/** Evidence → verdict: rules as a table, and the judge that applies them. Pure; it cannot ask. */
export { judge } from './judge.ts';
export { type NextStep, nextAfterLink, nextOverWrapper, nextSteps } from './next-steps.ts';
export { type RuleBecause, rules } from './rules.ts';
export type { Cause, Found, Grade, Statement, Verdict } from './verdict.ts';

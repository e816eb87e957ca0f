/** A verdict as JSON: its names are a contract. Sentences are English whatever the terminal's language. */
import type { Statement, Verdict } from '../verdict/index.ts';
import { fillStatement, testWords } from '../wording/index.ts';

/** What is said of a cause that silence leaves, and that has no sentence of its own. */
export const leftSentence = 'it fits the silence, and no experiment excluded it.';

export function verdictDocument(verdict: Verdict): object {
  const { because } = testWords.en;
  const tell = (one: Statement) => ({ ...one.values, name: one.name, says: fillStatement(testWords.en, one) });
  return {
    code: verdict.code,
    outcome: verdict.outcome,
    causes: verdict.causes.map((cause) => ({
      code: cause.code,
      grade: cause.grade,
      because: because[cause.because] ?? leftSentence,
      evidence: cause.evidence,
    })),
    excluded: verdict.excluded,
    proven: verdict.proven.map(tell),
    notProven: verdict.notProven.map(tell),
    notTested: verdict.notTested.map(tell),
    next: verdict.next,
    found: verdict.found,
  };
}

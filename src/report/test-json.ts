/** The JSON of `meter test`: its names are a contract. Sentences are English whatever the terminal's language. */
import { type AnyEvidence, renderEndpoint } from '../evidence/index.ts';
import type { Statement } from '../verdict/index.ts';
import { fill, testWords } from '../wording/index.ts';
import { type TestReport, whyNotTried } from './test-text.ts';

/**
 * @param startedAt when the run began, ISO 8601
 * @returns the document with schema `meter.test/1`
 */
export function testDocument(report: TestReport, startedAt: string): object {
  const { meter, verdict } = report;
  const { because, statements } = testWords.en;
  const tell = ({ name, values }: Statement) => ({ ...values, name, says: fill(statements[name] ?? name, values) });
  return {
    schema: 'meter.test/1',
    meter: { id: meter.id, name: meter.name, endpoint: renderEndpoint(meter.endpoint) },
    startedAt,
    durationMs: Math.round(report.durationMs),
    checks: report.evidence.filter(({ experiment }) => experiment !== 'link.open').map(checkOf),
    credentials: report.credentials.map((one) => ({
      name: one.credential,
      client: one.client,
      server: one.server,
      outcome: one.outcome,
      replyMs: one.replyMs,
      login: one.login,
      reading: one.reading,
      ...reasonOf(one),
      exchanges: one.exchanges,
    })),
    verdict: {
      code: verdict.code,
      outcome: verdict.outcome,
      causes: verdict.causes.map((cause) => ({
        code: cause.code,
        grade: cause.grade,
        because: because[cause.because] ?? 'it fits the silence, and no experiment excluded it.',
        evidence: cause.evidence,
      })),
      excluded: verdict.excluded,
      proven: verdict.proven.map(tell),
      notProven: verdict.notProven.map(tell),
      notTested: verdict.notTested.map(tell),
      next: verdict.next,
      found: verdict.found,
    },
  };
}

/** What was said as a credential set stands with that set, in one piece. */
const keptWithTheSet: readonly string[] = ['association.open', 'object.read', 'association.close'];

function checkOf({ id, experiment, outcome, ms, facts, exchanges }: AnyEvidence): object {
  const shown = exchanges.length > 0 && !keptWithTheSet.includes(experiment);
  return { id, outcome, ms, facts, ...(shown ? { exchanges } : {}) };
}

function reasonOf({ notTried, loginNotAsked }: TestReport['credentials'][number]): { readonly reason?: string } {
  if (notTried !== null) return { reason: whyNotTried(notTried, testWords.en) };
  return loginNotAsked === null ? {} : { reason: testWords.en.details[`login-${loginNotAsked}`] ?? loginNotAsked };
}

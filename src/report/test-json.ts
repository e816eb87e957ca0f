/** The JSON of `meter test`: its names are a contract. Sentences are English whatever the terminal's language. */
import { type AnyEvidence, renderEndpoint } from '../evidence/index.ts';
import { testWords } from '../wording/index.ts';
import { type TestReport, whyNotTried } from './test-text.ts';
import { verdictDocument } from './verdict-json.ts';

/**
 * @param startedAt when the run began, ISO 8601
 * @returns the document with schema `meter.test/1`
 */
export function testDocument(report: TestReport, startedAt: string): object {
  const { meter } = report;
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
    verdict: verdictDocument(report.verdict),
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

/** The JSON of `meter test`: its names are a contract. Sentences are English whatever the terminal's language. */
import { type AnyEvidence, type Exchange, renderEndpoint } from '../evidence/index.ts';
import type { Statement } from '../verdict/index.ts';
import { fill, testWords } from '../wording/index.ts';
import { type TestReport, whyNotTried } from './test-text.ts';

export interface TestJsonOptions {
  /** When the run began, ISO 8601. */
  readonly startedAt: string;
  readonly exchanges: ReadonlyMap<string, readonly Exchange[]>;
}

/** @returns the document with schema `meter.test/1` */
export function testDocument(report: TestReport, { startedAt, exchanges }: TestJsonOptions): object {
  const { meter, verdict } = report;
  const { because, statements } = testWords.en;
  const tell = ({ name, values }: Statement) => ({ ...values, name, says: fill(statements[name] ?? name, values) });
  return {
    schema: 'meter.test/1',
    meter: { id: meter.id, name: meter.name, endpoint: renderEndpoint(meter.endpoint) },
    startedAt,
    durationMs: Math.round(report.durationMs),
    checks: report.evidence.filter(({ experiment }) => experiment !== 'link.open').map(checkOf),
    credentials: report.credentials.map(({ credential, client, server, outcome, replyMs, notTried }) => ({
      name: credential,
      client,
      server,
      outcome,
      replyMs,
      ...(notTried === null ? {} : { reason: whyNotTried(notTried, testWords.en) }),
      exchanges: exchanges.get(credential) ?? [],
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

function checkOf({ id, outcome, ms, facts, exchanges }: AnyEvidence): object {
  return { id, outcome, ms, facts, ...(exchanges.length > 0 ? { exchanges } : {}) };
}

/** The JSON of `meter probe`: its names are a contract. Sentences are English whatever the terminal's language. */
import { renderEndpoint } from '../evidence/index.ts';
import { asksOf } from './probe-asked.ts';
import type { ProbeReport } from './probe-text.ts';
import { verdictDocument } from './verdict-json.ts';

/**
 * @param startedAt when the run began, ISO 8601
 * @returns the document with schema `meter.probe/1`
 */
export function probeDocument(report: ProbeReport, startedAt: string): object {
  const { meter, questions, durationMs, evidence, verdict } = report;
  return {
    schema: 'meter.probe/1',
    meter: { id: meter.id, name: meter.name, endpoint: renderEndpoint(meter.endpoint) },
    startedAt,
    durationMs: Math.round(durationMs),
    questions,
    experiments: evidence.map((one) => ({
      id: one.id,
      asks: asksOf(one),
      outcome: one.outcome,
      ms: one.ms,
      exchanges: one.exchanges,
    })),
    verdict: verdictDocument(verdict),
  };
}

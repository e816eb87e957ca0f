/** The JSON of `meter recover`: its names are a contract. Sentences are English whatever the terminal's language. */
import { renderEndpoint, renderServerAddress } from '../evidence/index.ts';
import { recoverEventText, recoverNextText } from './recover-text.ts';
import type { RecoverReport, RecoverStepRow } from './recover-view.ts';
import { verdictDocument } from './verdict-json.ts';

/** @returns the document with schema `meter.recover/1` */
export function recoverDocument(report: RecoverReport) {
  const { meter, found } = report;
  return {
    schema: 'meter.recover/1',
    meter: {
      id: meter.id,
      name: meter.name,
      endpoint: renderEndpoint(meter.endpoint),
      server: renderServerAddress(meter.server),
    },
    startedAt: report.startedAt,
    durationMs: Math.round(report.durationMs),
    outcome: report.outcome,
    by: report.by,
    goesOnWith: report.goesOnWith,
    steps: report.steps.map(stepDocument),
    checks: report.checks,
    verdict: report.verdict === null ? null : verdictDocument(report.verdict),
    found: found === null ? null : { server: renderServerAddress(found) },
    paused: report.paused,
    next: report.next.map((name) => ({ name, says: recoverNextText(name, report, 'en') })),
  } as const;
}

function stepDocument({ step, startedAt, durationMs, outcome, verdict, seen }: RecoverStepRow): object {
  const events = seen.map((one) => ({
    at: one.at,
    name: one.name,
    values: one.values,
    says: recoverEventText(one, 'en'),
  }));
  return { step, startedAt, durationMs: Math.round(durationMs), outcome, verdict, events };
}

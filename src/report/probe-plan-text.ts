/** What a probe would ask, before it asks: a sentence, and the rows as a table or as JSON. */
import type { ChalkInstance } from 'chalk';
import { renderEndpoint, renderServerAddress } from '../evidence/index.ts';
import { fill, type Language, probeWords } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import { askedOfRow, asksOfRow } from './probe-asked.ts';
import type { ShownRow } from './probe-text.ts';
import { renderTable } from './table.ts';
import { type TestReport, titleOf } from './test-text.ts';
import { hang } from './wrap.ts';

export interface ShownPlan {
  readonly rows: readonly ShownRow[];
  readonly questions: number;
  readonly mostMs: number;
  /** Silence first, ms. */
  readonly quietMs: number | null;
  /** How many bytes by hand; null where there are none. */
  readonly handBytes: number | null;
  readonly serial: { readonly digits: string; readonly source: 'typed' | 'known' } | null;
}

/** `At most 41 questions, 2 min 10 s; no password is sent.` */
export function planSentence({ questions, mostMs, quietMs, handBytes }: ShownPlan, lang: Language): string {
  const { plan } = probeWords[lang];
  const duration = renderDuration(mostMs);
  const first = quietMs === null ? [] : [fill(plan.quiet, { duration: renderDuration(quietMs) })];
  if (handBytes !== null) return [...first, fill(plan.hand, { count: handBytes, duration })].join(' ');
  return [...first, fill(questions === 1 ? plan.mostOne : plan.most, { questions, duration })].join(' ');
}

/** Which serial number addresses are made from; null where that is nothing to tell. */
export function serialSentence({ serial, handBytes, rows }: ShownPlan, lang: Language): string | null {
  const { plan } = probeWords[lang];
  if (handBytes !== null || !rows.some(({ ask }) => ask.kind === 'address')) return null;
  if (serial === null) return plan.noSerial;
  return fill(serial.source === 'typed' ? plan.serial : plan.serialKnown, { serial: serial.digits });
}

export function renderPlan(
  meter: TestReport['meter'],
  plan: ShownPlan,
  { lang, columns, chalk }: { readonly lang: Language; readonly columns: number; readonly chalk: ChalkInstance },
): string {
  const words = probeWords[lang].plan;
  const { asked, questions, most, tells } = words.columns;
  const serial = serialSentence(plan, lang);
  const blocks = [titleOf({ meter }, chalk)];
  if (plan.rows.length > 0) {
    const rows = plan.rows.map((row) => [
      askedOfRow(row, lang),
      `${row.questions}`,
      renderDuration(row.mostMs).replaceAll(' ', '\u00a0'),
      row.tells.join(', '),
    ]);
    blocks.push(
      renderTable([asked, questions, most, tells], rows, { columns: Math.min(columns, 120), chalk, rigid: [1, 2] }),
      hang('', words.asNeeded, columns),
    );
  }
  blocks.push(
    [planSentence(plan, lang), ...(serial === null ? [] : [serial]), words.nothingSent]
      .map((line) => hang('', line, columns))
      .join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

/** `meter.probe-plan/1` */
export function planDocument(meter: TestReport['meter'], { rows, questions, mostMs, serial }: ShownPlan): object {
  return {
    schema: 'meter.probe-plan/1',
    meter: {
      id: meter.id,
      name: meter.name,
      endpoint: renderEndpoint(meter.endpoint),
      server: renderServerAddress(meter.server),
    },
    questions,
    mostMs,
    serial: serial?.digits ?? null,
    rows: rows.map((row) => ({
      id: row.id,
      asks: asksOfRow(row),
      questions: row.questions,
      mostMs: row.mostMs,
      tells: row.tells,
    })),
  };
}

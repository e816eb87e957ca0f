/** What a probe would ask, before it asks: a sentence, and the rows as a table or as JSON. */
import type { ChalkInstance } from 'chalk';
import { renderEndpoint, renderServerAddress } from '../evidence/index.ts';
import { fill, type Language, probeWords } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import { askedOfAddresses, askedOfClients, askedOfRow, asksOfRow } from './probe-asked.ts';
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
    const rows = sharedRows(plan.rows).map((group) => [
      groupAsked(group, lang),
      `${sum(group.map((row) => row.questions))}`,
      renderDuration(sum(group.map((row) => row.mostMs))).replaceAll(' ', '\u00a0'),
      [...new Set(group.flatMap((row) => row.tells))].join(', '),
    ]);
    blocks.push(
      hang('', words.base, columns),
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

/** Addresses that are asked in the same way share a row, and so do clients; each group stands where its first one does. */
function sharedRows(rows: readonly ShownRow[]): readonly (readonly ShownRow[])[] {
  const groups = new Map<string, ShownRow[]>();
  for (const row of rows) {
    const key =
      row.ask.kind === 'address' || row.ask.kind === 'client' ? `${row.ask.kind} ${row.ask.question}` : row.id;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function groupAsked(group: readonly ShownRow[], lang: Language): string {
  const [first, ...more] = group;
  if (first === undefined) return '';
  if (more.length === 0) return askedOfRow(first, lang);
  const addresses = group.flatMap(({ ask: { server, question } }) =>
    server === undefined || question === undefined ? [] : [{ server, question }],
  );
  if (addresses.length > 0) return askedOfAddresses(addresses, lang);
  const clients = group.flatMap(({ ask: { client } }) => (client === undefined ? [] : [client]));
  return askedOfClients(clients, lang);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
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

/** `meter status`: all meters and their collectors at a glance. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { collectorWords, type Language } from '../wording/index.ts';
import {
  type Clockwork,
  failureText,
  holdersText,
  type ShownCollectorFailure,
  type ShownCollectorStatus,
  type ShownHolder,
  type ShownPauseMark,
} from './collector-facts.ts';
import { renderTable } from './table.ts';

export interface StatusRow {
  readonly id: number;
  readonly name: string;
  /** `systemd:UNIT`; null where there is none. */
  readonly collector: string | null;
  readonly status: ShownCollectorStatus | null;
  readonly failure: ShownCollectorFailure | null;
  readonly paused: ShownPauseMark | null;
  readonly holders: readonly ShownHolder[];
  /** Why holders could not be looked for; null where they could. */
  readonly unseen: string | null;
  readonly justClosed: number;
  readonly own: { readonly pid: number; readonly command: string } | null;
}

export interface StatusTableOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  readonly clock: Clockwork;
}

export function renderStatusTable(rows: readonly StatusRow[], options: StatusTableOptions): string {
  const { lang, clock, chalk } = options;
  const { labels, states, noCollector, since } = collectorWords[lang];
  const head = [labels.id, labels.name, labels.collector, labels.state, labels.paused, labels.port];
  const cells = rows.map((row) => [
    `${row.id}`,
    safeText(row.name),
    safeText(row.collector ?? noCollector),
    row.failure !== null
      ? chalk.red(failureText(row.failure, lang))
      : row.status === null
        ? ''
        : row.status.state === 'failed'
          ? chalk.red(states.failed)
          : states[row.status.state],
    row.paused === null ? '' : chalk.yellow(since(clock.local(row.paused.since), clock.ago(row.paused.since))),
    linePortText(row, lang),
  ]);
  return `${renderTable(head, cells, { ...options, rigid: [0] })}\n`;
}

/** Who of this host holds the port, as far as it can be seen without connecting to it. */
export function linePortText(
  { holders, unseen, justClosed, own }: Pick<StatusRow, 'holders' | 'unseen' | 'justClosed' | 'own'>,
  lang: Language,
): string {
  const words = collectorWords[lang];
  const told = [
    ...(own === null ? [] : [words.ourRun(own.pid, own.command)]),
    ...(holders.length === 0 ? [] : [holdersText(holders, lang)]),
    ...(unseen !== null && unseen in words.unseen ? [words.unseen[unseen as keyof typeof words.unseen]] : []),
    ...(justClosed > 0 ? [words.justClosedNote] : []),
  ];
  return safeText(told.length === 0 ? words.nobody : told.join('; '));
}

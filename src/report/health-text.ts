/** The screen of `meter health`: a line a meter. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { type HealthWords, healthWords, type Language } from '../wording/index.ts';
import { percent } from './history-text.ts';
import { renderTable } from './table.ts';
import { hang } from './wrap.ts';

export interface Rate {
  readonly attempts: number;
  readonly successes: number;
}

export interface HealthRow {
  readonly id: number;
  readonly name: string;
  /** Null where it was never tested. */
  readonly last: {
    readonly code: string;
    readonly met: 'ok' | 'fault' | 'none' | 'self';
    readonly agoMs: number;
  } | null;
  readonly day: Rate;
  readonly week: Rate;
  readonly silentMs: number | null;
  readonly pausedMs: number | null;
}

export interface HealthTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  readonly damaged: number;
}

const widest = 120;

export function renderHealth(rows: readonly HealthRow[], options: HealthTextOptions): string {
  const { lang, chalk, damaged } = options;
  const words: HealthWords = healthWords[lang];
  const columns = Math.min(options.columns, widest);
  const { id, name, verdict, last, day, week, silent, paused } = words.columns;
  const anyPaused = rows.some(({ pausedMs }) => pausedMs !== null);
  const head = [id, name, verdict, last, day, week, silent, ...(anyPaused ? [paused] : [])];
  const cells = rows.map((row) => [
    `${row.id}`,
    safeText(row.name),
    row.last === null ? chalk.yellow(words.neverTested) : verdictText(row.last, chalk),
    row.last === null ? '' : durationText(row.last.agoMs),
    rateText(row.day, chalk),
    rateText(row.week, chalk),
    row.silentMs === null ? '' : chalk.red(durationText(row.silentMs)),
    ...(anyPaused ? [row.pausedMs === null ? '' : chalk.yellow(durationText(row.pausedMs))] : []),
  ]);
  const ok = rows.filter((row) => row.last?.met === 'ok').length;
  const untested = rows.filter((row) => row.last === null).length;
  const lines = [
    words.summary(ok, rows.length),
    ...(untested === 0 ? [] : [words.untested(untested)]),
    ...(damaged === 0 ? [] : [words.damaged(damaged)]),
  ].map((text) => hang('', text, columns));
  return `${renderTable(head, cells, { columns, chalk, rigid: [0, 2] })}\n${lines.join('\n')}\n`;
}

function verdictText({ code, met }: NonNullable<HealthRow['last']>, chalk: ChalkInstance): string {
  return (met === 'ok' ? chalk.green : chalk.red)(safeText(code));
}

function rateText({ attempts, successes }: Rate, chalk: ChalkInstance): string {
  if (attempts === 0) return chalk.dim('–');
  const colour = successes === attempts ? chalk.green : successes === 0 ? chalk.red : chalk.yellow;
  return colour(percent(successes, attempts));
}

/** In its largest unit, which is what a glance takes in; a clock that was set back makes instants lie in the future. */
function durationText(ms: number): string {
  if (ms < 0) return '?';
  const [size, unit] = units.find(([least]) => ms >= least) ?? smallest;
  return `${Math.floor(ms / size)} ${unit}`;
}

const smallest = [1000, 's'] as const;
const units = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], smallest] as const;

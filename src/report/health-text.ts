/** The screen of `meter health`: a line a meter. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { collectorWords, type HealthWords, healthWords, type Language } from '../wording/index.ts';
import type { ShownCollectorStatus } from './collector-facts.ts';
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
  /** Of its collector; null where it has none, `unknown` also where it could not be asked. */
  readonly state: ShownCollectorStatus['state'] | null;
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
  const { id, name, state, verdict, last, day, week, silent } = words.columns;
  const anyState = rows.some((row) => row.state !== null || row.pausedMs !== null);
  const head = [id, name, ...(anyState ? [state] : []), verdict, last, day, week, silent];
  const cells = rows.map((row) => [
    `${row.id}`,
    safeText(row.name),
    ...(anyState ? [stateText(row, options)] : []),
    row.last === null ? chalk.yellow(words.neverTested) : verdictText(row.last, chalk),
    row.last === null ? '' : durationText(row.last.agoMs),
    rateText(row.day, chalk),
    rateText(row.week, chalk),
    row.silentMs === null ? '' : chalk.red(durationText(row.silentMs)),
  ]);
  const ok = rows.filter((row) => row.last?.met === 'ok').length;
  const untested = rows.filter((row) => row.last === null).length;
  const lines = [
    words.summary(ok, rows.length),
    ...(untested === 0 ? [] : [words.untested(untested)]),
    ...(damaged === 0 ? [] : [words.damaged(damaged)]),
  ].map((text) => hang('', text, columns));
  return `${renderTable(head, cells, { columns, chalk, rigid: [0, anyState ? 3 : 2] })}\n${lines.join('\n')}\n`;
}

/** Paused by us, and since when, before what the collector says of itself. */
function stateText({ state, pausedMs }: HealthRow, { lang, chalk }: HealthTextOptions): string {
  if (pausedMs !== null) return chalk.yellow(healthWords[lang].pausedFor(durationText(pausedMs)));
  if (state === null) return '';
  const text =
    state === 'unknown' ? '?' : state === 'paused' ? healthWords[lang].leftAlone : collectorWords[lang].states[state];
  return state === 'running' ? text : state === 'failed' ? chalk.red(text) : chalk.yellow(text);
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

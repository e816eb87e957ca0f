/** The screen of `meter history`: how often it worked, since when not, whether these settings ever did, and the last runs. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { type HistoryWords, historyWords, type Language } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import { type BarStyle, renderBars } from './history-bars.ts';
import type { HistoryRow, HistorySettings, HistoryView, Moment } from './history-view.ts';
import { renderTable } from './table.ts';
import { hang } from './wrap.ts';

export interface HistoryTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  readonly style: BarStyle;
}

const widest = 120;

export function renderHistory(view: HistoryView, options: HistoryTextOptions): string {
  const { lang, chalk, style } = options;
  const words: HistoryWords = historyWords[lang];
  const columns = Math.min(options.columns, widest);
  const blocks = [titleOf(view, words, chalk)];
  if (view.rows.length === 0 && view.attempts === 0) {
    const empty = view.since === null ? words.empty : words.emptySince(view.since);
    blocks.push([empty, words.emptyHint].map((text) => hang('  ', text, columns)).join('\n'));
  } else {
    blocks.push(factsOf(view, words, columns, chalk));
    if (view.days.length > 0) {
      const { lines, from, to, marks } = renderBars(view.days, { columns, style, chalk });
      const legend = words.legend(marks.none, marks.failed);
      blocks.push([chalk.bold(words.days(from, to)), ...lines, chalk.dim(hang('  ', legend, columns))].join('\n'));
    }
    if (view.rows.length > 0) blocks.push(tableOf(view.rows, words, columns, chalk));
  }
  if (view.damaged > 0) blocks.push(hang('', words.damaged(view.damaged), columns));
  return `${blocks.join('\n\n')}\n`;
}

function titleOf({ meter, since }: HistoryView, words: HistoryWords, chalk: ChalkInstance): string {
  const from = since === null ? [] : [words.since(since)];
  if (meter === null) return [chalk.bold(words.allMeters), ...from].join('  ');
  const { id, name, endpoint, server } = meter;
  const named = name === null ? [] : [`${chalk.bold(safeText(name))}${id === null ? '' : ` (id ${id})`}`];
  return [...named, safeText(endpoint), `server ${safeText(server)}`, ...from].join('  ');
}

function factsOf(view: HistoryView, words: HistoryWords, columns: number, chalk: ChalkInstance): string {
  const { labels } = words;
  const { attempts, successes, ownRuns, silent } = view;
  const own = ownRuns === 0 ? '' : `; ${words.ownRuns(ownRuns)}`;
  const rate = attempts === 0 ? words.noAttempts : words.rate(percent(successes, attempts), successes, attempts);
  const rows: (readonly [string, string])[] = [
    [labels.rate, rate + own],
    [labels.firstSuccess, view.firstSuccess === null ? words.never : view.firstSuccess.text],
    [labels.lastSuccess, view.lastSuccess === null ? words.never : momentText(view.lastSuccess, words)],
  ];
  if (silent !== null) rows.push([labels.silent, words.silent(momentText(silent.since, words), silent.attempts)]);
  for (const [index, one] of view.settings.entries()) {
    rows.push([index === 0 ? labels.settings : '', settingsText(one, words)]);
  }
  const margin = Math.max(...rows.map(([label]) => label.length));
  return rows
    .map(([label, text]) => {
      const mark = `  ${label.padEnd(margin)}  `;
      return `${chalk.dim(mark)}${hang(mark, text, columns).slice(mark.length)}`;
    })
    .join('\n');
}

function settingsText({ credential, client, attempts, successes, last }: HistorySettings, words: HistoryWords): string {
  const who = words.client(safeText(credential), client);
  if (last !== null) return words.worked(who, momentText(last, words), successes, attempts);
  return attempts === 0 ? words.neverAsked(who) : words.neverWorked(who, attempts);
}

/** A clock that was set back leaves moments in the future: they are told as they stand. */
export function momentText({ text, agoMs }: Moment, words: HistoryWords): string {
  return agoMs < 0 ? text : words.ago(text, renderDuration(agoMs));
}

/** Never 100 where one failed, nor 0 where one did not. */
export function percent(successes: number, attempts: number): string {
  const exact = (100 * successes) / attempts;
  const rounded = Math.round(exact);
  if (rounded === 100 && successes < attempts) return '> 99 %';
  if (rounded === 0 && successes > 0) return '< 1 %';
  return `${rounded} %`;
}

function tableOf(rows: readonly HistoryRow[], words: HistoryWords, columns: number, chalk: ChalkInstance): string {
  const { when, meter, kind, verdict, sets, took } = words.columns;
  const hasMeter = rows.some((row) => row.meter !== null);
  const head = [when, ...(hasMeter ? [meter] : []), kind, verdict, sets, took];
  const colours = { ok: chalk.green, fault: chalk.red, none: chalk.red, self: chalk.yellow };
  const cells = rows.map((row) => [
    row.when,
    ...(hasMeter ? [safeText(row.meter ?? '')] : []),
    words.kinds[row.kind] ?? safeText(row.kind),
    colours[row.met](safeText(row.code)),
    row.credentials.map(({ name, client, outcome }) => safeText(`${name}:${client} ${outcome}`)).join(', '),
    renderDuration(Math.max(0, row.durationMs)),
  ]);
  return renderTable(head, cells, { columns, chalk, rigid: [0] });
}

/** The registry on a terminal: `meter list` as a table, cut to the width; `meter show` as lines that lose nothing. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { renderServerAddress, type ServerAddress } from '../evidence/index.ts';
import { collectorWords, type Language, registryWords } from '../wording/index.ts';
import { type Clockwork, pauseText, type ShownPauseMark } from './collector-facts.ts';
import { renderTable } from './table.ts';
import { hang } from './wrap.ts';

/** A meter as JSON shows it, secrets masked. */
export interface MeterRow {
  readonly id: number;
  readonly name: string;
  readonly endpoint: string;
  readonly server: ServerAddress;
  readonly credentials: readonly {
    readonly name: string;
    readonly client: number;
    readonly level: string;
    readonly secret: string;
  }[];
  readonly note: string | null;
  /** `systemd:UNIT`; null where there is none. */
  readonly collector: string | null;
  /** Command lines by action, of a collector that is steered by them. */
  readonly collectorCommands: Readonly<Record<string, string>> | null;
  readonly paused: ShownPauseMark | null;
}

export interface MeterTableOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  /** How instants are written. */
  readonly clock: Clockwork;
}

/** What a column keeps at least, in order of id, name, endpoint, server, credential sets: an endpoint gives way last. */
const keepFirst = [Infinity, 12, Infinity, Infinity, 12] as const;
const keepLast = [Infinity, 8, 8, Infinity, 8] as const;
const frame = 3;

/** All meters, a row each. What does not fit is cut with an ellipsis, the widest column first; ids never. */
export function renderMeterList(meters: readonly MeterRow[], options: MeterTableOptions): string {
  const words = registryWords[options.lang].list;
  const head = [words.id, words.name, words.endpoint, words.server, words.credentials];
  const rows = meters.map(({ id, name, endpoint, server, credentials, paused }) => [
    `${id}`,
    paused === null ? safeText(name) : `${safeText(name)} (${collectorWords[options.lang].labels.paused})`,
    safeText(endpoint),
    renderServerAddress(server),
    credentials.map((set) => safeText(`${set.name}:${set.client}`)).join(' '),
  ]);
  const [narrowHead = head, ...narrowRows] = squeeze([head, ...rows], options.columns);
  return `${renderTable(narrowHead, narrowRows, options)}\n`;
}

/** One meter, with everything that is known of it but its secrets. */
export function renderMeter(meter: MeterRow, options: MeterTableOptions): string {
  const { lang, columns, chalk } = options;
  const words = registryWords[lang];
  const { server, note, credentials } = meter;
  const labels = [
    [words.show.endpoint, safeText(meter.endpoint)],
    [words.show.server, `${renderServerAddress(server)} (${words.width(server.width)})`],
    ...(note === null ? [] : [[words.show.note, safeText(note)]]),
    ...collectorLabels(meter, options),
  ] as const;
  const widest = Math.max(...labels.map(([label = '']) => label.length));
  const lines = labels.map(([label = '', value = '']) => {
    const mark = `  ${label.padEnd(widest)}  `;
    return `${chalk.dim(mark)}${hang(mark, value, columns).slice(mark.length)}`;
  });
  const sets = credentials.map((set) => [
    safeText(set.name),
    `${words.show.client} ${set.client}`,
    safeText(set.level),
    `${words.show.secret}: ${safeText(secretText(set.secret, lang))}`,
  ]);
  const title = `${chalk.bold(safeText(meter.name))} (id ${meter.id})`;
  if (sets.length === 0) return [title, ...lines, `  ${words.show.noCredentials}`, ''].join('\n');
  const widths = widthsOf(sets);
  const shown = sets.map((cells) => {
    const mark = `    ${cells
      .slice(0, -1)
      .map((cell, index) => cell.padEnd((widths[index] ?? 0) + 2))
      .join('')}`;
    return hang(mark, cells.at(-1) ?? '', columns);
  });
  return [title, ...lines, `  ${chalk.dim(words.show.credentials)}`, ...shown, ''].join('\n');
}

/** Nothing where there is neither a collector nor a pause: most meters of a new registry. */
function collectorLabels(
  { collector, collectorCommands, paused }: MeterRow,
  { lang, clock }: MeterTableOptions,
): readonly (readonly [string, string])[] {
  const { labels } = collectorWords[lang];
  return [
    ...(collector === null ? [] : [[labels.collector, safeText(collector)] as const]),
    ...Object.entries(collectorCommands ?? {}).map(([action, line]) => ['', safeText(`${action}: ${line}`)] as const),
    ...(paused === null ? [] : [[labels.paused, pauseText(paused, lang, clock)] as const]),
    ...(paused?.why == null ? [] : [[labels.why, safeText(paused.why)] as const]),
  ];
}

/** JSON says these two words untranslated; a person reads them in their language. */
function secretText(secret: string, lang: Language): string {
  const { none, literal } = registryWords[lang].secretMask;
  if (secret === 'none') return none;
  return secret === 'set (literal)' ? literal : secret;
}

/** Cuts cells so that all columns stand beside each other in the width. */
function squeeze(rows: readonly (readonly string[])[], columns: number): readonly (readonly string[])[] {
  const widths = [...widthsOf(rows)];
  const room = columns - 1 - frame * widths.length;
  for (const keep of [keepFirst, keepLast]) {
    while (widths.reduce((sum, width) => sum + width, 0) > room) {
      const spare = widths.map((width, index) => (width > (keep[index] ?? 0) ? width : 0));
      const widest = spare.indexOf(Math.max(...spare));
      if (spare[widest] === 0) break;
      widths[widest] = (widths[widest] ?? 0) - 1;
    }
  }
  return rows.map((row) => row.map((cell, index) => cut(cell, widths[index] ?? 0)));
}

function widthsOf(rows: readonly (readonly string[])[]): readonly number[] {
  return (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => [...(row[index] ?? '')].length)));
}

function cut(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width ? text : `${letters.slice(0, width - 1).join('')}…`;
}

/**
 * A profile as a table that is written as its rows come. The first rows decide how wide the columns are; columns that
 * find no room are left out, and named at the end.
 *
 *   clock                      energy  voltage
 *                                  Wh        V
 *   ───────────────────────  ────────  ───────
 *   2026-11-24 14:30 +01:00  12345678    230.1
 */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import type { ProfileCell, ProfileColumn, ProfileRow, ProfileShape } from '../evidence/index.ts';
import { type Language, type ProfileWords, profileWords } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import { columnLabels, isQuantity, shortObis, shortTime, timeOf } from './profile-labels.ts';
import { hang } from './wrap.ts';

export interface ProfileTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  /** How a person calls the meter. */
  readonly meter: string;
}

interface TableColumn {
  readonly index: number;
  readonly label: string;
  readonly unit: string;
  readonly width: number;
  readonly isRight: boolean;
}

/** So many rows are looked at before anything is written. */
const firstRows = 32;
const gap = 2;
/** A cell that is longer is cut: a list, a text. Numbers and times never are. */
const longestCell = 40;

type Mark = '' | '*' | '!' | '?';

export class ProfileTable {
  readonly #shape: ProfileShape;
  readonly #options: ProfileTextOptions;
  readonly #words: ProfileWords;
  readonly #chosen: readonly number[] | null;
  #waiting: ProfileRow[] = [];
  #columns: readonly TableColumn[] | null = null;
  #leftOut: readonly string[] = [];
  #rows = 0;
  #otherLength = 0;
  readonly #marks = new Set<Mark>();

  /** @param chosen numbers of the columns wanted, from 0; null for all */
  constructor(shape: ProfileShape, chosen: readonly number[] | null, options: ProfileTextOptions) {
    this.#shape = shape;
    this.#options = options;
    this.#words = profileWords[options.lang];
    this.#chosen = chosen;
  }

  /** The text for some more rows; empty while the first ones are waited for. */
  add(rows: readonly ProfileRow[]): string {
    if (this.#columns !== null) return this.#lines(rows);
    this.#waiting.push(...rows);
    return this.#waiting.length < firstRows ? '' : this.#begin();
  }

  /** What is left to write: rows that still wait, and what is to be said of all of them. */
  end(): string {
    const { foot } = this.#words;
    const begun = this.#columns === null ? this.#begin() : '';
    if (this.#rows === 0) {
      const { entriesInUse } = this.#shape;
      const hint = entriesInUse === null || entriesInUse === 0 ? [] : [foot.noRowsHint(entriesInUse)];
      return begun + this.#paragraphs([foot.noRows, ...hint]);
    }
    const notes = [
      foot.rows(this.#rows),
      ...(this.#otherLength > 0 ? [foot.otherLength(this.#otherLength)] : []),
      ...(this.#marks.has('*') ? [foot.derived] : []),
      ...(this.#marks.has('!') ? [foot.invalid] : []),
      ...(this.#marks.has('?') ? [foot.doubtful] : []),
      ...unscaledNote(this.#shape.columns, this.#words),
      ...(this.#leftOut.length > 0 ? [foot.leftOut(this.#leftOut.join(', '))] : []),
    ];
    return `${begun}\n${this.#paragraphs(notes)}`;
  }

  #paragraphs(notes: readonly string[]): string {
    return notes.map((note) => `${hang('', safeText(note), this.#options.columns)}\n`).join('');
  }

  #begin(): string {
    const rows = this.#waiting;
    this.#waiting = [];
    this.#columns = this.#choose(rows);
    const title = profileTitle(this.#shape, this.#options);
    return `${title}\n${rows.length === 0 ? '' : this.#head()}${this.#lines(rows)}`;
  }

  /** Columns from the left on, as long as there is room. */
  #choose(rows: readonly ProfileRow[]): readonly TableColumn[] {
    const known = this.#shape.columns.length > 0;
    const count = known ? this.#shape.columns.length : Math.max(0, ...rows.map(({ cells }) => cells.length));
    const all = known ? this.#shape.columns : Array.from({ length: count }, () => null);
    const labels = known
      ? columnLabels(this.#shape.columns, this.#words)
      : all.map((_, index) => this.#words.head.column(index + 1));
    const sound = rows.filter(({ otherLength }) => !otherLength);
    const fitting: TableColumn[] = [];
    const leftOut: string[] = [];
    let room = this.#options.columns;
    for (const index of this.#chosen ?? all.keys()) {
      const column = all[index] ?? null;
      const label = safeText(labels[index] ?? '');
      const unit = unitOf(column);
      const cells = sound.map(({ cells }) => cells[index]).filter((cell) => cell !== undefined);
      const width = Math.max(label.length, unit.length, ...cells.map((cell) => shown(cell).text.length));
      const taken = width + (fitting.length === 0 ? 0 : gap);
      // One that finds no room may be followed by a narrower one; the first is shown whatever it takes.
      if (taken > room && fitting.length > 0) {
        leftOut.push(label);
        continue;
      }
      room -= taken;
      const isRight = cells.some(({ form }) => form === 'number') || (column !== null && isQuantity(column));
      fitting.push({ index, label, unit, width, isRight });
    }
    this.#leftOut = leftOut;
    return fitting;
  }

  #head(): string {
    const { chalk } = this.#options;
    const columns = this.#columns ?? [];
    const line = (text: (column: TableColumn) => string): string =>
      columns
        .map((column) => pad(text(column), column))
        .join(' '.repeat(gap))
        .trimEnd();
    const units = line(({ unit }) => unit);
    return [
      chalk.bold(line(({ label }) => label)),
      ...(units === '' ? [] : [chalk.dim(units)]),
      chalk.dim(line(({ width }) => '─'.repeat(width))),
      '',
    ].join('\n');
  }

  #lines(rows: readonly ProfileRow[]): string {
    return rows.map((row) => this.#line(row)).join('');
  }

  #line({ cells, otherLength }: ProfileRow): string {
    this.#rows += 1;
    if (otherLength) {
      this.#otherLength += 1;
      const said = this.#words.otherLength(cells.length, this.#shape.columns.length);
      const text = cells.map((cell) => shown(cell).text || '–').join(', ');
      return `${this.#options.chalk.yellow(hang('! ', `${said} ${text}`, this.#options.columns))}\n`;
    }
    const parts = (this.#columns ?? []).map((column) => {
      const cell = cells[column.index];
      const { text, mark } = cell === undefined ? { text: '', mark: '' as const } : shown(cell);
      if (mark !== '') this.#marks.add(mark);
      return pad(text, column);
    });
    return `${parts.join(' '.repeat(gap)).trimEnd()}\n`;
  }
}

/** Columns whose scaler could not be read, in a sentence. */
export function unscaledNote(columns: readonly ProfileColumn[], words: ProfileWords): readonly string[] {
  const without = columnLabels(columns, words).filter((_, index) => columns[index]?.unscaled === true);
  return without.length === 0 ? [] : [words.foot.unscaled(without.join(', '))];
}

/** Title and circumstances, with an empty line behind them. */
export function profileTitle(shape: ProfileShape, { lang, columns, chalk, meter }: ProfileTextOptions): string {
  const words: ProfileWords = profileWords[lang];
  const { capturePeriod, entriesInUse, entries, order, columnsError } = shape;
  const facts = [
    capturePeriod === null ? null : words.head.period(capturePeriod === 0 ? null : periodText(capturePeriod)),
    entriesInUse === null ? null : words.head.entries(`${entriesInUse}`, entries === null ? null : `${entries}`),
    order === null ? null : words.head.orders[order],
  ].filter((fact) => fact !== null);
  return [
    chalk.bold(hang('', words.head.title(profileName(shape), safeText(meter)), columns)),
    ...(facts.length === 0 ? [] : [chalk.dim(hang('', facts.join(', '), columns))]),
    ...(columnsError === null
      ? []
      : [chalk.yellow(hang('', safeText(words.head.columnsUnknown(columnsError)), columns))]),
    '',
  ].join('\n');
}

/** `profile 1-0:99.1.0`, or the code alone. */
export function profileName({ name, logicalName }: Pick<ProfileShape, 'name' | 'logicalName'>): string {
  return name === null ? shortObis(logicalName) : `${shortObis(logicalName)} (${name})`;
}

function periodText(seconds: number): string {
  return seconds % 60 === 0 && seconds < 3600 ? `${seconds / 60} min` : renderDuration(seconds * 1000);
}

function unitOf(column: ProfileColumn | null): string {
  return safeText(column?.unit ?? '');
}

function shown(cell: ProfileCell): { readonly text: string; readonly mark: Mark } {
  const time = timeOf(cell);
  if (time !== null) {
    const mark = markOf(cell);
    return { text: `${safeText(shortTime(time))}${mark === '' ? '' : ` ${mark}`}`, mark };
  }
  if (cell.form === 'nothing') return { text: '–', mark: '' };
  const { text, hex, form } = cell;
  if (form === 'number') return { text: hex === null ? text : `${text} (0x${hex})`, mark: '' };
  if (form === 'bits' && hex !== null) return { text: `${text} (0x${hex})`, mark: '' };
  const safe = safeText(text);
  return { text: safe.length > longestCell ? `${safe.slice(0, longestCell - 1)}…` : safe, mark: '' };
}

function markOf({ derived, status }: ProfileCell): Mark {
  if (derived !== null) return '*';
  if (status === null) return '';
  if (status.includes('invalid')) return '!';
  return status.some((bit) => bit !== 'dst') ? '?' : '';
}

function pad(text: string, { width, isRight }: TableColumn): string {
  return isRight ? text.padStart(width) : text.padEnd(width);
}

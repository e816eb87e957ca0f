/**
 * A profile as comma-separated values (RFC 4180, lines end in LF): a head with units, then a row a line. Each clock has a
 * second column beside it with what its status says, and `derived` where the meter left the time out.
 *
 *   clock,clock status,energy [Wh],voltage [V]
 *   2026-11-24T14:30:00.00+01:00,,12345678,230.1
 */
import { safeText } from '../bytes/printable.ts';
import type { ProfileCell, ProfileRow, ProfileShape } from '../evidence/index.ts';
import { profileWords } from '../wording/index.ts';
import { columnLabels, isClockColumn, timeOf } from './profile-labels.ts';

/** Of a row with another number of values than there are columns; nothing says where they belong. */
const otherLength = 'other-length';

export class ProfileCsv {
  readonly #shape: ProfileShape;
  readonly #chosen: readonly number[] | null;
  /** Columns that may be told from the first row only: the meter does not say what they are. */
  #count: number;

  /** @param chosen numbers of the columns wanted, from 0; null for all */
  constructor(shape: ProfileShape, chosen: readonly number[] | null) {
    this.#shape = shape;
    this.#chosen = chosen;
    this.#count = shape.columns.length;
  }

  /** @param rows the first ones, which tell how many columns there are where the meter does not */
  head(rows: readonly ProfileRow[]): string {
    if (this.#count === 0) this.#count = Math.max(1, ...rows.map(({ cells }) => cells.length));
    // A file is read by programs: its head is the same in every language.
    const words = profileWords.en;
    const labels = columnLabels(this.#shape.columns, words);
    const fields = this.#indexes().flatMap((index) => {
      const column = this.#shape.columns[index];
      if (column === undefined) return [words.head.column(index + 1)];
      const unit = column.unit === null || column.unit === '' ? '' : ` [${safeText(column.unit)}]`;
      const label = `${labels[index] ?? ''}${unit}`;
      return isClockColumn(column) ? [label, `${label} status`] : [label];
    });
    return line(fields);
  }

  rows(rows: readonly ProfileRow[]): string {
    return rows.map((row) => this.#row(row)).join('');
  }

  #row(row: ProfileRow): string {
    const fields = this.#indexes().flatMap((index) => {
      const cell = row.cells[index];
      const column = this.#shape.columns[index];
      const text = cell === undefined ? '' : cellText(cell);
      return column !== undefined && isClockColumn(column) ? [text, statusText(cell, row)] : [text];
    });
    // What is beyond the last column is not lost.
    const more = row.cells.slice(this.#count).map(cellText);
    return line(row.otherLength ? [...fields, ...more] : fields);
  }

  #indexes(): readonly number[] {
    return this.#chosen ?? Array.from({ length: this.#count }, (_, index) => index);
  }
}

function statusText(cell: ProfileCell | undefined, row: ProfileRow): string {
  const derived = cell?.derived == null ? [] : ['derived'];
  return [...derived, ...(cell?.status ?? []), ...(row.otherLength ? [otherLength] : [])].join(' ');
}

function cellText(cell: ProfileCell): string {
  const time = timeOf(cell);
  if (time !== null) return safeText(time);
  if (cell.form === 'nothing') return '';
  if (cell.form === 'number') return cell.text;
  const text = safeText(cell.text);
  // A spreadsheet takes a text that begins like a formula for one.
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}

function line(fields: readonly string[]): string {
  return `${fields.map(field).join(',')}\n`;
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table in a terminal's width: the one door to cli-table3. */
import type { ChalkInstance } from 'chalk';
import Table from 'cli-table3';

export interface TableOptions {
  /** Width of the terminal in characters. */
  readonly columns: number;
  readonly chalk: ChalkInstance;
  /** Columns that are never made narrower, counted from 0: codes that nobody can read in two lines. */
  readonly rigid?: readonly number[];
}

/** Two blanks and a border a column; one border more at the end. */
const frame = 3;
const narrowest = 8;

/** Draws rows under a head. Where they are too wide, the widest columns are wrapped; cells may carry colours. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { columns, chalk, rigid = [] }: TableOptions,
): string {
  const widths = head.map((title, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? '')].map((cell) => visibleLength(cell))),
  );
  const spare = columns - 1 - widths.reduce((sum, width) => sum + width + frame, 0);
  for (let missing = -spare; missing > 0; missing--) {
    const yielding = widths.map((width, index) => (rigid.includes(index) ? 0 : width));
    const most = Math.max(...yielding);
    if (most <= narrowest) break;
    widths[yielding.indexOf(most)] = most - 1;
  }
  const table = new Table({
    head: head.map((title) => chalk.dim(title)),
    colWidths: widths.map((width) => width + 2),
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => row.map((cell, index) => breakable(cell, widths[index] ?? narrowest))));
  return table.toString();
}

/** Of its longest line. */
function visibleLength(text: string): number {
  const lines = text.replace(/\u001b\[[0-9;]*m/g, '').split('\n');
  return Math.max(...lines.map((line) => [...line].length));
}

/** The table wraps at blanks and cuts what is longer: a longer word is broken here, so that nothing of it is lost. */
function breakable(cell: string, width: number): string {
  return cell
    .split(' ')
    .map((word) => (visibleLength(word) > width ? broken(word, width) : word))
    .join(' ');
}

/** Colours take no place. */
function broken(word: string, width: number): string {
  let text = '';
  let length = 0;
  for (const piece of word.match(/\u001b\[[0-9;]*m|[^\u001b]/gsu) ?? []) {
    const isColour = piece.length > 1 && piece.startsWith('\u001b');
    if (piece === '\n') length = 0;
    else if (!isColour) {
      if (length === width) {
        text += '\n';
        length = 0;
      }
      length += 1;
    }
    text += piece;
  }
  return text;
}

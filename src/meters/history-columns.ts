/**
 * Records as columns of numbers. A hundred thousand objects would take longer to make than everything else that
 * `meter history` does; these are read from an index as they lie there, and a record becomes an object when it is looked at.
 */
import { historyMet } from './history-record.ts';
import type { ScannedLine } from './history-scan.ts';

export interface HistoryColumns {
  readonly count: number;
  /** ms since 1970 */
  readonly at: Float64Array;
  /** Where the line of a record begins and ends in its file, in bytes. */
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Numbers in `asked`. */
  readonly clients: Uint16Array;
  /** `1- 16+` */
  readonly asked: readonly string[];
  /** Numbers in `historyMet`. */
  readonly met: Uint8Array;
}

/** What the columns can hold: beyond it a record is counted as damaged. A file of one month and meter never is so long. */
const mostBytes = 2 ** 32 - 1;
const mostAsked = 2 ** 16;

function emptyColumns(count: number): HistoryColumns & { readonly asked: string[] } {
  return {
    count,
    at: new Float64Array(count),
    start: new Uint32Array(count),
    end: new Uint32Array(count),
    clients: new Uint16Array(count),
    asked: [],
    met: new Uint8Array(count),
  };
}

/** The known columns with lines behind them. */
export function withLines(known: HistoryColumns | null, lines: readonly ScannedLine[]): HistoryColumns {
  if (known !== null && lines.length === 0) return known;
  const before = known?.count ?? 0;
  const fitting = lines.filter(({ end }) => end <= mostBytes);
  const columns = emptyColumns(before + fitting.length);
  if (known !== null) {
    columns.at.set(known.at);
    columns.start.set(known.start);
    columns.end.set(known.end);
    columns.clients.set(known.clients);
    columns.met.set(known.met);
    columns.asked.push(...known.asked);
  }
  const numbers = new Map(columns.asked.map((asked, number) => [asked, number]));
  for (const [offset, line] of fitting.entries()) {
    const index = before + offset;
    const number = numberOf(numbers, columns.asked, line.clients);
    columns.at[index] = line.at;
    columns.start[index] = line.start;
    columns.end[index] = line.end;
    columns.clients[index] = number;
    columns.met[index] = historyMet.indexOf(line.met);
  }
  return columns;
}

/** The first records only. */
export function firstOf(columns: HistoryColumns, count: number): HistoryColumns {
  const { at, start, end, clients, asked, met } = columns;
  if (count === columns.count) return columns;
  return {
    count,
    at: at.slice(0, count),
    start: start.slice(0, count),
    end: end.slice(0, count),
    clients: clients.slice(0, count),
    asked,
    met: met.slice(0, count),
  };
}

/** More combinations of clients than there are numbers: then a record is told as if it had asked as nobody. */
function numberOf(numbers: Map<string, number>, asked: string[], text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  if (asked.length >= mostAsked - 1 && text !== '') return numberOf(numbers, asked, '');
  numbers.set(text, asked.length);
  asked.push(text);
  return asked.length - 1;
}

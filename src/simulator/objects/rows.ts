/**
 * Rows of a profile without keeping one (Blue Book, Profile generic): a row is a function of its number, so a hundred
 * thousand of them take no memory, and asking again gives the same.
 */
import { type DataValue, encodeData, type Selection } from '../../dlms/index.ts';
import type { MeterClock } from './clock.ts';
import { itemsOf, nullData, octets, wholeNumber } from './values.ts';

/** A column as capture objects name it. */
export interface Column {
  readonly classId: number;
  readonly logicalName: string;
  readonly attribute: number;
  /** The cell of a row that was captured at this instant of the meter's; the clock's own column has none. */
  readonly cell: ((atMs: number, row: number) => DataValue) | 'clock';
}

export interface RowSource {
  readonly columns: readonly Column[];
  readonly count: number;
  /** When row `row` (from 0, oldest first) was captured, by the meter's clock, with the present instant given. */
  readonly capturedAt: (row: number, nowMs: number) => number;
  /** Rows whose clock follows the row before by one period carry null-data there. */
  readonly nullClocks: boolean;
}

/** Which rows and columns: both ends included. */
export interface Picked {
  readonly first: number;
  readonly last: number;
  readonly columns: readonly Column[];
}

/** The rows a selection names; null where it is none that this profile understands. */
export function pickRows(
  source: RowSource,
  selection: Selection | null,
  clock: MeterClock,
  wallMs: number,
): Picked | null {
  const { columns, count } = source;
  if (selection === null) return { first: 0, last: count - 1, columns };
  const items = itemsOf(selection.parameters);
  if (selection.selector === 2) return byEntry(source, items);
  return selection.selector === 1 ? byRange(source, items, clock, wallMs) : null;
}

function byEntry({ columns, count }: RowSource, items: readonly DataValue[]): Picked | null {
  const [from, to, fromColumn, toColumn] = items.map(wholeNumber);
  if (from == null || to == null || fromColumn == null || toColumn == null) return null;
  if (from < 1 || fromColumn < 1 || items.length !== 4) return null;
  return {
    first: from - 1,
    last: to === 0 ? count - 1 : Math.min(to, count) - 1,
    columns: columns.slice(fromColumn - 1, toColumn === 0 ? columns.length : toColumn),
  };
}

function byRange(
  source: RowSource,
  [restricting, from, to, wanted]: readonly DataValue[],
  clock: MeterClock,
  wallMs: number,
): Picked | null {
  if (columnOf(source.columns, restricting)?.cell !== 'clock') return null;
  const begin = instantOf(from, clock, wallMs);
  const end = instantOf(to, clock, wallMs);
  if (begin === null || end === null || wanted?.type !== 'array') return null;
  const columns = wanted.items.map((item) => columnOf(source.columns, item));
  if (columns.includes(null)) return null;
  const nowMs = clock.now(wallMs);
  const at = (row: number): number => source.capturedAt(row, nowMs);
  return {
    first: begin === 'open' ? 0 : firstRow(source.count, (row) => at(row) >= begin),
    last: (end === 'open' ? source.count : firstRow(source.count, (row) => at(row) > end)) - 1,
    columns: columns.length === 0 ? source.columns : columns.filter((column) => column !== null),
  };
}

/** The first row for which `holds`; rows before it do not, rows behind it do. */
function firstRow(count: number, holds: (row: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function columnOf(columns: readonly Column[], item: DataValue | undefined): Column | null {
  const [classId, logicalName, attribute] = itemsOf(item);
  if (logicalName?.type !== 'octet-string') return null;
  const hexName = Array.from(logicalName.bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return (
    columns.find(
      (column) =>
        column.classId === wholeNumber(classId) &&
        column.logicalName === hexName &&
        column.attribute === wholeNumber(attribute),
    ) ?? null
  );
}

function instantOf(value: DataValue | undefined, clock: MeterClock, wallMs: number): number | 'open' | null {
  return value?.type === 'octet-string' || value?.type === 'date-time' ? clock.read(value.bytes, wallMs) : null;
}

/** The picked rows as an encoded array, piece by piece. */
export function* encodeRows(
  source: RowSource,
  { first, last, columns }: Picked,
  clock: MeterClock,
  wallMs: number,
): Generator<Uint8Array> {
  const count = Math.max(0, last - first + 1);
  yield encodedCount(count);
  const nowMs = clock.now(wallMs);
  for (let row = first; row <= last; row++) {
    const atMs = source.capturedAt(row, nowMs);
    const items = columns.map(({ cell }): DataValue => {
      if (cell !== 'clock') return cell(atMs, row);
      return source.nullClocks && row > first ? nullData : octets(clock.octetsAt(atMs));
    });
    yield encodeData({ type: 'structure', items });
  }
}

/** The tag of an array and the number of its elements. */
export function encodedCount(count: number): Uint8Array {
  if (count < 0x80) return Uint8Array.of(1, count);
  if (count < 0x100) return Uint8Array.of(1, 0x81, count);
  if (count < 0x10000) return Uint8Array.of(1, 0x82, count >>> 8, count & 0xff);
  return Uint8Array.of(1, 0x84, count >>> 24, (count >>> 16) & 0xff, (count >>> 8) & 0xff, count & 0xff);
}

/**
 * Rows of a profile as they come, one structure each. A clock that is null-data stands for the clock before it and one
 * capture period (Blue Book, Profile generic): it is told as derived, for the meter did not say it.
 */
import { type DataValue, parseDateTime } from '../dlms/index.ts';
import type { ProfileCell, ProfileColumn, ProfileRow, ProfileShape } from '../evidence/index.ts';
import { isoAt, localMsOf } from './clock-drift.ts';
import { cellOf, dateTimeBytes, nothing } from './profile-cell.ts';
import { unknownColumn } from './profile-columns.ts';
import type { Captured } from './profile-range.ts';

export interface ReadRow {
  readonly row: ProfileRow;
  readonly captured: Captured;
}

/** A clock that was told, and how many rows ago. */
interface LastClock {
  readonly localMs: number;
  readonly deviation: number | null;
  rowsSince: number;
}

const minuteMs = 60_000;
const notCaptured: Captured = { localMs: null, utcMs: null };

export class ProfileRows {
  readonly #columns: readonly ProfileColumn[];
  /** The first column that is a clock; −1 where there is none. */
  readonly #clockAt: number;
  /** Ms from a row to the next one; null where that is not known, or has no meaning. */
  readonly #periodMs: number | null;
  #last: LastClock | null = null;

  constructor({ columns, capturePeriod, order }: ProfileShape) {
    this.#columns = columns;
    this.#clockAt = columns.findIndex(({ classId, attribute }) => classId === 8 && attribute === 2);
    const inOrder = order === null || order === 'fifo';
    this.#periodMs = capturePeriod === null || capturePeriod === 0 || !inOrder ? null : capturePeriod * 1000;
  }

  /** The rows of some elements of the buffer; a compact array is rows in itself. */
  read(elements: readonly DataValue[]): readonly ReadRow[] {
    return elements.flatMap((element) =>
      element.type === 'compact-array' || element.type === 'array'
        ? element.items.map((item) => this.#row(item))
        : [this.#row(element)],
    );
  }

  #row(element: DataValue): ReadRow {
    const items = element.type === 'structure' ? element.items : [element];
    const known = this.#columns.length > 0;
    const otherLength = known && items.length !== this.#columns.length;
    // Nobody can say which column a cell of such a row belongs to: none has a scaler.
    const columnAt = (index: number) => (otherLength ? unknownColumn : (this.#columns[index] ?? unknownColumn));
    const cells = items.map((item, index): ProfileCell => cellOf(item, columnAt(index)));
    const told = items[this.#clockAt];
    const captured = otherLength || told === undefined ? notCaptured : this.#capture(told, cells);
    return { row: { cells, atMs: captured.utcMs ?? captured.localMs, otherLength }, captured };
  }

  #capture(told: DataValue, cells: ProfileCell[]): Captured {
    const bytes = dateTimeBytes(told);
    if (bytes !== null) {
      const localMs = localMsOf(bytes);
      const { utcMs, deviation } = parseDateTime(bytes);
      if (localMs === null) {
        this.#last = null;
        return notCaptured;
      }
      this.#last = { localMs, deviation: utcMs === null ? null : deviation, rowsSince: 0 };
      return { localMs, utcMs };
    }
    const last = this.#last;
    if (told.type !== 'null-data' || last === null || this.#periodMs === null) return notCaptured;
    last.rowsSince += 1;
    const localMs = last.localMs + last.rowsSince * this.#periodMs;
    const { deviation } = last;
    const utcMs = deviation === null ? null : localMs + deviation * minuteMs;
    cells[this.#clockAt] = { ...nothing, derived: isoOf(localMs, utcMs, deviation) };
    return { localMs, utcMs };
  }
}

/** `2026-11-24T14:30:00+01:00`, without offset where it is not known. */
function isoOf(localMs: number, utcMs: number | null, deviation: number | null): string | null {
  const farthest = 8.64e15;
  if (Math.abs(localMs) > farthest) return null;
  const iso = utcMs === null || deviation === null ? isoAt(localMs, 0).slice(0, -6) : isoAt(utcMs, deviation);
  return iso.replace(/\.\d{3}/, '');
}

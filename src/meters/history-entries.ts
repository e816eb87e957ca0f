/** The records of several files, the oldest first. */
import type { HistoryColumns } from './history-columns.ts';
import type { HistoryFile } from './history-place.ts';
import { historyMet, type RecordHead } from './history-record.ts';

/** What a record begins with, and where it lies. */
export interface HistoryEntry extends RecordHead {
  readonly file: HistoryFile;
  /** Bytes in the file. */
  readonly start: number;
  readonly end: number;
}

export interface FilePart {
  readonly file: HistoryFile;
  readonly columns: HistoryColumns;
}

interface Part extends FilePart {
  /** How many records lie before it. */
  readonly from: number;
}

export class HistoryEntries implements Iterable<HistoryEntry> {
  readonly #parts: readonly Part[];
  /** The records in the order of their time; null where they lie so already. */
  readonly #order: Uint32Array | null;
  readonly #from: number;
  readonly #to: number;
  /** Neighbours mostly lie in the same file: it is looked for from the last one on. */
  #lastPart = 0;

  private constructor(parts: readonly Part[], order: Uint32Array | null, from: number, to: number) {
    this.#parts = parts;
    this.#order = order;
    this.#from = from;
    this.#to = to;
  }

  static of(files: readonly FilePart[]): HistoryEntries {
    const parts: Part[] = [];
    let count = 0;
    for (const file of files) {
      if (file.columns.count > 0) parts.push({ ...file, from: count });
      count += file.columns.count;
    }
    return new HistoryEntries(parts, orderOf(parts, count), 0, count);
  }

  get length(): number {
    return this.#to - this.#from;
  }

  /** @param index from 0; negative from the end */
  at(index: number): HistoryEntry | undefined {
    const place = index < 0 ? this.#to + index : this.#from + index;
    return place < this.#from || place >= this.#to ? undefined : this.#entry(place);
  }

  /** Those that began at an instant or later. */
  since(ms: number): HistoryEntries {
    let low = this.#from;
    let high = this.#to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#entry(middle).at < ms) low = middle + 1;
      else high = middle;
    }
    return new HistoryEntries(this.#parts, this.#order, low, this.#to);
  }

  last(count: number): readonly HistoryEntry[] {
    const found: HistoryEntry[] = [];
    for (let place = Math.max(this.#from, this.#to - count); place < this.#to; place++) found.push(this.#entry(place));
    return found;
  }

  *[Symbol.iterator](): Generator<HistoryEntry> {
    for (let place = this.#from; place < this.#to; place++) yield this.#entry(place);
  }

  /**
   * Calls `work` with each record, in the same object each time: nothing of it may be kept. A hundred thousand objects
   * would cost more than what is counted with them.
   */
  each(work: (entry: HistoryEntry) => void): void {
    if (this.length === 0) return;
    const entry: Writable = { ...this.#entry(this.#from) };
    for (let place = this.#from; place < this.#to; place++) {
      this.#fill(place, entry);
      work(entry);
    }
  }

  #entry(place: number): HistoryEntry {
    const [first] = this.#parts;
    if (first === undefined) throw new RangeError('no such record');
    const entry: Writable = { at: 0, met: 'none', clients: '', file: first.file, start: 0, end: 0 };
    this.#fill(place, entry);
    return entry;
  }

  #fill(place: number, entry: Writable): void {
    const number = this.#order === null ? place : (this.#order[place] ?? 0);
    const part = this.#partOf(number);
    const { at, start, end, clients, asked, met } = part.columns;
    const index = number - part.from;
    entry.at = at[index] ?? 0;
    entry.met = historyMet[met[index] ?? 0] ?? 'none';
    entry.clients = asked[clients[index] ?? 0] ?? '';
    entry.file = part.file;
    entry.start = start[index] ?? 0;
    entry.end = end[index] ?? 0;
  }

  #partOf(number: number): Part {
    while (this.#lastPart > 0 && (this.#parts[this.#lastPart]?.from ?? 0) > number) this.#lastPart -= 1;
    while ((this.#parts[this.#lastPart + 1]?.from ?? Number.POSITIVE_INFINITY) <= number) this.#lastPart += 1;
    const part = this.#parts[this.#lastPart];
    if (part === undefined) throw new RangeError('no such record');
    return part;
  }
}

type Writable = { -readonly [Field in keyof HistoryEntry]: HistoryEntry[Field] };

/** Runs that overlapped are kept in the order in which they ended, and a clock may have been set back. */
function orderOf(parts: readonly Part[], count: number): Uint32Array | null {
  let isSorted = true;
  let before = Number.NEGATIVE_INFINITY;
  for (const { columns } of parts) {
    for (let index = 0; index < columns.count && isSorted; index++) {
      const at = columns.at[index] ?? 0;
      isSorted = at >= before;
      before = at;
    }
  }
  if (isSorted) return null;
  const all = new Float64Array(count);
  for (const { columns, from } of parts) all.set(columns.at, from);
  return Uint32Array.from(all.keys()).sort((left, right) => (all[left] ?? 0) - (all[right] ?? 0) || left - right);
}

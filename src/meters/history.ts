/**
 * The history: one record for each test, probe, minute of following and step of recovering, kept beside the settings.
 *
 * Any number of runs may write at once and be killed at it: a record is appended by one write, and a file is never
 * written anew. Records go by age, whole months at a time: then a file is removed that nobody writes to any more.
 */
import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { HistoryEntries, type HistoryEntry } from './history-entries.ts';
import { readFile } from './history-index.ts';
import {
  type HistoryFile,
  type HistoryMeter,
  historyFile,
  historyFiles,
  historyFolder,
  isOf,
} from './history-place.ts';
import { pruneHistory, usualDays } from './history-prune.ts';
import { encodeRecord, type HistoryRecord, parseRecord } from './history-record.ts';
import { readFully, withFile } from './history-scan.ts';
import { systemCode } from './settings-error.ts';
import { prepareFolder } from './settings-folder.ts';

export interface HistoryRead {
  readonly entries: HistoryEntries;
  /** Lines that cannot be read. */
  readonly damaged: number;
}

/** `why` is the system's name for what went wrong. */
export type Kept = { readonly kept: true } | { readonly kept: false; readonly why: string };

/** Short writes are begun anew: what was written of the line is half a line, and will be skipped. */
const attempts = 3;

/** Appends a record. Never throws: a test whose record cannot be kept is still a test. */
export function appendHistory(configDir: string | undefined, record: HistoryRecord): Kept {
  try {
    const folder = historyFolder(configDir);
    prepareFolder(folder);
    const { path } = historyFile(folder, record.at, record.meter);
    const isFirst = append(path, Buffer.from(encodeRecord(record)));
    if (isFirst) pruneHistory(folder, usualDays, Date.now());
    return { kept: true };
  } catch (error) {
    const cause = (error as Error).cause ?? error;
    return { kept: false, why: systemCode(cause) };
  }
}

/** @returns whether the file was new */
function append(path: string, line: Uint8Array): boolean {
  // Whoever finds a pipe or a link here does not wait for its other end, and does not follow it.
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants;
  const descriptor = openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK | O_NOFOLLOW, 0o600);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw Object.assign(new Error('not a file'), { code: 'EINVAL' });
    for (let attempt = 0; attempt < attempts; attempt++) {
      if (writeSync(descriptor, line) === line.length) return stats.size === 0;
    }
    throw Object.assign(new Error('written in part'), { code: 'ENOSPC' });
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The records of a meter, or of all.
 * @param options `keepsIndex`: false where nothing may be written; then what was read is not kept for the next run
 */
export function readHistory(
  configDir: string | undefined,
  meter: HistoryMeter | null,
  { keepsIndex = true }: { readonly keepsIndex?: boolean } = {},
): HistoryRead {
  const files = historyFiles(historyFolder(configDir));
  return readFiles(meter === null ? files : files.filter(isOf(meter)), keepsIndex);
}

/** The records of some files, the newest month first, and only as many months as it takes. */
export function readBackwards(
  files: readonly HistoryFile[],
  isEnough: (entries: HistoryEntries) => boolean,
): HistoryRead {
  const months = [...new Set(files.map(({ month }) => month))].toSorted().toReversed();
  for (const [index, month] of months.entries()) {
    // Most often the newest month is enough; where it is not, all the rest is read at once.
    const read = readFiles(index === 0 ? files.filter((file) => file.month === month) : files, true);
    if (index > 0 || isEnough(read.entries)) return read;
  }
  return readFiles(files, true);
}

/** Whole records, in the order of the entries; one that cannot be read is left out. */
export function readRecords(entries: readonly HistoryEntry[]): readonly HistoryRecord[] {
  const found = new Map<HistoryEntry, HistoryRecord>();
  for (const file of new Set(entries.map((entry) => entry.file))) {
    withFile(file.path, ({ descriptor }) => {
      for (const entry of entries) {
        if (entry.file !== file) continue;
        const { start, end } = entry;
        const bytes = Buffer.alloc(end - start);
        const record = parseRecord(bytes.toString('utf8', 0, readFully(descriptor, bytes, start, bytes.length)));
        if (record !== null) found.set(entry, record);
      }
    });
  }
  return entries.flatMap((entry) => found.get(entry) ?? []);
}

function readFiles(files: readonly HistoryFile[], keepsIndex: boolean): HistoryRead {
  const read = files.map((file) => ({ file, ...(readFile(file, keepsIndex) ?? { columns: null, damaged: 0 }) }));
  const parts = read.flatMap(({ file, columns }) => (columns === null ? [] : [{ file, columns }]));
  return { entries: HistoryEntries.of(parts), damaged: read.reduce((sum, { damaged }) => sum + damaged, 0) };
}

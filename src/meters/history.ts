/**
 * The history: one record for each test, probe, minute of following and step of recovering, kept beside the settings.
 *
 * Any number of runs may write at once and be killed at it: a record is appended by one write, and a file is never
 * written anew. Records go by age, whole months at a time: then a file is removed that nobody writes to any more.
 */
import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { readLines } from './history-index.ts';
import {
  type HistoryFile,
  type HistoryMeter,
  historyFile,
  historyFiles,
  historyFolder,
  isOf,
} from './history-place.ts';
import { pruneHistory, usualDays } from './history-prune.ts';
import { encodeRecord, type HistoryRecord, parseRecord, type RecordHead } from './history-record.ts';
import { readFully, type ScannedLine, withFile } from './history-scan.ts';
import { systemCode } from './settings-error.ts';
import { prepareFolder } from './settings-folder.ts';

/** What a record begins with, and where it lies. */
export interface HistoryEntry extends RecordHead {
  readonly file: HistoryFile;
  readonly line: ScannedLine;
}

export interface HistoryEntries {
  /** The oldest first. */
  readonly entries: readonly HistoryEntry[];
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

export interface HistoryReading {
  /** Only months in which this instant or a later one lies, in ms; records before it may come along. */
  readonly since?: number;
  /** False where nothing may be written: then what was read is not kept for the next run. */
  readonly keepsIndex?: boolean;
}

/** The records of a meter, or of all. */
export function readHistory(
  configDir: string | undefined,
  meter: HistoryMeter | null,
  { since, keepsIndex = true }: HistoryReading = {},
): HistoryEntries {
  const wanted = historyFiles(historyFolder(configDir)).filter(
    (file) => (meter === null || isOf(meter)(file)) && (since === undefined || file.month >= monthOf(since)),
  );
  return readFiles(wanted, keepsIndex);
}

/** The records of some files, the newest month first, and only as many months as it takes. */
export function readBackwards(
  files: readonly HistoryFile[],
  isEnough: (entries: readonly HistoryEntry[]) => boolean,
): HistoryEntries {
  let read: HistoryEntries = { entries: [], damaged: 0 };
  const months = [...new Set(files.map(({ month }) => month))].toSorted().toReversed();
  for (const month of months) {
    const { entries, damaged } = readFiles(
      files.filter((file) => file.month === month),
      true,
    );
    read = { entries: inOrder([...entries, ...read.entries]), damaged: read.damaged + damaged };
    if (isEnough(read.entries)) break;
  }
  return read;
}

/** Whole records, in the order of the entries; one that cannot be read is left out. */
export function readRecords(entries: readonly HistoryEntry[]): readonly HistoryRecord[] {
  const found = new Map<HistoryEntry, HistoryRecord>();
  for (const file of new Set(entries.map((entry) => entry.file))) {
    withFile(file.path, ({ descriptor }) => {
      for (const entry of entries) {
        if (entry.file !== file) continue;
        const { start, end } = entry.line;
        const bytes = Buffer.alloc(end - start);
        const record = parseRecord(bytes.toString('utf8', 0, readFully(descriptor, bytes, start, bytes.length)));
        if (record !== null) found.set(entry, record);
      }
    });
  }
  return entries.flatMap((entry) => found.get(entry) ?? []);
}

function readFiles(files: readonly HistoryFile[], keepsIndex: boolean): HistoryEntries {
  const entries: HistoryEntry[] = [];
  let damaged = 0;
  for (const file of files) {
    const read = readLines(file, keepsIndex);
    if (read === null) continue;
    damaged += read.damaged;
    for (const line of read.lines) {
      entries.push({ at: line.at, met: line.met, clients: line.clients, file, line });
    }
  }
  return { entries: inOrder(entries), damaged };
}

/** Runs that overlapped are kept in the order in which they ended. */
function inOrder(entries: HistoryEntry[]): readonly HistoryEntry[] {
  const isSorted = entries.every(({ at }, index) => index === 0 || at >= (entries[index - 1]?.at ?? 0));
  return isSorted ? entries : entries.sort((left, right) => left.at - right.at);
}

function monthOf(ms: number): string {
  const at = new Date(ms);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().slice(0, 7);
}

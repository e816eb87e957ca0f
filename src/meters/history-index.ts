/**
 * What was read of a history file, kept beside it: with 100,000 records it is read in a few milliseconds, and only what
 * was appended since is read line by line. It is derived: one that does not fit its file is as if it were not there.
 *
 *   SHA-1 of the rest · {"schema":1,"identity":…,"settled":…,"count":n,"damaged":…,"asked":["1- 16+",…],"last":"…"}⏎
 *   then, of each record: at (n × 8 bytes, float) │ start │ end (n × 4 each) │ number in `asked` (n × 2) │ number in `met` (n × 1)
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { firstOf, type HistoryColumns, withLines } from './history-columns.ts';
import type { HistoryFile } from './history-place.ts';
import { historyMet } from './history-record.ts';
import { type OpenFile, readFully, scanFile, withFile } from './history-scan.ts';
import { isRecord } from './json-fields.ts';
import { removeOldDrafts } from './old-drafts.ts';

export interface ReadFile {
  readonly columns: HistoryColumns;
  readonly damaged: number;
}

/** Less than this is read faster than an index is written. */
const worthAnIndex = 64 * 1024;
const mostRecords = 10_000_000;
const bytesEach = 8 + 4 + 4 + 2 + 1;
/** Hexadecimal digits of SHA-1. */
const sumLength = 40;
/** The end of what an index covers is compared with the file: so much of it. */
const lastBytes = 32;

/** All records of a file; null where it cannot be read. @param keepsIndex write one where it is worth it */
export function readFile(file: HistoryFile, keepsIndex: boolean): ReadFile | null {
  return withFile(file.path, (open) => {
    const known = readIndex(file.indexPath, open);
    const scanned = scanFile(open, known?.settled ?? 0);
    const columns = withLines(known?.columns ?? null, scanned.lines);
    const damaged = (known?.damaged ?? 0) + scanned.damaged;
    if (keepsIndex && scanned.settled - (known?.settled ?? 0) >= worthAnIndex) {
      const settledLines = (known?.columns.count ?? 0) + scanned.settledLines;
      writeIndex(file.indexPath, open, { columns: firstOf(columns, settledLines), damaged, settled: scanned.settled });
    }
    return { columns, damaged };
  });
}

interface Indexed extends ReadFile {
  readonly settled: number;
}

function readIndex(path: string, file: OpenFile): Indexed | null {
  // A short file has none.
  if (file.size < worthAnIndex) return null;
  try {
    const bytes = readFileSync(path);
    const headEnd = bytes.indexOf(0x0a);
    // What a verdict may rest on is believed to the last bit, or read anew.
    if (bytes.toString('latin1', 0, sumLength) !== sumOf(bytes.subarray(sumLength))) return null;
    const head = JSON.parse(bytes.toString('utf8', sumLength, Math.max(sumLength, headEnd))) as unknown;
    if (!isRecord(head) || head.schema !== 1 || head.identity !== file.identity) return null;
    const { settled, count, damaged, asked, last } = head;
    if (!isWhole(settled, file.size) || !isWhole(count, mostRecords) || !isWhole(damaged, file.size)) return null;
    if (!Array.isArray(asked) || !asked.every((one) => typeof one === 'string')) return null;
    if (bytes.length !== headEnd + 1 + count * bytesEach || last !== bytesBefore(file, settled)) return null;
    const columns = unpack(bytes.subarray(headEnd + 1), count, asked);
    return isSound(columns, settled) ? { columns, damaged, settled } : null;
  } catch {
    return null;
  }
}

/** The columns as they lie there; copied only where the bytes do not begin where a typed array may begin. */
function unpack(bytes: Buffer, count: number, asked: readonly string[]): HistoryColumns {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
  const { buffer, byteOffset } = aligned;
  const place = (bytesBefore: number): number => byteOffset + bytesBefore * count;
  return {
    count,
    at: new Float64Array(buffer, place(0), count),
    start: new Uint32Array(buffer, place(8), count),
    end: new Uint32Array(buffer, place(12), count),
    clients: new Uint16Array(buffer, place(16), count),
    asked,
    met: new Uint8Array(buffer, place(18), count),
  };
}

/** Every record lies in the file, behind the one before it, and says something that is known. */
function isSound({ count, at, start, end, clients, asked, met }: HistoryColumns, settled: number): boolean {
  let before = 0;
  for (let index = 0; index < count; index++) {
    const from = start[index] ?? 0;
    const to = end[index] ?? 0;
    if (from < before || to <= from || to > settled || !Number.isFinite(at[index])) return false;
    if ((clients[index] ?? 0) >= asked.length || (met[index] ?? 0) >= historyMet.length) return false;
    before = to;
  }
  return true;
}

/** Left undone where it cannot be written: reading works without it. */
function writeIndex(path: string, file: OpenFile, { columns, damaged, settled }: Indexed): void {
  const { count, at, start, end, clients, asked, met } = columns;
  const last = bytesBefore(file, settled);
  const head = JSON.stringify({ schema: 1, identity: file.identity, settled, count, damaged, asked, last });
  // Filled up, so that the columns begin where a typed array may begin.
  const length = Math.ceil((sumLength + Buffer.byteLength(head) + 1) / 8) * 8 - 1 - sumLength;
  const filled = head + ' '.repeat(length - Buffer.byteLength(head));
  const parts = [at, start, end, clients, met].map(({ buffer, byteOffset, byteLength }) =>
    Buffer.from(buffer, byteOffset, byteLength),
  );
  const draft = `${path}.${randomUUID()}.new`;
  try {
    removeOldDrafts(dirname(path));
    const rest = Buffer.concat([Buffer.from(`${filled}\n`), ...parts]);
    writeFileSync(draft, Buffer.concat([Buffer.from(sumOf(rest)), rest]), { flag: 'wx', mode: 0o600 });
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}

function sumOf(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}

function bytesBefore({ descriptor }: OpenFile, position: number): string {
  const from = Math.max(0, position - lastBytes);
  const bytes = Buffer.alloc(position - from);
  return bytes.toString('hex', 0, readFully(descriptor, bytes, from, bytes.length));
}

function isWhole(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

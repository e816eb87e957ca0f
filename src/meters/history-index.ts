/**
 * What was read of a history file, kept beside it: with 100,000 records it is read in a few milliseconds, and only what
 * was appended since is read line by line. It is derived: one that does not fit its file is as if it were not there.
 *
 *   {"schema":1,"identity":…,"settled":…,"count":n,"damaged":…,"clients":["1- 16+",…],"last":"…"}⏎   then, of each record:
 *   at (n × 8 bytes, float) │ start │ end (n × 4 each) │ number in `clients` (n × 2) │ number in `met` (n × 1)
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HistoryFile } from './history-place.ts';
import { historyMet } from './history-record.ts';
import { type OpenFile, readFully, type Scanned, type ScannedLine, scanFile, withFile } from './history-scan.ts';
import { isRecord } from './json-fields.ts';

export interface ReadFile {
  readonly lines: readonly ScannedLine[];
  readonly damaged: number;
}

/** Less than this is read faster than an index is written. */
const worthAnIndex = 64 * 1024;
const mostRecords = 10_000_000;
const mostBytes = 2 ** 32 - 1;
const bytesEach = 8 + 4 + 4 + 2 + 1;
/** The end of what an index covers is compared with the file: so much of it. */
const lastBytes = 32;
/** A draft this old was left by a run that was killed. */
const oldDraftMs = 60_000;

/** All records of a file; null where it cannot be read. @param keepsIndex write one where it is worth it */
export function readLines(file: HistoryFile, keepsIndex: boolean): ReadFile | null {
  return withFile(file.path, (open) => {
    const known = readIndex(file.indexPath, open);
    const scanned = scanFile(open, known?.settled ?? 0);
    const lines = known === null ? scanned.lines : [...known.lines, ...scanned.lines];
    const damaged = (known?.damaged ?? 0) + scanned.damaged;
    if (keepsIndex && scanned.settled - (known?.settled ?? 0) >= worthAnIndex) {
      const settledLines = (known?.lines.length ?? 0) + scanned.settledLines;
      writeIndex(file.indexPath, open, { lines, damaged, settled: scanned.settled, settledLines });
    }
    return { lines, damaged };
  });
}

type Indexed = Pick<Scanned, 'lines' | 'damaged' | 'settled'>;

function readIndex(path: string, file: OpenFile): Indexed | null {
  // A short file has none.
  if (file.size < worthAnIndex) return null;
  try {
    const bytes = readFileSync(path);
    const headEnd = bytes.indexOf(0x0a);
    const head = JSON.parse(bytes.toString('utf8', 0, Math.max(0, headEnd))) as unknown;
    if (!isRecord(head) || head.schema !== 1 || head.identity !== file.identity) return null;
    const { settled, count, damaged, clients, last } = head;
    if (!isWhole(settled, file.size) || !isWhole(count, mostRecords) || !isWhole(damaged, file.size)) return null;
    if (!Array.isArray(clients) || !clients.every((one) => typeof one === 'string')) return null;
    if (bytes.length !== headEnd + 1 + count * bytesEach || last !== bytesBefore(file, settled)) return null;
    const lines = unpack(bytes.subarray(headEnd + 1), count, clients, settled);
    return lines === null ? null : { lines, damaged, settled };
  } catch {
    return null;
  }
}

function unpack(
  bytes: Buffer,
  count: number,
  clients: readonly string[],
  settled: number,
): readonly ScannedLine[] | null {
  // Copied, so that each part begins where a typed array may begin.
  const part = (from: number, each: number): ArrayBuffer =>
    new Uint8Array(bytes.subarray(from * count, (from + each) * count)).buffer;
  const at = new Float64Array(part(0, 8));
  const starts = new Uint32Array(part(8, 4));
  const ends = new Uint32Array(part(12, 4));
  const names = new Uint16Array(part(16, 2));
  const met = new Uint8Array(part(18, 1));
  const lines: ScannedLine[] = [];
  let before = 0;
  for (let index = 0; index < count; index++) {
    const [start = 0, end = 0, time = Number.NaN] = [starts[index], ends[index], at[index]];
    const [one, asked] = [historyMet[met[index] ?? 255], clients[names[index] ?? 0]];
    if (one === undefined || asked === undefined || !Number.isFinite(time)) return null;
    if (start < before || end <= start || end > settled) return null;
    lines.push({ at: time, met: one, clients: asked, start, end });
    before = end;
  }
  return lines;
}

/** Left undone where it cannot be written: reading works without it. */
function writeIndex(path: string, file: OpenFile, { lines, damaged, settled, settledLines: count }: Scanned): void {
  const numbers = new Map<string, number>();
  const body = {
    at: new Float64Array(count),
    start: new Uint32Array(count),
    end: new Uint32Array(count),
    names: new Uint16Array(count),
    met: new Uint8Array(count),
  };
  for (const [index, line] of lines.slice(0, count).entries()) {
    const number = numbers.get(line.clients) ?? numbers.size;
    numbers.set(line.clients, number);
    body.at[index] = line.at;
    body.start[index] = line.start;
    body.end[index] = line.end;
    body.names[index] = number;
    body.met[index] = historyMet.indexOf(line.met);
  }
  if (settled > mostBytes || numbers.size > 0xffff) return;
  const clients = [...numbers.keys()];
  const last = bytesBefore(file, settled);
  const head = JSON.stringify({ schema: 1, identity: file.identity, settled, count, damaged, clients, last });
  const parts = Object.values(body).map(({ buffer }) => Buffer.from(buffer));
  const draft = `${path}.${randomUUID()}.new`;
  try {
    removeOldDrafts(dirname(path));
    writeFileSync(draft, Buffer.concat([Buffer.from(`${head}\n`), ...parts]), { flag: 'wx', mode: 0o600 });
    renameSync(draft, path);
  } catch {
    rmSync(draft, { force: true });
  }
}

function bytesBefore({ descriptor }: OpenFile, position: number): string {
  const from = Math.max(0, position - lastBytes);
  const bytes = Buffer.alloc(position - from);
  return bytes.toString('hex', 0, readFully(descriptor, bytes, from, bytes.length));
}

function removeOldDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.new')) continue;
    const path = join(folder, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > oldDraftMs) rmSync(path, { force: true });
  }
}

function isWhole(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

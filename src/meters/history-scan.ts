/**
 * Reads the lines of a history file from a byte on: where each one lies, and what it begins with. What is no whole line
 * of ours is counted, and skipped; the line after it is whole, because lines begin with their line break.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { longestLine, parseHead, type RecordHead } from './history-record.ts';

export interface ScannedLine extends RecordHead {
  /** Where the line begins and ends, in bytes, without its line break. */
  readonly start: number;
  readonly end: number;
}

export interface Scanned {
  readonly lines: readonly ScannedLine[];
  /** Lines that are none of ours, or were cut short. */
  readonly damaged: number;
  /** Everything before this byte will never read otherwise. Behind it a line may still be growing. */
  readonly settled: number;
  /** How many of `lines` lie before that byte. */
  readonly settledLines: number;
}

export interface OpenFile {
  readonly descriptor: number;
  readonly size: number;
  /** Which file it is, whatever its name: a number of a file is given out again, so when it was made belongs to it. */
  readonly identity: string;
}

const lineBreak = 0x0a;
const chunkBytes = 4 * 1024 * 1024;

/** Does work on an open file; null where there is none that can be read: opening a pipe does not wait. */
export function withFile<Result>(path: string, work: (file: OpenFile) => Result): Result | null {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(descriptor);
    return stats.isFile()
      ? work({ descriptor, size: stats.size, identity: `${stats.ino}-${stats.birthtimeMs}` })
      : null;
  } catch {
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** @param from the start of the file, or a byte that an earlier scan called settled */
export function scanFile({ descriptor, size }: OpenFile, from: number): Scanned {
  const lines: ScannedLine[] = [];
  const bytes = Buffer.allocUnsafeSlow(Math.min(chunkBytes, Math.max(0, size - from)));
  let damaged = 0;
  let base = from;
  while (base < size) {
    const length = readFully(descriptor, bytes, base, Math.min(bytes.length, size - base));
    if (length === 0) break;
    const isLast = base + length >= size;
    const lastBreak = bytes.subarray(0, length).lastIndexOf(lineBreak);
    // The last line stays for the next chunk, or, at the end of the file, for the next scan.
    const whole = lastBreak > 0 || isLast ? Math.max(0, lastBreak) : length;
    damaged += scanLines(bytes, whole, base, lines);
    base += whole;
    if (!isLast) continue;
    const settledLines = lines.length;
    // A line that is still growing is not damaged.
    scanLines(bytes.subarray(whole), length - whole, base, lines);
    return { lines, damaged, settled: base, settledLines };
  }
  return { lines, damaged, settled: base, settledLines: lines.length };
}

/** @returns how many lines are none of ours */
function scanLines(bytes: Buffer, length: number, base: number, lines: ScannedLine[]): number {
  let damaged = 0;
  for (let start = 0; start < length; ) {
    const found = bytes.indexOf(lineBreak, start);
    const end = found < 0 || found > length ? length : found;
    if (end > start) {
      const head = end - start > longestLine ? null : parseHead(bytes.toString('latin1', start, end));
      if (head === null) damaged += 1;
      else lines.push({ ...head, start: base + start, end: base + end });
    }
    start = end + 1;
  }
  return damaged;
}

/** @returns how many bytes were there */
export function readFully(descriptor: number, bytes: Buffer, position: number, length: number): number {
  let done = 0;
  while (done < length) {
    const read = readSync(descriptor, bytes, done, length - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}

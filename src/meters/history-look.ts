/** The history as it lies there, every line of it read anew, for whoever only looks: nothing is written. */
import { accessSync, constants, statSync } from 'node:fs';
import { historyFiles, historyFolder } from './history-place.ts';
import { scanFile, withFile } from './history-scan.ts';

export interface HistoryLook {
  readonly folder: string;
  readonly exists: boolean;
  /** Whether a record could be kept. */
  readonly isWritable: boolean;
  /** Permission bits; null where there is no folder. */
  readonly mode: number | null;
  readonly files: number;
  readonly bytes: number;
  readonly records: number;
  readonly damaged: readonly { readonly path: string; readonly lines: number }[];
  readonly unreadable: readonly string[];
  /** When the newest record began, in ms since 1970; null where there is none. */
  readonly newestAt: number | null;
}

export function lookAtHistory(configDir: string | undefined): HistoryLook {
  const folder = historyFolder(configDir);
  const damaged: { path: string; lines: number }[] = [];
  const unreadable: string[] = [];
  let [bytes, records] = [0, 0];
  let newestAt: number | null = null;
  const files = historyFiles(folder);
  for (const { path } of files) {
    const scanned = withFile(path, (file) => ({ ...scanFile(file, 0), size: file.size }));
    if (scanned === null) {
      unreadable.push(path);
      continue;
    }
    bytes += scanned.size;
    records += scanned.lines.length;
    if (scanned.damaged > 0) damaged.push({ path, lines: scanned.damaged });
    for (const { at } of scanned.lines) newestAt = Math.max(newestAt ?? at, at);
  }
  const mode = modeOf(folder);
  const isWritable = mode !== null && canWrite(folder);
  const counts = { files: files.length, bytes, records, damaged, unreadable, newestAt };
  return { folder, exists: mode !== null, isWritable, mode, ...counts };
}

function modeOf(folder: string): number | null {
  try {
    return statSync(folder).mode & 0o777;
  } catch {
    return null;
  }
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

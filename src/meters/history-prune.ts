/**
 * Lets old records go: whole files, months after the last line was written to them, so no writer can lose one. A run
 * that believes in a wrong year must not throw everything away: what is old is told by the newest month before this one,
 * where that lies before this clock.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { historyFiles, namesIn } from './history-place.ts';

/** Kept that long at least: a year, and a month to compare with the one a year ago. */
export const usualDays = 400;

const dayMs = 86_400_000;

/**
 * Removes what is older.
 * @param now ms since 1970
 * @returns how many files went
 */
export function pruneHistory(folder: string, days: number, now: number): number {
  const files = historyFiles(folder);
  const thisMonth = new Date(now).toISOString().slice(0, 7);
  const before = files.filter(({ month }) => month < thisMonth).at(-1);
  const reference = before === undefined ? now : Math.min(now, endOf(before.month) + 31 * dayMs);
  const old = files.filter(({ month }) => month !== thisMonth && endOf(month) < reference - days * dayMs);
  for (const { path, indexPath } of old) {
    rmSync(path, { force: true });
    rmSync(indexPath, { force: true });
  }
  removeOrphans(folder);
  return old.length;
}

/** An index whose file is gone: a run was killed between the two. */
function removeOrphans(folder: string): void {
  const names = new Set(namesIn(folder));
  for (const name of names) {
    if (name.endsWith('.index') && !names.has(name.replace(/index$/, 'jsonl')))
      rmSync(join(folder, name), { force: true });
  }
}

/** The first instant after a month, in ms. */
function endOf(month: string): number {
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1);
}

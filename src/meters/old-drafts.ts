/** Drafts of files that are put in place whole: those that a killed run left are removed by the next one that writes. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A draft this old was left by a run that was killed. */
const oldDraftMs = 60_000;

/** @throws the system's error where the folder cannot be read */
export function removeOldDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.new')) continue;
    const path = join(folder, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > oldDraftMs) rmSync(path, { force: true });
  }
}

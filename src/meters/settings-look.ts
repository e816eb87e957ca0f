/** The settings as they lie there, for whoever only looks: nothing is made, moved or waited for. */
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsPath } from './conf-door.ts';
import { type Damage, type SettingsDefect, SettingsError } from './settings-error.ts';
import { readBytes } from './settings-folder.ts';
import { readSettings, type Settings } from './settings-shape.ts';

export interface SettingsLook {
  readonly path: string;
  readonly folder: string;
  /** `none`: there is no file yet. */
  readonly found:
    | { readonly state: 'none' }
    | { readonly state: 'read'; readonly settings: Settings }
    | { readonly state: 'newer'; readonly schema: number }
    | { readonly state: 'damaged'; readonly damage: Damage }
    | { readonly state: 'failed'; readonly defect: SettingsDefect };
  /** Permission bits; null where there is nothing. */
  readonly fileMode: number | null;
  readonly folderMode: number | null;
  /** Damaged files that were set aside earlier, by their paths. */
  readonly setAside: readonly string[];
}

export function lookAtSettings(configDir: string | undefined): SettingsLook {
  const path = settingsPath(configDir);
  const folder = dirname(path);
  return {
    path,
    folder,
    found: find(path),
    fileMode: modeOf(path),
    folderMode: modeOf(folder),
    setAside: namesOf(folder)
      .filter((name) => /^config\.damaged-.+\.json$/.test(name))
      .map((name) => join(folder, name)),
  };
}

function find(path: string): SettingsLook['found'] {
  try {
    const found = readBytes(path);
    if (found === null) return { state: 'none' };
    const read = readSettings(found.bytes);
    if ('newer' in read) return { state: 'newer', schema: read.newer };
    return 'damage' in read ? { state: 'damaged', damage: read.damage } : { state: 'read', settings: read.settings };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { state: 'failed', defect: error.defect };
  }
}

function modeOf(path: string): number | null {
  try {
    return statSync(path).mode & 0o777;
  } catch {
    return null;
  }
}

function namesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The folder and the file that hold the settings, as the file system sees them: found, refused, set aside, swept. */
import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SettingsError, systemCode } from './settings-error.ts';

const ownerMayWrite = 0o200;

/**
 * The bytes of the settings file, and whether it may be changed; null where there is none yet.
 * @throws SettingsError `not-a-file`, `unreadable`, `folder-unusable`
 */
export function readBytes(path: string): { readonly bytes: Uint8Array; readonly isProtected: boolean } | null {
  try {
    const stats = statSync(path);
    // Looked at before it is opened: opening a pipe would wait for its other end.
    if (!stats.isFile()) throw new SettingsError({ code: 'not-a-file', path });
    // Root could write all the same; but who takes the bit away means it.
    return { bytes: readFileSync(path), isProtected: (stats.mode & ownerMayWrite) === 0 };
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const system = systemCode(error);
    if (system === 'ENOENT') return null;
    if (system === 'ENOTDIR') throw new SettingsError({ code: 'folder-unusable', path: dirname(path), system }, error);
    throw new SettingsError({ code: 'unreadable', path, system }, error);
  }
}

/**
 * Makes the folder where it is missing (mode 0700), and sees whether files can be made in it.
 * @throws SettingsError `folder-unusable`
 */
export function prepareFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
    if ((statSync(folder).mode & ownerMayWrite) === 0) throw Object.assign(new Error(), { code: 'EACCES' });
  } catch (error) {
    throw new SettingsError({ code: 'folder-unusable', path: folder, system: systemCode(error) }, error);
  }
}

/** Level by level: Node's own recursion does not end where a file system denies that a folder it lists is there. */
function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let level = resolve(folder); !existsSync(level); level = dirname(level)) {
    missing.unshift(level);
    if (dirname(level) === level) break;
  }
  for (const level of missing) {
    try {
      mkdirSync(level, { mode: 0o700 });
    } catch (error) {
      // Another run may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/**
 * Moves a damaged file to a name that says so, beside it; never over another file.
 * @returns the new path; null where the system does not allow it
 */
export function setAside(path: string, now: Date): string | null {
  const stamp = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const stem = basename(path, '.json');
  for (let number = 1; ; number++) {
    const name = `${stem}.damaged-${stamp}${number === 1 ? '' : `-${number}`}.json`;
    const aside = join(dirname(path), name);
    try {
      // A rename would replace what is there; a link does not.
      linkSync(path, aside);
      unlinkSync(path);
      return aside;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') return null;
    }
  }
}

/** Removes drafts that a killed run left (they hold what the settings hold). Only while the lock is held. */
export function removeDrafts(path: string): void {
  try {
    const real = realpathSync(path);
    const beginning = `${basename(real)}.tmp-`;
    for (const name of readdirSync(dirname(real))) {
      const [before, ending] = [name.slice(0, beginning.length), name.slice(beginning.length)];
      if (before === beginning && /^[0-9a-f]{11,16}$/.test(ending)) rmSync(join(dirname(real), name), { force: true });
    }
  } catch {
    // No settings yet, or a draft that cannot be removed: neither hinders the change.
  }
}

/**
 * The settings file: read, checked, changed under a lock.
 *
 * Reading takes no lock, because a change replaces the file in one step. A damaged file is moved aside under the lock,
 * after a second look: another run may have done so already, and written a new one.
 */
import { dirname } from 'node:path';
import { openConf, settingsPath } from './conf-door.ts';
import { lockOwner } from './process-lock.ts';
import { type Damage, SettingsError, systemCode } from './settings-error.ts';
import { prepareFolder, readBytes, removeDrafts, setAside } from './settings-folder.ts';
import { type LockWait, withSettingsLock } from './settings-lock.ts';
import { emptySettings, readSettings, type Settings } from './settings-shape.ts';

export interface SettingsOptions {
  /** The folder that the user named; comes first. */
  readonly configDir?: string | undefined;
  /** METER_CONFIG_DIR comes second; then the place this system has for settings. */
  readonly env?: { readonly METER_CONFIG_DIR?: string | undefined };
  /** What runs, for others that wait: `meter add`. */
  readonly command: string;
  /** How long to wait for one other run that holds the settings, 10 s unless told. */
  readonly lockWaitMs?: number;
  /** Ends waiting for other runs, with an AbortError. */
  readonly signal?: AbortSignal;
  /** The clock, for the name of a damaged file. */
  readonly now?: () => Date;
}

/** What a change makes of the settings, and what it has to tell. */
export interface Change<Result> {
  readonly settings: Settings;
  readonly result: Result;
}

export interface SettingsFile {
  path(): string;
  /** @throws SettingsError; a damaged file has then been set aside */
  read(): Promise<Settings>;
  /**
   * Reads, changes and writes while no other run does. Nothing is written where `change` throws, or gives back the
   * settings it was given.
   * @throws SettingsError; whatever `change` throws
   */
  update<Result>(change: (settings: Settings) => Change<Result>): Promise<Result>;
}

const defaultLockWaitMs = 10_000;

export function openSettings(options: SettingsOptions): SettingsFile {
  const folder = options.configDir || options.env?.METER_CONFIG_DIR || undefined;
  const now = options.now ?? (() => new Date());
  const wait = (): LockWait => ({
    owner: lockOwner(options.command),
    waitMs: options.lockWaitMs ?? defaultLockWaitMs,
    signal: options.signal,
  });
  return {
    path: () => settingsPath(folder),
    async read() {
      const file = settingsPath(folder);
      const found = load(file);
      return 'settings' in found ? found.settings : await reportDamage(file, found, wait(), now);
    },
    async update(change) {
      // conf is loaded before the lock is taken: others shall not wait for that.
      const { path: file, write } = await openConf(folder);
      prepareFolder(dirname(file));
      return withSettingsLock(file, wait(), () => {
        const found = load(file);
        if (!('settings' in found)) throw damaged(file, found, now);
        if (found.isProtected) throw new SettingsError({ code: 'write-protected', path: file });
        const { settings, result } = change(found.settings);
        if (settings === found.settings) return result;
        removeDrafts(file);
        try {
          write(settings);
        } catch (error) {
          throw new SettingsError({ code: 'write-failed', path: file, system: systemCode(error) }, error);
        }
        return result;
      });
    },
  };
}

type Loaded =
  | { readonly settings: Settings; readonly isProtected: boolean }
  | { readonly damage: Damage; readonly isProtected: boolean };

function load(path: string): Loaded {
  const found = readBytes(path);
  if (found === null) return { settings: emptySettings, isProtected: false };
  const read = readSettings(found.bytes);
  if ('newer' in read) throw new SettingsError({ code: 'newer', path, schema: read.newer });
  return { ...read, isProtected: found.isProtected };
}

/** Sets the file aside, if it may be moved, and gives the error that says so. The lock is held. */
function damaged(
  path: string,
  { damage, isProtected }: { readonly damage: Damage; readonly isProtected: boolean },
  now: () => Date,
): SettingsError {
  const setAsideAs = isProtected ? null : setAside(path, now());
  return new SettingsError({ code: 'damaged', path, setAsideAs, why: damage });
}

/** A damaged file found without holding the lock. Comes back with settings where another run was quicker. */
async function reportDamage(
  path: string,
  seen: { readonly damage: Damage },
  wait: LockWait,
  now: () => Date,
): Promise<Settings> {
  try {
    prepareFolder(dirname(path));
    return await withSettingsLock(path, wait, () => {
      const found = load(path);
      if ('settings' in found) return found.settings;
      throw damaged(path, found, now);
    });
  } catch (error) {
    // Where nothing may be written, nothing can be moved; the damage is what the user must hear of.
    const cannotMove = error instanceof SettingsError && /^(?:lock|folder)-/.test(error.code);
    if (!cannotMove) throw error;
    throw new SettingsError({ code: 'damaged', path, setAsideAs: null, why: seen.damage }, error);
  }
}

/** What can be wrong with the settings file or its surroundings. Its words are in `wording`. */

/** Why a file's content cannot be taken. Never quotes the content: it may hold secrets. */
export type Damage =
  /** `line` from 1, where it is known. */
  | { readonly code: 'not-json'; readonly line: number | null }
  | { readonly code: 'not-utf8' }
  /** `where` as `meters[0].endpoint.port`; empty for the whole. */
  | { readonly code: 'shape'; readonly where: string }
  | { readonly code: 'id-twice'; readonly id: number }
  | { readonly code: 'name-twice'; readonly name: string };

export type SettingsDefect =
  /** `setAsideAs` is null where the file could not be moved, or is locked on purpose. */
  | { readonly code: 'damaged'; readonly path: string; readonly setAsideAs: string | null; readonly why: Damage }
  /** Written by a newer version: left untouched. */
  | { readonly code: 'newer'; readonly path: string; readonly schema: number }
  /** A folder, a device, a pipe. */
  | { readonly code: 'not-a-file'; readonly path: string }
  | { readonly code: 'unreadable'; readonly path: string; readonly system: string }
  /** Its owner's write bit is off: a person wants it unchanged. */
  | { readonly code: 'write-protected'; readonly path: string }
  | { readonly code: 'folder-unusable'; readonly path: string; readonly system: string }
  | { readonly code: 'write-failed'; readonly path: string; readonly system: string }
  | { readonly code: 'lock-failed'; readonly path: string; readonly system: string }
  | {
      readonly code: 'lock-held';
      readonly path: string;
      readonly pid: number | null;
      readonly command: string | null;
      readonly waitedMs: number;
    };

/** Ends in exit 2. `defect` tells what happened, to which path. */
export class SettingsError extends Error {
  readonly defect: SettingsDefect;
  constructor(defect: SettingsDefect, cause?: unknown) {
    super(`${defect.code}: ${defect.path}`, cause === undefined ? undefined : { cause });
    this.name = 'SettingsError';
    this.defect = defect;
  }

  get code(): SettingsDefect['code'] {
    return this.defect.code;
  }
}

/** The system's name for what went wrong: `EACCES`, `ENOSPC`. */
export function systemCode(error: unknown): string {
  return (error as NodeJS.ErrnoException | null)?.code ?? 'EIO';
}

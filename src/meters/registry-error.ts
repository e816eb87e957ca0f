/** What a user can ask of the registry that cannot be done. Its words are in `wording`. */
import type { NameDefect } from './meter-name.ts';

export type RegistryDefect =
  /** `nearest` holds names that are spelled alike; `known` is how many meters there are. */
  | {
      readonly code: 'meter-unknown';
      readonly wanted: string;
      readonly nearest: readonly string[];
      readonly known: number;
    }
  | { readonly code: 'id-taken'; readonly id: number; readonly by: string }
  | { readonly code: 'id-out-of-range'; readonly id: number; readonly maximum: number }
  | { readonly code: 'name-taken'; readonly name: string; readonly id: number }
  | { readonly code: 'name-wrong'; readonly name: string; readonly why: NameDefect }
  | { readonly code: 'note-too-long'; readonly length: number; readonly maximum: number }
  | { readonly code: 'credential-twice'; readonly name: string }
  | { readonly code: 'credential-unknown'; readonly name: string; readonly known: readonly string[] }
  /** The meter changed while the user was thinking. */
  | { readonly code: 'meter-changed'; readonly name: string };

/** The user's mistake: ends in exit 2. */
export class RegistryError extends Error {
  readonly defect: RegistryDefect;
  constructor(defect: RegistryDefect) {
    super(defect.code);
    this.name = 'RegistryError';
    this.defect = defect;
  }

  get code(): RegistryDefect['code'] {
    return this.defect.code;
  }
}

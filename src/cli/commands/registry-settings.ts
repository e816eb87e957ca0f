/** The settings as a command opens them, and what can be wrong with them or the registry, in the user's words. */
import { safeText } from '../../bytes/printable.ts';
import {
  openSettings,
  type RegistryDefect,
  RegistryError,
  type SettingsDefect,
  SettingsError,
  type SettingsFile,
} from '../../meters/index.ts';
import { type Complaint, type Language, registryWords } from '../../wording/index.ts';
import { type Context, UsageError } from '../context.ts';

/** @param command what runs, without its arguments: `meter add` */
export function settingsOf({ configDir, signal }: Context, command: string): SettingsFile {
  return openSettings({ configDir, command, signal });
}

/**
 * Does work on the registry.
 * @throws UsageError in place of SettingsError and RegistryError; anything else as it is
 */
export async function inWords<Result>(lang: Language, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SettingsError) throw usageError(settingsComplaint(error.defect, lang));
    if (error instanceof RegistryError) throw usageError(registryComplaint(error.defect, lang));
    throw error;
  }
}

/** Names and paths come from outside: made safe for a terminal here, once for all. */
export function usageError({ message, hint }: Complaint): UsageError {
  return new UsageError(safeText(message), safeText(hint));
}

function settingsComplaint(defect: SettingsDefect, lang: Language): Complaint {
  const words = registryWords[lang];
  if (defect.code !== 'damaged') return say(words.settings, defect);
  const why: string = say(words.damage, defect.why);
  return words.settings.damaged(defect, why);
}

function registryComplaint(defect: RegistryDefect, lang: Language): Complaint {
  return say(registryWords[lang].registry, defect);
}

/** The words of a code, given what belongs to that code: the compiler holds both tables to the same codes and fields. */
function say<Defect extends { readonly code: string }, Said>(
  words: { readonly [Code in Defect['code']]: (defect: Extract<Defect, { readonly code: Code }>) => Said },
  defect: Defect,
): Said {
  return words[defect.code as Defect['code']](defect as never);
}

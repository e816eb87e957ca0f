/** The registry of meters: entries, credential sets and their secrets, kept in a settings file that is safe with several runs at once. */
export {
  type CredentialLevel,
  type CredentialSet,
  credentialLevels,
  limits,
  type MeterEntry,
  newMeter,
  type SecretSource,
} from './meter-entry.ts';
export { credentialNameDefect, sameName, tidyName } from './meter-name.ts';
export { type ObjectCacheKey, readObjectCache, writeObjectCache } from './object-cache.ts';
export { type LockAttempt, type LockOwner, lockOwner, tryLock } from './process-lock.ts';
export { addMeter, editMeter, findMeter, type MeterDraft, removeMeter } from './registry.ts';
export { type RegistryDefect, RegistryError } from './registry-error.ts';
export { maskSecret, parseSecretSource, resolveSecret, type SecretDefect } from './secret.ts';
export { type SettingsDefect, SettingsError } from './settings-error.ts';
export { openSettings, type SettingsFile, type SettingsOptions } from './settings-file.ts';
export type { Settings } from './settings-shape.ts';
export { shownMeter } from './shown-meter.ts';

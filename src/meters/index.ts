/** The registry of meters: entries, credential sets and their secrets, kept in a settings file that is safe with several runs at once. */
export {
  type CollectorAction,
  type CollectorCommands,
  type CollectorDefect,
  type CollectorEntry,
  collectorActions,
  isUnit,
  parseCollector,
  renderCollector,
  sharedCollectorKey,
} from './collector-entry.ts';
export { type CommandLineDefect, renderCommandLine, splitCommandLine } from './command-line.ts';
export {
  appendHistory,
  type Kept,
  readBackwards,
  readHistory,
  readRecords,
} from './history.ts';
export { HistoryEntries, type HistoryEntry } from './history-entries.ts';
export { type HistoryLook, lookAtHistory } from './history-look.ts';
export { type Past, PastCounter, pastOf, type Tally, TallyCounter, tallyOf } from './history-past.ts';
export {
  type HistoryFile,
  type HistoryMeter,
  historyFiles,
  historyFolder,
  isOf,
  settingsKey,
} from './history-place.ts';
export { pruneHistory } from './history-prune.ts';
export { type HistoryKind, type HistoryMet, type HistoryRecord, historyKinds, metOf } from './history-record.ts';
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
export {
  isAuthorRunning,
  type MeterPause,
  markPaused,
  type PauseAuthor,
  pauseAuthor,
  sharingMeters,
  unmarkPaused,
} from './meter-pause.ts';
export { type ObjectCacheKey, readObjectCache, writeObjectCache } from './object-cache.ts';
export { type LockAttempt, type LockOwner, lockOwner, tryLock, whoHolds } from './process-lock.ts';
export {
  type Recovery,
  type RecoveryDone,
  type RecoveryOutcome,
  type RecoverySeen,
  type RecoveryStep,
  type RecoveryVerdict,
  recoverySteps,
  withDone,
} from './recovery.ts';
export { answeredAddresses } from './recovery-addresses.ts';
export { readRecovery, removeRecovery, writeRecovery } from './recovery-file.ts';
export { addMeter, editMeter, findMeter, type MeterDraft, removeMeter } from './registry.ts';
export { type RegistryDefect, RegistryError } from './registry-error.ts';
export { maskSecret, parseSecretSource, resolveSecret, type SecretDefect } from './secret.ts';
export { type SettingsDefect, SettingsError } from './settings-error.ts';
export { openSettings, type SettingsFile, type SettingsOptions } from './settings-file.ts';
export { lookAtSettings, type SettingsLook } from './settings-look.ts';
export type { Settings } from './settings-shape.ts';
export { type ShownPause, shownMeter, shownPause } from './shown-meter.ts';

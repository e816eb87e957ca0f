/**
 * The file of a recovery: one for each meter, mode 0600, replaced in one step, removed when the recovery is over. One
 * that cannot be read is as if it were not there; one that cannot be written is told.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CauseCode, type CredentialOutcome, credentialOutcomes } from '../evidence/index.ts';
import { settingsPath } from './conf-door.ts';
import type { Kept } from './history.ts';
import { settingsKey } from './history-place.ts';
import { isRecord } from './json-fields.ts';
import { removeOldDrafts } from './old-drafts.ts';
import {
  mostSeen,
  type Recovery,
  type RecoveryDone,
  type RecoverySeen,
  type RecoveryStep,
  type RecoveryVerdict,
  recoveryOutcomes,
  recoverySteps,
} from './recovery.ts';
import { systemCode } from './settings-error.ts';
import { prepareFolder } from './settings-folder.ts';

const schema = 'meter.recovery/1';
/** A file longer than this was not written by us. */
const longestFile = 1024 * 1024;

/** Null where none is under way, or nothing that can be read; one of another meter with the same id is none. */
export function readRecovery(configDir: string | undefined, meter: Recovery['meter']): Recovery | null {
  const path = pathOf(configDir, meter);
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > longestFile) return null;
    const kept = JSON.parse(readFileSync(path, 'utf8')) as unknown;
    const recovery = isRecord(kept) && kept.schema === schema ? recoveryOf(kept) : null;
    return recovery?.meter.name === meter.name ? recovery : null;
  } catch {
    return null;
  }
}

/** Never throws: a recovery whose state cannot be kept is still one. */
export function writeRecovery(configDir: string | undefined, recovery: Recovery): Kept {
  const path = pathOf(configDir, recovery.meter);
  const folder = dirname(path);
  const draft = `${path}.${randomUUID()}.new`;
  try {
    prepareFolder(folder);
    removeOldDrafts(folder);
    writeFileSync(draft, `${JSON.stringify({ schema, ...recovery })}\n`, { flag: 'wx', mode: 0o600 });
    renameSync(draft, path);
    return { kept: true };
  } catch (error) {
    removeQuietly(draft);
    return { kept: false, why: systemCode((error as Error).cause ?? error) };
  }
}

export function removeRecovery(configDir: string | undefined, meter: Recovery['meter']): void {
  removeQuietly(pathOf(configDir, meter));
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where it may not be removed, the next run finds it and says so.
  }
}

/** By id where it is registered, because its endpoint may be changed meanwhile. */
function pathOf(configDir: string | undefined, meter: Recovery['meter']): string {
  const name = meter.id === null ? settingsKey(meter) : `${meter.id}`;
  return join(dirname(settingsPath(configDir)), 'recovery', `${name}.json`);
}

type Fields = Readonly<Record<string, unknown>>;

/** Null where anything is not as it was written. */
function recoveryOf({ meter, startedAt, step, stepSince, power, broughtBack, done }: Fields): Recovery | null {
  if (!isRecord(meter) || !isInstant(startedAt) || !isStep(step) || !isInstant(stepSince)) return null;
  const { id, name, endpoint, server } = meter;
  if (id !== null && !Number.isSafeInteger(id)) return null;
  if ((name !== null && typeof name !== 'string') || typeof endpoint !== 'string' || typeof server !== 'string') {
    return null;
  }
  const told = powerOf(power);
  const steps = all(done, doneOf);
  if (told === undefined || steps === null) return null;
  if (broughtBack !== null && broughtBack !== 'soft' && broughtBack !== 'quiet' && broughtBack !== 'power') return null;
  const readMeter = { id: id as number | null, name, endpoint, server };
  return { meter: readMeter, startedAt, step, stepSince, power: told, broughtBack, done: steps };
}

function powerOf(value: unknown): Recovery['power'] | undefined {
  if (value === null) return null;
  if (!isRecord(value) || !isInstant(value.since)) return undefined;
  const { told, since } = value;
  return told === 'off' || told === 'on' ? { told, since } : undefined;
}

function doneOf(value: unknown): RecoveryDone | null {
  if (!isRecord(value) || !isStep(value.step) || !isInstant(value.startedAt)) return null;
  const { step, startedAt, durationMs } = value;
  const outcome = recoveryOutcomes.find((one) => one === value.outcome);
  const verdict = value.verdict === null ? null : verdictOf(value.verdict);
  const seen = all(value.seen, seenOf);
  if (outcome === undefined || verdict === undefined || seen === null || seen.length > mostSeen) return null;
  return typeof durationMs === 'number' && durationMs >= 0
    ? { step, startedAt, durationMs, outcome, verdict, seen }
    : null;
}

function verdictOf(value: unknown): RecoveryVerdict | undefined {
  if (!isRecord(value) || typeof value.code !== 'string') return undefined;
  const outcome = credentialOutcomes.find((one) => one === value.outcome) as CredentialOutcome | undefined;
  // Codes are only shown again, never decided on.
  return outcome === undefined ? undefined : { code: value.code as CauseCode, outcome };
}

function seenOf(value: unknown): RecoverySeen | null {
  if (!isRecord(value) || !isInstant(value.at) || typeof value.name !== 'string' || !isRecord(value.values))
    return null;
  const values: Record<string, string | number> = {};
  for (const [name, one] of Object.entries(value.values)) {
    if (typeof one !== 'string' && typeof one !== 'number') return null;
    values[name] = one;
  }
  return { at: value.at, name: value.name, values };
}

function isStep(value: unknown): value is RecoveryStep {
  return recoverySteps.some((step) => step === value);
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

/** Every element read; null where one cannot be, or where there is no array. */
function all<Value>(values: unknown, read: (value: unknown) => Value | null): readonly Value[] | null {
  if (!Array.isArray(values)) return null;
  const found: Value[] = [];
  for (const value of values as readonly unknown[]) {
    const one = read(value);
    if (one === null) return null;
    found.push(one);
  }
  return found;
}

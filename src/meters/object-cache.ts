/**
 * What was learned of a meter as one client sees it, kept beside the settings: a file for each meter and client, mode 0600,
 * replaced in one step. It is a convenience: what is damaged, strange or cannot be written is as if it were not there.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type {
  AttributeAccess,
  KnownMeter,
  KnownScaler,
  ListedObject,
  MethodAccess,
  ObjectList,
} from '../evidence/index.ts';
import { settingsPath } from './conf-door.ts';
import { isRecord } from './json-fields.ts';
import { removeOldDrafts } from './old-drafts.ts';
import { prepareFolder } from './settings-folder.ts';

/** Whose objects: the meter by its address, and who asks. */
export interface ObjectCacheKey {
  /** `tcp://192.0.2.7:3333` */
  readonly endpoint: string;
  /** `1/17` */
  readonly server: string;
  readonly client: number;
}

const schema = 'meter.objects/1';
/** A file longer than this was not written by us. */
const longestFile = 16 * 1024 * 1024;

/** Null where nothing is kept, or nothing that can be read. */
export function readObjectCache(configDir: string | undefined, key: ObjectCacheKey): KnownMeter | null {
  const path = pathOf(configDir, key);
  try {
    const found = statSync(path);
    if (!found.isFile() || found.size > longestFile) return null;
    const kept = JSON.parse(readFileSync(path, 'utf8')) as unknown;
    return isRecord(kept) && kept.schema === schema && isFor(kept, key) ? knownMeter(kept) : null;
  } catch {
    return null;
  }
}

/** @returns whether it was kept */
export function writeObjectCache(configDir: string | undefined, key: ObjectCacheKey, known: KnownMeter): boolean {
  const path = pathOf(configDir, key);
  const folder = dirname(path);
  const draft = `${path}.${randomUUID()}.new`;
  try {
    prepareFolder(folder);
    removeOldDrafts(folder);
    writeFileSync(draft, `${JSON.stringify({ schema, ...key, ...known })}\n`, { flag: 'wx', mode: 0o600 });
    renameSync(draft, path);
    return true;
  } catch {
    removeQuietly(draft);
    return false;
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where it could not be made it cannot be removed either.
  }
}

function pathOf(configDir: string | undefined, { endpoint, server, client }: ObjectCacheKey): string {
  const name = createHash('sha256').update(`${endpoint}\n${server}\n${client}`).digest('hex').slice(0, 32);
  return join(dirname(settingsPath(configDir)), 'objects', `${name}.json`);
}

type Fields = Readonly<Record<string, unknown>>;

function isFor(kept: Fields, { endpoint, server, client }: ObjectCacheKey): boolean {
  return kept.endpoint === endpoint && kept.server === server && kept.client === client;
}

/** Null where anything is not as it was written. */
function knownMeter({ identity, list, scalers }: Fields): KnownMeter | null {
  const readList = list === null ? null : objectList(list);
  const readScalers = all(scalers, knownScaler);
  if (readScalers === null || (list !== null && readList === null)) return null;
  if (identity !== null && typeof identity !== 'string') return null;
  return { identity, list: readList, scalers: readScalers };
}

function objectList(value: unknown): ObjectList | null {
  if (!isRecord(value) || typeof value.readAt !== 'string' || Number.isNaN(Date.parse(value.readAt))) return null;
  const objects = all(value.objects, listedObject);
  return objects === null ? null : { readAt: value.readAt, objects };
}

function listedObject(value: unknown): ListedObject | null {
  if (!isRecord(value) || !isName(value.logicalName) || !isWhole(value.classId) || !isWhole(value.version)) return null;
  const attributes = all(value.attributes, (one): AttributeAccess | null =>
    isRecord(one) && isWhole(one.attribute) && isWhole(one.mode) ? { attribute: one.attribute, mode: one.mode } : null,
  );
  const methods = all(value.methods, (one): MethodAccess | null =>
    isRecord(one) && isWhole(one.method) && isWhole(one.mode) ? { method: one.method, mode: one.mode } : null,
  );
  if (attributes === null || methods === null) return null;
  const { classId, version, logicalName } = value;
  return { classId, version, logicalName, attributes, methods };
}

function knownScaler(value: unknown): KnownScaler | null {
  if (!isRecord(value) || !isName(value.logicalName)) return null;
  const { classId, logicalName, scaler, unit } = value;
  return isWhole(classId) && isWhole(scaler) && Math.abs(scaler) <= 128 && isWhole(unit)
    ? { classId, logicalName, scaler, unit }
    : null;
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

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** `1-0:1.8.0.255` */
function isName(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,3}-\d{1,3}:(?:\d{1,3}\.){3}\d{1,3}$/.test(value);
}

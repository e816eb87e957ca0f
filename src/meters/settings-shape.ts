/**
 * What a settings file must look like. Checked with valibot on every reading; what it does not know is kept, so that
 * a run of this version does not throw away what a later one wrote under the same schema number.
 */
import * as v from 'valibot';
import {
  type Endpoint,
  parseEndpoint,
  parseServerAddress,
  renderEndpoint,
  renderServerAddress,
  type ServerAddress,
} from '../evidence/index.ts';
import { collectorActions, isUnit, parseCollector, renderCollector } from './collector-entry.ts';
import { credentialLevels, limits, type MeterEntry } from './meter-entry.ts';
import { sameName } from './meter-name.ts';
import type { Damage } from './settings-error.ts';

/** Raised only when an older version could no longer read the file. */
export const settingsSchema = 1;

export interface Settings {
  readonly schema: typeof settingsSchema;
  readonly meters: readonly MeterEntry[];
}

export const emptySettings: Settings = { schema: settingsSchema, meters: [] };

const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

// Whatever has a canonical spelling is sound exactly when that spelling reads back as the same value.
const endpoint = v.pipe(
  v.looseObject({ transport: v.string(), host: v.string(), port: v.number() }),
  v.check((found) => same(parseEndpoint(renderEndpoint(found as Endpoint)), found, ['transport', 'host', 'port'])),
);
const server = v.pipe(
  v.looseObject({ upper: v.number(), lower: v.nullable(v.number()), width: v.number() }),
  v.check((found) =>
    same(parseServerAddress(renderServerAddress(found as ServerAddress)), found, ['upper', 'lower', 'width']),
  ),
);
const secret = v.variant('kind', [
  v.looseObject({ kind: v.literal('literal'), value: v.pipe(v.string(), v.minLength(1)) }),
  v.looseObject({ kind: v.literal('env'), name: v.pipe(v.string(), v.minLength(1)) }),
  v.looseObject({ kind: v.literal('file'), path: v.pipe(v.string(), v.minLength(1)) }),
]);
const credential = v.looseObject({
  name: text(limits.credentialName),
  client: whole(0, limits.client),
  level: v.picklist(credentialLevels),
  secret: v.nullable(secret),
});
// Arguments go to the system as they are: an empty program, or a byte that ends a string in C, is no command.
const commandWords = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[^\0]*$/))),
  v.minLength(1),
  v.check(([program]) => program !== ''),
);
const collector = v.variant('kind', [
  v.pipe(
    v.looseObject({ kind: v.literal('systemd'), scope: v.picklist(['system', 'user']), unit: v.string() }),
    v.check((found) => same(parseCollector(renderCollector(found)) ?? {}, found, ['scope', 'unit'])),
  ),
  v.pipe(
    v.looseObject({ kind: v.literal('http'), base: v.string(), id: v.nullable(v.string()) }),
    v.check((found) => same(parseCollector(renderCollector(found)) ?? {}, found, ['base', 'id'])),
  ),
  v.looseObject({
    kind: v.literal('command'),
    commands: v.looseObject(Object.fromEntries(collectorActions.map((action) => [action, v.optional(commandWords)]))),
  }),
]);
const paused = v.looseObject({
  since: v.pipe(v.string(), v.isoTimestamp()),
  by: v.looseObject({
    user: v.string(),
    host: v.string(),
    pid: v.pipe(v.number(), v.integer()),
    start: v.nullable(v.string()),
    command: v.string(),
  }),
  why: v.nullable(v.string()),
  collector: v.nullable(collector),
  undo: v.picklist(['start', 'nothing']),
  stoppedUnit: v.nullable(
    v.looseObject({ scope: v.picklist(['system', 'user']), unit: v.pipe(v.string(), v.check(isUnit)) }),
  ),
});
const meter = v.looseObject({
  id: whole(1, limits.id),
  name: text(limits.name),
  endpoint,
  server,
  credentials: v.pipe(
    v.array(credential),
    v.check((sets) => sets.every(({ name }, index) => !sets.slice(0, index).some((one) => sameName(one.name, name)))),
  ),
  note: v.optional(v.string()),
  collector: v.optional(collector),
  paused: v.optional(paused),
});
const file = v.looseObject({ schema: v.literal(settingsSchema), meters: v.array(meter) });
const versioned = v.looseObject({ schema: v.pipe(v.number(), v.integer(), v.minValue(settingsSchema)) });

export type ReadSettings = { readonly settings: Settings } | { readonly newer: number } | { readonly damage: Damage };

/** Reads the bytes of a settings file. Never throws. */
export function readSettings(bytes: Uint8Array): ReadSettings {
  let content: string;
  try {
    // Fatal: replaced characters would be written back in place of what stood there.
    content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { damage: { code: 'not-utf8' } };
  }
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    return { damage: { code: 'not-json', line: lineOf(error, content) } };
  }
  const version = v.safeParse(versioned, value);
  if (version.success && version.output.schema > settingsSchema) return { newer: version.output.schema };
  const read = v.safeParse(file, value, { abortEarly: true });
  if (!read.success) return { damage: { code: 'shape', where: placeOf(read.issues[0].path) } };
  const settings = value as Settings;
  return twice(settings.meters) ?? { settings };
}

function twice(meters: readonly MeterEntry[]): { readonly damage: Damage } | null {
  for (const [index, { id, name }] of meters.entries()) {
    const before = meters.slice(0, index);
    if (before.some((one) => one.id === id)) return { damage: { code: 'id-twice', id } };
    if (before.some((one) => sameName(one.name, name))) return { damage: { code: 'name-twice', name } };
  }
  return null;
}

function placeOf(path: readonly { readonly key: unknown }[] | undefined): string {
  const steps = (path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return steps.join('').replace(/^\./, '');
}

/** JSON.parse's own sentence may quote the text, so only the position is taken from it. */
function lineOf(error: unknown, content: string): number | null {
  const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
  if (position === undefined && !String(error).includes('end of JSON')) return null;
  return content.slice(0, position === undefined ? undefined : Number(position)).split('\n').length;
}

function same<Key extends string>(read: object, found: Readonly<Record<Key, unknown>>, keys: readonly Key[]): boolean {
  return keys.every((key) => (read as Readonly<Record<string, unknown>>)[key] === found[key]);
}

/**
 * How makers lay out what their meters push (Data-Notification and Event-Notification), as rows. The standard leaves the
 * body open. A row says only what the bytes show: a body "as X sends it" may come from somebody else.
 *
 *   as Kamstrup      structure │ "version" │ obis value │ obis value …
 *   as Kaifa         structure │ obis value │ obis value …     or values alone, told apart by how many there are
 *   as Sagemcom      structure │ date-time │ obis value (scaler, unit) │ …
 *   as Aidon         array of structures │ obis value (scaler, unit)
 *   by push setup    structure │ array of (class, obis, attribute, index) │ value │ value …     the list counts itself
 */
import { toHex } from '../bytes/hex.ts';
import { type DataValue, isNumber, isScaler, logicalNameOf, renderObis, swappedObis, unitOf } from '../dlms/index.ts';
import { jsonValue } from './tree.ts';

/** One value of a push. `scaler` and `unit` are null where the push does not say them. */
export interface Reading {
  /** `1-0:1.7.0.255`. */
  readonly obis: string;
  /** The octets of the name came last one first. */
  readonly obisSwapped?: true;
  /** The bytes name no object: it is the one that stands at this place in lists of this layout. */
  readonly obisByPlace?: true;
  readonly class?: number;
  readonly attribute?: number;
  readonly type: string;
  /** Integers beyond 2^53 as text, octet-strings as hex, null where the value is a list of values. */
  readonly value: number | string | boolean | null;
  readonly scaler: number | null;
  /** `W`; null also for a unit that has no symbol. */
  readonly unit: string | null;
  readonly unitCode: number | null;
}

export interface PushLayout {
  readonly code: LayoutCode;
  /** Whose meters are known to send it so; empty where nobody is. */
  readonly makers: readonly string[];
  readonly readings: readonly Reading[];
}

interface Row {
  readonly code: string;
  readonly makers: readonly string[];
  /** The readings; null where the body is laid out differently. */
  readonly read: (items: readonly DataValue[], type: 'array' | 'structure') => readonly Reading[] | null;
}

export type LayoutCode = (typeof rows)[number]['code'];

const rows = [
  {
    code: 'version-then-pairs',
    makers: ['Kamstrup'],
    read: ([version, ...rest], type) =>
      type === 'structure' && version?.type === 'visible-string' ? pairs(rest) : null,
  },
  { code: 'pairs', makers: ['Kaifa'], read: (items, type) => (type === 'structure' ? pairs(items) : null) },
  {
    code: 'date-time-then-triples',
    makers: ['Sagemcom'],
    read: ([time, ...rest], type) =>
      type === 'structure' && time?.type === 'octet-string' && time.bytes.length === 12 ? triples(rest) : null,
  },
  {
    code: 'structures',
    makers: ['Aidon', 'Landis+Gyr'],
    read: (items) => all(items, (one) => fromStructure(one, (parts) => (parts.length > 3 ? null : reading(parts)))),
  },
  {
    code: 'structures-with-class',
    makers: ['ZIP'],
    read: (items) =>
      all(items, (one) =>
        fromStructure(one, ([classId, attribute, ...parts]) =>
          isInteger(classId) && isInteger(attribute) && parts.length === 2
            ? reading(parts, { class: classId.value, attribute: attribute.value })
            : null,
        ),
      ),
  },
  { code: 'push-object-list', makers: ['Landis+Gyr', 'Iskraemeco'], read: fromPushObjectList },
  {
    code: 'list-without-obis',
    makers: ['Kaifa'],
    read: (items, type) => (type === 'structure' ? byPlace(items) : null),
  },
  // Values alone: without the list that the maker has somewhere else nobody can say what they are.
  {
    code: 'values-alone',
    makers: [],
    read: (items) => (items.every(isPlainValue) ? [] : null),
  },
] as const satisfies readonly Row[];

/** The layout of a pushed body, and what it says; null where no row fits. */
export function pushLayout(body: DataValue): PushLayout | null {
  if ((body.type !== 'array' && body.type !== 'structure') || body.items.length === 0) return null;
  for (const { code, makers, read } of rows as readonly (Row & { readonly code: LayoutCode })[]) {
    const readings = read(body.items, body.type);
    if (readings !== null) return { code, makers, readings };
  }
  return null;
}

type Integer = DataValue & { readonly value: number };

function isInteger(value: DataValue | undefined): value is Integer {
  return value !== undefined && isNumber(value) && Number.isInteger(value.value) && value.type !== 'enum';
}

/** Every element read, or null. */
function all(items: readonly DataValue[], read: (one: DataValue) => Reading | null): readonly Reading[] | null {
  const readings: Reading[] = [];
  for (const one of items) {
    const found = read(one);
    if (found === null) return null;
    readings.push(found);
  }
  return readings;
}

function fromStructure(one: DataValue, read: (parts: readonly DataValue[]) => Reading | null): Reading | null {
  return one.type === 'structure' ? read(one.items) : null;
}

function pairs(items: readonly DataValue[]): readonly Reading[] | null {
  if (items.length === 0 || items.length % 2 !== 0) return null;
  const found: Reading[] = [];
  for (let at = 0; at < items.length; at += 2) {
    const one = reading(items.slice(at, at + 2));
    if (one === null) return null;
    found.push(one);
  }
  return found;
}

const isPlainValue = (one: DataValue): boolean =>
  !('items' in one) || (one.type === 'array' && one.items.every((inner) => !('items' in inner)));

/** Obis and value, with a scaler and unit where there is one. What is left at the end may be a number without a name. */
function triples(items: readonly DataValue[]): readonly Reading[] | null {
  const found: Reading[] = [];
  for (let at = 0; at < items.length; ) {
    if (at > 0 && at === items.length - 1) break;
    const length = scalerUnit(items[at + 2]) === null ? 2 : 3;
    const one = reading(items.slice(at, at + length));
    if (one === null) return null;
    found.push(one);
    at += length;
  }
  return found.length === 0 ? null : found;
}

/** `obis value` or `obis value (scaler, unit)`. */
function reading(parts: readonly DataValue[], extras: Pick<Reading, 'class' | 'attribute'> = {}): Reading | null {
  const [name, value, scale] = parts;
  const obis = name === undefined ? null : obisOf(name);
  if (obis === null || value === undefined || 'items' in value) return null;
  const factor = scalerUnit(scale);
  if (scale !== undefined && factor === null) return null;
  return { ...obis, ...extras, ...told(value), ...(factor ?? noFactor) };
}

const noFactor = { scaler: null, unit: null, unitCode: null } as const;

/** A structure of an integer and an enum. */
function scalerUnit(value: DataValue | undefined): Pick<Reading, 'scaler' | 'unit' | 'unitCode'> | null {
  if (value?.type !== 'structure' || value.items.length !== 2) return null;
  const [scaler, unit] = value.items;
  if (scaler?.type !== 'integer' || unit?.type !== 'enum' || !isScaler(scaler.value)) return null;
  const known = unitOf(unit.value);
  const symbol = known === null || known.symbol === '' ? null : known.symbol;
  return { scaler: scaler.value, unit: symbol, unitCode: unit.value };
}

/** A logical name in an octet-string: it ends in FF, or starts with it where it came the other way round. */
function obisOf(value: DataValue): Pick<Reading, 'obis' | 'obisSwapped'> | null {
  const name = value.type === 'octet-string' ? logicalNameOf(value.bytes) : null;
  if (name === null) return null;
  if (name.endsWith('ff')) return { obis: renderObis(name) };
  const right = swappedObis(name);
  return right === null ? null : { obis: renderObis(right), obisSwapped: true };
}

function told(value: DataValue): Pick<Reading, 'type' | 'value'> {
  const { type } = value;
  if ('value' in value) return { type, value: jsonValue(value.value) };
  if (!('bytes' in value)) return { type, value: null };
  const isText = type === 'visible-string' || type === 'utf8-string';
  return { type, value: isText ? String.fromCharCode(...value.bytes.subarray(0, longestText)) : toHex(value.bytes) };
}

const longestText = 4096;

/** The first value lists what the others are, itself included (Blue Book, Push setup, push_object_list). */
function fromPushObjectList(items: readonly DataValue[], type: string): readonly Reading[] | null {
  const [list, ...values] = items;
  if (type !== 'structure' || list?.type !== 'array' || list.items.length !== items.length) return null;
  const found: Reading[] = [];
  for (const [index, entry] of list.items.entries()) {
    if (entry.type !== 'structure' || entry.items.length < 4) return null;
    const [classId, name, attribute] = entry.items;
    const obis = name === undefined ? null : obisOf(name);
    if (!isInteger(classId) || !isInteger(attribute) || obis === null) return null;
    const value = values[index - 1];
    if (value === undefined) continue;
    found.push({ ...obis, class: classId.value, attribute: attribute.value, ...told(value), ...noFactor });
  }
  return found;
}

/** What stands where in lists without names: a text, a number, a clock. */
const texts = ['1-1:0.2.129.255', '0-0:96.1.0.255', '0-0:96.1.7.255'];
const powers = ['1-0:1.7.0.255', '1-0:2.7.0.255', '1-0:3.7.0.255', '1-0:4.7.0.255'];
const onePhase = ['1-0:31.7.0.255', '1-0:32.7.0.255'];
const threePhases = [31, 51, 71, 32, 52, 72].map((c) => `1-0:${c}.7.0.255`);
const clock = '0-0:1.0.0.255';
const energies = [1, 2, 3, 4].map((c) => `1-0:${c}.8.0.255`);
const lists: readonly (readonly string[])[] = [
  ['1-0:1.7.0.255'],
  [...texts, ...powers, ...onePhase],
  [...texts, ...powers, ...threePhases],
  [...texts, ...powers, ...onePhase, clock, ...energies],
  [...texts, ...powers, ...threePhases, clock, ...energies],
];

function byPlace(items: readonly DataValue[]): readonly Reading[] | null {
  const names = lists.find(({ length }) => length === items.length);
  if (names === undefined) return null;
  const found: Reading[] = [];
  for (const [index, obis] of names.entries()) {
    const value = items[index];
    if (value === undefined || !fits(obis, value)) return null;
    found.push({ obis, obisByPlace: true, ...told(value), ...noFactor });
  }
  return found;
}

function fits(obis: string, value: DataValue): boolean {
  if (obis === clock) return value.type === 'octet-string' && value.bytes.length === 12;
  if (texts.includes(obis)) return value.type === 'octet-string' || value.type === 'visible-string';
  return isInteger(value) || value.type === 'long64-unsigned';
}

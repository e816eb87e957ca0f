/**
 * What the fields of an APDU say beyond their own octets: names of classes, attributes and objects, readable instants,
 * texts, values with their unit. Asked for when an APDU is shown, not while it is read.
 */

import { toHex } from '../bytes/hex.ts';
import { isPlainText } from '../bytes/printable.ts';
import {
  attributeName,
  classOf,
  float32Text,
  methodName,
  nameOf,
  parseDate,
  parseDateTime,
  parseTime,
  renderObis,
  scaled,
  scaledFloat32,
  swappedObis,
  unitOf,
} from '../dlms/index.ts';
import type { Node } from './tree.ts';

export interface Insight {
  /** The standard's own word: of a class, an attribute, a method, a unit; of a system title, its maker's letters. */
  readonly term?: string;
  /** `1-0:1.8.0.255`. */
  readonly obis?: string;
  /** The octets came last one first; `obis` is read the right way round. */
  readonly swapped?: true;
  /** The name this tool knows the object by: `energy`. */
  readonly known?: string;
  /** `2026-11-24 14:35:10 +02:00`; `??` where nothing is specified. */
  readonly instant?: string;
  /** The octets as text, unescaped. */
  readonly text?: string;
  /** Of a scaler and unit: `10^-1 V`. */
  readonly factor?: string;
  /** A value times its scaler, with its unit: `230.1 V`. */
  readonly quantity?: string;
}

/** Insights of a node and the nodes under it; those without any are not in the map. */
export function insightsOf(root: Node): ReadonlyMap<Node, Insight> {
  const found = new Map<Node, Insight>();
  visit([root], found);
  return found;
}

function visit(children: readonly Node[], found: Map<Node, Insight>): void {
  describeObject(children, found);
  for (const [index, child] of children.entries()) {
    const insight = ofLeaf(child);
    if (insight !== null && !found.has(child)) found.set(child, insight);
    const factor = factorOf(child);
    if (factor !== null) {
      const [header] = child.children ?? [];
      if (header !== undefined) found.set(header, { factor: `10^${factor.scaler} ${factor.unit}`.trimEnd() });
      const unit = child.children?.at(-1);
      if (unit !== undefined && factor.unit !== '') found.set(unit, { term: factor.unit });
      const value = children[index - 1];
      const quantity = value === undefined ? null : quantityOf(value, factor);
      if (value !== undefined && quantity !== null) found.set(value, { quantity });
    }
    if (child.children !== undefined) visit(child.children, found);
  }
}

/** Class, logical name and attribute that stand one behind the other, as fields or as data. */
function describeObject(children: readonly Node[], found: Map<Node, Insight>): void {
  for (let at = 0; at + 2 < children.length; at++) {
    const [classNode, name, member] = children.slice(at, at + 3) as [Node, Node, Node];
    const asFields = classNode.field === 'class-id' && name.field === 'logical-name';
    if (!asFields && !(isData(classNode, 'long-unsigned') && isObis(name) && isData(member, 'integer'))) continue;
    const classId = Number(classNode.value);
    const memberId = member.field === 'data' ? Number(member.value) : (Number(member.value) << 24) >> 24;
    const className = classOf(classId)?.name;
    const table = member.field === 'method' ? methodName : attributeName;
    const term = table(classId, memberId);
    if (className !== undefined) found.set(classNode, { term: className });
    found.set(name, obisInsight(name.field === 'data' ? content(name) : name.bytes, classId));
    if (term !== null) found.set(member, { term });
  }
}

const isData = ({ field, meaning }: Node, type: string): boolean =>
  (field === 'data' || field === 'data.content') && meaning === type;

function isObis(node: Node): boolean {
  if (!isData(node, 'octet-string') || Number(node.value) !== 6) return false;
  const bytes = content(node);
  return bytes[5] === 0xff || swappedObis(toHex(bytes)) !== null;
}

function obisInsight(bytes: Uint8Array, classId?: number): Insight {
  const name = toHex(bytes);
  const right = bytes[5] === 0xff ? null : swappedObis(name);
  const known = nameOf(right ?? name, classId);
  return {
    obis: renderObis(right ?? name),
    ...(right === null ? {} : { swapped: true as const }),
    ...(known === null ? {} : { known }),
  };
}

/** The content of a string: its last octets, as many as it says. */
function content({ bytes, value }: Node): Uint8Array {
  return bytes.subarray(Math.max(0, bytes.length - Number(value)));
}

function ofLeaf(node: Node): Insight | null {
  if (node.children !== undefined) return null;
  if (node.field === 'logical-name' && node.length === 6) return obisInsight(node.bytes);
  if (node.field === 'date-time' || node.field === 'event.time') return instant(node.bytes);
  if (node.field === 'acse.title' || node.field === 'security.title') return titleInsight(node.bytes);
  if (node.field !== 'data' && node.field !== 'data.content') return null;
  const bytes = node.meaning?.endsWith('string') === true ? content(node) : node.bytes;
  switch (node.meaning) {
    case 'octet-string':
      if (bytes.length === 6 && isObis(node)) return obisInsight(bytes);
      return (bytes.length === 12 ? likelyInstant(bytes) : null) ?? text(bytes);
    case 'visible-string':
    case 'utf8-string':
      return text(bytes);
    case 'date-time':
      return instant(bytes.subarray(-12));
    case 'date':
      return { instant: parseDate(bytes.subarray(-5)).text };
    case 'time':
      return { instant: parseTime(bytes.subarray(-4)).text };
    case 'float32':
      return { quantity: float32Text(Number(node.value)) };
    default:
      return null;
  }
}

/** A system title starts with three letters of its maker (IEC 62056-5-3 §4.3.4). */
function titleInsight(bytes: Uint8Array): Insight | null {
  const letters = String.fromCharCode(...bytes.subarray(0, 3));
  return bytes.length === 8 && /^[A-Z]{3}$/.test(letters) ? { term: letters } : null;
}

function instant(bytes: Uint8Array): Insight | null {
  const { text: shown } = parseDateTime(bytes);
  return shown === '' ? null : { instant: shown };
}

/** Twelve octets that nothing calls a date-time: one only where they are a day of these times. */
function likelyInstant(bytes: Uint8Array): Insight | null {
  const { year, defects, text: shown } = parseDateTime(bytes);
  const far = defects.some(({ code }) => code !== 'date-time-weekday');
  return far ||
    (year !== null && (year < 1980 || year > 2099)) ||
    (year === null && bytes.every((byte) => byte === 0xff))
    ? null
    : { instant: shown };
}

/** Texts are often padded with zeros. */
function text(bytes: Uint8Array): Insight | null {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  const plain = bytes.subarray(0, end);
  if (!isPlainText(plain)) return null;
  return { text: String.fromCharCode(...plain.subarray(0, 4096)) };
}

interface Factor {
  readonly scaler: number;
  readonly unit: string;
}

/** A structure of an integer and an enum that is a unit. */
function factorOf({ field, meaning, children }: Node): Factor | null {
  if (field !== 'data' || meaning !== 'structure' || children === undefined || children.length > 3) return null;
  const [scaler, enumeration] = children.slice(-2) as [Node, Node];
  if (scaler?.meaning !== 'integer' || enumeration?.meaning !== 'enum') return null;
  const unit = unitOf(Number(enumeration.value));
  return unit === null ? null : { scaler: Number(scaler.value), unit: unit.symbol };
}

function quantityOf({ field, meaning, value }: Node, { scaler, unit }: Factor): string | null {
  if (field !== 'data' && field !== 'data.content') return null;
  if (typeof value !== 'number' && typeof value !== 'bigint') return null;
  if (meaning === undefined || /string|boolean|enum|bcd/.test(meaning)) return null;
  const shown = meaning === 'float32' ? scaledFloat32(Number(value), scaler) : scaled(value, scaler);
  return `${shown} ${unit}`.trimEnd();
}

/**
 * What a person types for an object: `[class:]object[:attribute]`, where the object is an OBIS code or a name.
 *
 *   1-0:1.8.0   3:1-0:1.8.0:2   1.8.0:3   energy   energía:scaler_unit   clock:time_zone   70:0-0:96.3.10:1
 */
import { classOf, knownObject, knownObjects, nearestKnown, type ObisDefect, parseObis } from '../dlms/index.ts';

/** An attribute or a method: by number, by its name in the class, or what the class makes of none. */
export type WantedMember = number | string | null;

export interface WantedObject {
  readonly typed: string;
  /** Twelve hexadecimal digits. */
  readonly logicalName: string;
  /** As it was typed; null where it was left open. */
  readonly classId: number | null;
  /** What the table of known objects says; null where it says nothing. */
  readonly usualClassId: number | null;
  readonly member: WantedMember;
  /** The attribute that a known name means; 2 for all others. */
  readonly usualAttribute: number;
}

export type ObjectDefect =
  | { readonly code: 'object-empty' }
  /** `nearest`: names that are spelled alike. */
  | { readonly code: 'name-unknown'; readonly name: string; readonly nearest: readonly string[] }
  | { readonly code: 'obis-wrong'; readonly text: string; readonly defect: ObisDefect }
  | { readonly code: 'class-wrong'; readonly text: string }
  | { readonly code: 'member-wrong'; readonly text: string }
  /** `known`: what the class has. */
  | {
      readonly code: 'member-unknown';
      readonly text: string;
      readonly className: string;
      readonly known: readonly string[];
    };

const longest = 200;
/** Greedy where a colon may belong to the OBIS code: that one stands behind `A-B`. */
const shape = /^(?:(\d+):)?((?:\d+-\d+:)?[^:]+)(?::([^:]*))?$/;
const isLikeObis = /^[\d.*&-]+(?::[\d.*&]*)?$|^[0-9a-f]{12}$/i;

/** @param members whether the last part is an attribute or a method */
export function parseObject(
  text: string,
  members: 'attributes' | 'methods' = 'attributes',
): WantedObject | ObjectDefect {
  const typed = text.trim();
  if (typed === '' || typed.length > longest) return { code: 'object-empty' };
  const [, classText, object = '', memberText] = shape.exec(typed) ?? [];
  if (object === '') return { code: 'name-unknown', name: typed, nearest: nearestKnown(typed) };
  const classId = classText === undefined ? null : Number(classText);
  if (classId !== null && !(classId >= 1 && classId <= 0xffff)) return { code: 'class-wrong', text: classText ?? '' };
  const found = locate(object.trim());
  if ('code' in found) return found;
  const member = memberText === undefined ? null : parseMember(memberText.trim(), members);
  if (member !== null && typeof member === 'object') return member;
  const wanted = { typed, ...found, classId, member };
  return memberDefect(wanted, members) ?? wanted;
}

function locate(object: string): Pick<WantedObject, 'logicalName' | 'usualClassId' | 'usualAttribute'> | ObjectDefect {
  if (isLikeObis.test(object)) {
    const logicalName = parseObis(object);
    if (typeof logicalName !== 'string') return { code: 'obis-wrong', text: object, defect: logicalName };
    const row = knownObjects().find((one) => one.logicalName === logicalName);
    return { logicalName, usualClassId: row?.classId ?? null, usualAttribute: row?.attribute ?? 2 };
  }
  const row = knownObject(object);
  if (row === null) return { code: 'name-unknown', name: object, nearest: nearestKnown(object) };
  return { logicalName: row.logicalName, usualClassId: row.classId, usualAttribute: row.attribute };
}

/** Attributes below zero are makers' own; 0 means all of them, which is not one reading. */
function parseMember(text: string, members: 'attributes' | 'methods'): WantedMember | ObjectDefect {
  if (/^[a-z][\w/& -]*$/i.test(text)) return text;
  const number = /^-?\d{1,3}$/.test(text) ? Number(text) : 0;
  const least = members === 'attributes' ? -128 : 1;
  return number >= least && number <= 127 && number !== 0 ? number : { code: 'member-wrong', text };
}

/** A name that the class, where it is known already, does not have. */
function memberDefect(
  { classId, usualClassId, member }: WantedObject,
  members: 'attributes' | 'methods',
): ObjectDefect | null {
  const id = classId ?? usualClassId;
  if (typeof member !== 'string' || id === null) return null;
  if (memberNumber(id, member, members) !== null) return null;
  const known = (classOf(id)?.[members] ?? []).map(({ name }) => name);
  return { code: 'member-unknown', text: member, className: classOf(id)?.name ?? `${id}`, known };
}

/** The number of an attribute or method by its name in a class, whatever the case; null where it has none of that name. */
export function memberNumber(classId: number, name: string, members: 'attributes' | 'methods'): number | null {
  const plain = (text: string) => text.toLowerCase().replace(/[_ -]/g, '');
  return classOf(classId)?.[members].find((one) => plain(one.name) === plain(name))?.id ?? null;
}

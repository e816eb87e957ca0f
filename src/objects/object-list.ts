/**
 * The object list of the current association (Blue Book, Association LN, attribute 2): every object that this client may
 * see, with what it may do to it.
 *
 *   01 82 01 2C │ 02 04 │ 12 00 03 │ 11 00 │ 09 06 01 00 01 08 00 FF │ 02 02 │ 01 03 02 03 0F 02 16 01 00 … │ 01 01 …
 *   array        element  class     version  logical name              rights  attributes                    methods
 */
import { toHex } from '../bytes/hex.ts';
import { type AttributeRef, type DataValue, logicalNameOf, renderObis } from '../dlms/index.ts';
import type { AttributeAccess, ListedObject, MethodAccess, ObjectList } from '../evidence/index.ts';
import { type ServiceTrouble, streamAttribute } from '../session/index.ts';
import { answerLimits, type ObjectAccess } from './access.ts';
import { wholeNumber } from './octets.ts';

export const associationName = '0000280000ff';
const objectList: AttributeRef = { classId: 15, logicalName: associationName, attribute: 2 };

/** No meter comes near any of these; one that goes beyond them is answered with an error, not with memory. */
export const listLimits = { objects: 8192, members: 128, octets: 1024 * 1024 } as const;

export type ListOutcome =
  | {
      readonly type: 'list';
      readonly list: ObjectList;
      /** Elements that were no entry of an object list. */
      readonly unreadable: number;
    }
  | { readonly type: 'trouble'; readonly trouble: ServiceTrouble }
  /** The meter lists more than any meter has. */
  | { readonly type: 'endless'; readonly objects: number };

/** Ends the transfer from within. */
class Enough extends Error {}

/**
 * Reads the object list, in flat memory. @throws the signal's reason
 * @param onCount told how many objects have come
 */
export async function readObjectList(
  access: ObjectAccess,
  onCount: (count: number) => void = () => {},
): Promise<ListOutcome> {
  const { channel, association, replyMs, signal } = access;
  const objects: ListedObject[] = [];
  let unreadable = 0;
  const take = (elements: readonly DataValue[]): void => {
    for (const element of elements) {
      const object = listedObject(element);
      if (object === null) unreadable += 1;
      else objects.push(object);
      if (objects.length + unreadable > listLimits.objects) throw new Enough();
    }
    onCount(objects.length);
  };
  try {
    const answer = await streamAttribute(channel, association, objectList, {
      replyMs,
      signal,
      limits: answerLimits(access, listLimits.octets),
      onElements: take,
    });
    if (answer.type !== 'done') return { type: 'trouble', trouble: answer };
    return { type: 'list', list: { readAt: new Date(access.now()).toISOString(), objects }, unreadable };
  } catch (error) {
    if (error instanceof Enough) return { type: 'endless', objects: objects.length + unreadable };
    throw error;
  }
}

/** Null where the value is no entry of an object list. */
export function listedObject(value: DataValue): ListedObject | null {
  if (value.type !== 'structure') return null;
  const [classId, version, name, rights] = value.items;
  const logicalName = name?.type === 'octet-string' ? logicalNameOf(name.bytes) : null;
  const number = wholeNumber(classId);
  if (number === null || logicalName === null) return null;
  const [attributes, methods] = rights?.type === 'structure' ? rights.items : [];
  return {
    classId: number,
    version: wholeNumber(version) ?? 0,
    logicalName: renderObis(logicalName),
    attributes: pairs(attributes).map(([attribute, mode]): AttributeAccess => ({ attribute, mode })),
    methods: pairs(methods).map(([method, mode]): MethodAccess => ({ method, mode })),
  };
}

/** The first two numbers of each element; the selectors behind them tell a reader nothing. */
function pairs(list: DataValue | undefined): readonly (readonly [number, number])[] {
  const items = list !== undefined && 'items' in list ? list.items.slice(0, listLimits.members) : [];
  return items.flatMap((item) => {
    const [id, mode] = item.type === 'structure' ? item.items : [];
    const number = wholeNumber(id);
    // A method's mode was a boolean in the first version of the class.
    const access = mode?.type === 'boolean' ? Number(mode.value) : wholeNumber(mode);
    return number === null || access === null ? [] : [[number, access] as const];
  });
}

/** `0100010800ff` of `1-0:1.8.0.255`; null where it is none. For names that came out of this folder. */
export function logicalNameOfText(text: string): string | null {
  const octets = text.split(/[-:.]/).map(Number);
  if (octets.length !== 6 || !octets.every((octet) => Number.isInteger(octet) && octet >= 0 && octet <= 255))
    return null;
  return toHex(Uint8Array.from(octets));
}

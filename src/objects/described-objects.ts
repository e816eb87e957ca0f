/** A meter's object list with the names of everything in it, and what of it can be read. */
import { attributeName, classOf, methodName, nameOf } from '../dlms/index.ts';
import type { DescribedObject, ListedObject, ObjectList } from '../evidence/index.ts';
import { logicalNameOfText } from './object-list.ts';
import type { WantedObject } from './resolve.ts';
import { associationVersion, attributeRights, mayInvoke } from './rights.ts';

const profileClass = 7;
const associationClasses: readonly number[] = [12, 15];
const buffer = 2;

/** All of a list, in the meter's order. */
export function describedObjects(list: ObjectList): readonly DescribedObject[] {
  const version = associationVersion(list);
  return list.objects.map((object) => described(object, version));
}

function described(object: ListedObject, associatedBy: number | null): DescribedObject {
  const { classId, version, logicalName, attributes, methods } = object;
  return {
    logicalName,
    classId,
    className: classOf(classId)?.name ?? null,
    version,
    name: nameOf(logicalNameOfText(logicalName) ?? '', classId),
    attributes: attributes.map(({ attribute, mode }) => ({
      attribute,
      name: attributeName(classId, attribute),
      mode,
      ...attributeRights(mode, associatedBy),
    })),
    methods: methods.map(({ method, mode }) => ({
      method,
      name: methodName(classId, method),
      mode,
      invoke: mayInvoke(mode),
    })),
  };
}

/**
 * What can be read of an object: every attribute that this client may read, without its logical name (the list says it)
 * and without the object list itself.
 * @param options `profiles`: with the buffers of profiles
 */
export function listedAttributes(
  { classId, logicalName, attributes }: DescribedObject,
  { profiles }: { readonly profiles: boolean },
): readonly WantedObject[] {
  const hex = logicalNameOfText(logicalName);
  if (hex === null) return [];
  const isLong = (attribute: number) =>
    attribute === buffer && (associationClasses.includes(classId) || (classId === profileClass && !profiles));
  return attributes
    .filter(({ attribute, read }) => read && attribute !== 1 && attribute !== 0 && !isLong(attribute))
    .map(({ attribute }) => ({
      typed: `${classId}:${logicalName}:${attribute}`,
      logicalName: hex,
      classId,
      usualClassId: null,
      member: attribute,
      usualAttribute: attribute,
    }));
}

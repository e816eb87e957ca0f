/**
 * The columns of a profile from its capture objects (Blue Book, Profile generic, attribute 3):
 *
 *   01 02 │ 02 04 │ 12 00 08 │ 09 06 00 00 01 00 00 FF │ 0F 02 │ 12 00 00 │ 02 04 …
 *   array   class      logical name                       attribute  data index
 */
import {
  type AttributeRef,
  type CaptureObject,
  type DataValue,
  logicalNameOf,
  nameOf,
  renderObis,
} from '../dlms/index.ts';
import type { ProfileColumn } from '../evidence/index.ts';
import type { ScalerUnit } from './memory.ts';
import { scalerAttribute, unitText } from './reading-of.ts';

/** Null where the value is no list of capture objects; one that cannot be read is null in its place. */
export function captureObjectsOf(value: DataValue): readonly (CaptureObject | null)[] | null {
  if (value.type !== 'array' && value.type !== 'compact-array') return null;
  return value.items.map((item) => {
    const [classId, name, attribute, dataIndex] = item.type === 'structure' ? item.items : [];
    if (name?.type !== 'octet-string') return null;
    const logicalName = logicalNameOf(name.bytes);
    const numbers = [classId, attribute].map(numberOf);
    const [ofClass, ofAttribute] = numbers;
    if (logicalName === null || ofClass == null || ofAttribute == null) return null;
    return { classId: ofClass, logicalName, attribute: ofAttribute, dataIndex: numberOf(dataIndex) ?? 0 };
  });
}

export function numberOf(value: DataValue | undefined): number | null {
  return value !== undefined && 'value' in value && typeof value.value === 'number' ? value.value : null;
}

/** The attribute that says scaler and unit of this one; null where it has none. */
export function scalerOf({ classId, logicalName, attribute }: AttributeRef): AttributeRef | null {
  const scaler = scalerAttribute(classId, attribute);
  return scaler === null ? null : { classId, logicalName, attribute: scaler };
}

export function isClock(object: CaptureObject | null): object is CaptureObject {
  return object !== null && object.classId === 8 && object.attribute === 2;
}

export function columnOf(object: CaptureObject | null, scaler: ScalerUnit | null): ProfileColumn {
  if (object === null) return unknownColumn;
  const { classId, logicalName, attribute, dataIndex } = object;
  return {
    logicalName: renderObis(logicalName),
    classId,
    attribute,
    dataIndex,
    name: nameOf(logicalName, classId),
    scaler: scaler?.scaler ?? null,
    unit: scaler === null ? null : unitText(scaler.unit),
    unscaled: scaler === null && scalerOf(object) !== null,
  };
}

/** A column of which nothing is known. */
export const unknownColumn: ProfileColumn = {
  logicalName: null,
  classId: null,
  attribute: null,
  dataIndex: 0,
  name: null,
  scaler: null,
  unit: null,
  unscaled: false,
};

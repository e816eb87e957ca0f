/** Selective access to the buffer of a profile (Blue Book, Profile generic, attribute 2). */
import { fromHex } from '../bytes/hex.ts';
import type { AttributeRef, Selection } from './attribute.ts';
import type { DataValue } from './data-types.ts';

const clock: AttributeRef = { classId: 8, logicalName: '0000010000ff', attribute: 2 };

/** One column of a profile, as its capture objects name it. */
export interface CaptureObject extends AttributeRef {
  /** 0: the whole attribute. */
  readonly dataIndex: number;
}

export function captureObjectData({ classId, logicalName, attribute, dataIndex }: CaptureObject): DataValue {
  return {
    type: 'structure',
    items: [
      { type: 'long-unsigned', value: classId },
      { type: 'octet-string', bytes: fromHex(logicalName) ?? new Uint8Array() },
      { type: 'integer', value: attribute },
      { type: 'long-unsigned', value: dataIndex },
    ],
  };
}

/**
 * By range: rows whose clock lies between two date-times (twelve octets each, both included).
 * @param columns the columns wanted; all where empty
 * @param restricting the column that the range is about; the clock unless told
 */
export function rangeSelection(
  from: Uint8Array,
  to: Uint8Array,
  columns: readonly CaptureObject[] = [],
  restricting: CaptureObject = { ...clock, dataIndex: 0 },
): Selection {
  const instant = (bytes: Uint8Array): DataValue => ({ type: 'octet-string', bytes });
  return {
    selector: 1,
    parameters: {
      type: 'structure',
      items: [
        captureObjectData(restricting),
        instant(from),
        instant(to),
        { type: 'array', items: columns.map(captureObjectData) },
      ],
    },
  };
}

/**
 * By entry: rows and columns by their numbers, from 1, both ends included; 0 as an end means the last one.
 */
export function entrySelection(fromEntry: number, toEntry: number, fromColumn = 1, toColumn = 0): Selection {
  return {
    selector: 2,
    parameters: {
      type: 'structure',
      items: [
        { type: 'double-long-unsigned', value: fromEntry },
        { type: 'double-long-unsigned', value: toEntry },
        { type: 'long-unsigned', value: fromColumn },
        { type: 'long-unsigned', value: toColumn },
      ],
    },
  };
}

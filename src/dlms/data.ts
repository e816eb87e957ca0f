/**
 * A value of A-XDR data, read (COSEMpdu `Data`, IEC 61334-6):
 *
 *   02 02 │ 09 06 …six octets… │ 12 00 01      a structure of two: an octet-string, a long-unsigned
 *
 * Nested values are kept on a stack of our own, so that depth is a limit and not a crash. A number of elements that the
 * bytes left cannot hold is refused before anything is built for it: each element takes at least its tag.
 */
import { parseCompactArray } from './compact-array.ts';
import { type DataType, type DataValue, dataTypes, deepestData, fixedSizes, type NumberType } from './data-types.ts';
import { type ApduDefect, type FieldSink, type FieldValue, Scan } from './scan.ts';

export interface ParsedData {
  /** What was read; incomplete where a defect says so. */
  readonly value: DataValue;
  /** Behind its last octet. */
  readonly end: number;
  readonly defects: readonly ApduDefect[];
}

/** Reads one value at `at`; what follows it is the caller's. Never throws. */
export function parseData(bytes: Uint8Array, at = 0, end = bytes.length, sink: FieldSink | null = null): ParsedData {
  const scan = new Scan(bytes, at, end, sink);
  const value = scanData(scan);
  return { value, end: scan.at, defects: scan.defects };
}

interface Open {
  readonly type: 'array' | 'structure';
  readonly items: DataValue[];
  left: number;
}

export const nullData: DataValue = Object.freeze({ type: 'null-data' });
const dontCare: DataValue = Object.freeze({ type: 'dont-care' });

/** Reads one value with everything in it. */
export function scanData(scan: Scan): DataValue {
  const stack: Open[] = [];
  for (;;) {
    let value = scanOne(scan, stack);
    // A value that is complete may complete those around it.
    while (value !== null) {
      const around = stack[stack.length - 1];
      if (around === undefined) return value;
      around.items.push(value);
      around.left -= 1;
      if (around.left > 0 && !scan.failed) break;
      stack.pop();
      scan.close(around.items.length, around.type);
      value = { type: around.type, items: around.items };
    }
  }
}

/** One scalar, or null where a value was opened whose elements come next. */
function scanOne(scan: Scan, stack: Open[]): DataValue | null {
  const from = scan.at;
  const tag = scan.peek();
  if (tag === 1 || tag === 2) {
    scan.open('data');
    scan.at += 1;
    const count = scan.length();
    const type = tag === 1 ? 'array' : 'structure';
    scan.tell('data.header', from, count, type);
    const items: DataValue[] = [];
    if (count > scan.left) {
      scan.fail('count-impossible', from, scan.at, { declared: count, actual: scan.left });
    } else if (stack.length >= deepestData) {
      scan.fail('too-deep', from);
    } else if (count > 0) {
      stack.push({ type, items, left: count });
      return null;
    }
    scan.close(count, type);
    return { type, items };
  }
  if (tag === 19) return parseCompactArray(scan);
  return scanScalar(scan, from, tag);
}

function scanScalar(scan: Scan, from: number, tag: number): DataValue {
  if (tag < 0) {
    scan.fail('cut', from, from);
    return nullData;
  }
  const type = (dataTypes as Readonly<Record<number, DataType>>)[tag];
  if (type === undefined) {
    scan.fail('type-unknown', from);
    return nullData;
  }
  scan.at = from + 1;
  const value = scanContent(scan, type);
  scan.tell('data', from, shownValue(value), type);
  return value;
}

/** The octets behind a tag, whose type is not array, structure or compact-array; not told. */
export function scanContent(scan: Scan, type: DataType): DataValue {
  const size = fixedSizes[type];
  if (size === undefined) {
    const length = scan.length();
    const octets = type === 'bit-string' ? Math.ceil(length / 8) : length;
    if (octets > scan.left) {
      scan.fail('cut', scan.at, scan.end, { declared: octets, actual: scan.left });
      return nullData;
    }
    const bytes = scan.bytes.subarray(scan.at, scan.at + octets);
    scan.at += octets;
    if (type === 'bit-string') return { type, bits: length, bytes };
    return { type: type as 'octet-string', bytes };
  }
  if (size > scan.left) {
    scan.fail('cut', scan.at, scan.end, { declared: size, actual: scan.left });
    return nullData;
  }
  const { at, bytes } = scan;
  scan.at = at + size;
  return fixedValue(bytes, at, type);
}

function fixedValue(b: Uint8Array, at: number, type: DataType): DataValue {
  const octet = (index: number): number => b[at + index] as number;
  switch (type) {
    case 'null-data':
      return nullData;
    case 'dont-care':
      return dontCare;
    case 'boolean':
      return { type, value: octet(0) !== 0 };
    case 'unsigned':
    case 'enum':
    case 'delta-unsigned':
      return { type, value: octet(0) };
    case 'integer':
    case 'bcd':
    case 'delta-integer':
      return { type, value: (octet(0) << 24) >> 24 };
    case 'long-unsigned':
    case 'delta-long-unsigned':
      return { type, value: (octet(0) << 8) | octet(1) };
    case 'long':
    case 'delta-long':
      return { type, value: ((octet(0) << 24) | (octet(1) << 16)) >> 16 };
    case 'double-long-unsigned':
    case 'delta-double-long-unsigned':
      return { type, value: ((octet(0) << 24) | (octet(1) << 16) | (octet(2) << 8) | octet(3)) >>> 0 };
    case 'double-long':
    case 'delta-double-long':
      return { type, value: (octet(0) << 24) | (octet(1) << 16) | (octet(2) << 8) | octet(3) };
    case 'long64':
      return { type, value: viewOf(b).getBigInt64(at) };
    case 'long64-unsigned':
      return { type, value: viewOf(b).getBigUint64(at) };
    case 'float32':
      return { type, value: viewOf(b).getFloat32(at) };
    case 'float64':
      return { type, value: viewOf(b).getFloat64(at) };
    default:
      return { type: type as 'date-time', bytes: b.subarray(at, at + (fixedSizes[type] ?? 0)) };
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** What a leaf tells as its value; the length in octets for strings, whose bytes stand at its end. */
export function shownValue(value: DataValue): FieldValue {
  switch (value.type) {
    case 'null-data':
    case 'dont-care':
      return null;
    case 'bit-string':
      return value.bits;
    case 'octet-string':
    case 'visible-string':
    case 'utf8-string':
    case 'date-time':
    case 'date':
    case 'time':
      return value.bytes.length;
    case 'array':
    case 'structure':
    case 'compact-array':
      return value.items.length;
    default:
      return value.value;
  }
}

/** Whether a value is one of the integers or floats of a JavaScript number. */
export function isNumber(value: DataValue): value is { readonly type: NumberType; readonly value: number } {
  return 'value' in value && typeof value.value === 'number';
}

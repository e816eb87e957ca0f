/** Values of a small meter, for tests of what reads them. */
import { fromHex } from '../../src/bytes/hex.ts';
import type { DataValue } from '../../src/dlms/index.ts';
import { valueName } from './dlms-answers.ts';

export const octets = (hex: string): DataValue => ({ type: 'octet-string', bytes: fromHex(hex) ?? new Uint8Array() });
export const text = (said: string): DataValue => ({ type: 'octet-string', bytes: new TextEncoder().encode(said) });
export const long = (value: number): DataValue => ({ type: 'double-long-unsigned', value });
export const structure = (...items: readonly DataValue[]): DataValue => ({ type: 'structure', items });
export const scalerUnit = (scaler: number, unit: number): DataValue =>
  structure({ type: 'integer', value: scaler }, { type: 'enum', value: unit });

/** A register of class 3 at a logical name in hex. */
export function register(
  logicalName: string,
  value: DataValue,
  scaler: number,
  unit: number,
): Record<string, DataValue> {
  return {
    [valueName(3, logicalName, 2)]: value,
    [valueName(3, logicalName, 3)]: scalerUnit(scaler, unit),
  };
}

export interface Listed {
  readonly classId: number;
  readonly logicalName: string;
  readonly version?: number;
  /** Attribute → access mode. */
  readonly attributes?: Readonly<Record<number, number>>;
  readonly methods?: Readonly<Record<number, number>>;
}

export function listEntry({
  classId,
  logicalName,
  version = 0,
  attributes = { 1: 1, 2: 1 },
  methods = {},
}: Listed): DataValue {
  const attribute = ([id, mode]: readonly [string, number]) =>
    structure({ type: 'integer', value: Number(id) }, { type: 'enum', value: mode }, { type: 'null-data' });
  const method = ([id, mode]: readonly [string, number]) =>
    structure({ type: 'integer', value: Number(id) }, { type: 'enum', value: mode });
  return structure(
    { type: 'long-unsigned', value: classId },
    { type: 'unsigned', value: version },
    octets(logicalName),
    structure(
      { type: 'array', items: Object.entries(attributes).map(attribute) },
      { type: 'array', items: Object.entries(methods).map(method) },
    ),
  );
}

/** The object list as attribute 2 of the current association. */
export function objectList(...entries: readonly Listed[]): Record<string, DataValue> {
  return { [valueName(15, '0000280000ff', 2)]: { type: 'array', items: entries.map(listEntry) } };
}

export const deviceName = (name: string): Record<string, DataValue> => ({
  [valueName(1, '00002a0000ff', 2)]: text(name),
});

/** A-XDR values in few letters, for the tables of objects. */
import { fromHex } from '../../bytes/hex.ts';
import type { DataValue } from '../../dlms/index.ts';

type Numeric = Extract<DataValue, { readonly value: number }>['type'];

export const number = (type: Numeric, value: number): DataValue => ({ type, value });
export const unsigned = (value: number): DataValue => number('unsigned', value);
export const longUnsigned = (value: number): DataValue => number('long-unsigned', value);
export const doubleLongUnsigned = (value: number): DataValue => number('double-long-unsigned', value);
export const enumerated = (value: number): DataValue => number('enum', value);
export const integer = (value: number): DataValue => number('integer', value);
export const boolean = (value: boolean): DataValue => ({ type: 'boolean', value });
export const octets = (bytes: Uint8Array): DataValue => ({ type: 'octet-string', bytes });
export const structure = (...items: readonly DataValue[]): DataValue => ({ type: 'structure', items });
export const array = (items: readonly DataValue[]): DataValue => ({ type: 'array', items });
export const nullData: DataValue = { type: 'null-data' };

/** The bytes of hexadecimal digits that stand in our own source. */
export const hex = (digits: string): Uint8Array => fromHex(digits) ?? new Uint8Array();
export const name = (logicalName: string): DataValue => octets(hex(logicalName));
export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** A value as a whole number; null where it is none. */
export function wholeNumber(value: DataValue | undefined): number | null {
  if (value === undefined || !('value' in value)) return null;
  if (typeof value.value === 'bigint') return Number(value.value);
  return typeof value.value === 'number' && Number.isInteger(value.value) ? value.value : null;
}

/** The items of a structure or an array; none of anything else. */
export function itemsOf(value: DataValue | undefined): readonly DataValue[] {
  return value !== undefined && (value.type === 'structure' || value.type === 'array') ? value.items : [];
}

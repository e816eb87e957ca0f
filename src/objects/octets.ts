/** Octets and numbers out of a value. */
import { type DataValue, isNumber } from '../dlms/index.ts';

/** The octets of a string of any kind; null where the value is none. */
export function octetsOf(value: DataValue): Uint8Array | null {
  switch (value.type) {
    case 'octet-string':
    case 'visible-string':
    case 'utf8-string':
    case 'date-time':
    case 'date':
    case 'time':
      return value.bytes;
    default:
      return null;
  }
}

/** A whole number that JavaScript holds exactly; null where the value is none. */
export function wholeNumber(value: DataValue | undefined): number | null {
  return value !== undefined && isNumber(value) && Number.isInteger(value.value) ? value.value : null;
}

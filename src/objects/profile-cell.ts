/** One cell of a profile: what its A-XDR value says in its column. */
import { toHex } from '../bytes/hex.ts';
import { type DataValue, parseDateTime } from '../dlms/index.ts';
import type { ProfileCell, ProfileColumn } from '../evidence/index.ts';
import { statusBits } from './clock-drift.ts';
import { shownValue } from './value.ts';

export const nothing: ProfileCell = {
  form: 'nothing',
  value: null,
  text: '',
  hex: null,
  status: null,
  derived: null,
};

/** Clocks, and the classes that keep when something was captured; profiles captured as a whole. */
const timeClasses: ReadonlySet<number> = new Set([4, 5, 7, 8]);

export function cellOf(data: DataValue, column: ProfileColumn): ProfileCell {
  if (data.type === 'null-data' || data.type === 'dont-care') return nothing;
  const { classId, scaler } = column;
  const bytes = dateTimeBytes(data);
  if (bytes !== null && (data.type === 'date-time' || (classId !== null && timeClasses.has(classId)))) {
    const { iso, text, status } = parseDateTime(bytes);
    const bits = status === null ? null : statusBits(status);
    return { ...nothing, form: 'date-time', value: iso ?? text, text, status: bits };
  }
  const { form, value, text } = shownValue(data, { scaler });
  // A difference to the row before, as its type says: adding it up is not for this column to do.
  const isDifference = data.type.startsWith('delta-') && !text.startsWith('-');
  // Beyond 2^53 a JSON number rounds: then all of the column are texts, so that programs meet one type in it.
  const shown = {
    ...nothing,
    form,
    value: data.type.startsWith('long64') ? text : value,
    text: isDifference ? `+${text}` : text,
  };
  return { ...shown, hex: hexOf(data, column) };
}

/** Of strings of bits and octets, and of numbers that are bits in truth. */
function hexOf(data: DataValue, { classId, logicalName }: ProfileColumn): string | null {
  if (data.type === 'bit-string') return toHex(data.bytes);
  if (!isStatus(classId, logicalName) || !('value' in data) || typeof data.value === 'boolean') return null;
  if (data.value < 0 || !Number.isInteger(Number(data.value))) return null;
  const digits = data.value.toString(16);
  return digits.padStart(digits.length + (digits.length % 2), '0');
}

/** Profile status (96.10), operating status (96.5), and whatever a status mapping (class 63) shows. */
function isStatus(classId: number | null, logicalName: string | null): boolean {
  return classId === 63 || (classId === 1 && logicalName !== null && /:96\.(5|10)\./.test(logicalName));
}

/** The octets of a date-time in a value of any type that carries one; null for others. */
export function dateTimeBytes(data: DataValue): Uint8Array | null {
  return (data.type === 'octet-string' || data.type === 'date-time') && data.bytes.length === 12 ? data.bytes : null;
}

/**
 * A value of A-XDR data as people and JSON have it: numbers to the digit, texts where octets are text, points in time where
 * they are one. What is not certain stays what it is: hexadecimal.
 */
import { toHex } from '../bytes/hex.ts';
import {
  type DataValue,
  parseDate,
  parseDateTime,
  parseTime,
  renderObis,
  scaled,
  scaledFloat32,
} from '../dlms/index.ts';
import type { ReadingForm, ReadingValue } from '../evidence/index.ts';

export interface ShownValue {
  /** The A-XDR type. */
  readonly type: DataValue['type'];
  readonly form: ReadingForm;
  readonly value: ReadingValue;
  /** For people; not yet safe for a terminal. */
  readonly text: string;
}

/** What is known of a value besides its octets. */
export interface ValueHints {
  /** The power of ten of its numbers. */
  readonly scaler?: number | null;
  /** Twelve octets are a date-time, whatever they look like. */
  readonly dateTime?: boolean;
  /** Six octets are a logical name. */
  readonly logicalName?: boolean;
}

/** A text longer than this is cut for people; JSON keeps all of it. */
const longestText = 4000;

export function shownValue(data: DataValue, hints: ValueHints = {}): ShownValue {
  const { form, value } = plainValue(data, hints);
  return { type: data.type, form, value, text: new TextMaker(hints).write(data) };
}

interface Plain {
  readonly form: ReadingForm;
  readonly value: ReadingValue;
}

function plainValue(data: DataValue, hints: ValueHints): Plain {
  switch (data.type) {
    case 'null-data':
    case 'dont-care':
      return { form: 'nothing', value: null };
    case 'boolean':
      return { form: 'boolean', value: data.value };
    case 'array':
    case 'structure':
    case 'compact-array':
      // The parser keeps values to a hundred levels.
      return { form: 'list', value: data.items.map((item) => plainValue(item, {}).value) };
    default: {
      const { form, text } = scalarText(data, hints);
      // Beyond 2^53 always text, whatever the scaler: a register shall not change its JSON type from reading to reading.
      const isLong = 'value' in data && typeof data.value === 'bigint' && !Number.isSafeInteger(Number(data.value));
      return { form, value: form === 'number' && !isLong ? jsonNumber(text) : text };
    }
  }
}

/** A number where JSON keeps every digit of it; else its text. */
function jsonNumber(text: string): number | string {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) return text;
  return scaled(number, 0) === shortened(text) ? number : text;
}

/** Without the zeros at the end of a fraction, and without the sign of nothing. */
function shortened(text: string): string {
  const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return plain === '-0' ? '0' : plain;
}

type Scalar = Exclude<
  DataValue,
  { readonly items: readonly DataValue[] } | { readonly type: 'null-data' | 'dont-care' | 'boolean' }
>;

function isScalar(data: DataValue): data is Scalar {
  return !('items' in data) && data.type !== 'null-data' && data.type !== 'dont-care' && data.type !== 'boolean';
}

function scalarText(data: Scalar, { scaler, dateTime, logicalName }: ValueHints): { form: ReadingForm; text: string } {
  switch (data.type) {
    case 'float32':
      return { form: 'number', text: scaledFloat32(data.value, scaler ?? 0) };
    case 'bit-string':
      return { form: 'bits', text: bitText(data.bytes, data.bits) };
    case 'octet-string':
      if (logicalName === true && data.bytes.length === 6) return { form: 'text', text: renderObis(toHex(data.bytes)) };
      return octetText(data.bytes, dateTime === true);
    case 'visible-string':
      return { form: 'text', text: latin(data.bytes) };
    case 'utf8-string':
      return { form: 'text', text: new TextDecoder().decode(data.bytes) };
    case 'date-time':
      return dateTimeText(data.bytes);
    case 'date': {
      const { iso, text } = parseDate(data.bytes);
      return { form: 'date', text: iso ?? text };
    }
    case 'time': {
      const { iso, text } = parseTime(data.bytes);
      return { form: 'time', text: iso ?? text };
    }
    default:
      return { form: 'number', text: scaled(data.value, scaler ?? 0) };
  }
}

function bitText(bytes: Uint8Array, bits: number): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(2).padStart(8, '0');
  return text.slice(0, bits);
}

function octetText(bytes: Uint8Array, isDateTime: boolean): { form: ReadingForm; text: string } {
  if (bytes.length === 12 && (isDateTime || isPlausible(bytes))) return dateTimeText(bytes);
  return isText(bytes) ? { form: 'text', text: latin(bytes) } : { form: 'hex', text: toHex(bytes) };
}

function dateTimeText(bytes: Uint8Array): { form: ReadingForm; text: string } {
  const { iso, text } = parseDateTime(bytes);
  // Of another length than twelve there is no time to tell.
  return text === '' ? { form: 'hex', text: toHex(bytes) } : { form: 'date-time', text: iso ?? text };
}

/** Nobody said that it is a point in time: then everything about it must be right, and its year one of meters. */
function isPlausible(bytes: Uint8Array): boolean {
  const { iso, year, defects } = parseDateTime(bytes);
  return iso !== null && defects.length === 0 && year !== null && year >= 1980 && year < 2100;
}

/** Printable ASCII, filled up with 00 as many meters do. */
function isText(bytes: Uint8Array): boolean {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end > 0 && bytes.subarray(0, end).every((byte) => byte >= 0x20 && byte < 0x7f);
}

/** Each octet as the character of its number; controls are left for the terminal's side to escape. */
function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Writes a value in one line: `{1, [2, "abc"]}`. A structure has braces, an array brackets. */
class TextMaker {
  readonly #hints: ValueHints;
  #text = '';

  constructor(hints: ValueHints) {
    this.#hints = hints;
  }

  write(data: DataValue): string {
    this.#write(data, this.#hints, true);
    return this.#text.length > longestText ? `${this.#text.slice(0, longestText)}…` : this.#text;
  }

  #write(data: DataValue, hints: ValueHints, isWhole: boolean): void {
    if (this.#text.length > longestText) return;
    if ('items' in data) {
      const [before, behind] = data.type === 'structure' ? ['{', '}'] : ['[', ']'];
      this.#text += before;
      for (const [index, item] of data.items.entries()) {
        if (this.#text.length > longestText) return;
        if (index > 0) this.#text += ', ';
        this.#write(item, {}, false);
      }
      this.#text += behind;
      return;
    }
    if (data.type === 'boolean') this.#text += `${data.value}`;
    else if (!isScalar(data)) this.#text += data.type;
    else {
      const { form, text } = scalarText(data, hints);
      this.#text += !isWhole && (form === 'text' || text === '') ? JSON.stringify(text) : text;
    }
  }
}

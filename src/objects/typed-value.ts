/**
 * A value as a person types it, turned into A-XDR data: of the type that stands before it, or of the type of the value that
 * is there now.
 *
 *   5   -7   0x1F   230.1   true   hello            of the type that is there
 *   long-unsigned:5   octet-string:AABB   visible-string:text   date-time:2026-11-24T10:00   enum:1   null   raw:1200FF
 */
import { fromHex } from '../bytes/hex.ts';
import { type DataValue, type NumberType, nullData, parseData, scaled } from '../dlms/index.ts';
import { typedDate, typedDateTime, typedTime } from './typed-time.ts';
import { shownValue } from './value.ts';

export type ValueDefect =
  /** Nobody said of which type it is, and the value that is there does not tell. */
  | { readonly code: 'type-needed' }
  | { readonly code: 'type-unknown'; readonly type: string; readonly known: readonly string[] }
  | { readonly code: 'value-malformed'; readonly type: string }
  | { readonly code: 'value-range'; readonly type: string; readonly minimum: string; readonly maximum: string }
  /** With the scaler it would be no whole number. */
  | { readonly code: 'scale-inexact'; readonly scaler: number }
  /** The object has no scaler. */
  | { readonly code: 'scale-unknown' };

export interface TypedOptions {
  /** The value that is there now, where it could be read. */
  readonly like: DataValue | null;
  /** The value is in the unit of the register: its scaler; null where it has none; undefined where the value is raw. */
  readonly scaler?: number | null | undefined;
}

const integers = {
  integer: [-0x80n, 0x7fn],
  long: [-0x8000n, 0x7fffn],
  'double-long': [-0x80000000n, 0x7fffffffn],
  long64: [-(2n ** 63n), 2n ** 63n - 1n],
  unsigned: [0n, 0xffn],
  'long-unsigned': [0n, 0xffffn],
  'double-long-unsigned': [0n, 0xffffffffn],
  'long64-unsigned': [0n, 2n ** 64n - 1n],
  enum: [0n, 0xffn],
  bcd: [-0x80n, 0x7fn],
} as const satisfies Readonly<Record<string, readonly [bigint, bigint]>>;
type IntegerType = keyof typeof integers;

/** What may stand before the colon. */
const valueTypes = [
  'null',
  'boolean',
  ...(Object.keys(integers) as IntegerType[]),
  'float32',
  'float64',
  'octet-string',
  'visible-string',
  'utf8-string',
  'bit-string',
  'date-time',
  'date',
  'time',
  'raw',
] as const;
type ValueType = (typeof valueTypes)[number];

const longest = 65_536;

/** Never throws. */
export function typedValue(text: string, { like, scaler }: TypedOptions): DataValue | ValueDefect {
  if (text === 'null') return nullData;
  const [, prefix, rest = ''] = /^([a-z][a-z0-9-]*):(.*)$/s.exec(text) ?? [];
  const type = valueTypes.find((known) => known === prefix);
  if (type !== undefined) return ofType(type, rest, like, scaler);
  // A text that has a colon of its own, for an object that holds text, needs no type.
  if (prefix !== undefined && !holdsText(like)) return { code: 'type-unknown', type: prefix, known: valueTypes };
  return like === null ? { code: 'type-needed' } : ofLike(text, like, scaler);
}

function holdsText(like: DataValue | null): boolean {
  if (like === null) return false;
  return like.type === 'visible-string' || like.type === 'utf8-string' || shownValue(like).form === 'text';
}

/** As the value that is there: octets that are a text stay one, octets that are a point in time too. */
function ofLike(text: string, like: DataValue, scaler: number | null | undefined): DataValue | ValueDefect {
  if (like.type === 'octet-string') {
    const { form } = shownValue(like);
    if (form === 'date-time') return ofType('date-time', text, like, scaler);
    if (form === 'text') return { type: 'octet-string', bytes: new TextEncoder().encode(text) };
    return ofType('octet-string', text, like, scaler);
  }
  const type = valueTypes.find((known) => known === like.type);
  return type === undefined ? { code: 'type-needed' } : ofType(type, text, like, scaler);
}

function ofType(
  type: ValueType,
  text: string,
  like: DataValue | null,
  scaler: number | null | undefined,
): DataValue | ValueDefect {
  if (text.length > longest) return { code: 'value-malformed', type };
  if (isInteger(type)) return integerOf(type, text, scaler);
  switch (type) {
    case 'null':
      return text === '' ? nullData : { code: 'value-malformed', type };
    case 'boolean':
      return booleanOf(text);
    case 'float32':
    case 'float64':
      return floatOf(type, text, scaler);
    case 'visible-string':
      // One octet a character: what does not fit one is no visible string.
      return /^[\u0000-\u00ff]*$/.test(text)
        ? { type, bytes: Uint8Array.from(text, (letter) => letter.charCodeAt(0)) }
        : { code: 'value-malformed', type };
    case 'utf8-string':
      return { type, bytes: new TextEncoder().encode(text) };
    case 'bit-string':
      return bitsOf(text);
    case 'octet-string':
    case 'raw': {
      const bytes = fromHex(text.replace(/^0x/i, ''));
      if (bytes === null) return { code: 'value-malformed', type };
      return type === 'octet-string' ? { type, bytes } : rawOf(bytes);
    }
    default: {
      const read = { 'date-time': typedDateTime, date: typedDate, time: typedTime }[type];
      const bytes = read(text);
      if (bytes === null) return { code: 'value-malformed', type };
      // Nearly all objects hold points in time as octets; the types of their own are for those that have them.
      return like?.type === type ? { type, bytes } : { type: 'octet-string', bytes };
    }
  }
}

function isInteger(type: string): type is IntegerType {
  return type in integers;
}

function integerOf(type: IntegerType, text: string, scaler: number | null | undefined): DataValue | ValueDefect {
  const value = scaler === undefined ? wholeOf(text) : unscaled(text, scaler);
  if (value === null) return { code: 'value-malformed', type };
  if (typeof value === 'object') return value;
  const [minimum, maximum] = integers[type];
  if (value < minimum || value > maximum) {
    return { code: 'value-range', type, minimum: `${minimum}`, maximum: `${maximum}` };
  }
  return type === 'long64' || type === 'long64-unsigned' ? { type, value } : { type, value: Number(value) };
}

/** Decimal or hexadecimal. */
function wholeOf(text: string): bigint | null {
  if (/^[+-]?\d{1,40}$/.test(text)) return BigInt(text.replace(/^\+/, ''));
  return /^0x[0-9a-f]{1,32}$/i.test(text) ? BigInt(text) : null;
}

/** The raw number that stands for a decimal one: `230.1` with the scaler −1 is 2301. */
function unscaled(text: string, scaler: number | null): bigint | ValueDefect | null {
  if (scaler === null) return { code: 'scale-unknown' };
  const [, sign = '', whole, fraction = ''] = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const digits = BigInt(whole + fraction);
  const exponent = -fraction.length - scaler;
  const factor = 10n ** BigInt(Math.abs(exponent));
  if (exponent < 0 && digits % factor !== 0n) return { code: 'scale-inexact', scaler };
  const value = exponent < 0 ? digits / factor : digits * factor;
  return sign === '-' ? -value : value;
}

function floatOf(
  type: Extract<NumberType, 'float32' | 'float64'>,
  text: string,
  scaler: number | null | undefined,
): DataValue | ValueDefect {
  if (scaler === null) return { code: 'scale-unknown' };
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : Number.NaN;
  const value = scaler === undefined ? number : Number(scaled(number, -scaler));
  if (Number.isNaN(value)) return { code: 'value-malformed', type };
  const kept = type === 'float32' ? Math.fround(value) : value;
  const most = type === 'float32' ? '3.4e38' : '1.8e308';
  return Number.isFinite(kept)
    ? { type, value: kept }
    : { code: 'value-range', type, minimum: `-${most}`, maximum: most };
}

function booleanOf(text: string): DataValue | ValueDefect {
  if (text === 'true' || text === '1') return { type: 'boolean', value: true };
  if (text === 'false' || text === '0') return { type: 'boolean', value: false };
  return { code: 'value-malformed', type: 'boolean' };
}

function bitsOf(text: string): DataValue | ValueDefect {
  if (!/^[01]{0,4096}$/.test(text)) return { code: 'value-malformed', type: 'bit-string' };
  const bytes = new Uint8Array(Math.ceil(text.length / 8));
  for (let bit = 0; bit < text.length; bit++) {
    if (text[bit] === '1') bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  }
  return { type: 'bit-string', bits: text.length, bytes };
}

/** A-XDR octets, from the type on: one whole value and nothing behind it. */
function rawOf(bytes: Uint8Array): DataValue | ValueDefect {
  const { value, end, defects } = parseData(bytes);
  return defects.length === 0 && end === bytes.length && bytes.length > 0
    ? value
    : { code: 'value-malformed', type: 'raw' };
}

/**
 * The types of A-XDR data (COSEMpdu `Data`; Green Book 9.5) by their tags, and the values that carry them. Integers
 * beyond 2^53 are bigint; what a string means its reader decides, so it stays bytes.
 */
export const dataTypes = {
  0: 'null-data',
  1: 'array',
  2: 'structure',
  3: 'boolean',
  4: 'bit-string',
  5: 'double-long',
  6: 'double-long-unsigned',
  9: 'octet-string',
  10: 'visible-string',
  12: 'utf8-string',
  13: 'bcd',
  15: 'integer',
  16: 'long',
  17: 'unsigned',
  18: 'long-unsigned',
  19: 'compact-array',
  20: 'long64',
  21: 'long64-unsigned',
  22: 'enum',
  23: 'float32',
  24: 'float64',
  25: 'date-time',
  26: 'date',
  27: 'time',
  28: 'delta-integer',
  29: 'delta-long',
  30: 'delta-double-long',
  31: 'delta-unsigned',
  32: 'delta-long-unsigned',
  33: 'delta-double-long-unsigned',
  255: 'dont-care',
} as const satisfies Readonly<Record<number, string>>;

export type DataType = (typeof dataTypes)[keyof typeof dataTypes];

export const dataTags = Object.fromEntries(Object.entries(dataTypes).map(([tag, type]) => [type, Number(tag)])) as {
  readonly [Type in DataType]: number;
};

/** Integers and floats that a JavaScript number holds exactly. */
export type NumberType =
  | 'integer'
  | 'long'
  | 'double-long'
  | 'unsigned'
  | 'long-unsigned'
  | 'double-long-unsigned'
  | 'enum'
  | 'bcd'
  | 'float32'
  | 'float64'
  | 'delta-integer'
  | 'delta-long'
  | 'delta-double-long'
  | 'delta-unsigned'
  | 'delta-long-unsigned'
  | 'delta-double-long-unsigned';

export type DataValue =
  | { readonly type: 'null-data' | 'dont-care' }
  | { readonly type: 'array' | 'structure'; readonly items: readonly DataValue[] }
  | { readonly type: 'compact-array'; readonly description: TypeDescription; readonly items: readonly DataValue[] }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** `bits` bits, the first one highest in the first octet. */
  | { readonly type: 'bit-string'; readonly bits: number; readonly bytes: Uint8Array }
  | { readonly type: 'octet-string' | 'visible-string' | 'utf8-string'; readonly bytes: Uint8Array }
  | { readonly type: NumberType; readonly value: number }
  | { readonly type: 'long64' | 'long64-unsigned'; readonly value: bigint }
  /** 12, 5 and 4 octets, as in `date-time.ts`. */
  | { readonly type: 'date-time' | 'date' | 'time'; readonly bytes: Uint8Array };

/** The type of the elements of a compact array, told once for all of them. */
export type TypeDescription =
  | { readonly type: Exclude<DataType, 'array' | 'structure' | 'compact-array'> }
  | { readonly type: 'array'; readonly count: number; readonly element: TypeDescription }
  | { readonly type: 'structure'; readonly elements: readonly TypeDescription[] };

/** Octets of a scalar of a fixed size behind its tag. */
export const fixedSizes: Readonly<Partial<Record<DataType, number>>> = {
  'null-data': 0,
  'dont-care': 0,
  boolean: 1,
  'double-long': 4,
  'double-long-unsigned': 4,
  bcd: 1,
  integer: 1,
  long: 2,
  unsigned: 1,
  'long-unsigned': 2,
  long64: 8,
  'long64-unsigned': 8,
  enum: 1,
  float32: 4,
  float64: 8,
  'date-time': 12,
  date: 5,
  time: 4,
  'delta-integer': 1,
  'delta-long': 2,
  'delta-double-long': 4,
  'delta-unsigned': 1,
  'delta-long-unsigned': 2,
  'delta-double-long-unsigned': 4,
};

/** Deeper data is refused: no object of the Blue Book comes near, and whoever shows values may recurse. */
export const deepestData = 100;

/**
 * What objects of a meter say: readings, and the list of the objects it has. Plain data, all of it JSON; no unit or scaler
 * is guessed, and a number that JSON would round is a string.
 */

/** A whole number beyond 2^53, and a decimal that a JSON number would round, come as their decimal text. */
export type ReadingValue = number | string | boolean | null | readonly ReadingValue[];

/**
 * How `value` is to be taken: `hex` is a string of hexadecimal digits; `bits` one of 0 and 1, the first bit first;
 * `date-time`, `date` and `time` are ISO 8601, with `??` where the meter leaves something open; `nothing` is null-data.
 */
export type ReadingForm =
  | 'number'
  | 'text'
  | 'hex'
  | 'date-time'
  | 'date'
  | 'time'
  | 'boolean'
  | 'bits'
  | 'list'
  | 'nothing';

export interface Reading {
  /** `1-0:1.8.0.255` */
  readonly logicalName: string;
  readonly classId: number;
  readonly attribute: number;
  /** The name of the object, where it has one: `energy`. */
  readonly name: string | null;
  /** The name of the attribute in its class: `value`, `scaler_unit`; null where class or attribute are unknown. */
  readonly attributeName: string | null;
  /** The A-XDR type: `double-long-unsigned`; null with an error. */
  readonly type: string | null;
  readonly form: ReadingForm | null;
  /** With the scaler applied. */
  readonly value: ReadingValue;
  /** The value as people read it, without its unit: keeps the zeros that a number loses. Escaped for no terminal. */
  readonly text: string;
  /** The octets of the data as they came (A-XDR, from the type on), lower-case hex; null with an error. */
  readonly raw: string | null;
  /** The power of ten that was applied; null where the attribute has none, or it is not known. */
  readonly scaler: number | null;
  /** `Wh`; empty for a count; null where the attribute has none, or it is not known. */
  readonly unit: string | null;
  /** When the answer came, ISO 8601 in UTC, by this host's clock. */
  readonly at: string;
  /** The data-access-result by its name (`object-undefined`), or why there is no answer to read; null where all is well. */
  readonly error: string | null;
}

/** An object that a meter lists, with what the present client may do with it. */
export interface ListedObject {
  readonly classId: number;
  readonly version: number;
  /** `1-0:1.8.0.255` */
  readonly logicalName: string;
  readonly attributes: readonly AttributeAccess[];
  readonly methods: readonly MethodAccess[];
}

export interface AttributeAccess {
  readonly attribute: number;
  /** The access mode as the meter gives it (Blue Book, Association LN, attribute_access_mode). */
  readonly mode: number;
}

export interface MethodAccess {
  readonly method: number;
  readonly mode: number;
}

export interface ObjectList {
  /** When it was read, ISO 8601. */
  readonly readAt: string;
  readonly objects: readonly ListedObject[];
}

/** The scaler_unit of a register, as it was read. */
export interface KnownScaler {
  readonly classId: number;
  /** `1-0:1.8.0.255` */
  readonly logicalName: string;
  readonly scaler: number;
  /** Code of the unit. */
  readonly unit: number;
}

/** What an earlier run learned of a meter as one client sees it. */
export interface KnownMeter {
  /** What told it apart from others then: its logical device name, lower-case hex; null where it did not say. */
  readonly identity: string | null;
  /** Null where it was not read. */
  readonly list: ObjectList | null;
  readonly scalers: readonly KnownScaler[];
}

/** An object of a meter's list with the names of everything in it. */
export interface DescribedObject {
  /** `1-0:1.8.0.255` */
  readonly logicalName: string;
  readonly classId: number;
  /** `Register`; null for a class that no table knows. */
  readonly className: string | null;
  readonly version: number;
  /** `energy`; null where it has no name of its own. */
  readonly name: string | null;
  readonly attributes: readonly {
    readonly attribute: number;
    readonly name: string | null;
    /** As the meter gives it; what it allows stands beside it. */
    readonly mode: number;
    readonly read: boolean;
    readonly write: boolean;
  }[];
  readonly methods: readonly {
    readonly method: number;
    readonly name: string | null;
    readonly mode: number;
    readonly invoke: boolean;
  }[];
}

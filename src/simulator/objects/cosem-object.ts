/**
 * What a COSEM object of the simulated meter is made of (Blue Book: class, version, logical name, attributes, methods).
 * Attributes are read when they are asked for, so that values move and a long profile is never kept anywhere.
 */
import type { DataValue, Selection } from '../../dlms/index.ts';
import { name } from './values.ts';

/** What a client may do: the public one sees little, a reader reads all, the management client does everything. */
export type Level = 'public' | 'reader' | 'management';

/** Who asks, and when. */
export interface Ask {
  readonly client: number;
  readonly level: Level;
  /** Milliseconds since 1970 by the host's clock. */
  readonly wallMs: number;
  readonly selection: Selection | null;
  /** What the client's association has agreed on. */
  readonly agreed: Agreed;
}

export interface Agreed {
  readonly mechanism: number;
  /** 24 bits, as they go on the wire. */
  readonly conformance: number;
  readonly maximumPdu: number;
}

/** Data-access-results that objects give (COSEMpdu `Data-Access-Result`); 0 is success. */
export const accessResult = {
  success: 0,
  readWriteDenied: 3,
  objectUndefined: 4,
  objectClassInconsistent: 9,
  typeUnmatched: 12,
  blockUnavailable: 14,
  noLongGet: 16,
  longSetAborted: 17,
  noLongSet: 18,
  blockNumberInvalid: 19,
  otherReason: 250,
} as const;

/** A value; encoded pieces of a long one, made as they are taken; or why there is none. */
export type Content =
  | DataValue
  | { readonly type: 'pieces'; readonly pieces: Iterable<Uint8Array> }
  | { readonly type: 'refused'; readonly code: number };

export interface Attribute {
  readonly id: number;
  /** Absent: nobody may read it. */
  readonly read?: (ask: Ask) => Content;
  /** Only for the management client; gives a data-access-result. */
  readonly write?: (value: DataValue, ask: Ask) => number;
  readonly selectors?: readonly number[];
}

export interface Invoked {
  /** Action-result; the codes are those of data-access-result. */
  readonly code: number;
  readonly data: DataValue | null;
}

export interface Method {
  readonly id: number;
  readonly invoke: (parameter: DataValue | null, ask: Ask) => Invoked;
}

export interface CosemObject {
  readonly classId: number;
  readonly version: number;
  /** Twelve hexadecimal digits: `0100010800ff`. */
  readonly logicalName: string;
  /** The public client sees it. */
  readonly isPublic: boolean;
  readonly attributes: readonly Attribute[];
  readonly methods: readonly Method[];
}

/** Every attribute; the first one of any object is its logical name. */
export function attributesOf({ logicalName, attributes }: CosemObject): readonly Attribute[] {
  return [{ id: 1, read: () => name(logicalName) }, ...attributes];
}

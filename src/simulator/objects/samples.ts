/**
 * Data objects (class 1) in the range that makers may use as they like: one value of every A-XDR type, alone or inside
 * another, and two values that the management client may write.
 */
import type { DataValue, TypeDescription } from '../../dlms/index.ts';
import { accessResult, type CosemObject } from './cosem-object.ts';
import {
  array,
  ascii,
  boolean,
  enumerated,
  hex,
  integer,
  longUnsigned,
  number,
  octets,
  structure,
  unsigned,
} from './values.ts';

/** 2025-11-10 10:35:00, one hour east of Greenwich. */
const instant = hex('07E90B0A010A230000FFC400');

const numbers = structure(
  integer(-1),
  number('long', -2),
  number('double-long', -2_147_483_648),
  { type: 'long64', value: -9_223_372_036_854_775_808n },
  unsigned(255),
  longUnsigned(65_535),
  number('double-long-unsigned', 4_294_967_295),
  { type: 'long64-unsigned', value: 18_446_744_073_709_551_615n },
  enumerated(7),
  number('bcd', 0x42),
  number('float32', 230.5),
  number('float64', -0.1),
);

const deltas = structure(
  number('delta-integer', -3),
  number('delta-long', -300),
  number('delta-double-long', -300_000),
  number('delta-unsigned', 3),
  number('delta-long-unsigned', 300),
  number('delta-double-long-unsigned', 300_000),
);

const texts = structure(
  octets(hex('00FF7E7D')),
  { type: 'visible-string', bytes: ascii('text of a meter') },
  // "Zähler" in UTF-8.
  { type: 'utf8-string', bytes: hex('5AC3A4686C6572') },
);

const bits: DataValue = { type: 'bit-string', bits: 11, bytes: hex('A5C0') };
const times = structure(
  { type: 'date-time', bytes: instant },
  { type: 'date', bytes: instant.subarray(0, 5) },
  { type: 'time', bytes: instant.subarray(5, 9) },
);

const pair: TypeDescription = { type: 'structure', elements: [{ type: 'long-unsigned' }, { type: 'unsigned' }] };
const compact: DataValue = {
  type: 'compact-array',
  description: pair,
  items: [1, 2, 3].map((index) => structure(longUnsigned(index * 256), unsigned(index))),
};

const nested = structure(
  { type: 'null-data' },
  boolean(true),
  array([structure(unsigned(1), array([unsigned(2), unsigned(3)])), structure(unsigned(4), array([]))]),
  { type: 'dont-care' },
);

const sampleName = (group: number): string => `00008000${group.toString(16).padStart(2, '0')}ff`;

/** 0-0:128.0.1 to 0-0:128.0.7, the writable 0-0:128.0.8, and the consumer's text 0-0:96.13.0. */
export function sampleObjects(): readonly CosemObject[] {
  const values = [nested, numbers, deltas, texts, bits, times, compact];
  return [
    ...values.map((value, index) => dataObject(sampleName(index + 1), value)),
    writableObject(sampleName(8), { type: 'long-unsigned', value: 0 }),
    writableObject('0000600d00ff', octets(ascii('hello'))),
  ];
}

function dataObject(logicalName: string, value: DataValue): CosemObject {
  return {
    classId: 1,
    version: 0,
    logicalName,
    isPublic: false,
    attributes: [{ id: 2, read: () => value }],
    methods: [],
  };
}

/** Keeps what is written, as long as it is of the type it had. */
function writableObject(logicalName: string, initial: DataValue): CosemObject {
  let kept = initial;
  return {
    ...dataObject(logicalName, initial),
    attributes: [
      {
        id: 2,
        read: () => kept,
        write: (value) => {
          if (value.type !== initial.type) return accessResult.typeUnmatched;
          kept = value;
          return accessResult.success;
        },
      },
    ],
  };
}

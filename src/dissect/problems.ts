/** Everything that can be wrong with some bytes, as a table. Codes are stable. */
import { toHex } from '../bytes/hex.ts';
import type { Problem, Source } from './tree.ts';

export const problemTable = {
  'opening-flag-missing': 'fault',
  'closing-flag-missing': 'fault',
  'too-short': 'fault',
  truncated: 'fault',
  'format-unknown': 'fault',
  'length-wrong': 'fault',
  'address-unfinished': 'fault',
  'address-width': 'fault',
  'client-address-width': 'fault',
  'source-reserved': 'fault',
  'no-station': 'remark',
  'control-unknown': 'fault',
  'poll-missing': 'remark',
  'segmentation-unexpected': 'remark',
  'hcs-wrong': 'fault',
  'hcs-cut': 'fault',
  'information-unexpected': 'remark',
  'not-parameters': 'fault',
  'group-length-wrong': 'fault',
  'parameter-cut': 'fault',
  'parameter-length': 'fault',
  'parameter-unknown': 'fault',
  'parameter-range': 'fault',
  'frmr-cut': 'remark',
  'llc-repeated': 'remark',
  'llc-missing': 'remark',
  'segment-missing': 'fault',
  'segment-repeated': 'remark',
  'block-missing': 'fault',
  'block-repeated': 'remark',
  'block-differs': 'fault',
  'block-disordered': 'remark',
  'joined-without-start': 'remark',
  'joined-without-end': 'remark',
  'fcs-wrong': 'fault',
  'octet-stuffed': 'fault',
  'line-feeds-expanded': 'fault',
  'ff-doubled': 'fault',
  'byte-lost': 'fault',
  'byte-added': 'fault',
  'bit-flipped': 'fault',
  'parity-in-bit-7': 'fault',
  'wrapper-version': 'fault',
  'wrapper-little-endian': 'fault',
  'wrapper-length-wrong': 'fault',
  'apdu-cut': 'fault',
  'apdu-length-wrong': 'fault',
  'apdu-length-impossible': 'fault',
  'apdu-left-over': 'fault',
  'apdu-tag-unknown': 'fault',
  'apdu-choice-unknown': 'fault',
  'apdu-type-unknown': 'fault',
  'apdu-too-deep': 'fault',
  'apdu-count-impossible': 'fault',
  'apdu-conformance-tag-short': 'remark',
  'apdu-bare-tag': 'remark',
  'apdu-date-time-tagged': 'remark',
  'apdu-obis-tag-swapped': 'remark',
  'apdu-value-unknown': 'remark',
  unrecognised: 'fault',
} as const satisfies Record<string, Problem['severity']>;

export type ProblemCode = keyof typeof problemTable;

/** What a wrong value suggests by itself. */
export type NoteCode = 'one-byte-form' | 'two-byte-form' | 'octets-swapped' | 'not-inverted' | 'all-zero';

type ProblemExtras = Pick<Problem, 'declared' | 'actual' | 'missing' | 'note'>;

/** A problem with `bytes[at, end)`; an empty stretch where something is missing. */
export function problem(
  source: Source,
  code: ProblemCode,
  at: number,
  end: number,
  expected: string | null = null,
  extras: ProblemExtras = {},
): Problem {
  source.raised++;
  return {
    code,
    offset: source.base + at,
    length: end - at,
    severity: problemTable[code],
    found: toHex(source.bytes.subarray(at, end)),
    expected,
    ...extras,
  };
}

/** Whether some problem is a fault, not only a remark. */
export function hasFault(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'fault');
}

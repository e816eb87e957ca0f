/**
 * Services of short-name referencing (COSEMpdu; Green Book 9.5): read here, never asked.
 *
 *   05 │ 01 │ 02 FD 08                    ReadRequest: variable name; 04: with a selection; 05: number of a block
 *   0C │ 01 │ 00 data  or  01 code        ReadResponse; 02: last, number u16, raw; 03: number
 *   06 │ 01 │ 02 D9 08 │ 01 │ data        WriteRequest: names, then values
 *   0D │ 01 │ 00  or  01 code             WriteResponse; 02: number of a block
 */
import { scanData } from './data.ts';
import type { DataValue } from './data-types.ts';
import { type DataResult, scanAccessResult, scanList, scanRaw } from './lists.ts';
import type { Scan } from './scan.ts';

export type VariableAccess =
  | { readonly kind: 'variable-name'; readonly name: number }
  | {
      readonly kind: 'parameterized-access';
      readonly name: number;
      readonly selector: number;
      readonly parameters: DataValue;
    }
  | { readonly kind: 'block-number-access'; readonly block: number }
  | {
      readonly kind: 'read-data-block-access' | 'write-data-block-access';
      readonly last: boolean;
      readonly block: number;
      readonly raw: Uint8Array | null;
    }
  | { readonly kind: 'unknown' };

export type ReadResult =
  | DataResult
  | { readonly kind: 'data-block-result'; readonly last: boolean; readonly block: number; readonly raw: Uint8Array }
  | { readonly kind: 'block-number'; readonly block: number };

export type WriteResult =
  | { readonly kind: 'result'; readonly code: number; readonly name: string }
  | { readonly kind: 'block-number'; readonly block: number };

export type ShortNameApdu =
  | { readonly type: 'ReadRequest'; readonly variables: readonly VariableAccess[] }
  | { readonly type: 'ReadResponse'; readonly results: readonly ReadResult[] }
  | {
      readonly type: 'WriteRequest' | 'UnconfirmedWriteRequest' | 'InformationReportRequest';
      readonly variables: readonly VariableAccess[];
      readonly data: readonly DataValue[];
      /** Only in an InformationReportRequest, where it is there. */
      readonly time: Uint8Array | null;
    }
  | { readonly type: 'WriteResponse'; readonly results: readonly WriteResult[] };

const accessKinds = {
  2: 'variable-name',
  4: 'parameterized-access',
  5: 'block-number-access',
  6: 'read-data-block-access',
  7: 'write-data-block-access',
} as const;
const readKinds = { 0: 'data', 1: 'data-access-error', 2: 'data-block-result', 3: 'block-number' } as const;
const writeKinds = { 0: 'success', 1: 'data-access-error', 2: 'block-number' } as const;

/** Behind the tag; null for tags that are none of these. */
export function scanShortName(scan: Scan, tag: number): ShortNameApdu | null {
  switch (tag) {
    case 5:
      return { type: 'ReadRequest', variables: scanVariables(scan) };
    case 6:
      return { type: 'WriteRequest', time: null, variables: scanVariables(scan), data: scanValues(scan) };
    case 22:
      return { type: 'UnconfirmedWriteRequest', time: null, variables: scanVariables(scan), data: scanValues(scan) };
    case 24: {
      const has = scan.octet('event.time-present', { 0: 'absent', 1: 'present' }) !== 0;
      const time = has ? scan.stretch('event.time', scan.lengthField('date-time.length'), null, 'text') : null;
      return { type: 'InformationReportRequest', time, variables: scanVariables(scan), data: scanValues(scan) };
    }
    case 12:
      return { type: 'ReadResponse', results: scanList(scan, () => scanReadResult(scan)) };
    case 13:
      return { type: 'WriteResponse', results: scanList(scan, () => scanWriteResult(scan)) };
    default:
      return null;
  }
}

const scanValues = (scan: Scan): readonly DataValue[] => scanList(scan, () => scanData(scan));
const scanVariables = (scan: Scan): readonly VariableAccess[] => scanList(scan, () => scanVariable(scan));

function scanVariable(scan: Scan): VariableAccess {
  const kindAt = scan.at;
  switch (scan.octet('read.kind', accessKinds)) {
    case 2:
      return { kind: 'variable-name', name: scan.number('read.name', 2) };
    case 4: {
      const name = scan.number('read.name', 2);
      const selector = scan.octet('read.selector');
      return { kind: 'parameterized-access', name, selector, parameters: scanData(scan) };
    }
    case 5:
      return { kind: 'block-number-access', block: scan.number('block.number', 2) };
    case 6:
      return { kind: 'read-data-block-access', ...scanBlock(scan) };
    case 7: {
      const last = scan.octet('block.last') !== 0;
      return { kind: 'write-data-block-access', last, block: scan.number('block.number', 2), raw: null };
    }
    default:
      scan.fail('choice-unknown', kindAt);
      return { kind: 'unknown' };
  }
}

function scanBlock(scan: Scan): { readonly last: boolean; readonly block: number; readonly raw: Uint8Array } {
  const last = scan.octet('block.last', { 0: 'more-follow', 1: 'last' }) !== 0;
  return { last, block: scan.number('block.number', 2), raw: scanRaw(scan) };
}

function scanReadResult(scan: Scan): ReadResult {
  const kindAt = scan.at;
  switch (scan.octet('read.kind', readKinds)) {
    case 0:
      return { kind: 'data', data: scanData(scan) };
    case 1:
      return { kind: 'error', ...scanAccessResult(scan) };
    case 2:
      return { kind: 'data-block-result', ...scanBlock(scan) };
    case 3:
      return { kind: 'block-number', block: scan.number('block.number', 2) };
    default:
      scan.fail('choice-unknown', kindAt);
      return { kind: 'error', code: 250, name: 'unknown' };
  }
}

function scanWriteResult(scan: Scan): WriteResult {
  const kindAt = scan.at;
  switch (scan.octet('read.kind', writeKinds)) {
    case 0:
      return { kind: 'result', code: 0, name: 'success' };
    case 1:
      return { kind: 'result', ...scanAccessResult(scan) };
    case 2:
      return { kind: 'block-number', block: scan.number('block.number', 2) };
    default:
      scan.fail('choice-unknown', kindAt);
      return { kind: 'result', code: 250, name: 'unknown' };
  }
}

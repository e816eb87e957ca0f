/** Lists and results that several services share. */
import { scanData } from './data.ts';
import type { DataValue } from './data-types.ts';
import { type DataAccessResult, dataAccessResults, nameOfResult } from './results.ts';
import type { Scan } from './scan.ts';

export type DataResult =
  | { readonly kind: 'data'; readonly data: DataValue }
  | { readonly kind: 'error'; readonly code: number; readonly name: DataAccessResult };

/** Part of a long value: raw bytes, or the reason why there are none. */
export interface Datablock {
  readonly last: boolean;
  readonly number: number;
  readonly result:
    | { readonly kind: 'raw'; readonly bytes: Uint8Array }
    | { readonly kind: 'error'; readonly code: number; readonly name: DataAccessResult };
}

/** A count, and as many elements; a count that the bytes left cannot hold is refused. */
export function scanList<Value>(scan: Scan, read: (index: number) => Value): readonly Value[] {
  const from = scan.at;
  const count = scan.lengthField('list.count');
  if (count > scan.left) {
    scan.fail('count-impossible', from, scan.at, { declared: count, actual: scan.left });
    return [];
  }
  const values: Value[] = [];
  for (let index = 0; index < count && !scan.failed; index++) values.push(read(index));
  return values;
}

const choices = { 0: 'data', 1: 'data-access-result' } as const;

/** `00 data` or `01 code`. */
export function scanDataResult(scan: Scan): DataResult {
  const choiceAt = scan.at;
  const choice = scan.octet('result.choice', choices);
  if (choice === 0) return { kind: 'data', data: scanData(scan) };
  if (choice > 1) scan.fail('choice-unknown', choiceAt);
  return { kind: 'error', ...scanAccessResult(scan) };
}

export function scanAccessResult(scan: Scan): { readonly code: number; readonly name: DataAccessResult } {
  const code = scan.octet('result.error', dataAccessResults);
  return { code, name: nameOfResult(dataAccessResults, code) };
}

const yesNo = { 0: 'more-follow', 1: 'last' } as const;
const blockChoices = { 0: 'raw-data', 1: 'data-access-result' } as const;

/** `last │ number u32 │ 00 length raw` or `… │ 01 code` (GET-Response with datablock). */
export function scanDatablock(scan: Scan): Datablock {
  const last = scan.octet('block.last', yesNo) !== 0;
  const number = scan.number('block.number', 4);
  const choiceAt = scan.at;
  const choice = scan.octet('result.choice', blockChoices);
  if (choice === 0) return { last, number, result: { kind: 'raw', bytes: scanRaw(scan) } };
  if (choice > 1) scan.fail('choice-unknown', choiceAt);
  return { last, number, result: { kind: 'error', ...scanAccessResult(scan) } };
}

/** `last │ number u32 │ length raw` (SET, ACTION): no choice. */
export function scanRawBlock(scan: Scan): {
  readonly last: boolean;
  readonly number: number;
  readonly raw: Uint8Array;
} {
  const last = scan.octet('block.last', yesNo) !== 0;
  const number = scan.number('block.number', 4);
  return { last, number, raw: scanRaw(scan) };
}

/** A length and the bytes. Where the length is wrong, what is there. */
export function scanRaw(scan: Scan): Uint8Array {
  const from = scan.at;
  const length = scan.lengthField('block.length');
  if (length > scan.left && !scan.failed) {
    scan.note('length-wrong', from, scan.at, { declared: length, actual: scan.left });
    const rest = scan.stretch('block.data', scan.left);
    scan.fail('cut', scan.end, scan.end);
    return rest;
  }
  return scan.stretch('block.data', length);
}

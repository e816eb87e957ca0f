/**
 * SET (COSEMpdu, Green Book 9.5):
 *
 *   C1 │ 01 │ C1 │ attribute selection │ data                          request, normal
 *   C1 │ 02 │ C1 │ attribute selection │ last number length raw        request, first datablock
 *   C1 │ 03 │ C1 │ last number length raw                              request, datablock
 *   C1 │ 04 │ C1 │ n attributes │ n data        05: the first datablock of such a list
 *   C5 │ 01 │ C1 │ result      02: number       03: result number      04: n results number      05: n results
 */
import { type AttributeRef, type Selection, writeAttribute, writeSelection } from './attribute.ts';
import { scanData } from './data.ts';
import { writeData } from './data-encode.ts';
import type { DataValue } from './data-types.ts';
import { type SelectedAttribute, scanSelectedAttribute } from './get.ts';
import { type Invoke, scanInvoke, writeInvoke } from './invoke.ts';
import { scanAccessResult, scanList, scanRawBlock } from './lists.ts';
import type { DataAccessResult } from './results.ts';
import type { Scan } from './scan.ts';
import { Writer } from './writer.ts';

export interface RawBlock {
  readonly last: boolean;
  readonly number: number;
  readonly raw: Uint8Array;
}

export interface SetResult {
  readonly code: number;
  readonly name: DataAccessResult;
}

export type SetRequest = { readonly type: 'SET-Request'; readonly invoke: Invoke } & (
  | { readonly choice: 'normal'; readonly attribute: SelectedAttribute; readonly data: DataValue }
  | { readonly choice: 'with-first-datablock'; readonly attribute: SelectedAttribute; readonly block: RawBlock }
  | { readonly choice: 'with-datablock'; readonly block: RawBlock }
  | {
      readonly choice: 'with-list';
      readonly attributes: readonly SelectedAttribute[];
      readonly data: readonly DataValue[];
    }
  | {
      readonly choice: 'with-list-and-first-datablock';
      readonly attributes: readonly SelectedAttribute[];
      readonly block: RawBlock;
    }
  | { readonly choice: 'unknown' }
);

export type SetResponse = { readonly type: 'SET-Response'; readonly invoke: Invoke } & (
  | { readonly choice: 'normal'; readonly result: SetResult }
  | { readonly choice: 'datablock'; readonly block: number }
  | { readonly choice: 'last-datablock'; readonly result: SetResult; readonly block: number }
  | { readonly choice: 'last-datablock-with-list'; readonly results: readonly SetResult[]; readonly block: number }
  | { readonly choice: 'with-list'; readonly results: readonly SetResult[] }
  | { readonly choice: 'unknown' }
);

const requestChoices = {
  1: 'normal',
  2: 'with-first-datablock',
  3: 'with-datablock',
  4: 'with-list',
  5: 'with-list-and-first-datablock',
} as const;
const responseChoices = {
  1: 'normal',
  2: 'datablock',
  3: 'last-datablock',
  4: 'last-datablock-with-list',
  5: 'with-list',
} as const;

/** Behind the tag C1. */
export function scanSetRequest(scan: Scan): SetRequest {
  const type = 'SET-Request';
  const choiceAt = scan.at;
  const number = scan.octet('apdu.choice', requestChoices);
  const invoke = scanInvoke(scan);
  const choice = (requestChoices as Readonly<Record<number, SetRequest['choice']>>)[number] ?? 'unknown';
  switch (choice) {
    case 'normal':
      return { type, invoke, choice, attribute: scanSelectedAttribute(scan), data: scanData(scan) };
    case 'with-first-datablock':
      return { type, invoke, choice, attribute: scanSelectedAttribute(scan), block: scanRawBlock(scan) };
    case 'with-datablock':
      return { type, invoke, choice, block: scanRawBlock(scan) };
    case 'with-list': {
      const attributes = scanList(scan, () => scanSelectedAttribute(scan));
      return { type, invoke, choice, attributes, data: scanList(scan, () => scanData(scan)) };
    }
    case 'with-list-and-first-datablock': {
      const attributes = scanList(scan, () => scanSelectedAttribute(scan));
      return { type, invoke, choice, attributes, block: scanRawBlock(scan) };
    }
    case 'unknown':
      scan.fail('choice-unknown', choiceAt);
      return { type, invoke, choice };
  }
}

/** Behind the tag C5. */
export function scanSetResponse(scan: Scan): SetResponse {
  const type = 'SET-Response';
  const choiceAt = scan.at;
  const number = scan.octet('apdu.choice', responseChoices);
  const invoke = scanInvoke(scan);
  const block = (): number => scan.number('block.number', 4);
  const choice = (responseChoices as Readonly<Record<number, SetResponse['choice']>>)[number] ?? 'unknown';
  switch (choice) {
    case 'normal':
      return { type, invoke, choice, result: scanAccessResult(scan) };
    case 'datablock':
      return { type, invoke, choice, block: block() };
    case 'last-datablock':
      return { type, invoke, choice, result: scanAccessResult(scan), block: block() };
    case 'last-datablock-with-list':
      return { type, invoke, choice, results: scanList(scan, () => scanAccessResult(scan)), block: block() };
    case 'with-list':
      return { type, invoke, choice, results: scanList(scan, () => scanAccessResult(scan)) };
    case 'unknown':
      scan.fail('choice-unknown', choiceAt);
      return { type, invoke, choice };
  }
}

type Selected = AttributeRef & { readonly selection?: Selection | null };

export function encodeSetRequest(invoke: Invoke, attribute: Selected, data: DataValue): Uint8Array {
  const writer = writeInvoke(new Writer().octets(0xc1, 1), invoke);
  return writeData(writeSelection(writeAttribute(writer, attribute), attribute.selection), data).done();
}

/** The first datablock names the attribute, the others do not. */
export function encodeSetBlock(
  invoke: Invoke,
  attribute: Selected | null,
  { last, number, raw }: RawBlock,
): Uint8Array {
  const writer = writeInvoke(new Writer().octets(0xc1, attribute === null ? 3 : 2), invoke);
  if (attribute !== null) writeSelection(writeAttribute(writer, attribute), attribute.selection);
  return writer
    .octets(last ? 1 : 0)
    .number(number, 4)
    .counted(raw)
    .done();
}

export function encodeSetResponse(invoke: Invoke, code: number): Uint8Array {
  return writeInvoke(new Writer().octets(0xc5, 1), invoke).octets(code).done();
}

/** @param code null: the block is acknowledged and more are expected */
export function encodeSetBlockResponse(invoke: Invoke, block: number, code: number | null): Uint8Array {
  const writer = writeInvoke(new Writer().octets(0xc5, code === null ? 2 : 3), invoke);
  return (code === null ? writer : writer.octets(code)).number(block, 4).done();
}

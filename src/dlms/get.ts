/**
 * GET (COSEMpdu, Green Book 9.5):
 *
 *   C0 │ 01 │ C1 │ 00 03 01 00 01 08 00 FF 02 │ 00           request, normal: invoke id, attribute, no selection
 *   C0 │ 02 │ C1 │ 00 00 00 01                               request, next: the number of the block received
 *   C0 │ 03 │ C1 │ 02 │ attribute selection │ …              request, with list
 *   C4 │ 01 │ C1 │ 00 data  or  01 code                      response, normal
 *   C4 │ 02 │ C1 │ last number 00 length raw                 response, with datablock
 *   C4 │ 03 │ C1 │ 02 │ 00 data │ 01 code                    response, with list
 */
import {
  type AttributeRef,
  type Selection,
  scanAttribute,
  scanSelection,
  writeAttribute,
  writeSelection,
} from './attribute.ts';
import { writeData } from './data-encode.ts';
import { type Invoke, scanInvoke, writeInvoke } from './invoke.ts';
import { type Datablock, type DataResult, scanDatablock, scanDataResult, scanList } from './lists.ts';
import type { Scan } from './scan.ts';
import { Writer } from './writer.ts';

export interface SelectedAttribute extends AttributeRef {
  readonly selection: Selection | null;
}

export type GetRequest = { readonly type: 'GET-Request'; readonly invoke: Invoke } & (
  | { readonly choice: 'normal'; readonly attribute: SelectedAttribute }
  | { readonly choice: 'next'; readonly block: number }
  | { readonly choice: 'with-list'; readonly attributes: readonly SelectedAttribute[] }
  | { readonly choice: 'unknown' }
);

export type GetResponse = { readonly type: 'GET-Response'; readonly invoke: Invoke } & (
  | { readonly choice: 'normal'; readonly result: DataResult }
  | { readonly choice: 'with-datablock'; readonly block: Datablock }
  | { readonly choice: 'with-list'; readonly results: readonly DataResult[] }
  | { readonly choice: 'unknown' }
);

const requestChoices = { 1: 'normal', 2: 'next', 3: 'with-list' } as const;
const responseChoices = { 1: 'normal', 2: 'with-datablock', 3: 'with-list' } as const;

export function scanSelectedAttribute(scan: Scan): SelectedAttribute {
  scan.open('descriptor');
  const attribute = scanAttribute(scan);
  const selection = scanSelection(scan);
  scan.close();
  return { ...attribute, selection };
}

/** Behind the tag C0. */
export function scanGetRequest(scan: Scan): GetRequest {
  const type = 'GET-Request';
  const choiceAt = scan.at;
  const choice = scan.octet('apdu.choice', requestChoices);
  const invoke = scanInvoke(scan);
  if (choice === 1) return { type, invoke, choice: 'normal', attribute: scanSelectedAttribute(scan) };
  if (choice === 2) return { type, invoke, choice: 'next', block: scan.number('block.number', 4) };
  if (choice === 3)
    return { type, invoke, choice: 'with-list', attributes: scanList(scan, () => scanSelectedAttribute(scan)) };
  scan.fail('choice-unknown', choiceAt);
  return { type, invoke, choice: 'unknown' };
}

/** Behind the tag C4. */
export function scanGetResponse(scan: Scan): GetResponse {
  const type = 'GET-Response';
  const choiceAt = scan.at;
  const choice = scan.octet('apdu.choice', responseChoices);
  const invoke = scanInvoke(scan);
  if (choice === 1) return { type, invoke, choice: 'normal', result: scanDataResult(scan) };
  if (choice === 2) return { type, invoke, choice: 'with-datablock', block: scanDatablock(scan) };
  if (choice === 3) return { type, invoke, choice: 'with-list', results: scanList(scan, () => scanDataResult(scan)) };
  scan.fail('choice-unknown', choiceAt);
  return { type, invoke, choice: 'unknown' };
}

type Without<Union> = Union extends unknown ? Omit<Union, 'type'> : never;

export function encodeGetRequest(request: Exclude<Without<GetRequest>, { readonly choice: 'unknown' }>): Uint8Array {
  const writer = new Writer().octets(0xc0);
  if (request.choice === 'next') return writeInvoke(writer.octets(2), request.invoke).number(request.block, 4).done();
  if (request.choice === 'normal') {
    writeInvoke(writer.octets(1), request.invoke);
    return writeSelection(writeAttribute(writer, request.attribute), request.attribute.selection).done();
  }
  writeInvoke(writer.octets(3), request.invoke).count(request.attributes.length);
  for (const attribute of request.attributes) writeSelection(writeAttribute(writer, attribute), attribute.selection);
  return writer.done();
}

export function encodeGetResponse(response: Exclude<Without<GetResponse>, { readonly choice: 'unknown' }>): Uint8Array {
  const writer = new Writer().octets(0xc4);
  if (response.choice === 'normal')
    return writeResult(writeInvoke(writer.octets(1), response.invoke), response.result).done();
  if (response.choice === 'with-list') {
    writeInvoke(writer.octets(3), response.invoke).count(response.results.length);
    for (const result of response.results) writeResult(writer, result);
    return writer.done();
  }
  const { last, number, result } = response.block;
  writeInvoke(writer.octets(2), response.invoke)
    .octets(last ? 1 : 0)
    .number(number, 4);
  if (result.kind === 'error') return writer.octets(1, result.code).done();
  return writer.octets(0).counted(result.bytes).done();
}

export function writeResult(writer: Writer, result: DataResult): Writer {
  return result.kind === 'error' ? writer.octets(1, result.code) : writeData(writer.octets(0), result.data);
}

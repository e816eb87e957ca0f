/**
 * ACTION (COSEMpdu, Green Book 9.5):
 *
 *   C3 │ 01 │ C1 │ method │ 00  or  01 data                   request, normal: parameters are optional
 *   C3 │ 02 │ C1 │ number            next pblock              03: list      04: first pblock      06: pblock
 *   C7 │ 01 │ C1 │ result │ 00  or  01 00 data  or  01 01 code     response, normal: return parameters are optional
 *   C7 │ 02 │ C1 │ last number length raw                     03: list      04: number of the pblock received
 */
import { type MethodRef, scanMethod, writeMethod } from './attribute.ts';
import { scanData } from './data.ts';
import { writeData } from './data-encode.ts';
import type { DataValue } from './data-types.ts';
import { writeResult } from './get.ts';
import { type Invoke, scanInvoke, writeInvoke } from './invoke.ts';
import { type DataResult, scanDataResult, scanList, scanRawBlock } from './lists.ts';
import { type ActionResult, actionResults, nameOfResult } from './results.ts';
import type { Scan } from './scan.ts';
import type { RawBlock } from './set.ts';
import { Writer } from './writer.ts';

export interface ActionAnswer {
  readonly code: number;
  readonly name: ActionResult;
  /** Return parameters; null where there are none. */
  readonly result: DataResult | null;
}

export type ActionRequest = { readonly type: 'ACTION-Request'; readonly invoke: Invoke } & (
  | { readonly choice: 'normal'; readonly method: MethodRef; readonly parameters: DataValue | null }
  | { readonly choice: 'next-pblock'; readonly block: number }
  | { readonly choice: 'with-list'; readonly methods: readonly MethodRef[]; readonly parameters: readonly DataValue[] }
  | { readonly choice: 'with-first-pblock'; readonly method: MethodRef; readonly block: RawBlock }
  | { readonly choice: 'with-list-and-first-pblock'; readonly methods: readonly MethodRef[]; readonly block: RawBlock }
  | { readonly choice: 'with-pblock'; readonly block: RawBlock }
  | { readonly choice: 'unknown' }
);

export type ActionResponse = { readonly type: 'ACTION-Response'; readonly invoke: Invoke } & (
  | ({ readonly choice: 'normal' } & ActionAnswer)
  | { readonly choice: 'with-pblock'; readonly block: RawBlock }
  | { readonly choice: 'with-list'; readonly answers: readonly ActionAnswer[] }
  | { readonly choice: 'next-pblock'; readonly block: number }
  | { readonly choice: 'unknown' }
);

const requestChoices = {
  1: 'normal',
  2: 'next-pblock',
  3: 'with-list',
  4: 'with-first-pblock',
  5: 'with-list-and-first-pblock',
  6: 'with-pblock',
} as const;
const responseChoices = { 1: 'normal', 2: 'with-pblock', 3: 'with-list', 4: 'next-pblock' } as const;
const absent = { 0: 'absent', 1: 'present' } as const;

function scanOneMethod(scan: Scan): MethodRef {
  scan.open('descriptor');
  const method = scanMethod(scan);
  scan.close();
  return method;
}

/** Behind the tag C3. */
export function scanActionRequest(scan: Scan): ActionRequest {
  const type = 'ACTION-Request';
  const choiceAt = scan.at;
  const number = scan.octet('apdu.choice', requestChoices);
  const invoke = scanInvoke(scan);
  const choice = (requestChoices as Readonly<Record<number, ActionRequest['choice']>>)[number] ?? 'unknown';
  switch (choice) {
    case 'normal': {
      const method = scanOneMethod(scan);
      const has = scan.octet('parameters.present', absent) !== 0;
      return { type, invoke, choice, method, parameters: has ? scanData(scan) : null };
    }
    case 'next-pblock':
      return { type, invoke, choice, block: scan.number('block.number', 4) };
    case 'with-list': {
      const methods = scanList(scan, () => scanOneMethod(scan));
      return { type, invoke, choice, methods, parameters: scanList(scan, () => scanData(scan)) };
    }
    case 'with-first-pblock':
      return { type, invoke, choice, method: scanOneMethod(scan), block: scanRawBlock(scan) };
    case 'with-list-and-first-pblock': {
      const methods = scanList(scan, () => scanOneMethod(scan));
      return { type, invoke, choice, methods, block: scanRawBlock(scan) };
    }
    case 'with-pblock':
      return { type, invoke, choice, block: scanRawBlock(scan) };
    case 'unknown':
      scan.fail('choice-unknown', choiceAt);
      return { type, invoke, choice };
  }
}

/** Behind the tag C7. */
export function scanActionResponse(scan: Scan): ActionResponse {
  const type = 'ACTION-Response';
  const choiceAt = scan.at;
  const number = scan.octet('apdu.choice', responseChoices);
  const invoke = scanInvoke(scan);
  const choice = (responseChoices as Readonly<Record<number, ActionResponse['choice']>>)[number] ?? 'unknown';
  switch (choice) {
    case 'normal':
      return { type, invoke, choice, ...scanAnswer(scan) };
    case 'with-pblock':
      return { type, invoke, choice, block: scanRawBlock(scan) };
    case 'with-list':
      return { type, invoke, choice, answers: scanList(scan, () => scanAnswer(scan)) };
    case 'next-pblock':
      return { type, invoke, choice, block: scan.number('block.number', 4) };
    case 'unknown':
      scan.fail('choice-unknown', choiceAt);
      return { type, invoke, choice };
  }
}

function scanAnswer(scan: Scan): ActionAnswer {
  const code = scan.octet('action.result', actionResults);
  const name = nameOfResult(actionResults, code);
  // Some meters leave the flag out where they have nothing to return.
  const has = scan.left > 0 && scan.octet('parameters.present', absent) !== 0;
  return { code, name, result: has ? scanDataResult(scan) : null };
}

export function encodeActionRequest(invoke: Invoke, method: MethodRef, parameters: DataValue | null): Uint8Array {
  const writer = writeMethod(writeInvoke(new Writer().octets(0xc3, 1), invoke), method);
  return (parameters === null ? writer.octets(0) : writeData(writer.octets(1), parameters)).done();
}

/** The first pblock names the method, the others do not. */
export function encodeActionBlock(
  invoke: Invoke,
  method: MethodRef | null,
  { last, number, raw }: RawBlock,
): Uint8Array {
  const writer = writeInvoke(new Writer().octets(0xc3, method === null ? 6 : 4), invoke);
  if (method !== null) writeMethod(writer, method);
  return writer
    .octets(last ? 1 : 0)
    .number(number, 4)
    .counted(raw)
    .done();
}

/** Asks for the pblock behind the one of this number. */
export function encodeActionNext(invoke: Invoke, block: number): Uint8Array {
  return writeInvoke(new Writer().octets(0xc3, 2), invoke).number(block, 4).done();
}

export function encodeActionResponse(invoke: Invoke, code: number, result: DataResult | null = null): Uint8Array {
  const writer = writeInvoke(new Writer().octets(0xc7, 1), invoke).octets(code);
  return (result === null ? writer.octets(0) : writeResult(writer.octets(1), result)).done();
}

export function encodeActionResponseBlock(invoke: Invoke, { last, number, raw }: RawBlock): Uint8Array {
  return writeInvoke(new Writer().octets(0xc7, 2), invoke)
    .octets(last ? 1 : 0)
    .number(number, 4)
    .counted(raw)
    .done();
}

/** Acknowledges a pblock of the client's. */
export function encodeActionBlockReceived(invoke: Invoke, block: number): Uint8Array {
  return writeInvoke(new Writer().octets(0xc7, 4), invoke).number(block, 4).done();
}

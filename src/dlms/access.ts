/**
 * ACCESS (COSEMpdu, Green Book 9.5): several GET, SET and ACTION in one.
 *
 *   D9 │ long invoke id │ date-time │ n specifications │ n data
 *   DA │ long invoke id │ date-time │ 00 or 01 n specifications │ n data │ n results
 */
import { type AttributeRef, type MethodRef, type Selection, scanAttribute, scanMethod } from './attribute.ts';
import { scanData } from './data.ts';
import type { DataValue } from './data-types.ts';
import { type LongInvoke, scanLongInvoke } from './invoke.ts';
import { scanList } from './lists.ts';
import { scanDateTime } from './notifications.ts';
import { actionResults, dataAccessResults, nameOfResult } from './results.ts';
import type { Scan } from './scan.ts';

export type AccessSpecification =
  | { readonly kind: 'get' | 'set'; readonly attribute: AttributeRef; readonly selection: Selection | null }
  | { readonly kind: 'action'; readonly method: MethodRef }
  | { readonly kind: 'unknown' };

export interface AccessRequest {
  readonly type: 'Access-Request';
  readonly invoke: LongInvoke;
  readonly dateTime: Uint8Array | null;
  readonly specifications: readonly AccessSpecification[];
  readonly data: readonly DataValue[];
}

export interface AccessResponse {
  readonly type: 'Access-Response';
  readonly invoke: LongInvoke;
  readonly dateTime: Uint8Array | null;
  readonly specifications: readonly AccessSpecification[] | null;
  readonly data: readonly DataValue[];
  readonly results: readonly { readonly kind: string; readonly code: number; readonly name: string }[];
}

const kinds = { 1: 'get', 2: 'set', 3: 'action', 4: 'get-with-selection', 5: 'set-with-selection' } as const;
const resultKinds = { 1: 'get', 2: 'set', 3: 'action' } as const;

/** Behind the tag D9. */
export function scanAccessRequest(scan: Scan): AccessRequest {
  return {
    type: 'Access-Request',
    invoke: scanLongInvoke(scan),
    dateTime: scanDateTime(scan),
    specifications: scanList(scan, () => scanSpecification(scan)),
    data: scanList(scan, () => scanData(scan)),
  };
}

/** Behind the tag DA. */
export function scanAccessResponse(scan: Scan): AccessResponse {
  const invoke = scanLongInvoke(scan);
  const dateTime = scanDateTime(scan);
  const has = scan.octet('access.options', { 0: 'absent', 1: 'present' }) !== 0;
  const specifications = has ? scanList(scan, () => scanSpecification(scan)) : null;
  const data = scanList(scan, () => scanData(scan));
  const results = scanList(scan, () => {
    const kindAt = scan.at;
    const kind = scan.octet('access.kind', resultKinds);
    if (kind < 1 || kind > 3) scan.fail('choice-unknown', kindAt);
    const names: Readonly<Record<number, string>> = kind === 3 ? actionResults : dataAccessResults;
    const code = scan.octet('access.result', names);
    return { kind: nameOfResult<string>(resultKinds, kind), code, name: nameOfResult(names, code) };
  });
  return { type: 'Access-Response', invoke, dateTime, specifications, data, results };
}

function scanSpecification(scan: Scan): AccessSpecification {
  scan.open('access.specification');
  const specification = readSpecification(scan);
  scan.close(null, specification.kind);
  return specification;
}

function readSpecification(scan: Scan): AccessSpecification {
  const kindAt = scan.at;
  const kind = scan.octet('access.kind', kinds);
  if (kind === 3) return { kind: 'action', method: scanMethod(scan) };
  if (kind < 1 || kind > 5) {
    scan.fail('choice-unknown', kindAt);
    return { kind: 'unknown' };
  }
  const attribute = scanAttribute(scan);
  const selected = kind > 3;
  const selection = selected
    ? { selector: scan.octet('selection.selector', { 1: 'range', 2: 'entry' }), parameters: scanData(scan) }
    : null;
  return { kind: kind === 1 || kind === 4 ? 'get' : 'set', attribute, selection };
}

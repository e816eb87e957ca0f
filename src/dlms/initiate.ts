/**
 * What association is about, inside the user-information of ACSE (Green Book 9.4.6): the services proposed and granted,
 * and the longest APDU that each side takes.
 *
 *   01 │ 00 │ 00 │ 00 │ 06 │ 5F 1F 04 00 │ 00 1E 1D │ 04 B0     InitiateRequest: no dedicated key, response allowed, no
 *                                                              quality of service, version 6, conformance, PDU size
 *   08 │ 00 │ 06 │ 5F 1F 04 00 │ 00 1E 1D │ 04 B0 │ 00 07      InitiateResponse: …, VAA name 0007 (LN) or FA00 (SN)
 */
import type { Scan } from './scan.ts';
import { Writer } from './writer.ts';

export interface InitiateRequest {
  readonly type: 'InitiateRequest';
  readonly dedicatedKey: Uint8Array | null;
  readonly responseAllowed: boolean;
  readonly qualityOfService: number | null;
  readonly version: number;
  /** 24 bits; names in `conformance.ts`. */
  readonly conformance: number;
  /** Octets; 0 means no limit. */
  readonly maximumPdu: number;
}

export interface InitiateResponse {
  readonly type: 'InitiateResponse';
  readonly qualityOfService: number | null;
  readonly version: number;
  readonly conformance: number;
  readonly maximumPdu: number;
  /** 0007 for logical names, FA00 for short names. */
  readonly vaaName: number;
}

export const vaaName = { logicalNames: 0x0007, shortNames: 0xfa00 } as const;
const vaaNames = { [vaaName.logicalNames]: 'logical-names', [vaaName.shortNames]: 'short-names' } as const;
const present = { 0: 'absent', 1: 'present' } as const;

/** Behind the tag 01. */
export function scanInitiateRequest(scan: Scan): InitiateRequest {
  const dedicatedKey = scanOptional(scan, 'initiate.dedicated-key', () => {
    const from = scan.at;
    const length = scan.length();
    scan.tell('initiate.dedicated-key', from, length, 'length');
    return scan.stretch('initiate.dedicated-key', length, length, 'key');
  });
  // DEFAULT TRUE: absent means allowed.
  const allowed = scanOptional(scan, 'initiate.response-allowed', () => scan.octet('initiate.response-allowed'));
  const qualityOfService = scanOptional(scan, 'initiate.quality', () => scan.octet('initiate.quality'));
  const version = scan.octet('initiate.version');
  const conformance = scanConformance(scan);
  return {
    type: 'InitiateRequest',
    dedicatedKey,
    responseAllowed: allowed !== 0,
    qualityOfService,
    version,
    conformance,
    maximumPdu: scan.number('initiate.pdu-size', 2),
  };
}

/** Behind the tag 08. */
export function scanInitiateResponse(scan: Scan): InitiateResponse {
  const qualityOfService = scanOptional(scan, 'initiate.quality', () => scan.octet('initiate.quality'));
  return {
    type: 'InitiateResponse',
    qualityOfService,
    version: scan.octet('initiate.version'),
    conformance: scanConformance(scan),
    maximumPdu: scan.number('initiate.pdu-size', 2),
    vaaName: scan.number('initiate.vaa-name', 2, vaaNames),
  };
}

function scanOptional<Value>(
  scan: Scan,
  field: 'initiate.dedicated-key' | 'initiate.response-allowed' | 'initiate.quality',
  read: () => Value,
): Value | null {
  return scan.octet(field, present) === 0 ? null : read();
}

/** `5F 1F 04 00` and 24 bits: an application tag of 31, four octets, no unused bits. Some stacks write `5F 04 00`. */
function scanConformance(scan: Scan): number {
  const from = scan.at;
  if (scan.peek() !== 0x5f) {
    scan.fail(scan.peek() < 0 ? 'cut' : 'tag-unknown');
    return 0;
  }
  const short = scan.peek(1) === 0x04;
  const length = short ? 3 : 4;
  scan.skip('initiate.conformance-header', length);
  if (short) scan.note('conformance-tag-short', from, from + 1);
  return scan.number('initiate.conformance', 3);
}

export function encodeInitiateRequest(request: Omit<InitiateRequest, 'type'>): Uint8Array {
  const { dedicatedKey, responseAllowed, qualityOfService, version, conformance, maximumPdu } = request;
  const writer = new Writer().octets(1);
  if (dedicatedKey === null) writer.octets(0);
  else writer.octets(1).counted(dedicatedKey);
  if (responseAllowed) writer.octets(0);
  else writer.octets(1, 0);
  if (qualityOfService === null) writer.octets(0);
  else writer.octets(1, qualityOfService);
  return writeConformance(writer.octets(version), conformance).number(maximumPdu, 2).done();
}

export function encodeInitiateResponse(response: Omit<InitiateResponse, 'type'>): Uint8Array {
  const { qualityOfService, version, conformance, maximumPdu } = response;
  const writer = new Writer().octets(8);
  if (qualityOfService === null) writer.octets(0);
  else writer.octets(1, qualityOfService);
  return writeConformance(writer.octets(version), conformance).number(maximumPdu, 2).number(response.vaaName, 2).done();
}

function writeConformance(writer: Writer, conformance: number): Writer {
  return writer.octets(0x5f, 0x1f, 0x04, 0x00).number(conformance, 3);
}

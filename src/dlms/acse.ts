/**
 * Opening and releasing an association: ACSE in BER (Green Book 9.4.2, ISO/IEC 8650-1).
 *
 *   60 1D │ A1 09 06 07 60 85 74 05 08 01 01 │ 8A … │ 8B … │ AC … │ BE 10 04 0E 01 …        AARQ
 *   61 29 │ A1 09 …  │ A2 03 02 01 00 │ A3 05 A1 03 02 01 00 │ BE 10 04 0E 08 …             AARE: result, diagnostic
 *   62 03 │ 80 01 00                                                                         RLRQ: reason
 *
 * Components come in the order of their tags and nearly all may be missing. Stacks in the field miscount lengths: a
 * length that is wrong is reported, and what is there is read all the same.
 */
import { toHex } from '../bytes/hex.ts';
import { componentNames } from './acse-components.ts';
import { type CipheredApdu, scanCiphered } from './ciphered.ts';
import { type ConfirmedServiceError, scanServiceError } from './errors.ts';
import { type InitiateRequest, type InitiateResponse, scanInitiateRequest, scanInitiateResponse } from './initiate.ts';
import {
  type AssociationResult,
  associationResults,
  type Diagnostic,
  nameOfResult,
  providerDiagnostics,
  releaseReasons,
  userDiagnostics,
} from './results.ts';
import type { Scan } from './scan.ts';
import { apduName } from './tags.ts';

/** `60 85 74 05 08 01 x`. */
export const applicationContexts = {
  1: 'LN',
  2: 'SN',
  3: 'LN-ciphered',
  4: 'SN-ciphered',
} as const satisfies Readonly<Record<number, string>>;
export type ApplicationContext = (typeof applicationContexts)[keyof typeof applicationContexts];

/** `60 85 74 05 08 02 x`. */
export const mechanisms = {
  0: 'none',
  1: 'LLS',
  2: 'HLS',
  3: 'HLS-MD5',
  4: 'HLS-SHA1',
  5: 'HLS-GMAC',
  6: 'HLS-SHA256',
  7: 'HLS-ECDSA',
} as const satisfies Readonly<Record<number, string>>;
export type Mechanism = (typeof mechanisms)[keyof typeof mechanisms];

export type UserInformation = InitiateRequest | InitiateResponse | ConfirmedServiceError | CipheredApdu;

interface Acse {
  /** The application context; null where it is missing, or none of DLMS. */
  readonly context: ApplicationContext | null;
  /** Its object identifier, hex; null where it is missing. */
  readonly contextOid: string | null;
  /** The sender's system title: calling AP title in AARQ, responding AP title in AARE. */
  readonly systemTitle: Uint8Array | null;
  readonly requirements: Uint8Array | null;
  readonly mechanism: Mechanism | null;
  readonly mechanismOid: string | null;
  /** A password (LLS) or a challenge (HLS). */
  readonly authentication: Uint8Array | null;
  readonly userInformation: UserInformation | null;
  /** Tags of the components, in order. */
  readonly components: readonly number[];
}

export interface Aarq extends Acse {
  readonly type: 'AARQ';
}

export interface Aare extends Acse {
  readonly type: 'AARE';
  readonly result: number | null;
  readonly resultName: AssociationResult | null;
  readonly diagnosticSource: 'acse-service-user' | 'acse-service-provider' | null;
  readonly diagnostic: number | null;
  readonly diagnosticName: Diagnostic | null;
}

export interface Release {
  readonly type: 'RLRQ' | 'RLRE';
  readonly reason: number | null;
  readonly userInformation: UserInformation | null;
  readonly components: readonly number[];
}

/** What the components come to, filled in as they are read. */
interface Found {
  context: ApplicationContext | null;
  contextOid: string | null;
  systemTitle: Uint8Array | null;
  requirements: Uint8Array | null;
  mechanism: Mechanism | null;
  mechanismOid: string | null;
  authentication: Uint8Array | null;
  userInformation: UserInformation | null;
  components: number[];
  result: number | null;
  diagnosticSource: Aare['diagnosticSource'];
  diagnostic: number | null;
  reason: number | null;
}

type ReadComponent = (scan: Scan, found: Found) => void;

const oidPrefix = '608574050';

const context: ReadComponent = (scan, found) => {
  const oid = scanOid(scan, 'acse.context', '801', applicationContexts);
  found.contextOid = oid.hex;
  found.context = oid.name as ApplicationContext | null;
};
const requirements: ReadComponent = (scan, found) => {
  found.requirements = scan.stretch('acse.requirements', scan.left);
};
const mechanism: ReadComponent = (scan, found) => {
  // IMPLICIT: the object identifier goes without its own tag here.
  const oid = readOid(scan, 'acse.mechanism', scan.left, '802', mechanisms);
  found.mechanismOid = oid.hex;
  found.mechanism = oid.name as Mechanism | null;
};
const title: ReadComponent = (scan, found) => {
  found.systemTitle = scanTagged(scan, 'acse.title');
};
const authentication: ReadComponent = (scan, found) => {
  found.authentication = scanTagged(scan, 'acse.authentication');
};
const userInformation: ReadComponent = (scan, found) => {
  const from = scan.at;
  scan.at += scan.left > 0 ? 1 : 0;
  const declared = scan.length();
  scan.tell('acse.header', from, declared, 'octet-string');
  if (scan.failed) return;
  if (declared !== scan.left) scan.note('length-wrong', from + 1, scan.at, { declared, actual: scan.left });
  scan.open('acse.user-information');
  found.userInformation = scanUserInformation(scan);
  scan.close();
};
const other: ReadComponent = (scan) => {
  scan.stretch('acse.other', scan.left);
};
const protocolVersion: ReadComponent = (scan) => {
  scan.stretch('acse.protocol-version', scan.left);
};

const aarqComponents: ReadonlyMap<number, ReadComponent> = new Map([
  [0x80, protocolVersion],
  [0xa1, context],
  ...[0xa2, 0xa3, 0xa4, 0xa5].map((tag) => [tag, other] as const),
  [0xa6, title],
  ...[0xa7, 0xa8, 0xa9].map((tag) => [tag, other] as const),
  [0x8a, requirements],
  [0x8b, mechanism],
  [0xac, authentication],
  [0xbd, other],
  [0xbe, userInformation],
]);

const aareComponents: ReadonlyMap<number, ReadComponent> = new Map<number, ReadComponent>([
  [0x80, protocolVersion],
  [0xa1, context],
  [
    0xa2,
    (scan, found) => {
      found.result = scanInteger(scan, 'acse.result', associationResults);
    },
  ],
  [
    0xa3,
    (scan, found) => {
      const from = scan.at;
      const source = scan.peek();
      scan.at += scan.left > 0 ? 1 : 0;
      const length = scan.length();
      scan.tell('acse.header', from, length, source === 0xa2 ? 'acse-service-provider' : 'acse-service-user');
      found.diagnosticSource = source === 0xa2 ? 'acse-service-provider' : 'acse-service-user';
      const names = source === 0xa2 ? providerDiagnostics : userDiagnostics;
      found.diagnostic = scanInteger(scan, 'acse.diagnostic', names);
    },
  ],
  [0xa4, title],
  ...[0xa5, 0xa6, 0xa7].map((tag) => [tag, other] as const),
  [0x88, requirements],
  [0x89, mechanism],
  [0xaa, authentication],
  [0xbd, other],
  [0xbe, userInformation],
]);

const releaseComponents: ReadonlyMap<number, ReadComponent> = new Map<number, ReadComponent>([
  [
    0x80,
    (scan, found) => {
      const bytes = scan.peek();
      scan.stretch(
        'acse.reason',
        scan.left,
        bytes,
        (releaseReasons as Readonly<Record<number, string>>)[bytes] ?? null,
      );
      found.reason = bytes < 0 ? null : bytes;
    },
  ],
  [0xbe, userInformation],
]);

/** Behind the tag 60. */
export function scanAarq(scan: Scan): Aarq {
  const found = scanComponents(scan, aarqComponents, componentNames.AARQ);
  return { type: 'AARQ', ...acseOf(found) };
}

/** Behind the tag 61. */
export function scanAare(scan: Scan): Aare {
  const found = scanComponents(scan, aareComponents, componentNames.AARE);
  const { result, diagnostic, diagnosticSource } = found;
  const names = diagnosticSource === 'acse-service-provider' ? providerDiagnostics : userDiagnostics;
  return {
    type: 'AARE',
    ...acseOf(found),
    result,
    resultName: result === null ? null : nameOfResult(associationResults, result),
    diagnosticSource,
    diagnostic,
    diagnosticName: diagnostic === null ? null : nameOfResult<Diagnostic>(names, diagnostic),
  };
}

/** Behind the tag 62 or 63. */
export function scanRelease(scan: Scan, type: 'RLRQ' | 'RLRE'): Release {
  if (scan.left === 0) {
    scan.note('bare-tag', scan.at - 1, scan.at);
    return { type, reason: null, userInformation: null, components: [] };
  }
  const { reason, userInformation, components } = scanComponents(scan, releaseComponents, componentNames.release);
  return { type, reason, userInformation, components };
}

function acseOf(found: Found): Acse {
  const { context, contextOid, systemTitle, requirements, mechanism, mechanismOid, authentication } = found;
  const { userInformation, components } = found;
  return {
    context,
    contextOid,
    systemTitle,
    requirements,
    mechanism,
    mechanismOid,
    authentication,
    userInformation,
    components,
  };
}

function scanComponents(
  scan: Scan,
  known: ReadonlyMap<number, ReadComponent>,
  names: Readonly<Record<number, string>>,
): Found {
  const found: Found = {
    context: null,
    contextOid: null,
    systemTitle: null,
    requirements: null,
    mechanism: null,
    mechanismOid: null,
    authentication: null,
    userInformation: null,
    components: [],
    result: null,
    diagnosticSource: null,
    diagnostic: null,
    reason: null,
  };
  const lengthAt = scan.at;
  const declared = scan.lengthField('apdu.length');
  const actual = scan.left;
  const declaredEnd = scan.at + declared;
  const miscounted = declared !== actual && !scan.failed;
  if (miscounted) scan.note('length-wrong', lengthAt, scan.at, { declared, actual });
  while (scan.left > 0) {
    const tag = scan.peek();
    const read = known.get(tag);
    // Behind the end that the length names only a component is still part of it.
    if (read === undefined && scan.at >= declaredEnd) break;
    found.components.push(tag);
    scanComponent(scan, read ?? other, found, names[tag] ?? null, miscounted && tag === 0xbe);
  }
  return found;
}

/** `tag length content`; the last component of a miscounted APDU reaches as far as there are bytes. */
function scanComponent(scan: Scan, read: ReadComponent, found: Found, name: string | null, toTheEnd: boolean): void {
  const from = scan.at;
  scan.open('acse.component');
  scan.at += 1;
  const length = scan.length();
  scan.tell('acse.header', from, length, name);
  const missing = length > scan.left || (toTheEnd && length < scan.left);
  if (missing && !scan.failed) scan.note('length-wrong', from + 1, scan.at, { declared: length, actual: scan.left });
  if (scan.failed) {
    scan.close(null, name);
    return;
  }
  const end = missing ? scan.end : scan.at + length;
  scan.within(end, 'apdu.rest', () => read(scan, found));
  scan.close(null, name);
}

interface Oid {
  readonly hex: string;
  readonly name: string | null;
}

/** `06 07 60 85 74 05 08 01 01`. */
function scanOid(scan: Scan, field: 'acse.context', arc: string, names: Readonly<Record<number, string>>): Oid {
  const from = scan.at;
  scan.at += scan.left > 0 ? 1 : 0;
  const length = scan.length();
  scan.tell('acse.header', from, length, 'object-identifier');
  return readOid(scan, field, Math.min(length, scan.left), arc, names);
}

function readOid(
  scan: Scan,
  field: 'acse.context' | 'acse.mechanism',
  length: number,
  arc: string,
  names: Readonly<Record<number, string>>,
): Oid {
  const { at, bytes } = scan;
  const hex = toHex(bytes.subarray(at, Math.min(at + length, scan.end)));
  const last = bytes[at + length - 1] as number;
  const name = length === 7 && hex.startsWith(oidPrefix + arc) ? (names[last] ?? null) : null;
  scan.skip(field, length, length === 7 ? last : null, name);
  return { hex, name };
}

/** `02 01 value`. */
function scanInteger(
  scan: Scan,
  field: 'acse.result' | 'acse.diagnostic',
  names: Readonly<Record<number, string>>,
): number | null {
  const from = scan.at;
  scan.at += scan.left > 0 ? 1 : 0;
  const length = scan.length();
  scan.tell('acse.header', from, length, 'integer');
  if (scan.left === 0 || length === 0) {
    scan.fail('cut');
    return null;
  }
  return scan.number(field, Math.min(length, scan.left, 4), names);
}

/** A value behind its tag and length: `80 08 …` (authentication value), `04 08 …` (title). */
function scanTagged(scan: Scan, field: 'acse.title' | 'acse.authentication'): Uint8Array {
  const from = scan.at;
  scan.at += scan.left > 0 ? 1 : 0;
  const length = scan.length();
  scan.tell('acse.header', from, length, null);
  if (length > scan.left && !scan.failed) {
    scan.note('length-wrong', from + 1, scan.at, { declared: length, actual: scan.left });
  }
  return scan.stretch(field, Math.min(length, scan.left), length);
}

function scanUserInformation(scan: Scan): UserInformation | null {
  const tag = scan.peek();
  const service = apduName(tag);
  if (service === null) {
    scan.fail(tag < 0 ? 'cut' : 'tag-unknown');
    return null;
  }
  scan.octet('initiate.tag', { [tag]: service });
  if (tag === 0x01) return scanInitiateRequest(scan);
  if (tag === 0x08) return scanInitiateResponse(scan);
  if (tag === 0x0e) return scanServiceError(scan);
  if (service.startsWith('glo-') || service.startsWith('ded-') || service.startsWith('general-'))
    return scanCiphered(scan, tag, service);
  scan.fail('tag-unknown', scan.at - 1);
  return null;
}

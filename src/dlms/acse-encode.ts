/** AARQ, AARE, RLRQ and RLRE, written: the opposite of `acse.ts`. */
import { joinBytes } from '../bytes/join.ts';
import { type ApplicationContext, applicationContexts, type Mechanism, mechanisms } from './acse.ts';
import { Writer } from './writer.ts';

export interface AarqParts {
  readonly context?: ApplicationContext;
  readonly systemTitle?: Uint8Array | null;
  /** With a mechanism go the requirements and the authentication value. */
  readonly mechanism?: Mechanism | null;
  readonly authentication?: Uint8Array | null;
  /** An InitiateRequest, ciphered or not. */
  readonly userInformation: Uint8Array | null;
}

export interface AareParts {
  readonly context?: ApplicationContext;
  readonly result: number;
  readonly diagnosticSource?: 'acse-service-user' | 'acse-service-provider';
  readonly diagnostic: number;
  readonly systemTitle?: Uint8Array | null;
  readonly mechanism?: Mechanism | null;
  readonly authentication?: Uint8Array | null;
  readonly userInformation: Uint8Array | null;
}

const requirements = Uint8Array.of(0x07, 0x80);

const oid = (arc: number, last: number): Uint8Array => Uint8Array.of(0x60, 0x85, 0x74, 0x05, 0x08, arc, last);

function numberOf(table: Readonly<Record<number, string>>, name: string): number {
  return Number(Object.entries(table).find(([, known]) => known === name)?.[0] ?? 0);
}

function component(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  return new Writer().octets(tag).counted(joinBytes(contents)).done();
}

const contextName = (context: ApplicationContext): Uint8Array =>
  component(0xa1, component(0x06, oid(1, numberOf(applicationContexts, context))));

/** The bytes of an AARQ; LN context unless told. */
export function encodeAarq({
  context = 'LN',
  systemTitle,
  mechanism,
  authentication,
  userInformation,
}: AarqParts): Uint8Array {
  const parts = [contextName(context)];
  if (systemTitle != null) parts.push(component(0xa6, component(0x04, systemTitle)));
  if (mechanism != null && mechanism !== 'none') {
    parts.push(component(0x8a, requirements), component(0x8b, oid(2, numberOf(mechanisms, mechanism))));
    if (authentication != null) parts.push(component(0xac, component(0x80, authentication)));
  }
  if (userInformation !== null) parts.push(component(0xbe, component(0x04, userInformation)));
  return component(0x60, ...parts);
}

/** The bytes of an AARE; LN context unless told. */
export function encodeAare(parts: AareParts): Uint8Array {
  const { context = 'LN', result, diagnosticSource = 'acse-service-user', diagnostic, systemTitle } = parts;
  const integer = (value: number) => component(0x02, Uint8Array.of(value));
  const source = diagnosticSource === 'acse-service-provider' ? 0xa2 : 0xa1;
  const told = [
    contextName(context),
    component(0xa2, integer(result)),
    component(0xa3, component(source, integer(diagnostic))),
  ];
  if (systemTitle != null) told.push(component(0xa4, component(0x04, systemTitle)));
  if (parts.mechanism != null && parts.mechanism !== 'none') {
    told.push(component(0x88, requirements), component(0x89, oid(2, numberOf(mechanisms, parts.mechanism))));
    if (parts.authentication != null) told.push(component(0xaa, component(0x80, parts.authentication)));
  }
  if (parts.userInformation !== null) told.push(component(0xbe, component(0x04, parts.userInformation)));
  return component(0x61, ...told);
}

/** RLRQ: reason normal, no user information unless given (only ciphered associations need it). */
export function encodeRlrq(reason: number | null = 0, userInformation: Uint8Array | null = null): Uint8Array {
  return release(0x62, reason, userInformation);
}

export function encodeRlre(reason: number | null = 0, userInformation: Uint8Array | null = null): Uint8Array {
  return release(0x63, reason, userInformation);
}

function release(tag: number, reason: number | null, userInformation: Uint8Array | null): Uint8Array {
  const parts = reason === null ? [] : [component(0x80, Uint8Array.of(reason))];
  if (userInformation !== null) parts.push(component(0xbe, component(0x04, userInformation)));
  return component(tag, ...parts);
}

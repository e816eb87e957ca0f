/** Logins and readings as evidence: what was asked, and what the meter said of it in its own numbers. Never a secret. */
import { toHex } from '../bytes/hex.ts';
import { isPlainText } from '../bytes/printable.ts';
import {
  type Aare,
  type Aarq,
  type Apdu,
  type ConfirmedServiceError,
  conformanceOf,
  type DataResult,
  type ExceptionResponse,
  errorClasses,
  errorServices,
  errorValues,
  exceptionServices,
  exceptionStates,
  nameOfResult,
  parseDateTime,
  renderObis,
  vaaName,
} from '../dlms/index.ts';
import type {
  AssociationFacts,
  AssociationOutcome,
  Evidence,
  ExceptionFacts,
  Named,
  ReadAttempt,
  ReadFacts,
  ReadOutcome,
  ServiceErrorFacts,
} from '../evidence/index.ts';
import type { TalkDeed } from './deeds.ts';
import { type Earlier, heardOf } from './heard.ts';
import { between, exchangesOf, lastedMs, patienceOf, protestIn } from './link-evidence.ts';

const authenticationRequired = 14;

function named(table: Readonly<Record<number, string>>, code: number): Named {
  return { code, name: nameOfResult(table, code) };
}

function exceptionFacts({ counter, service, state }: ExceptionResponse): ExceptionFacts {
  return { state: named(exceptionStates, state), service: named(exceptionServices, service), counter };
}

function serviceErrorFacts({ errorClass, service, value }: ConfirmedServiceError): ServiceErrorFacts {
  return {
    service: named(errorServices, service),
    kind: named(errorClasses, errorClass),
    value: named(errorValues[errorClass] ?? {}, value),
  };
}

export function loginEvidence(
  id: string,
  credential: string,
  deed: TalkDeed & { readonly request: Aarq },
  echoes: ReadonlySet<string>,
  earlier: readonly Earlier[],
): Evidence<'association.open'> {
  const { answer, answeredMs, came, client, conversation, late, request, server, stop, turns } = deed;
  const heard = heardOf(conversation, turns, client, echoes, earlier);
  const replyMs = between(turns[0]?.sent?.atMs, answeredMs);
  const aare = answer?.type === 'AARE' ? answer : null;
  const told = aare?.userInformation ?? null;
  const serviceError =
    answer?.type === 'confirmed-service-error' ? answer : told?.type === 'confirmed-service-error' ? told : null;
  const granted = told?.type === 'InitiateResponse' ? told : null;
  const isSecret = request.authentication !== null && (request.mechanism === 'LLS' || request.mechanism === null);
  const facts: AssociationFacts = {
    credential,
    client,
    server,
    level: isSecret ? 'lls' : 'none',
    secretOctets: isSecret ? (request.authentication?.length ?? 0) : null,
    notAsked: null,
    replyMs,
    timeoutMs: Math.max(patienceOf(turns), late ? 0 : (replyMs ?? 0)),
    late,
    protest: protestIn(stop?.frame),
    begun: answer === null ? came.begun : null,
    carriedFf: answer === null && carriesFf(deed),
    remarks: [],
    heard,
    context: aare?.context ?? null,
    mechanism: aare?.mechanism ?? null,
    result: aare?.result == null ? null : { code: aare.result, name: aare.resultName ?? 'unknown' },
    diagnostic: diagnosticOf(aare),
    exception: answer?.type === 'exception-response' ? exceptionFacts(answer) : null,
    serviceError: serviceError === null ? null : serviceErrorFacts(serviceError),
    granted:
      granted === null
        ? null
        : {
            conformance: conformanceOf(granted.conformance),
            maximumPdu: granted.maximumPdu,
            vaaName: granted.vaaName.toString(16).toUpperCase().padStart(4, '0'),
          },
    shortNames: aare?.context === 'SN' || aare?.context === 'SN-ciphered' || granted?.vaaName === vaaName.shortNames,
  };
  return {
    id,
    experiment: 'association.open',
    outcome: loginOutcome(deed, heard),
    ms: lastedMs(turns),
    exchanges: exchangesOf(turns),
    facts,
  };
}

function diagnosticOf(aare: Aare | null): AssociationFacts['diagnostic'] {
  if (aare?.diagnostic == null) return null;
  const { diagnostic, diagnosticName, diagnosticSource } = aare;
  return { code: diagnostic, name: diagnosticName ?? 'unknown', source: diagnosticSource ?? 'acse-service-user' };
}

function carriesFf({ turns }: TalkDeed): boolean {
  return turns.some(({ sent }) => sent?.shown.includes(0xff) === true);
}

function loginOutcome({ answer, came, stop }: TalkDeed, heard: AssociationFacts['heard']): AssociationOutcome {
  if (answer?.type === 'exception-response' || answer?.type === 'confirmed-service-error') return 'EXCEPTION';
  if (answer?.type === 'AARE' && answer.result !== null) return resultOf(answer);
  if (stop !== null) return stop.frame.control.type as 'DM' | 'FRMR';
  if (answer !== null || came.apdus.length > 0) return 'GARBLED';
  return unanswered(heard);
}

function unanswered(
  heard: AssociationFacts['heard'],
): 'BUSY' | 'TEXT' | 'GARBLED' | 'ECHO' | 'CLOSED' | 'RESET' | 'TIMEOUT' {
  if (heard?.text?.known != null && heard.text.known.meaning !== 'banner') return 'BUSY';
  if (heard?.text != null) return 'TEXT';
  if (heard?.end != null) return heard.end.how === 'FIN' ? 'CLOSED' : 'RESET';
  if (heard !== null && (heard.garbledBytes > 0 || heard.defects.length > 0)) return 'GARBLED';
  return heard?.echo === true ? 'ECHO' : 'TIMEOUT';
}

function resultOf({ diagnostic, diagnosticSource, result, userInformation }: Aare): AssociationOutcome {
  if (result !== 0) return 'REJECTED';
  if (diagnostic === authenticationRequired && diagnosticSource === 'acse-service-user') return 'HLS-PENDING';
  return userInformation?.type === 'confirmed-service-error' ? 'REJECTED' : 'ACCEPTED';
}

/** What a GET asked for, and what became of it. */
export interface Read {
  readonly logicalName: string;
  readonly outcome: ReadOutcome;
  readonly value: string | null;
  readonly replyMs: number | null;
  readonly result: Named | null;
  readonly exception: ExceptionFacts | null;
}

export function readOf(deed: TalkDeed & { readonly request: Extract<Apdu, { type: 'GET-Request' }> }): Read {
  const { answer, came, conversation, request, stop, turns } = deed;
  const name =
    request.choice === 'normal'
      ? request.attribute.logicalName
      : request.choice === 'with-list'
        ? (request.attributes[0]?.logicalName ?? '')
        : '';
  const told: Read = {
    logicalName: name.length === 12 ? renderObis(name) : '?',
    outcome: 'TIMEOUT',
    value: null,
    replyMs: between(turns[0]?.sent?.atMs, deed.answeredMs),
    result: null,
    exception: null,
  };
  if (answer?.type === 'exception-response') {
    return { ...told, outcome: 'EXCEPTION', exception: exceptionFacts(answer) };
  }
  if (answer?.type === 'confirmed-service-error') return { ...told, outcome: 'EXCEPTION' };
  if (answer?.type === 'GET-Response') {
    const result = resultIn(answer);
    if (result === null) return { ...told, outcome: answer.choice === 'unknown' ? 'MALFORMED' : 'READ' };
    if (result.kind === 'error') {
      return { ...told, outcome: 'DENIED', result: { code: result.code, name: result.name } };
    }
    return { ...told, outcome: 'READ', value: isSecretOf(request) ? null : valueText(result) };
  }
  if (stop !== null) return { ...told, outcome: stop.frame.control.type as 'DM' | 'FRMR' };
  if (answer !== null || came.apdus.length > 0) return { ...told, outcome: 'MALFORMED' };
  const heard = heardOf(conversation, turns, deed.client, new Set());
  const outcome = unanswered(heard);
  const isTold = outcome === 'GARBLED' || outcome === 'CLOSED' || outcome === 'RESET';
  return { ...told, outcome: isTold ? outcome : 'TIMEOUT' };
}

/** The secret of an association (Blue Book, class 15, attribute 7). */
function isSecretOf(request: Extract<Apdu, { type: 'GET-Request' }>): boolean {
  return request.choice !== 'normal' || (request.attribute.classId === 15 && request.attribute.attribute === 7);
}

/** The first result; null for the parts of a long value. */
function resultIn(response: Extract<Apdu, { type: 'GET-Response' }>): DataResult | null {
  if (response.choice === 'normal') return response.result;
  return response.choice === 'with-list' ? (response.results[0] ?? null) : null;
}

const shownOctets = 40;

/** A number, a text or a time as people read it; null for what takes more than a word. */
function valueText(result: Extract<DataResult, { kind: 'data' }>): string | null {
  const { data } = result;
  if (data.type === 'octet-string' || data.type === 'visible-string') {
    const bytes = data.bytes.subarray(0, shownOctets);
    if (data.type === 'octet-string' && data.bytes.length === 12) {
      const { text } = parseDateTime(data.bytes);
      if (text !== '') return text;
    }
    return isPlainText(bytes) ? String.fromCharCode(...bytes) : toHex(bytes);
  }
  return 'value' in data &&
    (typeof data.value === 'number' || typeof data.value === 'bigint' || typeof data.value === 'boolean')
    ? `${data.value}`
    : null;
}

const knownObjects: Readonly<Record<string, ReadAttempt['object']>> = {
  '0-0:1.0.0.255': 'clock',
  '0-0:42.0.0.255': 'logical-device-name',
  '0-0:40.0.0.255': 'object-list',
};

/** The readings of one client in one conversation as one piece of evidence: the first that found no answer decides. */
export function readEvidence(
  id: string,
  credential: string,
  deeds: readonly (TalkDeed & { readonly request: Extract<Apdu, { type: 'GET-Request' }> })[],
  echoes: ReadonlySet<string>,
  earlier: readonly Earlier[],
): Evidence<'object.read'> | null {
  const [first] = deeds;
  if (first === undefined) return null;
  const reads = deeds.map((deed) => ({ deed, read: readOf(deed) }));
  const said = (outcome: ReadOutcome) => outcome === 'READ' || outcome === 'DENIED' || outcome === 'EXCEPTION';
  const failed = reads.find(({ read }) => !said(read.outcome));
  const good = reads.find(({ read }) => read.outcome === 'READ');
  const decisive = failed ?? good ?? reads[0];
  const deed = decisive?.deed ?? first;
  const replyMs = decisive?.read.replyMs ?? null;
  const object = knownObjects[good?.read.logicalName ?? ''] ?? 'other';
  const facts: ReadFacts = {
    credential,
    client: first.client,
    server: first.server,
    notAsked: null,
    replyMs,
    timeoutMs: Math.max(patienceOf(deed.turns), replyMs ?? 0),
    late: deeds.some(({ late }) => late),
    protest: protestIn(deed.stop?.frame),
    begun: failed === undefined ? null : deed.came.begun,
    carriedFf: failed !== undefined && carriesFf(deed),
    remarks: [],
    heard: heardOf(deed.conversation, deed.turns, deed.client, echoes, earlier),
    attempts: reads
      .filter(({ read }) => read.outcome === 'DENIED' || read.outcome === 'EXCEPTION')
      .slice(0, 50)
      .map(({ read: { exception, logicalName, result } }) => ({
        object: knownObjects[logicalName] ?? 'other',
        logicalName,
        result,
        exception,
      })),
    reading:
      good === undefined
        ? null
        : { object, logicalName: good.read.logicalName, value: good.read.value, aheadSeconds: null },
  };
  return {
    id,
    experiment: 'object.read',
    outcome: decisive?.read.outcome ?? 'TIMEOUT',
    ms: deeds.reduce((sum, { turns }) => sum + lastedMs(turns), 0),
    exchanges: exchangesOf(deeds.flatMap(({ turns }) => turns)),
    facts,
  };
}

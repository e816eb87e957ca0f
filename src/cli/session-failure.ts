/**
 * No session: what the failure means, its cause and its exit code. Says no more than one attempt shows; the whole story is
 * `meter test`'s to tell.
 */
import { Chalk } from 'chalk';
import { printable } from '../bytes/printable.ts';
import { dissect } from '../dissect/index.ts';
import type { CauseCode } from '../evidence/index.ts';
import type { LineErrorCode } from '../line/index.ts';
import type { Lost } from '../objects/index.ts';
import { renderTrouble, type SessionTrouble, troubleDocument } from '../report/index.ts';
import type { Associated, SessionFailure } from '../session/index.ts';
import { type ChosenMeter, meterDocument, meterLabel } from './choose-meter.ts';
import type { Context } from './context.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { MeterCommand } from './open-meter.ts';

type Trouble = Pick<SessionTrouble, 'outcome' | 'cause' | 'grade' | 'name'> & {
  readonly exit: ExitCode;
  readonly values?: SessionTrouble['values'];
};

/** Another run of this tool holds the line. */
export function showHeld(
  context: Context,
  chosen: ChosenMeter,
  command: MeterCommand,
  { pid, command: theirs }: { readonly pid: number | null; readonly command: string | null },
): ExitCode {
  return show(context, chosen, command, 'lock', heldTrouble(pid, theirs));
}

function heldTrouble(pid: number | null, theirs: string | null): Trouble {
  const named = pid !== null && theirs !== null;
  return {
    outcome: 'SELF',
    cause: 'self.busy',
    grade: 'proven',
    exit: exitCode.busy,
    name: named ? 'held-by-us' : 'held-by-us-unnamed',
    values: named ? { pid, command: theirs } : {},
  };
}

/** A trouble as plain data, for a command that goes on after it. */
export interface Told {
  readonly trouble: SessionTrouble;
  readonly exit: ExitCode;
}

export function toldHeld(chosen: ChosenMeter, pid: number | null, theirs: string | null): Told {
  return toldOf(chosen, 'lock', heldTrouble(pid, theirs));
}

/** @param heard what came over the line */
export function toldFailure(chosen: ChosenMeter, failure: SessionFailure, heard: Uint8Array): Told {
  return toldOf(chosen, failure.stage, troubleOf(failure, heard, chosen));
}

export function toldLost(chosen: ChosenMeter, lost: Lost): Told {
  return toldOf(chosen, 'services', lostTrouble(lost));
}

export function toldShortNames(chosen: ChosenMeter): Told {
  return toldOf(chosen, 'association', shortNames);
}

function toldOf(chosen: ChosenMeter, stage: SessionTrouble['stage'], trouble: Trouble): Told {
  return { trouble: asTrouble(chosen, stage, trouble), exit: trouble.exit };
}

/** @param heard what came over the line: a gateway's refusal in words, garbage */
export function showFailure(
  context: Context,
  chosen: ChosenMeter,
  command: MeterCommand,
  failure: SessionFailure,
  heard: Uint8Array,
): ExitCode {
  return show(context, chosen, command, failure.stage, troubleOf(failure, heard, chosen));
}

/** The session died in the middle. @param schema of a document that shall say so, where the command writes none itself */
export function showLost(context: Context, chosen: ChosenMeter, lost: Lost, schema?: string): ExitCode {
  const trouble = lostTrouble(lost);
  const told = asTrouble(chosen, 'services', trouble);
  if (!context.json) say(context, chosen, told);
  else if (schema !== undefined) writeFailure(context, chosen, schema, told);
  return trouble.exit;
}

/** The field `failure` of a document whose session died in the middle. */
export function lostDocument(chosen: ChosenMeter, lost: Lost): object {
  return troubleDocument(asTrouble(chosen, 'services', lostTrouble(lost)));
}

function show(
  context: Context,
  chosen: ChosenMeter,
  { schema }: MeterCommand,
  stage: SessionTrouble['stage'],
  trouble: Trouble,
): ExitCode {
  const told = asTrouble(chosen, stage, trouble);
  if (context.json) writeFailure(context, chosen, schema, told);
  else say(context, chosen, told);
  return trouble.exit;
}

function writeFailure({ out }: Context, chosen: ChosenMeter, schema: string, told: SessionTrouble): void {
  const document = { schema, meter: meterDocument(chosen), failure: troubleDocument(told) };
  out.write(`${JSON.stringify(document, null, 2)}\n`);
}

function asTrouble(chosen: ChosenMeter, stage: SessionTrouble['stage'], trouble: Trouble): SessionTrouble {
  const { outcome, cause, grade, name, values } = trouble;
  const { client, name: credential } = chosen.credential;
  return { stage, outcome, cause, grade, name, values: { meter: meterLabel(chosen), client, credential, ...values } };
}

function say({ err, lang }: Context, { typed }: ChosenMeter, trouble: SessionTrouble): void {
  const chalk = new Chalk({ level: err.colourLevel });
  err.write(renderTrouble(trouble, { lang, columns: err.columns, chalk, meter: typed }));
}

function troubleOf(failure: SessionFailure, heard: Uint8Array, chosen: ChosenMeter): Trouble {
  if (failure.stage === 'connect') {
    const { code, system } = failure.error;
    return { ...connectTroubles[code], outcome: code, values: { system, seconds: chosen.connectTimeoutMs / 1000 } };
  }
  // A gateway that speaks in plain text explains whatever went wrong besides.
  const told = textTrouble(heard);
  if (failure.stage === 'association') return associationTrouble(failure.associated, told, chosen);
  const { link, end } = failure;
  if (link.type === 'refused') {
    return link.by === 'DM'
      ? { outcome: 'DM', cause: 'link.refused', grade: 'proven', exit: exitCode.refused, name: 'link-refused' }
      : { outcome: 'FRMR', cause: 'link.sequence', grade: 'proven', exit: exitCode.refused, name: 'link-protest' };
  }
  if (link.type === 'opened') {
    const { upper, lower } = link.source;
    const values = { source: lower === null ? `${upper}` : `${upper}/${lower}` };
    return { ...unclear, outcome: 'FOREIGN', cause: 'address.value', grade: 'likely', name: 'link-elsewhere', values };
  }
  if (told !== null) return told;
  if (end !== null) return endTrouble(end === 'FIN');
  return heard.length > 0
    ? { ...unclear, outcome: 'GARBLED', name: 'link-garbled', values: { bytes: heard.length } }
    : { ...unclear, outcome: 'TIMEOUT', cause: 'link.silent', name: 'link-silent' };
}

/** Something is wrong, and one attempt cannot say what. */
const unclear = { cause: 'inconclusive', grade: 'proven', exit: exitCode.fault } as const;

const connectTroubles: Readonly<Record<LineErrorCode, Omit<Trouble, 'outcome'>>> = {
  REFUSED: { cause: 'tcp.refused', grade: 'proven', exit: exitCode.noLine, name: 'connect-refused' },
  UNREACHABLE: { cause: 'tcp.unreachable', grade: 'proven', exit: exitCode.noLine, name: 'unreachable' },
  'CONNECT-TIMEOUT': { cause: 'tcp.timeout', grade: 'proven', exit: exitCode.noLine, name: 'connect-timeout' },
  'UNKNOWN-HOST': { cause: 'tcp.unknown-host', grade: 'proven', exit: exitCode.noLine, name: 'unknown-host' },
  RESET: { cause: 'inconclusive', grade: 'proven', exit: exitCode.noLine, name: 'connect-reset' },
  LOCAL: { cause: 'tcp.unreachable', grade: 'likely', exit: exitCode.noLine, name: 'cannot-connect' },
};

function endTrouble(inOrder: boolean): Trouble {
  return inOrder
    ? { ...unclear, outcome: 'CLOSED', name: 'closed-on-us' }
    : { ...unclear, outcome: 'RESET', name: 'broken-on-us' };
}

/** What a text of a gateway means; null where none came. */
function textTrouble(heard: Uint8Array): Trouble | null {
  const texts = heard.length === 0 ? [] : dissect(heard).filter(({ kind }) => kind === 'text');
  const found = texts.find(({ type }) => type.startsWith('gateway-') && type !== 'gateway-banner') ?? texts[0];
  if (found === undefined) return null;
  const { source, at, end, type } = found;
  const values = { text: printable(source.bytes.subarray(at, Math.min(end, at + longestText))) };
  const outcome = type.startsWith('gateway-') && type !== 'gateway-banner' ? 'BUSY' : 'TEXT';
  const meaning = textMeanings[type];
  return { ...unclear, outcome, name: outcome === 'BUSY' ? 'gateway-text' : 'text', values, ...meaning };
}

const longestText = 200;
const textMeanings: Readonly<
  Record<string, { readonly cause: CauseCode; readonly grade?: 'likely'; readonly exit: ExitCode }>
> = {
  'gateway-busy': { cause: 'gateway.busy', exit: exitCode.busy },
  'gateway-kicked': { cause: 'gateway.busy', exit: exitCode.busy },
  'gateway-device-error': { cause: 'gateway.device-error', exit: exitCode.fault },
  'gateway-banner': { cause: 'gateway.inserts-bytes', exit: exitCode.fault },
  'mode-e-identification': { cause: 'meter.mode-e', grade: 'likely', exit: exitCode.fault },
};

function associationTrouble(associated: Associated, told: Trouble | null, { target }: ChosenMeter): Trouble {
  const refused = { grade: 'proven', exit: exitCode.refused } as const;
  const { outcome, aare, exception, serviceError, failure } = associated;
  switch (outcome) {
    case 'ACCEPTED':
    case 'REJECTED':
      return {
        ...refused,
        outcome: 'LOGIN-REJECTED',
        cause: causeOfDiagnostic(
          aare?.diagnosticSource === 'acse-service-provider' ? null : (aare?.diagnostic ?? null),
        ),
        name: 'login-rejected',
        values: { result: aare?.resultName ?? 'unknown', diagnostic: diagnosticOf(aare) },
      };
    case 'HLS-PENDING':
      return { ...refused, outcome: 'LOGIN-REJECTED', cause: 'login.mechanism', name: 'login-hls' };
    case 'EXCEPTION': {
      const answer =
        exception !== null
          ? `exception-response ${exception.state}/${exception.service}`
          : `confirmed-service-error ${serviceError?.service ?? 0}/${serviceError?.errorClass ?? 0}/${serviceError?.code ?? 0}`;
      return {
        ...refused,
        outcome: 'LOGIN-REJECTED',
        cause: 'inconclusive',
        name: 'login-exception',
        values: { answer },
      };
    }
    case 'DM':
      return { ...refused, outcome, cause: 'link.refused', name: 'login-dm' };
    case 'FRMR':
      return { ...refused, outcome, cause: 'link.sequence', name: 'login-protest' };
  }
  if (told !== null) return told;
  switch (outcome) {
    case 'CLOSED':
      return endTrouble(true);
    case 'RESET':
      return endTrouble(false);
    case 'GARBLED':
      return { ...unclear, outcome, name: 'login-garbled' };
    case 'TIMEOUT': {
      if (failure?.late === true) return { ...unclear, outcome, cause: 'reply.late', name: 'lost-late' };
      const silent = { ...unclear, outcome, name: 'login-silent' } as const;
      // Over the wrapper this is the first question of all.
      return target.endpoint.transport === 'wrapper' ? { ...silent, cause: 'link.silent' } : silent;
    }
  }
}

/** With the initiate error that some meters put in place of an answer. */
function diagnosticOf(aare: Associated['aare']): string {
  const diagnostic = aare?.diagnosticName ?? 'unknown';
  const { userInformation = null } = aare ?? {};
  if (userInformation?.type !== 'confirmed-service-error') return diagnostic;
  return `${diagnostic} (${userInformation.className}: ${userInformation.valueName})`;
}

/** The meter speaks, and in a way that this version does not. */
export function showShortNames(context: Context, chosen: ChosenMeter, command: MeterCommand): ExitCode {
  return show(context, chosen, command, 'association', shortNames);
}

const shortNames: Trouble = {
  outcome: 'SHORT-NAMES',
  cause: null,
  grade: 'proven',
  exit: exitCode.fault,
  name: 'short-names',
};

/** acse-service-user diagnostics (Green Book 9.4.2). */
function causeOfDiagnostic(diagnostic: number | null): CauseCode {
  if (diagnostic === 2) return 'login.context';
  if (diagnostic === 11 || diagnostic === 12 || diagnostic === 14) return 'login.mechanism';
  return diagnostic === 13 ? 'login.secret' : 'inconclusive';
}

function lostTrouble({ code, received, late }: Lost): Trouble {
  const outcome = code;
  switch (code) {
    case 'TIMEOUT':
      if (late) return { ...unclear, outcome, cause: 'reply.late', name: 'lost-late' };
      return received > 0
        ? {
            ...unclear,
            outcome,
            cause: 'transfer.segmentation',
            grade: 'likely',
            name: 'lost-silent-in-answer',
            values: { bytes: received },
          }
        : { ...unclear, outcome, name: 'lost-silent' };
    case 'CLOSED':
      return { ...unclear, outcome, name: 'lost-closed' };
    case 'RESET':
      return { ...unclear, outcome, name: 'lost-broken' };
    case 'DM':
      return { ...unclear, outcome, exit: exitCode.refused, name: 'lost-link' };
    case 'FRMR':
      return { ...unclear, outcome, cause: 'link.sequence', exit: exitCode.refused, name: 'lost-protest' };
    case 'GARBLED':
      return { ...unclear, outcome, name: 'lost-garbled' };
    case 'ENDLESS':
      return { ...unclear, outcome, name: 'lost-endless' };
    case 'SEQUENCE':
      return { ...unclear, outcome, cause: 'link.sequence', name: 'lost-sequence' };
  }
}

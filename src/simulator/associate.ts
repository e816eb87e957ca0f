/**
 * What an AARQ gets (Green Book 9.4.2, 9.4.6): the context, the mechanism, the password and the InitiateRequest are
 * looked at in this order, and the first that does not fit decides. Every AARE here is synthetic, built from the
 * standard; the refusal of a password without user-information, and the lengths one short, are as meters sent them.
 */
import {
  type AareParts,
  type Aarq,
  conformanceBlock,
  encodeAare,
  encodeInitiateResponse,
  encodeServiceError,
  vaaName,
} from '../dlms/index.ts';
import { reservedAddress } from '../hdlc/index.ts';
import type { Behaviour } from './behaviour.ts';
import type { BlockTransfer } from './get-service.ts';
import type { Agreed, Level } from './objects/cosem-object.ts';
import type { Secrets } from './secrets.ts';
import type { WrittenBlocks } from './write-services.ts';

/** An open association. */
export interface Association extends Agreed {
  readonly client: number;
  readonly level: Level;
  /** Octets of the longest answer. */
  readonly longestAnswer: number;
  /** HLS: the client has not proven itself yet. */
  readonly pending: boolean;
  readonly reading: BlockTransfer | null;
  readonly writing: WrittenBlocks | null;
}

export interface AssociateSettings {
  readonly behaviour: Behaviour;
  readonly secrets: Secrets;
  /** Octets of the longest request. */
  readonly maximumPdu: number;
  /** What the meter can do. */
  readonly conformance: number;
}

export interface Associated {
  /** Null: the AARQ gets nothing. */
  readonly apdu: Uint8Array | null;
  readonly association: Association | null;
  /** Whether the password was right; null where none was tried. */
  readonly password: boolean | null;
}

const diagnostic = {
  none: 0,
  noReason: 1,
  contextNotSupported: 2,
  mechanismUnknown: 11,
  mechanismRequired: 12,
  authenticationFailure: 13,
  authenticationRequired: 14,
} as const;
const rejectedPermanent = 1;
/** Initiate error (confirmedServiceError of service initiate, class initiate). */
const initiateService = 1;
const initiateClass = 6;
const initiateError = { versionTooLow: 1, incompatibleConformance: 2, pduTooShort: 3 } as const;
const dlmsVersion = 6;
/** Without one of these there is nothing to ask. */
const anyService = conformanceBlock(['get', 'set', 'action']);
/** An AARE needs more than this; smaller values are a mistake (Green Book 9.4.6.1). */
const smallestPdu = 12;
const largestPdu = 65_535;
const gmac = 5;
const challenge = Uint8Array.of(0x4d, 0x45, 0x54, 0x45, 0x52, 0x53, 0x74, 0x6f);

export function associate(client: number, aarq: Aarq, settings: AssociateSettings, nowMs: number): Associated {
  const { behaviour, secrets } = settings;
  const { refusal, onlyClient } = behaviour;
  if (refusal !== null && isFor(refusal.client, client)) return refuse(settings, refusal.diagnostic);
  if (onlyClient !== null && onlyClient !== client) return refuse(settings, diagnostic.noReason);
  if (aarq.context !== 'LN' && !behaviour.shortNames) return refuse(settings, diagnostic.contextNotSupported);
  if (behaviour.hlsPending) return accept(client, aarq, settings, { mechanism: gmac, password: null });
  const level = aarq.mechanism ?? 'none';
  if (!secrets.asks(client) || (client === onlyClient && level === 'none')) {
    return level === 'none'
      ? accept(client, aarq, settings, { mechanism: 0, password: null })
      : refuse(settings, diagnostic.mechanismUnknown);
  }
  if (level === 'none') return refuse(settings, diagnostic.mechanismRequired);
  if (level !== 'LLS') return refuse(settings, diagnostic.mechanismUnknown);
  const right =
    secrets.accepts(client, aarq.authentication ?? new Uint8Array(), nowMs) && behaviour.everySecretWrong === 'no';
  if (right) return accept(client, aarq, settings, { mechanism: 1, password: true });
  return { ...refuse(settings, diagnostic.authenticationFailure), password: false };
}

/** A number of a fault that may stand for one client SAP, or with 0 for all. */
export function isFor(written: number | null, client: number): boolean {
  return written === 0 || written === client;
}

interface Proven {
  readonly mechanism: number;
  readonly password: boolean | null;
}

function accept(client: number, aarq: Aarq, settings: AssociateSettings, { mechanism, password }: Proven): Associated {
  const { behaviour, maximumPdu } = settings;
  const asked = aarq.userInformation?.type === 'InitiateRequest' ? aarq.userInformation : null;
  if (asked === null) return { ...refuse(settings, diagnostic.noReason), password };
  const conformance = asked.conformance & settings.conformance;
  const error =
    behaviour.initiateError ??
    (asked.version !== dlmsVersion
      ? initiateError.versionTooLow
      : (conformance & anyService) === 0
        ? initiateError.incompatibleConformance
        : asked.maximumPdu > 0 && asked.maximumPdu < smallestPdu
          ? initiateError.pduTooShort
          : null);
  if (error !== null) {
    const userInformation = encodeServiceError(initiateService, initiateClass, error);
    return {
      apdu: aare(settings, { result: 1, diagnostic: diagnostic.noReason, userInformation }),
      association: null,
      password,
    };
  }
  const pending = behaviour.hlsPending;
  const parts: AareParts = {
    result: 0,
    diagnostic: pending ? diagnostic.authenticationRequired : diagnostic.none,
    ...(pending ? { mechanism: 'HLS-GMAC', authentication: challenge } : {}),
    userInformation: initiateResponse(settings, conformance),
  };
  const clientsMaximum = asked.maximumPdu === 0 ? largestPdu : asked.maximumPdu;
  return {
    apdu: aare(settings, parts),
    password,
    association: {
      client,
      level: levelOf(client),
      mechanism,
      conformance,
      maximumPdu: asked.maximumPdu,
      longestAnswer: Math.min(clientsMaximum, maximumPdu),
      pending,
      reading: null,
      writing: null,
    },
  };
}

function levelOf(client: number): Level {
  if (client === reservedAddress.publicClient) return 'public';
  return client === reservedAddress.managementClient ? 'management' : 'reader';
}

function refuse(settings: AssociateSettings, code: number): Associated {
  const { behaviour, conformance } = settings;
  const full = code === diagnostic.authenticationFailure && behaviour.everySecretWrong === 'full';
  const userInformation = full ? initiateResponse(settings, conformance) : null;
  const parts = { result: rejectedPermanent, diagnostic: code, userInformation };
  return { apdu: aare(settings, parts), association: null, password: null };
}

function initiateResponse({ behaviour, maximumPdu }: AssociateSettings, conformance: number): Uint8Array {
  return encodeInitiateResponse({
    qualityOfService: null,
    version: dlmsVersion,
    conformance,
    maximumPdu,
    vaaName: behaviour.shortNames ? vaaName.shortNames : vaaName.logicalNames,
  });
}

function aare({ behaviour }: AssociateSettings, parts: AareParts): Uint8Array {
  const { shortNames, noUserInformation, aareLengthsShort } = behaviour;
  const userInformation = noUserInformation ? null : parts.userInformation;
  const bytes = encodeAare({ ...parts, context: shortNames ? 'SN' : 'LN', userInformation });
  return aareLengthsShort ? withShortLengths(bytes, userInformation?.length ?? 0) : bytes;
}

/** Lengths of the whole, of the user-information and of the octet-string in it, each one less than it should be. */
function withShortLengths(bytes: Uint8Array, informationLength: number): Uint8Array {
  const spoilt = Uint8Array.from(bytes);
  const informationAt = bytes.length - informationLength;
  const places = informationLength === 0 ? [1] : [1, informationAt - 3, informationAt - 1];
  for (const at of places) spoilt[at] = (spoilt[at] ?? 0) - 1;
  return spoilt;
}

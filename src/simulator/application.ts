/**
 * The meter's application layer (Green Book 9): associations by client SAP, and the services inside them. It does not
 * know what carries its APDUs. Bytes and the time go in, an answer and what happened come out. Answers are synthetic,
 * built from the standard; D8 01 01 while an association is held, and RLRE of one octet, are as meters were seen to do.
 *
 *        AARQ ──accepted──▶ associated ──RLRQ, DISC, SNRM, quiet, another AARQ──▶ gone
 */
import { type Apdu, conformanceBlock, encodeExceptionResponse, encodeRlre, isMild, parseApdu } from '../dlms/index.ts';
import { reservedAddress } from '../hdlc/index.ts';
import { type AssociateSettings, type Association, associate, isFor } from './associate.ts';
import type { Behaviour } from './behaviour.ts';
import { type AskOf, GetService, type Served } from './get-service.ts';
import { type ModelOptions, ObjectModel } from './objects/model.ts';
import { Secrets } from './secrets.ts';
import { WriteServices } from './write-services.ts';

export interface ApplicationOptions {
  /** Passwords by client SAP: who has none here and is not the public client is told nothing. */
  readonly passwords: ReadonlyMap<number, Uint8Array>;
  /** Octets of the longest request, and of the longest answer. */
  readonly maximumPdu: number;
  readonly blockTransfer: boolean;
  /** Milliseconds since 1970, by this host's clock. */
  readonly wallNow: () => number;
  readonly model: Omit<ModelOptions, 'clock' | 'clockRefused' | 'profile' | 'maximumPdu'> & {
    readonly profileRows: number;
    /** Minutes from local time to UTC; null takes the host's time zone. */
    readonly deviation: number | null;
  };
}

export type AssociationLevel = 'none' | 'lls' | 'hls';
/** Why an association ended; `AARQ`: the client asked for another. */
export type AssociationEnd = 'RLRQ' | 'AARQ' | 'DISC' | 'SNRM' | 'inactivity' | 'tcp-end' | 'power';

export type ApplicationEvent =
  | { readonly type: 'association-opened'; readonly client: number; readonly level: AssociationLevel }
  | { readonly type: 'association-closed'; readonly client: number; readonly reason: AssociationEnd }
  /** The password itself is told to nobody. */
  | { readonly type: 'password-tried'; readonly client: number; readonly accepted: boolean }
  | { readonly type: 'service-asked'; readonly client: number; readonly service: string };

export interface ApplicationAnswer {
  /** Null: nothing is said. */
  readonly apdu: Uint8Array | null;
  readonly isBlock: boolean;
  readonly events: readonly ApplicationEvent[];
}

const exceptionState = { serviceNotAllowed: 1 } as const;
const exceptionService = { operationNotPossible: 1, notSupported: 2, pduTooLong: 4 } as const;
const notSupported = encodeExceptionResponse(exceptionState.serviceNotAllowed, exceptionService.notSupported);
const notPossible = encodeExceptionResponse(exceptionState.serviceNotAllowed, exceptionService.operationNotPossible);
const tooLong = encodeExceptionResponse(exceptionState.serviceNotAllowed, exceptionService.pduTooLong);

/** What this meter can do: 00 1E 1D with block transfer. */
const basicServices = conformanceBlock(['multiple-references', 'get', 'set', 'selective-access', 'action']);
const blockTransfers = conformanceBlock([
  'block-transfer-with-get-or-read',
  'block-transfer-with-set-or-write',
  'block-transfer-with-action',
]);

export class Application {
  readonly #options: ApplicationOptions;
  readonly #behaviour: Behaviour;
  readonly #settings: AssociateSettings;
  #get: GetService;
  #write: WriteServices;
  readonly #associations = new Map<number, Association>();
  #held: boolean;

  /** @param nowMs when the meter is switched on */
  constructor(options: ApplicationOptions, behaviour: Behaviour, nowMs = 0) {
    const { maximumPdu } = options;
    this.#options = options;
    this.#behaviour = behaviour;
    this.#held = behaviour.heldAssociation;
    this.#settings = {
      behaviour,
      secrets: new Secrets(options.passwords, behaviour, nowMs),
      maximumPdu,
      conformance: options.blockTransfer ? basicServices | blockTransfers : basicServices,
    };
    [this.#get, this.#write] = services(options, behaviour);
  }

  /** The faults have changed: what it keeps of them is set as they say now. */
  changed(before: Behaviour, nowMs: number): void {
    const { heldAssociation, lockedForMs } = this.#behaviour;
    if (heldAssociation !== before.heldAssociation) this.#held = heldAssociation;
    if (lockedForMs !== before.lockedForMs) this.#settings.secrets.lock(nowMs);
    // A clock that a client has set goes on as it was set.
    const objects = ['clockOffsetMs', 'clockStatus', 'clockRefused', 'nullClocks'] as const;
    if (objects.some((field) => this.#behaviour[field] !== before[field])) {
      [this.#get, this.#write] = services(this.#options, this.#behaviour);
    }
  }

  /** Client SAPs that are associated. */
  get open(): readonly number[] {
    return [...this.#associations.keys()];
  }

  /** Ends a client's association, if it has one, because of something below: its link, or the connection. */
  end(client: number, reason: AssociationEnd): readonly ApplicationEvent[] {
    // What an earlier client left behind goes with any link's end; SNRM does not touch it.
    if (reason === 'DISC' || reason === 'inactivity') this.#held = false;
    return this.#associations.delete(client) ? [{ type: 'association-closed', client, reason }] : [];
  }

  /** The line was quiet for so long that everything is forgotten. */
  endAll(reason: AssociationEnd): readonly ApplicationEvent[] {
    if (reason === 'inactivity') this.#held = false;
    return this.open.flatMap((client) => this.end(client, reason));
  }

  /** Answers an APDU; `nowMs` is the time since the meter was switched on. */
  answer(client: number, bytes: Uint8Array, nowMs: number): ApplicationAnswer {
    const { apdu, defects } = parseApdu(bytes);
    if (apdu.type === 'AARQ') return this.#aarq(client, apdu, nowMs);
    if (apdu.type === 'RLRQ') return this.#rlrq(client);
    const events: readonly ApplicationEvent[] = [{ type: 'service-asked', client, service: serviceOf(apdu) }];
    const association = this.#associations.get(client);
    if (association === undefined) return said(notSupported, events);
    if (association.pending) return said(notPossible, events);
    if (bytes.length > this.#options.maximumPdu) return said(tooLong, events);
    if (defects.some((defect) => !isMild(defect))) return said(notSupported, events);
    const served = this.#serve(apdu, association, bytes[2] ?? 0);
    if (served === null) return said(notSupported, events);
    this.#associations.set(client, served.association);
    return { apdu: served.apdu, isBlock: served.isBlock, events };
  }

  #serve(apdu: Apdu, association: Association, invoke: number): Served | null {
    if (this.#behaviour.shortNames) return null;
    if (apdu.type === 'GET-Request') return this.#get.answer(apdu, association, invoke);
    if (apdu.type === 'SET-Request') return this.#write.set(apdu, association);
    if (apdu.type === 'ACTION-Request') return this.#write.action(apdu, association);
    return null;
  }

  #aarq(client: number, aarq: Extract<Apdu, { readonly type: 'AARQ' }>, nowMs: number): ApplicationAnswer {
    const { silentToAarqOf, onlyClient } = this.#behaviour;
    if (isFor(silentToAarqOf, client)) return said(null);
    if (this.#held) return said(notPossible);
    const knows = client === reservedAddress.publicClient || this.#settings.secrets.asks(client);
    if (!knows && client !== onlyClient) return said(notSupported);
    const before = this.end(client, 'AARQ');
    const { apdu, association, password } = associate(client, aarq, this.#settings, nowMs);
    const events: ApplicationEvent[] = [...before];
    if (password !== null) events.push({ type: 'password-tried', client, accepted: password });
    if (association !== null) {
      this.#associations.set(client, association);
      events.push({ type: 'association-opened', client, level: levelOf(association) });
    }
    return said(apdu, events);
  }

  #rlrq(client: number): ApplicationAnswer {
    const { release } = this.#behaviour;
    const events = this.end(client, 'RLRQ');
    // Nothing to release: the public client is told that it is done all the same, as meters do.
    if (events.length === 0 && client !== reservedAddress.publicClient) return said(notSupported);
    if (release === 'silent') return said(null, events);
    return said(release === 'one-byte' ? Uint8Array.of(0x63) : encodeRlre(), events);
  }
}

/** The services over objects that are as the faults want them. */
function services(options: ApplicationOptions, behaviour: Behaviour): [GetService, WriteServices] {
  const { maximumPdu, model } = options;
  const objects = new ObjectModel({
    clock: { offsetMs: behaviour.clockOffsetMs, deviation: model.deviation, status: behaviour.clockStatus },
    clockRefused: behaviour.clockRefused,
    profile: { rows: model.profileRows, nullClocks: behaviour.nullClocks },
    setup: model.setup,
    maximumPdu,
  });
  const ask: AskOf = ({ client, level, ...agreed }) => ({ client, level, agreed, wallMs: options.wallNow() });
  return [new GetService(objects, behaviour, ask), new WriteServices(objects, ask)];
}

function said(apdu: Uint8Array | null, events: readonly ApplicationEvent[] = []): ApplicationAnswer {
  return { apdu, isBlock: false, events };
}

function levelOf({ pending, mechanism }: Association): AssociationLevel {
  if (pending) return 'hls';
  return mechanism === 0 ? 'none' : 'lls';
}

/** `GET-Request normal`. */
function serviceOf(apdu: Apdu): string {
  return 'choice' in apdu ? `${apdu.type} ${apdu.choice}` : apdu.type;
}

/**
 * An HDLC meter as a pure state machine (IEC 62056-46): bytes and the time go in, what it does comes out. It cuts
 * its frames itself, keeps one link per client SAP, and lets a link go after the inactivity time-out, which every
 * octet on the line restarts.
 */
import {
  bytesOf,
  type Control,
  Deframer,
  type Frame,
  type HdlcAddress,
  informationOf,
  isSound,
  type LinkParameters,
  negotiated,
  type ParameterField,
  parameterIdentifier,
  parseParameters,
  reservedAddress,
} from '../hdlc/index.ts';
import type { Application, ApplicationEvent } from './application.ts';
import type { Behaviour } from './behaviour.ts';
import { InformationPhase } from './information-phase.ts';
import { counterOctet, type InformationControl, type Link, openLink } from './link.ts';
import { isAddressed, otherForm } from './meter-address.ts';
import { MeterReplies, type MeterReply } from './meter-replies.ts';

export interface MeterOptions {
  /** Unless a fault says otherwise. */
  readonly server: HdlcAddress;
  /** The client SAPs it knows. */
  readonly clients: readonly number[];
  readonly parameters: LinkParameters;
  /** Quiet after which a link is down, ms. */
  readonly inactivityMs: number;
}

/** Why a link opened or ended. */
export type LinkReason = 'SNRM' | 'DISC' | 'inactivity' | 'tcp-end' | 'power';

/** What a meter does. */
export type MeterAction =
  /** It heard a frame, sound or not, for itself or not. */
  | { readonly type: 'heard'; readonly frame: Frame; readonly bytes: Uint8Array }
  | MeterReply
  | { readonly type: 'link'; readonly client: number; readonly open: boolean; readonly reason: LinkReason }
  | { readonly type: 'application'; readonly event: ApplicationEvent }
  /** A meter that is a TCP server itself closes the connection. */
  | { readonly type: 'hang-up' };

/** Quiet after which the rest of an unfinished frame is thrown away, ms: longer than any gateway's jitter. */
const interOctetMs = 1500;
/** Quiet after which a meter that wakes up slowly is asleep again, ms. */
const sleepMs = 30_000;
const undefinedControl = 0x01;

export class Meter {
  readonly #options: MeterOptions;
  readonly #behaviour: Behaviour;
  readonly #application: Application;
  readonly #replies: MeterReplies;
  readonly #phase: InformationPhase;
  readonly #deframer = new Deframer();
  readonly #links = new Map<number, Link>();
  /** A sign-on of IEC 62056-21 has led to HDLC. */
  #signedOn = false;
  #stale: boolean;
  #needsQuiet: boolean;
  #lastOctetAt: number;
  #questions = 0;
  #answers = 0;

  /** @param nowMs when it is switched on */
  constructor(options: MeterOptions, application: Application, behaviour: Behaviour, nowMs = 0) {
    this.#options = options;
    this.#behaviour = behaviour;
    this.#application = application;
    this.#replies = new MeterReplies(() => (behaviour.otherSourceForm ? otherForm(this.address) : this.address));
    this.#phase = new InformationPhase(application, this.#replies, behaviour);
    this.#stale = behaviour.staleLink;
    this.#needsQuiet = behaviour.needsQuietMs !== null;
    this.#lastOctetAt = nowMs;
  }

  get address(): HdlcAddress {
    return this.#behaviour.server ?? this.#options.server;
  }

  get #speaksHdlc(): boolean {
    const { speaks } = this.#behaviour;
    return speaks === 'hdlc' || (speaks === 'mode-e' && this.#signedOn);
  }

  /** The sign-on is over, and HDLC begins. */
  signOn(): void {
    this.#signedOn = true;
  }

  /** The faults have changed: what it remembers of them is set as they say now. */
  changed(before: Behaviour, nowMs: number): void {
    const { staleLink, needsQuietMs, hangsAfter } = this.#behaviour;
    if (staleLink !== before.staleLink) this.#stale = staleLink;
    if (needsQuietMs !== before.needsQuietMs) this.#needsQuiet = needsQuietMs !== null;
    if (hangsAfter !== before.hangsAfter) this.#answers = 0;
    this.#application.changed(before, nowMs);
  }

  /** It loses its power, and with it every link and association. */
  powerOff(): readonly MeterAction[] {
    return [...this.#application.endAll('power').map(told), ...this.#drop('power')];
  }

  /** The client SAPs whose links are open. */
  get openLinks(): readonly number[] {
    return [...this.#links.keys()];
  }

  /** Takes bytes from the line; `nowMs` is the time since the meter was switched on. */
  receive(bytes: Uint8Array, nowMs: number): readonly MeterAction[] {
    const actions: MeterAction[] = [];
    const quietMs = nowMs - this.#lastOctetAt;
    if (quietMs > interOctetMs) this.#deframer.quiet();
    if (quietMs > sleepMs) this.#questions = 0;
    if (quietMs > this.#options.inactivityMs) {
      this.#stale = false;
      this.#signedOn = false;
      actions.push(...this.#drop('inactivity'));
      actions.push(...this.#application.endAll('inactivity').map(told));
    }
    if (quietMs > (this.#behaviour.needsQuietMs ?? 0)) this.#needsQuiet = false;
    this.#lastOctetAt = nowMs;
    for (const piece of this.#deframer.push(bytes)) {
      if (piece.kind !== 'frame') continue;
      actions.push({ type: 'heard', frame: piece.frame, bytes: bytesOf(piece) });
      actions.push(...this.#unlessHung(piece.frame, nowMs));
    }
    return actions;
  }

  #unlessHung(frame: Frame, nowMs: number): readonly MeterAction[] {
    const { hung, hangsAfter } = this.#behaviour;
    if (hung || this.#needsQuiet || this.#answers >= (hangsAfter ?? Number.POSITIVE_INFINITY)) return [];
    const actions = this.#hear(frame, nowMs);
    if (actions.some(({ type }) => type === 'reply')) this.#answers++;
    return actions;
  }

  /** The last TCP client has left. A meter behind a gateway does not notice. */
  tcpEnded(): readonly MeterAction[] {
    if (!this.#behaviour.linkEndsWithTcp) return [];
    return [...this.#application.endAll('tcp-end').map(told), ...this.#drop('tcp-end')];
  }

  #drop(reason: LinkReason): readonly MeterAction[] {
    const clients = this.openLinks;
    this.#links.clear();
    return clients.map((client) => ({ type: 'link', client, open: false, reason }));
  }

  #hear(frame: Frame, nowMs: number): readonly MeterAction[] {
    const { wakesAtQuestion, answersAnyAddress, unknownClient, onlyClient } = this.#behaviour;
    const client = frame.source.upper;
    if (!this.#speaksHdlc || !isClientAddress(frame.source)) return [];
    if (!answersAnyAddress && !isAddressed(this.address, frame.destination)) return [];
    if (!isSound(frame)) return this.#hearBadFrame(frame, client);
    this.#questions++;
    // Without the poll bit nothing may be answered (§6.4.4.2); an I frame counts all the same.
    if (this.#questions < wakesAtQuestion || !(frame.control.pf || frame.control.type === 'I')) return [];
    if (!this.#options.clients.includes(client) && client !== onlyClient) {
      return unknownClient === 'DM' && frame.control.pf ? [this.#replies.dm(client)] : [];
    }
    return this.#protest(client, frame.control) ?? this.#answer(frame, client, nowMs);
  }

  /** One stack counts a frame before it looks at its check value: the good one that follows is out of step then. */
  #hearBadFrame({ control }: Frame, client: number): readonly MeterAction[] {
    const link = this.#links.get(client);
    if (this.#behaviour.countsBadFrames && control.type === 'I' && link !== undefined) {
      this.#links.set(client, { ...link, vr: (link.vr + 1) & 7 });
    }
    return [];
  }

  /** The faults that give every question the same answer; null where none of them is on. */
  #protest(client: number, { octet, pf }: Control): readonly MeterAction[] | null {
    const { everyQuestion } = this.#behaviour;
    if (everyQuestion !== 'answer' && !pf) return [];
    if (everyQuestion === 'DM') return [this.#replies.dm(client)];
    if (everyQuestion === 'FRMR') return [this.#replies.frmr(client, [octet, 0, undefinedControl])];
    if (everyQuestion === 'FRMR-bare') return [this.#replies.frmr(client, [])];
    if (everyQuestion === 'FRMR-no-address') return [this.#replies.frmrWithoutAddress()];
    return null;
  }

  #answer(frame: Frame, client: number, nowMs: number): readonly MeterAction[] {
    const { control } = frame;
    const link = this.#links.get(client);
    if (control.type === 'DISC') return this.#answerDisc(client, link);
    // The link of the earlier client is all this meter knows until it is closed.
    if (this.#stale) return [];
    if (control.type === 'SNRM') return this.#answerSnrm(client, informationOf(frame));
    if (control.type === 'RR' || control.type === 'RNR') {
      if (link === undefined) return [this.#replies.rr(client, 0)];
      return this.#moved(client, this.#phase.ready(client, link, control));
    }
    if (control.type === 'I') return this.#answerInformation(frame, control, client, link, nowMs);
    if (control.type === 'UI' || link === undefined) return [];
    return [this.#replies.frmr(client, [control.octet, counterOctet(link), undefinedControl])];
  }

  #answerSnrm(client: number, information: Uint8Array): readonly MeterAction[] {
    const { parameters: mode, bareUa, wrongHcs } = this.#behaviour;
    const bare = information.length === 0;
    const proposal = parseParameters(information);
    if (bare && mode === 'needed') return [];
    if (bare && mode === 'needed-or-close') return [{ type: 'hang-up' }];
    if (!bare && mode === 'refused') return [this.#replies.dm(client)];
    if (mode === 'one-octet' || mode === 'two-octets') {
      if (lengthsOf(proposal.fields) !== mode) return [];
    }
    if (mode === 'strict' && proposal.defects.length > 0) return [];
    const values = negotiated(this.#options.parameters, proposal.values);
    const ended = this.#application.end(client, 'SNRM').map(told);
    const opened: readonly MeterAction[] = this.#links.has(client)
      ? ended
      : [...ended, { type: 'link', client, open: true, reason: 'SNRM' }];
    this.#links.set(client, openLink(values));
    // A header has a check sequence of its own only where there is information: the wrong HCS needs some.
    const without = bareUa && bare && !wrongHcs;
    return [...opened, without ? this.#replies.ua(client) : this.#replies.uaWith(client, values, proposal.fields)];
  }

  #answerDisc(client: number, link: Link | undefined): readonly MeterAction[] {
    if (link === undefined && !this.#stale) return this.#behaviour.discSilent ? [] : [this.#replies.dm(client)];
    this.#stale = false;
    const ended = this.#application.end(client, 'DISC').map(told);
    const closed: readonly MeterAction[] = this.#links.delete(client)
      ? [{ type: 'link', client, open: false, reason: 'DISC' }]
      : [];
    return [...ended, ...closed, this.#replies.ua(client)];
  }

  #answerInformation(
    frame: Frame,
    control: InformationControl,
    client: number,
    link: Link | undefined,
    nowMs: number,
  ): readonly MeterAction[] {
    // A broadcast I frame is discarded (§6.4.2.4).
    if (isAllStations(frame.destination)) return [];
    if (link === undefined) return control.pf ? [this.#replies.dm(client)] : [];
    return this.#moved(client, this.#phase.information(client, link, control, frame, nowMs));
  }

  #moved(client: number, { link, actions }: ReturnType<InformationPhase['ready']>): readonly MeterAction[] {
    this.#links.set(client, link);
    return actions;
  }
}

function told(event: ApplicationEvent): MeterAction {
  return { type: 'application', event };
}

/** How an SNRM writes its maximum information lengths; null where it writes none. */
function lengthsOf(fields: readonly ParameterField[]): 'one-octet' | 'two-octets' | null {
  const maximum = fields.find(({ identifier }) => identifier === parameterIdentifier.maximumInformationTransmit);
  if (maximum === undefined) return null;
  return maximum.length === 1 ? 'one-octet' : 'two-octets';
}

/** A client has one byte, and is neither nobody nor everybody (§6.4.2.4). */
function isClientAddress({ upper, width }: HdlcAddress): boolean {
  return width === 1 && upper !== reservedAddress.noStation && upper !== reservedAddress.allStations[1];
}

function isAllStations({ upper, width }: HdlcAddress): boolean {
  return upper === (width === 4 ? reservedAddress.allStations[4] : reservedAddress.allStations[1]);
}

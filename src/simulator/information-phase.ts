/**
 * The meter's side of an open link while APDUs go over it (IEC 62056-46 §6.4.4.5): commands come in I frames, answers
 * leave in segments, a window of them at a time, and RR asks for the next.
 */
import { joinBytes } from '../bytes/join.ts';
import { type Control, type Frame, informationOf } from '../hdlc/index.ts';
import type { Application, ApplicationAnswer } from './application.ts';
import type { Behaviour } from './behaviour.ts';
import {
  acknowledged,
  counterOctet,
  type InformationControl,
  invalidNr,
  isRepeated,
  type Link,
  nextWindow,
  takeInformation,
  withAnswer,
} from './link.ts';
import type { MeterAction } from './meter.ts';
import type { MeterReplies, MeterReply } from './meter-replies.ts';

export interface Moved {
  readonly link: Link;
  readonly actions: readonly MeterAction[];
}

const commandLlc = Uint8Array.of(0xe6, 0xe6, 0x00);
const responseLlc = Uint8Array.of(0xe6, 0xe7, 0x00);
const exceptionTag = 0xd8;
/** Bits of the third octet of FRMR (ISO/IEC 13239 §5.5.3.4.2). */
const undefinedControl = 0x01;
const informationTooLong = 0x04;
/** What a meter in the field set where its counters were at 0: no bit of the standard. */
const makersReason = 0x10;

export class InformationPhase {
  readonly #application: Application;
  readonly #replies: MeterReplies;
  readonly #behaviour: Behaviour;

  constructor(application: Application, replies: MeterReplies, behaviour: Behaviour) {
    this.#application = application;
    this.#replies = replies;
    this.#behaviour = behaviour;
  }

  /** An I frame of the client. */
  information(client: number, link: Link, control: InformationControl, frame: Frame, nowMs: number): Moved {
    const { rejectsInformation, forgetsCounters, longestInformation, repeatedInformation } = this.#behaviour;
    const information = informationOf(frame);
    const polled = (actions: readonly MeterAction[]): readonly MeterAction[] => (control.pf ? actions : []);
    const protest = (reason: number, counters = counterOctet(link)): Moved => ({
      link,
      actions: polled([this.#replies.frmr(client, [control.octet, counters, reason])]),
    });
    if (rejectsInformation) return protest(undefinedControl);
    if (forgetsCounters) return protest(makersReason, 0);
    const longest = Math.min(longestInformation ?? Number.POSITIVE_INFINITY, link.parameters.maximumInformationReceive);
    if (information.length > longest) return protest(informationTooLong);
    if (repeatedInformation !== 'FRMR' && isRepeated(link, control)) {
      if (repeatedInformation === 'silent') return { link, actions: [] };
      return this.#send(client, acknowledged(link, control.nr) ?? link);
    }
    const taken = takeInformation(link, control, information, frame.segmented);
    if (taken.verdict === 'out-of-sequence') return protest(taken.reason);
    if (taken.verdict !== 'command') {
      return { link: taken.link, actions: polled([this.#replies.rr(client, taken.link.vr)]) };
    }
    const answer = this.#application.answer(client, taken.apdu, nowMs);
    const told: readonly MeterAction[] = answer.events.map((event) => ({ type: 'application', event }));
    const ready = this.#prepare(taken.link, answer);
    if (ready === null) return { link: taken.link, actions: told };
    // Whose frame had no poll bit asks for the answer with RR.
    if (!control.pf) return { link: ready, actions: told };
    const { link: after, actions } = this.#send(client, ready, answer.isBlock ? this.#behaviour.blockDelayMs : 0);
    return { link: after, actions: [...told, ...actions] };
  }

  /** RR or RNR of the client, with the poll bit. */
  ready(
    client: number,
    link: Link,
    control: Extract<Control, { readonly type: 'RR' | 'RNR' | 'REJ' | 'SREJ' }>,
  ): Moved {
    const { longAnswers } = this.#behaviour;
    const underway = link.sent.some(({ last }) => !last) || link.waiting.length > 0;
    if (underway && longAnswers === 'first-segment') return { link, actions: [] };
    if (underway && longAnswers === 'only-RR') return { link, actions: [this.#replies.rr(client, link.vr)] };
    const after = acknowledged(link, control.nr);
    if (after === null) {
      return { link, actions: [this.#replies.frmr(client, [control.octet, counterOctet(link), invalidNr])] };
    }
    const nothing = after.waiting.length === 0;
    if (nothing && underway && longAnswers === 'endless') return this.#send(client, again(after, link));
    if (nothing || control.type === 'RNR') return { link: after, actions: [this.#replies.rr(client, after.vr)] };
    return this.#send(client, after);
  }

  /** The link with an answer to send; null where there is none. */
  #prepare(link: Link, { apdu }: ApplicationAnswer): Link | null {
    if (apdu === null) return null;
    const { longAnswers, llc, exceptionWithoutLlc } = this.#behaviour;
    const bare = exceptionWithoutLlc && apdu[0] === exceptionTag;
    const heads = llc === 'doubled' ? [responseLlc, responseLlc] : [llc === 'command' ? commandLlc : responseLlc];
    const information = joinBytes(bare ? [apdu] : [...heads, apdu]);
    const ready = withAnswer(link, information);
    if (ready.waiting.length > 1 && longAnswers === 'none') return null;
    if (ready.waiting.length === 1 || longAnswers !== 'endless') return ready;
    return { ...ready, waiting: ready.waiting.map((segment) => ({ ...segment, last: false })) };
  }

  #send(client: number, link: Link, afterMs = 0): Moved {
    const { link: after, segments } = nextWindow(link);
    const { numbersSlipAfter, llc } = this.#behaviour;
    const slip = numbersSlipAfter !== null && link.answers > numbersSlipAfter ? 1 : 0;
    const actions = segments.map((segment): MeterReply => {
      const nr = llc === 'command' ? 0 : segment.nr + slip;
      const reply = this.#replies.information(client, { ...segment, ns: segment.ns + slip, nr });
      return afterMs === 0 ? reply : { ...reply, afterMs };
    });
    return { link: after, actions };
  }
}

/** The segment sent last once more, as the next one: an answer without an end. */
function again(after: Link, before: Link): Link {
  return { ...after, waiting: before.sent.slice(-1) };
}

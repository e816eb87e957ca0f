/**
 * The client's side of an HDLC link (IEC 62056-46 §6.4.4.4): pure, on a clock that is handed in.
 *
 *   down ──connect──▶ connecting ──UA──▶ up ──disconnect──▶ disconnecting ──UA, DM──▶ down
 *                      │  ▲ repeat                            └────no answer────────▶ down
 *                      └──┘──DM, FRMR, no answer──▶ down
 *
 * While waiting the machine names the next instant at which it wants to be woken. A UA or DM with a wrong check value
 * is no answer (§6.4.4.4.3.3): the deframer's defects keep it out of here.
 */
import type { HdlcAddress } from './address.ts';
import { unnumberedControl } from './control.ts';
import { encodeFrame, type Frame, informationOf, isSound } from './frame.ts';
import { type Frmr, parseFrmr } from './frmr.ts';
import { type LinkParameters, negotiated, parseParameters } from './parameters.ts';
import { isMisaddressedAnswer } from './quirks.ts';

export interface LinkSettings {
  readonly client: number;
  readonly server: HdlcAddress;
  /** The information fields of the SNRM, question by question; the last one serves for the rest. Empty = bare. */
  readonly proposals: readonly Uint8Array[];
  /** When the SNRM is repeated while nothing answers, in ms after the first one, ascending. */
  readonly repeatAtMs: readonly number[];
  /** How long an answer may take after the last question, in ms. */
  readonly replyMs: number;
}

export type Link =
  | { readonly phase: 'down' }
  | { readonly phase: 'connecting'; readonly startedAt: number; readonly asked: number; readonly askedAt: number }
  | { readonly phase: 'up'; readonly parameters: LinkParameters; readonly source: HdlcAddress }
  | { readonly phase: 'disconnecting'; readonly askedAt: number };

export type LinkInput =
  | { readonly type: 'connect'; readonly at: number }
  | { readonly type: 'disconnect'; readonly at: number }
  | { readonly type: 'frame'; readonly frame: Frame; readonly at: number }
  | { readonly type: 'time'; readonly at: number };

export type LinkAction =
  | { readonly type: 'send'; readonly bytes: Uint8Array }
  | {
      readonly type: 'opened';
      readonly question: number;
      readonly source: HdlcAddress;
      readonly parameters: LinkParameters;
    }
  | {
      readonly type: 'refused';
      readonly by: 'DM' | 'FRMR';
      readonly question: number;
      readonly source: HdlcAddress;
      readonly frmr: Frmr | null;
    }
  | { readonly type: 'closed'; readonly by: 'UA' | 'DM' }
  /** The time for an answer is over. */
  | { readonly type: 'unanswered' };

export interface LinkStep {
  readonly link: Link;
  readonly actions: readonly LinkAction[];
}

export const linkDown: Link = Object.freeze({ phase: 'down' });

/** The bytes of the SNRM that is asked as question number `question`, counted from 0. */
export function snrm({ client, server, proposals }: LinkSettings, question = 0): Uint8Array {
  const information = proposals[Math.min(question, proposals.length - 1)] ?? new Uint8Array();
  return encodeFrame({
    destination: server,
    source: { upper: client, lower: null, width: 1 },
    control: unnumberedControl('SNRM'),
    information,
  });
}

/** The bytes of a DISC. */
export function disc(client: number, server: HdlcAddress): Uint8Array {
  return encodeFrame({
    destination: server,
    source: { upper: client, lower: null, width: 1 },
    control: unnumberedControl('DISC'),
  });
}

/** The instant at which the machine wants a `time` input; null while it waits for nothing. */
export function wakeAt(link: Link, { repeatAtMs, replyMs }: LinkSettings): number | null {
  if (link.phase === 'disconnecting') return link.askedAt + replyMs;
  if (link.phase !== 'connecting') return null;
  const repeat = repeatAtMs[link.asked - 1];
  if (repeat === undefined) return link.askedAt + replyMs;
  // From the question before, not from the first: a question that had to wait must not push two into one.
  return link.askedAt + repeat - (repeatAtMs[link.asked - 2] ?? 0);
}

/** Moves the link on. Inputs that mean nothing in a phase change nothing. */
export function stepLink(settings: LinkSettings, link: Link, input: LinkInput): LinkStep {
  switch (input.type) {
    case 'connect':
      if (link.phase !== 'down') return stay(link);
      return {
        link: { phase: 'connecting', startedAt: input.at, asked: 1, askedAt: input.at },
        actions: [{ type: 'send', bytes: snrm(settings) }],
      };
    case 'disconnect': {
      // A link that was asked for may be open at the other end even where no UA came: DISC either way.
      if (link.phase !== 'up' && link.phase !== 'connecting') return stay(link);
      const server = link.phase === 'up' ? link.source : settings.server;
      return {
        link: { phase: 'disconnecting', askedAt: input.at },
        actions: [{ type: 'send', bytes: disc(settings.client, server) }],
      };
    }
    case 'frame':
      return isSound(input.frame) && isForUs(settings, input.frame)
        ? stepFrame(settings, link, input.frame)
        : stay(link);
    case 'time':
      return stepTime(settings, link, input.at);
  }
}

function stepFrame(settings: LinkSettings, link: Link, frame: Frame): LinkStep {
  const { type } = frame.control;
  if (link.phase === 'connecting') {
    const question = link.asked;
    const { source } = frame;
    if (type === 'UA') {
      const own = parseParameters(settings.proposals[question - 1] ?? new Uint8Array()).values;
      const parameters = negotiated(own, parseParameters(informationOf(frame)).values);
      return { link: { phase: 'up', parameters, source }, actions: [{ type: 'opened', question, source, parameters }] };
    }
    if (type === 'DM' || type === 'FRMR') {
      const frmr = type === 'FRMR' ? parseFrmr(informationOf(frame)) : null;
      return { link: linkDown, actions: [{ type: 'refused', by: type, question, source, frmr }] };
    }
  }
  if (link.phase === 'disconnecting' && (type === 'UA' || type === 'DM')) {
    return { link: linkDown, actions: [{ type: 'closed', by: type }] };
  }
  return stay(link);
}

function stepTime(settings: LinkSettings, link: Link, at: number): LinkStep {
  const wake = wakeAt(link, settings);
  if (wake === null || at < wake) return stay(link);
  if (link.phase === 'connecting' && link.asked <= settings.repeatAtMs.length) {
    return {
      link: { ...link, asked: link.asked + 1, askedAt: at },
      actions: [{ type: 'send', bytes: snrm(settings, link.asked) }],
    };
  }
  return { link: linkDown, actions: [{ type: 'unanswered' }] };
}

/** A response to us carries our client SAP as its one-byte destination, and is no command of our own coming back. */
function isForUs({ client }: LinkSettings, frame: Frame): boolean {
  const { destination, control } = frame;
  if (control.type === 'SNRM' || control.type === 'DISC') return false;
  return (destination.width === 1 && destination.upper === client) || isMisaddressedAnswer(frame);
}

function stay(link: Link): LinkStep {
  return { link, actions: [] };
}

/** What each frame from the meter does to the data phase. */
import { sameBytes } from '../bytes/join.ts';
import { isSameStation } from './address.ts';
import type { Control } from './control.ts';
import { type Frame, informationOf, isSound } from './frame.ts';
import { parseFrmr } from './frmr.ts';
import { parseLlc } from './llc.ts';
import { isMisaddressedAnswer } from './quirks.ts';
import type { TransferSettings } from './transfer.ts';
import {
  answered,
  fail,
  poll,
  remarked,
  sendSegments,
  stay,
  type Transfer,
  type TransferAction,
  type TransferRemark,
  type TransferStep,
  type Work,
  withWork,
} from './transfer-state.ts';

/** The pause after an RR in place of an answer; it doubles, up to the reply time. */
const firstPauseMs = 20;
/** A meter may say "not ready" for this many reply times without any progress, and this often. */
const stalledReplies = 3;
const mostStalls = 64;

type Information = Extract<Control, { readonly ns: number }>;
type Supervisory = Exclude<Extract<Control, { readonly nr: number }>, Information>;

export function takeFrame(settings: TransferSettings, transfer: Transfer, frame: Frame, at: number): TransferStep {
  const { control } = frame;
  if (!isSound(frame)) return takeDamaged(settings, transfer, frame, at);
  const misaddressed = isMisaddressedAnswer(frame);
  const isCommand = control.type === 'SNRM' || control.type === 'DISC';
  if (isCommand || (!misaddressed && !isForUs(settings, frame))) {
    return remarked(transfer, isOurs(settings, frame) ? 'echo' : 'foreign');
  }
  const echo = echoOf(transfer, frame);
  if (echo !== null) return remarked(echo, 'echo');
  const form: readonly TransferRemark[] = misaddressed || isSameForm(settings, frame) ? [] : ['source-form'];
  const step = takeSound(settings, heard(transfer, control), frame, at);
  return form.length === 0 ? step : { ...step, actions: [...remarked(transfer, ...form).actions, ...step.actions] };
}

function takeSound(settings: TransferSettings, transfer: Transfer, frame: Frame, at: number): TransferStep {
  const { control } = frame;
  const { work } = transfer;
  switch (control.type) {
    case 'I':
      return work === null ? takeIdle(transfer, frame, control) : takeInformation(settings, transfer, work, frame, at);
    case 'RR':
    case 'RNR':
      return work === null ? stay(transfer) : takeReady(settings, transfer, work, control, at);
    case 'UI': {
      const information = informationOf(frame);
      return { transfer, actions: [{ type: 'aside', apdu: information.subarray(parseLlc(information)?.length ?? 0) }] };
    }
    case 'DM':
      return work === null ? stay({ ...transfer, down: true }) : fail(transfer, work, 'DM');
    case 'FRMR': {
      if (work === null) return stay({ ...transfer, down: true });
      return fail(transfer, work, 'FRMR', parseFrmr(informationOf(frame)));
    }
    default:
      return remarked(transfer, 'unexpected-frame');
  }
}

/** An I frame to nobody's question: a late answer. It is counted, so that the numbers stay in step, and dropped. */
function takeIdle(transfer: Transfer, frame: Frame, control: Information): TransferStep {
  // The first segment of many is left to be sent again: its tail must not pass for the next answer's beginning.
  const counts = control.ns === transfer.vr && !frame.segmented;
  return remarked(counts ? { ...transfer, vr: (transfer.vr + 1) & 7 } : transfer, 'unexpected-frame');
}

function takeInformation(
  settings: TransferSettings,
  transfer: Transfer,
  work: Work,
  frame: Frame,
  at: number,
): TransferStep {
  const control = frame.control as Information;
  const { limits, parameters } = settings;
  const behind = (transfer.vr - control.ns) & 7;
  if (behind !== 0) {
    // Taken before: the acknowledgement of it may have been lost, which the next poll repairs.
    if (behind <= parameters.windowReceive) return remarked(transfer, 'frame-doubled');
    return again(settings, transfer, { ...work, gap: true }, control.pf, 'frame-out-of-sequence', at);
  }
  const remarks: readonly TransferRemark[] = control.nr === transfer.vs ? [] : ['nr-wrong'];
  const information = informationOf(frame);
  const taken: Work = {
    ...work,
    // The answer itself says that the question has arrived, whatever its N(R).
    unacknowledged: 0,
    question: null,
    taken: { bytes: information, before: work.taken },
    octets: work.octets + information.length,
    segments: work.segments + 1,
    polls: 0,
    stalls: 0,
    paused: false,
    gap: false,
    garbled: false,
    progressAt: at,
    wakeAt: at + settings.replyMs,
  };
  const next: Transfer = { ...counting(transfer, control), vr: (transfer.vr + 1) & 7, work: taken };
  const step =
    taken.octets > limits.octets || taken.segments > limits.segments || at - work.startedAt >= limits.totalMs
      ? fail(next, taken, 'ENDLESS')
      : !frame.segmented
        ? answered(next, taken)
        : control.pf || parameters.windowReceive <= 1
          ? poll(settings, next, taken, at)
          : stay(next);
  return remarks.length === 0 ? step : { ...step, actions: [...remarked(next, ...remarks).actions, ...step.actions] };
}

/** RR and RNR: they acknowledge segments of ours, or stand where an answer should. */
function takeReady(
  settings: TransferSettings,
  transfer: Transfer,
  work: Work,
  control: Supervisory,
  at: number,
): TransferStep {
  const { question } = work;
  const first = (transfer.vs - work.unacknowledged) & 7;
  const acknowledged = (control.nr - first) & 7;
  const complete = acknowledged === work.unacknowledged;
  // Some stacks always write N(R) = 0; the meter's own counting guards against a segment that was really lost.
  const taken = complete || (control.nr === 0 && !transfer.countsNr);
  const remarks: TransferRemark[] = complete ? [] : [control.nr === first ? 'question-lost' : 'nr-wrong'];
  const withRemarks = (step: TransferStep): TransferStep =>
    remarks.length === 0 ? step : { ...step, actions: [...remarked(transfer, ...remarks).actions, ...step.actions] };

  const sending = question !== null && question.sent < question.information.length;
  if (sending && taken && control.type === 'RR') {
    const sent: Work = { ...work, unacknowledged: 0, polls: 0, stalls: 0, paused: false, progressAt: at };
    return withRemarks(sendSegments(settings, withWork(counting(transfer, control), sent), sent, at));
  }
  if (complete) remarks.push('not-ready');
  // Without F it answers no poll of ours: the reply time goes on.
  if (!control.pf) return withRemarks(stay(transfer));
  const unacknowledged = complete ? 0 : work.unacknowledged;
  const stalls = work.stalls + 1;
  const stalled: Work = { ...work, unacknowledged, stalls, gap: work.gap || !taken };
  const patience = taken ? stalls > mostStalls : stalls > settings.limits.polls;
  if (patience || at - work.progressAt > stalledReplies * settings.replyMs) {
    // RR only when asked, after silence: the link lives, and there is no answer to wait for.
    const silent = work.overdue || (!taken && control.nr === first);
    return withRemarks(fail(transfer, stalled, silent ? 'TIMEOUT' : taken ? 'ENDLESS' : 'SEQUENCE'));
  }
  const pauseMs = Math.min(firstPauseMs * 2 ** Math.min(work.stalls, 20), settings.replyMs);
  return withRemarks(stay(withWork(transfer, { ...stalled, paused: true, wakeAt: at + pauseMs })));
}

/**
 * A frame with a wrong check value. Where only the FCS is wrong the header may be believed (§6.4.4.9.2): a meter that
 * has said its last word is asked at once to say it again.
 */
function takeDamaged(settings: TransferSettings, transfer: Transfer, frame: Frame, at: number): TransferStep {
  const { work } = transfer;
  if (work === null) return stay(transfer);
  const garbled: Work = { ...work, garbled: true };
  const headerSound =
    frame.informationEnd > frame.informationAt &&
    frame.defects.every(({ code }) => code === 'fcs-wrong') &&
    isForUs(settings, frame);
  if (!headerSound || frame.control.type !== 'I') return remarked(withWork(transfer, garbled), 'garbled');
  return again(settings, transfer, { ...garbled, heard: true }, frame.control.pf, 'garbled', at);
}

/** A frame that is no use: where it was the meter's last word the meter is asked again, a few times. */
function again(
  settings: TransferSettings,
  transfer: Transfer,
  work: Work,
  final: boolean,
  remark: TransferRemark,
  at: number,
): TransferStep {
  const actions: readonly TransferAction[] = [{ type: 'remark', remark }];
  if (!final || work.polls >= settings.limits.polls) return { transfer: withWork(transfer, work), actions };
  const step = poll(settings, transfer, { ...work, polls: work.polls + 1 }, at);
  return { ...step, actions: [...actions, ...step.actions] };
}

/** A meter that was seen to count acknowledges what it says. */
function counting(transfer: Transfer, { nr }: Information | Supervisory): Transfer {
  return nr !== 0 && nr === transfer.vs ? { ...transfer, countsNr: true } : transfer;
}

function heard(transfer: Transfer, { type }: Control): Transfer {
  const { work } = transfer;
  const late = type === 'I' && work?.overdue === true;
  if (work === null || (work.heard && work.late === late)) return transfer;
  return withWork(transfer, { ...work, heard: true, late: work.late || late });
}

function isForUs({ client, source }: TransferSettings, { destination, source: from }: Frame): boolean {
  return destination.width === 1 && destination.upper === client && isSameStation(from, source);
}

/** A frame of ours that comes back. */
function isOurs({ client, server }: TransferSettings, { destination, source }: Frame): boolean {
  return source.width === 1 && source.upper === client && isSameStation(destination, server);
}

/**
 * Where client and server have the same number, our own frame looks like the meter's answer. An RR may be both, so it
 * counts as an echo only once, and only where an I frame of ours came back before. Null for no echo.
 */
function echoOf(transfer: Transfer, frame: Frame): Transfer | null {
  const { work } = transfer;
  if (work === null || !work.sentFrames.some((sent) => sameBytes(sent, frame.octets))) return null;
  if (frame.control.type === 'I') return withWork(transfer, { ...work, echoes: true });
  const others = work.sentFrames.filter((sent) => !sameBytes(sent, frame.octets));
  return work.echoes ? withWork(transfer, { ...work, sentFrames: others }) : null;
}

function isSameForm({ source }: TransferSettings, { source: from }: Frame): boolean {
  return from.width === source.width && from.upper === source.upper && from.lower === source.lower;
}

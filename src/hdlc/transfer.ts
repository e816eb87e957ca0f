/**
 * The client's data phase on an open link (IEC 62056-46 §6.4.4.5 to §6.4.4.9): one APDU out, one APDU back, in I frames
 * that are numbered modulo 8, each acknowledged. Pure, on a clock that is handed in.
 *
 *   client                                    meter
 *   I  S=1 N(S)=0 P   first segment    ──▶
 *                                      ◀──    RR N(R)=1 F
 *   I  S=0 N(S)=1 P   last segment     ──▶
 *                                      ◀──    I  S=1 N(S)=0 N(R)=2 F     acknowledges the question by the way
 *   RR N(R)=1 P                        ──▶
 *                                      ◀──    I  S=0 N(S)=1 N(R)=2 F     its last segment; the next question
 *                                                                        acknowledges it
 * The LLC header stands in the first segment only. After silence the meter is asked by RR with P; an I frame is never
 * sent twice (§6.4.4.9.1), and one that comes twice is taken once.
 */
import type { HdlcAddress } from './address.ts';
import type { Frame } from './frame.ts';
import type { LinkParameters } from './parameters.ts';
import { takeFrame } from './transfer-frames.ts';
import {
  begin,
  fail,
  poll,
  remarked,
  sendSegments,
  stay,
  type Transfer,
  type TransferStep,
  type Work,
  withWork,
} from './transfer-state.ts';

export interface TransferSettings {
  readonly client: number;
  /** Where frames go. */
  readonly server: HdlcAddress;
  /** Where answers come from, compared by value. */
  readonly source: HdlcAddress;
  readonly parameters: LinkParameters;
  /** How long the meter may be silent, in ms. */
  readonly replyMs: number;
  readonly limits: TransferLimits;
}

export interface TransferLimits {
  /** Octets of one answer. */
  readonly octets: number;
  /** Segments of one answer. */
  readonly segments: number;
  /** How often the meter is asked again after silence, or after a frame that cannot be taken. */
  readonly polls: number;
  /** From the question to the whole answer, in ms. */
  readonly totalMs: number;
}

export type TransferInput =
  /** Send this information field (LLC and APDU) and wait for the answer. `shown`: as long, secrets masked. */
  | {
      readonly type: 'request';
      readonly information: Uint8Array;
      readonly shown?: Uint8Array | undefined;
      readonly at: number;
    }
  /** Wait for one more answer without asking. */
  | { readonly type: 'listen'; readonly at: number }
  | { readonly type: 'frame'; readonly frame: Frame; readonly at: number }
  /** Bytes came that are in no frame. */
  | { readonly type: 'noise'; readonly at: number }
  | { readonly type: 'time'; readonly at: number };

/** The instant at which the machine wants a `time` input; null while it waits for nothing. */
export function transferWakeAt({ work }: Transfer, { limits }: TransferSettings): number | null {
  return work === null ? null : Math.min(work.wakeAt, work.startedAt + limits.totalMs);
}

/** Moves the transfer on. Inputs that mean nothing in a state change nothing. */
export function stepTransfer(settings: TransferSettings, transfer: Transfer, input: TransferInput): TransferStep {
  switch (input.type) {
    case 'request': {
      if (transfer.work !== null || transfer.down) return stay(transfer);
      const work = begin(input.at, settings, { information: input.information, shown: input.shown ?? null, sent: 0 });
      return sendSegments(settings, withWork(transfer, work), work, input.at);
    }
    case 'listen':
      if (transfer.work !== null || transfer.down) return stay(transfer);
      return stay(withWork(transfer, begin(input.at, settings, null)));
    case 'frame':
      return takeFrame(settings, transfer, input.frame, input.at);
    case 'noise':
      if (transfer.work === null) return stay(transfer);
      return remarked(withWork(transfer, { ...transfer.work, garbled: true }), 'garbled');
    case 'time':
      return transfer.work === null ? stay(transfer) : stepTime(settings, transfer, transfer.work, input.at);
  }
}

function stepTime(settings: TransferSettings, transfer: Transfer, work: Work, at: number): TransferStep {
  const { limits } = settings;
  if (at - work.startedAt >= limits.totalMs) return fail(transfer, work, work.heard ? 'ENDLESS' : silence(work));
  if (at < work.wakeAt) return stay(transfer);
  // A pause after RR or RNR is over: the meter was alive, it is asked again whatever the count.
  if (work.paused) return poll(settings, transfer, { ...work, paused: false }, at);
  if (work.polls >= limits.polls) return fail(transfer, work, silence(work));
  return poll(settings, transfer, { ...work, polls: work.polls + 1, overdue: true }, at);
}

function silence({ gap, garbled }: Work): 'SEQUENCE' | 'GARBLED' | 'TIMEOUT' {
  if (gap) return 'SEQUENCE';
  return garbled ? 'GARBLED' : 'TIMEOUT';
}

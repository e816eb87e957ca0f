/** What every service needs of an open session, and what becomes of a session in the middle of its work. */
import type { AnswerLimits, Association, Channel, ChannelFailure, Session } from '../session/index.ts';

/** An association as objects are read over it. */
export interface ObjectAccess {
  readonly channel: Channel;
  readonly association: Association;
  /** How long the meter may be silent, in ms. */
  readonly replyMs: number;
  readonly signal: AbortSignal;
  /** This host's clock, ms since 1970. */
  readonly now: () => number;
}

/** @param now this host's clock, ms since 1970 */
export function accessOf(
  { channel, association }: Session,
  {
    replyMs,
    signal,
    now = Date.now,
  }: { readonly replyMs: number; readonly signal: AbortSignal; readonly now?: () => number },
): ObjectAccess {
  return { channel, association, replyMs, signal, now };
}

/**
 * The line or the link died: nothing more can be asked. What was read before stands.
 */
export type Lost = Pick<ChannelFailure, 'code' | 'received' | 'late'>;

const answerReplies = 12;
const leastAnswerMs = 20_000;

/** One answer may be so long, and take twelve reply times, but 20 s in any case: a slow line brings 1200 octets in that. */
export function answerLimits({ replyMs }: ObjectAccess, octets: number): Partial<AnswerLimits> {
  return { octets, totalMs: Math.max(leastAnswerMs, answerReplies * replyMs) };
}

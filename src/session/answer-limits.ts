/** How much an answer may cost, and what a channel's failure says. */
import type { LineEnd } from '../line/index.ts';
import type { AnswerLimits, ChannelFailure, ChannelFailureCode, RequestOptions } from './channel.ts';

const mostOctets = 16 * 1024 * 1024;
const mostSegments = 262_144;
const polls = 2;
const totalReplies = 60;

/** How many pushes and the like a channel keeps. */
export const mostUnasked = 64;
/** Portions that may wait from before a question; more than any socket holds. */
export const mostWaiting = 4096;

export function limitsOf({ replyMs, limits = {} }: RequestOptions): AnswerLimits {
  return { octets: mostOctets, segments: mostSegments, polls, totalMs: totalReplies * replyMs, ...limits };
}

export function channelFailure(
  code: ChannelFailureCode,
  { frmr = null, received = 0, segments = 0, late = false }: Partial<Omit<ChannelFailure, 'code'>> = {},
): ChannelFailure {
  return { code, frmr, received, segments, late };
}

/** What a channel fails with when its line ends. */
export function endCode(how: LineEnd): 'CLOSED' | 'RESET' {
  return how === 'FIN' ? 'CLOSED' : 'RESET';
}

/** Links that were asked for, and DISCs, as the evidence that a live experiment would have given: with what stands there. */

import { toHex } from '../bytes/hex.ts';
import type { Evidence, Exchange, LinkExperiment, LinkFacts, LinkOutcome, Protest } from '../evidence/index.ts';
import { sameDevice } from '../evidence/index.ts';
import { type Frame, informationOf, negotiated, parseFrmr, parseParameters } from '../hdlc/index.ts';
import type { Turn } from './conversation.ts';
import type { DiscDeed, LinkDeed } from './deeds.ts';
import { asServerAddress, type Earlier, heardOf } from './heard.ts';

/** Ms between two instants; null where one is not known. */
export function between(from: number | null | undefined, to: number | null | undefined): number | null {
  return from == null || to == null ? null : Math.max(0, Math.round(to - from));
}

/** What was said in some turns, as evidence keeps it; an instant that is not known counts as 0. */
export function exchangesOf(turns: readonly Turn[]): readonly Exchange[] {
  return turns.map(({ sent, received }) => ({
    sent: sent === null ? null : toHex(sent.shown),
    sentAtMs: Math.round(sent?.atMs ?? received[0]?.atMs ?? 0),
    received: received.map(({ atMs, shown }) => ({
      atMs: between(sent?.atMs ?? received[0]?.atMs, atMs) ?? 0,
      hex: toHex(shown),
    })),
  }));
}

/** From the first question to the last octet, or to what came next; 0 where no time stands there. */
export function lastedMs(turns: readonly Turn[]): number {
  const last = turns.at(-1);
  const from = turns[0]?.sent?.atMs ?? turns[0]?.received[0]?.atMs ?? null;
  const arrived = last?.received.at(-1)?.atMs ?? null;
  return between(from, last?.untilMs ?? arrived) ?? 0;
}

export function protestIn(frame: Frame | undefined): Protest | null {
  const frmr = frame?.control.type === 'FRMR' ? parseFrmr(informationOf(frame)) : null;
  if (frmr === null) return null;
  const { rejected, reasons, vr } = frmr;
  return { rejected: rejected.type, reasons, sent: rejected.type === 'I' ? rejected.ns : null, expected: vr };
}

/** The longest that a question of these was waited for; 0 where no time stands there. */
export function patienceOf(turns: readonly Turn[]): number {
  return turns.reduce((most, { sent, untilMs }) => Math.max(most, between(sent?.atMs, untilMs) ?? 0), 0);
}

export function linkEvidence(
  experiment: LinkExperiment & ('link.open' | 'link.again' | 'link.found-address' | 'link.after-disc'),
  id: string,
  credential: string,
  deed: LinkDeed,
  echoes: ReadonlySet<string>,
  earlier: readonly Earlier[],
): Evidence<'link.open'> {
  const { answer, asked, client, conversation, server, turns } = deed;
  const heard = heardOf(conversation, turns, client, echoes, earlier);
  const answered = answer === null ? undefined : turns[answer.index];
  const source = answer === null ? null : asServerAddress(answer.frame.source);
  const replyMs = between(answered?.sent?.atMs, answer?.atMs);
  const form = answer === null ? undefined : asked[answer.index]?.form;
  const facts: LinkFacts = {
    credential,
    client,
    server,
    questions: turns.length,
    asked: {
      bare: asked.filter((one) => one.form === 'bare').length,
      parameters: asked.filter((one) => one.form === 'parameters').length,
    },
    answeredAfter: answer === null ? null : answer.index + 1,
    withParameters: form === 'parameters',
    replyMs,
    timeoutMs: Math.max(patienceOf(turns), replyMs ?? 0),
    repeatMs: between(turns[0]?.sent?.atMs, turns[1]?.sent?.atMs),
    totalMs: between(turns[0]?.sent?.atMs, answer?.atMs),
    late: false,
    source,
    parameters: parametersOf(deed),
    protest: protestIn(answer?.frame),
    heard,
  };
  return {
    id,
    experiment: experiment as 'link.open',
    outcome: linkOutcome(deed, heard),
    ms: lastedMs(turns),
    exchanges: exchangesOf(turns),
    facts,
  };
}

/** Names what an attempt came to; the meter's own word first, then the gateway's, then what stands in the way. */
function linkOutcome({ answer, server }: LinkDeed, heard: LinkFacts['heard']): LinkOutcome {
  if (answer !== null) {
    const source = asServerAddress(answer.frame.source);
    if (!sameDevice(source, server) && source.upper !== 0) return 'FOREIGN';
    return answer.frame.control.type as 'UA' | 'DM' | 'FRMR';
  }
  const { defects, echo, end, foreign, garbledBytes, text } = heard;
  if (text?.known != null && text.known.meaning !== 'banner') return 'BUSY';
  if (text !== null) return 'TEXT';
  if (garbledBytes > 0 || defects.length > 0) return 'GARBLED';
  if (foreign.some(({ answersEarlier }) => answersEarlier === null)) return 'FOREIGN';
  if (end !== null) return end.how === 'FIN' ? 'CLOSED' : 'RESET';
  return echo ? 'ECHO' : 'TIMEOUT';
}

function parametersOf({ answer, asked }: LinkDeed): LinkFacts['parameters'] {
  if (answer?.frame.control.type !== 'UA') return null;
  const question = asked[answer.index];
  const own = parseParameters(question === undefined ? new Uint8Array() : informationOf(question.frame)).values;
  const { maximumInformationTransmit, windowTransmit } = negotiated(
    own,
    parseParameters(informationOf(answer.frame)).values,
  );
  return { maximumInformation: maximumInformationTransmit, window: windowTransmit };
}

export function discEvidence(
  experiment: 'link.disc' | 'link.close',
  id: string,
  credential: string,
  { answer, client, conversation, server, turns }: DiscDeed,
): Evidence<'link.disc'> {
  const end = turns.at(-1) === conversation.turns.at(-1) ? conversation.end : null;
  const ended = end?.how === 'FIN' ? 'CLOSED' : end?.how === 'RST' || end?.how === 'LOST' ? 'RESET' : 'TIMEOUT';
  return {
    id,
    experiment: experiment as 'link.disc',
    outcome: answer === null ? ended : (answer.frame.control.type as 'UA' | 'DM'),
    ms: lastedMs(turns),
    exchanges: exchangesOf(turns),
    facts: { credential, client, server },
  };
}

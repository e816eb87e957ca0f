/**
 * Does the meter read its clock to this client? Where it denies that, its logical device name is asked for: every client
 * may read it (Blue Book, Security setup and mandatory objects). Both are short, so that nothing but the right to read is asked.
 */

import { toHex } from '../bytes/hex.ts';
import { isPlainText, printable } from '../bytes/printable.ts';
import { type DataValue, dataAccessResults, parseDateTime, renderObis } from '../dlms/index.ts';
import type { Evidence, LinkTarget, ReadAttempt, ReadFacts, ReadOutcome } from '../evidence/index.ts';
import { type Association, type Channel, getAttribute, type ServiceAnswer } from '../session/index.ts';
import { begunOf, carriesFf, exceptionFacts, named, protestOf, wasSilentFor } from './answer-facts.ts';
import { optional, patience } from './association-open.ts';
import { exchangesSince } from './exchanges.ts';
import { type EarlierTarget, hear, markNow } from './hear.ts';
import { hearUnframed } from './hear-unframed.ts';

/** This host's clock: ms since 1970, and the minutes from its local time to UTC. */
export interface WallClock {
  readonly utcMs: number;
  readonly deviation: number;
}

export interface ObjectReadOptions {
  readonly replyMs: number;
  readonly graceMs: number;
  readonly earlier: readonly EarlierTarget[];
  /** Null: nothing is said of how the clocks differ. */
  readonly wall: (() => WallClock) | null;
  readonly signal?: AbortSignal;
}

const objects = [
  { object: 'clock', ref: { classId: 8, logicalName: '0000010000ff', attribute: 2 } },
  { object: 'logical-device-name', ref: { classId: 1, logicalName: '00002a0000ff', attribute: 2 } },
] as const;

/** @throws the signal's reason */
export async function objectRead(
  channel: Channel,
  association: Association,
  target: LinkTarget,
  { replyMs, graceMs, earlier, wall, signal }: ObjectReadOptions,
): Promise<Evidence<'object.read'>> {
  const { conversation } = channel;
  const mark = markNow(conversation);
  const startedAt = conversation.line.now();
  const attempts: ReadAttempt[] = [];
  let reading: ReadFacts['reading'] = null;
  let answer: ServiceAnswer = { type: 'not-asked', why: 'short-names' };
  for (const { object, ref } of objects) {
    answer = await getAttribute(channel, association, ref, {
      ...patience(channel, replyMs, graceMs),
      ...optional(signal),
    });
    const host = wall?.() ?? null;
    const logicalName = renderObis(ref.logicalName);
    attempts.push({ object, logicalName, ...refusalOf(answer) });
    if (answer.type === 'data') {
      reading = { object, logicalName, ...readingOf(object, answer.data, host, answer.replyMs) };
    }
    // Only the meter's own refusal of one object leaves a reason to ask for another.
    if (answer.type !== 'refused') break;
  }
  conversation.flush();
  const exchanges = exchangesSince(conversation, mark);
  const failure = answer.type === 'failed' ? answer.failure : null;
  const heard =
    channel.kind === 'hdlc'
      ? hear(conversation, mark, target, earlier)
      : hearUnframed(conversation, mark, failure === null);
  const { credential, client, server } = target;
  return {
    id: `object.read:${credential}`,
    experiment: 'object.read',
    outcome: readOutcome(answer),
    ms: Math.round(conversation.line.now() - startedAt),
    exchanges,
    facts: {
      credential,
      client,
      server,
      notAsked: null,
      replyMs: 'replyMs' in answer ? Math.round(answer.replyMs) : null,
      timeoutMs: replyMs,
      late: failure === null && wasSilentFor(exchanges, replyMs),
      protest: protestOf(failure?.frmr ?? null),
      begun: begunOf(failure),
      carriedFf: failure !== null && carriesFf(exchanges),
      remarks: [...channel.remarks],
      heard,
      attempts,
      reading,
    },
  };
}

/** A reading that is not asked for: the test was to go no deeper. */
export function readNotAsked(target: LinkTarget): Evidence<'object.read'> {
  return {
    id: `object.read:${target.credential}`,
    experiment: 'object.read',
    outcome: 'NOT-TRIED',
    ms: 0,
    exchanges: [],
    facts: { ...nothingRead(target), notAsked: 'depth' },
  };
}

export function nothingRead({ credential, client, server }: LinkTarget): ReadFacts {
  return {
    credential,
    client,
    server,
    notAsked: null,
    replyMs: null,
    timeoutMs: 0,
    late: false,
    protest: null,
    begun: null,
    carriedFf: false,
    remarks: [],
    heard: null,
    attempts: [],
    reading: null,
  };
}

export function readOutcome(answer: ServiceAnswer): ReadOutcome {
  switch (answer.type) {
    case 'data':
      return 'READ';
    case 'refused':
      return 'DENIED';
    case 'exception':
    case 'service-error':
      return 'EXCEPTION';
    case 'malformed':
      return 'MALFORMED';
    case 'not-asked':
      return 'NOT-TRIED';
    case 'failed':
      return answer.failure.code;
  }
}

export function refusalOf(answer: ServiceAnswer): Pick<ReadAttempt, 'result' | 'exception'> {
  return {
    result: answer.type === 'refused' ? named(dataAccessResults, answer.code) : null,
    exception: answer.type === 'exception' ? exceptionFacts(answer) : null,
  };
}

export function readingOf(
  object: ReadAttempt['object'],
  data: DataValue,
  host: WallClock | null,
  replyMs: number,
): Pick<NonNullable<ReadFacts['reading']>, 'value' | 'aheadSeconds'> {
  if (!('bytes' in data)) return { value: null, aheadSeconds: null };
  if (object === 'logical-device-name' || data.bytes.length !== 12) {
    return { value: isPlainText(data.bytes) ? printable(data.bytes) : toHex(data.bytes), aheadSeconds: null };
  }
  const { iso, text } = parseDateTime(data.bytes);
  return { value: iso ?? text, aheadSeconds: host === null ? null : aheadOf(data.bytes, host, replyMs) };
}

/** The meter looked at its clock somewhere between question and answer: the middle is compared, in whole seconds. */
function aheadOf(bytes: Uint8Array, { utcMs, deviation }: WallClock, replyMs: number): number | null {
  const told = parseDateTime(bytes);
  const here = Uint8Array.from(bytes);
  // Deviation in minutes, as this host has it, where the meter leaves it open.
  new DataView(here.buffer).setInt16(9, deviation);
  const meterMs = told.utcMs ?? parseDateTime(here).utcMs;
  return meterMs === null ? null : Math.round((meterMs - (utcMs - replyMs / 2)) / 1000);
}

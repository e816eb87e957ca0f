/** ACTION by logical name (IEC 62056-5-3): parameter and result in blocks (pblocks) where they are long. */
import { joinBytes } from '../bytes/join.ts';
import {
  type ApduDefect,
  type DataValue,
  encodeActionBlock,
  encodeActionNext,
  encodeActionRequest,
  encodeData,
  hasConformance,
  isMild,
  type MethodRef,
  parseApdu,
  parseData,
} from '../dlms/index.ts';
import type { Association } from './association.ts';
import type { Channel } from './channel.ts';
import { Asking, fits, malformed, type ResponseOf, roomIn } from './service.ts';
import type { ActionAnswer, ServiceOptions } from './service-answer.ts';

type Came = Awaited<ReturnType<Asking<'ACTION-Response'>['ask']>>;

/** Invokes a method, its parameter in blocks where it does not fit the meter's PDU. @throws the signal's reason */
export async function invokeMethod(
  channel: Channel,
  association: Association,
  ref: MethodRef,
  parameter: DataValue | null,
  options: ServiceOptions,
): Promise<ActionAnswer> {
  const { referencing, maximumPdu, conformance } = association;
  if (referencing === 'short-names') return { type: 'not-asked', why: 'short-names' };
  const asking = new Asking(channel, association, 'ACTION-Response', options);
  const whole = encodeActionRequest(asking.invoke, ref, parameter);
  if (fits(whole.length, maximumPdu)) return readAnswer(asking, await asking.ask(whole));
  if (parameter === null || !hasConformance(conformance, 'block-transfer-with-action')) {
    return { type: 'not-asked', why: 'too-long' };
  }
  return sendBlocks(asking, ref, encodeData(parameter), maximumPdu);
}

async function sendBlocks(
  asking: Asking<'ACTION-Response'>,
  ref: MethodRef,
  data: Uint8Array,
  maximumPdu: number,
): Promise<ActionAnswer> {
  for (let number = 1, at = 0; ; number++) {
    const named = number === 1 ? ref : null;
    const block = (raw: Uint8Array, last: boolean) => encodeActionBlock(asking.invoke, named, { last, number, raw });
    const room = roomIn(maximumPdu, block(new Uint8Array(), false).length);
    if (room < 1) return { type: 'not-asked', why: 'too-long' };
    const end = Math.min(at + room, data.length);
    const last = end === data.length;
    const came = await asking.ask(block(data.subarray(at, end), last));
    asking.blocks += 1;
    if (last) return readAnswer(asking, came);
    if (came.type !== 'response') return came;
    const { response, defects } = came;
    if (response.choice === 'normal' && response.code !== 0) return answerOf(asking, response, defects);
    if (response.choice !== 'next-pblock') return malformed('other-service', defects);
    if (response.block !== number) return malformed('block-number', defects);
    at = end;
  }
}

/** The answer in one APDU, or in blocks that are asked for one by one. */
async function readAnswer(asking: Asking<'ACTION-Response'>, first: Came): Promise<ActionAnswer> {
  const parts: Uint8Array[] = [];
  let came = first;
  for (let expected = 1; ; expected++) {
    if (came.type !== 'response') return came;
    const { response, defects } = came;
    if (response.choice === 'normal' && (expected === 1 || response.code !== 0)) {
      return answerOf(asking, response, defects);
    }
    if (response.choice !== 'with-pblock') return malformed('other-service', defects);
    const { last, number, raw } = response.block;
    if (number !== expected) return malformed('block-number', defects);
    const trouble = asking.count(raw.length);
    if (trouble !== null) return trouble;
    parts.push(raw);
    if (last) return fromBlocks(asking, joinBytes(parts));
    came = await asking.ask(encodeActionNext(asking.invoke, number));
  }
}

/**
 * Stacks differ in what the blocks carry: result and return parameters, as in an answer of one piece, or the return
 * data alone. Success and a flag stand at the start of the first; data begins with its tag.
 */
function fromBlocks(asking: Asking<'ACTION-Response'>, raw: Uint8Array): ActionAnswer {
  if (raw[0] === 0 && (raw[1] ?? 2) <= 1) {
    const { apdu, defects } = parseApdu(joinBytes([Uint8Array.of(0xc7, 0x01, asking.invoke.id), raw]));
    if (apdu.type === 'ACTION-Response' && apdu.choice === 'normal' && defects.every(isMild)) {
      return answerOf(asking, apdu, defects);
    }
  }
  const { value, end, defects } = parseData(raw);
  if (!defects.every(isMild)) return malformed('unreadable', defects);
  const rest: readonly ApduDefect[] = end < raw.length ? [{ code: 'left-over', at: end, end: raw.length }] : [];
  return { ...done(asking), data: value, defects: [...defects, ...rest] };
}

function answerOf(
  asking: Asking<'ACTION-Response'>,
  { code, result }: Extract<ResponseOf<'ACTION-Response'>, { readonly choice: 'normal' }>,
  defects: readonly ApduDefect[],
): ActionAnswer {
  const { replyMs } = asking;
  if (code !== 0) return { type: 'refused-action', code, replyMs };
  if (result?.kind === 'error' && result.code !== 0) {
    return { type: 'refused', code: result.code, name: result.name, replyMs };
  }
  return { ...done(asking), data: result?.kind === 'data' ? result.data : null, defects };
}

function done({ replyMs, blocks }: Asking<'ACTION-Response'>) {
  return { type: 'done', replyMs, blocks: Math.max(1, blocks) } as const;
}

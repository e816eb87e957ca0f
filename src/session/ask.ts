/**
 * Asks a question in APDUs and finds its answer among what comes: pushes are set aside, late answers to earlier
 * questions and our own words coming back are skipped, and an answer in general blocks is put together.
 */
import { joinBytes } from '../bytes/join.ts';
import {
  type Apdu,
  encodeBlockTransfer,
  type GeneralBlockTransfer,
  isMild,
  type ParsedApdu,
  parseApdu,
} from '../dlms/index.ts';
import { channelFailure, limitsOf } from './answer-limits.ts';
import type { Channel, ChannelAnswer, ChannelFailure, RequestOptions } from './channel.ts';

export type Asked =
  | {
      readonly type: 'apdu';
      readonly apdu: Apdu;
      readonly defects: ParsedApdu['defects'];
      /** Nothing that its reader needs is damaged. */
      readonly readable: boolean;
      /** From the question to the last octet of the answer. */
      readonly replyMs: number;
    }
  | { readonly type: 'failed'; readonly failure: ChannelFailure };

/** More than this in place of an answer, and there is none. */
const mostSkipped = 32;

const unasked: ReadonlySet<Apdu['type']> = new Set(['Data-Notification', 'Event-Notification']);
/** What only a client says. */
const ownWords: ReadonlySet<Apdu['type']> = new Set([
  'AARQ',
  'RLRQ',
  'GET-Request',
  'SET-Request',
  'ACTION-Request',
  'Access-Request',
]);

/**
 * @param isAnswer whether an APDU answers this question, well or badly; what does not is skipped
 * @throws the signal's reason
 */
export async function ask(
  channel: Channel,
  question: Uint8Array,
  options: RequestOptions,
  isAnswer: (apdu: Apdu) => boolean,
): Promise<Asked> {
  const { line } = channel.conversation;
  const askedAt = line.now();
  const { totalMs } = limitsOf(options);
  let came = await channel.request(question, options);
  for (let skipped = 0; came.type === 'apdu'; skipped++) {
    const parsed = parseApdu(came.bytes);
    const { apdu } = parsed;
    if (apdu.type === 'general-block-transfer') {
      const whole = await receiveBlocks(channel, apdu, options);
      if (whole.type === 'failed') return whole;
      came = whole;
      continue;
    }
    if (unasked.has(apdu.type)) channel.setAside(came.bytes);
    else if (ownWords.has(apdu.type)) channel.note('echo');
    else if (isAnswer(apdu)) {
      const readable = parsed.defects.every(isMild);
      return {
        type: 'apdu',
        apdu,
        defects: parsed.defects,
        readable,
        replyMs: Math.max(0, (channel.conversation.lastByteAt ?? line.now()) - askedAt),
      };
    } else channel.note('answer-late');
    const leftMs = askedAt + totalMs - line.now();
    if (skipped >= mostSkipped || leftMs <= 0) return { type: 'failed', failure: channelFailure('ENDLESS') };
    came = await channel.listen({ ...options, limits: { ...options.limits, totalMs: leftMs } });
  }
  return came;
}

/**
 * An answer in general blocks: each window is confirmed by a block of ours without content. A block out of its order
 * is asked for again by the number received last, a few times.
 */
async function receiveBlocks(
  channel: Channel,
  first: GeneralBlockTransfer,
  options: RequestOptions,
): Promise<ChannelAnswer> {
  const { line } = channel.conversation;
  const startedAt = line.now();
  const { octets: mostOctets, totalMs } = limitsOf(options);
  const parts: Uint8Array[] = [];
  let octets = 0;
  let expected = 1;
  let own = 0;
  let repeats = 0;
  let block: GeneralBlockTransfer = first;
  for (;;) {
    if (block.block === (expected & 0xffff)) {
      parts.push(block.part);
      octets += block.part.length;
      expected += 1;
      if (block.last) break;
    } else {
      channel.note('frame-out-of-sequence');
      repeats += 1;
      if (repeats > mostSkipped) return { type: 'failed', failure: channelFailure('SEQUENCE', { received: octets }) };
    }
    const leftMs = startedAt + totalMs - line.now();
    // A block without content is no progress worth waiting for without end.
    if (octets > mostOctets || leftMs <= 0 || expected > octets + mostSkipped) {
      return { type: 'failed', failure: channelFailure('ENDLESS', { received: octets, segments: parts.length }) };
    }
    const limited = { ...options, limits: { ...options.limits, totalMs: leftMs } };
    let came: ChannelAnswer;
    if (block.streaming) came = await channel.listen(limited);
    else {
      own = (own + 1) & 0xffff;
      const acknowledged = (expected - 1) & 0xffff;
      const confirmation = {
        last: true,
        streaming: false,
        window: 1,
        block: own,
        acknowledged,
        part: new Uint8Array(),
      };
      came = await channel.request(encodeBlockTransfer(confirmation), withoutShown(limited));
    }
    if (came.type === 'failed') return came;
    const { apdu } = parseApdu(came.bytes);
    // Something else in between ends the transfer; it may be the meter's refusal.
    if (apdu.type !== 'general-block-transfer') return came;
    block = apdu;
  }
  const bytes = joinBytes(parts);
  return { type: 'apdu', bytes, replyMs: line.now() - startedAt, segments: parts.length, late: false };
}

/** The mask of the question fits no other APDU. */
function withoutShown({ shownAs: _shownAs, ...options }: RequestOptions): RequestOptions {
  return options;
}

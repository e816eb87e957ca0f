/** SET by logical name (IEC 62056-5-3): in one APDU where it fits what the meter takes, else in blocks. */
import {
  type AttributeRef,
  type DataValue,
  encodeData,
  encodeSetBlock,
  encodeSetRequest,
  hasConformance,
  type SetResult,
} from '../dlms/index.ts';
import type { Association } from './association.ts';
import type { Channel } from './channel.ts';
import { Asking, fits, malformed, roomIn } from './service.ts';
import type { ServiceOptions, SetAnswer } from './service-answer.ts';

/** Writes one attribute, in blocks where it does not fit the meter's PDU. @throws the signal's reason */
export async function setAttribute(
  channel: Channel,
  association: Association,
  ref: AttributeRef,
  value: DataValue,
  options: ServiceOptions,
): Promise<SetAnswer> {
  const { referencing, maximumPdu, conformance } = association;
  if (referencing === 'short-names') return { type: 'not-asked', why: 'short-names' };
  const asking = new Asking(channel, association, 'SET-Response', options);
  const whole = encodeSetRequest(asking.invoke, ref, value);
  if (fits(whole.length, maximumPdu)) {
    const came = await asking.ask(whole);
    if (came.type !== 'response') return came;
    const { response, defects } = came;
    return response.choice === 'normal' ? doneWith(asking, response.result) : malformed('other-service', defects);
  }
  if (!hasConformance(conformance, 'block-transfer-with-set-or-write')) return { type: 'not-asked', why: 'too-long' };
  return setInBlocks(asking, ref, encodeData(value), maximumPdu);
}

async function setInBlocks(
  asking: Asking<'SET-Response'>,
  ref: AttributeRef,
  data: Uint8Array,
  maximumPdu: number,
): Promise<SetAnswer> {
  for (let number = 1, at = 0; ; number++) {
    const named = number === 1 ? ref : null;
    const block = (raw: Uint8Array, last: boolean) => encodeSetBlock(asking.invoke, named, { last, number, raw });
    const room = roomIn(maximumPdu, block(new Uint8Array(), false).length);
    if (room < 1) return { type: 'not-asked', why: 'too-long' };
    const end = Math.min(at + room, data.length);
    const last = end === data.length;
    const came = await asking.ask(block(data.subarray(at, end), last));
    if (came.type !== 'response') return came;
    const { response, defects } = came;
    asking.blocks += 1;
    // An ordinary response in between breaks the transfer off; success can only come at its end.
    if (response.choice === 'normal' && (last || response.result.code !== 0)) return doneWith(asking, response.result);
    if (response.choice === 'last-datablock') {
      if (response.block !== number && response.result.code === 0) return malformed('block-number', defects);
      return last || response.result.code !== 0
        ? doneWith(asking, response.result)
        : malformed('other-service', defects);
    }
    if (response.choice !== 'datablock' || last) return malformed('other-service', defects);
    if (response.block !== number) return malformed('block-number', defects);
    at = end;
  }
}

function doneWith({ replyMs, blocks }: Asking<'SET-Response'>, { code, name }: SetResult): SetAnswer {
  return code === 0 ? { type: 'done', replyMs, blocks: Math.max(1, blocks) } : { type: 'refused', code, name, replyMs };
}

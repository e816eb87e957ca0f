/** GET by logical name (IEC 62056-5-3): one attribute, a list of them, and long values in blocks. */
import { joinBytes } from '../bytes/join.ts';
import {
  type ApduDefect,
  type AttributeRef,
  type DataResult,
  DataStream,
  type DataValue,
  encodeGetRequest,
  hasConformance,
  isMild,
  parseApdu,
  parseData,
  type Selection,
} from '../dlms/index.ts';
import type { Association } from './association.ts';
import type { Channel } from './channel.ts';
import { Asking, fits, malformed } from './service.ts';
import type { ServiceAnswer, ServiceOptions, ServiceTrouble, StreamAnswer } from './service-answer.ts';

type GetOptions = ServiceOptions & { readonly selection?: Selection };

/** Attributes in one list. */
const longestList = 32;

/** Reads one attribute. Block transfer is inside. @throws the signal's reason */
export async function getAttribute(
  channel: Channel,
  association: Association,
  ref: AttributeRef,
  options: GetOptions,
): Promise<ServiceAnswer> {
  const refused = notAsked(association, options);
  if (refused !== null) return refused;
  const asking = new Asking(channel, association, 'GET-Response', options);
  const parts: Uint8Array[] = [];
  const got = await getInParts(asking, questionOf(asking, ref, options), (part) => parts.push(part) > 0);
  if (got.type === 'whole') return answerOf(asking, got.result, got.defects);
  if (got.type !== 'parts') return got;
  const bytes = joinBytes(parts);
  const { value, end, defects } = parseData(bytes);
  return dataAnswer(asking, value, withLeftOver(defects, end, bytes.length));
}

/**
 * Reads several attributes, an answer for each in their order: with-list where the association has it and the list
 * fits, else one by one. @throws the signal's reason
 */
export async function getAttributes(
  channel: Channel,
  association: Association,
  refs: readonly AttributeRef[],
  options: ServiceOptions,
): Promise<readonly ServiceAnswer[]> {
  const answers: ServiceAnswer[] = [];
  let lists = hasConformance(association.conformance, 'multiple-references');
  for (let at = 0; at < refs.length; ) {
    const list = lists ? listThatFits(association, refs.slice(at, at + longestList)) : [];
    if (list.length > 1) {
      const got = await getList(channel, association, list, options);
      if (got !== null) {
        answers.push(...got);
        at += list.length;
        continue;
      }
      // It does not do lists after all: whatever it says to one is not said of each of its objects.
      lists = false;
    }
    const ref = refs[at];
    if (ref !== undefined) answers.push(await getAttribute(channel, association, ref, options));
    at += 1;
  }
  return answers;
}

/** @param announced how many elements the array says it has; null where it is none */
export type TakeElements = (elements: readonly DataValue[], announced: number | null) => void | Promise<void>;

/**
 * Reads a long array and tells its elements as the blocks come, in flat memory: the next block is asked for when what
 * came was taken. @throws the signal's reason
 */
export async function streamAttribute(
  channel: Channel,
  association: Association,
  ref: AttributeRef,
  options: GetOptions & { readonly onElements: TakeElements },
): Promise<StreamAnswer> {
  const refused = notAsked(association, options);
  if (refused !== null) return refused;
  const asking = new Asking(channel, association, 'GET-Response', options);
  const stream = new DataStream();
  const got = await getInParts(asking, questionOf(asking, ref, options), async (part) => {
    const elements = stream.push(part);
    if (elements.length > 0) await options.onElements(elements, stream.announced);
    // Octets behind the last announced element will never become one: nothing more is asked for.
    return stream.defects.length === 0 && !(stream.complete && stream.pending > 0);
  });
  if (got.type === 'whole') return await wholeStream(asking, got.result, got.defects, options.onElements);
  if (stream.defects.length > 0) return malformed('unreadable', stream.defects);
  if (got.type !== 'parts') return got;
  const { given, announced, pending, complete } = stream;
  const defects: readonly ApduDefect[] =
    pending === 0 && complete ? [] : [{ code: complete ? 'left-over' : 'cut', at: 0, end: pending }];
  return { type: 'done', replyMs: asking.replyMs, blocks: asking.blocks, elements: given, announced, defects };
}

type Got =
  | { readonly type: 'whole'; readonly result: DataResult; readonly defects: readonly ApduDefect[] }
  /** It came in blocks, all of which were told. */
  | { readonly type: 'parts' }
  | ServiceTrouble;

/** Asks, and goes on asking for the next block until the last one. `take` may say that it has had enough. */
async function getInParts(
  asking: Asking<'GET-Response'>,
  question: Uint8Array,
  take: (part: Uint8Array) => boolean | Promise<boolean>,
): Promise<Got> {
  let next = question;
  for (let expected = 1; ; expected++) {
    const came = await asking.ask(next);
    if (came.type !== 'response') return came;
    const { response, defects } = came;
    if (response.choice === 'normal') {
      // Between blocks only a refusal makes sense.
      if (expected > 1 && response.result.kind === 'data') return malformed('other-service', defects);
      return { type: 'whole', result: response.result, defects };
    }
    if (response.choice !== 'with-datablock') return malformed('other-service', defects);
    const { last, number, result } = response.block;
    if (result.kind === 'error') return { type: 'whole', result, defects };
    if (number !== expected) return malformed('block-number', defects);
    const trouble = asking.count(result.bytes.length);
    if (trouble !== null) return trouble;
    if (!(await take(result.bytes)) || last) return { type: 'parts' };
    next = encodeGetRequest({ choice: 'next', invoke: asking.invoke, block: number });
  }
}

/** A list as one question. @returns null where the meter has no answer to a list: ask one by one */
async function getList(
  channel: Channel,
  association: Association,
  refs: readonly AttributeRef[],
  options: ServiceOptions,
): Promise<readonly ServiceAnswer[] | null> {
  const asking = new Asking(channel, association, 'GET-Response', options);
  const { invoke } = asking;
  let came = await asking.ask(encodeList(invoke, refs));
  const parts: Uint8Array[] = [];
  for (let expected = 1; came.type === 'response' && came.response.choice === 'with-datablock'; expected++) {
    const { last, number, result } = came.response.block;
    if (result.kind === 'error' || number !== expected || asking.count(result.bytes.length) !== null) return null;
    parts.push(result.bytes);
    if (!last) {
      came = await asking.ask(encodeGetRequest({ choice: 'next', invoke, block: number }));
      continue;
    }
    // The blocks carry what a with-list response carries behind its invoke id.
    const { apdu, defects } = parseApdu(joinBytes([Uint8Array.of(0xc4, 0x03, invoke.id), ...parts]));
    if (apdu.type !== 'GET-Response' || !defects.every(isMild)) return null;
    came = { type: 'response', response: apdu, defects };
  }
  if (came.type === 'failed') {
    const failed = came;
    return refs.map(() => failed);
  }
  if (came.type !== 'response' || came.response.choice !== 'with-list') return null;
  const { defects } = came;
  const { results } = came.response;
  if (results.length !== refs.length) return null;
  return results.map((result) => answerOf(asking, result, defects));
}

function encodeList(invoke: Asking<'GET-Response'>['invoke'], refs: readonly AttributeRef[]): Uint8Array {
  return encodeGetRequest({
    choice: 'with-list',
    invoke,
    attributes: refs.map((ref) => ({ ...ref, selection: null })),
  });
}

/** The longest beginning of a list whose question the meter takes in one APDU. */
function listThatFits({ maximumPdu }: Association, refs: readonly AttributeRef[]): readonly AttributeRef[] {
  const invoke = { id: 0, confirmed: true, highPriority: true };
  let count = refs.length;
  while (count > 1 && !fits(encodeList(invoke, refs.slice(0, count)).length, maximumPdu)) count -= 1;
  return refs.slice(0, count);
}

function questionOf({ invoke }: Asking<'GET-Response'>, ref: AttributeRef, { selection }: GetOptions): Uint8Array {
  const { classId, logicalName, attribute } = ref;
  const selected = { classId, logicalName, attribute, selection: selection ?? null };
  return encodeGetRequest({ choice: 'normal', invoke, attribute: selected });
}

function notAsked({ referencing, conformance }: Association, { selection }: GetOptions): ServiceTrouble | null {
  if (referencing === 'short-names') return { type: 'not-asked', why: 'short-names' };
  if (selection === undefined || hasConformance(conformance, 'selective-access')) return null;
  return { type: 'not-asked', why: 'conformance' };
}

function answerOf(asking: Asking<'GET-Response'>, result: DataResult, defects: readonly ApduDefect[]): ServiceAnswer {
  if (result.kind === 'error') return refusal(asking, result);
  return dataAnswer(asking, result.data, defects);
}

function refusal({ replyMs }: Asking<'GET-Response'>, { code, name }: Extract<DataResult, { kind: 'error' }>) {
  return { type: 'refused', code, name, replyMs } as const;
}

function dataAnswer(
  { replyMs, blocks }: Asking<'GET-Response'>,
  data: DataValue,
  defects: readonly ApduDefect[],
): ServiceAnswer {
  if (!defects.every(isMild)) return malformed('unreadable', defects);
  return { type: 'data', data, replyMs, blocks: Math.max(1, blocks), defects };
}

function withLeftOver(defects: readonly ApduDefect[], end: number, length: number): readonly ApduDefect[] {
  if (end >= length || !defects.every(isMild)) return defects;
  return [...defects, { code: 'left-over', at: end, end: length, declared: 0, actual: length - end }];
}

/** An array that came in one APDU: it is bounded by that, and told at once. */
async function wholeStream(
  asking: Asking<'GET-Response'>,
  result: DataResult,
  defects: readonly ApduDefect[],
  onElements: TakeElements,
): Promise<StreamAnswer> {
  if (result.kind === 'error') return refusal(asking, result);
  const { data } = result;
  const array = data.type === 'array' || data.type === 'compact-array' ? data.items : null;
  const elements = array ?? [data];
  if (elements.length > 0) await onElements(elements, array?.length ?? null);
  const { replyMs, blocks } = asking;
  return {
    type: 'done',
    replyMs,
    blocks: Math.max(1, blocks),
    elements: elements.length,
    announced: array?.length ?? null,
    defects,
  };
}

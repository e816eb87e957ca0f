/** GET, SET and ACTION by logical name over a channel (IEC 62056-5-3), blocks and lists inside. */
import type { AttributeRef, DataValue, MethodRef, Selection } from '../dlms/index.ts';
import type { Association } from './association.ts';
import type { Channel } from './channel.ts';
import type { ActionAnswer, ServiceAnswer, ServiceOptions, SetAnswer, StreamAnswer } from './service-answer.ts';

/** Reads one attribute. Block transfer is inside. @throws the signal's reason */
export function getAttribute(
  _channel: Channel,
  _association: Association,
  _ref: AttributeRef,
  _options: ServiceOptions & { readonly selection?: Selection },
): Promise<ServiceAnswer> {
  throw new Error('not built yet');
}

/**
 * Reads several attributes, an answer for each in their order: with-list where the association has it and the list
 * fits, else one by one. @throws the signal's reason
 */
export function getAttributes(
  _channel: Channel,
  _association: Association,
  _refs: readonly AttributeRef[],
  _options: ServiceOptions,
): Promise<readonly ServiceAnswer[]> {
  throw new Error('not built yet');
}

/** Reads a long array and tells its elements as the blocks come, in flat memory. @throws the signal's reason */
export function streamAttribute(
  _channel: Channel,
  _association: Association,
  _ref: AttributeRef,
  _options: ServiceOptions & {
    readonly selection?: Selection;
    readonly onElements: (elements: readonly DataValue[]) => void;
  },
): Promise<StreamAnswer> {
  throw new Error('not built yet');
}

/** Writes one attribute, in blocks where it does not fit the meter's PDU. @throws the signal's reason */
export function setAttribute(
  _channel: Channel,
  _association: Association,
  _ref: AttributeRef,
  _value: DataValue,
  _options: ServiceOptions,
): Promise<SetAnswer> {
  throw new Error('not built yet');
}

/** Invokes a method, its parameter in blocks where it does not fit the meter's PDU. @throws the signal's reason */
export function invokeMethod(
  _channel: Channel,
  _association: Association,
  _ref: MethodRef,
  _parameter: DataValue | null,
  _options: ServiceOptions,
): Promise<ActionAnswer> {
  throw new Error('not built yet');
}

/**
 * SET and ACTION (Green Book 9.3.6, 9.3.7): in one request, as a list, or with what is written coming block by block.
 *
 *   C5 │ 01 invoke result      02 invoke number      03 invoke result number      04, 05: lists
 *   C7 │ 01 invoke result 00 or 01 00 data           03: a list                   04 invoke number
 */
import { joinBytes } from '../bytes/join.ts';
import {
  type ActionRequest,
  type DataValue,
  encodeActionBlockReceived,
  encodeActionResponse,
  encodeData,
  encodeSetBlockResponse,
  encodeSetResponse,
  hasConformance,
  type Invoke,
  type MethodRef,
  parseData,
  type RawBlock,
  type SelectedAttribute,
  type SetRequest,
} from '../dlms/index.ts';
import type { Association } from './associate.ts';
import type { AskOf, Served } from './get-service.ts';
import { accessResult, type Invoked } from './objects/cosem-object.ts';
import type { ObjectModel } from './objects/model.ts';

/** What has come of a long SET or ACTION. */
export interface WrittenBlocks {
  readonly to: readonly SelectedAttribute[] | MethodRef;
  readonly isList: boolean;
  /** The number of the block that came last. */
  readonly block: number;
  readonly raw: Uint8Array;
}

/** Longest value that is put together from blocks, in bytes. */
const longestValue = 65_535;

export class WriteServices {
  readonly #model: ObjectModel;
  readonly #ask: AskOf;

  constructor(model: ObjectModel, ask: AskOf) {
    this.#model = model;
    this.#ask = ask;
  }

  set(request: SetRequest, association: Association): Served {
    const { invoke } = request;
    switch (request.choice) {
      case 'normal':
        return reply(association, encodeSetResponse(invoke, this.#write(request.attribute, request.data, association)));
      case 'with-list': {
        const codes = request.attributes.map((attribute, index) =>
          this.#write(attribute, request.data[index], association),
        );
        return reply(association, Uint8Array.of(0xc5, 5, octet(invoke), codes.length, ...codes));
      }
      case 'with-first-datablock':
        return this.#setBlock(invoke, begin([request.attribute], false), request.block, association);
      case 'with-list-and-first-datablock':
        return this.#setBlock(invoke, begin(request.attributes, true), request.block, association);
      case 'with-datablock':
        return this.#setBlock(invoke, association.writing, request.block, association);
      case 'unknown':
        return reply(association, null);
    }
  }

  action(request: ActionRequest, association: Association): Served {
    const { invoke } = request;
    switch (request.choice) {
      case 'normal':
        return this.#invoke(invoke, request.method, request.parameters, association);
      case 'with-list': {
        const results = request.methods.map((method, index) =>
          encodeInvoked(this.#model.invoke(method, request.parameters[index] ?? null, this.#ask(association))),
        );
        const head = Uint8Array.of(0xc7, 3, octet(invoke), results.length);
        return reply(association, joinBytes([head, ...results]));
      }
      case 'with-first-pblock':
        return this.#actionBlock(invoke, begin(request.method, false), request.block, association);
      case 'with-pblock':
        return this.#actionBlock(invoke, association.writing, request.block, association);
      // Nothing here returns more than fits, and lists in blocks are not offered.
      case 'next-pblock':
      case 'with-list-and-first-pblock':
        return reply(association, encodeActionResponse(invoke, accessResult.otherReason));
      case 'unknown':
        return reply(association, null);
    }
  }

  #write(attribute: SelectedAttribute, value: DataValue | undefined, association: Association): number {
    if (value === undefined) return accessResult.otherReason;
    return this.#model.set(attribute, value, this.#ask(association));
  }

  #setBlock(invoke: Invoke, before: WrittenBlocks | null, block: RawBlock, association: Association): Served {
    const { number, last } = block;
    const failed = (code: number) =>
      reply({ ...association, writing: null }, encodeSetBlockResponse(invoke, number, code));
    if (!hasConformance(association.conformance, 'block-transfer-with-set-or-write'))
      return failed(accessResult.otherReason);
    if (before === null || !Array.isArray(before.to)) return failed(accessResult.noLongSet);
    const written = add(before, block);
    if (typeof written === 'number') return failed(written);
    if (!last) {
      return reply({ ...association, writing: written }, encodeSetBlockResponse(invoke, number, null));
    }
    const codes = this.#writeAll(before.to, written, association);
    const after = { ...association, writing: null };
    if (!written.isList) return reply(after, encodeSetBlockResponse(invoke, number, codes[0] ?? 0));
    const numbered = [number >>> 24, (number >>> 16) & 0xff, (number >>> 8) & 0xff, number & 0xff];
    return reply(after, Uint8Array.of(0xc5, 4, octet(invoke), codes.length, ...codes, ...numbered));
  }

  #writeAll(
    attributes: readonly SelectedAttribute[],
    { raw, isList }: WrittenBlocks,
    association: Association,
  ): readonly number[] {
    // A list begins with the number of its values, which is that of the attributes.
    let at = isList ? 1 : 0;
    return attributes.map((attribute) => {
      const { value, end, defects } = parseData(raw, at);
      at = end;
      return defects.length > 0 ? accessResult.typeUnmatched : this.#write(attribute, value, association);
    });
  }

  #actionBlock(invoke: Invoke, before: WrittenBlocks | null, block: RawBlock, association: Association): Served {
    const failed = (code: number) => reply({ ...association, writing: null }, encodeActionResponse(invoke, code));
    if (!hasConformance(association.conformance, 'block-transfer-with-action')) return failed(accessResult.otherReason);
    if (before === null || !('method' in before.to)) return failed(accessResult.noLongSet);
    const written = add(before, block);
    if (typeof written === 'number') return failed(written);
    if (!block.last) {
      return reply({ ...association, writing: written }, encodeActionBlockReceived(invoke, block.number));
    }
    const { value, defects } = parseData(written.raw);
    if (defects.length > 0) return failed(accessResult.typeUnmatched);
    return this.#invoke(invoke, before.to, value, { ...association, writing: null });
  }

  #invoke(invoke: Invoke, method: MethodRef, parameters: DataValue | null, association: Association): Served {
    const invoked = this.#model.invoke(method, parameters, this.#ask(association));
    return reply(association, joinBytes([Uint8Array.of(0xc7, 1, octet(invoke)), encodeInvoked(invoked)]));
  }
}

/** Action-result and optional return parameters. */
function encodeInvoked({ code, data }: Invoked): Uint8Array {
  if (data === null) return Uint8Array.of(code, 0);
  return joinBytes([Uint8Array.of(code, 1, 0), encodeData(data)]);
}

function begin(to: WrittenBlocks['to'], isList: boolean): WrittenBlocks {
  return { to, isList, block: 0, raw: new Uint8Array() };
}

/** With one more block; or the data-access-result that says why it does not belong here. */
function add(before: WrittenBlocks, { number, raw }: RawBlock): WrittenBlocks | number {
  if (number !== before.block + 1) return accessResult.blockNumberInvalid;
  if (before.raw.length + raw.length > longestValue) return accessResult.longSetAborted;
  return { ...before, block: number, raw: joinBytes([before.raw, raw]) };
}

function octet({ id, confirmed, highPriority }: Invoke): number {
  return id | (confirmed ? 0x40 : 0) | (highPriority ? 0x80 : 0);
}

function reply(association: Association, apdu: Uint8Array | null): Served {
  return { apdu, association, isBlock: false };
}

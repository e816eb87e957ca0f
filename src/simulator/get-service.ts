/**
 * GET (Green Book 9.3.5): one attribute or a list of them, in one answer where it fits, else block by block. Synthetic,
 * built from the standard; octets behind the data, as `leftOver` makes them, were seen behind a clock.
 *
 *   C4 │ 01 │ invoke │ 00 data  or  01 code                    one attribute
 *   C4 │ 03 │ invoke │ n │ 00 data  or  01 code │ …            a list
 *   C4 │ 02 │ invoke │ last │ number │ 00 length raw           a block
 */
import { joinBytes } from '../bytes/join.ts';
import { encodeData, type GetRequest, hasConformance, type SelectedAttribute } from '../dlms/index.ts';
import type { Association } from './associate.ts';
import type { Behaviour } from './behaviour.ts';
import { ByteSource } from './byte-source.ts';
import { hostilePieces } from './hostile-data.ts';
import { type Ask, accessResult, type Content } from './objects/cosem-object.ts';
import type { ObjectModel } from './objects/model.ts';

/** A long answer on its way. */
export interface BlockTransfer {
  readonly source: ByteSource;
  /** The number of the block sent last. */
  readonly block: number;
}

export interface Served {
  /** Null: the request gets no answer. */
  readonly apdu: Uint8Array | null;
  readonly association: Association;
  /** The answer is a block. */
  readonly isBlock: boolean;
}

export type AskOf = (association: Association) => Omit<Ask, 'selection'>;

const tag = 0xc4;
const choice = { normal: 1, block: 2, list: 3 } as const;
/** Octets in front of the raw data of a block, its length field left out. */
const blockHead = 9;

export class GetService {
  readonly #model: ObjectModel;
  readonly #behaviour: Behaviour;
  readonly #ask: AskOf;

  constructor(model: ObjectModel, behaviour: Behaviour, ask: AskOf) {
    this.#model = model;
    this.#behaviour = behaviour;
    this.#ask = ask;
  }

  answer(request: GetRequest, association: Association, invoke: number): Served {
    if (request.choice === 'next') return this.#next(request.block, association, invoke);
    if (request.choice === 'normal') return this.#normal(request.attribute, association, invoke);
    if (request.choice === 'with-list') return this.#list(request.attributes, association, invoke);
    return { apdu: null, association, isBlock: false };
  }

  #read(attribute: SelectedAttribute, association: Association): Content {
    const content = this.#model.get(attribute, attribute.selection, this.#ask(association));
    const { hostileData } = this.#behaviour;
    if (hostileData === null || content.type === 'refused') return content;
    return { type: 'pieces', pieces: hostilePieces(hostileData) };
  }

  #normal(attribute: SelectedAttribute, association: Association, invoke: number): Served {
    const content = this.#read(attribute, association);
    if (content.type === 'refused') return whole(association, [tag, choice.normal, invoke, 1, content.code]);
    const source = new ByteSource(piecesOf(content));
    return this.#send([tag, choice.normal, invoke, 0], source, association, invoke);
  }

  #list(attributes: readonly SelectedAttribute[], association: Association, invoke: number): Served {
    const contents = attributes.map((attribute) => this.#read(attribute, association));
    const source = new ByteSource(listPieces(contents));
    return this.#send([tag, choice.list, invoke], source, association, invoke);
  }

  /** In one APDU where it fits; in blocks where it does not and both sides know how. */
  #send(head: readonly number[], source: ByteSource, association: Association, invoke: number): Served {
    const room = association.longestAnswer - head.length;
    const { leftOver } = this.#behaviour;
    if (source.peek(room + 1).length <= room) {
      return whole(association, head, source.take(room), new Uint8Array(leftOver));
    }
    if (!hasConformance(association.conformance, 'block-transfer-with-get-or-read')) {
      return whole(association, [tag, choice.normal, invoke, 1, accessResult.otherReason]);
    }
    return this.#block({ ...association, reading: { source, block: 0 } }, invoke);
  }

  #next(block: number, association: Association, invoke: number): Served {
    const { reading } = association;
    const failed = (code: number): Served => ({
      ...whole({ ...association, reading: null }, [tag, choice.block, invoke, 1, ...word(block), 1, code]),
      isBlock: true,
    });
    if (reading === null) return failed(accessResult.noLongGet);
    return block === reading.block ? this.#block(association, invoke) : failed(accessResult.blockNumberInvalid);
  }

  #block(association: Association, invoke: number): Served {
    const { dropsBlock, endlessBlocks } = this.#behaviour;
    const { reading } = association;
    if (reading === null) return { apdu: null, association, isBlock: true };
    const number = reading.block + 1;
    if (number === dropsBlock) return { apdu: null, association, isBlock: true };
    const room = Math.max(2, association.longestAnswer - blockHead);
    // The length field of the raw data needs an octet, two or three.
    const raw = reading.source.take(room - (room <= 0x80 ? 1 : room <= 0x101 ? 2 : 3));
    // Null-data without end: elements for whoever takes them.
    const filled = endlessBlocks && raw.length === 0 ? new Uint8Array(Math.min(room, 0x7f)) : raw;
    const last = !endlessBlocks && reading.source.isEmpty;
    const head = [tag, choice.block, invoke, last ? 1 : 0, ...word(number), 0, ...lengthField(filled.length)];
    const after = { ...association, reading: last ? null : { ...reading, block: number } };
    return { ...whole(after, head, filled), isBlock: true };
  }
}

function whole(association: Association, head: readonly number[], ...rest: readonly Uint8Array[]): Served {
  return { apdu: joinBytes([Uint8Array.from(head), ...rest]), association, isBlock: false };
}

function piecesOf(content: Exclude<Content, { readonly type: 'refused' }>): Iterable<Uint8Array> {
  return content.type === 'pieces' ? content.pieces : [encodeData(content)];
}

function* listPieces(contents: readonly Content[]): Generator<Uint8Array> {
  yield Uint8Array.from(lengthField(contents.length));
  for (const content of contents) {
    if (content.type === 'refused') {
      yield Uint8Array.of(1, content.code);
    } else {
      yield Uint8Array.of(0);
      yield* piecesOf(content);
    }
  }
}

function word(value: number): readonly number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

function lengthField(length: number): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >>> 8, length & 0xff];
}

/** What a sound meter says to APDUs, for tests: association, GET, SET and ACTION by logical name, long values in blocks. */
import { joinBytes } from '../../src/bytes/join.ts';
import {
  type Apdu,
  conformanceBlock,
  type DataValue,
  encodeAare,
  encodeActionBlockReceived,
  encodeActionResponse,
  encodeActionResponseBlock,
  encodeData,
  encodeExceptionResponse,
  encodeGetResponse,
  encodeInitiateResponse,
  encodeRlre,
  encodeSetBlockResponse,
  encodeSetResponse,
  parseApdu,
  parseData,
} from '../../src/dlms/index.ts';

export interface MeterOptions {
  readonly values: Readonly<Record<string, DataValue>>;
  /** Octets of the longest APDU it takes and sends. */
  readonly maximumPdu?: number;
  readonly conformance?: number;
  /** Passwords it accepts; null: anybody. */
  readonly secret?: Uint8Array | null;
  readonly vaaName?: number;
  /** What a method returns; undefined: nothing. */
  readonly returns?: DataValue;
}

/** The name of an attribute in `values`: `3 0100010800ff 2`. */
export const valueName = (classId: number, logicalName: string, attribute: number): string =>
  `${classId} ${logicalName} ${attribute}`;

export class MeterAnswers {
  readonly values: Record<string, DataValue>;
  /** Every APDU that was asked, as its type and choice. */
  readonly asked: string[] = [];
  readonly questions: Apdu[] = [];
  logins = 0;
  readonly #options: MeterOptions;
  #blocks: { readonly raw: Uint8Array; sent: number; number: number } | null = null;
  #setting: { readonly name: string; readonly parts: Uint8Array[] } | null = null;
  #acting: Uint8Array[] = [];

  constructor(options: MeterOptions) {
    this.#options = options;
    this.values = { ...options.values };
  }

  answer(question: Uint8Array): Uint8Array | null {
    const { apdu } = parseApdu(question);
    this.asked.push('choice' in apdu ? `${apdu.type} ${apdu.choice}` : apdu.type);
    this.questions.push(apdu);
    switch (apdu.type) {
      case 'AARQ':
        return this.#associate(apdu);
      case 'RLRQ':
        return encodeRlre();
      case 'GET-Request':
        return this.#get(apdu);
      case 'SET-Request':
        return this.#set(apdu);
      case 'ACTION-Request':
        return this.#act(apdu);
      default:
        return encodeExceptionResponse(1, 2);
    }
  }

  get #most(): number {
    return this.#options.maximumPdu ?? 1024;
  }

  #associate({ authentication }: Extract<Apdu, { type: 'AARQ' }>): Uint8Array {
    this.logins += 1;
    const { secret = null, vaaName = 7 } = this.#options;
    const right = secret === null || (authentication !== null && Buffer.from(authentication).equals(secret));
    if (!right) return encodeAare({ result: 1, diagnostic: 13, userInformation: null });
    const userInformation = encodeInitiateResponse({
      qualityOfService: null,
      version: 6,
      conformance: this.#options.conformance ?? everything,
      maximumPdu: this.#most,
      vaaName,
    });
    return encodeAare({ result: 0, diagnostic: 0, userInformation });
  }

  #result(attribute: { classId: number; logicalName: string; attribute: number }) {
    const data = this.values[valueName(attribute.classId, attribute.logicalName, attribute.attribute)];
    return data === undefined
      ? ({ kind: 'error', code: 4, name: 'object-undefined' } as const)
      : ({ kind: 'data', data } as const);
  }

  #get(request: Extract<Apdu, { type: 'GET-Request' }>): Uint8Array | null {
    const { invoke } = request;
    if (request.choice === 'normal') {
      const result = this.#result(request.attribute);
      const whole = encodeGetResponse({ choice: 'normal', invoke, result });
      if (whole.length <= this.#most || result.kind === 'error') return whole;
      this.#blocks = { raw: encodeData(result.data), sent: 0, number: 0 };
      return this.#block(invoke);
    }
    if (request.choice === 'with-list') {
      const whole = encodeGetResponse({
        choice: 'with-list',
        invoke,
        results: request.attributes.map((one) => this.#result(one)),
      });
      if (whole.length <= this.#most) return whole;
      this.#blocks = { raw: whole.subarray(3), sent: 0, number: 0 };
      return this.#block(invoke);
    }
    if (request.choice !== 'next') return encodeExceptionResponse(2, 2);
    if (this.#blocks?.number !== request.block) {
      const error = { kind: 'error', code: 19, name: 'data-block-number-invalid' } as const;
      return encodeGetResponse({ choice: 'normal', invoke, result: error });
    }
    return this.#block(invoke);
  }

  #block(invoke: Parameters<typeof encodeSetResponse>[0]): Uint8Array {
    const blocks = this.#blocks!;
    const room = this.#most - 12;
    const bytes = blocks.raw.subarray(blocks.sent, blocks.sent + room);
    blocks.sent += bytes.length;
    blocks.number += 1;
    const last = blocks.sent >= blocks.raw.length;
    const block = { last, number: blocks.number, result: { kind: 'raw', bytes } } as const;
    return encodeGetResponse({ choice: 'with-datablock', invoke, block });
  }

  #set(request: Extract<Apdu, { type: 'SET-Request' }>): Uint8Array {
    const { invoke } = request;
    if (request.choice === 'normal') {
      const { classId, logicalName, attribute } = request.attribute;
      const name = valueName(classId, logicalName, attribute);
      if (this.values[name] === undefined) return encodeSetResponse(invoke, 4);
      this.values[name] = request.data;
      return encodeSetResponse(invoke, 0);
    }
    if (request.choice === 'with-first-datablock') {
      const { classId, logicalName, attribute } = request.attribute;
      this.#setting = { name: valueName(classId, logicalName, attribute), parts: [] };
    }
    if ((request.choice !== 'with-first-datablock' && request.choice !== 'with-datablock') || this.#setting === null) {
      return encodeExceptionResponse(2, 2);
    }
    const { last, number, raw } = request.block;
    this.#setting.parts.push(raw);
    if (!last) return encodeSetBlockResponse(invoke, number, null);
    this.values[this.#setting.name] = parseData(joinBytes(this.#setting.parts)).value;
    return encodeSetBlockResponse(invoke, number, 0);
  }

  #act(request: Extract<Apdu, { type: 'ACTION-Request' }>): Uint8Array | null {
    const { invoke } = request;
    if (request.choice === 'with-first-pblock' || request.choice === 'with-pblock') {
      const { last, number, raw } = request.block;
      if (number === 1) this.#acting = [];
      this.#acting.push(raw);
      if (!last) return encodeActionBlockReceived(invoke, number);
      this.values.parameter = parseData(joinBytes(this.#acting)).value;
    } else if (request.choice === 'normal') {
      if (request.parameters !== null) this.values.parameter = request.parameters;
    } else if (request.choice === 'next-pblock') {
      const { last, number, result } = this.#pblock();
      return encodeActionResponseBlock(invoke, { last, number, raw: result });
    } else return encodeExceptionResponse(2, 2);
    const { returns } = this.#options;
    const whole = encodeActionResponse(invoke, 0, returns === undefined ? null : { kind: 'data', data: returns });
    if (whole.length <= this.#most) return whole;
    this.#blocks = { raw: whole.subarray(3), sent: 0, number: 0 };
    const { last, number, result } = this.#pblock();
    return encodeActionResponseBlock(invoke, { last, number, raw: result });
  }

  #pblock() {
    const blocks = this.#blocks!;
    const result = blocks.raw.subarray(blocks.sent, blocks.sent + this.#most - 12);
    blocks.sent += result.length;
    blocks.number += 1;
    return { last: blocks.sent >= blocks.raw.length, number: blocks.number, result };
  }
}

const everything = conformanceBlock([
  'block-transfer-with-get-or-read',
  'block-transfer-with-set-or-write',
  'block-transfer-with-action',
  'multiple-references',
  'get',
  'set',
  'selective-access',
  'action',
]);

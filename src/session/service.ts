/** What the services share: asking with an invoke id, and what an answer comes to that is none of the service's own. */
import type { Apdu, ApduDefect, Invoke } from '../dlms/index.ts';
import { limitsOf } from './answer-limits.ts';
import { type Asked, ask } from './ask.ts';
import { type Association, exceptionOf, serviceErrorOf } from './association.ts';
import type { Channel } from './channel.ts';
import type { MalformedReason, ServiceOptions, ServiceTrouble } from './service-answer.ts';

/** The answers of services, by the invoke id that they repeat. */
type ServiceResponse = Extract<Apdu, { readonly type: 'GET-Response' | 'SET-Response' | 'ACTION-Response' }>;
export type ServiceType = ServiceResponse['type'];
export type ResponseOf<Type extends ServiceType> = Extract<ServiceResponse, { readonly type: Type }>;

/** How many blocks of how little a meter may send before it is taken for one that never ends. */
const fewBlocks = 64;
const leastOctets = 4;
/** A long transfer may take this many times as long as one answer. */
const transferAnswers = 12;

/** One question of a service, or of several that belong together: all with one invoke id. */
export class Asking<Type extends ServiceType> {
  readonly invoke: Invoke;
  blocks = 0;
  replyMs = 0;
  readonly #channel: Channel;
  readonly #type: Type;
  readonly #options: ServiceOptions;
  readonly #startedAt: number;
  #octets = 0;

  constructor(channel: Channel, association: Association, type: Type, options: ServiceOptions) {
    this.#channel = channel;
    this.#type = type;
    this.#options = options;
    this.#startedAt = channel.conversation.line.now();
    this.invoke = { id: association.nextInvokeId(), confirmed: true, highPriority: true };
  }

  /** @throws the signal's reason */
  async ask(question: Uint8Array): Promise<
    | {
        readonly type: 'response';
        readonly response: ResponseOf<Type>;
        readonly defects: readonly ApduDefect[];
      }
    | ServiceTrouble
  > {
    const { id } = this.invoke;
    const asked = await ask(this.#channel, question, serviceOptions(this.#options), (apdu) =>
      'invoke' in apdu && isService(apdu) ? apdu.type === this.#type && apdu.invoke.id === id : isTheEnd(apdu),
    );
    this.replyMs = this.#channel.conversation.line.now() - this.#startedAt;
    return this.#read(asked);
  }

  /** Counts a block that came. @returns why there will be no more, or null */
  count(octets: number): ServiceTrouble | null {
    const { octets: most, totalMs } = limitsOf(this.#options);
    this.blocks += 1;
    this.#octets += octets;
    const endless = this.blocks > fewBlocks && this.#octets < this.blocks * leastOctets;
    const elapsed = this.#channel.conversation.line.now() - this.#startedAt;
    return endless || this.#octets > most || elapsed > transferAnswers * totalMs ? malformed('endless-blocks') : null;
  }

  #read(asked: Asked) {
    if (asked.type === 'failed') return asked;
    const { apdu, defects, readable, replyMs } = asked;
    if (apdu.type === 'exception-response') return { type: 'exception', replyMs, ...exceptionOf(apdu) } as const;
    if (apdu.type === 'confirmed-service-error') {
      return { type: 'service-error', replyMs, ...serviceErrorOf(apdu) } as const;
    }
    if (apdu.type !== this.#type) {
      return malformed(apdu.type === 'unknown' ? 'unreadable' : 'other-service', defects);
    }
    if (!readable) return malformed('unreadable', defects);
    return { type: 'response', response: apdu as ResponseOf<Type>, defects } as const;
  }
}

export function malformed(why: MalformedReason, defects: readonly ApduDefect[] = []) {
  return { type: 'malformed', why, defects } as const;
}

/** Whether so many octets fit what the other side takes; 0 sets no limit. */
export function fits(octets: number, maximumPdu: number): boolean {
  return maximumPdu === 0 || octets <= maximumPdu;
}

/** How many octets of content a block of this overhead may carry; the length field may grow to three octets. */
export function roomIn(maximumPdu: number, overhead: number): number {
  return (maximumPdu === 0 ? 0xffff : maximumPdu) - overhead - 2;
}

function isService(apdu: Apdu): apdu is ServiceResponse {
  return apdu.type === 'GET-Response' || apdu.type === 'SET-Response' || apdu.type === 'ACTION-Response';
}

/** Neither a service's answer nor of the association: an error, or nothing that can be read. */
function isTheEnd({ type }: Apdu): boolean {
  return type !== 'AARE' && type !== 'RLRE';
}

/** Only what a channel is meant to see; what else a service was told stays here. */
function serviceOptions({ replyMs, signal, limits }: ServiceOptions): ServiceOptions {
  return { replyMs, ...(signal === undefined ? {} : { signal }), ...(limits === undefined ? {} : { limits }) };
}

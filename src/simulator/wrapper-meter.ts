/**
 * A meter that speaks the wrapper of IEC 62056-47 instead of HDLC:
 *
 *   00 01 │ source wPort │ destination wPort │ length │ APDU        16-bit numbers, high byte first
 *
 * Anything that does not start with the version is thrown away unanswered. There is no link: an association ends with
 * its release or with TCP. Its answers are synthetic.
 */
import { joinBytes } from '../bytes/join.ts';
import { encodeWrapper, parseWrapper, wrapperHeaderLength } from '../wrapper/index.ts';
import type { Application, ApplicationEvent } from './application.ts';
import type { Behaviour } from './behaviour.ts';
import type { MeterAction } from './meter.ts';

const nothing = new Uint8Array();

export class WrapperMeter {
  readonly #application: Application;
  readonly #behaviour: Behaviour;
  #kept: Uint8Array = nothing;

  constructor(application: Application, behaviour: Behaviour) {
    this.#application = application;
    this.#behaviour = behaviour;
  }

  /** Takes bytes from the connection and gives the answers, headers included. */
  receive(bytes: Uint8Array, nowMs: number): readonly MeterAction[] {
    const actions: MeterAction[] = [];
    let rest = joinBytes([this.#kept, bytes]);
    while (rest.length >= wrapperHeaderLength) {
      const header = parseWrapper(rest);
      if ('code' in header || header.version !== 1 || header.byteOrder !== 'big') {
        rest = nothing;
        break;
      }
      const end = wrapperHeaderLength + header.length;
      if (rest.length < end) break;
      actions.push(...this.#answer(header.source, header.destination, rest.subarray(wrapperHeaderLength, end), nowMs));
      rest = rest.subarray(end);
    }
    // What cannot become a header is not kept.
    this.#kept = rest.length > 0 && rest[0] !== 0 ? nothing : Uint8Array.from(rest);
    return actions;
  }

  /** The last connection is gone, and with it what was half received and every association. */
  tcpEnded(): readonly ApplicationEvent[] {
    this.#kept = nothing;
    return this.#application.endAll('tcp-end');
  }

  #answer(client: number, server: number, command: Uint8Array, nowMs: number): readonly MeterAction[] {
    const { apdu, events, isBlock } = this.#application.answer(client, command, nowMs);
    const told: readonly MeterAction[] = events.map((event) => ({ type: 'application', event }));
    if (apdu === null) return told;
    const afterMs = isBlock ? this.#behaviour.blockDelayMs : 0;
    return [...told, { type: 'reply', bytes: encodeWrapper(server, client, apdu), afterMs }];
  }
}

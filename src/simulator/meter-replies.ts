/** The frames a meter sends, from its own address, whatever address it was asked at. */
import {
  type Control,
  encodeFrame,
  encodeParameters,
  type HdlcAddress,
  informationControl,
  type LinkParameters,
  type ParameterField,
  parameterIdentifier,
  readyControl,
  unnumberedControl,
} from '../hdlc/index.ts';
import type { NumberedSegment } from './link.ts';

export interface MeterReply {
  readonly type: 'reply';
  readonly bytes: Uint8Array;
  /** How much later than others it goes out, simulated ms. */
  readonly afterMs?: number;
}

export class MeterReplies {
  readonly #server: () => HdlcAddress;

  /** @param server the address that answers come from */
  constructor(server: () => HdlcAddress) {
    this.#server = server;
  }

  ua(client: number): MeterReply {
    return this.#frame(client, unnumberedControl('UA'));
  }

  /** UA with parameters: in the 2-byte form, unless the client wrote its maximum information lengths in one byte. */
  uaWith(client: number, values: LinkParameters, proposed: readonly ParameterField[]): MeterReply {
    const short = proposed.some(
      ({ identifier, length }) => identifier === parameterIdentifier.maximumInformationTransmit && length === 1,
    );
    const fits = Math.max(values.maximumInformationTransmit, values.maximumInformationReceive) <= 0xff;
    return this.#frame(client, unnumberedControl('UA'), encodeParameters(values, short && fits ? 1 : 2));
  }

  dm(client: number): MeterReply {
    return this.#frame(client, unnumberedControl('DM'));
  }

  /** FRMR with its three octets of information, or with none. */
  frmr(client: number, octets: readonly number[]): MeterReply {
    return this.#frame(client, unnumberedControl('FRMR'), Uint8Array.from(octets));
  }

  /** FRMR from nobody to nobody, as one stack sends it: 7E A0 07 01 01 97 A0 D1 7E. */
  frmrWithoutAddress(): MeterReply {
    const nobody = { upper: 0, lower: null, width: 1 };
    const control = unnumberedControl('FRMR');
    return { type: 'reply', bytes: encodeFrame({ destination: nobody, source: nobody, control }) };
  }

  rr(client: number, nr: number): MeterReply {
    return this.#frame(client, readyControl('RR', nr));
  }

  information(client: number, segment: NumberedSegment): MeterReply {
    const { ns, nr, final, last, information } = segment;
    return this.#frame(client, informationControl(ns, nr, final), information, !last);
  }

  #frame(
    client: number,
    control: Control,
    information: Uint8Array = new Uint8Array(),
    segmented: boolean = false,
  ): MeterReply {
    const destination = { upper: client, lower: null, width: 1 };
    const source = this.#server();
    return { type: 'reply', bytes: encodeFrame({ destination, source, control, information, segmented }) };
  }
}

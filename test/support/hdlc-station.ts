/**
 * The meter's side of an HDLC link, for tests: frames in, frames out, no clock, no socket. It counts as the standard says
 * (IEC 62056-46 §6.4.4) unless a test wants one of the oddities that real stacks have.
 */
import { joinBytes } from '../../src/bytes/join.ts';
import {
  Deframer,
  encodeFrame,
  encodeParameters,
  type Frame,
  type HdlcAddress,
  informationControl,
  informationOf,
  isSound,
  parseControl,
  readyControl,
  unnumberedControl,
} from '../../src/hdlc/index.ts';

export interface StationOptions {
  readonly client?: number;
  readonly source?: HdlcAddress;
  /** Octets of an information field it sends. */
  readonly maximumInformation?: number;
  /** Frames it sends before it wants an acknowledgement. */
  readonly window?: number;
  /** The UA carries these parameters. */
  readonly parameters?: Parameters<typeof encodeParameters>[0];
  /** Answers only an SNRM that carries parameters; closes on others. */
  readonly wantsParameters?: boolean;
  /** The header in front of an answer; `E6 E7 00` unless told. */
  readonly llc?: Uint8Array;
  /** N(R) of its I frames is always 0. */
  readonly nrAlwaysZero?: boolean;
  /** Says RR or RNR this many times before an answer. */
  readonly notReady?: { readonly times: number; readonly type: 'RR' | 'RNR' };
  /** The APDU of an answer; null for silence, a string for that frame instead. */
  readonly answer: (apdu: Uint8Array) => Uint8Array | 'DM' | 'FRMR' | null;
}

const defaultLlc = Uint8Array.of(0xe6, 0xe7, 0x00);

export class HdlcStation {
  readonly #options: StationOptions;
  readonly #deframer = new Deframer();
  #up = false;
  #vs = 0;
  #vr = 0;
  /** Segments of the question so far. */
  #question: Uint8Array[] = [];
  /** Frames sent and not acknowledged, with their N(S). */
  #unacknowledged: { readonly ns: number; readonly segment: Uint8Array; readonly last: boolean }[] = [];
  #waiting: { readonly segment: Uint8Array; readonly last: boolean }[] = [];
  #delays = 0;
  /** Every APDU that came whole. */
  readonly heard: Uint8Array[] = [];
  readonly controls: string[] = [];

  constructor(options: StationOptions) {
    this.#options = options;
  }

  /** @returns frames to send, one after the other; null: close the line */
  take(bytes: Uint8Array): readonly Uint8Array[] | null {
    const out: Uint8Array[] = [];
    for (const piece of this.#deframer.push(bytes)) {
      if (piece.kind !== 'frame' || !isSound(piece.frame)) continue;
      const frames = this.#frame(piece.frame);
      if (frames === null) return null;
      out.push(...frames);
    }
    return out;
  }

  get #client(): HdlcAddress {
    return { upper: this.#options.client ?? 16, lower: null, width: 1 };
  }

  #frame(frame: Frame): readonly Uint8Array[] | null {
    const { control } = frame;
    this.controls.push(control.type === 'I' ? `I${control.ns}` : control.type);
    if (control.type === 'SNRM') {
      if (this.#options.wantsParameters === true && informationOf(frame).length === 0) return null;
      this.#up = true;
      this.#vs = 0;
      this.#vr = 0;
      this.#question = [];
      this.#unacknowledged = [];
      this.#waiting = [];
      const { parameters } = this.#options;
      return [this.#unnumbered('UA', parameters === undefined ? undefined : encodeParameters(parameters, 2))];
    }
    if (control.type === 'DISC') {
      const was = this.#up;
      this.#up = false;
      return [this.#unnumbered(was ? 'UA' : 'DM')];
    }
    if (!this.#up) return [this.#unnumbered('DM')];
    if (control.type === 'I') return this.#information(frame, control.ns, control.nr, control.pf);
    if (control.type === 'RR') {
      this.#acknowledge(control.nr);
      return control.pf ? this.#go(true) : [];
    }
    return [];
  }

  #information(frame: Frame, ns: number, nr: number, pf: boolean): readonly Uint8Array[] {
    this.#acknowledge(nr);
    if (ns !== this.#vr) return [];
    this.#vr = (this.#vr + 1) & 7;
    this.#question.push(informationOf(frame));
    if (frame.segmented) return pf ? [this.#ready('RR')] : [];
    const apdu = joinBytes(this.#question).subarray(3);
    this.#question = [];
    this.heard.push(apdu);
    const answer = this.#options.answer(apdu);
    if (answer === 'DM' || answer === 'FRMR')
      return [this.#unnumbered(answer, Uint8Array.of(frame.control.octet, 0x60, 0x01))];
    if (answer === null) return [];
    const whole = joinBytes([this.#options.llc ?? defaultLlc, answer]);
    const most = this.#options.maximumInformation ?? 128;
    for (let at = 0; at < whole.length; at += most) {
      this.#waiting.push({ segment: whole.subarray(at, at + most), last: at + most >= whole.length });
    }
    this.#delays = this.#options.notReady?.times ?? 0;
    return this.#go(false);
  }

  #acknowledge(nr: number): void {
    const first = this.#unacknowledged[0]?.ns;
    if (first === undefined) return;
    const count = (nr - first) & 7;
    if (count <= this.#unacknowledged.length) this.#unacknowledged.splice(0, count);
  }

  /** What is owed: what was not acknowledged again, then what waits; else RR. */
  #go(asked: boolean): readonly Uint8Array[] {
    if (this.#delays > 0) {
      this.#delays -= 1;
      return [this.#ready(this.#options.notReady?.type ?? 'RR')];
    }
    const window = this.#options.window ?? 1;
    while (this.#unacknowledged.length < window) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      this.#unacknowledged.push({ ...next, ns: this.#vs });
      this.#vs = (this.#vs + 1) & 7;
    }
    if (this.#unacknowledged.length === 0) return asked ? [this.#ready('RR')] : [];
    return this.#unacknowledged.map(({ ns, segment, last }, index) =>
      encodeFrame({
        ...this.#addresses,
        control: informationControl(
          ns,
          this.#options.nrAlwaysZero === true ? 0 : this.#vr,
          index === this.#unacknowledged.length - 1,
        ),
        information: segment,
        segmented: !last,
      }),
    );
  }

  #ready(type: 'RR' | 'RNR'): Uint8Array {
    const nr = this.#options.nrAlwaysZero === true ? 0 : this.#vr;
    return encodeFrame({ ...this.#addresses, control: readyControl(type, nr) });
  }

  #unnumbered(type: 'UA' | 'DM' | 'FRMR', information?: Uint8Array): Uint8Array {
    const parts = { ...this.#addresses, control: unnumberedControl(type) };
    return encodeFrame(type === 'DM' || information === undefined ? parts : { ...parts, information });
  }

  /** A frame nobody asked for. */
  push(apdu: Uint8Array): Uint8Array {
    const information = joinBytes([defaultLlc, apdu]);
    return encodeFrame({ ...this.#addresses, control: parseControl(0x13), information });
  }

  get #addresses() {
    return { destination: this.#client, source: this.#options.source ?? { upper: 1, lower: null, width: 1 } };
  }
}

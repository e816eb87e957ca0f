/** Lines to a test meter on a virtual clock, over HDLC and over the wrapper, with a perturbation in between. */
import { defaultParameters, type HdlcAddress } from '../../src/hdlc/index.ts';
import { Conversation, hdlcChannel, wrapperChannel } from '../../src/session/index.ts';
import { encodeWrapper, parseWrapper } from '../../src/wrapper/index.ts';
import { HdlcStation, type StationOptions } from './hdlc-station.ts';
import { type FarEvent, VirtualLine } from './virtual-line.ts';

export const meterAddress: HdlcAddress = { upper: 1, lower: null, width: 1 };

/** What becomes of the bytes on their way, in any number of portions, each with its delay. */
export type Perturb = (bytes: Uint8Array, towards: 'meter' | 'client') => readonly FarEvent[];

const untouched: Perturb = (bytes) => [{ afterMs: 0, bytes }];

/** A line with an HDLC meter behind it. Each frame takes `delayMs`. */
export function stationLine(options: StationOptions, perturb: Perturb = untouched, delayMs = 1) {
  const station = new HdlcStation(options);
  const line = new VirtualLine((bytes) =>
    perturb(bytes, 'meter').flatMap((question) => {
      if (question.bytes === undefined) return [question];
      const frames = station.take(question.bytes);
      if (frames === null) return [{ afterMs: question.afterMs + delayMs, end: 'FIN' } as const];
      return frames.flatMap((frame) =>
        perturb(frame, 'client').map((answer) => ({ ...answer, afterMs: question.afterMs + delayMs + answer.afterMs })),
      );
    }),
  );
  return { station, line };
}

/** A channel over an HDLC link that is open on both sides. */
export async function openStationChannel(options: StationOptions, perturb: Perturb = untouched) {
  let on = false;
  const far = stationLine(options, (bytes, towards) => (on ? perturb(bytes, towards) : untouched(bytes, towards)));
  const conversation = new Conversation(far.line);
  // SNRM, as the link's own tests have it.
  conversation.send(Uint8Array.of(0x7e, 0xa0, 0x07, 0x03, 0x21, 0x93, 0x0f, 0x01, 0x7e));
  await conversation.wait(100);
  on = true;
  const parameters = { ...defaultParameters, ...options.parameters, windowReceive: options.window ?? 1 };
  return { ...far, conversation, channel: hdlcChannel(conversation, { client: 16, source: meterAddress, parameters }) };
}

export interface WrapperLineOptions {
  readonly answer: (apdu: Uint8Array) => Uint8Array | null;
  /** In place of a correct wrapper around an answer. */
  readonly wrap?: (apdu: Uint8Array) => Uint8Array;
  /** How the bytes of an answer arrive. */
  readonly arrive?: (bytes: Uint8Array) => readonly FarEvent[];
}

/** A channel over the wrapper. */
export function openWrapperChannel({ answer, wrap, arrive }: WrapperLineOptions) {
  const line = new VirtualLine((bytes) => {
    const wrapper = parseWrapper(bytes);
    if ('code' in wrapper) return [];
    const said = answer(bytes.subarray(8, 8 + wrapper.length));
    if (said === null) return [];
    const reply = wrap?.(said) ?? encodeWrapper(1, 16, said);
    return arrive?.(reply) ?? [{ afterMs: 1, bytes: reply }];
  });
  const conversation = new Conversation(line, { framing: 'none' });
  return { line, conversation, channel: wrapperChannel(conversation, { client: 16, server: 1 }) };
}

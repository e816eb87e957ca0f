/**
 * Frames on the line that answer nobody's question of ours. All are synthetic, built from the standard: a second
 * master (client 32) that reads a second meter (1/17), and a meter that pushes.
 */
import { fromHex } from '../bytes/hex.ts';
import { encodeFrame, type HdlcAddress, informationControl, readyControl, unnumberedControl } from '../hdlc/index.ts';

const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();
const secondMaster: HdlcAddress = { upper: 32, lower: null, width: 1 };
const secondMeter: HdlcAddress = { upper: 1, lower: 17, width: 2 };
const pushTarget: HdlcAddress = { upper: 103, lower: null, width: 1 };

/** GET-request of the clock, and its answer: 2025-11-10 10:35:00. */
const getClock = hex('E6E600 C001C1 0008 0000010000FF 02 00');
const clock = hex('E6E700 C401C1 00 090C 07E90B0A010A2300008000 00');
/** Data-notification without a date: a structure of one register. */
const notification = hex('E6E700 0F 00000001 00 0201 06 0000012C');

/** RR of the second meter to the second master. */
export const otherServersFrame = encodeFrame({
  destination: secondMaster,
  source: secondMeter,
  control: readyControl('RR', 1),
});

/** The second master's conversation, frame by frame; `own` is the address of our meter, which it asks too. */
export function foreignFrames(own: HdlcAddress): readonly Uint8Array[] {
  const asks = { destination: secondMeter, source: secondMaster };
  const answers = { destination: secondMaster, source: secondMeter };
  return [
    encodeFrame({ ...asks, control: informationControl(0, 0), information: getClock }),
    encodeFrame({ ...answers, control: informationControl(0, 1), information: clock }),
    encodeFrame({ destination: own, source: secondMaster, control: unnumberedControl('SNRM') }),
    encodeFrame({ destination: secondMaster, source: own, control: unnumberedControl('UA') }),
  ];
}

/** What a push-only port sends: an unnumbered information frame without the poll bit. */
export function pushFrame(own: HdlcAddress): Uint8Array {
  const control = unnumberedControl('UI', false);
  return encodeFrame({ destination: pushTarget, source: own, control, information: notification });
}

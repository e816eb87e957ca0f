/**
 * One HDLC frame, format type 3 (IEC 62056-46 §6.4.1):
 *
 *   7E │ A S·LL │ destination │ source │ control │ HCS │ information │ FCS │ 7E
 *        └ segmentation bit and 11-bit length     └ only when there is information
 *
 * The length counts the octets between the flags. There is no octet stuffing: 7E may stand anywhere inside.
 */
import { crc16 } from '../bytes/crc.ts';
import { addressWidth, encodeAddress, type HdlcAddress, isAddressWidth, readAddress } from './address.ts';
import { type Control, parseControl } from './control.ts';

export const flag = 0x7e;
/** Largest value of the length field. */
export const maximumLength = 0x7ff;
/** Format, two one-byte addresses, control, FCS. */
export const minimumLength = 7;

/** What is wrong with a frame. `at` is an offset into the octets between the flags. */
export type FrameDefect =
  | { readonly code: 'too-short'; readonly length: number }
  | { readonly code: 'format-unknown'; readonly received: number }
  | { readonly code: 'address-unfinished'; readonly at: number }
  | { readonly code: 'address-width'; readonly at: number; readonly width: number }
  | { readonly code: 'length-wrong'; readonly declared: number; readonly actual: number }
  | {
      readonly code: 'hcs-wrong' | 'fcs-wrong';
      readonly computed: number;
      readonly received: number;
      readonly at: number;
    }
  /** One octet stands between control and FCS: too few for an HCS. */
  | { readonly code: 'hcs-cut'; readonly at: number }
  | { readonly code: 'closing-flag-missing'; readonly at: number };

export interface Frame {
  /** The octets between the flags, as received. */
  readonly octets: Uint8Array;
  readonly segmented: boolean;
  /** The length field. */
  readonly length: number;
  readonly destination: HdlcAddress;
  readonly source: HdlcAddress;
  readonly control: Control;
  /** Where the information field starts in `octets`; equal to `informationEnd` where there is none. */
  readonly informationAt: number;
  readonly informationEnd: number;
  /** Empty for a frame that a conforming station accepts. */
  readonly defects: readonly FrameDefect[];
}

/** What a frame is made from. */
export interface FrameParts {
  readonly destination: HdlcAddress;
  readonly source: HdlcAddress;
  readonly control: Control;
  readonly information?: Uint8Array;
  readonly segmented?: boolean;
}

const sound: readonly FrameDefect[] = Object.freeze([]);

/** The information field: a view into the frame's octets, empty where the frame has none. */
export function informationOf(frame: Frame): Uint8Array {
  return frame.octets.subarray(frame.informationAt, frame.informationEnd);
}

/** Whether a conforming station would accept the frame. */
export function isSound(frame: Frame): boolean {
  return frame.defects.length === 0;
}

/**
 * Reads the octets between two flags. Never throws: where the fixed fields cannot be found the defect comes back
 * instead of a frame; every other defect is listed in the frame.
 */
export function parseFrame(octets: Uint8Array): Frame | FrameDefect {
  const actual = octets.length;
  if (actual < minimumLength) return { code: 'too-short', length: actual };
  const format = octets[0] as number;
  if ((format & 0xf0) !== 0xa0) return { code: 'format-unknown', received: format };
  const destinationWidth = addressWidth(octets, 2, actual);
  if (destinationWidth <= 0) return { code: 'address-unfinished', at: 2 };
  const sourceAt = 2 + destinationWidth;
  const sourceWidth = addressWidth(octets, sourceAt, actual);
  if (sourceWidth <= 0) return { code: 'address-unfinished', at: sourceAt };
  const headerLength = sourceAt + sourceWidth + 1;
  if (headerLength + 2 > actual) return { code: 'too-short', length: actual };
  return assembleFrame(octets, destinationWidth, sourceWidth, defectsOf(octets, destinationWidth, sourceWidth));
}

/** Every defect of a frame whose address widths are known. */
export function defectsOf(octets: Uint8Array, destinationWidth: number, sourceWidth: number): readonly FrameDefect[] {
  const actual = octets.length;
  const sourceAt = 2 + destinationWidth;
  const controlAt = sourceAt + sourceWidth;
  const declared = (((octets[0] as number) & 0x07) << 8) | (octets[1] as number);
  const fcsAt = actual - 2;
  const defects: FrameDefect[] = [];
  if (declared !== actual) defects.push({ code: 'length-wrong', declared, actual });
  if (!isAddressWidth(destinationWidth)) defects.push({ code: 'address-width', at: 2, width: destinationWidth });
  if (!isAddressWidth(sourceWidth)) defects.push({ code: 'address-width', at: sourceAt, width: sourceWidth });
  if (fcsAt === controlAt + 2) defects.push({ code: 'hcs-cut', at: controlAt + 1 });
  if (fcsAt >= controlAt + 3) {
    const computed = crc16(octets, 0, controlAt + 1);
    const received = (octets[controlAt + 1] as number) | ((octets[controlAt + 2] as number) << 8);
    if (computed !== received) defects.push({ code: 'hcs-wrong', computed, received, at: controlAt + 1 });
  }
  const computed = crc16(octets, 0, fcsAt);
  const received = (octets[fcsAt] as number) | ((octets[fcsAt + 1] as number) << 8);
  if (computed !== received) defects.push({ code: 'fcs-wrong', computed, received, at: fcsAt });
  return defects.length === 0 ? sound : defects;
}

/** Names the fields of a frame whose address widths and defects are known: no copy, no check, for the inner loop. */
export function assembleFrame(
  octets: Uint8Array,
  destinationWidth: number,
  sourceWidth: number,
  defects: readonly FrameDefect[] = sound,
): Frame {
  const sourceAt = 2 + destinationWidth;
  const controlAt = sourceAt + sourceWidth;
  const length = (((octets[0] as number) & 0x07) << 8) | (octets[1] as number);
  const fcsAt = octets.length - 2;
  const informationAt = Math.min(fcsAt > controlAt + 1 ? controlAt + 3 : fcsAt, fcsAt);
  return {
    octets,
    segmented: ((octets[0] as number) & 0x08) !== 0,
    length,
    destination: readAddress(octets, 2, destinationWidth),
    source: readAddress(octets, sourceAt, sourceWidth),
    control: parseControl(octets[controlAt] as number),
    informationAt,
    informationEnd: fcsAt,
    defects,
  };
}

/**
 * The bytes of a frame, flags included.
 * @throws RangeError where the parts make more than 2047 octets between the flags: a fault of the caller.
 */
export function encodeFrame({ destination, source, control, information, segmented }: FrameParts): Uint8Array {
  const to = encodeAddress(destination);
  const from = encodeAddress(source);
  const headerLength = 2 + to.length + from.length + 1;
  const carried = information?.length ?? 0;
  const length = headerLength + (carried > 0 ? 2 + carried : 0) + 2;
  if (length > maximumLength) throw new RangeError(`a frame of ${length} octets does not fit the 11-bit length field`);
  const bytes = new Uint8Array(length + 2);
  const octets = bytes.subarray(1, length + 1);
  bytes[0] = flag;
  bytes[length + 1] = flag;
  octets[0] = 0xa0 | (segmented ? 0x08 : 0) | (length >>> 8);
  octets[1] = length & 0xff;
  octets.set(to, 2);
  octets.set(from, 2 + to.length);
  octets[headerLength - 1] = control.octet;
  if (information !== undefined && carried > 0) {
    putCheck(octets, headerLength);
    octets.set(information, headerLength + 2);
  }
  putCheck(octets, length - 2);
  return bytes;
}

function putCheck(octets: Uint8Array, at: number): void {
  const check = crc16(octets, 0, at);
  octets[at] = check & 0xff;
  octets[at + 1] = check >>> 8;
}

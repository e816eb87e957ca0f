/**
 * Whether a meter takes a frame for its own (IEC 62056-46 §6.4.2.5, Table 5: an address of another length than the
 * meter's own).
 *
 *   received   meter has 1 byte         meter has 2 bytes        meter has 4 bytes
 *   1 byte     compared                 discarded                discarded
 *   2 bytes    only lower = ALL         compared                 widened, compared
 *   4 bytes    only both = ALL          only both = ALL          compared
 *   3, > 4     discarded                discarded                discarded
 *
 * CALLING DEVICE addresses need a meter that is calling; this one never does.
 */
import { type HdlcAddress, reservedAddress } from '../hdlc/index.ts';

const { allStations } = reservedAddress;

/** Whether the meter with the address `own` (width 1, 2 or 4) accepts a frame sent to `received`. */
export function isAddressed(own: HdlcAddress, received: HdlcAddress): boolean {
  const { width } = received;
  if (width !== 1 && width !== 2 && width !== 4) return false;
  const all = allStations[width];
  const upperAll = received.upper === all;
  const lowerAll = received.lower === all;
  const upperFits = upperAll || received.upper === own.upper;
  const lowerFits = lowerAll || received.lower === own.lower;
  if (width === own.width) return upperFits && lowerFits;
  if (width === 2) return own.width === 1 ? upperFits && lowerAll : upperFits && lowerFits;
  return width === 4 && upperAll && lowerAll;
}

/** The same address in another number of bytes, as some stacks answer from: 1/1 in 4 bytes from `02 03`. */
export function otherForm({ upper, lower, width }: HdlcAddress): HdlcAddress {
  if (width === 1) return { upper: 0, lower: upper, width: 2 };
  if (width === 2) return { upper, lower, width: 4 };
  const fits = upper < 0x80 && (lower ?? 0) < 0x80;
  return fits ? { upper, lower, width: 2 } : { upper, lower, width };
}

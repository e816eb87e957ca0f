/**
 * Single corrections that make a wrong frame right, as rows. A `repair` undoes a damage, and the check values that
 * came with the frame agree with it. A `rewrite` puts a field right and computes the check values anew: it says what
 * the right frame would be if everything else is as meant, and no more.
 */
import { toHex } from '../bytes/hex.ts';
import { type Frame, flag, informationOf, isSound, maximumLength, parseFrame, parseParameters } from '../hdlc/index.ts';
import { declaredIn, shrink, unstuff, withCheck, withChecks, withLength } from './octets.ts';
import { addedByte, lostByte, type OneByte } from './one-byte.ts';
import type { ProblemCode } from './problems.ts';

export type CorrectionCode = (typeof corrections)[number]['code'];

/** The damage a repair found; `at` is an offset into the octets between the flags, null where it is everywhere. */
export interface Damage {
  readonly code: ProblemCode;
  readonly at: number | null;
  /** Hex of what stands there, and of what would. */
  readonly found: string;
  readonly expected: string;
}

interface Correction {
  readonly code: string;
  readonly kind: 'repair' | 'rewrite';
  /** The right octets between the flags; null where this row does not make the frame right, or not in one way only. */
  readonly try: (octets: Uint8Array) => { readonly octets: Uint8Array; readonly damage?: Damage } | null;
}

/** What gets lost or doubled: XON and XOFF of software flow control, FF of telnet. */
const atRisk = [0x11, 0x13, 0xff] as const;

/** Octets that a conforming station accepts, parameters included. */
function isRight(octets: Uint8Array): boolean {
  if (octets.length > maximumLength) return false;
  const frame = parseFrame(octets);
  return !('code' in frame) && isSound(frame) && hasRoomForHcs(frame) && parameterDefects(frame) === 0;
}

/** A single octet between control and FCS is neither an HCS nor information. */
function hasRoomForHcs({ destination, source, informationEnd }: Frame): boolean {
  return informationEnd - (2 + destination.width + source.width + 1) !== 1;
}

function parameterDefects(frame: Frame): number {
  const { type } = frame.control;
  if (type !== 'SNRM' && type !== 'UA') return 0;
  return parseParameters(informationOf(frame)).defects.length;
}

const ifRight = (octets: Uint8Array, damage?: Damage) =>
  isRight(octets) ? (damage === undefined ? { octets } : { octets, damage }) : null;

/** The one way in which a byte more or less makes the frame right; null where there is none, or more than one. */
function onlyOne(
  octets: Uint8Array,
  code: 'byte-lost' | 'byte-added',
  places: readonly OneByte[],
): { readonly octets: Uint8Array; readonly damage: Damage } | null {
  const right = new Map<string, { readonly octets: Uint8Array; readonly damage: Damage }>();
  for (const { at, octet } of places) {
    const middle = code === 'byte-lost' ? [octet] : [];
    const behind = code === 'byte-lost' ? at : at + 1;
    const tried = Uint8Array.of(...octets.subarray(0, at), ...middle, ...octets.subarray(behind));
    const hex = toHex(Uint8Array.of(octet));
    const damage = { code, at, found: code === 'byte-lost' ? '' : hex, expected: code === 'byte-lost' ? hex : '' };
    if (isRight(tried)) right.set(toHex(tried), { octets: tried, damage });
  }
  const [only, ...more] = right.values();
  return only === undefined || more.length > 0 ? null : only;
}

/** Whether the frame's own defects are exactly these. */
function hasOnly(octets: Uint8Array, ...codes: readonly string[]): Frame | null {
  const frame = parseFrame(octets);
  if ('code' in frame || frame.defects.length !== codes.length) return null;
  return frame.defects.every(({ code }) => codes.includes(code)) ? frame : null;
}

export const corrections = [
  {
    code: 'unstuff',
    kind: 'repair',
    try: (octets) =>
      octets.includes(0x7d)
        ? ifRight(unstuff(octets), { code: 'octet-stuffed', at: octets.indexOf(0x7d), found: '7d', expected: '' })
        : null,
  },
  {
    code: 'single-line-feeds',
    kind: 'repair',
    try: (octets) =>
      octets.includes(0x0d) && octets.length > declaredIn(octets)
        ? ifRight(shrink(octets, [0x0d, 0x0a], 0x0a), {
            code: 'line-feeds-expanded',
            at: null,
            found: '0d0a',
            expected: '0a',
          })
        : null,
  },
  {
    code: 'put-byte-back',
    kind: 'repair',
    try: (octets) =>
      declaredIn(octets) === octets.length + 1 ? onlyOne(octets, 'byte-lost', lostByte(octets, atRisk)) : null,
  },
  {
    code: 'take-byte-out',
    kind: 'repair',
    try: (octets) =>
      declaredIn(octets) === octets.length - 1 ? onlyOne(octets, 'byte-added', addedByte(octets, atRisk)) : null,
  },
  {
    code: 'single-ff',
    kind: 'repair',
    try: (octets) =>
      octets.includes(0xff) && octets.length > declaredIn(octets) + 1
        ? ifRight(shrink(octets, [0xff, 0xff], 0xff), { code: 'ff-doubled', at: null, found: 'ffff', expected: 'ff' })
        : null,
  },
  // The length that is there, where the check values that came agree with it.
  {
    code: 'length',
    kind: 'repair',
    try: (octets) => (declaredIn(octets) === octets.length ? null : ifRight(withLength(octets))),
  },
  // One bit of the header or its HCS. Behind a header with its right HCS the FCS does not depend on the header any
  // more, so a right FCS only says that the damage lies there; one bit is told because no two single bits can fit.
  {
    code: 'header-bit',
    kind: 'repair',
    try: (octets) => {
      const frame = hasOnly(octets, 'hcs-wrong', 'fcs-wrong');
      if (frame === null) return null;
      for (let bit = 0; bit < frame.informationAt * 8; bit++) {
        const flipped = octets.slice();
        const at = bit >>> 3;
        flipped[at] = (octets[at] as number) ^ (1 << (bit & 7));
        const [found, expected] = [octets, flipped].map((all) => toHex(all.subarray(at, at + 1))) as [string, string];
        if (isRight(flipped)) return { octets: flipped, damage: { code: 'bit-flipped', at, found, expected } };
      }
      return null;
    },
  },
  {
    code: 'group-length',
    kind: 'rewrite',
    try: (octets) => {
      const frame = hasOnly(octets);
      if (frame === null) return null;
      const [defect, ...more] = parseParameters(informationOf(frame)).defects;
      if (defect?.code !== 'group-length-wrong' || more.length > 0 || defect.actual > 0xff) return null;
      const copy = octets.slice();
      copy[frame.informationAt + defect.at] = defect.actual;
      return ifRight(withCheck(copy, copy.length - 2));
    },
  },
  {
    code: 'length-and-checks',
    kind: 'rewrite',
    try: (octets) =>
      hasOnly(octets, 'length-wrong') !== null && octets.length <= maximumLength
        ? ifRight(withChecks(withLength(octets)))
        : null,
  },
  {
    code: 'hcs',
    kind: 'rewrite',
    try: (octets) => (hasOnly(octets, 'hcs-wrong') === null ? null : ifRight(withChecks(octets))),
  },
  {
    code: 'fcs',
    kind: 'rewrite',
    try: (octets) => (hasOnly(octets, 'fcs-wrong') === null ? null : ifRight(withCheck(octets, octets.length - 2))),
  },
  // Nothing but the flags is missing.
  { code: 'flags', kind: 'rewrite', try: (octets) => ifRight(octets) },
] as const satisfies readonly Correction[];

export interface Corrected {
  readonly code: CorrectionCode;
  readonly kind: Correction['kind'];
  readonly octets: Uint8Array;
  readonly damage?: Damage;
}

/**
 * The one correction that makes these octets right. Repairs come first, because the frame's own check values speak
 * for them; where two repairs give different frames, none is named.
 * @param whole whether both flags are there; without them only the flags are put right, nothing else besides
 */
export function correct(octets: Uint8Array, whole: boolean): Corrected | null {
  if (octets.length < 2) return null;
  if (!whole) return isRight(octets) ? { code: 'flags', kind: 'rewrite', octets } : null;
  const repairs: Corrected[] = [];
  for (const row of corrections as readonly (Correction & { readonly code: CorrectionCode })[]) {
    if (row.kind === 'rewrite' && repairs.length > 0) break;
    const found = row.code === 'flags' ? null : row.try(octets);
    if (found === null) continue;
    if (row.kind === 'rewrite') return { code: row.code, kind: row.kind, ...found };
    repairs.push({ code: row.code, kind: row.kind, ...found });
  }
  const [first] = repairs;
  const agreed = first !== undefined && repairs.every(({ octets: one }) => toHex(one) === toHex(first.octets));
  return agreed ? first : null;
}

/** Octets as a frame on the wire: between flags. */
export function framed(octets: Uint8Array): Uint8Array {
  return Uint8Array.of(flag, ...octets, flag);
}

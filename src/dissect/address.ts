/**
 * The two addresses of a frame, explained. Which of them is the server's shows in the frame's type, the LLC header or
 * the number of bytes; where none of these says it, it stays unknown.
 */
import { type Control, type HdlcAddress, isAddressWidth, type Llc, reservedAddress } from '../hdlc/index.ts';
import { Node, type Problem, type Source } from './tree.ts';

export type Side = 'server' | 'client' | 'unknown';

export interface Sides {
  readonly destination: Side;
  readonly source: Side;
}

const toServer: Sides = Object.freeze({ destination: 'server', source: 'client' });
const fromServer: Sides = Object.freeze({ destination: 'client', source: 'server' });
const eitherWay: Sides = Object.freeze({ destination: 'unknown', source: 'unknown' });

/**
 * Who is the server, told by what only one side sends.
 * @param llc the LLC header of an I or UI frame; null where it has none, and for every other frame
 */
export function sidesOf(control: Control, destination: HdlcAddress, source: HdlcAddress, llc: Llc | null): Sides {
  const { type } = control;
  if (type === 'SNRM' || type === 'DISC') return toServer;
  if (type === 'UA' || type === 'DM' || type === 'FRMR') return fromServer;
  if (llc?.kind === 'command') return toServer;
  if (llc?.kind === 'response') return fromServer;
  if (destination.width > 1 && source.width === 1) return toServer;
  if (source.width > 1 && destination.width === 1) return fromServer;
  return eitherWay;
}

/** What the value of a part means, where the standard reserves it (Tables 3 and 4). */
function meaningOf(part: 'upper' | 'lower', value: number, width: 1 | 2 | 4, side: Side): string | undefined {
  if (value === reservedAddress.noStation) return 'no-station';
  if (value === reservedAddress.allStations[width]) return 'all-stations';
  if (part === 'lower') {
    return width > 1 && value === reservedAddress.callingDevice[width as 2 | 4] ? 'calling-device' : undefined;
  }
  if (side === 'client' && value === reservedAddress.managementClient) return 'management-client';
  if (side === 'client' && value === reservedAddress.publicClient) return 'public-client';
  return side === 'server' && value === 1 ? 'management-logical-device' : undefined;
}

const oneByteTexts: readonly string[] = Array.from({ length: 128 }, (_, upper) => `${upper}`);

/** `1/17`, or `1` for one byte. */
export function addressText({ upper, lower }: HdlcAddress): string {
  return lower === null ? (oneByteTexts[upper] ?? `${upper}`) : `${upper}/${lower}`;
}

const partNames = {
  destination: { upper: 'destination.upper', lower: 'destination.lower', byte: 'destination.byte' },
  source: { upper: 'source.upper', lower: 'source.lower', byte: 'source.byte' },
} as const;

/** The node of an address at `bytes[at, at + width)`. */
export function addressNode(
  source: Source,
  name: 'destination' | 'source',
  at: number,
  address: HdlcAddress,
  side: Side,
  problems: readonly Problem[] | undefined,
): Node {
  const { width, upper, lower } = address;
  const end = at + width;
  const names = partNames[name];
  if (!isAddressWidth(width)) {
    const bytes = Array.from(
      { length: width },
      (_, index) =>
        new Node(source, names.byte, at + index, at + index + 1, (source.bytes[at + index] as number) >>> 1),
    );
    return new Node(source, name, at, end, null, side, bytes, problems);
  }
  const half = width === 1 ? end : at + width / 2;
  const first = new Node(source, names.upper, at, half, upper, meaningOf('upper', upper, width, side));
  const children =
    lower === null
      ? [first]
      : [first, new Node(source, names.lower, half, end, lower, meaningOf('lower', lower, width, side))];
  return new Node(source, name, at, end, addressText(address), side, children, problems);
}

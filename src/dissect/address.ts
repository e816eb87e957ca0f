/**
 * The two addresses of a frame, explained. Which of them is the server's shows in the frame's type, the LLC header or
 * the number of bytes; where none of these says it, it stays unknown.
 */
import { type Control, type HdlcAddress, isAddressWidth, parseLlc, reservedAddress } from '../hdlc/index.ts';
import { type Node, node, type Problem, type Source } from './tree.ts';

export type Side = 'server' | 'client' | 'unknown';

/** Who is the server, told by what only one side sends. */
export function sidesOf(
  control: Control,
  destination: HdlcAddress,
  source: HdlcAddress,
  information: Uint8Array,
): { readonly destination: Side; readonly source: Side } {
  const toServer = { destination: 'server', source: 'client' } as const;
  const fromServer = { destination: 'client', source: 'server' } as const;
  if (control.type === 'SNRM' || control.type === 'DISC') return toServer;
  if (control.type === 'UA' || control.type === 'DM' || control.type === 'FRMR') return fromServer;
  const llc = control.type === 'I' || control.type === 'UI' ? parseLlc(information) : null;
  if (llc?.kind === 'command') return toServer;
  if (llc?.kind === 'response') return fromServer;
  if (destination.width > 1 && source.width === 1) return toServer;
  if (source.width > 1 && destination.width === 1) return fromServer;
  return { destination: 'unknown', source: 'unknown' };
}

/** What the value of a part means, where the standard reserves it (Tables 3 and 4). */
function meaningOf(part: 'upper' | 'lower', value: number, width: number, side: Side): string | null {
  const wide = width as 1 | 2 | 4;
  if (value === reservedAddress.noStation) return 'no-station';
  if (value === reservedAddress.allStations[wide]) return 'all-stations';
  if (part === 'lower') {
    if (width > 1 && value === reservedAddress.callingDevice[wide as 2 | 4]) return 'calling-device';
    return null;
  }
  if (side === 'client' && value === reservedAddress.managementClient) return 'management-client';
  if (side === 'client' && value === reservedAddress.publicClient) return 'public-client';
  if (side === 'server' && value === 1) return 'management-logical-device';
  return null;
}

/** `1/17`, or `1` for one byte. */
export function addressText({ upper, lower }: HdlcAddress): string {
  return lower === null ? `${upper}` : `${upper}/${lower}`;
}

/** The node of an address at `bytes[at, at + width)`. */
export function addressNode(
  source: Source,
  name: 'destination' | 'source',
  at: number,
  address: HdlcAddress,
  side: Side,
  problems: readonly Problem[],
): Node {
  const { width, upper, lower } = address;
  const end = at + width;
  if (!isAddressWidth(width)) {
    const bytes = Array.from({ length: width }, (_, index) =>
      node(source, `${name}.byte`, at + index, at + index + 1, { value: (source.bytes[at + index] as number) >>> 1 }),
    );
    return node(source, name, at, end, { value: null, meaning: side, children: bytes, problems });
  }
  const half = width === 1 ? end : at + width / 2;
  const part = (which: 'upper' | 'lower', from: number, to: number, value: number): Node => {
    const meaning = meaningOf(which, value, width, side);
    return node(source, `${name}.${which}`, from, to, { value, ...(meaning === null ? {} : { meaning }) });
  };
  const children = [part('upper', at, half, upper)];
  if (lower !== null) children.push(part('lower', half, end, lower));
  return node(source, name, at, end, { value: addressText(address), meaning: side, children, problems });
}

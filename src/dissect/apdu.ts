/** An APDU as a node. */
import { apduKind } from './apdu-tags.ts';
import { Node, type Source } from './tree.ts';

/** An APDU as one block: what its first octets call it. */
export function apduNode(source: Source, at: number, end: number, segmented = false): Node {
  const kind = apduKind(source.bytes.subarray(at, end));
  if (kind === null) return new Node(source, 'data', at, end, undefined, 'no-known-apdu');
  const value = kind.choice === null ? kind.name : `${kind.name}-${kind.choice}`;
  return new Node(source, 'apdu', at, end, value, segmented ? 'first-segment' : undefined);
}

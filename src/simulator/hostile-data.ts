/** Data that no honest meter sends: what a reader must survive. All of it is synthetic. */
const depth = 10_000;

/**
 * The encoded data: 1 an octet-string that claims two thousand million octets, 2 an array that claims as many elements,
 * 3 structures one inside the other, ten thousand deep.
 */
export function hostilePieces(kind: number): Iterable<Uint8Array> {
  if (kind === 1) return [Uint8Array.of(9, 0x84, 0x7f, 0xff, 0xff, 0xff, 1, 2, 3)];
  if (kind === 2) return [Uint8Array.of(1, 0x84, 0x80, 0, 0, 0, 0, 0, 0)];
  const nested = new Uint8Array(2 * depth + 1);
  for (let at = 0; at < 2 * depth; at += 2) nested.set([2, 1], at);
  return [nested];
}

/**
 * The conformance block (Green Book 9.4.6.1): 24 bits, the first one highest in the first octet, each a service or
 * feature that is proposed by the client and granted by the server.
 */
export const conformanceBits = [
  'reserved-zero',
  'general-protection',
  'general-block-transfer',
  'read',
  'write',
  'unconfirmed-write',
  'delta-value-encoding',
  'reserved-seven',
  'attribute0-supported-with-set',
  'priority-mgmt-supported',
  'attribute0-supported-with-get',
  'block-transfer-with-get-or-read',
  'block-transfer-with-set-or-write',
  'block-transfer-with-action',
  'multiple-references',
  'information-report',
  'data-notification',
  'access',
  'parameterized-access',
  'get',
  'set',
  'selective-access',
  'event-notification',
  'action',
] as const;
export type ConformanceBit = (typeof conformanceBits)[number];

/** The names of the bits that are set in a block of 24 bits. */
export function conformanceOf(block: number): readonly ConformanceBit[] {
  return conformanceBits.filter((_, index) => (block & (1 << (23 - index))) !== 0);
}

/** The block with these bits set. */
export function conformanceBlock(bits: readonly ConformanceBit[]): number {
  return bits.reduce((block, bit) => block | (1 << (23 - conformanceBits.indexOf(bit))), 0);
}

export function hasConformance(block: number, bit: ConformanceBit): boolean {
  return (block & (1 << (23 - conformanceBits.indexOf(bit)))) !== 0;
}

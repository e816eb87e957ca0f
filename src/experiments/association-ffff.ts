/**
 * Does the public client get in where its AARQ carries FF FF, the largest PDU that can be named? A gateway that minds
 * telnet takes FF for a command of its own: the same AARQ without FF was answered, and this one is not.
 */
import type { LinkTarget } from '../evidence/index.ts';
import { type Channel, publicLogin } from '../session/index.ts';
import { type AssociationOpened, type AssociationOpenOptions, associationOpen } from './association-open.ts';

const largestPdu = 0xffff;

/** @param channel over an open link. @throws the signal's reason */
export async function associationFfff(
  channel: Channel,
  target: LinkTarget,
  options: Omit<AssociationOpenOptions, 'maximumPdu'>,
): Promise<AssociationOpened<'association.ffff'>> {
  return associationOpen('association.ffff', channel, target, publicLogin, { ...options, maximumPdu: largestPdu });
}

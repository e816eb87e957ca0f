/**
 * Where HDLC met silence: does something answer an AARQ in the wrapper of IEC 62056-47? As the public client, without any
 * secret, on a connection of its own: what a meter makes of the rest of an HDLC frame nobody knows.
 */
import type { LinkTarget } from '../evidence/index.ts';
import { type Channel, publicLogin } from '../session/index.ts';
import { type AssociationOpened, type AssociationOpenOptions, associationOpen } from './association-open.ts';

/** @param channel over the wrapper. @throws the signal's reason */
export async function framingWrapper(
  channel: Channel,
  target: LinkTarget,
  options: AssociationOpenOptions,
): Promise<AssociationOpened<'framing.wrapper'>> {
  return associationOpen('framing.wrapper', channel, target, publicLogin, options);
}

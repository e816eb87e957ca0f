/** The channel over the wrapper of IEC 62056-47: eight octets in front of each APDU, no link. */
import type { Channel, WrapperEnds } from './channel.ts';
import type { Conversation } from './conversation.ts';

/** A channel over a line that carries wrappers. */
export function wrapperChannel(_conversation: Conversation, _ends: WrapperEnds): Channel {
  throw new Error('not built yet');
}

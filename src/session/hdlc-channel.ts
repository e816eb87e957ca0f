/** The channel of an open HDLC link: runs the data phase of hdlc against a real line and its clock. */
import type { LinkParameters } from '../hdlc/index.ts';
import type { Channel, HdlcEnds } from './channel.ts';
import type { Conversation } from './conversation.ts';

/** A channel over a link that is open. @param ends `parameters`: what was negotiated */
export function hdlcChannel(
  _conversation: Conversation,
  _ends: HdlcEnds & { readonly parameters: LinkParameters },
): Channel {
  throw new Error('not built yet');
}

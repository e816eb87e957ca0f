/** A conversation on a line: runs the pure state machines of hdlc against a real clock. */
export { Conversation, type Sighting, type SpokenExchange } from './conversation.ts';
export { closeLink, type LinkAttempt, openLink, sayDisc } from './link.ts';

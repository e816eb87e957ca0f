/** A conversation on a line: link, association and services, the pure state machines of hdlc run on a real clock. */

export { invokeMethod } from './action.ts';
export {
  type Associated,
  type AssociateOptions,
  type Association,
  type AssociationOutcome,
  associate,
  type ExceptionAnswer,
  type Login,
  publicLogin,
  type Released,
  release,
  type ServiceErrorAnswer,
} from './association.ts';
export type {
  AnswerLimits,
  Channel,
  ChannelAnswer,
  ChannelFailure,
  ChannelFailureCode,
  ChannelRemark,
  HdlcEnds,
  LinkEnd,
  RequestOptions,
  UnaskedApdu,
  WrapperEnds,
} from './channel.ts';
export { Conversation, type Sighting, type SpokenExchange } from './conversation.ts';
export { getAttribute, getAttributes, streamAttribute } from './get.ts';
export { hdlcChannel } from './hdlc-channel.ts';
export { closeLink, type LinkAttempt, openLink, sayDisc } from './link.ts';
export type {
  ActionAnswer,
  MalformedReason,
  ServiceAnswer,
  ServiceData,
  ServiceOptions,
  ServiceTrouble,
  SetAnswer,
  StreamAnswer,
} from './service-answer.ts';
export {
  openSession,
  type Session,
  type SessionEnd,
  type SessionFailure,
  type SessionOptions,
  type SessionTarget,
} from './session.ts';
export { setAttribute } from './set.ts';
export { wrapperChannel } from './wrapper-channel.ts';

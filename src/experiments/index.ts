/** One file, one question put to a meter or to the way there; each returns evidence and judges nothing. */
export {
  type AddressAnswer,
  type AddressAsked,
  type AddressExperiment,
  addressAsk,
  answersSince,
} from './address-ask.ts';
export { afterQuiet } from './after-quiet.ts';
export { associationClose } from './association-close.ts';
export { associationFfff } from './association-ffff.ts';
export {
  type AssociationExperiment,
  type AssociationOpened,
  associationNotAsked,
  associationOpen,
} from './association-open.ts';
export { clientAsk } from './client-ask.ts';
export { echoAsk } from './echo-ask.ts';
export { frameHand } from './frame-hand.ts';
export { framingHdlc } from './framing-hdlc.ts';
export { framingWrapper } from './framing-wrapper.ts';
export { gatewayFree } from './gateway-free.ts';
export { type EarlierTarget, type Mark, markNow } from './hear.ts';
export { hostHolder } from './host-holder.ts';
export { lineListen } from './line-listen.ts';
export { linkClose } from './link-close.ts';
export { linkDisc } from './link-disc.ts';
export { type LinkOpened, type LinkOpenOptions, linkOpen, type OpenedLink } from './link-open.ts';
export { linkPatient } from './link-patient.ts';
export { negotiationAsk } from './negotiation-ask.ts';
export { netPing } from './net-ping.ts';
export { longNotAsked, objectLong } from './object-long.ts';
export { objectRead, readNotAsked, type WallClock } from './object-read.ts';
export { secondConnection } from './second-connection.ts';
export { signonAsk } from './signon-ask.ts';
export { type ConnectAttempt, connectOnce, connectOutcome, connectSeries } from './tcp-connect.ts';

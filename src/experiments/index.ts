/** One file, one question put to a meter or to the way there; each returns evidence and judges nothing. */
export { associationClose } from './association-close.ts';
export {
  type AssociationExperiment,
  type AssociationOpened,
  associationNotAsked,
  associationOpen,
} from './association-open.ts';
export type { EarlierTarget } from './hear.ts';
export { hostHolder } from './host-holder.ts';
export { lineListen } from './line-listen.ts';
export { linkClose } from './link-close.ts';
export { linkDisc } from './link-disc.ts';
export { type LinkOpenOptions, linkOpen, type OpenedLink } from './link-open.ts';
export { netPing } from './net-ping.ts';
export { objectRead, readNotAsked, type WallClock } from './object-read.ts';
export { secondConnection } from './second-connection.ts';
export { type ConnectAttempt, connectOnce, connectOutcome, connectSeries } from './tcp-connect.ts';

/** One file, one question put to a meter or to the way there; each returns evidence and judges nothing. */
export type { EarlierTarget } from './hear.ts';
export { hostHolder } from './host-holder.ts';
export { lineListen } from './line-listen.ts';
export { linkClose } from './link-close.ts';
export { type LinkOpenOptions, linkOpen } from './link-open.ts';
export { netPing } from './net-ping.ts';
export { secondConnection } from './second-connection.ts';
export { type ConnectAttempt, connectOnce, connectOutcome, connectSeries } from './tcp-connect.ts';

/**
 * A whole session for a command: line, link (bare, then with parameters), association; and its orderly end on every way
 * out: RLRQ, DISC, FIN.
 */
import type { HdlcAddress } from '../hdlc/index.ts';
import type { LineError, OpenLine } from '../line/index.ts';
import type { Associated, Association, Login, Released } from './association.ts';
import type { Channel, ChannelFailure, LinkEnd } from './channel.ts';
import type { LinkAttempt } from './link.ts';

export interface SessionTarget {
  readonly transport: 'hdlc' | 'wrapper';
  readonly host: string;
  readonly port: number;
  /** Client SAP. */
  readonly client: number;
  /** Over the wrapper only `upper` is used: the server's port. */
  readonly server: HdlcAddress;
}

export interface SessionOptions {
  readonly connectTimeoutMs: number;
  /** How long the meter may be silent, in ms. */
  readonly replyMs: number;
  readonly signal?: AbortSignal;
  readonly maximumPdu?: number;
  readonly conformance?: number;
  /** The form of the SNRM that is known to be answered: it is asked alone. */
  readonly form?: 'bare' | 'parameters';
}

export interface SessionEnd {
  readonly released: Released;
  readonly link: LinkEnd;
}

export interface Session {
  readonly type: 'session';
  readonly channel: Channel;
  readonly association: Association;
  readonly associated: Associated;
  /** The form of the SNRM that was answered; null over the wrapper. */
  readonly form: 'bare' | 'parameters' | null;
  /** RLRQ, DISC, FIN, in at most a second after an interruption. Safe to call twice. Never throws. */
  close(): Promise<SessionEnd>;
}

/** Why there is no session. Everything that was opened is closed again. */
export type SessionFailure =
  | { readonly type: 'failure'; readonly stage: 'connect'; readonly error: LineError }
  | {
      readonly type: 'failure';
      readonly stage: 'link';
      readonly link: LinkAttempt;
      /** How the line ended, where it did. */
      readonly end: 'FIN' | 'RST' | 'LOST' | null;
      /** Bytes that came and were in no frame: a gateway's refusal in words, garbage. At most 256. */
      readonly heard: Uint8Array;
    }
  | {
      readonly type: 'failure';
      readonly stage: 'association';
      readonly associated: Associated;
      readonly failure: ChannelFailure | null;
    };

/** @throws the signal's reason, after everything was closed */
export function openSession(
  _open: OpenLine,
  _target: SessionTarget,
  _login: Login,
  _options: SessionOptions,
): Promise<Session | SessionFailure> {
  throw new Error('not built yet');
}

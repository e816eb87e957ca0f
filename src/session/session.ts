/**
 * A whole session for a command: line, link (bare, then with parameters), association; and its orderly end on every way
 * out: RLRQ, DISC, FIN.
 */
import { defaultParameters, type HdlcAddress, type LinkParameters } from '../hdlc/index.ts';
import { LineError, type OpenLine } from '../line/index.ts';
import { type Associated, type Association, associate, type Login, type Released, release } from './association.ts';
import type { Channel, ChannelFailure, LinkEnd } from './channel.ts';
import { Conversation } from './conversation.ts';
import { hdlcChannel } from './hdlc-channel.ts';
import type { LinkAttempt } from './link.ts';
import { askForLink, isAnsweredBy, type SnrmForm, unframed } from './open-link.ts';
import { wrapperChannel } from './wrapper-channel.ts';

/** How long RLRE and UA are waited for, each; and after an interruption. */
const goodbyeMs = 1000;
const hurriedMs = 300;

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
  /** What a parameter block proposes: the defaults unless told. */
  readonly parameters?: LinkParameters;
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
      /** `opened`: by another station than the one that was asked; it was closed again. */
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
export async function openSession(
  open: OpenLine,
  target: SessionTarget,
  login: Login,
  options: SessionOptions,
): Promise<Session | SessionFailure> {
  const opening = new Opening(open, target, options);
  try {
    return await opening.run(login);
  } catch (error) {
    await opening.leave(null);
    if (error instanceof LineError) return { type: 'failure', stage: 'connect', error };
    throw error;
  }
}

class Opening {
  readonly #open: OpenLine;
  readonly #target: SessionTarget;
  readonly #options: SessionOptions;
  #conversation: Conversation | null = null;
  #channel: Channel | null = null;
  #closing: Promise<SessionEnd> | null = null;
  /** The slowest answer so far: a meter that takes long to answer takes as long for its goodbye. */
  #slowestMs = 0;

  constructor(open: OpenLine, target: SessionTarget, options: SessionOptions) {
    this.#open = open;
    this.#target = target;
    this.#options = options;
  }

  async run(login: Login): Promise<Session | SessionFailure> {
    const { client, server, transport } = this.#target;
    let form: SnrmForm | null = null;
    if (transport === 'wrapper') {
      this.#channel = wrapperChannel(await this.#connect(), { client, server: server.upper });
    } else {
      const link = await this.#link();
      if ('stage' in link) return link;
      this.#channel = link.channel;
      form = link.form;
    }
    const channel = this.#channel;
    const { replyMs, maximumPdu, conformance } = this.#options;
    const associated = await associate(channel, login, {
      replyMs,
      ...(maximumPdu === undefined ? {} : { maximumPdu }),
      ...(conformance === undefined ? {} : { conformance }),
      ...this.#signal,
    });
    this.#slowestMs = Math.max(this.#slowestMs, associated.replyMs);
    const { association, failure } = associated;
    if (association === null) {
      await this.leave(null);
      return { type: 'failure', stage: 'association', associated, failure };
    }
    return { type: 'session', channel, association, associated, form, close: () => this.leave(association) };
  }

  /** RLRQ, DISC, FIN: as much of it as is open. Never throws. */
  leave(association: Association | null): Promise<SessionEnd> {
    this.#closing ??= this.#leave(association);
    return this.#closing;
  }

  async #leave(association: Association | null): Promise<SessionEnd> {
    let released: Released = 'none';
    let link: LinkEnd = 'none';
    const { replyMs, signal } = this.#options;
    // After an interruption the line must be closed within a second.
    const patience = Math.min(replyMs, Math.max(goodbyeMs, 2 * this.#slowestMs));
    const waitMs = signal?.aborted === true ? Math.min(hurriedMs, patience) : patience;
    const channel = this.#channel;
    if (channel !== null && channel.conversation.end === null) {
      const limits = { polls: 0, totalMs: waitMs };
      const asking = { replyMs: waitMs, limits, ...this.#unlessRaised() };
      released = await release(channel, association, asking).catch(() => 'unanswered' as const);
      const { signal: raised } = this.#unlessRaised();
      const lastMs = raised === undefined ? Math.min(hurriedMs, waitMs) : waitMs;
      link = await channel.closeLink(signal === undefined ? waitMs : lastMs, raised).catch(() => 'unanswered' as const);
    }
    await this.#conversation?.line.close().catch(() => {});
    return { released, link };
  }

  async #connect(): Promise<Conversation> {
    const { host, port, transport } = this.#target;
    const { connectTimeoutMs } = this.#options;
    const line = await this.#open(host, port, { connectTimeoutMs, ...this.#signal });
    const framing = transport === 'hdlc' ? 'hdlc' : 'none';
    this.#conversation = new Conversation(line, { framing, keeps: 'recent' });
    return this.#conversation;
  }

  async #link(): Promise<{ readonly channel: Channel; readonly form: SnrmForm } | SessionFailure> {
    const target = this.#target;
    const { replyMs, form = null, parameters = defaultParameters } = this.#options;
    const connect = () => this.#connect();
    const plan = { target, replyMs, form, parameters, ...this.#signal };
    const opened = await askForLink(await connect(), plan, connect);
    const { conversation, attempt } = opened;
    if (attempt.type === 'opened') {
      this.#slowestMs = attempt.replyMs;
      if (isAnsweredBy(target, attempt.source)) {
        const { client, server } = target;
        const { source, parameters: negotiated } = attempt;
        const channel = hdlcChannel(conversation, { client, source, server, parameters: negotiated });
        return { channel, form: opened.form };
      }
    }
    conversation.flush();
    const heard = unframed(conversation);
    await this.leave(null);
    return { type: 'failure', stage: 'link', link: attempt, end: conversation.end?.how ?? null, heard };
  }

  /** The signal, for a wait that it may still cut short. */
  #unlessRaised(): { readonly signal?: AbortSignal } {
    return this.#options.signal?.aborted === true ? {} : this.#signal;
  }

  get #signal(): { readonly signal?: AbortSignal } {
    const { signal } = this.#options;
    return signal === undefined ? {} : { signal };
  }
}

/** One session of `meter follow`: its lock, its line, how fast each answer came, and whether its link was closed. */
import { openTcp, recordingOpen } from '../line/index.ts';
import { accessOf, type Lost, type ObjectAccess } from '../objects/index.ts';
import {
  type Channel,
  type ChannelAnswer,
  type ChannelFailure,
  type ChannelRemark,
  type LinkEnd,
  openSession,
  type RequestOptions,
  type Session,
  type SessionFailure,
  type UnaskedApdu,
} from '../session/index.ts';
import type { ChosenMeter } from './choose-meter.ts';
import { holdEndpoint } from './endpoint-lock.ts';
import { FirstWords } from './open-meter.ts';
import { type Told, toldFailure, toldHeld, toldShortNames } from './session-failure.ts';
import type { KeepEvent } from './trace.ts';

export interface FollowedSession {
  readonly type: 'open';
  readonly access: ObjectAccess;
  readonly openMs: number;
  /** How long each answer took since the last call, ms. */
  takeLatencies(): readonly number[];
  /** RLRQ, DISC, FIN, and the lock released. @returns whether a link may still be open in the meter */
  close(lost: Lost | null): Promise<boolean>;
}

export interface NoSession {
  readonly type: 'none';
  readonly told: Told;
  /** A link may be open in the meter, and nobody confirmed that it is closed. */
  readonly linkMayBeOpen: boolean;
  /** The meter answered a login, or may have heard one: its secret went over the line. */
  readonly login: 'not-said' | 'refused' | 'unanswered';
}

export interface FollowLine {
  readonly keep: KeepEvent;
  readonly signal: AbortSignal;
}

/** @throws the signal's reason, after everything was closed and released */
export async function openFollowed(
  chosen: ChosenMeter,
  { keep, signal }: FollowLine,
): Promise<FollowedSession | NoSession> {
  const { target, credential, login, replyMs, connectTimeoutMs } = chosen;
  const { endpoint, server } = target;
  const lock = holdEndpoint(endpoint, 'meter follow');
  let isOpen = false;
  try {
    if (lock.evidence.outcome === 'SELF') {
      const { pid, command } = lock.evidence.facts;
      return { type: 'none', told: toldHeld(chosen, pid, command), linkMayBeOpen: false, login: 'not-said' };
    }
    const heard = new FirstWords();
    const startedAt = performance.now();
    const open = recordingOpen(
      openTcp,
      () => performance.now() - startedAt,
      (event) => {
        keep(event);
        heard.hear(event);
      },
    );
    const opened = await openSession(open, { ...endpoint, client: credential.client, server }, login, {
      connectTimeoutMs,
      replyMs,
      signal,
    });
    if (opened.type === 'failure') {
      const told = toldFailure(chosen, opened, heard.bytes);
      return { type: 'none', told, linkMayBeOpen: mayBeOpen(opened, told), login: loginOf(opened) };
    }
    if (opened.association.referencing === 'short-names') {
      await opened.close();
      return { type: 'none', told: toldShortNames(chosen), linkMayBeOpen: false, login: 'refused' };
    }
    isOpen = true;
    return followed(opened, lock.release, { replyMs, signal, openMs: performance.now() - startedAt });
  } finally {
    if (!isOpen) lock.release();
  }
}

function followed(
  session: Session,
  release: () => void,
  { replyMs, signal, openMs }: { readonly replyMs: number; readonly signal: AbortSignal; readonly openMs: number },
): FollowedSession {
  const channel = new MeasuredChannel(session.channel);
  return {
    type: 'open',
    access: { ...accessOf(session, { replyMs, signal }), channel },
    openMs,
    takeLatencies: () => channel.takeLatencies(),
    async close(lost) {
      try {
        const { link } = await session.close();
        return isLeftOpen(channel, link, lost);
      } finally {
        release();
      }
    },
  };
}

/** Where the far end closed in order, or said that no link is open, none is; else only an answer to DISC is proof. */
function isLeftOpen({ kind, conversation }: Channel, link: LinkEnd, lost: Lost | null): boolean {
  if (kind === 'wrapper' || link === 'UA' || link === 'DM' || lost?.code === 'DM') return false;
  return conversation.end?.how !== 'FIN';
}

/** What a gateway says before it forwards anything. */
const notForwarded = ['gateway.busy', 'gateway.device-error'] as const;

function mayBeOpen(failure: SessionFailure, { trouble }: Told): boolean {
  if (failure.stage === 'connect' || notForwarded.some((cause) => cause === trouble.cause)) return false;
  if (failure.stage === 'link') return failure.link.type !== 'refused' && failure.end !== 'FIN';
  // A login that was answered is followed by a DISC that is answered too.
  return failure.failure !== null && failure.failure.code !== 'CLOSED' && failure.failure.code !== 'DM';
}

function loginOf(failure: SessionFailure): NoSession['login'] {
  if (failure.stage !== 'association') return 'not-said';
  const code = failure.failure?.code ?? null;
  return code === null || code === 'DM' || code === 'FRMR' ? 'refused' : 'unanswered';
}

/** A poll of many objects has at most so many questions that matter for its figures. */
const mostLatencies = 256;

/** A channel that notes how long each answer took. */
class MeasuredChannel implements Channel {
  readonly #channel: Channel;
  #latencies: number[] = [];

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  get kind(): Channel['kind'] {
    return this.#channel.kind;
  }

  get conversation(): Channel['conversation'] {
    return this.#channel.conversation;
  }

  get broken(): ChannelFailure | null {
    return this.#channel.broken;
  }

  get remarks(): ReadonlySet<ChannelRemark> {
    return this.#channel.remarks;
  }

  get unasked(): readonly UnaskedApdu[] {
    return this.#channel.unasked;
  }

  async request(apdu: Uint8Array, options: RequestOptions): Promise<ChannelAnswer> {
    const answer = await this.#channel.request(apdu, options);
    if (answer.type === 'apdu' && this.#latencies.length < mostLatencies) this.#latencies.push(answer.replyMs);
    return answer;
  }

  listen(options: RequestOptions): Promise<ChannelAnswer> {
    return this.#channel.listen(options);
  }

  setAside(bytes: Uint8Array): void {
    this.#channel.setAside(bytes);
  }

  note(remark: ChannelRemark): void {
    this.#channel.note(remark);
  }

  closeLink(waitMs: number, signal?: AbortSignal): Promise<LinkEnd> {
    return this.#channel.closeLink(waitMs, signal);
  }

  takeLatencies(): readonly number[] {
    const taken = this.#latencies;
    this.#latencies = [];
    return taken;
  }
}

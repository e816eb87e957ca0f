/** The channel over the wrapper of IEC 62056-47: eight octets in front of each APDU, no link. */
import { joinBytes } from '../bytes/join.ts';
import { encodeWrapper, parseWrapper, wrapperHeaderLength } from '../wrapper/index.ts';
import { channelFailure, endCode, limitsOf, mostUnasked, mostWaiting } from './answer-limits.ts';
import type {
  Channel,
  ChannelAnswer,
  ChannelFailure,
  ChannelFailureCode,
  ChannelRemark,
  LinkEnd,
  RequestOptions,
  UnaskedApdu,
  WrapperEnds,
} from './channel.ts';
import type { Conversation } from './conversation.ts';

/** A channel over a line that carries wrappers. @param conversation without framing of its own */
export function wrapperChannel(conversation: Conversation, ends: WrapperEnds): Channel {
  return new WrapperChannel(conversation, ends);
}

/** The next APDU in the bytes so far, that more bytes are needed, or that they are no wrapper. */
type Next = { readonly apdu: Uint8Array } | 'more' | 'none' | 'too-long';

class WrapperChannel implements Channel {
  readonly kind = 'wrapper';
  readonly conversation: Conversation;
  readonly remarks = new Set<ChannelRemark>();
  readonly unasked: UnaskedApdu[] = [];
  broken: ChannelFailure | null = null;
  readonly #ends: WrapperEnds;
  /** Bytes that came and are not given out. */
  #pending: Uint8Array[] = [];
  #pendingLength = 0;

  constructor(conversation: Conversation, ends: WrapperEnds) {
    this.conversation = conversation;
    this.#ends = ends;
  }

  async request(apdu: Uint8Array, options: RequestOptions): Promise<ChannelAnswer> {
    if (this.broken !== null) return { type: 'failed', failure: this.broken };
    const { conversation } = this;
    const { client, server } = this.#ends;
    await this.#dropWaiting(options);
    const askedAt = conversation.line.now();
    const sent = encodeWrapper(client, server, apdu);
    // Only what has secrets in it is kept twice: the conversation remembers those for as long as it lasts.
    conversation.send(sent, options.shownAs === undefined ? sent : encodeWrapper(client, server, options.shownAs));
    return this.#await(askedAt, options);
  }

  async listen(options: RequestOptions): Promise<ChannelAnswer> {
    if (this.broken !== null) return { type: 'failed', failure: this.broken };
    return this.#await(this.conversation.line.now(), options);
  }

  note(remark: ChannelRemark): void {
    this.remarks.add(remark);
  }

  setAside(bytes: Uint8Array): void {
    if (this.unasked.length < mostUnasked) this.unasked.push({ atMs: this.conversation.line.now(), bytes });
  }

  async closeLink(): Promise<LinkEnd> {
    this.broken ??= channelFailure('CLOSED');
    return 'none';
  }

  /** A whole APDU that waits is nobody's answer any more. */
  async #dropWaiting({ signal, ...options }: RequestOptions): Promise<void> {
    const { conversation } = this;
    const { octets } = limitsOf(options);
    for (let count = 0; count < mostWaiting; count++) {
      this.#take();
      for (let next = this.#next(octets); typeof next === 'object'; next = this.#next(octets)) this.setAside(next.apdu);
      if ((await conversation.wait(conversation.line.now(), signal)) !== 'bytes') break;
    }
  }

  async #await(askedAt: number, options: RequestOptions): Promise<ChannelAnswer> {
    const { conversation } = this;
    const { line } = conversation;
    const { octets, totalMs } = limitsOf(options);
    const latest = askedAt + totalMs;
    for (;;) {
      this.#take();
      const next = this.#next(octets);
      if (typeof next === 'object') {
        const replyMs = (conversation.lastByteAt ?? line.now()) - askedAt;
        return { type: 'apdu', bytes: next.apdu, replyMs: Math.max(0, replyMs), segments: 1, late: false };
      }
      if (next === 'too-long') return this.#failed('ENDLESS');
      if (next === 'none') return this.#failed('GARBLED');
      if (conversation.end !== null) return this.#failed(endCode(conversation.end.how));
      const until = Math.min(Math.max(askedAt, this.#lastByteSince(askedAt)) + options.replyMs, latest);
      if (line.now() >= until) return this.#failed(line.now() >= latest && this.#received > 0 ? 'ENDLESS' : 'TIMEOUT');
      await conversation.wait(until, options.signal);
    }
  }

  #lastByteSince(askedAt: number): number {
    return this.#pendingLength > 0 ? (this.conversation.lastByteAt ?? askedAt) : askedAt;
  }

  get #received(): number {
    return Math.max(0, this.#pendingLength - wrapperHeaderLength);
  }

  #take(): void {
    for (const bytes of this.conversation.takeBytes()) {
      this.#pending.push(bytes);
      this.#pendingLength += bytes.length;
    }
  }

  #next(mostOctets: number): Next {
    if (this.#pendingLength < wrapperHeaderLength) {
      // The version is 0001, in either order: a text or a frame will not become a wrapper.
      return (this.#pending[0]?.[0] ?? 0) <= 1 ? 'more' : 'none';
    }
    const first = this.#pending[0];
    const head = first !== undefined && first.length >= wrapperHeaderLength ? first : joinBytes(this.#pending);
    const wrapper = parseWrapper(head.subarray(0, wrapperHeaderLength));
    if ('code' in wrapper) return 'more';
    const { version, length, source, destination, byteOrder } = wrapper;
    const { client, server } = this.#ends;
    const portsRight = source === server && destination === client;
    if (version !== 1) {
      if (!portsRight) return 'none';
      this.remarks.add('wrapper-version');
    }
    if (length > mostOctets) return 'too-long';
    if (this.#pendingLength < wrapperHeaderLength + length) return 'more';
    if (byteOrder === 'little') this.remarks.add('wrapper-little-endian');
    if (!portsRight) this.remarks.add('wrapper-ports');
    const all = this.#pending.length === 1 && first !== undefined ? first : joinBytes(this.#pending);
    const end = wrapperHeaderLength + length;
    this.#pending = end < all.length ? [all.subarray(end)] : [];
    this.#pendingLength = all.length - end;
    return { apdu: all.subarray(wrapperHeaderLength, end) };
  }

  #failed(code: ChannelFailureCode): ChannelAnswer {
    const failure = channelFailure(code, { received: this.#received });
    if (code !== 'TIMEOUT') this.broken = failure;
    return { type: 'failed', failure };
  }
}

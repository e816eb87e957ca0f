/** The channel of an open HDLC link: runs the data phase of hdlc against a real line and its clock. */
import { joinBytes } from '../bytes/join.ts';
import {
  isGroupAddress,
  type LinkParameters,
  stepTransfer,
  type Transfer,
  type TransferAction,
  type TransferInput,
  type TransferSettings,
  transferIdle,
  transferWakeAt,
} from '../hdlc/index.ts';
import { channelFailure, endCode, limitsOf, mostUnasked, mostWaiting } from './answer-limits.ts';
import type {
  Channel,
  ChannelAnswer,
  ChannelFailure,
  ChannelFailureCode,
  ChannelRemark,
  HdlcEnds,
  LinkEnd,
  RequestOptions,
  UnaskedApdu,
} from './channel.ts';
import type { Conversation } from './conversation.ts';
import { closeLink } from './link.ts';

/** LLC of a command (IEC 62056-46 §5.3.2). */
const commandLlc = Uint8Array.of(0xe6, 0xe6, 0x00);
/** After these nobody knows what the meter will send next: only a new link helps. */
const fatal: readonly ChannelFailureCode[] = ['DM', 'FRMR', 'ENDLESS', 'SEQUENCE', 'CLOSED', 'RESET'];

/** A channel over a link that is open. @param ends `parameters`: what was negotiated */
export function hdlcChannel(
  conversation: Conversation,
  ends: HdlcEnds & { readonly parameters: LinkParameters },
): Channel {
  return new HdlcChannel(conversation, ends);
}

type Outcome = Extract<TransferAction, { readonly type: 'answer' | 'failed' }>;

class HdlcChannel implements Channel {
  readonly kind = 'hdlc';
  readonly conversation: Conversation;
  readonly remarks = new Set<ChannelRemark>();
  readonly unasked: UnaskedApdu[] = [];
  broken: ChannelFailure | null = null;
  readonly #ends: Pick<TransferSettings, 'client' | 'server' | 'source' | 'parameters'>;
  #transfer: Transfer = transferIdle;
  /** Number of the next sighting. */
  #next: number;
  /** What the present request came to. */
  #outcome: Outcome | null = null;
  #outcomeAt = 0;

  constructor(
    conversation: Conversation,
    { client, source, server, parameters }: HdlcEnds & { readonly parameters: LinkParameters },
  ) {
    this.conversation = conversation;
    const asked = server === undefined || isGroupAddress(server) ? source : server;
    this.#ends = { client, source, server: asked, parameters };
    this.#next = conversation.sightingsFrom(0).next;
  }

  async request(apdu: Uint8Array, options: RequestOptions): Promise<ChannelAnswer> {
    if (this.broken !== null) return { type: 'failed', failure: this.broken };
    const settings = this.#settings(options);
    await this.#takeWaiting(settings, options.signal);
    const { shownAs } = options;
    return this.#run(settings, options, {
      type: 'request',
      information: joinBytes([commandLlc, apdu]),
      shown: shownAs === undefined ? undefined : joinBytes([commandLlc, shownAs]),
      at: this.conversation.line.now(),
    });
  }

  async listen(options: RequestOptions): Promise<ChannelAnswer> {
    if (this.broken !== null) return { type: 'failed', failure: this.broken };
    return this.#run(this.#settings(options), options, { type: 'listen', at: this.conversation.line.now() });
  }

  async closeLink(waitMs: number, signal?: AbortSignal): Promise<LinkEnd> {
    this.broken ??= channelFailure('DM');
    return closeLink(this.conversation, this.#ends.client, this.#ends.server, waitMs, signal);
  }

  #settings(options: RequestOptions): TransferSettings {
    return { ...this.#ends, replyMs: options.replyMs, limits: limitsOf(options) };
  }

  /** What came since the last answer is nobody's answer: it is counted and set aside before the next question. */
  async #takeWaiting(settings: TransferSettings, signal: AbortSignal | undefined): Promise<void> {
    const { conversation } = this;
    for (let count = 0; count < mostWaiting; count++) {
      if ((await conversation.wait(conversation.line.now(), signal)) !== 'bytes') break;
    }
    this.#takeSightings(settings);
  }

  async #run(settings: TransferSettings, { signal }: RequestOptions, first: TransferInput): Promise<ChannelAnswer> {
    this.#outcome = null;
    try {
      if (this.conversation.end === null) this.#apply(settings, first);
      if (this.#outcome === null && this.#transfer.down) return this.#failed('DM', {});
      const outcome = await this.#await(settings, first.at, signal);
      if (outcome === null) return this.#failed(endCode(this.conversation.end?.how ?? 'FIN'), this.#soFar());
      if (outcome.type === 'failed') return this.#failed(outcome.code, outcome);
      const { apdu, segments, late } = outcome;
      return { type: 'apdu', bytes: apdu, replyMs: this.#outcomeAt - first.at, segments, late };
    } catch (error) {
      // Called off in the middle: what the meter still sends would pass for the next answer.
      this.#failed('SEQUENCE', this.#soFar());
      throw error;
    }
  }

  /** @returns null where the line ended first. @throws the signal's reason */
  async #await(settings: TransferSettings, askedAt: number, signal: AbortSignal | undefined): Promise<Outcome | null> {
    const { conversation } = this;
    const { line } = conversation;
    while (this.#outcome === null) {
      if (conversation.end !== null) return null;
      const wakeAt = transferWakeAt(this.#transfer, settings) ?? line.now();
      await conversation.wait(this.#patience(wakeAt, askedAt, settings), signal);
      this.#takeSightings(settings);
      if (this.#outcome !== null || conversation.end !== null) continue;
      if (line.now() < this.#patience(wakeAt, askedAt, settings)) continue;
      conversation.flush();
      this.#takeSightings(settings);
      if (this.#outcome === null) this.#apply(settings, { type: 'time', at: line.now() });
    }
    return this.#outcome;
  }

  /** In the middle of a frame the meter is not asked again: as long as bytes come, and within the answer's time. */
  #patience(wakeAt: number, askedAt: number, { replyMs, limits }: TransferSettings): number {
    const { begun, unfinished, lastByteAt } = this.conversation;
    if (!begun || lastByteAt === null) return wakeAt;
    // Flags alone may be what fills a quiet line: they are waited for once.
    const latest = unfinished ? askedAt + limits.totalMs : wakeAt + replyMs;
    return Math.min(Math.max(wakeAt, lastByteAt + replyMs), latest);
  }

  #takeSightings(settings: TransferSettings): void {
    const { sightings, next } = this.conversation.sightingsFrom(this.#next);
    this.#next = next;
    for (const { piece, atMs } of sightings) {
      if (piece.kind === 'frame') this.#apply(settings, { type: 'frame', frame: piece.frame, at: atMs });
      else if (piece.kind !== 'flags') this.#apply(settings, { type: 'noise', at: atMs });
    }
  }

  #apply(settings: TransferSettings, input: TransferInput): void {
    const step = stepTransfer(settings, this.#transfer, input);
    this.#transfer = step.transfer;
    for (const action of step.actions) {
      if (action.type === 'send') this.conversation.send(action.bytes, action.shownAs ?? action.bytes);
      else if (action.type === 'remark') this.remarks.add(action.remark);
      else if (action.type === 'aside') this.setAside(action.apdu, input.at);
      else {
        this.#outcome = action;
        this.#outcomeAt = input.at;
      }
    }
  }

  note(remark: ChannelRemark): void {
    this.remarks.add(remark);
  }

  setAside(bytes: Uint8Array, atMs = this.conversation.line.now()): void {
    if (this.unasked.length < mostUnasked) this.unasked.push({ atMs, bytes });
  }

  #soFar(): Partial<ChannelFailure> {
    const { work } = this.#transfer;
    return work === null ? {} : { received: work.octets, segments: work.segments, late: work.late };
  }

  #failed(code: ChannelFailureCode, facts: Partial<Omit<ChannelFailure, 'code'>>): ChannelAnswer {
    const failure = channelFailure(code, facts);
    // The rest of an answer that began could come later, and would pass for the next one.
    if (fatal.includes(code) || failure.segments > 0) this.broken = failure;
    this.#transfer = { ...this.#transfer, work: null };
    return { type: 'failed', failure };
  }
}

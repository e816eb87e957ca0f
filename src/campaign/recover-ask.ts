/**
 * How a mute HDLC meter is asked while it is recovered: silence first, then a DISC to each address at which a link may be
 * open, then one bare SNRM for each credential set. No secret goes out, and what opened is closed again.
 *
 *   listen (half a second, or the inactivity time-out) → DISC … → SNRM … → DISC
 *
 * The line is held while we are silent: who else would ask the meter meanwhile is refused by the gateway, or heard.
 */
import {
  type AnyEvidence,
  type ConnectOutcome,
  type Evidence,
  isAnswer,
  type LinkOutcome,
  type LinkTarget,
  type ListenOutcome,
  type ServerAddress,
  sameDevice,
} from '../evidence/index.ts';
import { connectSeries, hostHolder, lineListen, linkDisc, linkOpen } from '../experiments/index.ts';
import { pause } from '../line/index.ts';
import { TestLine } from './test-line.ts';
import type { TestPlan, TestWorld } from './test-plan.ts';
import { credentialResult, type TestRun } from './test-result.ts';

export interface RecoverPlan
  extends Pick<TestPlan, 'host' | 'port' | 'server' | 'replyMs' | 'connectTimeoutMs' | 'before'> {
  /** In the order in which they ask. */
  readonly credentials: readonly { readonly name: string; readonly client: number }[];
  /** How long nothing is sent. */
  readonly quietMs: number;
  /** Where a DISC goes; none where others are heard on the line, because it would end their session. */
  readonly discs: readonly { readonly server: ServerAddress; readonly client: number }[];
}

/** A DISC waits for this part of the reply time. */
const discPart = 0.4;
/** How long a busy gateway is tried again, and how it is listened to. */
const patience = { longestMs: 4000, betweenMs: 300, listenMs: 500 } as const;
/** Pieces of listening that are kept: somebody who goes on talking is known by then. */
const mostPieces = 8;

export type RecoverSight =
  | { readonly what: 'listened'; readonly outcome: ListenOutcome; readonly text: string | null }
  /** `source`: where the answer came from; null without one. */
  | {
      readonly what: 'disc';
      readonly server: ServerAddress;
      readonly client: number;
      readonly answer: 'UA' | 'DM' | null;
      readonly source: ServerAddress | null;
    }
  | { readonly what: 'no-disc' }
  /** Nothing was sent for so long; nobody else was heard in it, as far as the line was ours all the time. */
  | { readonly what: 'silence'; readonly forMs: number; readonly isKept: boolean; readonly wasHeld: boolean }
  | { readonly what: 'link'; readonly target: LinkTarget; readonly outcome: LinkOutcome };

export interface RecoverWorld extends TestWorld {
  readonly onSight?: (sight: RecoverSight) => void;
  /** A question goes out, and is waited for so long. */
  readonly onAsk?: (what: 'DISC' | 'SNRM', server: ServerAddress, client: number, forMs: number) => void;
}

export interface RecoverRun extends TestRun {
  /** Another address than the configured one answered a DISC, and the configured one, asked after it, did not. */
  readonly elsewhere: { readonly server: ServerAddress; readonly answer: 'UA' | 'DM' } | null;
}

/** @throws the signal's reason, after every link was closed */
export async function askAgain(plan: RecoverPlan, world: RecoverWorld): Promise<RecoverRun> {
  return new Asking(plan, world).run();
}

class Asking {
  readonly #plan: RecoverPlan;
  readonly #world: RecoverWorld;
  readonly #line: TestLine;
  #elsewhere: RecoverRun['elsewhere'] = null;

  constructor(plan: RecoverPlan, world: RecoverWorld) {
    this.#plan = plan;
    this.#world = world;
    const credentials = plan.credentials.map((one) => ({ ...one, level: 'none', secret: null }) as const);
    const test = { ...plan, transport: 'hdlc', credentials, depth: 'link', listenMs: plan.quietMs } as const;
    this.#line = new TestLine(test, world);
  }

  async run(): Promise<RecoverRun> {
    const line = this.#line;
    const { signal } = this.#world;
    const startedAt = performance.now();
    let failed: ConnectOutcome | null = null;
    try {
      failed = await line.connect();
      if (failed === null) await this.#converse(startedAt);
      else if (this.#plan.quietMs > 0 && failed !== 'UNKNOWN-HOST') {
        // Whoever refuses now may let us in when the silence is over.
        await pause(this.#plan.quietMs, signal);
        failed = await line.connect();
        if (failed === null) await this.#ask();
      }
      await line.leave(false);
    } finally {
      await line.leave(true);
    }
    const system = line.connects.find((one) => one.system)?.system ?? null;
    line.evidence.push(connectSeries(line.connects.slice(-1), line.address, system));
    const { credentials, server } = this.#plan;
    const fate = { failed, reopened: line.reopened, transport: 'hdlc' } as const;
    return {
      evidence: line.evidence,
      credentials: credentials.map(({ name, client }) =>
        credentialResult(line.evidence, { credential: name, client, server }, fate),
      ),
      elsewhere: this.#elsewhere,
    };
  }

  async #converse(startedAt: number): Promise<void> {
    const { host, port, quietMs } = this.#plan;
    const line = this.#line;
    const first = await this.#greeting(startedAt + patience.longestMs);
    const holder = hostHolder(line.address ?? host, port, this.#world.signal);
    this.#hear(first, 1);
    if (first.outcome === 'BUSY') {
      line.evidence.push(await holder);
      return;
    }
    const until = line.conversation.line.now() + quietMs - first.ms;
    const heard = await this.#listen(until, first.outcome);
    line.evidence.push(await holder);
    if (heard === 'BUSY') return;
    const left = until - line.conversation.line.now();
    const wasHeld = !line.ended;
    if (line.ended && left > 0) await pause(left, this.#world.signal);
    const isKept = heard !== 'FOREIGN' && heard !== 'GARBLED';
    this.#sight({ what: 'silence', forMs: quietMs, isKept, wasHeld });
    await this.#ask();
  }

  /** What comes at once. A gateway needs a moment to let go of its last client, which may have been ourselves. */
  async #greeting(until: number): Promise<Evidence<'line.listen'>> {
    const line = this.#line;
    const { signal } = this.#world;
    for (;;) {
      const forMs = Math.min(this.#plan.quietMs, patience.listenMs);
      const listened = await lineListen(line.conversation, forMs, signal, line.earlier());
      if (listened.outcome !== 'BUSY' || performance.now() >= until) return listened;
      await pause(patience.betweenMs, signal);
      if (!(await line.reconnect())) return listened;
    }
  }

  /** What was heard in all that time; a text that is complete is no reason to stop listening. */
  async #listen(until: number, greeted: ListenOutcome): Promise<ListenOutcome> {
    const line = this.#line;
    const { conversation } = line;
    let last = greeted;
    for (let piece = 2; !line.ended && conversation.line.now() < until; piece++) {
      const left = until - conversation.line.now();
      const listened = await lineListen(conversation, left, this.#world.signal, line.earlier());
      this.#hear(listened, piece);
      if (listened.outcome === 'BUSY') return 'BUSY';
      // That somebody else was heard outweighs what came after it.
      if (listened.outcome !== 'QUIET' && last !== 'FOREIGN' && last !== 'GARBLED') last = listened.outcome;
    }
    return last;
  }

  #hear(listened: Evidence<'line.listen'>, piece: number): void {
    if (piece > 1 && (listened.outcome === 'QUIET' || piece > mostPieces)) return;
    this.#line.evidence.push(piece === 1 ? listened : { ...listened, id: `line.listen:${piece}` });
    const text = listened.facts.heard.text?.text ?? null;
    this.#sight({ what: 'listened', outcome: listened.outcome, text });
  }

  async #ask(): Promise<void> {
    const line = this.#line;
    if (line.ended && !(await line.reconnect())) return;
    if (line.othersHeard()) {
      if (this.#plan.discs.length > 0) this.#sight({ what: 'no-disc' });
    } else await this.#disconnect();
    if (this.#elsewhere !== null) return;
    for (const credential of this.#plan.credentials) {
      if (line.ended && !(await line.reconnect())) return;
      const outcome = await this.#askLink(credential);
      if (isAnswer(outcome) || outcome === 'BUSY' || outcome === 'FOREIGN') return;
    }
  }

  /** The configured address first; as soon as one answered, the others are not asked. */
  async #disconnect(): Promise<void> {
    const line = this.#line;
    const { server, discs } = this.#plan;
    let answered = false;
    for (const disc of discs) {
      const isConfigured = isSame(disc.server, server);
      if (answered && !isConfigured) return;
      if (line.ended && !(await line.reconnect())) return;
      const found = await this.#disc(disc);
      if (found === null) continue;
      answered = true;
      const isOwn = isConfigured ? sameDevice(found.server, server) || found.server.upper === 0 : false;
      if (isOwn || isSame(found.server, server)) continue;
      // The control: it may have been waking up, and answer at its own address now.
      const own = isConfigured ? null : await this.#disc({ server, client: disc.client });
      if (own === null) this.#elsewhere = found;
      return;
    }
  }

  async #disc({
    server,
    client,
  }: RecoverPlan['discs'][number]): Promise<{ readonly server: ServerAddress; readonly answer: 'UA' | 'DM' } | null> {
    const { conversation, evidence } = this.#line;
    const { replyMs, credentials } = this.#plan;
    const waitMs = discPart * replyMs;
    this.#world.onAsk?.('DISC', server, client, waitMs);
    const from = conversation.sightingsFrom(0).next;
    const credential = credentials.find((one) => one.client === client)?.name ?? `client-${client}`;
    const disc = await linkDisc(conversation, { credential, client, server }, waitMs, this.#world.signal);
    // What other addresses say is no evidence about the configured one.
    const isNew = !evidence.some(({ id }) => id === disc.id);
    if (isSame(server, this.#plan.server) && isNew) evidence.push(disc as AnyEvidence);
    const answer = disc.outcome === 'UA' || disc.outcome === 'DM' ? disc.outcome : null;
    const frame = conversation
      .sightingsFrom(from)
      .sightings.flatMap(({ piece }) =>
        piece.kind === 'frame' && piece.frame.defects.length === 0 ? [piece.frame] : [],
      )
      .find(({ control, destination }) => control.type === answer && destination.upper === client);
    const source = frame === undefined ? null : asAddress(frame.source);
    this.#sight({ what: 'disc', server, client, answer, source });
    return answer === null ? null : { server: source ?? server, answer };
  }

  async #askLink({ name, client }: RecoverPlan['credentials'][number]): Promise<LinkOutcome> {
    const line = this.#line;
    const { replyMs, server } = this.#plan;
    const target: LinkTarget = { credential: name, client, server };
    this.#world.onAsk?.('SNRM', server, client, replyMs);
    const { evidence } = await linkOpen('link.open', line.conversation, target, {
      replyMs,
      questions: [{ atMs: 0, form: 'bare' }],
      earlier: line.earlier(),
      mayClose: () => !line.othersHeard(),
      ...line.signal,
    });
    const { outcome, facts } = evidence as Evidence<'link.open'>;
    line.evidence.push(evidence);
    if (facts.source !== null && (outcome === 'UA' || outcome === 'FOREIGN')) line.opened(target, facts.source);
    await line.close();
    this.#sight({ what: 'link', target, outcome });
    return outcome;
  }

  #sight(sight: RecoverSight): void {
    this.#world.onSight?.(sight);
  }
}

function isSame(left: ServerAddress, right: ServerAddress): boolean {
  return left.upper === right.upper && left.lower === right.lower && left.width === right.width;
}

function asAddress({ upper, lower, width }: HeardAddress): ServerAddress | null {
  return width === 1 || width === 2 || width === 4 ? { upper, lower, width } : null;
}

/** The address of a frame, whatever its number of octets. */
interface HeardAddress extends Omit<ServerAddress, 'width'> {
  readonly width: number;
}

/** Addresses that meters have from their makers, and that of this meter in the other numbers of octets. */
export function commonAddresses({ upper, lower }: ServerAddress): readonly ServerAddress[] {
  const one = (value: number): ServerAddress => ({ upper: value, lower: null, width: 1 });
  const several = (width: 2 | 4) => [1, 16, 17].map((device): ServerAddress => ({ upper: 1, lower: device, width }));
  const own: readonly ServerAddress[] =
    lower === null
      ? []
      : [
          ...(upper <= 0x7f ? [one(upper)] : []),
          ...(upper <= 0x7f && lower <= 0x7f ? [{ upper, lower, width: 2 } as const] : []),
          { upper, lower, width: 4 },
        ];
  const all = [...own, one(1), one(16), one(17), ...several(2), ...several(4)];
  return all.filter((address, index) => all.findIndex((other) => isSame(other, address)) === index);
}

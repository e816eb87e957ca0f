/**
 * The line of a test: opened, opened again where it was lost, and left as it was found, whatever happens. It keeps what
 * is open on it (link, association) and the evidence that is gathered.
 */
import {
  type AnyEvidence,
  type AssociationOutcome,
  type ConnectOutcome,
  evidenceOf,
  type Heard,
  isAnswer,
  type LinkExperiment,
  type LinkOutcome,
  type LinkTarget,
  renderServerAddress,
  type ServerAddress,
  sameDevice,
} from '../evidence/index.ts';
import {
  associationClose,
  type ConnectAttempt,
  connectOutcome,
  type EarlierTarget,
  type LinkOpened,
  type LinkOpenOptions,
  linkClose,
} from '../experiments/index.ts';
import { LineError, pause } from '../line/index.ts';
import { type Association, type Channel, Conversation, sayDisc } from '../session/index.ts';
import type { TestPhase, TestPlan, TestWorld } from './test-plan.ts';

/** How long RLRE and UA may take to come, each. */
const closeMs = 1000;
/** On an interruption the line must be closed within a second. */
const hurriedCloseMs = 300;
/** A gateway that closes at once is asked once more, after a pause that lets it free its port. */
const reconnectPauseMs = 300;

/** What is open, or may be. */
interface Open {
  readonly target: LinkTarget;
  /** Where the link is told to close; null over the wrapper. */
  readonly source: ServerAddress | null;
  channel: Channel | null;
  association: Association | null;
}

export class TestLine {
  readonly plan: TestPlan;
  readonly evidence: AnyEvidence[];
  readonly connects: (ConnectAttempt & { readonly system?: string | null })[] = [];
  readonly signal: { readonly signal?: AbortSignal };
  /** The form of the SNRM that is known to be answered. */
  form: LinkOpenOptions['questions'][number]['form'] = 'bare';
  address: string | null = null;
  /** What became of the last attempt to open the line once more. */
  reopened: ConnectOutcome | null = null;
  readonly #world: TestWorld;
  #open: Open | null = null;
  /** Up to this evidence every unanswered question for a link was followed by a DISC. */
  #toldToClose = 0;
  #conversation: Conversation | null = null;

  constructor(plan: TestPlan, world: TestWorld) {
    this.plan = plan;
    this.#world = world;
    this.signal = world.signal === undefined ? {} : { signal: world.signal };
    this.evidence = [...(plan.before ?? [])];
  }

  get conversation(): Conversation {
    if (this.#conversation === null) throw new Error('no line is open');
    return this.#conversation;
  }

  /** A line was opened, and not left. */
  get isOpen(): boolean {
    return this.#conversation !== null;
  }

  get ended(): boolean {
    return this.conversation.end !== null;
  }

  tell(phase: TestPhase): void {
    this.#world.onPhase?.(phase);
  }

  /** What a link attempt came to is kept: its evidence, and the link where one is open. */
  linked({ evidence }: LinkOpened<LinkExperiment>): void {
    const { facts, outcome } = evidence;
    if (facts.source !== null && (outcome === 'UA' || outcome === 'FOREIGN')) this.opened(facts, facts.source);
    this.evidence.push(evidence as AnyEvidence);
  }

  /** Opens the line to be spoken on. @returns why not, or null */
  async connect(): Promise<ConnectOutcome | null> {
    const { host, port, connectTimeoutMs } = this.plan;
    this.tell({ name: 'connecting', forMs: connectTimeoutMs });
    try {
      const line = await this.#world.open(host, port, { connectTimeoutMs, ...this.signal });
      this.connects.push({ outcome: 'OK', ms: line.connectMs });
      this.address = line.address;
      this.#conversation = new Conversation(line);
      return null;
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      const outcome = connectOutcome(error);
      this.connects.push({ outcome, ms: error.ms, system: error.system });
      return outcome;
    }
  }

  async reconnect(): Promise<boolean> {
    this.#open = null;
    await this.conversation.line.close();
    await pause(reconnectPauseMs, this.#world.signal);
    const failed = await this.connect();
    this.reopened = failed ?? 'OK';
    return failed === null;
  }

  /** From here on nothing is cut into frames: whoever talks over the wrapper takes the bytes as they come. */
  unframe(): void {
    this.#conversation = new Conversation(this.conversation.line, { framing: 'none' });
  }

  /** @param source where the UA came from; some meters name themselves in another number of bytes than they hear */
  opened(target: LinkTarget, source: ServerAddress | null): void {
    const { server } = target;
    const isItself = source !== null && (sameDevice(source, server) || source.upper === 0);
    const heardAt = isItself ? server : source;
    this.#open = { target, source: heardAt, channel: null, association: null };
  }

  /** An AARQ is about to go out over this channel. */
  talking(channel: Channel): void {
    if (this.#open !== null) this.#open.channel = channel;
  }

  associated(association: Association): void {
    if (this.#open !== null) this.#open.association = association;
  }

  /** Rung 13: RLRQ, DISC; the answers are recorded. */
  async close(waitMs = this.#closeMs(), signal = this.#world.signal): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    this.tell({ name: 'closing', forMs: waitMs });
    const { target, source, channel, association } = open;
    // What was asked to close once is not asked again where an interruption comes in between.
    open.association = null;
    if (channel !== null && association !== null) {
      const released = await associationClose(channel, association, target, waitMs, signal);
      if (released !== null) this.evidence.push(released);
    }
    this.#open = null;
    if (source !== null) this.evidence.push(await linkClose(this.conversation, target, source, waitMs, signal));
  }

  /** A UA that came too late for its own question left a link open: it is closed as well. */
  async closeLate({ foreign }: Heard): Promise<void> {
    const closed = new Set<string>();
    for (const { type, answersEarlier, from, to } of foreign) {
      const name = `${to.upper} ${from.width} ${renderServerAddress(from)}`;
      if (type !== 'UA' || answersEarlier === null || closed.has(name)) continue;
      closed.add(name);
      this.opened({ credential: answersEarlier, client: to.upper, server: this.plan.server }, from);
      await this.close();
    }
  }

  /** Closes what is open: association, link, line. Never throws for an interruption: it is what an interruption does. */
  async leave(hurried: boolean): Promise<void> {
    if (this.#conversation === null) return;
    const { line } = this.#conversation;
    try {
      await this.close(hurried ? hurriedCloseMs : closeMs, undefined);
      this.closeUnanswered();
    } finally {
      await line.close();
      this.#conversation = null;
    }
  }

  /** Others were heard on the line: then no DISC goes out that nobody is known to need. A late answer to us is no other's. */
  othersHeard(): boolean {
    const isOthers = ({ answersEarlier }: Heard['foreign'][number]) => answersEarlier === null;
    return this.evidence.some(({ facts }) => 'heard' in facts && facts.heard?.foreign.some(isOthers) === true);
  }

  /** Our own bytes come back, and not everything comes as it was sent. */
  echoesDamaged(): boolean {
    const heard = this.evidence.flatMap(({ facts }) => ('heard' in facts && facts.heard !== null ? [facts.heard] : []));
    const damages = heard.some(({ defects, garbledBytes }) => defects.length > 0 || garbledBytes > 0);
    return damages && heard.some(({ echo }) => echo);
  }

  /** Who asked before on this endpoint: an answer for them that comes later is theirs, and late, or a second one. */
  earlier(): readonly EarlierTarget[] {
    const links = evidenceOf(this.evidence, 'link.open').filter(({ facts }) => facts.questions > 0);
    const others = this.evidence.flatMap((one) => (isFurther(one) ? [one] : []));
    return [...links, ...others].map(({ facts, outcome }) => ({
      ...facts,
      answered: isAnswer(outcome) || facts.source !== null,
      talked: this.#talked(facts.client),
    }));
  }

  #talked(client: number): EarlierTarget['talked'] {
    const asked = this.evidence.filter(
      (one) =>
        (one.experiment === 'association.open' ||
          one.experiment === 'association.control' ||
          one.experiment === 'object.read') &&
        one.facts.client === client &&
        one.outcome !== 'NOT-TRIED',
    );
    if (asked.length === 0) return 'never';
    return asked.some(({ outcome }) => unanswered.has(outcome)) ? 'owed' : 'answered';
  }

  /** A meter that took long to answer takes as long for its DISC. */
  #closeMs(): number {
    const links = evidenceOf(this.evidence, 'link.open').map(({ facts }) => facts.totalMs ?? 0);
    const logins = evidenceOf(this.evidence, 'association.open').map(({ facts }) => facts.replyMs ?? 0);
    return Math.max(Math.min(closeMs, this.plan.replyMs), 1.25 * Math.max(0, ...links, ...logins));
  }

  /** A question without an answer may have opened a link all the same: DISC, unless others are heard on the line. */
  closeUnanswered(): void {
    if (this.othersHeard() || this.#conversation === null || this.ended) return;
    const told = new Set<string>();
    for (const one of this.evidence.slice(this.#toldToClose)) {
      const { facts, outcome } = one;
      const asked = asksForLink(one) && !isAnswer(outcome as LinkOutcome);
      if (!asked || !('server' in facts) || ('source' in facts && facts.source !== null)) continue;
      const { client, server } = facts;
      const name = `${client} ${server.width} ${renderServerAddress(server)}`;
      if (!told.has(name)) sayDisc(this.#conversation, { client, server });
      told.add(name);
    }
    this.#toldToClose = this.evidence.length;
  }
}

/** Questions for a link, or to end one, that only a probe asks. */
type Further = Extract<AnyEvidence, { readonly experiment: (typeof further)[number] }>;
const further = [
  'address.ask',
  'address.control',
  'client.ask',
  'client.control',
  'negotiation.ask',
  'link.patient',
  'link.after-quiet',
  'link.found-address',
  'framing.hdlc',
] as const;

function isFurther(one: AnyEvidence): one is Further {
  return further.some((name) => name === one.experiment);
}

const askedAgain: readonly string[] = [
  'link.open',
  'link.again',
  'link.with-parameters',
  'link.after-disc',
  'link.control',
] satisfies readonly LinkExperiment[];

/** An SNRM went out, which may have opened a link even where no answer came. */
function asksForLink(one: AnyEvidence): boolean {
  if ('question' in one.facts) return one.facts.question === 'SNRM';
  return 'questions' in one.facts && one.facts.questions > 0 && (isFurther(one) || askedAgain.includes(one.experiment));
}

const unanswered: ReadonlySet<string> = new Set<AssociationOutcome>(['TIMEOUT', 'GARBLED', 'ECHO', 'TEXT']);

/**
 * Another master talks as this client SAP right now: a question as the same client would end its session. Which side of
 * a frame is the client is known where the other side is the meter that is tested; else either may be.
 */
export function isInUse({ foreign }: Heard, client: number, server: ServerAddress): boolean {
  const talking = foreign.filter(({ type }) => type === 'I' || type === 'RR' || type === 'RNR' || type === 'SNRM');
  return talking.some(({ from, to }) => {
    const others = [from, to].filter((address) => !sameDevice(address, server));
    return (others.length === 0 ? [to] : others).some(({ upper, width }) => width === 1 && upper === client);
  });
}

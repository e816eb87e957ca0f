/**
 * The ladder of `meter test`, rungs 0 to 5: what is asked in which order, and what ends the climb. The order is made so
 * that our own traffic cannot be mistaken for somebody else's: the first connection is the one that is listened to and
 * spoken on, and the rest of the connect series comes after it.
 *
 * A mute meter costs less than three reply time-outs: the first credential set is asked three times bare and once with
 * a parameter block within one and four fifths of the reply time, every other set once.
 */
import {
  type AnyEvidence,
  type ConnectOutcome,
  type Evidence,
  evidenceOf,
  type Heard,
  isAnswer,
  type LinkTarget,
  type ServerAddress,
  sameDevice,
} from '../evidence/index.ts';
import {
  type ConnectAttempt,
  connectOnce,
  connectOutcome,
  connectSeries,
  type EarlierTarget,
  hostHolder,
  type LinkOpenOptions,
  lineListen,
  linkClose,
  linkOpen,
  netPing,
  secondConnection,
} from '../experiments/index.ts';
import { LineError, pause } from '../line/index.ts';
import { Conversation, sayDisc } from '../session/index.ts';
import {
  type CredentialPlan,
  inAskingOrder,
  patientQuestions,
  type TestPhase,
  type TestPlan,
  type TestWorld,
} from './test-plan.ts';
import { credentialResult, type TestRun } from './test-result.ts';

/** How many times the endpoint is connected to in all, for loss and latency. */
const connectTimes = 3;
/** How long a second connection is listened to, and a DISC may take to be answered. */
const secondListenMs = 500;
const closeMs = 1000;
/** On an interruption the line must be closed within a second. */
const hurriedCloseMs = 300;
/** A gateway that closes at once is asked once more, after a pause that lets it free its port. */
const reconnectPauseMs = 300;

/** @throws the signal's reason, after every link was closed; errors of ours */
export async function runTest(plan: TestPlan, world: TestWorld): Promise<TestRun> {
  return new Climb(plan, world).run();
}

class Climb {
  readonly #plan: TestPlan;
  readonly #world: TestWorld;
  readonly #signal: { readonly signal?: AbortSignal };
  readonly #evidence: AnyEvidence[];
  readonly #connects: (ConnectAttempt & { readonly system?: string | null })[] = [];
  /** Links that are open, or may be: closed on every way out. */
  #open: { readonly target: LinkTarget; readonly source: ServerAddress } | null = null;
  #conversation: Conversation | null = null;
  #address: string | null = null;
  /** What became of the last attempt to open the line once more. */
  #reopened: ConnectOutcome | null = null;
  /** The form of the SNRM that is known to be answered. */
  #form: LinkOpenOptions['questions'][number]['form'] = 'bare';

  constructor(plan: TestPlan, world: TestWorld) {
    this.#plan = plan;
    this.#world = world;
    this.#signal = world.signal === undefined ? {} : { signal: world.signal };
    this.#evidence = [...(plan.before ?? [])];
  }

  async run(): Promise<TestRun> {
    const { host } = this.#plan;
    if (this.#evidence.some(({ outcome }) => outcome === 'SELF')) return this.#result('SELF');
    const stopPing = new AbortController();
    const pinging = netPing(host, stopPing.signal);
    try {
      let failed = await this.#connect();
      if (failed === null) await this.#talk();
      await this.#measure();
      if (failed !== null && this.#connects.some(({ outcome }) => outcome === 'OK')) {
        // It refused first and accepts now: whoever it was busy with has left.
        failed = await this.#connect();
        if (failed === null) await this.#talk();
      }
      const system = this.#connects.find((one) => one.system)?.system ?? null;
      this.#evidence.push(connectSeries(this.#connects, this.#address, system));
      // A host that answered TCP is up: no verdict waits for its echo then.
      if (failed === null || failed === 'REFUSED') stopPing.abort();
      this.#evidence.push(await pinging);
      return this.#result(failed);
    } finally {
      stopPing.abort();
      await this.#leave(hurriedCloseMs);
    }
  }

  async #talk(): Promise<void> {
    await this.#converse();
    await this.#leave(closeMs);
  }

  /** Opens the line to be spoken on. @returns why not, or null */
  async #connect(): Promise<ConnectOutcome | null> {
    const { host, port, connectTimeoutMs } = this.#plan;
    this.#tell({ name: 'connecting', forMs: connectTimeoutMs });
    try {
      const line = await this.#world.open(host, port, { connectTimeoutMs, ...this.#signal });
      this.#connects.push({ outcome: 'OK', ms: line.connectMs });
      this.#address = line.address;
      this.#conversation = new Conversation(line);
      return null;
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      const outcome = connectOutcome(error);
      this.#connects.push({ outcome, ms: error.ms, system: error.system });
      return outcome;
    }
  }

  /** Rungs 2 to 5 on the open line. */
  async #converse(): Promise<void> {
    const { host, port, listenMs } = this.#plan;
    const holder = hostHolder(this.#address ?? host, port, this.#world.signal);
    this.#tell({ name: 'listening', forMs: listenMs });
    let listened = await lineListen(this.#line(), listenMs, this.#world.signal);
    if (listened.outcome === 'CLOSED' || listened.outcome === 'RESET') {
      // Once may be an accident, or an earlier client just leaving.
      if (await this.#reconnect()) {
        const again = await lineListen(this.#line(), listenMs, this.#world.signal);
        if (this.#line().end !== null || again.outcome === 'BUSY') listened = again;
        else listened = { ...again, exchanges: [...listened.exchanges, ...again.exchanges] };
      }
    }
    this.#evidence.push(await holder, listened);
    if (listened.outcome === 'BUSY' || this.#line().end !== null) return;
    for (const credential of inAskingOrder(this.#plan.credentials)) {
      if (isInUse(listened.facts.heard, credential.client, this.#plan.server)) continue;
      if (!(await this.#ask(credential))) return;
    }
    await this.#askSecond();
  }

  /** Rungs 3 and 4 for one credential set. @returns whether to go on with the next */
  async #ask({ name, client }: CredentialPlan): Promise<boolean> {
    const target: LinkTarget = { credential: name, client, server: this.#plan.server };
    const first = evidenceOf(this.#evidence, 'link.open').length === 0;
    if (this.#line().end !== null && !(await this.#reconnect())) return false;
    const opened = await this.#link(
      'link.open',
      target,
      first ? patientQuestions(this.#plan.replyMs) : [{ atMs: 0, form: this.#form }],
    );
    if (opened.outcome === 'BUSY') return false;
    if (opened.outcome === 'UA') {
      if ((opened.facts.answeredAfter ?? 1) > 1) await this.#askAgain(target, opened);
      else await this.#close();
    } else if (opened.outcome === 'FOREIGN' && opened.facts.source !== null) {
      const found = { ...target, server: opened.facts.source };
      await this.#close();
      await this.#link('link.found-address', found, [{ atMs: 0, form: 'bare' }]);
      await this.#close();
    } else if ((opened.outcome === 'CLOSED' || opened.outcome === 'RESET') && first) {
      return this.#askAfterClose(target);
    }
    await this.#closeLate(opened.facts.heard);
    return true;
  }

  /** It took more than one question: was it waking up, or the form of the question, or is it always late? */
  async #askAgain(target: LinkTarget, opened: Evidence<'link.open'>): Promise<void> {
    const { replyMs } = this.#plan;
    const line = this.#line();
    // Answers to the earlier questions may still be on their way; they must not pass for answers to the next.
    const soakMs = Math.min(opened.facts.totalMs ?? 0, replyMs);
    const doubled = await lineListen(line, soakMs, this.#world.signal, this.#earlier());
    if (doubled.facts.heard.clocks.bytes > 0) this.#evidence.push({ ...doubled, id: 'line.listen:doubled' });
    await this.#close();
    const again = await this.#link('link.again', target, [{ atMs: 0, form: 'bare' }], opened.facts.totalMs ?? 0);
    if (again.outcome === 'UA') return this.#close();
    if (!opened.facts.withParameters) return;
    const other = await this.#link('link.with-parameters', target, [{ atMs: 0, form: 'parameters' }]);
    if (other.outcome === 'UA') this.#form = 'parameters';
    await this.#close();
  }

  /** The line was closed on our question. Some stacks do so unless the SNRM carries parameters. */
  async #askAfterClose(target: LinkTarget): Promise<boolean> {
    if (!(await this.#reconnect())) return false;
    const other = await this.#link('link.with-parameters', target, [{ atMs: 0, form: 'parameters' }]);
    await this.#close();
    if (other.outcome === 'UA' && (this.#line().end === null || (await this.#reconnect()))) {
      this.#form = 'parameters';
      await this.#link('link.again', target, [{ atMs: 0, form: 'bare' }]);
      await this.#close();
    }
    return true;
  }

  /** Rung 5, only after silence. */
  async #askSecond(): Promise<void> {
    const links = evidenceOf(this.#evidence, 'link.open');
    const line = this.#line();
    if (line.end !== null || !links.every(({ outcome }) => outcome === 'TIMEOUT' || outcome === 'ECHO')) return;
    const { host, port, connectTimeoutMs } = this.#plan;
    this.#tell({ name: 'second-connection', forMs: secondListenMs });
    this.#evidence.push(
      await secondConnection(this.#world.open, line, {
        host,
        port,
        connectTimeoutMs: Math.min(connectTimeoutMs, 1000),
        listenMs: secondListenMs,
        ...this.#signal,
      }),
    );
    // The wait for the second was one more wait for the first: an answer may have come, late.
    const last = await lineListen(line, 0, this.#world.signal, this.#earlier());
    if (last.facts.heard.clocks.bytes > 0) {
      this.#evidence.push({ ...last, id: 'line.listen:last' });
      await this.#closeLate(last.facts.heard);
    }
  }

  async #link<Name extends 'link.open' | 'link.again' | 'link.with-parameters' | 'link.found-address'>(
    name: Name,
    target: LinkTarget,
    questions: LinkOpenOptions['questions'],
    graceMs = 0,
  ): Promise<Evidence<Name>> {
    const { replyMs } = this.#plan;
    const { credential, client } = target;
    this.#tell({ name: 'asking', credential, client, forMs: replyMs + (questions.at(-1)?.atMs ?? 0) });
    const evidence: Evidence<Name> = await linkOpen(name, this.#line(), target, {
      replyMs,
      graceMs: Math.min(graceMs, replyMs),
      questions,
      earlier: this.#earlier(),
      mayClose: () => !this.#othersHeard(),
      ...this.#signal,
    });
    const { source } = (evidence as Evidence<'link.open'>).facts;
    if (source !== null && (evidence.outcome === 'UA' || evidence.outcome === 'FOREIGN'))
      this.#open = { target, source };
    this.#evidence.push(evidence as AnyEvidence);
    return evidence;
  }

  /** A UA that came too late for its own question left a link open: it is closed as well. */
  async #closeLate({ foreign }: Heard): Promise<void> {
    for (const { type, answersEarlier, from, to } of foreign) {
      if (type !== 'UA' || answersEarlier === null) continue;
      this.#open = {
        target: { credential: answersEarlier, client: to.upper, server: this.#plan.server },
        source: from,
      };
      await this.#close();
    }
  }

  async #close(waitMs = this.#closeMs(), signal = this.#world.signal): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    this.#tell({ name: 'closing', forMs: waitMs });
    this.#evidence.push(await linkClose(this.#line(), open.target, open.source, waitMs, signal));
  }

  /** A meter that took long to answer takes as long for its DISC. */
  #closeMs(): number {
    const slowest = Math.max(0, ...evidenceOf(this.#evidence, 'link.open').map(({ facts }) => facts.totalMs ?? 0));
    return Math.max(Math.min(closeMs, this.#plan.replyMs), 1.25 * slowest);
  }

  /** Closes what is open, link first. Never throws for an interruption: it is what an interruption does. */
  async #leave(waitMs: number): Promise<void> {
    if (this.#conversation === null) return;
    const { line } = this.#conversation;
    try {
      await this.#close(waitMs, undefined);
      this.#closeUnanswered();
    } finally {
      await line.close();
      this.#conversation = null;
    }
  }

  /** A question without an answer may have opened a link all the same: DISC, unless others are heard on the line. */
  #closeUnanswered(): void {
    if (this.#othersHeard() || this.#conversation === null) return;
    for (const target of this.#earlier()) if (!target.answered) sayDisc(this.#conversation, target);
  }

  /** Others were heard on the line: then no DISC goes out that nobody is known to need. */
  #othersHeard(): boolean {
    return this.#evidence.some(({ facts }) => 'heard' in facts && (facts.heard?.foreign.length ?? 0) > 0);
  }

  /** Who asked before on this endpoint: an answer for them that comes later is theirs, and late, or a second one. */
  #earlier(): readonly EarlierTarget[] {
    const links = evidenceOf(this.#evidence, 'link.open').filter(({ facts }) => facts.questions > 0);
    return links.map(({ facts, outcome }) => ({ ...facts, answered: isAnswer(outcome) || facts.source !== null }));
  }

  async #reconnect(): Promise<boolean> {
    const before = this.#line().line;
    await before.close();
    await pause(reconnectPauseMs, this.#world.signal);
    const failed = await this.#connect();
    this.#reopened = failed ?? 'OK';
    return failed === null;
  }

  /** Rung 1, the rest of the series: after the conversation, so that it cannot disturb it. */
  async #measure(): Promise<void> {
    const { host, port, connectTimeoutMs } = this.#plan;
    this.#tell({ name: 'measuring', forMs: connectTimeoutMs });
    const [first] = this.#connects;
    // Where nothing answers a connect at all, two more time-outs would only cost the technician's time.
    const hopeless =
      first?.outcome === 'CONNECT-TIMEOUT' || first?.outcome === 'UNKNOWN-HOST' || first?.outcome === 'NOT-TRIED';
    while (!hopeless && this.#connects.length < connectTimes) {
      this.#connects.push(await connectOnce(this.#world.open, host, port, connectTimeoutMs, this.#world.signal));
    }
  }

  #result(failed: ConnectOutcome | 'SELF' | null): TestRun {
    const { credentials, server } = this.#plan;
    const fate = { failed, reopened: this.#reopened };
    return {
      evidence: this.#evidence,
      credentials: credentials.map(({ name, client }) =>
        credentialResult(this.#evidence, { credential: name, client, server }, fate),
      ),
    };
  }

  #line(): Conversation {
    if (this.#conversation === null) throw new Error('no line is open');
    return this.#conversation;
  }

  #tell(phase: TestPhase): void {
    this.#world.onPhase?.(phase);
  }
}

/**
 * Another master talks as this client SAP right now: a question as the same client would end its session. Which side of
 * a frame is the client is known where the other side is the meter that is tested; else either may be.
 */
function isInUse({ foreign }: Heard, client: number, server: ServerAddress): boolean {
  const talking = foreign.filter(({ type }) => type === 'I' || type === 'RR' || type === 'RNR' || type === 'SNRM');
  return talking.some(({ from, to }) => {
    const others = [from, to].filter((address) => !sameDevice(address, server));
    return (others.length === 0 ? [to] : others).some(({ upper, width }) => width === 1 && upper === client);
  });
}

/**
 * The ladder of `meter test`: what is asked in which order, and what ends the climb. The order is made so that our own
 * traffic cannot be mistaken for somebody else's: the first connection is the one that is listened to and spoken on,
 * and the rest of the connect series comes after it.
 *
 * A mute meter costs less than three reply time-outs: the first credential set is asked three times bare and once with
 * a parameter block, and told to close once, within one and four fifths of the reply time; every other set is asked once.
 */
import { type ConnectOutcome, evidenceOf } from '../evidence/index.ts';
import { connectOnce, connectSeries, hostHolder, lineListen, netPing, secondConnection } from '../experiments/index.ts';
import { LoginRungs } from './ask-login.ts';
import { HdlcRungs } from './ask-over-hdlc.ts';
import { WrapperRungs } from './ask-over-wrapper.ts';
import { isInUse, TestLine } from './test-line.ts';
import { inAskingOrder, type TestPlan, type TestWorld } from './test-plan.ts';
import { credentialResult, type TestRun } from './test-result.ts';

/** How many times the endpoint is connected to in all, for loss and latency. */
const connectTimes = 3;
/** How long a second connection is listened to. */
const secondListenMs = 500;

/** @throws the signal's reason, after every link was closed; errors of ours */
export async function runTest(plan: TestPlan, world: TestWorld): Promise<TestRun> {
  return new Climb(plan, world).run();
}

class Climb {
  readonly #plan: TestPlan;
  readonly #world: TestWorld;
  readonly #line: TestLine;
  readonly #rungs: HdlcRungs | WrapperRungs;

  constructor(plan: TestPlan, world: TestWorld) {
    this.#plan = plan;
    this.#world = world;
    this.#line = new TestLine(plan, world);
    const logins = new LoginRungs(this.#line, world.wall);
    this.#rungs = plan.transport === 'hdlc' ? new HdlcRungs(this.#line, logins) : new WrapperRungs(this.#line, logins);
  }

  async run(): Promise<TestRun> {
    const { host } = this.#plan;
    const line = this.#line;
    if (line.evidence.some(({ outcome }) => outcome === 'SELF')) return this.#result('SELF');
    const stopPing = new AbortController();
    const pinging = netPing(host, stopPing.signal);
    try {
      let failed = await line.connect();
      if (failed === null) await this.#talk();
      await this.#measure();
      if (failed !== null && line.connects.some(({ outcome }) => outcome === 'OK')) {
        // It refused first and accepts now: whoever it was busy with has left.
        failed = await line.connect();
        if (failed === null) await this.#talk();
      }
      const system = line.connects.find((one) => one.system)?.system ?? null;
      line.evidence.push(connectSeries(line.connects, line.address, system));
      // A host that answered TCP is up: no verdict waits for its echo then.
      if (failed === null || failed === 'REFUSED') stopPing.abort();
      line.evidence.push(await pinging);
      return this.#result(failed);
    } finally {
      stopPing.abort();
      await line.leave(true);
    }
  }

  async #talk(): Promise<void> {
    await this.#converse();
    await this.#line.leave(false);
  }

  /** Rung 2, then every credential set, then rung 5. */
  async #converse(): Promise<void> {
    const { host, port, listenMs, server, transport } = this.#plan;
    const { signal } = this.#world;
    const line = this.#line;
    const holder = hostHolder(line.address ?? host, port, signal);
    line.tell({ name: 'listening', forMs: listenMs });
    let listened = await lineListen(line.conversation, listenMs, signal);
    if (listened.outcome === 'CLOSED' || listened.outcome === 'RESET') {
      // Once may be an accident, or an earlier client just leaving.
      if (await line.reconnect()) {
        const again = await lineListen(line.conversation, listenMs, signal);
        if (line.ended || again.outcome === 'BUSY') listened = again;
        else listened = { ...again, exchanges: [...listened.exchanges, ...again.exchanges] };
      }
    }
    line.evidence.push(await holder, listened);
    if (listened.outcome === 'BUSY' || line.ended) return;
    if (transport === 'wrapper') line.unframe();
    for (const credential of inAskingOrder(this.#plan.credentials)) {
      if (isInUse(listened.facts.heard, credential.client, server)) continue;
      if (!(await this.#rungs.ask(credential))) return;
    }
    await this.#askSecond();
  }

  /** Rung 5, only after silence. */
  async #askSecond(): Promise<void> {
    const line = this.#line;
    if (line.ended || !this.#isMute()) return;
    const { host, port, connectTimeoutMs, transport } = this.#plan;
    line.tell({ name: 'second-connection', forMs: secondListenMs });
    line.evidence.push(
      await secondConnection(this.#world.open, line.conversation, {
        host,
        port,
        connectTimeoutMs: Math.min(connectTimeoutMs, 1000),
        listenMs: secondListenMs,
        ...line.signal,
      }),
    );
    if (transport === 'wrapper') return;
    // The wait for the second was one more wait for the first: an answer may have come, late.
    const last = await lineListen(line.conversation, 0, this.#world.signal, line.earlier());
    if (last.facts.heard.clocks.bytes > 0) {
      line.evidence.push({ ...last, id: 'line.listen:last' });
      await line.closeLate(last.facts.heard);
    }
  }

  /** Nothing that was asked found an answer, and at least one thing was. */
  #isMute(): boolean {
    const { evidence } = this.#line;
    const asked = [...evidenceOf(evidence, 'link.open'), ...evidenceOf(evidence, 'link.after-disc')];
    const logins = evidenceOf(evidence, 'association.open').filter(({ outcome }) => outcome !== 'NOT-TRIED');
    const outcomes: readonly string[] = [...asked, ...logins].map(({ outcome }) => outcome);
    const isSilent = (outcome: string) => outcome === 'TIMEOUT' || outcome === 'ECHO';
    return this.#plan.transport === 'hdlc' ? outcomes.every(isSilent) : outcomes.length > 0 && outcomes.every(isSilent);
  }

  /** Rung 1, the rest of the series: after the conversation, so that it cannot disturb it. */
  async #measure(): Promise<void> {
    const { host, port, connectTimeoutMs } = this.#plan;
    const { connects } = this.#line;
    this.#line.tell({ name: 'measuring', forMs: connectTimeoutMs });
    const [first] = connects;
    // Where nothing answers a connect at all, two more time-outs would only cost the technician's time.
    const hopeless =
      first?.outcome === 'CONNECT-TIMEOUT' || first?.outcome === 'UNKNOWN-HOST' || first?.outcome === 'NOT-TRIED';
    while (!hopeless && connects.length < connectTimes) {
      connects.push(await connectOnce(this.#world.open, host, port, connectTimeoutMs, this.#world.signal));
    }
  }

  #result(failed: ConnectOutcome | 'SELF' | null): TestRun {
    const { credentials, server, transport } = this.#plan;
    const { evidence, reopened } = this.#line;
    const fate = { failed, reopened, transport };
    return {
      evidence,
      credentials: credentials.map(({ name, client }) =>
        credentialResult(evidence, { credential: name, client, server }, fate),
      ),
    };
  }
}

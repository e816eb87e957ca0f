/**
 * The ladder of `meter test`: what is asked in which order, and what ends the climb. The order is made so that our own
 * traffic cannot be mistaken for somebody else's: the first connection is the one that is listened to and spoken on,
 * and the rest of the connect series comes after it.
 *
 * A mute meter costs less than three reply time-outs: the first credential set is asked three times bare and once with
 * a parameter block, and told to close once, within one and four fifths of the reply time; every other set is asked once.
 */
import type { ConnectOutcome } from '../evidence/index.ts';
import { connectSeries, netPing } from '../experiments/index.ts';
import { LoginRungs } from './ask-login.ts';
import { HdlcRungs } from './ask-over-hdlc.ts';
import { WrapperRungs } from './ask-over-wrapper.ts';
import { askSecond, listenFirst, measure } from './climb-steps.ts';
import { isInUse, TestLine } from './test-line.ts';
import { inAskingOrder, type TestPlan, type TestWorld } from './test-plan.ts';
import { credentialResult, type TestRun } from './test-result.ts';

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
      await measure(line, this.#world);
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
    const { credentials, listenMs, server, transport } = this.#plan;
    const line = this.#line;
    const listened = await listenFirst(line, this.#world, listenMs);
    if (listened.outcome === 'BUSY' || line.ended) return;
    if (transport === 'wrapper') line.unframe();
    for (const credential of inAskingOrder(credentials)) {
      if (isInUse(listened.facts.heard, credential.client, server)) continue;
      if (!(await this.#rungs.ask(credential))) return;
    }
    await askSecond(line, this.#world);
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

/**
 * The line of a probe: that of a test, which counts what is sent, is opened anew where it was closed on us, and knows who
 * may be asked as whom. Where others talk, no DISC goes out as a question, and nothing as a client that talks.
 */
import { type ConnectOutcome, evidenceOf, type Heard, type LinkTarget, type ServerAddress } from '../evidence/index.ts';
import { lineListen } from '../experiments/index.ts';
import { type Line, type OpenLine, pause } from '../line/index.ts';
import type { Conversation } from '../session/index.ts';
import { credentialsOf, mostReconnects, type ProbePhase, type ProbePlan, type ProbeWorld } from './probe-plan.ts';
import { isInUse, TestLine } from './test-line.ts';
import { publicClient, type TestWorld } from './test-plan.ts';

/** A port that is busy with what may be our own last connection gets this part of the reply time to notice. */
const letGoPart = 0.2;

export class ProbeLine {
  readonly plan: ProbePlan;
  readonly line: TestLine;
  /** For the rungs that a test has as well: the line counts what they send. */
  readonly world: TestWorld;
  readonly #tell: ((phase: ProbePhase) => void) | undefined;
  readonly #wrapped: boolean;
  #questions = 0;
  #lost = false;
  #renewed = 0;
  #reconnects = 0;
  /** What the bytes on the connection are cut into. */
  #framing: 'hdlc' | 'none' = 'hdlc';
  /** The connection carried something else than its own transport. */
  #spoilt = false;

  constructor(plan: ProbePlan, { onPhase, ...world }: ProbeWorld) {
    this.plan = plan;
    this.#tell = onPhase;
    this.#wrapped = plan.transport === 'wrapper';
    this.world = {
      ...world,
      open: counting(world.open, () => {
        this.#questions += 1;
      }),
      ...(onPhase === undefined ? {} : { onPhase }),
    };
    const { before, connectTimeoutMs, host, listenMs, port, replyMs, server, transport } = plan;
    this.line = new TestLine(
      {
        ...{ connectTimeoutMs, host, listenMs, port, replyMs, server, transport },
        credentials: credentialsOf(plan),
        depth: 'login',
        ...(before === undefined ? {} : { before }),
      },
      this.world,
    );
  }

  /** Everything that was sent. */
  get questions(): number {
    return this.#questions;
  }

  get lost(): boolean {
    return this.#lost;
  }

  get conversation(): Conversation {
    return this.line.conversation;
  }

  tell(phase: ProbePhase): void {
    this.#tell?.(phase);
  }

  lose(): void {
    this.#lost = true;
  }

  /** Sound frames came that are none of ours, not even late. */
  get othersHeard(): boolean {
    return this.line.othersHeard();
  }

  /** How this client is called. */
  targetOf(client: number, server: ServerAddress): LinkTarget {
    const credential = this.line.plan.credentials.find((one) => one.client === client)?.name ?? `client-${client}`;
    return { credential, client, server };
  }

  isInUse(client: number): boolean {
    const all = this.line.evidence.flatMap(({ facts }): readonly Heard[] =>
      'heard' in facts && facts.heard !== null ? [facts.heard] : [],
    );
    return all.some((heard) => isInUse(heard, client, this.plan.server));
  }

  /** Who may ask: the public client, or where another master talks as that one, a client of the sets. */
  get asker(): number | null {
    const clients = this.line.plan.credentials.map(({ client }) => client);
    return clients.find((client) => !this.isInUse(client)) ?? null;
  }

  /** A client of the sets other than the public one: a meter may know no public client. */
  get otherAsker(): number | null {
    const clients = this.line.plan.credentials.map(({ client }) => client);
    return clients.find((client) => client !== publicClient && !this.isInUse(client)) ?? this.asker;
  }

  /** Opens the line where it was closed on us. @returns whether it can be spoken on */
  async ready(): Promise<boolean> {
    if (this.#lost) return false;
    const framing = this.#wrapped ? 'none' : 'hdlc';
    if (!this.line.ended && !this.#spoilt && this.#framing === framing) return true;
    if (this.line.ended) this.#reconnects += 1;
    if (this.#reconnects > mostReconnects) this.#lost = true;
    return !this.#lost && (await this.renew(framing));
  }

  /** The connection has carried what the next question must not meet. */
  spoil(): void {
    this.#spoilt = true;
  }

  /** From here on nothing is cut into frames. */
  unframe(): void {
    this.line.unframe();
    this.#framing = 'none';
  }

  /** Leaves the line in order, and opens it once more. @returns whether it can be spoken on */
  async renew(framing: 'hdlc' | 'none'): Promise<boolean> {
    const { line, plan, world } = this;
    await line.close();
    line.closeUnanswered();
    for (let attempt = 0; attempt < 2; attempt++) {
      if (attempt > 0) await pause(letGoPart * plan.replyMs, world.signal);
      if (!(await line.reconnect())) break;
      const listened = await lineListen(line.conversation, plan.listenMs, world.signal, line.earlier());
      // Busy with our own last connection, most likely: nothing is concluded from it.
      if (listened.outcome === 'BUSY' || line.ended) continue;
      this.#renewed += 1;
      if (listened.facts.heard.clocks.bytes > 0) {
        line.evidence.push({ ...listened, id: `line.listen:again-${this.#renewed}` });
      }
      this.#spoilt = false;
      this.#framing = 'hdlc';
      if (framing === 'none') this.unframe();
      return true;
    }
    this.#lost = true;
    return false;
  }

  /** How the last attempt to open the line ended. */
  get reopened(): ConnectOutcome | null {
    return this.line.reopened;
  }

  /** A process of this host holds a connection. */
  get heldHere(): boolean {
    return evidenceOf(this.line.evidence, 'host.holder').some(({ outcome }) => outcome === 'HELD');
  }
}

function counting(open: OpenLine, count: () => void): OpenLine {
  return async (host, port, options) => {
    const line = await open(host, port, options);
    return {
      endpoint: line.endpoint,
      connectMs: line.connectMs,
      address: line.address,
      now: () => line.now(),
      send: (bytes, shownAs) => {
        count();
        line.send(bytes, shownAs);
      },
      receive: (until, signal) => line.receive(until, signal),
      close: () => line.close(),
    } satisfies Line;
  };
}

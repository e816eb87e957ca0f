/**
 * A probe: the climb of a test to the link and the public association, then the rows that can still tell something, the
 * best one first, judged anew after each. What is known is not asked; what cannot be asked any more is said.
 */
import { type AnyEvidence, type ConnectOutcome, evidenceOf, isAnswer, type ServerAddress } from '../evidence/index.ts';
import { afterQuiet, connectSeries, hostHolder, linkDisc, netPing } from '../experiments/index.ts';
import { LoginRungs } from './ask-login.ts';
import { HdlcRungs } from './ask-over-hdlc.ts';
import { WrapperRungs } from './ask-over-wrapper.ts';
import { askSecond, listenFirst, measure } from './climb-steps.ts';
import { isSameAddress } from './probe-addresses.ts';
import { RowAsker, wasAnswered } from './probe-ask.ts';
import { chooseRow, heardIn, type Standing, whyNot } from './probe-choose.ts';
import { waitForFree } from './probe-free.ts';
import { askByHand } from './probe-hand.ts';
import { ProbeLine } from './probe-line.ts';
import { aliveEvery, type ProbePlan, type ProbeWorld, planProbe } from './probe-plan.ts';
import { type ProbeRow, quickMs } from './probe-rows.ts';
import { AddressSweep } from './probe-sweep.ts';
import { isInUse } from './test-line.ts';
import { inAskingOrder } from './test-plan.ts';

/** Why a row was not asked: its question is settled, others talk on the line, the line is gone, or the meter fell silent. */
export type RowSkipped = 'known' | 'others-on-line' | 'line-lost' | 'stopped-answering';

export interface RowResult {
  readonly row: ProbeRow;
  /** Ids of its evidence; empty where it was not asked. */
  readonly evidence: readonly string[];
  /** Null where it was asked. */
  readonly skipped: RowSkipped | null;
}

export interface ProbeRun {
  readonly evidence: readonly AnyEvidence[];
  /** Everything that was sent: frames, the sign-on, the flags. */
  readonly questions: number;
  /** Those that were asked, in the order of asking, then the others in the order of the plan. */
  readonly rows: readonly RowResult[];
}

/** @throws the signal's reason, after every link was closed; errors of ours */
export async function runProbe(plan: ProbePlan, world: ProbeWorld): Promise<ProbeRun> {
  return new Probe(plan, world).run();
}

class Probe {
  readonly #plan: ProbePlan;
  readonly #probe: ProbeLine;
  readonly #sweep: AddressSweep;
  readonly #asker: RowAsker;
  readonly #asked: RowResult[] = [];
  #left: readonly ProbeRow[];
  #stopped: Extract<RowSkipped, 'line-lost' | 'stopped-answering'> | null = null;
  /** Rows without an answer since something answered. */
  #silent = 0;

  constructor(plan: ProbePlan, world: ProbeWorld) {
    this.#plan = plan;
    this.#probe = new ProbeLine(plan, world);
    this.#sweep = new AddressSweep(this.#probe);
    this.#asker = new RowAsker(this.#probe);
    this.#left = planProbe(plan).rows;
  }

  async run(): Promise<ProbeRun> {
    const { hand, host } = this.#plan;
    const { line, world } = this.#probe;
    if (line.evidence.some(({ outcome }) => outcome === 'SELF')) {
      this.#stopped = 'line-lost';
      return this.#result();
    }
    const stopPing = new AbortController();
    const pinging = netPing(host, stopPing.signal);
    try {
      if (hand !== null) await askByHand(this.#probe, hand);
      else await this.#talk();
      await line.leave(false);
      if (hand === null) await measure(line, world);
      line.evidence.push(
        connectSeries(line.connects, line.address, line.connects.find((one) => one.system)?.system ?? null),
      );
      // A host that answered TCP is up: no verdict waits for its echo then.
      const isUp = (outcome: ConnectOutcome) => outcome === 'OK' || outcome === 'REFUSED';
      if (line.connects.some(({ outcome }) => isUp(outcome))) stopPing.abort();
      line.evidence.push(await pinging);
      return this.#result();
    } finally {
      stopPing.abort();
      await line.leave(true);
    }
  }

  async #talk(): Promise<void> {
    const { line, world } = this.#probe;
    const failed = await line.connect();
    if (failed === 'REFUSED') line.evidence.push(await hostHolder(this.#plan.host, this.#plan.port, world.signal));
    const letIn = failed === null ? await this.#listen() : failed === 'REFUSED' && (await this.#waitForFree(failed));
    if (!letIn || !(await this.#climb())) {
      this.#stopped = 'line-lost';
      return;
    }
    for (let row = this.#next(); row !== null; row = this.#next()) {
      // Late answers to the addresses must not be met by another kind of question.
      if (row.ask.kind !== 'address' && !line.ended) {
        await this.#sweep.settle();
        if (this.#next() !== row) continue;
      }
      if (!(await this.#askRow(row))) return;
    }
    if (!line.ended) await this.#sweep.settle();
  }

  /** Rung 2, and the silence that was asked for. @returns whether the line can be spoken on */
  async #listen(): Promise<boolean> {
    const { listenMs, quietMs } = this.#plan;
    const { line, world } = this.#probe;
    if (quietMs !== null) this.#probe.tell({ name: 'quiet', forMs: quietMs });
    const { facts, outcome } = await listenFirst(line, world, Math.max(listenMs, quietMs ?? 0));
    if (outcome !== 'BUSY' && !line.ended) return true;
    if (outcome === 'BUSY') {
      const meaning = facts.heard.text?.known?.meaning;
      return (meaning === 'busy' || meaning === 'kicked') && this.#waitForFree('BUSY');
    }
    if (quietMs !== null && facts.heard.clocks.bytes > 0) return line.reconnect();
    return this.#waitForFree(outcome === 'RESET' ? 'RESET' : 'CLOSED');
  }

  async #waitForFree(first: 'BUSY' | 'CLOSED' | 'RESET' | 'REFUSED'): Promise<boolean> {
    const row = this.#left.find(({ ask }) => ask.kind === 'free');
    if (row === undefined || this.#probe.heldHere) return false;
    this.#left = this.#left.filter((one) => one !== row);
    const free = await waitForFree(this.#probe, first);
    this.#asked.push({ row, evidence: ['free'], skipped: null });
    return free;
  }

  /** Rungs 3 to 5 and 10, without a secret. @returns whether the line can still be spoken on */
  async #climb(): Promise<boolean> {
    const { quietMs, server, transport } = this.#plan;
    const { line, world } = this.#probe;
    const logins = new LoginRungs(line, world.wall);
    if (transport === 'wrapper') this.#probe.unframe();
    else if (quietMs !== null) await this.#askAfterQuiet(quietMs);
    const rungs = transport === 'hdlc' ? new HdlcRungs(line, logins) : new WrapperRungs(line, logins);
    for (const credential of inAskingOrder(line.plan.credentials)) {
      if (heardIn(line.evidence).some((heard) => isInUse(heard, credential.client, server))) continue;
      if (!(await rungs.ask(credential))) return false;
    }
    await askSecond(line, world);
    return true;
  }

  async #askAfterQuiet(quietMs: number): Promise<void> {
    const probe = this.#probe;
    const { line } = probe;
    const { asker } = probe;
    if (asker === null || line.ended) return;
    const { replyMs, server } = this.#plan;
    const options = { replyMs, earlier: line.earlier(), mayClose: () => !probe.othersHeard, ...line.signal };
    line.linked(await afterQuiet(line.conversation, probe.targetOf(asker, server), quietMs, options));
    await line.close();
  }

  #next(): ProbeRow | null {
    return this.#stopped === null ? chooseRow(this.#left, this.#standing) : null;
  }

  /** @returns whether to go on */
  async #askRow(row: ProbeRow): Promise<boolean> {
    const probe = this.#probe;
    const { line } = probe;
    if (!(await probe.ready())) {
      this.#stopped = 'line-lost';
      return false;
    }
    probe.tell({ name: 'row', row, done: this.#asked.length, ...this.#leftToAsk(row) });
    this.#left = this.#left.filter((one) => one !== row);
    const before = line.evidence.length;
    const evidence =
      row.ask.kind === 'address' ? await this.#sweep.ask(row, row.ask) : await this.#askOther(row, this.#effective);
    this.#asked.push({ row, evidence, skipped: null });
    const fresh = line.evidence.slice(before);
    if (fresh.some(({ outcome, experiment }) => outcome === 'BUSY' && experiment !== 'framing.wrapper') || probe.lost) {
      this.#stopped = 'line-lost';
      return false;
    }
    this.#silent = fresh.some(wasAnswered) ? 0 : this.#silent + 1;
    if (this.#silent >= aliveEvery && !(await this.#isAlive())) {
      this.#stopped = 'stopped-answering';
      return false;
    }
    return true;
  }

  async #askOther(row: ProbeRow, server: ServerAddress): Promise<readonly string[]> {
    const { line } = this.#probe;
    const before = line.evidence.length;
    await this.#asker.ask(row, server);
    for (const one of line.evidence.slice(before)) {
      const { facts, outcome } = one;
      if (outcome === 'FOREIGN' && 'source' in facts && facts.source !== null && 'client' in facts) {
        await this.#sweep.gift(facts.source, facts.client, facts.replyMs ?? 0);
      }
      if (!('heard' in facts) || facts.heard === null || line.ended) continue;
      await line.closeLate(facts.heard);
      await this.#sweep.takeLate(facts.heard.foreign);
    }
    return line.evidence.slice(before).map(({ id }) => id);
  }

  /** What has answered before is asked to close, which it answers as long as it lives: twice, for one may be lost. */
  async #isAlive(): Promise<boolean> {
    const probe = this.#probe;
    const { line, plan } = probe;
    this.#silent = 0;
    const known = this.#sweep.found ?? this.#answered();
    if (known === null || probe.othersHeard) return true;
    for (let attempt = 0; attempt < 2; attempt++) {
      if (!(await probe.ready())) return true;
      const target = probe.targetOf(known.client, known.server);
      const asked = await linkDisc(line.conversation, target, quickMs(plan), line.signal.signal);
      line.evidence.push({ ...asked, id: 'link.close:alive', experiment: 'link.close' });
      if (asked.outcome !== 'TIMEOUT') return true;
    }
    return false;
  }

  #answered(): { readonly client: number; readonly server: ServerAddress } | null {
    const links = [...evidenceOf(this.#probe.line.evidence, 'link.open'), ...this.#asksAnswered()];
    return links.find(({ outcome }) => isAnswer(outcome))?.facts ?? null;
  }

  #asksAnswered() {
    const { evidence } = this.#probe.line;
    return [...evidenceOf(evidence, 'address.ask'), ...evidenceOf(evidence, 'client.ask')];
  }

  /** Where the meter is: the address that was found, unless the configured one answers as well. */
  get #effective(): ServerAddress {
    const { found } = this.#sweep;
    const controls = evidenceOf(this.#probe.line.evidence, 'address.control');
    return found === null || controls.some(({ outcome }) => isAnswer(outcome)) ? this.#plan.server : found.server;
  }

  get #standing(): Standing {
    const probe = this.#probe;
    const effective = this.#effective;
    const { found } = this.#sweep;
    return {
      evidence: probe.line.evidence,
      server: this.#plan.server,
      clients: probe.line.plan.credentials.map(({ client }) => client),
      configured: this.#plan.credentials.map(({ client }) => client),
      found: found !== null && isSameAddress(found.server, effective) ? found : null,
      effective,
      othersHeard: probe.othersHeard,
      isInUse: (client) => probe.isInUse(client),
      named: this.#plan.only !== null,
    };
  }

  #leftToAsk(row: ProbeRow): { readonly questionsLeft: number; readonly mostMsLeft: number } {
    const standing = this.#standing;
    const left = this.#left.filter((one) => one === row || whyNot(one, standing) === null);
    return {
      questionsLeft: left.reduce((sum, { questions }) => sum + questions, 0),
      mostMsLeft: left.reduce((sum, { mostMs }) => sum + mostMs, 0),
    };
  }

  #result(): ProbeRun {
    const { line, questions } = this.#probe;
    const standing = this.#standing;
    const skipped = this.#left.map((row): RowResult => {
      const why = whyNot(row, standing);
      // What is settled is settled, whatever ended the run.
      return { row, evidence: [], skipped: this.#stopped ?? why ?? 'known' };
    });
    return { evidence: withOwnIds(line.evidence), questions, rows: [...this.#asked, ...skipped] };
  }
}

/** The same question may be asked twice; the second evidence has a number behind its name. */
function withOwnIds(evidence: readonly AnyEvidence[]): readonly AnyEvidence[] {
  const seen = new Map<string, number>();
  return evidence.map((one) => {
    const count = (seen.get(one.id) ?? 0) + 1;
    seen.set(one.id, count);
    return count === 1 ? one : { ...one, id: `${one.id}:${count}` };
  });
}

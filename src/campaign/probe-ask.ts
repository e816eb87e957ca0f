/** Asks the rows of a probe that are no addresses: each on a line that can be spoken on, and closed again behind it. */
import { type AnyEvidence, evidenceOf, isAnswer, type LinkTarget, type ServerAddress } from '../evidence/index.ts';
import {
  associationFfff,
  associationOpen,
  clientAsk,
  echoAsk,
  framingHdlc,
  framingWrapper,
  type LinkOpenOptions,
  lineListen,
  linkOpen,
  linkPatient,
  longNotAsked,
  type Mark,
  markNow,
  negotiationAsk,
  objectLong,
  signonAsk,
} from '../experiments/index.ts';
import { type Association, type Channel, hdlcChannel, publicLogin, wrapperChannel } from '../session/index.ts';
import { isLate } from './probe-choose.ts';
import type { ProbeLine } from './probe-line.ts';
import { mostSegments, type ProbeRow, patientReplies, quickMs } from './probe-rows.ts';
import { publicClient } from './test-plan.ts';

/** How many reply time-outs a late meter is waited for before it is asked once, patiently. */
const latestReplies = 2;

/** An open channel, and from where on its evidence hears. */
interface Talk {
  readonly channel: Channel;
  readonly target: LinkTarget;
  readonly since: Mark;
}

export class RowAsker {
  readonly #probe: ProbeLine;

  constructor(probe: ProbeLine) {
    this.#probe = probe;
  }

  /** @param server where the meter is. @returns ids of the evidence */
  async ask({ id, ask }: ProbeRow, server: ServerAddress): Promise<readonly string[]> {
    const { line } = this.#probe;
    const before = line.evidence.length;
    await this.#soak(ask.kind);
    switch (ask.kind) {
      case 'client':
        await this.#askClient(id, ask.client, server);
        break;
      case 'negotiation': {
        const target = this.#public(server);
        line.linked(await negotiationAsk(line.conversation, target, ask.form, this.#options(id)));
        break;
      }
      case 'patient': {
        const target = this.#public(server);
        line.linked(await linkPatient(line.conversation, target, patientReplies, this.#options(id)));
        break;
      }
      case 'framing':
        await this.#askFraming(id);
        break;
      case 'echo':
        line.evidence.push(await echoAsk(line.conversation, this.#raw()));
        break;
      case 'signon':
        line.evidence.push(await signonAsk(line.conversation, this.#raw()));
        break;
      case 'long':
        await this.#askLong(id, server);
        break;
      case 'ffff':
        await this.#askFfff(id, server);
        break;
      default:
        break;
    }
    await line.close();
    return line.evidence.slice(before).map((one) => one.id);
  }

  /** Answers of a late meter may still be on their way; they must not pass for answers to the next question. */
  async #soak(kind: ProbeRow['ask']['kind']): Promise<void> {
    const { line, plan, world } = this.#probe;
    if (line.ended || (kind !== 'patient' && kind !== 'long' && kind !== 'ffff')) return;
    const slowestMs = Math.max(0, ...evidenceOf(line.evidence, 'link.open').map(({ facts }) => facts.totalMs ?? 0));
    const soakReplies = isLate(line.evidence, plan.server) ? latestReplies : slowestMs > plan.replyMs ? 1 : 0;
    if (soakReplies === 0) return;
    // The answers to the DISCs that follow are as late.
    for (let round = 0; round < 2; round++) {
      const listened = await lineListen(line.conversation, soakReplies * plan.replyMs, world.signal, line.earlier());
      if (listened.facts.heard.clocks.bytes === 0) break;
      line.evidence.push({ ...listened, id: `line.listen:before-${kind}` });
      await line.closeLate(listened.facts.heard);
    }
  }

  /** A link for a client that is not the configured one says most beside the configured one's silence. */
  async #askClient(id: string, client: number, server: ServerAddress): Promise<void> {
    const probe = this.#probe;
    const { line } = probe;
    const asked = await clientAsk('client.ask', line.conversation, probe.targetOf(client, server), this.#options(id));
    line.linked(asked);
    await line.close();
    const own = line.plan.credentials.map((one) => one.client);
    const controlled = evidenceOf(line.evidence, 'client.control').length > 0;
    if (asked.evidence.outcome !== 'UA' || own.includes(client) || controlled) return;
    const unserved = this.#unserved(own);
    if (unserved === null || !(await probe.ready())) return;
    const target = probe.targetOf(unserved, server);
    line.linked(await clientAsk('client.control', line.conversation, target, this.#options('client.control')));
  }

  /** A configured client whose SNRM was not answered by UA. */
  #unserved(clients: readonly number[]): number | null {
    const { evidence } = this.#probe.line;
    const asked: readonly AnyEvidence[] = [...evidenceOf(evidence, 'link.open'), ...evidenceOf(evidence, 'client.ask')];
    const refused = clients.filter(
      (client) =>
        !this.#probe.isInUse(client) &&
        asked.every((one) => !('client' in one.facts) || one.facts.client !== client || one.outcome !== 'UA'),
    );
    return refused.find((client) => client !== publicClient) ?? refused[0] ?? null;
  }

  async #askFraming(id: string): Promise<void> {
    const probe = this.#probe;
    const { line, plan } = probe;
    if (plan.transport === 'wrapper') {
      if (!(await probe.renew('hdlc'))) return;
      line.linked(await framingHdlc(line.conversation, this.#public(plan.server), this.#options(id)));
      await line.close();
    } else {
      if (!(await probe.renew('none'))) return;
      const target = probe.targetOf(publicClient, plan.server);
      const channel = wrapperChannel(line.conversation, { client: publicClient, server: plan.server.upper });
      line.opened(target, null);
      line.talking(channel);
      const asked = await framingWrapper(channel, target, {
        replyMs: quickMs(plan),
        graceMs: 0,
        id,
        ...this.#heardBy(),
      });
      line.evidence.push(asked.evidence);
      if (asked.association !== null) line.associated(asked.association);
      await line.close();
    }
    probe.spoil();
  }

  async #askLong(id: string, server: ServerAddress): Promise<void> {
    const { line, plan } = this.#probe;
    const talk = await this.#talk(id, server);
    const association = talk === null ? null : await this.#associate(id, talk);
    if (talk === null || association === null) {
      line.evidence.push(longNotAsked(id, this.#public(server)));
      return;
    }
    const { channel, since, target } = talk;
    const { replyMs } = plan;
    const options = { id, replyMs, since, segments: mostSegments, ...this.#heardBy() };
    line.evidence.push(await objectLong(channel, association, target, options));
  }

  async #associate(id: string, { channel, target, since }: Talk): Promise<Association | null> {
    const { line, plan } = this.#probe;
    const { association, evidence } = await associationOpen('association.control', channel, target, publicLogin, {
      replyMs: plan.replyMs,
      graceMs: 0,
      id: `association.control:${id}`,
      since,
      ...this.#heardBy(),
    });
    if (association === null) line.evidence.push(evidence);
    else line.associated(association);
    return association;
  }

  async #askFfff(id: string, server: ServerAddress): Promise<void> {
    const { line, plan } = this.#probe;
    const talk = await this.#talk(id, server);
    if (talk === null) return;
    const { channel, since, target } = talk;
    const options = { replyMs: plan.replyMs, graceMs: 0, id, since, ...this.#heardBy() };
    const asked = await associationFfff(channel, target, options);
    line.evidence.push(asked.evidence);
    if (asked.association !== null) line.associated(asked.association);
  }

  /** An open channel as the public client; over HDLC a link that did not open is evidence of its own. */
  async #talk(id: string, server: ServerAddress): Promise<Talk | null> {
    const { line, plan } = this.#probe;
    const { conversation } = line;
    const since = markNow(conversation);
    const target = this.#probe.targetOf(publicClient, server);
    if (plan.transport === 'wrapper') {
      const channel = wrapperChannel(conversation, { client: publicClient, server: server.upper });
      line.opened(target, null);
      line.talking(channel);
      return { channel, target, since };
    }
    // A meter that was late before gets its time.
    const slowestMs = Math.max(0, ...evidenceOf(line.evidence, 'link.open').map(({ facts }) => facts.totalMs ?? 0));
    const options = {
      ...this.#options(`link.control:${id}`),
      graceMs: Math.min(slowestMs, plan.replyMs),
      questions: [{ atMs: 0, form: line.form }],
    };
    const { evidence, link } = await linkOpen('link.control', conversation, target, options);
    if (link === null) {
      line.linked({ evidence, link });
      return null;
    }
    const { parameters, source } = link;
    line.opened(target, evidence.facts.source);
    const channel = hdlcChannel(conversation, { client: publicClient, source, server, parameters });
    line.talking(channel);
    return { channel, target, since };
  }

  /** The public client, or where another master talks as that one, a client of the sets. */
  #public(server: ServerAddress): LinkTarget {
    return this.#probe.targetOf(this.#probe.asker ?? publicClient, server);
  }

  #options(id: string): Omit<LinkOpenOptions, 'questions'> {
    const probe = this.#probe;
    return { replyMs: probe.plan.replyMs, id, mayClose: () => !probe.othersHeard, ...this.#heardBy() };
  }

  #raw() {
    return { waitMs: quickMs(this.#probe.plan), ...this.#heardBy() };
  }

  #heardBy() {
    const { line } = this.#probe;
    return { earlier: line.earlier(), ...line.signal };
  }
}

/** Whether a row's evidence shows that somebody answered. */
export function wasAnswered(one: AnyEvidence): boolean {
  if ('source' in one.facts && one.facts.source !== null) return true;
  if (one.experiment === 'signon.ask') return one.outcome === 'IDENTIFIED';
  return 'notAsked' in one.facts ? one.facts.replyMs !== null : isAnswer(one.outcome as 'UA');
}

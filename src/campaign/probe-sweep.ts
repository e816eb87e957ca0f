/**
 * The addresses of a probe, asked one after the other. An answer is taken for the address that it comes from, also when it
 * comes while another one is asked. Where a meter answers elsewhere than configured, a link is opened there, and the
 * configured address is asked once more in the same way: its silence now, while the meter is awake, is the proof.
 */
import {
  type AddressFacts,
  type Evidence,
  evidenceOf,
  type HeardFrame,
  isAnswer,
  type ServerAddress,
} from '../evidence/index.ts';
import {
  type AddressAnswer,
  type AddressAsked,
  addressAsk,
  answersSince,
  lineListen,
  linkOpen,
  markNow,
} from '../experiments/index.ts';
import { isForMany, isFormOf, isSameAddress, renderRowAddress } from './probe-addresses.ts';
import type { ProbeLine } from './probe-line.ts';
import { type ProbeRow, patientReplies, quickMs } from './probe-rows.ts';

interface AskedAddress {
  readonly id: string;
  readonly server: ServerAddress;
  readonly client: number;
  /** On this process's clock. */
  readonly askedAt: number;
}

/** Where a meter answered that should be elsewhere, and as whom it was asked. */
export interface FoundAddress {
  readonly server: ServerAddress;
  readonly client: number;
  /** A link opened there. */
  readonly opened: boolean;
}

type AddressRow = Extract<ProbeRow['ask'], { readonly kind: 'address' }>;

export class AddressSweep {
  readonly #probe: ProbeLine;
  readonly #asked: AskedAddress[] = [];
  /** Until then late answers are worth waiting for. */
  #settledAt = 0;
  #found: FoundAddress | null = null;
  #settled = 0;

  constructor(probe: ProbeLine) {
    this.#probe = probe;
  }

  get found(): FoundAddress | null {
    return this.#found;
  }

  /** Whether this address was asked by DISC. */
  wasAsked(server: ServerAddress, question: 'DISC' | 'SNRM'): boolean {
    const { evidence } = this.#probe.line;
    return evidenceOf(evidence, 'address.ask').some(
      ({ facts }) => facts.question === question && isSameAddress(facts.server, server),
    );
  }

  /** Asks one row. @returns ids of the evidence; null where it may not be asked */
  async ask(row: ProbeRow, ask: AddressRow): Promise<readonly string[]> {
    const probe = this.#probe;
    const { line } = probe;
    const before = line.evidence.length;
    // Others may be ended by a DISC; an SNRM as a client of our own touches nobody.
    const question = probe.othersHeard ? 'SNRM' : ask.question;
    const client = ask.question === 'SNRM' ? probe.otherAsker : probe.asker;
    if (client === null) return [];
    const asked = await this.#ask('address.ask', row.id, { ...ask, question, client }, quickMs(probe.plan));
    const { outcome, facts } = asked.evidence;
    const { source } = facts;
    if (source !== null && (isAnswer(outcome) || outcome === 'FOREIGN') && this.#found === null) {
      const elsewhere = outcome === 'FOREIGN' || isForMany(ask.server);
      await this.#confirm(elsewhere && source.upper > 0 ? source : ask.server, facts, client);
    }
    return line.evidence.slice(before).map(({ id }) => id);
  }

  /** Listens for what is left of one reply time-out since the last address was asked. */
  async settle(): Promise<void> {
    const { line, world } = this.#probe;
    const last = this.#asked.at(-1);
    if (last === undefined || line.ended || performance.now() >= this.#settledAt) return;
    const { client } = last;
    const { conversation } = line;
    const mark = markNow(conversation);
    const forMs = this.#settledAt - performance.now();
    this.#settledAt = 0;
    const asked = { client, accepts: (source: ServerAddress) => this.#whose(source, null).owner !== null };
    const listened = await lineListen(conversation, forMs, world.signal, line.earlier(), asked);
    const { clocks, foreign } = listened.facts.heard;
    const answers = answersSince(conversation, mark, client);
    // Answers to the addresses stand with them; whatever else came is told here.
    if (clocks.bytes > 0 && (foreign.length > 0 || answers.length < clocks.frames || clocks.frames === 0)) {
      this.#settled += 1;
      line.evidence.push({ ...listened, id: `line.listen:after-addresses-${this.#settled}` });
    }
    await line.closeLate(listened.facts.heard);
    await this.#claim(answers);
  }

  /** An answer that was heard in another row's time, from an address that is not the configured one. */
  async gift(source: ServerAddress, client: number, replyMs: number): Promise<void> {
    if (this.#found !== null || isFormOf(source, this.#probe.plan.server) || source.upper === 0) return;
    const question = this.#probe.othersHeard ? 'SNRM' : 'DISC';
    await this.#confirm(source, { question, replyMs }, client);
  }

  /** Late answers among what another row heard. */
  async takeLate(foreign: readonly HeardFrame[]): Promise<void> {
    for (const { answersEarlier, from, to } of foreign) {
      if (answersEarlier !== null && to.width === 1) await this.gift(from, to.upper, this.#probe.plan.replyMs);
    }
  }

  async #ask<Name extends 'address.ask' | 'address.control'>(
    name: Name,
    id: string,
    { client, question, rule, server }: Pick<AddressFacts, 'client' | 'question' | 'rule' | 'server'>,
    waitMs: number,
  ): Promise<AddressAsked<Name>> {
    const probe = this.#probe;
    const { line, plan } = probe;
    const present: AskedAddress = { id, server, client, askedAt: performance.now() };
    const asked = await addressAsk(
      name,
      line.conversation,
      { ...probe.targetOf(client, server), id, configured: plan.server, question, rule },
      {
        waitMs,
        earlier: line.earlier(),
        whose: (source) => this.#whose(source, present).whose,
        mayClose: () => !probe.othersHeard,
        ...line.signal,
      },
    );
    if (name === 'address.ask') this.#asked.push(present);
    this.#settledAt = present.askedAt + plan.replyMs;
    const evidence = asked.evidence as Evidence<'address.ask'>;
    line.evidence.push(evidence);
    const { heard, source } = evidence.facts;
    if (question === 'SNRM' && source !== null && asked.answers.some(({ type }) => type === 'UA')) {
      line.opened(probe.targetOf(client, isForMany(server) ? source : server), source);
      await line.close();
    }
    await line.closeLate(heard);
    const others = asked.answers.filter((answer) => this.#whose(answer.source, present).whose === 'earlier');
    await this.#claim(others);
    return asked;
  }

  /** Answers to addresses that were asked before: their evidence is made anew. */
  async #claim(answers: readonly AddressAnswer[]): Promise<void> {
    const { line } = this.#probe;
    const { conversation } = line;
    for (const { atMs, octets, source, type } of answers) {
      const { owner } = this.#whose(source, null);
      const at = line.evidence.findIndex(({ id, experiment }) => id === owner?.id && experiment === 'address.ask');
      const known = line.evidence[at];
      if (owner === null || known?.experiment !== 'address.ask' || known.facts.source !== null) continue;
      const replyMs = Math.round(performance.now() - (conversation.line.now() - atMs) - owner.askedAt);
      const hex = Array.from([0x7e, ...octets, 0x7e], (octet) => octet.toString(16).padStart(2, '0')).join('');
      const [first, ...others] = known.exchanges;
      line.evidence[at] = {
        ...known,
        outcome: type,
        ms: replyMs,
        exchanges:
          first === undefined
            ? known.exchanges
            : [{ ...first, received: [...first.received, { atMs: replyMs, hex }] }, ...others],
        facts: { ...known.facts, source, replyMs },
      };
      if (known.facts.question === 'SNRM' && type === 'UA') {
        line.opened(this.#probe.targetOf(owner.client, owner.server), source);
        await line.close();
      }
      const server = isForMany(owner.server) ? source : owner.server;
      if (this.#found === null) await this.#confirm(server, { ...known.facts, replyMs }, owner.client);
    }
  }

  /** A link there, then the configured address once more in the same way. */
  async #confirm(
    server: ServerAddress,
    { question, replyMs }: Pick<AddressFacts, 'question' | 'replyMs'>,
    client: number,
  ): Promise<void> {
    const probe = this.#probe;
    const { line, plan } = probe;
    this.#found = { server, client, opened: false };
    if (isSameAddress(server, plan.server) || !(await probe.ready())) return;
    const link = await linkOpen('link.found-address', line.conversation, probe.targetOf(client, server), {
      replyMs: plan.replyMs,
      graceMs: Math.min(2 * plan.replyMs, replyMs ?? 0),
      questions: [{ atMs: 0, form: 'bare' }],
      id: `link.found-address:${renderRowAddress(server)}`,
      earlier: line.earlier(),
      mayClose: () => !probe.othersHeard,
      ...line.signal,
    });
    line.linked(link);
    await line.close();
    this.#found = { server, client, opened: link.evidence.outcome === 'UA' };
    if (!(await probe.ready())) return;
    // As long as the other address took, and half as long again: no silence by impatience.
    const waitMs = Math.min(patientReplies * plan.replyMs, Math.max(quickMs(plan), 1.5 * (replyMs ?? 0)));
    const control = { client, question, rule: 'usual', server: plan.server } as const;
    await this.#ask('address.control', 'address.control', control, waitMs);
  }

  /** Whose answer one from this source is: the likeliest of those that were asked. */
  #whose(
    source: ServerAddress,
    present: AskedAddress | null,
  ): { readonly whose: 'present' | 'earlier' | 'configured' | 'nobody'; readonly owner: AskedAddress | null } {
    const { replyMs, server } = this.#probe.plan;
    if (present !== null && source.upper === 0 && source.lower === null) return { whose: 'present', owner: present };
    const since = performance.now() - replyMs;
    const candidates = [
      ...(present === null ? [] : [{ whose: 'present', owner: present, fit: fitOf(source, present.server) } as const]),
      ...this.#asked.toReversed().map((owner) => {
        const fit = fitOf(source, owner.server) - (owner.askedAt < since ? tooOld : 0);
        return { whose: 'earlier', owner, fit } as const;
      }),
      // What all stations were asked, the configured one may answer; else its own voice is about its own questions.
      {
        whose: 'configured',
        owner: null,
        fit: fitOf(source, server) - (present !== null && isForMany(present.server) ? tooOld : 0.5),
      } as const,
    ];
    const [best] = candidates.filter(({ fit }) => fit > 0).toSorted((one, other) => other.fit - one.fit);
    return best ?? { whose: 'nobody', owner: null };
  }
}

/** What an answer that is overdue loses against one that is not. */
const tooOld = 2.5;

/** How well an answer from `source` fits a question to `asked`: the same, another length, anybody, a half of it; 0 not at all. */
function fitOf(source: ServerAddress, asked: ServerAddress): number {
  if (isSameAddress(source, asked)) return 4;
  if (isForMany(asked)) return 2;
  if (!isFormOf(source, asked)) return 0;
  return source.lower !== null && asked.lower !== null ? 3 : 1;
}

/** Rungs 3, 4 and 10 to 13 over HDLC, for one credential set after the other: link, login, reading, and all closed again. */
import { type Evidence, evidenceOf, type LinkExperiment, type LinkTarget } from '../evidence/index.ts';
import { type LinkOpenOptions, lineListen, linkDisc, linkOpen, type OpenedLink } from '../experiments/index.ts';
import { hdlcChannel, publicLogin } from '../session/index.ts';
import type { LoginRungs } from './ask-login.ts';
import { isInUse, type TestLine } from './test-line.ts';
import { type CredentialPlan, patientQuestions, publicClient } from './test-plan.ts';

/** A DISC that a silent meter leaves unanswered may cost this part of the reply time. */
const discPart = 15;

interface Linked<Name extends LinkExperiment> {
  readonly evidence: Evidence<Name>;
  readonly link: OpenedLink | null;
}

export class HdlcRungs {
  readonly #line: TestLine;
  readonly #logins: LoginRungs;
  /** The public client was asked once more after another one found no answer. */
  #controlled = false;

  constructor(line: TestLine, logins: LoginRungs) {
    this.#line = line;
    this.#logins = logins;
  }

  /** @returns whether to go on with the next set */
  async ask(credential: CredentialPlan): Promise<boolean> {
    const line = this.#line;
    const { replyMs, server } = line.plan;
    const target: LinkTarget = { credential: credential.name, client: credential.client, server };
    const first = evidenceOf(line.evidence, 'link.open').length === 0;
    if (line.ended && !(await line.reconnect())) return false;
    const opened = await this.#link(
      'link.open',
      target,
      first ? patientQuestions(replyMs) : [{ atMs: 0, form: line.form }],
    );
    const { outcome, facts } = opened.evidence;
    if (outcome === 'BUSY') return false;
    if (outcome === 'UA') {
      if ((facts.answeredAfter ?? 1) > 1) await this.#askAgain(credential, target, opened.evidence);
      else await this.#goDeeper(credential, target, opened.link);
    } else if (outcome === 'FOREIGN' && facts.source !== null) {
      const found = { ...target, server: facts.source };
      await line.close();
      await this.#link('link.found-address', found, [{ atMs: 0, form: 'bare' }]);
      await line.close();
    } else if ((outcome === 'CLOSED' || outcome === 'RESET') && first) {
      return this.#askAfterClose(credential, target);
    } else if ((outcome === 'TIMEOUT' || outcome === 'ECHO') && first && !line.othersHeard()) {
      await this.#askAfterDisc(credential, target);
    }
    if (!line.ended) await line.closeLate(facts.heard);
    return true;
  }

  /** Rungs 10 to 13 on the link that is open. A secret goes only to the address that was configured. */
  async #goDeeper(credential: CredentialPlan, target: LinkTarget, link: OpenedLink | null): Promise<void> {
    const line = this.#line;
    const login = link === null ? null : this.#logins.loginFor(credential, target);
    if (link === null || login === null) return line.close();
    const { outcome, facts } = await this.#logins.climb(this.#channel(target, link), target, login, line.plan.replyMs);
    await line.close();
    if (line.ended) return;
    const isPublic = login.secret === null;
    // "Not possible now": an association that an earlier client left behind would go with the DISC just sent.
    const notNow = facts.exception?.state.code === 1 && facts.exception.service.code === 1;
    if (outcome === 'EXCEPTION' && notNow && isPublic) await this.#control(target);
    else if ((outcome === 'TIMEOUT' || outcome === 'DM') && !isPublic) await this.#controlByPublic();
  }

  /** Does the public client still get in? That tells a client that is not served from a line that died meanwhile. */
  async #controlByPublic(): Promise<void> {
    const { evidence, plan } = this.#line;
    const { server } = plan;
    if (evidenceOf(evidence, 'line.listen').some(({ facts }) => isInUse(facts.heard, publicClient, server))) return;
    const credential = plan.credentials.find(({ client }) => client === publicClient)?.name ?? 'public';
    await this.#control({ credential, client: publicClient, server });
  }

  async #control(target: LinkTarget): Promise<void> {
    if (this.#controlled) return;
    this.#controlled = true;
    const line = this.#line;
    const { link } = await this.#link('link.control', target, [{ atMs: 0, form: line.form }]);
    if (link !== null) {
      const channel = this.#channel(target, link);
      await this.#logins.associate('association.control', channel, target, publicLogin, line.plan.replyMs);
    }
    await line.close();
  }

  /** It took more than one question: was it waking up, or the form of the question, or is it always late? */
  async #askAgain(credential: CredentialPlan, target: LinkTarget, opened: Evidence<'link.open'>): Promise<void> {
    const line = this.#line;
    const { signal } = line.signal;
    // Answers to the earlier questions may still be on their way; they must not pass for answers to the next.
    const soakMs = Math.min(opened.facts.totalMs ?? 0, line.plan.replyMs);
    const doubled = await lineListen(line.conversation, soakMs, signal, line.earlier());
    if (doubled.facts.heard.clocks.bytes > 0) line.evidence.push({ ...doubled, id: 'line.listen:doubled' });
    await line.close();
    const again = await this.#link('link.again', target, [{ atMs: 0, form: 'bare' }], opened.facts.totalMs ?? 0);
    if (again.evidence.outcome === 'UA') return this.#goDeeper(credential, target, again.link);
    if (!opened.facts.withParameters) return;
    const other = await this.#link('link.with-parameters', target, [{ atMs: 0, form: 'parameters' }]);
    if (other.evidence.outcome === 'UA') line.form = 'parameters';
    await this.#goDeeper(credential, target, other.link);
  }

  /** The line was closed on our question. Some stacks do so unless the SNRM carries parameters. */
  async #askAfterClose(credential: CredentialPlan, target: LinkTarget): Promise<boolean> {
    const line = this.#line;
    if (!(await line.reconnect())) return false;
    const other = await this.#link('link.with-parameters', target, [{ atMs: 0, form: 'parameters' }]);
    await this.#goDeeper(credential, target, other.link);
    if (other.evidence.outcome === 'UA' && (!line.ended || (await line.reconnect()))) {
      line.form = 'parameters';
      await this.#link('link.again', target, [{ atMs: 0, form: 'bare' }]);
      await line.close();
    }
    return true;
  }

  /** Several questions met silence: perhaps an earlier client's link is still open, and a DISC ends it. */
  async #askAfterDisc(credential: CredentialPlan, target: LinkTarget): Promise<void> {
    const line = this.#line;
    const waitMs = line.plan.replyMs / discPart;
    const disc = await linkDisc(line.conversation, target, waitMs, line.signal.signal);
    line.evidence.push(disc);
    if (disc.outcome !== 'UA') return;
    const after = await this.#link('link.after-disc', target, [{ atMs: 0, form: 'bare' }]);
    await this.#goDeeper(credential, target, after.link);
  }

  #channel({ client }: LinkTarget, { source, parameters }: OpenedLink) {
    const { conversation, plan } = this.#line;
    return hdlcChannel(conversation, { client, source, server: plan.server, parameters });
  }

  async #link<Name extends LinkExperiment>(
    name: Name,
    target: LinkTarget,
    questions: LinkOpenOptions['questions'],
    graceMs = 0,
  ): Promise<Linked<Name>> {
    const line = this.#line;
    const { replyMs } = line.plan;
    const { credential, client } = target;
    line.tell({ name: 'asking', credential, client, forMs: replyMs + (questions.at(-1)?.atMs ?? 0) });
    const opened: Linked<Name> = await linkOpen(name, line.conversation, target, {
      replyMs,
      graceMs: Math.min(graceMs, replyMs),
      questions,
      earlier: line.earlier(),
      mayClose: () => !line.othersHeard(),
      ...line.signal,
    });
    line.linked(opened);
    return opened;
  }
}

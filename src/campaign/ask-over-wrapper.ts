/**
 * Rungs 10 to 13 over the wrapper, which has no link: the AARQ is the first question. A set that cannot log in is not
 * asked at all.
 */
import { evidenceOf, type LinkTarget } from '../evidence/index.ts';
import { wrapperChannel } from '../session/index.ts';
import type { LoginRungs } from './ask-login.ts';
import type { TestLine } from './test-line.ts';
import type { CredentialPlan } from './test-plan.ts';

/** The first question of all gets this much more time, in parts of the reply time: is a silent meter only late? */
const firstGrace = 0.25;

export class WrapperRungs {
  readonly #line: TestLine;
  readonly #logins: LoginRungs;
  /** What came could be the rest of an answer: the next set gets a connection of its own. */
  #spoilt = false;

  constructor(line: TestLine, logins: LoginRungs) {
    this.#line = line;
    this.#logins = logins;
  }

  /** @returns whether to go on with the next set */
  async ask(credential: CredentialPlan): Promise<boolean> {
    const line = this.#line;
    const { replyMs, server } = line.plan;
    const target: LinkTarget = { credential: credential.name, client: credential.client, server };
    const login = this.#logins.loginFor(credential, target);
    if (login === null) return true;
    if (line.ended || this.#spoilt) {
      if (!(await line.reconnect())) return false;
      line.unframe();
    }
    const first = evidenceOf(line.evidence, 'association.open').every(({ outcome }) => outcome === 'NOT-TRIED');
    const channel = wrapperChannel(line.conversation, { client: credential.client, server: server.upper });
    line.opened(target, null);
    const { outcome } = await this.#logins.climb(channel, target, login, first ? firstGrace * replyMs : 0);
    await line.close();
    this.#spoilt = channel.broken !== null || (outcome !== 'ACCEPTED' && outcome !== 'REJECTED');
    return outcome !== 'BUSY';
  }
}

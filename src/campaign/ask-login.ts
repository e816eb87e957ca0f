/**
 * Rungs 10 to 12: on an open channel one AARQ, and one short reading where it was accepted. A password goes out once for
 * each credential set in a run, and not at all after the meter has rejected the authentication of the same client SAP.
 */
import type { Evidence, LinkTarget, NotAsked } from '../evidence/index.ts';
import {
  type AssociationExperiment,
  associationNotAsked,
  associationOpen,
  objectRead,
  readNotAsked,
  type WallClock,
} from '../experiments/index.ts';
import type { Channel, Login } from '../session/index.ts';
import type { TestLine } from './test-line.ts';
import { type CredentialPlan, loginOf } from './test-plan.ts';

export class LoginRungs {
  readonly #line: TestLine;
  readonly #wall: (() => WallClock) | null;
  /** Credential sets whose login went out. */
  readonly #asked = new Set<string>();
  /** Client SAPs whose authentication was rejected. */
  readonly #rejected = new Set<number>();

  constructor(line: TestLine, wall: (() => WallClock) | undefined) {
    this.#line = line;
    this.#wall = wall ?? null;
  }

  /** How this set is to log in; where it is not, that is recorded with its reason. */
  loginFor(credential: CredentialPlan, target: LinkTarget): Login | null {
    const login = loginOf(credential);
    const why = this.#whyNot(credential, login);
    if (why === null && login !== null) return this.#asked.has(credential.name) ? null : login;
    if (!this.#asked.has(credential.name)) {
      this.#asked.add(credential.name);
      this.#line.evidence.push(associationNotAsked(target, credential, why ?? 'no-secret'));
    }
    return null;
  }

  #whyNot({ client }: CredentialPlan, login: Login | null): NotAsked | null {
    if (this.#line.plan.depth === 'link') return 'depth';
    if (login === null) return 'no-secret';
    if (login.secret === null) return null;
    if (this.#rejected.has(client)) return 'rejected-before';
    return this.#line.echoesDamaged() ? 'echo-damaged' : null;
  }

  /** Logs in, and reads where it is let in. What is open afterwards, the line knows. */
  async climb(
    channel: Channel,
    target: LinkTarget,
    login: Login,
    graceMs: number,
  ): Promise<Evidence<'association.open'>> {
    this.#asked.add(target.credential);
    return this.associate('association.open', channel, target, login, graceMs);
  }

  async associate<Name extends AssociationExperiment>(
    experiment: Name,
    channel: Channel,
    target: LinkTarget,
    login: Login,
    graceMs: number,
  ): Promise<Evidence<Name>> {
    const line = this.#line;
    const { replyMs } = line.plan;
    const { credential, client } = target;
    line.talking(channel);
    line.tell({ name: 'logging-in', credential, client, forMs: replyMs });
    const options = { replyMs, graceMs, earlier: line.earlier(), ...line.signal };
    const { evidence, association } = await associationOpen(experiment, channel, target, login, options);
    line.evidence.push(evidence as Evidence<'association.open'>);
    if (login.secret !== null && evidence.outcome === 'REJECTED') this.#rejected.add(client);
    if (association === null) return evidence;
    line.associated(association);
    await this.#read(channel, association, target, graceMs);
    return evidence;
  }

  async #read(
    channel: Channel,
    association: Parameters<typeof objectRead>[1],
    target: LinkTarget,
    graceMs: number,
  ): Promise<void> {
    const line = this.#line;
    const { depth, replyMs } = line.plan;
    const { credential, client } = target;
    if (depth !== 'read') {
      line.evidence.push(readNotAsked(target));
      return;
    }
    if (association.referencing !== 'logical-names') return;
    line.tell({ name: 'reading', credential, client, forMs: replyMs });
    const options = { replyMs, graceMs, earlier: line.earlier(), wall: this.#wall, ...line.signal };
    line.evidence.push(await objectRead(channel, association, target, options));
  }
}

/**
 * Deeds → evidence for the judge: the same experiments as in a live test, where the record shows one of that form. What a
 * live test knows and a record does not (ping, who holds the port, how a connection came about) is left out.
 *
 * A link is called what it is in a test by its place: after an unanswered SNRM a DISC is `link.disc`, and the SNRM after a
 * confirmed one `link.after-disc`; behind an opened link a DISC is `link.close`. An SNRM to another address, by a client
 * that met silence, is `address.ask`.
 */

import type { Apdu } from '../dlms/index.ts';
import {
  type AddressFacts,
  type AnyEvidence,
  type Evidence,
  type HandFacts,
  isAnswer,
  type LinkFacts,
  renderServerAddress,
} from '../evidence/index.ts';
import { framesOf } from './apdus.ts';
import type { Conversation } from './conversation.ts';
import { type Deed, type DiscDeed, deedsOf, type LinkDeed, type TalkDeed } from './deeds.ts';
import { type Earlier, echoesOf, heardOf } from './heard.ts';
import { between, discEvidence, exchangesOf, lastedMs, linkEvidence } from './link-evidence.ts';
import type { Party } from './question.ts';
import { loginEvidence, readEvidence } from './talk-evidence.ts';

/** Longer than a client takes to get its first question out: somebody listened on purpose. */
const listenedMs = 100;

/** A conversation, what was done in it, and what that is evidence of. */
export interface ToldConversation {
  readonly conversation: Conversation;
  readonly deeds: readonly Deed[];
  readonly evidence: readonly AnyEvidence[];
}

/** Two clients at one address, and one client at two, are different sets of settings: `16@1/1`. */
export function credentialOf({ client, server }: Party): string {
  return `${client}@${renderServerAddress(server)}`;
}

/** Makes the evidence of one conversation after the other; ids are unique over the whole record. */
export class Evidencer {
  readonly #ids = new Map<string, number>();
  /** By client: the address that it asked first. */
  readonly #configured = new Map<number, Party>();
  /** Where a client's first address stayed silent, however often it was asked. */
  readonly #silent = new Set<string>();

  tell(conversation: Conversation): ToldConversation {
    const deeds = deedsOf(conversation);
    const echoes = echoesOf(conversation);
    const evidence: AnyEvidence[] = [];
    const earlier = new Map<string, Earlier>();
    const listened = this.#listened(conversation, echoes);
    if (listened !== null) evidence.push(listened);
    let lastLink: Evidence<'link.open'> | null = null;
    let lastDisc: Evidence<'link.disc'> | null = null;
    const reads = new Map<string, TalkDeed[]>();
    for (const deed of deeds) {
      const others = [...earlier.values()];
      switch (deed.kind) {
        case 'link': {
          const one = this.#link(deed, echoes, others, lastLink, lastDisc);
          evidence.push(one as AnyEvidence);
          lastLink = one as Evidence<'link.open'>;
          lastDisc = null;
          earlier.set(credentialOf(deed), {
            credential: credentialOf(deed),
            client: deed.client,
            answered: deed.answer !== null,
          });
          break;
        }
        case 'disc':
          lastDisc = this.#disc(deed, lastLink);
          evidence.push(lastDisc as AnyEvidence);
          break;
        case 'bad-frame':
          evidence.push(this.#byHand(deed, echoes));
          break;
        case 'talk':
          this.#talk(deed, echoes, others, evidence, reads);
          break;
        default:
      }
    }
    for (const [credential, list] of reads) {
      const gets = list.filter(isGet);
      const one = readEvidence(this.#id('object.read', credential), credential, gets, echoes, []);
      if (one !== null) evidence.push(one);
    }
    return { conversation, deeds, evidence };
  }

  #id(experiment: string, credential: string): string {
    const id = credential === '' ? experiment : `${experiment}:${credential}`;
    const count = (this.#ids.get(id) ?? 0) + 1;
    this.#ids.set(id, count);
    return count === 1 ? id : `${id}#${count}`;
  }

  /** What came before anything was sent; silence counts only where it was waited for. */
  #listened({ isOpened, openedMs, turns, ...rest }: Conversation, echoes: ReadonlySet<string>): AnyEvidence | null {
    const conversation = { isOpened, openedMs, turns, ...rest };
    const own = turns.filter(({ sent }) => sent === null);
    const first = turns.find(({ sent }) => sent !== null);
    const name = conversation.isSecond ? 'gateway.second' : 'line.listen';
    const waited = between(openedMs, first?.sent?.atMs ?? rest.end?.atMs) ?? 0;
    if (own.length === 0 && (!isOpened || waited < listenedMs)) return null;
    const heard = heardOf(conversation, own, null, echoes);
    const ended = first === undefined && rest.end !== null ? rest.end.how : null;
    const { defects, foreign, garbledBytes, telnet, text } = heard;
    const outcome =
      text?.known != null && text.known.meaning !== 'banner'
        ? 'BUSY'
        : foreign.length > 0
          ? 'FOREIGN'
          : text !== null
            ? 'TEXT'
            : ended === 'FIN'
              ? 'CLOSED'
              : ended === 'RST' || ended === 'LOST'
                ? 'RESET'
                : telnet.length > 0
                  ? 'TELNET'
                  : garbledBytes > 0 || defects.length > 0
                    ? 'GARBLED'
                    : 'QUIET';
    const id = this.#id(name, '');
    if (name === 'gateway.second') {
      const facts = { heard, firstStillOpen: true };
      return { id, experiment: name, outcome, ms: waited, exchanges: exchangesOf(own), facts };
    }
    return { id, experiment: name, outcome, ms: waited, exchanges: exchangesOf(own), facts: { heard } };
  }

  #link(
    deed: LinkDeed,
    echoes: ReadonlySet<string>,
    earlier: readonly Earlier[],
    before: Evidence<'link.open'> | null,
    disc: Evidence<'link.disc'> | null,
  ): AnyEvidence | Evidence<'link.open'> {
    const credential = credentialOf(deed);
    const others = earlier.filter((one) => one.credential !== credential);
    const configured = this.#configured.get(deed.client);
    if (configured === undefined) this.#configured.set(deed.client, { client: deed.client, server: deed.server });
    const first = credentialOf(configured ?? deed);
    const isFound =
      before?.outcome === 'FOREIGN' &&
      before.facts.client === deed.client &&
      before.facts.source !== null &&
      credentialOf({ client: deed.client, server: before.facts.source }) === credential;
    const isElsewhere = first !== credential && this.#silent.has(first);
    const isSame = before !== null && before.facts.credential === credential;
    const wasSilent = isSame && before.outcome === 'TIMEOUT';
    const isSingle = deed.turns.length === 1;
    const isSlow = isSame && before.outcome === 'UA' && (before.facts.answeredAfter ?? 1) > 1;
    const form = deed.asked[0]?.form;
    const experiment = isFound
      ? 'link.found-address'
      : wasSilent && disc?.outcome === 'UA'
        ? 'link.after-disc'
        : isSlow && isSingle && form === 'bare'
          ? 'link.again'
          : 'link.open';
    const name = isElsewhere ? 'address.ask' : experiment;
    const one = linkEvidence(experiment, this.#id(name, credential), credential, deed, echoes, others);
    if (one.outcome === 'TIMEOUT' && configured === undefined) this.#silent.add(credential);
    if (isAnswer(one.outcome)) this.#silent.delete(credential);
    return isElsewhere && configured !== undefined ? asAddress(one, configured) : one;
  }

  #disc(deed: DiscDeed, link: Evidence<'link.open'> | null): Evidence<'link.disc'> {
    const credential = credentialOf(deed);
    const closes = link !== null && link.facts.client === deed.client && link.outcome === 'UA';
    const experiment = closes ? 'link.close' : 'link.disc';
    return discEvidence(experiment, this.#id(experiment, credential), credential, deed);
  }

  #byHand({ conversation, turns }: Deed, echoes: ReadonlySet<string>): Evidence<'frame.hand'> {
    const heard = heardOf(conversation, turns, null, echoes);
    const came = turns.flatMap(({ sightings }) => framesOf(sightings)).map(({ frame }) => frame.control.type);
    const items = turns.flatMap(({ sent }) => sent?.items ?? []);
    const defects = new Set(items.flatMap(({ problems }) => problems.map(({ code }) => code as string)));
    const facts: HandFacts = { defects: [...defects], answers: came.slice(0, 8), heard };
    const { echo, end, garbledBytes, text } = heard;
    const outcome =
      text?.known != null && text.known.meaning !== 'banner'
        ? 'BUSY'
        : came.length > 0 && !echo
          ? 'ANSWERED'
          : text !== null
            ? 'TEXT'
            : garbledBytes > 0
              ? 'GARBLED'
              : echo
                ? 'ECHO'
                : end === null
                  ? 'TIMEOUT'
                  : end.how === 'FIN'
                    ? 'CLOSED'
                    : 'RESET';
    const id = this.#id('frame.hand', '');
    return { id, experiment: 'frame.hand', outcome, ms: lastedMs(turns), exchanges: exchangesOf(turns), facts };
  }

  #talk(
    deed: TalkDeed,
    echoes: ReadonlySet<string>,
    earlier: readonly Earlier[],
    evidence: AnyEvidence[],
    reads: Map<string, TalkDeed[]>,
  ): void {
    const credential = credentialOf(deed);
    const others = earlier.filter((one) => one.credential !== credential);
    if (isAarq(deed)) {
      evidence.push(loginEvidence(this.#id('association.open', credential), credential, deed, echoes, others));
    } else if (isGet(deed)) {
      const list = reads.get(credential);
      if (list === undefined) reads.set(credential, [deed]);
      else list.push(deed);
    } else if (deed.request?.type === 'RLRQ') {
      const { answer, client, server, turns } = deed;
      evidence.push({
        id: this.#id('association.close', credential),
        experiment: 'association.close',
        outcome: answer?.type === 'RLRE' ? 'RLRE' : answer === null ? 'TIMEOUT' : 'REFUSED',
        ms: lastedMs(turns),
        exchanges: exchangesOf(turns),
        facts: { credential, client, server },
      });
    }
  }
}

function asAddress(one: Evidence<'link.open'>, configured: Party): Evidence<'address.ask'> {
  const { client, credential, heard, replyMs, server, source, timeoutMs }: LinkFacts = one.facts;
  const asked = { credential, client, server, source, replyMs, timeoutMs, heard };
  const facts: AddressFacts = { ...asked, configured: configured.server, question: 'SNRM', rule: 'usual' };
  return { ...one, experiment: 'address.ask', facts };
}

type AarqDeed = TalkDeed & { readonly request: Extract<Apdu, { type: 'AARQ' }> };
type GetDeed = TalkDeed & { readonly request: Extract<Apdu, { type: 'GET-Request' }> };

export function isAarq(deed: TalkDeed): deed is AarqDeed {
  return deed.request?.type === 'AARQ';
}

export function isGet(deed: TalkDeed): deed is GetDeed {
  return deed.request?.type === 'GET-Request';
}

/**
 * The experiments of a probe as rows of a table: what was asked, how it turned out, how long it took, and what it says.
 * Server addresses and client SAPs that met nothing but silence share a row, unless each is to be seen.
 */
import { safeText } from '../bytes/printable.ts';
import {
  type AnyEvidence,
  type Exchange,
  type Heard,
  renderServerAddress,
  type ServerAddress,
} from '../evidence/index.ts';
import type { Verdict } from '../verdict/index.ts';
import { fill, type Language, type ProbeWords, probeWords, type TestWords, testWords } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import { askedOf, askedOfAddresses, askedOfClients } from './probe-asked.ts';
import { checkDetails, heardDetails } from './test-details.ts';
import { isWorthALine } from './test-text.ts';

export interface ProbeLine {
  readonly asked: string;
  readonly outcome: string;
  readonly ms: number;
  readonly says: string;
  readonly exchanges: readonly Exchange[];
}

/** So many silent questions of a kind share a row. */
const fewestShared = 3;
const networkFirst: readonly string[] = ['own.lock', 'net.ping', 'tcp.connect', 'host.holder'];

/** @param each whether every question gets a row of its own */
export function probeLines(
  evidence: readonly AnyEvidence[],
  excluded: Verdict['excluded'],
  lang: Language,
  each: boolean,
): readonly ProbeLine[] {
  const shown = inOrder(evidence.filter(isShown));
  const shared = new Map<string, readonly AnyEvidence[]>();
  if (!each) {
    for (const one of shown) {
      const kind = sharedKind(one, excluded);
      if (kind !== null) shared.set(kind, [...(shared.get(kind) ?? []), one]);
    }
  }
  return shown.flatMap((one): readonly ProbeLine[] => {
    const kind = sharedKind(one, excluded);
    const group = kind === null ? [] : (shared.get(kind) ?? []);
    if (group.length < fewestShared) return [lineOf(one, excluded, lang)];
    return group[0] === one ? [sharedLine(group, lang)] : [];
  });
}

/** From the network inwards, however the first questions overlapped; then as it was asked. */
function inOrder(shown: readonly AnyEvidence[]): readonly AnyEvidence[] {
  const network = networkFirst.flatMap((name) => shown.filter(({ experiment }) => experiment === name));
  return [...network, ...shown.filter((one) => !network.includes(one))];
}

/** What went as it should, and was only a means, costs no line. */
function isShown(one: AnyEvidence): boolean {
  if (!isWorthALine(one) || one.outcome === 'NOT-TRIED' || one.experiment === 'history.past')
    return one.outcome === 'FREE' && one.experiment === 'gateway.free';
  // Listened to once more, a line that stayed quiet has nothing to tell.
  if (one.experiment === 'line.listen' && one.id !== 'line.listen') return one.facts.heard.clocks.bytes > 0;
  if (one.experiment === 'link.close') return one.outcome !== 'UA' && one.outcome !== 'DM';
  return one.experiment !== 'association.close' || one.outcome !== 'RLRE';
}

/** Null for what has something to say of its own. */
function sharedKind(one: AnyEvidence, excluded: Verdict['excluded']): string | null {
  if (one.experiment !== 'address.ask' && one.experiment !== 'client.ask') return null;
  const { outcome, facts } = one;
  if (excluded.some(({ by }) => by === one.id) || !hasNothingOfItsOwn(outcome, facts)) return null;
  return `${outcome} ${'question' in facts ? facts.question : 'client'}`;
}

/** Silence, nothing but our own bytes, or the frames of others that pass by whatever is asked. */
function hasNothingOfItsOwn(
  outcome: string,
  { source, heard }: { readonly source: ServerAddress | null; readonly heard: Heard },
): boolean {
  const { clocks, text, foreign, garbledBytes, end } = heard;
  if (source !== null || text !== null || end !== null || garbledBytes > 0) return false;
  if (outcome === 'TIMEOUT') return clocks.bytes === 0;
  return outcome === 'FOREIGN' || (outcome === 'ECHO' && foreign.length === 0);
}

function sharedLine(group: readonly AnyEvidence[], lang: Language): ProbeLine {
  const addresses = group.flatMap((one) => (one.experiment === 'address.ask' ? [one.facts] : []));
  const clients = group.flatMap((one) => (one.experiment === 'client.ask' ? [one.facts.client] : []));
  // What came is of one kind, and its rule of address is not that of the others.
  const first = group.find(
    (one) => one.outcome !== 'TIMEOUT' && !('rule' in one.facts && one.facts.rule in probeWords[lang].rules),
  );
  return {
    asked: addresses.length > 0 ? askedOfAddresses(addresses, lang) : askedOfClients(clients, lang),
    outcome: group[0]?.outcome ?? '',
    ms: group.reduce((sum, { ms }) => sum + ms, 0),
    says: first === undefined ? '' : saysOf(first, probeWords[lang], testWords[lang]),
    exchanges: group.flatMap(({ exchanges }) => exchanges),
  };
}

function lineOf(one: AnyEvidence, excluded: Verdict['excluded'], lang: Language): ProbeLine {
  const words = probeWords[lang];
  const codes = excluded.filter(({ by }) => by === one.id).map(({ code }) => code);
  const told = [saysOf(one, words, testWords[lang])];
  if (codes.length > 0) told.push(fill(words.says.excludes, { codes: codes.join(', ') }));
  return {
    asked: askedOf(one, lang),
    outcome: one.outcome,
    ms: timeOf(one),
    says: told.filter(Boolean).join('; '),
    exchanges: one.exchanges,
  };
}

/** From the first question until the answer, where one came; else how long it was waited for. */
function timeOf({ facts, ms }: AnyEvidence): number {
  const { totalMs, replyMs } = facts as { readonly totalMs?: number | null; readonly replyMs?: number | null };
  return totalMs ?? replyMs ?? ms;
}

function saysOf(one: AnyEvidence, words: ProbeWords, test: TestWords): string {
  const { says } = words;
  const heardOf = (heard: Heard | null) => (heard === null ? '' : heardDetails(heard, test.details));
  switch (one.experiment) {
    case 'own.lock':
    case 'host.holder':
    case 'net.ping':
    case 'tcp.connect':
    case 'line.listen':
    case 'gateway.second':
      return checkDetails(one, test);
    case 'link.disc':
    case 'link.close':
      return one.outcome === 'UA' ? says.discUa : one.outcome === 'DM' ? says.discDm : '';
    case 'address.ask':
    case 'address.control': {
      const { rule, source, server, question, heard } = one.facts;
      const elsewhere = source !== null && renderServerAddress(source) !== renderServerAddress(server);
      return joined([
        question === 'DISC' && one.outcome === 'DM' ? says.discDm : '',
        question === 'DISC' && one.outcome === 'UA' ? says.discUa : '',
        question === 'SNRM' || (one.outcome !== 'DM' && one.outcome !== 'UA')
          ? outcomeWord(one.outcome, words, test)
          : '',
        elsewhere ? fill(says.from, { server: renderServerAddress(source) }) : '',
        words.rules[rule] ?? '',
        heardOf(heard),
      ]);
    }
    case 'signon.ask': {
      const { identification, heard } = one.facts;
      if (identification === null) return joined([outcomeWord(one.outcome, words, test), heardOf(heard)]);
      return fill(says.identified, { text: safeText(identification.text), baud: identification.baud ?? '?' });
    }
    case 'gateway.free': {
      const { attempts, freeAfterMs } = one.facts;
      const count = attempts.length;
      if (freeAfterMs !== null) return fill(says.freeAfter, { duration: renderDuration(freeAfterMs), count });
      return fill(says.stayedBusy, { duration: renderDuration(attempts.at(-1)?.atMs ?? 0), count });
    }
    case 'object.read':
    case 'object.long': {
      const { reading, late } = one.facts;
      const value = reading === null || one.experiment === 'object.long' ? '' : safeText(reading.value ?? '');
      return joined([outcomeWord(one.outcome, words, test), value, late ? says.late : '']);
    }
    default: {
      const { late, source, server, heard } = one.facts as {
        readonly late?: boolean;
        readonly source?: ServerAddress | null;
        readonly server?: ServerAddress;
        readonly heard?: Heard | null;
      };
      const from = source ?? null;
      const elsewhere =
        from !== null && server !== undefined && renderServerAddress(from) !== renderServerAddress(server);
      return joined([
        outcomeWord(one.outcome, words, test),
        late === true ? says.late : '',
        elsewhere ? fill(says.from, { server: renderServerAddress(from) }) : '',
        heardOf(heard ?? null),
      ]);
    }
  }
}

/** Silence is not worth its word: its code says as much. */
function outcomeWord(outcome: string, words: ProbeWords, test: TestWords): string {
  return outcome === 'TIMEOUT' ? '' : (words.outcomes[outcome] ?? test.outcomes[outcome] ?? '');
}

function joined(parts: readonly string[]): string {
  return [...new Set(parts.filter(Boolean))].join('; ');
}

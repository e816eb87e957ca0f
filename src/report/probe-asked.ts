/** What a probe asks, in words: of a row that stands in a plan, and of evidence that was gathered. */
import {
  type AnyEvidence,
  type ExperimentName,
  type NegotiationForm,
  renderServerAddress,
  type ServerAddress,
} from '../evidence/index.ts';
import { fill, type Language, type ProbeWords, probeAsks, probeWords } from '../wording/index.ts';
import { renderDuration } from './duration.ts';

/** Every experiment has words: the compiler says so where some are missing. */
const askedWords: Readonly<Record<Language, Readonly<Record<ExperimentName, string>>>> = {
  en: probeWords.en.asked,
  es: probeWords.es.asked,
};
const sentences: Readonly<Record<ExperimentName, string>> = probeAsks;

/** What a row of a plan asks; which fields there are depends on the row. */
export interface ShownAsk {
  readonly kind: string;
  readonly server?: ServerAddress;
  readonly question?: string;
  readonly client?: number;
  readonly form?: NegotiationForm;
}

/** In few words, for a table: `DISC to 1/17 (2 bytes)`. */
export function askedOf(one: AnyEvidence, lang: Language): string {
  const words = probeWords[lang];
  if (one.experiment === 'line.listen' && one.id !== 'line.listen') return words.listeningAgain;
  return fill(askedWords[lang][one.experiment], valuesOf(one.facts, words));
}

export function askedOfRow(
  row: { readonly experiment: ExperimentName; readonly ask: ShownAsk },
  lang: Language,
): string {
  return fill(askedWords[lang][row.experiment], valuesOf(row.ask, probeWords[lang]));
}

/** As an English sentence. */
export function asksOf(one: AnyEvidence): string {
  return fill(sentences[one.experiment], valuesOf(one.facts, probeWords.en));
}

export function asksOfRow({
  experiment,
  ask,
}: {
  readonly experiment: ExperimentName;
  readonly ask: ShownAsk;
}): string {
  return fill(sentences[experiment], valuesOf(ask, probeWords.en));
}

/** The same question to several addresses. */
export function askedOfAddresses(
  asked: readonly { readonly question: string; readonly server: ServerAddress }[],
  lang: Language,
): string {
  return fill(probeWords[lang].says.addresses, {
    question: asked[0]?.question ?? '',
    count: asked.length,
    list: addressList(asked.map(({ server }) => server)),
  });
}

/** As several clients. */
export function askedOfClients(clients: readonly number[], lang: Language): string {
  return fill(probeWords[lang].says.clients, { count: clients.length, list: clients.join(', ') });
}

/** `1, 16, 1/17 … 1/40`: neighbours in a row are told by their ends. */
function addressList(servers: readonly ServerAddress[]): string {
  const told: string[] = [];
  for (let at = 0; at < servers.length; ) {
    let end = at;
    while (follows(servers[end], servers[end + 1])) end += 1;
    const [first, last] = [servers[at], servers[end]] as const;
    if (first !== undefined && last !== undefined) {
      const both = [renderServerAddress(first), renderServerAddress(last)];
      told.push(end - at > 1 ? both.join(' … ') : [...new Set(both)].join(', '));
    }
    at = end + 1;
  }
  return told.join(', ');
}

function follows(one: ServerAddress | undefined, next: ServerAddress | undefined): boolean {
  if (one === undefined || next === undefined || one.lower === null || next.lower === null) return false;
  return one.width === next.width && one.upper === next.upper && one.lower + 1 === next.lower;
}

/** `1 byte`, `2 bytes` */
export function bytesOf({ width }: ServerAddress, { bytes }: ProbeWords): string {
  return fill(width === 1 ? bytes[0] : bytes[1], { count: width });
}

interface Named {
  readonly server?: ServerAddress;
  readonly question?: string;
  readonly client?: number;
  readonly form?: NegotiationForm;
  readonly quietMs?: number;
}

function valuesOf(facts: object, words: ProbeWords): Record<string, string | number> {
  const { server, question, client, form, quietMs } = facts as Named;
  return {
    ...(server === undefined ? {} : { server: renderServerAddress(server), bytes: bytesOf(server, words) }),
    ...(question === undefined ? {} : { question }),
    ...(client === undefined ? {} : { client }),
    ...(form === undefined ? {} : { form: words.forms[form] }),
    ...(quietMs === undefined ? {} : { quiet: renderDuration(quietMs) }),
  };
}

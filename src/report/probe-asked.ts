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
  return fill(askedWords[lang][one.experiment], valuesOf(one.facts, probeWords[lang]));
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

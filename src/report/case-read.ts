/** Reads the document of a run (`meter.test/1`, `meter.probe/1`) into what a report is made from. It believes nothing. */
import { fromHex } from '../bytes/hex.ts';
import type { AnyEvidence, CauseCode, Exchange } from '../evidence/index.ts';
import type { Grade } from '../verdict/index.ts';
import { caseWords, causeWords, probeAsks, testWords } from '../wording/index.ts';
import { detailsOf } from './case-details.ts';
import type { CaseCause, CaseCredential, CaseExperiment, CaseFacts, CaseSentence, CaseVerdict } from './case-facts.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, serverOf, textOf, textsOf } from './case-fields.ts';
import { leftSentence } from './verdict-json.ts';

const mostExperiments = 2000;
const mostExchanges = 2000;
const mostPortions = 4000;
const mostListed = 200;
const kinds: ReadonlyMap<string, CaseFacts['kind']> = new Map([
  ['meter.test/1', 'test'],
  ['meter.probe/1', 'probe'],
]);
/** ISO 8601, UTC. */
const instant = /^\d{4}-(?:0\d|1[0-2])-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d{1,3})?Z$/;
const grades: readonly Grade[] = ['proven', 'likely', 'untested'];

/**
 * @param document what `meter test --json` or `meter probe --json` wrote
 * @param evidence of the same run, where it has just ended: it tells more than its document
 * @returns null where it is none of these documents
 */
export function readCase(document: unknown, evidence: readonly AnyEvidence[] | null = null): CaseFacts | null {
  if (!isFields(document)) return null;
  const kind = kinds.get(textOf(document.schema) ?? '');
  const meter = fieldsOf(document.meter);
  const endpoint = textOf(meter.endpoint);
  const startedAt = textOf(document.startedAt);
  const verdict = verdictOf(document.verdict);
  if (kind === undefined || endpoint === null || startedAt === null || verdict === null) return null;
  if (!instant.test(startedAt)) return null;
  const credentials = listOf(document.credentials, mostListed).map(fieldsOf);
  const experiments =
    evidence === null ? experimentsOf(document, credentials) : evidence.map((one) => experimentOf(one as never));
  const server = experiments.find((one) => one.server !== null)?.server ?? null;
  return {
    kind,
    meter: { id: numberOf(meter.id), name: textOf(meter.name), endpoint, server },
    startedAt,
    durationMs: numberOf(document.durationMs) ?? 0,
    experiments: withoutRepeats(experiments),
    credentials: credentials.map(credentialOf).filter((one) => one !== null),
    verdict,
  };
}

/** The experiments of a document; of a test, what was said as a credential set stands with that set. */
function experimentsOf(document: Fields, credentials: readonly Fields[]): readonly CaseExperiment[] {
  const told = listOf(document.experiments ?? document.checks, mostExperiments)
    .map(fieldsOf)
    .map(experimentOf);
  const sets = credentials.map((set) => {
    const id = `link.open:${textOf(set.name) ?? '?'}`;
    return experimentOf({ ...set, id, ms: set.replyMs, facts: { ...set, credential: set.name } });
  });
  // A set's link comes before its login and its readings.
  const at = told.findIndex(({ id }) => /^(link|association|object)\./.test(id));
  return at < 0 ? [...told, ...sets] : [...told.slice(0, at), ...sets, ...told.slice(at)];
}

function experimentOf(one: Fields): CaseExperiment {
  const id = textOf(one.id) ?? '?';
  const facts = fieldsOf(one.facts);
  const asks = textOf(one.asks);
  const asked = asks === null ? null : askedIn(asks);
  return {
    id,
    experiment: knownExperiment(textOf(one.experiment) ?? id.replace(/:.*$/s, '')) ?? asked?.experiment ?? null,
    asks,
    credential: textOf(facts.credential),
    client: numberOf(facts.client) ?? asked?.client ?? null,
    server: serverOf(facts.server) ?? asked?.server ?? null,
    outcome: textOf(one.outcome) ?? '?',
    ms: numberOf(one.ms),
    details: detailsOf(one.facts),
    exchanges: listOf(one.exchanges, mostExchanges)
      .map(exchangeOf)
      .filter((exchange) => exchange !== null),
  };
}

function knownExperiment(name: string): string | null {
  return Object.hasOwn(caseWords.en.asks, name) ? name : null;
}

/** Which experiment a sentence of a document is about, and whom it asks: sentences are made from these templates. */
function askedIn(
  sentence: string,
): { readonly experiment: string; readonly client: number | null; readonly server: string | null } | null {
  for (const [experiment, template] of Object.entries(probeAsks)) {
    const pattern = template
      .replace(/[.*+?^$()|[\]\\/]/g, '\\$&')
      .replace(/\{(\w+)\}/g, (_place, name: string) => `(?<${name}>[^?]{1,40})`);
    const match = new RegExp(`^${pattern}$`).exec(sentence);
    if (match === null) continue;
    const { client = '', server = '' } = match.groups ?? {};
    return {
      experiment,
      client: /^\d{1,3}$/.test(client) ? Number(client) : null,
      server: /^\d+(\/\d+)?(:[124])?$/.test(server) ? server : null,
    };
  }
  return null;
}

function exchangeOf(value: unknown): Exchange | null {
  const { sent, sentAtMs, received } = fieldsOf(value);
  const at = numberOf(sentAtMs);
  const question = sent === null ? null : hexOf(sent);
  if (at === null || (sent !== null && question === null)) return null;
  const portions = listOf(received, mostPortions).map((one) => {
    const { atMs, hex } = fieldsOf(one);
    return { atMs: numberOf(atMs), hex: hexOf(hex) };
  });
  return {
    sent: question,
    sentAtMs: at,
    received: portions.flatMap(({ atMs, hex }) => (atMs === null || hex === null ? [] : [{ atMs, hex }])),
  };
}

function hexOf(value: unknown): string | null {
  return typeof value === 'string' && /^(?:[0-9a-f]{2})+$/i.test(value) && fromHex(value) !== null ? value : null;
}

/** What was heard before the first question stands with the listening and with the first set: it is told once. */
function withoutRepeats(experiments: readonly CaseExperiment[]): readonly CaseExperiment[] {
  const seen = new Set<string>();
  return experiments.map((one) => ({
    ...one,
    exchanges: one.exchanges.filter((exchange) => {
      const key = JSON.stringify(exchange);
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    }),
  }));
}

function credentialOf(one: Fields): CaseCredential | null {
  const [name, client, server, outcome] = [
    textOf(one.name),
    numberOf(one.client),
    serverOf(one.server),
    textOf(one.outcome),
  ];
  if (name === null || client === null || server === null || outcome === null) return null;
  const login = fieldsOf(one.login);
  const reading = fieldsOf(one.reading);
  const joined = (parts: readonly unknown[]): string | null => parts.map(textOf).filter(Boolean).join(', ') || null;
  return {
    name,
    client,
    server,
    outcome,
    replyMs: numberOf(one.replyMs),
    login: joined([login.outcome, login.result, login.diagnostic]),
    reading: joined([reading.outcome, reading.logicalName, reading.value]),
  };
}

function verdictOf(value: unknown): CaseVerdict | null {
  const verdict = fieldsOf(value);
  const code = causeCode(verdict.code);
  if (code === null) return null;
  const found = fieldsOf(verdict.found);
  const [server, client] = [serverOf(found.server), numberOf(found.client)];
  return {
    code,
    outcome: textOf(verdict.outcome) ?? '?',
    causes: listOf(verdict.causes, mostListed)
      .map(fieldsOf)
      .flatMap((one) => causeOf(one) ?? []),
    excluded: listOf(verdict.excluded, mostListed)
      .map(fieldsOf)
      .map((one) => ({ code: textOf(one.code) ?? '?', by: textOf(one.by) ?? '?' })),
    proven: sentencesOf(verdict.proven),
    notProven: sentencesOf(verdict.notProven),
    notTested: sentencesOf(verdict.notTested),
    next: textsOf(verdict.next, mostListed),
    found: server === null || client === null ? null : { server, client },
  };
}

function causeCode(value: unknown): CauseCode | null {
  return typeof value === 'string' && Object.hasOwn(causeWords.en, value) ? (value as CauseCode) : null;
}

function causeOf(one: Fields): CaseCause | null {
  const code = causeCode(one.code);
  const grade = grades.find((known) => known === one.grade);
  if (code === null || grade === undefined) return null;
  const says = textOf(one.because);
  const because = Object.entries(testWords.en.because).find(([, sentence]) => sentence === says)?.[0] ?? null;
  const isLeft = says === leftSentence || (because?.startsWith('left-') ?? false);
  return { code, grade, because, says, isLeft, evidence: textsOf(one.evidence, mostListed) };
}

function sentencesOf(value: unknown): readonly CaseSentence[] {
  return listOf(value, mostListed)
    .map(fieldsOf)
    .map(({ name, says, ...rest }) => ({ name: textOf(name) ?? '?', says: textOf(says), values: valuesOf(rest) }));
}

function valuesOf(rest: Fields): Readonly<Record<string, string | number>> {
  const kept = Object.entries(rest).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
  return Object.fromEntries(kept) as Readonly<Record<string, string | number>>;
}

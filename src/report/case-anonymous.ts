/**
 * A case without what tells whose meter it is: names, addresses, endpoints, serial numbers, units, users. What cannot be
 * told from a name is left out too: better a word too many than one too few. Lengths stay.
 */
import { fromHex, toHex } from '../bytes/hex.ts';
import { joinBytes } from '../bytes/join.ts';
import type { Exchange } from '../evidence/index.ts';
import type { CaseCause, CaseDetails, CaseExperiment, CaseFacts, CaseSentence } from './case-facts.ts';
import { type HideOctets, hideOctets } from './case-mask.ts';
import type { HistoryView } from './history-view.ts';

/** Stands for a letter or digit that was left out. */
const dot = '•';
/** Lower addresses from here on are made of a serial number's digits. */
const firstOfSerial = 1000;
const firstStandIn = 9001;
const fewestLetters = 3;

/** What looks like an address, a name of a host, a unit, a user, or a serial number, whoever it belongs to. */
const patterns: readonly RegExp[] = [
  // An OBIS code looks like an IPv4 address, but for what stands before it.
  /(?<!\d-\d{1,3}:)(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g,
  /(?:\b[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:)*[0-9a-f]{0,4}|\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b/gi,
  /[\w.+•-]+@[\w.•-]+/g,
  /\b(?=[\w.-]*[a-z])[a-z0-9_-]+(?:\.[a-z0-9_•-]+)+/gi,
  /[\w.@\\•-]+\.(?:service|socket|timer|scope|slice)\b/g,
  /(?:\/[\w.•-]+){2,}/g,
  /\d{5,}/g,
];

export class Anonymizer {
  readonly #words: readonly string[];
  readonly #names: readonly string[];
  readonly #standIns = new Map<number, number>();
  readonly #known: readonly Uint8Array[];

  /**
   * @param words what is known to identify: names, hosts, serial numbers, users
   * @param names of credential sets, in their order
   */
  constructor(words: readonly (string | null)[], names: readonly string[]) {
    const kept = [...words, ...names].filter((one) => one !== null && one.length >= fewestLetters) as readonly string[];
    this.#words = [...new Set(kept)].sort((left, right) => right.length - left.length);
    this.#names = [...new Set(names)];
    this.#known = this.#words.flatMap((word) => [new TextEncoder().encode(word), ...numberOctets(word)]);
  }

  get octets(): HideOctets {
    return {
      identity: { known: this.#known, lower: (address) => this.#lower(address), text: (text) => this.text(text) },
    };
  }

  /** A text from outside: known words and everything that looks like a name or an address become dots. */
  text(text: string): string {
    let shown = this.words(text);
    for (const pattern of patterns) shown = shown.replace(pattern, (found) => dot.repeat(found.length));
    return shown;
  }

  /** Known words become dots. */
  words(text: string): string {
    let shown = text;
    for (const word of this.#words) {
      for (let at = shown.toLowerCase().indexOf(word.toLowerCase()); at >= 0; ) {
        shown = shown.slice(0, at) + dot.repeat(word.length) + shown.slice(at + word.length);
        at = shown.toLowerCase().indexOf(word.toLowerCase(), at + word.length);
      }
    }
    return shown;
  }

  /** `set-1`, `set-2`: a credential set by its place. */
  set(name: string): string {
    const at = this.#names.indexOf(name);
    return at < 0 ? this.text(name) : `set-${at + 1}`;
  }

  /** `1/5678:4` with a stand-in for what a serial number gave. */
  server(address: string): string {
    return address.replace(/(?<=\/)\d+/, (lower) => `${this.#lower(Number(lower))}`);
  }

  /** `link.open:user1`, `address.4.1-5678` */
  id(id: string): string {
    const [name = '', set] = id.split(/:(.*)/s);
    if (set !== undefined) return `${name}:${/^\d/.test(set) ? this.#digits(set) : this.set(set)}`;
    return name.startsWith('address.') ? this.#digits(name) : this.#plain(name);
  }

  /** Ids have dots in them by nature: only known words and long numbers are hidden. */
  #plain(name: string): string {
    return this.words(name).replace(/\d{5,}/g, (found) => dot.repeat(found.length));
  }

  #digits(text: string): string {
    return text.replace(/\d{4,}/g, (found) => `${this.#lower(Number(found))}`);
  }

  #lower(address: number): number {
    if (!(address >= firstOfSerial && address < 0x3ffe)) return address;
    const known = this.#standIns.get(address) ?? firstStandIn + this.#standIns.size;
    this.#standIns.set(address, known);
    return known;
  }
}

/** A serial number as a meter may write it: as a number of four octets. */
function numberOctets(word: string): readonly Uint8Array[] {
  const value = /^\d{5,10}$/.test(word) ? Number(word) : 0;
  if (value < 0x10000 || value > 0xffffffff) return [];
  return [Uint8Array.of((value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff)];
}

/** Passwords alone are hidden. */
export const onlySecrets: HideOctets = { identity: null };

/** The case with its octets hidden: always the passwords, and everything that identifies for an anonymous report. */
export function hideInCase(facts: CaseFacts, anonymizer: Anonymizer | null): CaseFacts {
  const experiments = facts.experiments.map((one) => ({
    ...one,
    exchanges: hideInExchanges(one.exchanges, anonymizer?.octets ?? onlySecrets),
  }));
  return anonymizer === null ? { ...facts, experiments } : anonymous({ ...facts, experiments }, anonymizer);
}

/** What came is one stream, however it was cut. */
function hideInExchanges(exchanges: readonly Exchange[], what: HideOctets): readonly Exchange[] {
  const portions = exchanges.flatMap(({ received }) => received.map(({ hex }) => fromHex(hex) ?? new Uint8Array()));
  const stream = hideOctets(joinBytes(portions), what);
  let at = 0;
  return exchanges.map(({ sent, sentAtMs, received }) => ({
    sent: sent === null ? null : toHex(hideOctets(fromHex(sent) ?? new Uint8Array(), what)),
    sentAtMs,
    received: received.map(({ atMs, hex }) => {
      const from = at;
      at += hex.length / 2;
      return { atMs, hex: toHex(stream.subarray(from, at)) };
    }),
  }));
}

function anonymous(facts: CaseFacts, anonymizer: Anonymizer): CaseFacts {
  const sentence = (one: CaseSentence): CaseSentence => ({
    name: one.name,
    // Where the name is known, our own words tell it.
    says: one.says === null ? null : anonymizer.text(one.says),
    values: Object.fromEntries(
      Object.entries(one.values).map(([name, value]) => [name, shownValue(name, value, anonymizer)]),
    ),
  });
  const { verdict } = facts;
  return {
    ...facts,
    meter: { id: null, name: null, endpoint: '', server: serverOf(facts.meter.server, anonymizer) },
    experiments: facts.experiments.map((one) => experimentOf(one, anonymizer)),
    credentials: facts.credentials.map((one) => ({
      ...one,
      name: anonymizer.set(one.name),
      server: anonymizer.server(one.server),
      reading: one.reading === null ? null : readingOf(one.reading, anonymizer),
    })),
    verdict: {
      ...verdict,
      causes: verdict.causes.map(
        (one): CaseCause => ({ ...one, evidence: one.evidence.map((id) => anonymizer.id(id)) }),
      ),
      excluded: verdict.excluded.map(({ code, by }) => ({ code, by: anonymizer.id(by) })),
      proven: verdict.proven.map(sentence),
      notProven: verdict.notProven.map(sentence),
      notTested: verdict.notTested.map(sentence),
      found: verdict.found === null ? null : { ...verdict.found, server: anonymizer.server(verdict.found.server) },
    },
  };
}

function serverOf(server: string | null, anonymizer: Anonymizer): string | null {
  return server === null ? null : anonymizer.server(server);
}

function shownValue(name: string, value: string | number, anonymizer: Anonymizer): string | number {
  if (typeof value === 'number') return value;
  if (name === 'credential') return anonymizer.set(value);
  if (name === 'value') return readingValue(value);
  return anonymizer.text(anonymizer.server(value));
}

function experimentOf(one: CaseExperiment, anonymizer: Anonymizer): CaseExperiment {
  const { credential, server, asks, experiment } = one;
  return {
    ...one,
    id: anonymizer.id(one.id),
    // An experiment that this version knows is told in its own words.
    asks: asks === null || experiment !== null ? null : anonymizer.text(asks),
    credential: credential === null ? null : anonymizer.set(credential),
    server: server === null ? null : anonymizer.server(server),
    details: detailsOf(one.details, anonymizer),
  };
}

function detailsOf(details: CaseDetails, anonymizer: Anonymizer): CaseDetails {
  const text = (one: string | null) => (one === null ? null : anonymizer.text(one));
  return {
    ...details,
    text: text(details.text),
    holders: details.holders.map(({ name, pid }) => ({ name: text(name), unit: null, pid })),
    source: serverOf(details.source, anonymizer),
    value: details.value === null ? null : readingValue(details.value),
    identification: text(details.identification),
    why: text(details.why),
  };
}

/** Of what was read an instant stays; everything else may be a name or a number. */
function readingValue(value: string): string {
  return /^\d{4}-\d\d-\d\d[ T][\d:.+-]*$/.test(value) ? value : dot.repeat(value.length);
}

/** `READ, 0-0:42.0.0.255, LGZ1234` */
function readingOf(reading: string, anonymizer: Anonymizer): string {
  const [outcome = '', name, ...value] = reading.split(', ');
  const told = value.length === 0 ? [] : [readingValue(value.join(', '))];
  return [outcome, ...(name === undefined ? [] : [anonymizer.text(name)]), ...told].join(', ');
}

/** The history without its meter; sets by their place. */
export function anonymousHistory(view: HistoryView, anonymizer: Anonymizer): HistoryView {
  return {
    ...view,
    meter: null,
    settings: view.settings.map((one) => ({ ...one, credential: anonymizer.set(one.credential) })),
    rows: view.rows.map((row) => ({
      ...row,
      meter: null,
      credentials: row.credentials.map((one) => ({ ...one, name: anonymizer.set(one.name) })),
    })),
  };
}

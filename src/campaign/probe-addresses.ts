/**
 * The server addresses that a probe asks, likeliest first (IEC 62056-46 §6.4.2, Tables 3 to 5): the configured value in
 * the other lengths, those that meters leave the factory with, what makers derive from a serial number, and the addresses
 * for whoever is called and for all stations, whose answers come from the meter's own.
 */
import type { AddressRule, ServerAddress } from '../evidence/index.ts';
import type { ProbePlan } from './probe-plan.ts';
import { type ProbeRow, quickMs } from './probe-rows.ts';

interface Candidate {
  readonly server: ServerAddress;
  readonly rule: AddressRule;
  readonly weight: number;
}

/** Of a range that a person names. */
const mostOfRange = 128;
/** Addresses that are asked by SNRM after DISC brought nothing, besides those of a serial number. */
const mostAgain = 6;
/** Bare, with parameters, and closed again. */
export const snrmQuestions = 3;
const largest = { 1: 0x7f, 2: 0x7f, 4: 0x3fff } as const;

const one = (upper: number): ServerAddress => ({ upper, lower: null, width: 1 });
const two = (upper: number, lower: number): ServerAddress => ({ upper, lower, width: 2 });
const four = (upper: number, lower: number): ServerAddress => ({ upper, lower, width: 4 });

/** Two octets where they hold it, else four. */
const shortest = (upper: number, lower: number) =>
  upper > 0x7f || lower > 0x7f ? four(upper, lower) : two(upper, lower);

const usual: readonly Candidate[] = [
  { server: one(1), rule: 'usual', weight: 9 },
  { server: two(1, 17), rule: 'usual', weight: 8 },
  { server: two(1, 16), rule: 'usual', weight: 7 },
  { server: two(1, 1), rule: 'usual', weight: 7 },
  { server: one(16), rule: 'usual', weight: 5 },
  { server: one(17), rule: 'usual', weight: 5 },
  { server: four(1, 17), rule: 'usual', weight: 4 },
  { server: four(1, 16), rule: 'usual', weight: 3.6 },
  { server: four(1, 1), rule: 'usual', weight: 3.6 },
  // To all stations: two octets with both halves reach meters of every length.
  { server: two(0x7f, 0x7f), rule: 'all-station', weight: 6 },
  { server: two(1, 0x7f), rule: 'all-station', weight: 3 },
  { server: four(0x3fff, 0x3fff), rule: 'all-station', weight: 3 },
  { server: one(0x7f), rule: 'all-station', weight: 2.8 },
  { server: two(1, 0x7e), rule: 'calling', weight: 2.4 },
  { server: four(1, 0x3ffe), rule: 'calling', weight: 2.2 },
];

/** `2.1-17`: octets, upper-lower; `1.16`. */
export function renderRowAddress({ upper, lower, width }: ServerAddress): string {
  return lower === null ? `${width}.${upper}` : `${width}.${upper}-${lower}`;
}

export function addressRows(plan: ProbePlan): readonly ProbeRow[] {
  const candidates = distinct([
    ...rangeOf(plan.range),
    ...serialNumberOf(plan.serial),
    ...otherLengths(plan.server),
    ...usual,
  ]).filter(({ server }) => !isSameAddress(server, plan.server));
  const again = [...candidates]
    .sort((a, b) => b.weight - a.weight)
    .filter(({ server, rule }) => !isForMany(server) && rule !== 'range')
    .slice(0, mostAgain + candidates.filter(({ rule }) => rule.startsWith('serial')).length);
  return [
    ...candidates.map((candidate) => addressRow(plan, candidate, 'DISC')),
    ...again.map((candidate) => addressRow(plan, { ...candidate, weight: candidate.weight / 8 }, 'SNRM')),
  ];
}

function addressRow(plan: ProbePlan, { server, rule, weight }: Candidate, question: 'DISC' | 'SNRM'): ProbeRow {
  const base = `address.${renderRowAddress(server)}`;
  return {
    id: question === 'DISC' ? base : `${base}.snrm`,
    group: 'addresses',
    experiment: 'address.ask',
    questions: question === 'DISC' ? 1 : snrmQuestions,
    mostMs: quickMs(plan),
    tells: ['address.length', 'address.value'],
    weight,
    ask: { kind: 'address', server, rule, question },
  };
}

/** One octet names the same device as `1/` that octet; which half of a longer address it means is the meter's to say. */
function otherLengths({ upper, lower, width }: ServerAddress): readonly Candidate[] {
  const rule = 'other-length';
  if (lower === null) {
    return [
      { server: two(1, upper), rule, weight: 10 },
      { server: four(1, upper), rule, weight: 8 },
    ];
  }
  const short = [upper, lower].filter((value) => value > 0 && value <= largest[1]).map(one);
  const fits = upper <= largest[2] && lower <= largest[2];
  const long = width === 2 ? [four(upper, lower)] : fits ? [two(upper, lower)] : [];
  return [...long, ...short].map((server) => ({ server, rule, weight: 10 }));
}

function serialNumberOf(serial: string | null): readonly Candidate[] {
  const digits = (serial ?? '').replace(/\D/g, '');
  if (digits === '') return [];
  const lastFour = Number(digits.slice(-4));
  const lastTwo = Number(digits.slice(-2));
  const found: readonly Candidate[] = [
    { server: four(1, lastFour), rule: 'serial-last-four', weight: 20 },
    { server: four(1, lastFour + 1000), rule: 'serial-plus-1000', weight: 12 },
    { server: two(1, lastTwo + 16), rule: 'serial-last-two-plus-16', weight: 11 },
  ];
  return found.filter(({ server }) => !isForMany(server) && (server.lower ?? 0) <= largest[server.width]);
}

function rangeOf(range: ProbePlan['range']): readonly Candidate[] {
  if (range === null) return [];
  const { from, to, upper } = range;
  const length = Math.max(0, Math.min(to - from + 1, mostOfRange));
  const addresses = Array.from({ length }, (_, index) => shortest(upper, from + index));
  return addresses.map((server) => ({ server, rule: 'range', weight: 30 }));
}

/** For all stations, or for whichever is called: no answer comes from such an address. */
export function isForMany({ upper, lower, width }: ServerAddress): boolean {
  const all = largest[width];
  return upper === all || lower === all || (lower !== null && lower === all - 1);
}

export function isSameAddress(a: ServerAddress, b: ServerAddress): boolean {
  return a.width === b.width && a.upper === b.upper && a.lower === b.lower;
}

/** Whether an answer from `source` may come from the station that was asked: stacks shorten their own address, or widen it. */
export function isFormOf(source: ServerAddress, asked: ServerAddress): boolean {
  if (source.lower !== null && asked.lower !== null)
    return source.upper === asked.upper && source.lower === asked.lower;
  const [short, long] = source.lower === null ? [source, asked] : [asked, source];
  if (long.lower === null) return short.upper === long.upper;
  return short.upper === long.lower || (source.lower === null && short.upper === long.upper);
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(
    ({ server }, index) => candidates.findIndex((other) => isSameAddress(other.server, server)) === index,
  );
}

/**
 * Real frames of a collection that lies beside the repository, read by another program: what it says about each must
 * be what `dissect` says. Every difference is listed in `differences.ts`, with its reason.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { dissect, type Item, leavesOf, type Node } from '../../src/dissect/index.ts';
import { apduFacts, type Facts, readingFacts } from './apdu-facts.ts';
import { differences } from './differences.ts';

const file = resolve(import.meta.dirname, '../../../shared/vectors/frames.jsonl');
const kinds = ['hdlc', 'hdlc-stream', 'text', 'wrapper', 'apdu'] as const;

interface Vector {
  readonly id: string;
  readonly kind: (typeof kinds)[number];
  readonly hex: string;
  readonly expect: Record<string, unknown>;
}

const vectors: readonly Vector[] = existsSync(file)
  ? readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Vector)
      .filter(({ kind }) => kinds.includes(kind))
  : [];

/** All nodes under an item, by field name: the first of each name. */
function fieldsOf(nodes: readonly Node[]): Map<string, Node> {
  const found = new Map<string, Node>();
  const visit = (all: readonly Node[]): void => {
    for (const one of all) {
      if (!found.has(one.field)) found.set(one.field, one);
      visit(one.children ?? []);
    }
  };
  visit(nodes);
  return found;
}

const has = (item: Item, code: string): boolean => item.problems.some((problem) => problem.code === code);

/** What an HDLC item says, in the words of the collection. */
function factsOf(item: Item): Facts {
  const fields = fieldsOf(item.tree);
  const bit = (field: string, name: string) => fields.get(field)?.bits?.find((one) => one.field === name)?.value;
  const address = (name: 'destination' | 'source'): Facts => {
    const [upper, lower] = [fields.get(`${name}.upper`), fields.get(`${name}.lower`)];
    return { hex: fields.get(name)?.hex, upper: upper?.value ?? null, lower: lower?.value ?? null };
  };
  const octets = item.tree.reduce((sum, { field, length }) => sum + (field.startsWith('flag.') ? 0 : length), 0);
  const information = fields.get('information');
  const hcs = fields.get('hcs');
  const control = fields.get('control');
  const facts: Facts = {
    opening_flag: (fields.get('flag.opening')?.length ?? 0) > 0,
    closing_flag: (fields.get('flag.closing')?.length ?? 0) > 0,
    format: fields.get('format')?.hex,
    segmented: bit('format', 'format.segmented'),
    length: bit('format', 'format.length'),
    length_actual: octets,
    length_ok: !has(item, 'length-wrong'),
    dest: address('destination'),
    src: address('source'),
    control: control?.hex,
    type: control?.value,
    pf: bit('control', 'control.poll-final'),
    ns: bit('control', 'control.ns'),
    nr: bit('control', 'control.nr'),
    fcs: fields.get('fcs')?.hex,
    fcs_ok: fields.get('fcs')?.value,
    hcs: hcs?.hex,
    hcs_ok: hcs?.value ?? null,
    info_len: information?.length ?? 0,
    llc: fields.get('llc')?.hex,
  };
  for (const { code, expected } of item.problems) {
    if (code === 'fcs-wrong') facts.fcs_calc = expected;
    if (code === 'hcs-wrong') facts.hcs_calc = expected;
  }
  const parameters = information?.children?.filter(({ field }) => field === 'parameter') ?? [];
  if (fields.has('parameters.group-length')) {
    const value = (name: string) => parameters.find(({ meaning }) => meaning === name)?.value;
    facts.params = {
      group_len: fields.get('parameters.group-length')?.value,
      max_info_tx: value('max-info-transmit'),
      max_info_rx: value('max-info-receive'),
      window_tx: value('window-transmit'),
      window_rx: value('window-receive'),
    };
  }
  const reason = fields.get('frmr.reason');
  if (reason !== undefined) {
    const reasons = `${reason.value}`.split(' ');
    const rejected = fields.get('frmr.control');
    facts.frmr = {
      rejected_control: rejected?.hex,
      rejected_type: rejected?.value,
      vs: bit('frmr.counters', 'frmr.vs'),
      cr: bit('frmr.counters', 'frmr.was-response') === true ? 1 : 0,
      vr: bit('frmr.counters', 'frmr.vr'),
      w_control_undefined: reasons.includes('undefined-control'),
      x_info_not_permitted: reasons.includes('information-not-permitted'),
      y_info_too_long: reasons.includes('information-too-long'),
      z_nr_invalid: reasons.includes('invalid-nr'),
    };
  }
  return facts;
}

const compared = [
  'opening_flag closing_flag format segmented length length_actual length_ok dest src control type pf ns nr fcs fcs_ok',
  'fcs_calc hcs hcs_ok hcs_calc info_len llc params frmr',
].flatMap((names) => names.split(' '));

/** Names of the facts that differ. A misbuilt address has no upper part, and its length is told in the expectation. */
function differing(expected: Facts, item: Item | undefined): readonly string[] {
  if (item?.kind !== 'hdlc') return ['kind'];
  const facts = factsOf(item);
  return compared.filter((name) => {
    const wanted = expected[name];
    if (wanted === undefined) return false;
    const own = facts[name];
    if (typeof wanted !== 'object' || wanted === null) return wanted !== own;
    return Object.entries(wanted).some(
      ([key, value]) => key !== 'illegal_length' && value !== ((own as Facts | undefined)?.[key] ?? null),
    );
  });
}

/** Names of the facts that differ, with the path to them. What the collection does not say is not compared. */
function unlike(expected: unknown, own: unknown, path: string): readonly string[] {
  if (expected === null && own === undefined) return [];
  if (typeof expected !== 'object' || expected === null) return expected === own ? [] : [path];
  if (Array.isArray(expected)) {
    if (!Array.isArray(own) || own.length !== expected.length) return [path];
    return expected.flatMap((one, index) => unlike(one, own[index], `${path}.${index}`)).slice(0, 1);
  }
  return Object.entries(expected).flatMap(([name, one]) => unlike(one, (own as Facts)?.[name], `${path}.${name}`));
}

const pathless = (paths: readonly string[]): readonly string[] => paths.map((path) => path.replace(/^\./, ''));

/** What the collection says of an APDU against what its item says; where it found an error, we must have found one. */
function apduDifferences(expected: Facts | undefined, item: Item | undefined): readonly string[] {
  if (expected === undefined) return [];
  const node = item?.apdu ?? null;
  const { error, tag, date_time_tagged: tagged, ...facts } = expected;
  const told = item?.problems.some(({ code }) => /^(apdu|wrapper)-/.test(code)) ?? false;
  if (error !== undefined && !told && node !== null) return ['apdu.error'];
  if (tagged === true && !item?.problems.some(({ code }) => code === 'apdu-date-time-tagged')) return ['apdu.tagged'];
  if (facts.kind === undefined) return [];
  if (node === null) return ['apdu'];
  return pathless(
    unlike(
      facts.kind === 'ciphered' || tag === undefined ? facts : { ...facts, tag },
      apduFacts(node.apdu, node),
      'apdu',
    ),
  );
}

/** Readings, where the collection did not have to decipher for them. */
function readingDifferences(expected: Facts, items: readonly Item[]): readonly string[] {
  if (expected.readings === undefined || expected.plaintext !== undefined) return [];
  const own = items.filter(({ push }) => push !== null).at(-1);
  return own === undefined ? ['readings'] : unlike(expected.readings, readingFacts(own), 'readings');
}

/** What it put together against what we joined, in the order of their ends. A whole APDU of one frame is in it too. */
function joinDifferences(expected: readonly Facts[] | undefined, items: readonly Item[]): readonly string[] {
  if (expected === undefined) return [];
  const own = items.flatMap((item) =>
    item.apdu === null || item.apdu.apdu.type === 'general-block-transfer' ? [] : [item],
  );
  return expected.flatMap(({ hex, apdu }, index) => {
    const found = own.find((item) => item.apdu?.hex === hex);
    return found === undefined ? [`reassembled.${index}`] : apduDifferences(apdu as Facts | undefined, found);
  });
}

/** Where it found something wrong with the blocks, the joined items have a problem. */
function blockDifferences(expected: unknown, items: readonly Item[]): readonly string[] {
  const told = items.some(({ joinedFrom, problems }) => joinedFrom !== undefined && problems.length > 0);
  return expected === undefined || told ? [] : ['gbt_errors'];
}

interface Segment {
  readonly what: 'frame' | 'bad-frame' | 'noise';
  readonly offset: number;
  readonly length: number;
}

/** A frame is what the deframer takes for one: both flags (one may be shared), and the length that it says. */
function isWhole(item: Item): boolean {
  const broken = ['opening-flag-missing', 'closing-flag-missing', 'truncated', 'length-wrong', 'too-short'];
  const repaired =
    item.correctedBy !== undefined && ['hcs', 'fcs', 'group-length', 'header-bit'].includes(item.correctedBy);
  return (
    item.kind === 'hdlc' && !broken.some((code) => has(item, code)) && (item.correctedBy === undefined || repaired)
  );
}

/** Items as segments: shared flags counted to both frames, neighbours that are no frame joined. */
function segmentsOf(items: readonly Item[]): readonly Segment[] {
  const segments: { what: Segment['what']; offset: number; length: number }[] = [];
  for (const item of items) {
    const shared = sharedFlag(item);
    const sound = !['fcs-wrong', 'hcs-wrong'].some((code) => has(item, code));
    const what = isWhole(item) ? (sound ? 'frame' : 'bad-frame') : 'noise';
    const last = segments.at(-1);
    if (what === 'noise' && last?.what === 'noise') last.length += item.length;
    else segments.push({ what, offset: item.offset - shared, length: item.length + shared });
  }
  return segments;
}

/** A frame opened by the closing flag of the one before starts a byte later here: each byte has one place. */
function sharedFlag({ tree }: Item): number {
  return tree.some(({ field, value }) => field === 'flag.opening' && value === 'shared') ? 1 : 0;
}

function streamDifferences(expected: readonly Facts[], items: readonly Item[]): readonly string[] {
  const wanted = expected.map(({ what, offset, octets, length }) =>
    what === 'noise' ? `noise ${offset}+${length}` : `${what} ${offset}+${octets}`,
  );
  // What a segment of a frame says goes without the flags: its length there counts the octets.
  const own = segmentsOf(items).map(({ what, offset, length }) => `${what} ${offset}+${length}`);
  if (wanted.join() !== own.join()) return [`segments: ${own.join(', ')}`];
  const frames = items.filter(isWhole);
  return expected
    .filter(({ what }) => what !== 'noise')
    .flatMap((facts, index) =>
      differing({ ...facts, opening_flag: undefined }, frames[index]).map((name) => `${index}.${name}`),
    );
}

function differencesOf(vector: Vector): readonly string[] {
  const { kind, hex, expect: expected } = vector;
  const all = dissect(fromHex(hex) ?? new Uint8Array());
  const items = all.filter(({ joinedFrom }) => joinedFrom === undefined);
  const segments = kind === 'hdlc-stream' ? (expected.segments as readonly Facts[]) : [];
  const frames = items.filter(isWhole);
  return [
    ...carrierDifferences(vector, items),
    ...(kind === 'hdlc-stream' ? [] : apduDifferences(expected.apdu as Facts | undefined, items[0])),
    ...segments
      .filter(({ what }) => what === 'frame')
      .flatMap(({ apdu, offset }) =>
        apduDifferences(
          apdu as Facts | undefined,
          frames.find((item) => item.offset === offset || item.offset === Number(offset) + sharedFlag(item)),
        ),
      ),
    ...readingDifferences(expected, all),
    ...joinDifferences(expected.reassembled as readonly Facts[] | undefined, all),
    ...blockDifferences(expected.gbt_errors, all),
  ];
}

function carrierDifferences({ kind, expect: expected }: Vector, items: readonly Item[]): readonly string[] {
  if (kind === 'hdlc') return items.length === 1 ? differing(expected, items[0]) : [`${items.length} items`];
  if (kind === 'hdlc-stream') return streamDifferences(expected.segments as readonly Facts[], items);
  const wrong = items.filter((item) => item.kind !== kind).map((item) => item.kind);
  if (kind !== 'text') return wrong;
  const text = items.map(({ hex: part }) => part).join('');
  const wanted = toHex(Uint8Array.from(`${expected.text}`, (character) => character.charCodeAt(0)));
  return text === wanted ? wrong : [...wrong, 'text'];
}

describe.skipIf(vectors.length === 0)(
  'the collection of real frames beside the repository (skipped where ../shared/vectors/frames.jsonl is not there)',
  () => {
    it('is read as the other program reads it, but for the differences that are listed', () => {
      const found = vectors
        .map((vector) => [vector.id, differencesOf(vector).join(', ')] as const)
        .filter(([, told]) => told !== '');
      const listed: Readonly<Record<string, { readonly differs: string }>> = differences;
      const expected = Object.fromEntries(Object.entries(listed).map(([id, { differs }]) => [id, differs]));
      expect(Object.fromEntries(found)).toEqual(expected);
    });

    it('is covered byte for byte by the leaves of the trees', () => {
      for (const { hex } of vectors) {
        const leaves = dissect(fromHex(hex) ?? new Uint8Array())
          .filter(({ joinedFrom }) => joinedFrom === undefined)
          .flatMap(({ tree }) => leavesOf(tree));
        expect(leaves.map((leaf) => leaf.hex).join('')).toBe(hex.toLowerCase());
      }
    });
  },
);

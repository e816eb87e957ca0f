/** What a field of the tree says, in words: the right column of `meter decode`. */
import { printable } from '../bytes/printable.ts';
import type { BitName, Item, Node, Problem } from '../dissect/index.ts';
import { type DecodeWords, fill } from '../wording/index.ts';

type Words = DecodeWords;

const bitOf = ({ bits }: Node, field: BitName): number | boolean | null | undefined =>
  bits?.find((bit) => bit.field === field)?.value;

function meaning(words: Words, code: string | undefined): string | null {
  if (code === undefined) return null;
  const table: Readonly<Record<string, string>> = words.meanings;
  return table[code] ?? null;
}

const joined = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(', ');

export function byteCount(words: Words, count: number): string {
  return count === 1 ? words.units.byte : fill(words.units.bytes, { count });
}

/** The words for a node; empty where its bytes say it all. */
export function describe(node: Node, words: Words): string {
  switch (node.field) {
    case 'flag.opening':
    case 'flag.closing':
      if (node.length > 0) return '';
      return node.value === 'shared' ? words.values.shared : words.values.missing;
    case 'format':
      return describeFormat(node, words);
    case 'destination':
    case 'source':
      return describeAddress(node, words);
    case 'destination.upper':
    case 'destination.lower':
    case 'source.upper':
    case 'source.lower':
    case 'wrapper.source':
    case 'wrapper.destination':
    case 'parameters.group-length':
      return joined([`${node.value}`, meaning(words, node.meaning)]);
    case 'control':
      return describeControl(node, words);
    case 'hcs':
    case 'fcs':
      return node.value === true ? words.values.right : '';
    case 'parameter':
      return `${meaning(words, node.meaning) ?? words.meanings.unknown}: ${node.value ?? '?'}`;
    case 'frmr.control':
      return `${node.value}`;
    case 'frmr.counters':
      return fill(words.values.counters, {
        vr: Number(bitOf(node, 'frmr.vr')),
        vs: Number(bitOf(node, 'frmr.vs')),
        kind: bitOf(node, 'frmr.was-response') === true ? words.values.ofResponse : words.values.ofCommand,
      });
    case 'frmr.reason':
      return node.value === 'unspecified'
        ? words.values.unspecified
        : joined(`${node.value}`.split(' ').map((reason) => meaning(words, reason)));
    case 'llc':
      return meaning(words, `${node.value}`) ?? '';
    case 'apdu':
      return joined([`${node.value}`, node.meaning === 'first-segment' ? words.values.firstSegment : null]);
    case 'data':
      return describeData(node, words);
    case 'text':
      return `"${printable(node.bytes)}"`;
    case 'line-end':
      return printable(node.bytes.subarray(0, 16));
    default:
      return node.value === undefined || node.value === null ? '' : `${node.value}`;
  }
}

function describeFormat(node: Node, words: Words): string {
  const { values } = words;
  return joined([
    bitOf(node, 'format.type') === 3 ? values.formatThree : values.formatOther,
    bitOf(node, 'format.segmented') === true ? values.segmented : values.unsegmented,
    fill(values.length, { length: Number(bitOf(node, 'format.length')) }),
  ]);
}

/** `server 1/17`, `client 16`, or `station 5` where the bytes do not tell the side. */
export function addressWords(node: Node, words: Words): string {
  const { server, client, station } = words.values;
  const side = node.meaning === 'server' ? server : node.meaning === 'client' ? client : station;
  return `${side} ${node.value ?? '?'}`;
}

function describeAddress(node: Node, words: Words): string {
  const [only, second] = node.children ?? [];
  const own = second === undefined ? meaning(words, only?.meaning) : null;
  return joined([`${addressWords(node, words)} (${byteCount(words, node.length)})`, own]);
}

/** P in commands, F in responses, P/F where both send it. */
const pollName: Readonly<Record<string, string>> = { SNRM: 'P', DISC: 'P', UA: 'F', DM: 'F', FRMR: 'F' };

function describeControl(node: Node, words: Words): string {
  const type = `${node.value}` as keyof Words['frames'];
  const ns = bitOf(node, 'control.ns');
  const nr = bitOf(node, 'control.nr');
  const parts = [
    type === 'unknown' ? null : type,
    ns === undefined ? null : `N(S)=${ns}`,
    nr === undefined ? null : `N(R)=${nr}`,
    `${pollName[type] ?? 'P/F'}=${bitOf(node, 'control.poll-final') === true ? 1 : 0}`,
  ];
  return `${joined(parts)}: ${words.frames[type]}`;
}

function describeData({ meaning: code }: Node, words: Words): string {
  if (code === 'segment') return words.values.segment;
  if (code === 'no-llc') return words.values.noLlc;
  return code === 'no-known-apdu' ? words.values.noApdu : '';
}

/** Parts of which the offset is told. */
const shownOffsets = 8;

const shownHex = (hex: string): string => hex.toUpperCase().replace(/..(?=.)/g, '$& ');

/** A problem in words, its note behind it. */
export function describeProblem(problem: Problem, words: Words): string {
  const { found, expected, declared, actual, missing, note } = problem;
  const values = {
    found: shownHex(found.slice(0, 32)),
    expected: shownHex(expected ?? '??'),
    ...(declared === undefined ? {} : { declared }),
    ...(actual === undefined ? {} : { actual }),
    ...(missing === undefined ? {} : { missing }),
  };
  const sentence = fill(words.problems[problem.code], values);
  return note === undefined ? sentence : `${sentence} ${fill(words.notes[note], values)}`;
}

/** Of an item that came in parts: how many, and where they stand. */
export function describeJoined({ joinedFrom }: Item, { apdu: { values } }: Words): string | null {
  if (joinedFrom === undefined) return null;
  const count = joinedFrom.length;
  const offsets = joinedFrom.slice(0, shownOffsets).join(', ') + (count > shownOffsets ? ' …' : '');
  // Of portions that were explained one by one, each starts at 0.
  if (count > 1 && joinedFrom.every((one) => one === joinedFrom[0])) return fill(values.joinedHere, { count });
  return fill(count === 1 ? values.joinedOne : values.joined, { count, offsets });
}

/** How a push is laid out, and who is known to lay one out so; empty for everything else. */
export function describePush({ push }: Item, { apdu: { layouts, values } }: Words): readonly string[] {
  if (push === null) return [];
  const makers = push.makers.join(` ${values.or} `);
  return [layouts[push.code], ...(makers === '' ? [] : [fill(values.laidOut, { makers })])];
}

/** What an item that is no frame is, in a sentence; null for frames and for what its tree says already. */
export function describeItem(item: Item, words: Words): string | null {
  const table: Readonly<Record<string, string>> = words.types;
  const sentence = item.kind === 'text' || item.kind === 'noise' ? table[item.type ?? ''] : undefined;
  if (sentence === undefined) return null;
  const [text] = item.tree;
  const device = text?.meaning?.replace(/\..*$/, '').replace(/-2$/, ' 2') ?? '';
  const [, maker = '', speed = ''] = /^\/(...)(.)/.exec(`${text?.value ?? ''}`) ?? [];
  const [, chosen = ''] = /^\x06.(.)/.exec(`${text?.value ?? ''}`) ?? [];
  return fill(sentence, { device, maker, speed: speed === '' ? chosen : speed });
}

/**
 * The screen of `meter decode`: one item after the other, each field with its bytes and what they say; a problem is
 * marked under the byte it concerns.
 *
 *      0  HDLC  SNRM  client 16 → server 1                             1 problem
 *
 *      6  00 00              FCS
 *         ^^^^^ FCS wrong: found 00 00, expected 0F 01. …
 */
import { fromHex, toSpacedHex } from '../bytes/hex.ts';
import { printable } from '../bytes/printable.ts';
import { hasFault, type Item, type Node, type Problem } from '../dissect/index.ts';
import { type DecodeWords, decodeWords, fill, type Language } from '../wording/index.ts';
import { addressWords, byteCount, describe, describeItem, describeProblem } from './decode-describe.ts';
import type { DecodedItem } from './decode-json.ts';
import { hang, wrap } from './wrap.ts';

/** The colours that are used; an instance of chalk has them all. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

export interface DecodeTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly paint: Paint;
}

const asItIs = (text: string): string => text;
/** No colours. */
export const plainPaint: Paint = {
  bold: asItIs,
  dim: asItIs,
  red: asItIs,
  green: asItIs,
  yellow: asItIs,
  cyan: asItIs,
};

interface Layout {
  readonly words: DecodeWords;
  readonly paint: Paint;
  readonly width: number;
  /** Digits of an offset. */
  readonly digits: number;
  /** Bytes in a row of a field. */
  readonly row: number;
  readonly labels: number;
}

const widest = 120;
const narrowest = 72;
/** Bytes shown of what nobody can explain. */
const shownNoise = 128;
const blocks: ReadonlySet<string> = new Set([
  'apdu',
  'data',
  'rest',
  'noise',
  'text',
  'flags',
  'line-end',
  'parameters.user-data',
]);
/** Stretches of which the beginning is enough. */
const shortened: ReadonlySet<string> = new Set(['noise', 'flags', 'line-end']);
/** Fields that read better as one line than as their parts. */
const folded: ReadonlySet<string> = new Set(['parameter', 'llc']);

/** One item as lines, with an empty line behind it. */
export function renderDecodeText({ item, direction, at }: DecodedItem, options: DecodeTextOptions): string {
  const words: DecodeWords = decodeWords[options.lang];
  const width = Math.max(narrowest, Math.min(options.columns, widest));
  const rows = item.tree.flatMap(visible);
  const labels = Math.max(...rows.map(({ field }) => words.fields[field].length), 0);
  const layout: Layout = {
    words,
    paint: options.paint,
    width,
    digits: Math.max(4, `${item.offset + item.length}`.length),
    row: width < 100 ? 6 : 8,
    labels,
  };
  const lines = [header(item, direction, at, layout)];
  const sentence = describeItem(item, words);
  if (sentence !== null) lines.push(hang(' '.repeat(layout.digits + 2), sentence, width));
  lines.push('', ...rows.flatMap((one) => fieldLines(one, layout)), ...correctedLines(item, layout));
  return `${lines.join('\n')}\n\n`;
}

/** The nodes that get a line of their own. */
function visible(node: Node): readonly Node[] {
  const { children } = node;
  if (children === undefined || folded.has(node.field)) return [node];
  if (node.field === 'information') return children.flatMap(visible);
  return children.length === 1 ? [node] : [node, ...children];
}

function header(item: Item, direction: 'sent' | 'received' | null, at: string | null, layout: Layout): string {
  const { words, paint, width, digits } = layout;
  const went = [at, direction === null ? null : words.directions[direction]].filter((part) => part !== null);
  const parts = [
    `${item.offset}`.padStart(digits),
    words.kinds[item.kind],
    item.type === undefined || item.type === 'unknown' ? null : item.type,
    route(item, words),
    item.kind === 'hdlc' ? null : byteCount(words, item.length),
  ];
  const told = parts.filter((part) => part !== null).join('  ');
  const when = went.length === 0 ? '' : `(${went.join(' ')})`;
  const verdict = verdictOf(item, words);
  const colour = hasFault(item.problems) ? paint.red : item.problems.length > 0 ? paint.yellow : paint.green;
  const oneLine = told.length + when.length + verdict.length + 4 <= width;
  const left = oneLine && when !== '' ? `${told}  ${when}` : told;
  const gap = ' '.repeat(Math.max(2, width - left.length - verdict.length));
  const first = `${paint.bold(left)}${verdict === '' ? '' : gap + colour(verdict)}`;
  return oneLine || when === '' ? first : `${first}\n${' '.repeat(digits + 2)}${when}`;
}

function route(item: Item, words: DecodeWords): string | null {
  const [to, from] = (['destination', 'source'] as const).map((name) => item.tree.find(({ field }) => field === name));
  if (to !== undefined && from !== undefined) return `${addressWords(from, words)} → ${addressWords(to, words)}`;
  const [port, other] = (['wrapper.source', 'wrapper.destination'] as const).map((name) =>
    item.tree.find(({ field }) => field === name),
  );
  return port === undefined || other === undefined ? null : `${port.value} → ${other.value}`;
}

function verdictOf({ problems, kind, type }: Item, { verdicts }: DecodeWords): string {
  if (kind === 'noise' && problems.length > 0) return verdicts.unknown;
  if (problems.length === 0) {
    if (kind === 'hdlc') return verdicts.sound;
    if (kind === 'wrapper' || kind === 'apdu') return verdicts.fits;
    return type === 'plain' ? '' : verdicts.known;
  }
  if (!hasFault(problems)) return verdicts.remark;
  return problems.length === 1 ? verdicts.one : fill(verdicts.many, { count: problems.length });
}

function fieldLines(node: Node, layout: Layout): readonly string[] {
  const bytes = fromHex(node.hex) ?? new Uint8Array();
  const long = bytes.length > layout.row;
  return long && blocks.has(node.field) ? blockLines(node, bytes, layout) : rowLines(node, bytes, layout);
}

function offsetText(offset: number, { digits, paint }: Layout): string {
  return paint.dim(`${offset}`.padStart(digits));
}

/** Bytes on the left, name and words on the right; both wrap in their own column. */
function rowLines(node: Node, bytes: Uint8Array, layout: Layout): readonly string[] {
  const { words, paint, width, digits, row, labels } = layout;
  const bytesWidth = row * 3 - 1;
  const label = words.fields[node.field].padEnd(labels);
  const space = Math.max(20, width - digits - bytesWidth - labels - 6);
  const told = wrap(describe(node, words), space);
  const count = Math.max(1, Math.ceil(bytes.length / row), told.length);
  const problems = problemsAt(node);
  const lines: string[] = [];
  for (let index = 0; index < count; index++) {
    const part = bytes.subarray(index * row, (index + 1) * row);
    const hex = bytes.length === 0 && index === 0 ? '--' : toSpacedHex(part);
    const offset = part.length > 0 || index === 0 ? offsetText(node.offset + index * row, layout) : ' '.repeat(digits);
    const right = `${index === 0 ? paint.cyan(label) : ' '.repeat(labels)}  ${told[index] ?? ''}`;
    lines.push(`${offset}  ${hex.padEnd(bytesWidth)}  ${right}`.trimEnd());
    lines.push(...problemLines(problems, node.offset + index * row, row, index === 0, digits + 2, layout));
  }
  return lines;
}

/** A long stretch: its name first, then sixteen bytes a row with the same as text. */
function blockLines(node: Node, bytes: Uint8Array, layout: Layout): readonly string[] {
  const { words, paint, width, digits, row, labels } = layout;
  const size = byteCount(words, bytes.length).padEnd(row * 3 - 1);
  const indent = digits + 4;
  const space = Math.max(20, width - digits - (row * 3 - 1) - labels - 6);
  const told = wrap(describe(node.field === 'text' ? { ...node, hex: '' } : node, words), space);
  const text = node.field === 'text' ? '' : told[0];
  const head = `${offsetText(node.offset, layout)}  ${paint.dim(size)}  ${paint.cyan(words.fields[node.field].padEnd(labels))}  ${text}`;
  const lines = [head.trimEnd()];
  for (const more of node.field === 'text' ? [] : told.slice(1)) {
    lines.push(`${' '.repeat(digits + row * 3 + 3 + labels + 2)}${more}`);
  }
  const each = width < indent + digits + 2 + 16 * 3 + 17 ? 8 : 16;
  const shown = shortened.has(node.field) ? Math.min(bytes.length, shownNoise) : bytes.length;
  const problems = problemsAt(node).filter(({ code }) => code !== 'unrecognised');
  for (let at = 0; at < shown; at += each) {
    const part = bytes.subarray(at, Math.min(at + each, shown));
    const hex = toSpacedHex(part).padEnd(each * 3 - 1);
    const place = node.offset + at;
    lines.push(`    ${offsetText(place, layout)}  ${hex}  ${paint.dim(asText(part).trimEnd())}`);
    lines.push(...problemLines(problems, place, each, at === 0, digits + 6, layout));
  }
  if (shown < bytes.length)
    lines.push(`    ${' '.repeat(digits)}  ${fill(words.units.more, { count: bytes.length - shown })}`);
  return lines;
}

/** As in a dump: one character a byte. */
function asText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? printable(Uint8Array.of(byte)).slice(-1) : '.',
  ).join('');
}

function problemsAt(node: Node): readonly Problem[] {
  const own = node.problems ?? [];
  return folded.has(node.field) || node.children?.length === 1
    ? [...own, ...(node.children ?? []).flatMap(problemsAt)]
    : own;
}

/** Marks under the bytes of one row: the problems that start there. */
function problemLines(
  problems: readonly Problem[],
  from: number,
  row: number,
  first: boolean,
  indent: number,
  { words, paint, width }: Layout,
): readonly string[] {
  return problems
    .filter(({ offset }) => (offset >= from && offset < from + row) || (first && offset < from))
    .filter(({ code }) => code !== 'unrecognised')
    .flatMap((problem) => {
      const start = Math.max(0, problem.offset - from);
      const covered = Math.max(1, Math.min(problem.length, row - start));
      const arrow = '^'.repeat(covered * 3 - 1);
      const mark = `${' '.repeat(indent + start * 3)}${arrow} `;
      const roomy = width - mark.length >= 36;
      const colour = problem.severity === 'fault' ? paint.red : paint.yellow;
      const sentence = describeProblem(problem, words);
      const lines = roomy
        ? hang(mark, sentence, width).split('\n')
        : [mark.trimEnd(), ...hang(' '.repeat(indent), sentence, width).split('\n')];
      return lines.map((line) => colour(line));
    });
}

function correctedLines({ corrected, correctedBy }: Item, { words, paint, width, digits }: Layout): readonly string[] {
  if (corrected === undefined || correctedBy === undefined) return [];
  const indent = ' '.repeat(digits + 2);
  const each = Math.max(8, Math.floor((width - indent.length + 1) / 3));
  const bytes = fromHex(corrected) ?? new Uint8Array();
  const lines = ['', hang(indent, words.corrections[correctedBy], width)];
  for (let at = 0; at < bytes.length; at += each) {
    lines.push(`${indent}${paint.green(toSpacedHex(bytes.subarray(at, at + each)))}`);
  }
  return lines;
}

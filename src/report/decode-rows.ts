/**
 * The rows of one field: offset, bytes, name, meaning; long stretches as a dump; problems marked under their bytes.
 *
 *      6  00 00              FCS
 *         ^^^^^ FCS wrong: found 00 00, expected 0F 01. …
 */
import { toSpacedHex } from '../bytes/hex.ts';
import { printable } from '../bytes/printable.ts';
import type { Node, Problem } from '../dissect/index.ts';
import { type DecodeWords, fill } from '../wording/index.ts';
import { byteCount, describeProblem } from './decode-describe.ts';
import { folded, indent, type LeftOut, type Row } from './decode-tree.ts';
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

export interface Layout {
  readonly words: DecodeWords;
  readonly paint: Paint;
  readonly width: number;
  /** Digits of an offset. */
  readonly digits: number;
  /** Bytes in a row of a field. */
  readonly row: number;
  readonly labels: number;
}

/** Characters for the words, however long the names beside them are. */
const leastWords = 10;
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
  'apdu.rest',
  'acse.other',
  'block.data',
  'security.text',
  'data.content',
]);
/** Stretches of which the beginning is enough. */
const shortened: ReadonlySet<string> = new Set(['noise', 'flags', 'line-end']);
/** All lines of a field. */
export function fieldLines(row: Row | LeftOut, layout: Layout): readonly string[] {
  if ('leftOut' in row) return leftOutLines(row, layout);
  const { node } = row;
  const { bytes } = node;
  if (row.outline) return outlineLines(row, layout);
  // A value that fits two rows reads better beside its words.
  const fitting = node.field === 'data' && node.meaning !== undefined ? layout.row * 3 : layout.row;
  const long = bytes.length > fitting;
  return long && blocks.has(node.field) ? blockLines(row, bytes, layout) : rowLines(row, bytes, layout);
}

/** A field whose bytes stand below: how many they are. */
function outlineLines({ node, label, told }: Row, layout: Layout): readonly string[] {
  const { words, paint, width, digits, row, labels } = layout;
  const bytesWidth = row * 3 - 1;
  const size = byteCount(words, node.length).padEnd(bytesWidth);
  const space = Math.max(leastWords, width - digits - bytesWidth - labels - 6);
  const [first = '', ...more] = wrap(told, space);
  const head = `${offsetText(node.offset, layout)}  ${paint.dim(size)}  ${paint.cyan(label.padEnd(labels))}  ${first}`;
  return [
    head.trimEnd(),
    ...more.map((line) => ' '.repeat(digits + bytesWidth + labels + 6) + line),
    ...problemLines(node.problems ?? [], node.offset, row, true, digits + 2, layout),
  ];
}

function leftOutLines({ leftOut, depth }: LeftOut, { digits, row, width }: Layout): readonly string[] {
  const before = ' '.repeat(digits + 2 + row * 3 + 1) + indent(depth);
  return hang(before, leftOut, width).split('\n');
}

function offsetText(offset: number, { digits, paint }: Layout): string {
  return paint.dim(`${offset}`.padStart(digits));
}

/** Bytes on the left, name and words on the right; both wrap in their own column. */
function rowLines({ node, label: name, told: text }: Row, bytes: Uint8Array, layout: Layout): readonly string[] {
  const { paint, width, digits, row, labels } = layout;
  const bytesWidth = row * 3 - 1;
  const label = name.padEnd(labels);
  const space = Math.max(leastWords, width - digits - bytesWidth - labels - 6);
  const told = wrap(text, space);
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
function blockLines({ node, label, told: said }: Row, bytes: Uint8Array, layout: Layout): readonly string[] {
  const { words, paint, width, digits, row, labels } = layout;
  const size = byteCount(words, bytes.length).padEnd(row * 3 - 1);
  const indent = digits + 4;
  const space = Math.max(leastWords, width - digits - (row * 3 - 1) - labels - 6);
  const told = node.field === 'text' ? [''] : wrap(said, space);
  const [text] = told;
  const head = `${offsetText(node.offset, layout)}  ${paint.dim(size)}  ${paint.cyan(label.padEnd(labels))}  ${text}`;
  const lines = [head.trimEnd()];
  for (const more of told.slice(1)) {
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

/** Problems at a field, and at those that are told in its line. */
export function problemsAt(node: Node): readonly Problem[] {
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

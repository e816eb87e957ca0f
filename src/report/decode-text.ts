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
import { hasFault, type Item } from '../dissect/index.ts';
import { type DecodeWords, decodeWords, fill, type Language } from '../wording/index.ts';
import { addressWords, byteCount, describeItem, describeJoined, describePush } from './decode-describe.ts';
import type { DecodedItem } from './decode-json.ts';
import { fieldLines, type Layout, type Paint } from './decode-rows.ts';
import { rowsOf } from './decode-tree.ts';
import { hang } from './wrap.ts';

export interface DecodeTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly paint: Paint;
  /** Passwords as text, not only their octets. */
  readonly showSecrets?: boolean;
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

const widest = 120;
const narrowest = 72;
/** One item as lines, with an empty line behind it. */
export function renderDecodeText({ item, direction, at }: DecodedItem, options: DecodeTextOptions): string {
  const words: DecodeWords = decodeWords[options.lang];
  const width = Math.max(narrowest, Math.min(options.columns, widest));
  const rows = rowsOf(item, { words, showSecrets: options.showSecrets === true });
  let labels = 0;
  for (const one of rows) if ('label' in one) labels = Math.max(labels, one.label.length);
  const layout: Layout = {
    words,
    paint: options.paint,
    width,
    digits: Math.max(4, `${item.offset + item.length}`.length),
    row: width < 100 ? 6 : 8,
    labels,
  };
  const lines = [header(item, direction, at, layout)];
  for (const sentence of [describeItem(item, words), describeJoined(item, words), ...describePush(item, words)]) {
    if (sentence !== null) lines.push(hang(' '.repeat(layout.digits + 2), sentence, width));
  }
  lines.push('', ...rows.flatMap((one) => fieldLines(one, layout)), ...correctedLines(item, layout));
  return `${lines.join('\n')}\n\n`;
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

/** `client 16 → server 1`; null where no addresses stand in it. */
export function route(item: Item, words: DecodeWords): string | null {
  const [to, from] = (['destination', 'source'] as const).map((name) => item.tree.find(({ field }) => field === name));
  if (to !== undefined && from !== undefined) return `${addressWords(from, words)} → ${addressWords(to, words)}`;
  const [port, other] = (['wrapper.source', 'wrapper.destination'] as const).map((name) =>
    item.tree.find(({ field }) => field === name),
  );
  return port === undefined || other === undefined ? null : `${port.value} → ${other.value}`;
}

/** In a word or two: sound, or how many problems. */
export function verdictOf({ problems, kind, type }: Item, { verdicts }: DecodeWords): string {
  if (kind === 'noise' && problems.length > 0) return verdicts.unknown;
  if (problems.length === 0) {
    if (kind === 'hdlc') return verdicts.sound;
    if (kind === 'wrapper' || kind === 'apdu') return verdicts.fits;
    return type === 'plain' ? '' : verdicts.known;
  }
  if (!hasFault(problems)) return verdicts.remark;
  return problems.length === 1 ? verdicts.one : fill(verdicts.many, { count: problems.length });
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

/** Plain text where frames were expected: what a gateway says, the sign-on of IEC 62056-21, or just some text. */
import { isPlainText } from '../bytes/printable.ts';
import { gatewayTexts, type RecognisedText, recogniseText } from '../gateway/index.ts';
import { parseSignOn, type SignOn } from '../signon/index.ts';
import { Item } from './item.ts';
import { problem } from './problems.ts';
import { Node, type Source } from './tree.ts';

/** Text that no table knows counts as text from this length on; below, chance makes printable bytes. */
const shortest = 6;
const longestLine = 512;
const longestSignOn = 100;
const longestPlain = 65_536;

/** First characters of the texts that are looked for inside other bytes, and the most that any of them has. */
const gatewayStarts: ReadonlySet<number> = new Set(gatewayTexts.map(({ text }) => text.charCodeAt(0)));
const longestText = Math.max(...gatewayTexts.map(({ text }) => text.length));

function characters(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

/** A text that a table knows and that starts exactly at `at`. */
export function knownTextAt(source: Source, at: number, to: number): Item | null {
  const { bytes } = source;
  const first = bytes[at] as number;
  if (first === 0x2f || first === 0x06 || first === 0x02) return signOnAt(source, at, to);
  if (!gatewayStarts.has(first) || !startsGatewayText(bytes, at, to)) return null;
  const known = recogniseText(characters(bytes, at, Math.min(to, at + longestLine)));
  return known === null || known.at !== 0 ? null : gatewayItem(source, at, known);
}

function startsGatewayText(bytes: Uint8Array, at: number, to: number): boolean {
  // Two characters settle most cases before a string is made.
  if (!gatewayTexts.some(({ text }) => text.charCodeAt(1) === bytes[at + 1])) return false;
  const head = characters(bytes, at, Math.min(to, at + longestText));
  return gatewayTexts.some(({ text }) => head.startsWith(text));
}

function gatewayItem(source: Source, at: number, known: RecognisedText): Item {
  const { row, length } = known;
  const end = at + length;
  let text = end;
  while (source.bytes[text - 1] === 0x0a || source.bytes[text - 1] === 0x0d) text--;
  const tree = [
    new Node(source, 'text', at, text, characters(source.bytes, at, text), row.id),
    ...(text < end ? [new Node(source, 'line-end', text, end)] : []),
  ];
  return textItem(source, at, end, `gateway-${row.meaning}`, tree);
}

/** The sign-on text that starts at `at`. A line that does not end soon is none. */
function signOnAt(source: Source, at: number, to: number): Item | null {
  const { bytes } = source;
  if (bytes[at] === 0x02) return readoutAt(source, at, to);
  const longest = Math.min(to, at + (bytes[at] === 0x06 ? 6 : longestSignOn));
  let end = at + 1;
  while (end < longest && bytes[end] !== 0x0a) {
    const byte = bytes[end] as number;
    if (byte < 0x20 && byte !== 0x0d) return null;
    end++;
  }
  if (end === longest || bytes[end - 1] !== 0x0d) return null;
  const signOn = parseSignOn(bytes.subarray(at, end + 1));
  return signOn === null || signOn.at !== 0 || signOn.kind === 'readout' ? null : signOnItem(source, at, signOn);
}

/** Bytes in which the first data set of a readout is complete. */
const firstDataSet = 64;

function readoutAt(source: Source, at: number, to: number): Item | null {
  const { bytes } = source;
  const bracket = bytes.subarray(at, Math.min(to, at + firstDataSet)).indexOf(0x28);
  if (bracket < 3 || !isPlainText(bytes.subarray(at + 1, at + bracket))) return null;
  const first = parseSignOn(bytes.subarray(at, Math.min(to, at + firstDataSet)));
  if (first?.kind !== 'readout' || first.at !== 0) return null;
  const whole = parseSignOn(bytes.subarray(at, to));
  return whole?.kind === 'readout' && whole.at === 0 ? signOnItem(source, at, whole) : null;
}

/** The stable type of a sign-on text. Only what announces or asks for mode E is called so. */
function signOnType(signOn: SignOn): string {
  switch (signOn.kind) {
    case 'request':
      return 'sign-on-request';
    case 'identification':
      return signOn.modeE ? 'mode-e-identification' : 'sign-on-identification';
    case 'acknowledgement':
      return signOn.modeE ? 'mode-e-acknowledgement' : 'sign-on-acknowledgement';
    case 'readout':
      return 'readout';
  }
}

function signOnItem(source: Source, at: number, signOn: SignOn): Item {
  const end = at + signOn.length;
  const parity = signOn.parityInBit7 ? [problem(source, 'parity-in-bit-7', at, end)] : [];
  const plain = signOn.parityInBit7 ? source.bytes.map((byte) => byte & 0x7f) : source.bytes;
  const tree = lineNodes(source, plain, at, end);
  const [first, ...more] = tree;
  const told = first === undefined || parity.length === 0 ? tree : [first.with(parity), ...more];
  return textItem(source, at, end, signOnType(signOn), told);
}

/** A stretch that is text from end to end; null where it is not, or where it is too short to say. */
export function wholeTextItems(source: Source, at: number, end: number): readonly Item[] | null {
  const stretch = source.bytes.subarray(at, end);
  if (isPlainText(stretch)) {
    // Flags look like text (~~~); a run of them is none.
    if (stretch.every((byte) => byte === 0x7e)) return null;
    if (/^[\r\n]+$/.test(characters(stretch, 0, Math.min(stretch.length, 64)))) return null;
    const signOn = parseSignOn(stretch);
    if (signOn !== null) return aroundSignOn(source, at, end, { ...signOn, at: at + signOn.at });
    if (stretch.length < shortest) return null;
    return plainItems(source, at, end);
  }
  const signOn = stretch.some((byte) => byte >= 0x80) ? parseSignOn(stretch) : null;
  return signOn === null ? null : aroundSignOn(source, at, end, { ...signOn, at: at + signOn.at });
}

function aroundSignOn(source: Source, at: number, end: number, signOn: SignOn): readonly Item[] {
  const stop = signOn.at + signOn.length;
  const side = (from: number, to: number): readonly Item[] =>
    from >= to ? [] : (wholeTextItems(source, from, to) ?? [strayItem(source, from, to)]);
  return [...side(at, signOn.at), signOnItem(source, signOn.at, signOn), ...side(stop, end)];
}

/** Text that no table knows, in portions: one item must not be as large as the input. */
function plainItems(source: Source, at: number, end: number): readonly Item[] {
  const items: Item[] = [];
  for (let from = at; from < end; from += longestPlain) {
    const to = Math.min(end, from + longestPlain);
    const hexInside = /7[Ee][Aa][0-9A-Fa-f]{13,}7[Ee]/.test(characters(source.bytes, from, to));
    items.push(
      textItem(source, from, to, hexInside ? 'hex-digits' : 'plain', lineNodes(source, source.bytes, from, to)),
    );
  }
  return items;
}

/** A few printable bytes beside a text. */
function strayItem(source: Source, at: number, end: number): Item {
  return textItem(source, at, end, 'plain', lineNodes(source, source.bytes, at, end));
}

function textItem(source: Source, at: number, end: number, type: string, tree: readonly Node[]): Item {
  return new Item(source, 'text', at, end, type, tree);
}

/** One leaf a line, one for each line end. */
function lineNodes(source: Source, plain: Uint8Array, at: number, end: number): readonly Node[] {
  const nodes: Node[] = [];
  let from = at;
  while (from < end) {
    let to = from;
    const inLineEnd = isLineEnd(plain[from]);
    while (to < end && isLineEnd(plain[to]) === inLineEnd) to++;
    nodes.push(
      inLineEnd
        ? new Node(source, 'line-end', from, to)
        : new Node(source, 'text', from, to, characters(plain, from, to)),
    );
    from = to;
  }
  return nodes;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0d || byte === 0x0a;
}

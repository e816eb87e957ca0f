/**
 * One line of text → the bytes in it. In this order, and the first that fits counts:
 *
 *   0000  7e a0 07 …  ~..       a dump: an offset that continues the one before, the bytes, the same as text
 *   b'\x7e\xa0\x07!'            a string literal with \x escapes; its other characters are bytes too
 *   0x7E, 0xA0, 0x07            prefixed bytes
 *   12:00:01 TX 7E A0 07        time and direction, then nothing but hex
 *   sent 7E A0 07 03 (4 bytes)  words around hex: at least four pairs in a row, or one piece of at least 14 digits;
 *                               times, dates, IP addresses and UUIDs are taken out before
 */
import { type Direction, directionIn, readPrefix } from './hex-prefix.ts';
import { scanHex } from './hex-scan.ts';

export interface LineRun {
  readonly direction: Direction | null;
  readonly at: string | null;
  readonly bytes: Uint8Array;
}

export interface LineReading {
  readonly runs: readonly LineRun[];
  /** Nothing but hex stands there, apart from time and direction; a short line of words alone is not hex. */
  readonly pure: boolean;
  /** Its dress shows that it is bytes: a prefix, an escape, an offset. */
  readonly certain: boolean;
  /** A dump continues at this offset. */
  readonly nextOffset: number | null;
  /** A direction without bytes: it is for the lines below. */
  readonly announces: Direction | null;
  /** The character at which a group of digits is odd. */
  readonly oddAt: number | null;
}

const nothing: LineReading = { runs: [], pure: false, certain: false, nextOffset: null, announces: null, oddAt: null };
const dumpRow = /^\s*(?:0x)?([0-9A-Fa-f]{4,16})(?:(:)\s*|\s{2,}|\t+)(?=[0-9A-Fa-f]{2})/;
const octalRow = /^([0-7]{7})\s+(?=[0-9A-Fa-f]{2}(?:\s|$))/;
const quote = /["']/g;
const escapes = /(?:\\x[0-9A-Fa-f]{2})+/g;
const prefixed = /\b0x[0-9A-Fa-f]+\b(?:[\s,;{}]*\b0x[0-9A-Fa-f]+\b)*/gi;
const spaced = /(?<![0-9A-Za-z.:])[0-9A-Fa-f]{2}(?:[ \t]{0,2}[ \t,:-][0-9A-Fa-f]{2}){3,}(?![0-9A-Za-z])/g;
const solid = /(?<![0-9A-Za-z.])(?=[0-9]*[A-Fa-f])[0-9A-Fa-f]{14,}(?![0-9A-Za-z])/g;
const noHex =
  /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?(?![:\dA-Fa-f])/gi;
const fewestPrefixed = 3;
/** Colours and the like, as a terminal gets them; colours also written out, or with their escape lost on the way. */
const control = /\u001b\[[0-?]*[ -/]*[@-~]/g;
const writtenColour = /(?:\\x1b|\\033|\\e|\\u001b|\^\[|#033)\[[0-9;:]*m|\[\d{1,3}(?:;\d{1,3}){0,5}m/gi;
const quotedOrColour = new RegExp(`(["'])(?:\\\\.|(?!\\1)[^\\\\])*\\1|${writtenColour.source}`, 'gi');

/** @param expectedOffset where a dump of the lines before would continue; null outside a dump */
export function readLine(line: string, expectedOffset: number | null): LineReading {
  const plain = withoutColours(line);
  const dump = readDump(plain, expectedOffset);
  if (dump !== null) return dump;
  if (plain.includes('\\x')) return readMatches(plain, literalsIn(plain));
  const text = plain.replace(/(?:^|\s)(?:#|\/\/).*$/, '');
  if (/0x[0-9a-f]/i.test(text)) return readPrefixedBytes(text);
  const prefix = readPrefix(text);
  const scan = scanHex(prefix.rest);
  if (scan.kind === 'bytes') {
    return { ...nothing, pure: true, runs: [{ direction: prefix.direction, at: prefix.at, bytes: scan.bytes }] };
  }
  if (scan.kind === 'odd') return { ...nothing, pure: true, oddAt: text.length - prefix.rest.length + scan.at };
  return readProse(text, prefix.at, prefix.direction);
}

/** Between quotes the same characters may be bytes that came. */
function withoutColours(line: string): string {
  const shown = line.includes('\u001b') ? line.replace(control, '') : line;
  if (shown.search(writtenColour) < 0) return shown;
  return shown.replace(quotedOrColour, (found) => (found.startsWith('"') || found.startsWith("'") ? found : ''));
}

function readDump(line: string, expectedOffset: number | null): LineReading | null {
  const row = dumpRow.exec(line) ?? octalRow.exec(line);
  if (row === null) {
    const end = /^\s*([0-9A-Fa-f]{7,8})\s*$/.exec(line);
    const [, digits = ''] = end ?? [];
    const closes = [8, 16].some((radix) => Number.parseInt(digits, radix) === expectedOffset);
    return closes ? { ...nothing, pure: true, certain: true } : null;
  }
  const octal = !dumpRow.test(line);
  const offset = Number.parseInt(row[1] as string, octal ? 8 : 16);
  if (offset !== (expectedOffset ?? 0) && offset !== 0) return null;
  const rest = line.slice(row[0].length);
  // xxd puts the text behind two blanks; the others write pairs, sixteen at most, and more blanks before the text.
  const shown = row[2] === ':' ? (/^(?:[0-9A-Fa-f]+ ?)+/.exec(rest)?.[0] ?? '') : pairsIn(rest);
  const scan = scanHex(shown);
  if (scan.kind !== 'bytes') return null;
  const { bytes } = scan;
  return {
    ...nothing,
    pure: true,
    certain: true,
    nextOffset: offset + bytes.length,
    runs: [{ direction: null, at: null, bytes }],
  };
}

function pairsIn(rest: string): string {
  return /^(?:[0-9A-Fa-f]{2}(?:[ \t]{1,2}(?![ \t])|[ \t]*$|(?=[ \t]))){1,16}/.exec(rest)?.[0] ?? '';
}

interface Match {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

function literalsIn(line: string): readonly Match[] {
  const quoted = literals(line);
  if (quoted.length > 0) return quoted;
  return Array.from(line.matchAll(escapes), (found) => ({
    from: found.index,
    to: found.index + found[0].length,
    bytes: unquote(found[0]),
  }));
}

/** String literals with an \\x escape. Each quote is looked behind once: a pattern would search a line without an end again and again. */
function literals(line: string): readonly Match[] {
  const matches: Match[] = [];
  quote.lastIndex = 0;
  for (let found = quote.exec(line); found !== null; found = quote.exec(line)) {
    const at = found.index;
    const close = line[at - 1] === '\\' ? -1 : closingQuote(line, at);
    const content = close < 0 ? '' : line.slice(at + 1, close);
    if (!/\\x[0-9A-Fa-f]{2}/.test(content)) {
      quote.lastIndex = at + 1;
      continue;
    }
    matches.push({ from: line[at - 1] === 'b' ? at - 1 : at, to: close + 1, bytes: unquote(content) });
    quote.lastIndex = close + 1;
  }
  return matches;
}

/** The quote that ends the one at `at`; -1 where none does. */
function closingQuote(line: string, at: number): number {
  for (let index = at + 1; index < line.length; index++) {
    if (line[index] === '\\') index += 1;
    else if (line[index] === line[at]) return index;
  }
  return -1;
}

const shortEscapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, a: 7, b: 8, f: 12, v: 11, 0: 0 };

function unquote(text: string): Uint8Array {
  const bytes = Array.from(text.matchAll(/\\x([0-9A-Fa-f]{2})|\\(.)|([^\\])/gs), ([, hex, short, plain]) => {
    if (hex !== undefined) return Number.parseInt(hex, 16);
    if (short !== undefined) return shortEscapes[short] ?? short.charCodeAt(0);
    return (plain as string).charCodeAt(0);
  });
  return Uint8Array.from(bytes);
}

function readPrefixedBytes(text: string): LineReading {
  const matches: Match[] = [];
  let oddAt: number | null = null;
  for (const found of text.matchAll(prefixed)) {
    const groups = Array.from(found[0].matchAll(/0x([0-9A-Fa-f]+)/gi), ([, digits = '']) => digits);
    const odd = groups.some((digits) => digits.length > 2 && digits.length % 2 === 1);
    if (odd) oddAt ??= found.index;
    const scan = scanHex(groups.map((digits) => (digits.length === 1 ? `0${digits}` : digits)).join(''));
    if (odd || scan.kind !== 'bytes') continue;
    matches.push({ from: found.index, to: found.index + found[0].length, bytes: scan.bytes });
  }
  const pure = /^[\s,;{}()[\]"']*$/.test(text.replace(prefixed, ''));
  const enough = matches.filter(({ bytes }) => pure || bytes.length >= fewestPrefixed);
  return { ...readMatches(text, enough), pure, certain: true, oddAt: pure || enough.length === 0 ? oddAt : null };
}

function readProse(text: string, at: string | null, direction: Direction | null): LineReading {
  const masked = text.replace(noHex, (found) => ' .'.repeat(found.length).slice(0, found.length));
  const matches: Match[] = [];
  for (const pattern of [spaced, solid]) {
    for (const found of masked.matchAll(pattern)) {
      const scan = scanHex(found[0]);
      if (scan.kind === 'bytes') {
        matches.push({ from: found.index, to: found.index + found[0].length, bytes: scan.bytes });
      }
    }
  }
  if (matches.length === 0) return { ...nothing, announces: direction ?? directionIn(text) };
  return readMatches(
    text,
    matches.toSorted((left, right) => left.from - right.from),
    at,
  );
}

/** Each match with the direction that stands nearest before it on the line. */
function readMatches(line: string, matches: readonly Match[], at: string | null = readPrefix(line).at): LineReading {
  const runs: LineRun[] = [];
  let before = 0;
  for (const { from, to, bytes } of matches) {
    const direction = directionIn(line.slice(before, from)) ?? runs.at(-1)?.direction ?? null;
    runs.push({ direction, at, bytes });
    before = to;
  }
  return { ...nothing, runs };
}

/**
 * Bytes in whatever dress they come: hex digits with anything between them, C and Python literals, dumps, logs,
 * captures, or the bytes themselves. A text is taken for hex only by the rules of `hex-line.ts`; where none of its
 * lines fits them, a text that a gateway or a meter is known to say is taken as the bytes that came.
 */
import { recogniseText } from '../gateway/index.ts';
import { parseSignOn } from '../signon/index.ts';
import { type LineReading, type LineRun, readLine } from './hex-line.ts';
import type { Direction } from './hex-prefix.ts';
import { scanHex } from './hex-scan.ts';

export interface DressSegment {
  /** Null where the text does not say which way the bytes went. */
  readonly direction: Direction | null;
  /** The time as it was written. */
  readonly at: string | null;
  readonly bytes: Uint8Array;
}

export interface DressProblem {
  readonly code: 'odd-digits' | 'no-hex';
  /** 1 for the first line. */
  readonly line: number;
  /** 1 for the first character. */
  readonly column: number;
}

export interface Undressed {
  readonly segments: readonly DressSegment[];
  readonly problems: readonly DressProblem[];
}

/** A short line of nothing but hex counts only among its like: alone in a text it may be a number. */
const shortLine = 4;
const flag = 0x7e;
const keptProblems = 100;
/** What is typed most often needs no look at its lines. */
const justPairs = /^(?:[0-9A-Fa-f]{2} ?){4,4096}$/;

/** Reads bytes out of what somebody typed, copied or saved. Never throws. */
export function undress(input: Uint8Array | string): Undressed {
  if (typeof input === 'string') return undressText(input, null);
  const text = asText(input);
  return text === null ? raw(input) : undressText(text, input);
}

const raw = (bytes: Uint8Array): Undressed => ({ segments: [{ direction: null, at: null, bytes }], problems: [] });

/** The bytes as text; null where they are none, so that they are the bytes meant. */
function asText(bytes: Uint8Array): string | null {
  for (const byte of bytes) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b) return null;
    if (byte === 0x7f) return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function undressText(text: string, bytes: Uint8Array | null): Undressed {
  if (justPairs.test(text)) {
    const scan = scanHex(text);
    if (scan.kind === 'bytes') return raw(scan.bytes);
  }
  if (bytes !== null && parseSignOn(bytes)?.at === 0) return raw(bytes);
  const { segments, problems } = gather(text);
  if (segments.length > 0 || problems.length > 0) return { segments, problems };
  if (bytes !== null && (recogniseText(text.slice(0, 4096)) !== null || parseSignOn(bytes) !== null)) return raw(bytes);
  return { segments: [], problems: [{ code: 'no-hex', line: 1, column: 1 }] };
}

interface NumberedReading {
  /** 1 for the first line. */
  readonly number: number;
  readonly reading: LineReading;
}

/** Each line that says something. One at a time: a log has millions of them. */
function* eachLine(text: string): Generator<NumberedReading> {
  let offset: number | null = null;
  let from = 0;
  for (let number = 1; from <= text.length; number++) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end).replace(/\r$/, '');
    from = end < 0 ? text.length + 1 : end + 1;
    if (line.trim() === '' || /^\s*(?:#(?!033\[)|\/\/)/.test(line)) continue;
    const reading = readLine(line, offset);
    offset = reading.nextOffset;
    yield { number, reading };
  }
}

/** Lines with bytes, or with something to say about them. Numbers on lines of their own among words are left out. */
function* linesThatCount(text: string): Generator<NumberedReading> {
  let words = false;
  for (const { reading } of eachLine(text)) {
    words = !reading.pure;
    if (words) break;
  }
  let before: NumberedReading | null = null;
  for (const line of eachLine(text)) {
    const { runs, pure, certain, oddAt } = line.reading;
    const [run] = runs;
    const standsAlone =
      !pure || certain || (run !== undefined && (run.bytes.length >= shortLine || run.direction !== null));
    const continues = oddAt === null && before?.number === line.number - 1 && before.reading.runs.length > 0;
    if (!words || standsAlone || continues) yield line;
    before = line;
  }
}

/** Puts the bytes of lines that belong together one behind the other: all in one array, segments as views of it. */
function gather(text: string): Undressed {
  // No dress has more than one byte a character.
  const bytes = new Uint8Array(text.length);
  const segments: DressSegment[] = [];
  const problems: DressProblem[] = [];
  let filled = 0;
  let open: { readonly direction: Direction | null; readonly at: string | null; readonly from: number } | null = null;
  const close = (): void => {
    if (open !== null)
      segments.push({ direction: open.direction, at: open.at, bytes: bytes.subarray(open.from, filled) });
    open = null;
  };
  let announced: Direction | null = null;
  for (const { number, reading } of linesThatCount(text)) {
    if (reading.oddAt !== null && problems.length < keptProblems) {
      problems.push({ code: 'odd-digits', line: number, column: reading.oddAt + 1 });
    }
    if (reading.runs.length === 0) announced = reading.announces ?? announced;
    for (const run of reading.runs) {
      const direction: Direction | null = run.direction ?? (reading.pure ? announced : null);
      announced = direction;
      if (open === null || open.direction !== direction || startsAnew(bytes[filled - 1], run)) {
        close();
        open = { direction, at: run.at, from: filled };
      }
      bytes.set(run.bytes, filled);
      filled += run.bytes.length;
    }
  }
  close();
  return { segments, problems };
}

/** A line with its own time that starts a frame behind the end of one: kept apart, so that each keeps its time. */
function startsAnew(last: number | undefined, { at, bytes }: LineRun): boolean {
  return at !== null && bytes[0] === flag && last === flag;
}

/**
 * The plain texts with which a serial device server answers instead of the meter. Each is a row; a text that is not
 * here is some text, and nobody's. The wire carries them as ASCII with a line end:
 *
 *   50 6F 72 74 20 61 6C 72 65 61 64 79 20 69 6E 20 75 73 65 │ 0D 0A
 *   P  o  r  t     a  l  r  e  a  d  y     i  n     u  s  e   └ ser2net to 2.10 ends its lines 0A 0D
 */

export interface GatewayText {
  /** Stable name of the row. */
  readonly id: string;
  readonly meaning: 'busy' | 'device-error' | 'not-allowed' | 'kicked' | 'closing' | 'banner';
  /** What stands between line ends; where `tail` is true it goes on with something that varies. */
  readonly text: string;
  readonly tail: boolean;
  /** The line end that goes with it. */
  readonly lineEnd: '\r\n' | '\n\r';
  /** Who is known to say it. Others may have copied the words. */
  readonly device: string;
  /** How we know: seen on the wire, in the maker's manual, or in the source. */
  readonly basis: 'measured' | 'documented' | 'source';
}

const ser2net = { tail: false, lineEnd: '\r\n', device: 'ser2net', basis: 'measured' } as const;
const fromSource = { ...ser2net, basis: 'source' } as const;
const older = { ...fromSource, lineEnd: '\n\r', device: 'ser2net 2.10 or older' } as const;

export const gatewayTexts = [
  { ...ser2net, id: 'ser2net.busy', meaning: 'busy', text: 'Port already in use' },
  { ...older, id: 'ser2net-2.busy', meaning: 'busy', text: 'Port already in use' },
  { ...fromSource, id: 'ser2net.busy-process', meaning: 'busy', text: 'Port already in use by another process' },
  { ...older, id: 'ser2net-2.busy-process', meaning: 'busy', text: 'Port already in use by another process' },
  { ...ser2net, id: 'ser2net.device-busy', meaning: 'busy', text: "Port's device already in use" },
  { ...ser2net, id: 'ser2net.no-free-port', meaning: 'busy', text: 'No free port found' },
  { ...ser2net, id: 'ser2net.device-locked', meaning: 'busy', text: 'Device open failure: Object was already in use' },
  {
    ...ser2net,
    id: 'ser2net.device-missing',
    meaning: 'device-error',
    text: 'Device open failure: Value or file not found',
  },
  {
    ...ser2net,
    id: 'ser2net.device-refused',
    meaning: 'device-error',
    text: 'Device open failure: Connection refused',
  },
  {
    ...ser2net,
    id: 'ser2net.device-no-tty',
    meaning: 'device-error',
    text: 'Device open failure: OS error, see logs',
  },
  { ...ser2net, id: 'ser2net.device-failure', meaning: 'device-error', text: 'Device open failure: ', tail: true },
  { ...fromSource, id: 'ser2net.device-failed-open', meaning: 'device-error', text: "Port's device failed open" },
  { ...ser2net, id: 'ser2net.not-allowed', meaning: 'not-allowed', text: 'Accessed denied due to your net address' },
  { ...fromSource, id: 'ser2net.kicked', meaning: 'kicked', text: 'kicked off, new user is coming' },
  { ...fromSource, id: 'ser2net.closing', meaning: 'closing', text: 'Port closing' },
  { ...fromSource, id: 'ser2net.disabled', meaning: 'closing', text: 'Port disabled' },
  { ...fromSource, id: 'ser2net.shutting-down', meaning: 'closing', text: 'port is shutting down' },
  { ...ser2net, id: 'ser2net.banner', meaning: 'banner', text: 'ser2net port ', tail: true },
] as const satisfies readonly GatewayText[];

export interface RecognisedText {
  readonly row: GatewayText;
  /** Where the text starts, in characters. */
  readonly at: number;
  /** Characters of text, varying tail and as much of the line end as has come. */
  readonly length: number;
  /** Its whole line end has come, so nothing can be added to it. */
  readonly complete: boolean;
}

/** A tail longer than this is no line of a gateway. */
const longestTail = 256;

/**
 * Finds the first known text in received characters (one for each byte), wherever it stands. Where several rows
 * start at the same place, the one whose line ends as the row says wins, then the longest.
 * @returns null where no text of the table occurs whole
 */
export function recogniseText(text: string): RecognisedText | null {
  let best: (RecognisedText & { readonly rank: number }) | null = null;
  for (const row of gatewayTexts) {
    const at = text.indexOf(row.text);
    if (at < 0 || (best !== null && at > best.at)) continue;
    const found = readRow(text, row, at);
    if (best === null || at < best.at || found.rank > best.rank) best = found;
  }
  if (best === null) return null;
  const { row, at, length, complete } = best;
  return { row, at, length, complete };
}

function readRow(text: string, row: GatewayText, at: number): RecognisedText & { readonly rank: number } {
  let end = at + row.text.length;
  if (row.tail) {
    const last = Math.min(text.length, end + longestTail);
    while (end < last && !isLineEnd(text[end])) end++;
  }
  const { length, complete } = lineEndAt(text, end);
  const endsHere = length > 0 || end === text.length;
  const asItSays = text.slice(end, end + 2) === row.lineEnd;
  // A fixed text fits better than a prefix with a tail, but only where nothing else follows on its line.
  const rank = (endsHere ? 10_000 : 0) + row.text.length * 2 + (asItSays ? 1 : 0);
  return { row, at, length: end - at + length, complete, rank };
}

/** The line end at `at`. A single CR or LF at the very end may still be half of a pair: not complete yet. */
function lineEndAt(text: string, at: number): { readonly length: number; readonly complete: boolean } {
  if (!isLineEnd(text[at])) return { length: 0, complete: false };
  const next = text[at + 1];
  if (isLineEnd(next) && next !== text[at]) return { length: 2, complete: true };
  return { length: 1, complete: next !== undefined };
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\r' || character === '\n';
}

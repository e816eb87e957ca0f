/**
 * Hides octets of a conversation by their place: the frames keep their lengths and their structure, and a check value
 * that was right is computed anew, so that what is shown still reads as what it was.
 *
 *   7E A0 2B … 82 08 31 32 33 … FCS 7E      a password, wherever an AARQ has one
 *   7E A0 2B … 82 08 2A 2A 2A … fcs 7E
 *
 * For an anonymous report also what tells whose meter it is: system titles, strings that a meter gave out (but for
 * logical names and instants), parts that cannot be read alone, the digits of a serial number in an address, and what is
 * known to be a name, wherever it stands.
 */
import { crc16 } from '../bytes/crc.ts';
import { dissect, type Item, leavesOf, type Node } from '../dissect/index.ts';

export interface HideOctets {
  /** Null where passwords alone are hidden. */
  readonly identity: {
    /** Octets that are a name, hidden wherever they stand. */
    readonly known: readonly Uint8Array[];
    /** The stand-in for the lower part of a server address; the same one where it tells nothing. */
    readonly lower: (address: number) => number;
    /** Hides what identifies in a plain text, keeping its length. */
    readonly text: (text: string) => string;
  } | null;
}

const maskOctet = 0x2a;
const fewestPrintable = 4;
const strings: ReadonlySet<string> = new Set(['octet-string', 'visible-string', 'utf8-string']);
/** Fields that are hidden whole. */
const secrets: ReadonlySet<string> = new Set(['acse.authentication', 'initiate.dedicated-key']);
const titles: ReadonlySet<string> = new Set(['acse.title', 'acse.other', 'security.title']);
/** What cannot be read alone: parts of something longer, ciphered text, what stands behind a failure. */
const unread: ReadonlySet<string> = new Set([
  'apdu.rest',
  'block.data',
  'security.text',
  'security.tag',
  'parameters.user-data',
  'rest',
]);
const rawData: ReadonlySet<string> = new Set(['segment', 'no-llc', 'no-known-apdu']);

/** @returns as many octets */
export function hideOctets(octets: Uint8Array, { identity }: HideOctets): Uint8Array {
  const shown = Uint8Array.from(octets);
  const items = dissect(octets).filter(({ joinedFrom }) => joinedFrom === undefined);
  for (const node of leavesOf(items.flatMap(({ tree }) => tree))) {
    // A single octet only says whether a key follows.
    if (secrets.has(node.field) && node.length > 1) shown.fill(maskOctet, node.offset, node.offset + node.length);
    else if (identity !== null) hideIdentity(node, shown, identity);
  }
  for (const word of identity?.known ?? []) hideKnown(shown, word);
  for (const item of items) if (item.kind === 'hdlc') checkAnew(item, shown);
  return shown;
}

type Identity = NonNullable<HideOctets['identity']>;

function hideIdentity(node: Node, shown: Uint8Array, { lower, text }: Identity): void {
  const { field, meaning, value, offset, length } = node;
  const fill = (from: number) => shown.fill(maskOctet, from, offset + length);
  if (titles.has(field) || unread.has(field)) fill(offset);
  else if (field === 'noise') hidePrintable(shown, offset, offset + length);
  else if (field === 'text') writeText(shown, offset, text(latin(node.bytes)));
  else if (field === 'destination.lower' || field === 'source.lower') writeAddress(shown, node, lower);
  else if (field === 'data' || field === 'data.content') {
    if (meaning === undefined || rawData.has(meaning)) fill(offset);
    else if (strings.has(meaning)) {
      const count = Math.min(length, typeof value === 'number' ? value : length);
      const content = node.bytes.subarray(length - count);
      if (!tellsNothing(content)) fill(offset + length - count);
    }
  }
}

/** Instants, logical names, and what is too short for a name. */
function tellsNothing(content: Uint8Array): boolean {
  if (content.length < fewestPrintable) return true;
  if (content.length === 6) return content.some((octet) => !isPrintable(octet));
  return content.length === 12 && isInstant(content);
}

/** A date-time of 12 octets: year, month, day of month, day of week, hour, … */
function isInstant(content: Uint8Array): boolean {
  const [high = 0, low = 0, month = 0, day = 0, weekday = 0, hour = 0, minute = 0] = content;
  const year = (high << 8) | low;
  const isWithin = (octet: number, most: number) => octet <= most || octet >= 0xfd;
  return (
    (year === 0xffff || (year >= 1900 && year < 2200)) &&
    isWithin(month, 12) &&
    isWithin(day, 31) &&
    isWithin(weekday, 7) &&
    isWithin(hour, 23) &&
    isWithin(minute, 59)
  );
}

function isPrintable(octet: number): boolean {
  return octet >= 0x20 && octet < 0x7f;
}

function hidePrintable(shown: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; ) {
    let end = at;
    while (end < to && isPrintable(shown[end] ?? 0)) end += 1;
    if (end - at >= fewestPrintable) shown.fill(maskOctet, at, end);
    at = end + 1;
  }
}

function latin(bytes: Uint8Array): string {
  let text = '';
  for (const octet of bytes) text += String.fromCharCode(octet);
  return text;
}

/** Octets outside ASCII stand for what was hidden. */
function writeText(shown: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    shown[at + index] = code > 0xff ? maskOctet : code;
  }
}

/** `HHHHHHH0 LLLLLLL1`: the lower part in two octets, the last bit of the address set. */
function writeAddress(shown: Uint8Array, { offset, length, value }: Node, lower: Identity['lower']): void {
  if (length !== 2 || typeof value !== 'number') return;
  const stand = lower(value);
  const last = (shown[offset + 1] ?? 0) & 1;
  shown[offset] = ((stand >>> 7) << 1) & 0xfe;
  shown[offset + 1] = ((stand & 0x7f) << 1) | last;
}

/** Wherever it stands; letters of either case. */
function hideKnown(shown: Uint8Array, word: Uint8Array): void {
  if (word.length < fewestPrintable) return;
  const wanted = word.map(small);
  for (let at = 0; at + wanted.length <= shown.length; at++) {
    let same = 0;
    while (same < wanted.length && small(shown[at + same] ?? 0) === wanted[same]) same += 1;
    if (same === wanted.length) shown.fill(maskOctet, at, at + same);
  }
}

function small(octet: number): number {
  return octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet;
}

/** Computes HCS and FCS over what is shown, where those that came were right. */
function checkAnew({ tree }: Item, shown: Uint8Array): void {
  const start = tree.find(({ field }) => field === 'format')?.offset;
  if (start === undefined) return;
  for (const { field, value, offset, length } of tree) {
    if ((field !== 'hcs' && field !== 'fcs') || value !== true || length !== 2) continue;
    const check = crc16(shown, start, offset);
    shown[offset] = check & 0xff;
    shown[offset + 1] = check >>> 8;
  }
}

/** Sorts what came over a conversation into text, telnet, echo, answers, frames of others, and garbage. */

import { sameBytes } from '../bytes/join.ts';
import { isPlainText, printable } from '../bytes/printable.ts';
import type { Heard, HeardFrame, HeardText, LinkTarget, ServerAddress } from '../evidence/index.ts';
import { readTelnet, recogniseText } from '../gateway/index.ts';
import {
  bytesOf,
  type Frame,
  type HdlcAddress,
  isAddressWidth,
  isMisaddressedAnswer,
  isSound,
  joinPieces,
} from '../hdlc/index.ts';
import type { Conversation, Sighting, SpokenExchange } from '../session/index.ts';
import { parseSignOn } from '../signon/index.ts';

/** From where on to listen: a place in a conversation, taken before an experiment starts. */
export interface Mark {
  readonly sighting: number;
  readonly exchange: number;
  readonly portion: number;
}

export function markNow({ sightings, exchanges }: Conversation): Mark {
  const last = exchanges.length - 1;
  return { sighting: sightings.length, exchange: last, portion: exchanges[last]?.received.length ?? 0 };
}

/** A text shorter than this is a text only where a table knows it, or where it is nothing but line ends. */
const shortestText = 6;
const fewestCommands = 2;
const keptFrames = 8;
/** More than this says nothing more: no question has an answer of that length. */
const enoughBytes = 65_536;
const keptCharacters = 200;

/** A credential set that asked before on this line. */
export interface EarlierTarget extends LinkTarget {
  readonly answered: boolean;
}

/**
 * @param target who asked in this stretch; null while only listening
 * @param earlier those who asked before: an answer for them that comes now is late, or a second one
 */
export function hear(
  conversation: Conversation,
  mark: Mark,
  target: LinkTarget | null,
  earlier: readonly EarlierTarget[] = [],
): Heard {
  const sightings = conversation.sightings.slice(mark.sighting);
  const exchanges = exchangesSince(conversation, mark);
  const sent = conversation.exchanges.flatMap((exchange) => (exchange.sent === null ? [] : [exchange.sent]));
  const clocks = { bytes: 0, frames: 0, soundFrames: 0, answers: 0 };
  const foreign: HeardFrame[] = [];
  const defects = new Set<string>();
  let echo = false;

  for (const { piece, atMs, exchange } of sightings) {
    if (piece.kind === 'broken') defects.add('broken');
    if (piece.kind !== 'frame') continue;
    clocks.frames += 1;
    const { frame } = piece;
    for (const { code } of frame.defects) defects.add(code);
    if (!isSound(frame)) continue;
    clocks.soundFrames += 1;
    if (sent.some((question) => sameBytes(question.subarray(1, -1), frame.octets))) {
      echo = true;
    } else if (target !== null && (isTo(frame, target.client) || isMisaddressedAnswer(frame))) {
      clocks.answers += 1;
    } else if (isResponse(frame) && earlier.some(({ client, answered }) => answered && isTo(frame, client))) {
      // A second answer to a repeated question: known already, and nobody else's.
      clocks.answers += 1;
    } else if (foreign.length < keptFrames) {
      foreign.push(foreignFrame(frame, atMs, exchange === 0, earlier));
    }
  }
  const stretches = unframed(sightings);
  const told = stretches.map(readStretch);
  for (const { received } of exchanges) for (const { bytes } of received) clocks.bytes += bytes.length;
  return {
    clocks,
    text: joinTexts(told.flatMap(({ text }) => (text === null ? [] : [text]))),
    telnet: told.flatMap(({ telnet }) => telnet),
    echo,
    foreign,
    garbledBytes: told.reduce((sum, { garbled }) => sum + garbled, 0) + brokenBytes(sightings),
    defects: [...defects],
    ...times(exchanges),
    end: endOf(conversation, exchanges),
  };
}

/** Whether a text that came says all there is to know, so that waiting on is pointless. */
export function saysItAll(conversation: Conversation, mark: Mark): boolean {
  if (bytesSince(conversation, mark) > enoughBytes) return true;
  return unframed(conversation.sightings.slice(mark.sighting)).some((bytes) => {
    const known = recogniseText(asCharacters(bytes));
    return known?.complete === true && known.row.meaning !== 'banner';
  });
}

function bytesSince(conversation: Conversation, mark: Mark): number {
  const portions = exchangesSince(conversation, mark).flatMap(({ received }) => received);
  return portions.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Whether a text is a gateway's refusal in words; a banner is none. */
export function isRefusal(text: HeardText | null): boolean {
  return text?.known != null && text.known.meaning !== 'banner';
}

function exchangesSince({ exchanges }: Conversation, mark: Mark): readonly SpokenExchange[] {
  return exchanges.slice(mark.exchange).map((exchange, index) => {
    if (index > 0) return exchange;
    return { ...exchange, received: exchange.received.slice(mark.portion) };
  });
}

function isResponse({ control: { type } }: Frame): boolean {
  return type === 'UA' || type === 'DM' || type === 'FRMR';
}

function isTo(frame: Frame, client: number): boolean {
  return frame.destination.width === 1 && frame.destination.upper === client;
}

function foreignFrame(frame: Frame, atMs: number, unasked: boolean, earlier: readonly EarlierTarget[]): HeardFrame {
  const { type } = frame.control;
  return {
    type,
    from: asServerAddress(frame.source),
    to: asServerAddress(frame.destination),
    atMs: Math.round(atMs),
    unasked: unasked || type === 'UI',
    answersEarlier:
      (isResponse(frame) ? earlier.find(({ client }) => isTo(frame, client))?.credential : undefined) ?? null,
  };
}

/** An address off the wire; a misbuilt width is shown as the next smaller one that exists. */
export function asServerAddress({ upper, lower, width }: HdlcAddress): ServerAddress {
  return { upper, lower, width: isAddressWidth(width) ? width : width === 3 ? 2 : 4 };
}

/** Stretches of bytes in no frame, joined where they touch. */
function unframed(sightings: readonly Sighting[]): readonly Uint8Array[] {
  const noise = sightings
    .filter(({ piece }) => piece.kind === 'noise' || piece.kind === 'frame')
    .map(({ piece }) => piece);
  return joinPieces(noise).flatMap((piece) => (piece.kind === 'noise' ? [bytesOf(piece)] : []));
}

function brokenBytes(sightings: readonly Sighting[]): number {
  return sightings.reduce((sum, { piece }) => sum + (piece.kind === 'broken' ? piece.bytes.length : 0), 0);
}

interface Told {
  readonly text: HeardText | null;
  readonly telnet: readonly string[];
  readonly garbled: number;
}

/** What one stretch of bytes outside frames says: telnet commands first, then text, else garbage. */
function readStretch(bytes: Uint8Array): Told {
  const commands = bytes[0] === 0xff ? readTelnet(bytes) : [];
  let at = 0;
  const telnet: string[] = [];
  for (const command of commands) {
    if (command.at !== at || command.optionName === null) break;
    telnet.push(`${command.verb} ${command.option} (${command.optionName})`);
    at = command.at + command.length;
  }
  // A wrong speed makes bytes that look like one command; a greeting has several, all of them known.
  if (telnet.length < fewestCommands) {
    telnet.length = 0;
    at = 0;
  }
  const rest = bytes.subarray(at);
  if (rest.length === 0) return { text: null, telnet, garbled: 0 };
  const characters = asCharacters(rest);
  const found = recogniseText(characters);
  const onlyLineEnds = /^[\r\n]+$/.test(characters);
  if (found === null && !onlyLineEnds && (rest.length < shortestText || !isPlainText(rest))) {
    return { text: null, telnet, garbled: rest.length };
  }
  const known = found === null ? null : { id: found.row.id, meaning: found.row.meaning, device: found.row.device };
  const text = printable(rest.subarray(0, keptCharacters));
  return { text: { text, known, signOn: signOnOf(rest, characters) }, telnet, garbled: 0 };
}

/** A telegram begins with an identification too; its values in brackets tell it from a sign-on. */
function signOnOf(bytes: Uint8Array, characters: string): HeardText['signOn'] {
  const kind = parseSignOn(bytes)?.kind;
  if (kind === 'identification') return /\(\S*\)/.test(characters) ? 'readout' : 'identification';
  return kind === 'readout' ? 'readout' : null;
}

function asCharacters(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 4096), (byte) => String.fromCharCode(byte)).join('');
}

/** Several texts as one: what a table knows outweighs what it does not. */
function joinTexts(texts: readonly HeardText[]): HeardText | null {
  if (texts.length === 0) return null;
  const known = texts.find((text) => text.known !== null);
  return {
    text: texts
      .map(({ text }) => text)
      .join('')
      .slice(0, keptCharacters),
    known: known?.known ?? null,
    signOn: texts.find(({ signOn }) => signOn !== null)?.signOn ?? null,
  };
}

function times(exchanges: readonly SpokenExchange[]): Pick<Heard, 'firstByteMs' | 'longestGapMs'> {
  const instants = exchanges.flatMap(({ received }) => received.map(({ atMs }) => atMs));
  const [first] = exchanges.flatMap(({ received, sentAtMs }) =>
    received.slice(0, 1).map(({ atMs }) => atMs - sentAtMs),
  );
  const gaps = instants.slice(1).map((atMs, index) => atMs - (instants[index] ?? atMs));
  return {
    firstByteMs: first === undefined ? null : Math.round(first),
    longestGapMs: Math.round(Math.max(0, ...gaps)),
  };
}

function endOf({ end }: Conversation, exchanges: readonly SpokenExchange[]): Heard['end'] {
  if (end === null) return null;
  const from = exchanges.at(-1)?.sentAtMs ?? 0;
  return { how: end.how, afterMs: Math.max(0, Math.round(end.atMs - from)) };
}

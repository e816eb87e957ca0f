/** Sorts what came over a conversation into text, telnet, echo, answers, frames of others, and garbage. */

import { joinBytes } from '../bytes/join.ts';
import {
  flowOctetsMissing,
  type Heard,
  type HeardFrame,
  type HeardText,
  type LinkTarget,
  type ServerAddress,
} from '../evidence/index.ts';
import { recogniseText } from '../gateway/index.ts';
import {
  bytesOf,
  type Frame,
  type HdlcAddress,
  isAddressWidth,
  isMisaddressedAnswer,
  isSound,
  joinPieces,
  maximumLength,
} from '../hdlc/index.ts';
import type { Conversation, Sighting, SpokenExchange } from '../session/index.ts';
import { missingFlowOctets } from './missing-flow-octets.ts';
import { asCharacters, joinTexts, readStretch } from './read-stretch.ts';

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

const keptFrames = 8;
/** A damaged answer is looked at for as long as the longest frame. */
const repairedBytes = 2 * maximumLength;
/** More than this says nothing more: no question has an answer of that length. */
const enoughBytes = 65_536;

/** A credential set that asked before on this line. */
export interface EarlierTarget extends LinkTarget {
  /** Its question for a link was answered. */
  readonly answered: boolean;
  /** What became of the I frames that went out as this client; `owed`: one of them found no answer. */
  readonly talked: 'never' | 'answered' | 'owed';
}

/** Who asked in a stretch, and from where frames to that client answer the question; from anywhere unless told. */
export interface Asked extends Pick<LinkTarget, 'client'> {
  readonly accepts?: (source: ServerAddress) => boolean;
}

/**
 * @param target who asked in this stretch; null while only listening
 * @param earlier those who asked before: an answer for them that comes now is late, or a second one
 */
export function hear(
  conversation: Conversation,
  mark: Mark,
  target: Asked | null,
  earlier: readonly EarlierTarget[] = [],
): Heard {
  const sightings = conversation.sightings.slice(mark.sighting);
  const exchanges = spokenSince(conversation, mark);
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
    if (conversation.wasSent(frame.octets)) {
      echo = true;
    } else if (target !== null && isAnswerTo(frame, target)) {
      clocks.answers += 1;
    } else if (earlier.some((one) => isTo(frame, one.client) && isKnownAnswer(frame, one))) {
      // A second answer to a repeated question: known already, and nobody else's.
      clocks.answers += 1;
    } else if (foreign.length < keptFrames) {
      foreign.push(foreignFrame(frame, atMs, exchange === 0, earlier));
    }
  }
  const stretches = unframed(sightings);
  const told = stretches.map(readStretch);
  const garbledBytes = told.reduce((sum, { garbled }) => sum + garbled, 0) + brokenBytes(sightings);
  if ((garbledBytes > 0 || defects.size > 0) && exchanges.some(isShortOfFlowOctets)) defects.add(flowOctetsMissing);
  for (const { received } of exchanges) for (const { bytes } of received) clocks.bytes += bytes.length;
  return {
    clocks,
    text: joinTexts(told.flatMap(({ text }) => (text === null ? [] : [text]))),
    telnet: told.flatMap(({ telnet }) => telnet),
    echo,
    foreign,
    garbledBytes,
    defects: [...defects],
    ...times(exchanges),
    end: endOf(conversation, exchanges),
  };
}

function isShortOfFlowOctets({ received }: SpokenExchange): boolean {
  return missingFlowOctets(joinBytes(received.map(({ bytes }) => bytes)).subarray(0, repairedBytes)) > 0;
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
  const portions = spokenSince(conversation, mark).flatMap(({ received }) => received);
  return portions.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

/** Whether a text is a gateway's refusal in words; a banner is none. */
export function isRefusal(text: HeardText | null): boolean {
  return text?.known != null && text.known.meaning !== 'banner';
}

export function spokenSince({ exchanges }: Conversation, mark: Mark): readonly SpokenExchange[] {
  return exchanges.slice(mark.exchange).map((exchange, index) => {
    if (index > 0) return exchange;
    return { ...exchange, received: exchange.received.slice(mark.portion) };
  });
}

function isAnswerTo(frame: Frame, { client, accepts = () => true }: Asked): boolean {
  return (isTo(frame, client) && accepts(asServerAddress(frame.source))) || isMisaddressedAnswer(frame);
}

function isResponse({ control: { type } }: Frame): boolean {
  return type === 'UA' || type === 'DM' || type === 'FRMR';
}

/** Of the data phase: an answer to I frames of ours. */
function isTalk({ control: { type } }: Frame): boolean {
  return type === 'I' || type === 'RR' || type === 'RNR';
}

/** What was answered is answered: whatever comes once more is a second copy. */
function isKnownAnswer(frame: Frame, { answered, talked }: EarlierTarget): boolean {
  return isResponse(frame) ? answered : isTalk(frame) && talked === 'answered';
}

/** It answers a question that found no answer while it was waited for. */
function isLateAnswer(frame: Frame, { answered, talked }: EarlierTarget): boolean {
  return isResponse(frame) ? !answered : isTalk(frame) && talked === 'owed';
}

export function isTo(frame: Frame, client: number): boolean {
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
    answersEarlier: earlier.find((one) => isTo(frame, one.client) && isLateAnswer(frame, one))?.credential ?? null,
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

export function times(exchanges: readonly SpokenExchange[]): Pick<Heard, 'firstByteMs' | 'longestGapMs'> {
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

export function endOf({ end }: Conversation, exchanges: readonly SpokenExchange[]): Heard['end'] {
  if (end === null) return null;
  const from = exchanges.at(-1)?.sentAtMs ?? 0;
  return { how: end.how, afterMs: Math.max(0, Math.round(end.atMs - from)) };
}

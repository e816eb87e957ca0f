/** Sorts what came in some turns as evidence has it: text, telnet, echo, answers, frames of others, garbage. */

import { toHex } from '../bytes/hex.ts';
import { joinBytes } from '../bytes/join.ts';
import type { Heard, HeardFrame, HeardText, ServerAddress } from '../evidence/index.ts';
import { type Frame, type HdlcAddress, isAddressWidth, isMisaddressedAnswer, isSound } from '../hdlc/index.ts';
import type { Conversation, Sighting, Turn } from './conversation.ts';
import { readStretch, type Stretch } from './stretch.ts';

const keptFrames = 8;

/** A client that asked before in the same conversation. */
export interface Earlier {
  readonly credential: string;
  readonly client: number;
  /** Its question for a link was answered. */
  readonly answered: boolean;
}

/** An address off the wire; a misbuilt width is shown as the next smaller one that exists. */
export function asServerAddress({ upper, lower, width }: HdlcAddress): ServerAddress {
  return { upper, lower, width: isAddressWidth(width) ? width : width === 3 ? 2 : 4 };
}

export function isTo(frame: Frame, client: number): boolean {
  return (frame.destination.width === 1 && frame.destination.upper === client) || isMisaddressedAnswer(frame);
}

/** Octets between the flags of everything that was sent in a conversation, as hex: what comes back like that is an echo. */
export function echoesOf({ turns }: Conversation): ReadonlySet<string> {
  return new Set(turns.flatMap(({ sent }) => (sent?.frames ?? []).map(({ octets }) => toHex(octets))));
}

/** @param client who asked; null while nobody did */
export function heardOf(
  conversation: Conversation,
  turns: readonly Turn[],
  client: number | null,
  echoes: ReadonlySet<string>,
  earlier: readonly Earlier[] = [],
): Heard {
  const clocks = { bytes: 0, frames: 0, soundFrames: 0, answers: 0 };
  const defects = new Set<string>();
  const foreign: HeardFrame[] = [];
  let echo = false;
  for (const { piece, atMs, asked } of turns.flatMap(({ sightings, sent }) =>
    sightings.map((one) => ({ ...one, asked: sent !== null })),
  )) {
    if (piece.kind === 'broken') defects.add('broken');
    if (piece.kind !== 'frame') continue;
    const { frame } = piece;
    clocks.frames += 1;
    for (const { code } of frame.defects) defects.add(code);
    if (!isSound(frame)) continue;
    clocks.soundFrames += 1;
    if (echoes.has(toHex(frame.octets))) echo = true;
    else if (client !== null && isTo(frame, client)) clocks.answers += 1;
    else if (earlier.some((one) => one.answered && isTo(frame, one.client))) clocks.answers += 1;
    else if (foreign.length < keptFrames) foreign.push(foreignFrame(frame, atMs, asked, earlier));
  }
  const told = conversation.framing === 'wrapper' ? [] : unframed(turns.flatMap(({ sightings }) => sightings));
  for (const { received } of turns) for (const { bytes } of received) clocks.bytes += bytes.length;
  return {
    clocks,
    text: joinTexts(told.flatMap(({ text }) => (text === null ? [] : [text]))),
    telnet: told.flatMap(({ telnet }) => telnet).slice(0, 32),
    echo,
    foreign,
    garbledBytes: told.reduce((sum, { garbled }) => sum + garbled, 0) + brokenBytes(turns),
    defects: [...defects],
    ...timesOf(turns),
    end: endOf(conversation, turns),
  };
}

/** How the far end ended the conversation in the last of these turns; null where it did not. */
function endOf({ end, turns: all }: Conversation, turns: readonly Turn[]): Heard['end'] {
  const last = turns.at(-1);
  if (end === null || last === undefined || last !== all.at(-1)) return null;
  if (end.how !== 'FIN' && end.how !== 'RST' && end.how !== 'LOST') return null;
  const from = last.sent?.atMs ?? null;
  return { how: end.how, afterMs: from === null || end.atMs === null ? 0 : Math.max(0, Math.round(end.atMs - from)) };
}

function timesOf(turns: readonly Turn[]): Pick<Heard, 'firstByteMs' | 'longestGapMs'> {
  const firsts = turns.flatMap(({ sent, received: [first] }) =>
    first?.atMs == null || sent?.atMs == null ? [] : [first.atMs - sent.atMs],
  );
  const instants = turns.flatMap(({ received }) => received.flatMap(({ atMs }) => atMs ?? []));
  const gaps = instants.slice(1).map((atMs, index) => atMs - (instants[index] ?? atMs));
  const [first] = firsts;
  return {
    firstByteMs: first === undefined ? null : Math.round(first),
    longestGapMs: Math.round(gaps.reduce((most, gap) => Math.max(most, gap), 0)),
  };
}

function foreignFrame(frame: Frame, atMs: number | null, asked: boolean, earlier: readonly Earlier[]): HeardFrame {
  const { type } = frame.control;
  const isAnswer = type === 'UA' || type === 'DM' || type === 'FRMR';
  return {
    type,
    from: asServerAddress(frame.source),
    to: asServerAddress(frame.destination),
    atMs: Math.round(atMs ?? 0),
    unasked: !asked || type === 'UI',
    answersEarlier: earlier.find((one) => isAnswer && !one.answered && isTo(frame, one.client))?.credential ?? null,
  };
}

/** Stretches of bytes in no frame, joined where they touch, and what they say. */
function unframed(sightings: readonly Sighting[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let parts: Uint8Array[] = [];
  const close = (): void => {
    if (parts.length > 0) stretches.push(readStretch(joinBytes(parts)));
    parts = [];
  };
  for (const { piece } of sightings) {
    if (piece.kind === 'noise') parts.push(piece.bytes);
    else if (piece.kind === 'frame') close();
  }
  close();
  return stretches;
}

function brokenBytes(turns: readonly Turn[]): number {
  const broken = turns.flatMap(({ sightings }) =>
    sightings.flatMap(({ piece }) => (piece.kind === 'broken' ? [piece.bytes] : [])),
  );
  return joinBytes(broken).length;
}

function joinTexts(texts: readonly HeardText[]): HeardText | null {
  if (texts.length === 0) return null;
  return {
    text: texts
      .slice(0, 20)
      .map(({ text }) => text)
      .join('')
      .slice(0, 200),
    known: texts.find(({ known }) => known !== null)?.known ?? null,
    signOn: texts.find(({ signOn }) => signOn !== null)?.signOn ?? null,
  };
}

/**
 * Events → conversations, and in each of them turns: what was sent, and everything that came until the next thing was
 * sent. A conversation begins with a connection, or with what follows the end of one.
 */
import { joinBytes } from '../bytes/join.ts';
import { dissect, hasFault, type Item } from '../dissect/index.ts';
import { Deframer, type Frame, type Piece } from '../hdlc/index.ts';
import { type Cut, mendCuts } from './cut-frames.ts';
import type { Place, RecordEvent, RecordState } from './record.ts';
import { withoutSecret } from './secret.ts';

export interface Portion extends Place {
  readonly bytes: Uint8Array;
  /** As it may be shown: secrets masked. */
  readonly shown: Uint8Array;
}

export interface Sent extends Portion {
  readonly items: readonly Item[];
  /** Frames in it, right or wrong. */
  readonly frames: readonly Frame[];
}

export interface Sighting {
  readonly piece: Piece;
  readonly atMs: number | null;
}

export interface Turn {
  /** From 1, over the whole record. */
  readonly number: number;
  /** Null for what came before anything was sent. */
  readonly sent: Sent | null;
  readonly received: readonly Portion[];
  readonly sightings: readonly Sighting[];
  /** When the next thing was sent, or the connection ended; null where nothing follows, or no time stands there. */
  readonly untilMs: number | null;
}

export interface Conversation {
  /** When it was opened; null where the record does not say that it was. */
  readonly openedMs: number | null;
  readonly isOpened: boolean;
  /** It was opened while the one before it was open. */
  readonly isSecond: boolean;
  readonly turns: readonly Turn[];
  /** Frames that were cut at a 7E inside them; `turn` is the number of a turn. */
  readonly cuts: readonly Cut[];
  /** How it ended; null where the record does not say. */
  readonly end: (Place & { readonly how: Exclude<RecordState, 'connected'> }) | null;
  /** What the bytes are framed by, from the first thing that was sent. */
  readonly framing: 'hdlc' | 'wrapper';
}

/** Keeps secrets that come back out of what is shown of what was received. */
export interface SecretKeeper {
  learn(sent: Uint8Array, shown: Uint8Array): void;
  hide(portion: Uint8Array): { readonly bytes: Uint8Array };
}

/** More than this is no answer to one question; looking on would tell nothing new. */
const enoughBytes = 65_536;

interface OpenTurn {
  sent: Portion | null;
  received: Portion[];
}

/**
 * Cuts a record into conversations. Those in which nothing happened at all are left out.
 * @param complete every opening and every end stands in the record: then a connection that is opened before the one
 * before it has ended is a second one, and what follows its end goes on with the first
 */
export function conversationsOf(
  events: readonly RecordEvent[],
  keeper: () => SecretKeeper,
  complete: boolean,
): readonly Conversation[] {
  let numbered = 0;
  return stretchesOf(events, complete).flatMap((stretch) => {
    const conversation = conversationOf(stretch, keeper(), numbered);
    numbered += conversation.turns.length;
    return conversation.turns.length > 0 || conversation.end !== null || conversation.openedMs !== null
      ? [conversation]
      : [];
  });
}

interface Stretch {
  readonly events: RecordEvent[];
  readonly isSecond: boolean;
}

/** The events of each connection, in the order in which they were opened. */
function stretchesOf(events: readonly RecordEvent[], complete: boolean): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const open: Stretch[] = [];
  for (const event of events) {
    const current = open.at(-1);
    const opens = isOpening(event);
    if (opens && current !== undefined && !complete) open.pop();
    if (opens || current === undefined) {
      const isSecond = opens && complete && current?.events.some(isOpening) === true;
      const stretch = { events: [event], isSecond };
      stretches.push(stretch);
      open.push(stretch);
    } else current.events.push(event);
    if (event.kind === 'state' && !opens) open.pop();
  }
  return stretches;
}

function isOpening(event: RecordEvent): boolean {
  return event.kind === 'state' && event.state === 'connected';
}

function conversationOf({ events, isSecond }: Stretch, keeper: SecretKeeper, numbered: number): Conversation {
  const open: OpenTurn[] = [];
  let opened: RecordEvent | null = null;
  let end: Conversation['end'] = null;
  for (const event of events) {
    if (event.kind === 'state') {
      if (event.state === 'connected') opened = event;
      else end ??= { atMs: event.atMs, at: event.at, line: event.line, how: event.state };
      continue;
    }
    const last = open.at(-1);
    if (event.kind === 'sent') {
      const isRest = last?.sent != null && last.received.length === 0 && belongTogether(last.sent.bytes, event.bytes);
      if (isRest && last?.sent != null)
        last.sent = { ...last.sent, ...shownAs(joinBytes([last.sent.bytes, event.bytes])) };
      else open.push({ sent: { ...placeOf(event), ...shownAs(event.bytes) }, received: [] });
      const { bytes, shown } = open.at(-1)?.sent ?? shownAs(event.bytes);
      if (shown !== bytes) keeper.learn(bytes, shown);
      continue;
    }
    const own = withoutSecret(event.bytes);
    const portion = { ...placeOf(event), bytes: event.bytes, shown: keeper.hide(own).bytes };
    if (last === undefined) open.push({ sent: null, received: [portion] });
    else last.received.push(portion);
  }
  // One for all: empty again after each turn, and each has a buffer of its own.
  const deframer = new Deframer();
  const firstSent = open.find(({ sent }) => sent !== null)?.sent?.bytes;
  const framing = firstSent?.[0] === 0 && firstSent[1] === 1 ? 'wrapper' : 'hdlc';
  const cuts = mendCuts(open).map((cut) => ({ ...cut, turn: numbered + cut.turn + 1 }));
  const turns = open.map(({ sent, received }, index): Turn => {
    const next = open[index + 1]?.sent?.atMs ?? (open[index + 1] === undefined ? (end?.atMs ?? null) : null);
    return {
      number: numbered + index + 1,
      sent: sent === null ? null : { ...sent, ...explained(sent.bytes, deframer) },
      received,
      sightings: framing === 'hdlc' ? sightingsOf(received, deframer) : [],
      untilMs: next,
    };
  });
  return { openedMs: opened?.atMs ?? null, isOpened: opened !== null, isSecond, turns, cuts, end, framing };
}

function placeOf({ atMs, at, line }: RecordEvent): Place {
  return { atMs, at, line };
}

function shownAs(bytes: Uint8Array): Pick<Portion, 'bytes' | 'shown'> {
  return { bytes, shown: withoutSecret(bytes) };
}

/** A frame that was sent in two pieces: neither is one, both together are. */
function belongTogether(first: Uint8Array, second: Uint8Array): boolean {
  if (first[0] !== 0x7e || first.length + second.length > 4096) return false;
  return !isSoundWhole(first) && isSoundWhole(joinBytes([first, second]));
}

function isSoundWhole(bytes: Uint8Array): boolean {
  const items = dissect(bytes);
  return items.length > 0 && items.every(({ kind, problems }) => kind === 'hdlc' && !hasFault(problems));
}

function explained(bytes: Uint8Array, deframer: Deframer): Pick<Sent, 'items' | 'frames'> {
  const frames = [...deframer.push(bytes), ...deframer.quiet()].flatMap((piece) =>
    piece.kind === 'frame' ? [piece.frame] : [],
  );
  return { items: dissect(bytes), frames };
}

/** The pieces that came in one turn; what is half there when the next thing is sent is taken as it is. */
function sightingsOf(received: readonly Portion[], deframer: Deframer): readonly Sighting[] {
  const sightings: Sighting[] = [];
  let latest: number | null = null;
  let length = 0;
  for (const { bytes, atMs } of received) {
    if (length > enoughBytes) break;
    length += bytes.length;
    latest = atMs;
    for (const piece of deframer.push(bytes)) sightings.push({ piece, atMs });
  }
  for (const piece of deframer.quiet()) sightings.push({ piece, atMs: latest });
  return sightings;
}

/**
 * A recorded conversation as questions with what came after them, so that a meter can be played from it.
 *
 *   = connected  < banner  > question  < answer  < rest  = FIN
 *                └greeting┘           └── answers, each so long after the question ──┘
 */
import { sameBytes } from '../bytes/join.ts';
import { type Frame, informationOf, parseFrame } from '../hdlc/index.ts';
import type { CaptureEvent } from '../line/index.ts';

/** Bytes, or how the far end ended the line, so many ms after what it answers. */
export interface Played {
  readonly afterMs: number;
  readonly what: Uint8Array | 'FIN' | 'RST';
}

export interface Turn {
  readonly question: Uint8Array;
  readonly answers: readonly Played[];
}

export interface Conversation {
  /** For each connection what came before the first question. */
  readonly greetings: readonly (readonly Played[])[];
  /** Of all connections, in order. */
  readonly turns: readonly Turn[];
}

/** A connection that the capture does not say to have been opened begins with its first event. */
export function conversationOf(events: readonly CaptureEvent[]): Conversation {
  const greetings: Played[][] = [];
  const turns: { question: Uint8Array; answers: Played[] }[] = [];
  let since = 0;
  let answers: Played[] | null = null;
  for (const event of events) {
    if (answers === null || (event.kind === 'state' && event.state === 'connected')) {
      answers = [];
      greetings.push(answers);
      since = event.atMs;
    }
    const afterMs = Math.max(0, event.atMs - since);
    if (event.kind === 'state') {
      if (event.state === 'FIN') answers.push({ afterMs, what: 'FIN' });
      // Whoever recorded it lost the line: for him it broke.
      if (event.state === 'RST' || event.state === 'LOST') answers.push({ afterMs, what: 'RST' });
    } else if (event.kind === 'received') answers.push({ afterMs, what: event.bytes });
    else {
      since = event.atMs;
      answers = [];
      turns.push({ question: event.bytes, answers });
    }
  }
  return { greetings, turns };
}

/**
 * The turn that answers a question: the next with the same question, else an earlier one, else the next with one that
 * differs only in what changes from run to run; -1 where there is none.
 */
export function turnFor(question: Uint8Array, turns: readonly Turn[], next: number): number {
  const order = [...turns.keys()].slice(next).concat([...turns.keys()].slice(0, next));
  const at = (fits: (recorded: Uint8Array) => boolean) =>
    order.find((index) => fits(turns[index]?.question ?? new Uint8Array()));
  return at((recorded) => isSame(recorded, question)) ?? at((recorded) => isAlike(recorded, question)) ?? -1;
}

const mask = 0x2a;
const checkLength = 3;

/** Octet by octet, masked secrets and the check value after them excepted. */
function isSame(recorded: Uint8Array, question: Uint8Array): boolean {
  if (recorded.length !== question.length) return false;
  const body = recorded.length - checkLength;
  const differing = [...recorded.keys()].filter((at) => recorded[at] !== question[at]);
  const masked = differing.filter((at) => at < body);
  return masked.every((at) => recorded[at] === mask) && (masked.length > 0 || differing.length === 0);
}

/** The same kind of frame between the same two: SNRM with other parameters, RR for another number, another AARQ. */
function isAlike(recorded: Uint8Array, question: Uint8Array): boolean {
  const one = parseFrame(recorded.subarray(1, -1));
  const other = parseFrame(question.subarray(1, -1));
  if ('code' in one || 'code' in other || one.control.type !== other.control.type) return false;
  if (!sameBytes(addressesOf(one), addressesOf(other))) return false;
  return one.control.type !== 'I' || asksTheSame(informationOf(one), informationOf(other));
}

function addressesOf({ destination, source }: Frame): Uint8Array {
  const octets = [destination, source].flatMap(({ upper, lower, width }) => [upper, lower ?? 0, width]);
  return Uint8Array.from(octets.flatMap((value) => [value >>> 8, value & 0xff]));
}

const tagAt = 3;
const invokeAt = 5;
const aarq = 0x60;
const rlrq = 0x62;

function asksTheSame(one: Uint8Array, other: Uint8Array): boolean {
  const tag = one[tagAt];
  if (tag !== other[tagAt]) return false;
  if (tag === aarq || tag === rlrq) return true;
  return one.length === other.length && one.every((octet, at) => at === invokeAt || octet === other[at]);
}

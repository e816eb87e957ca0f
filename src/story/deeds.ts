/** Turns → deeds: a link that was asked for, once or several times; a DISC; a login, a reading, another service; the rest. */

import { toHex } from '../bytes/hex.ts';
import { joinBytes } from '../bytes/join.ts';
import { type Apdu, parseApdu } from '../dlms/index.ts';
import { renderServerAddress } from '../evidence/index.ts';
import type { Frame } from '../hdlc/index.ts';
import { apdusFor, type Came, framesOf, wrappedApdus } from './apdus.ts';
import type { Conversation, Turn } from './conversation.ts';
import { echoesOf, isTo } from './heard.ts';
import { type Party, type Question, questionOf } from './question.ts';

/** A sound frame of the link's own that answers: UA, DM, FRMR. */
export interface LinkAnswer {
  readonly frame: Frame;
  readonly atMs: number | null;
  /** Index of its turn among the deed's. */
  readonly index: number;
}

interface Done {
  readonly conversation: Conversation;
  readonly turns: readonly Turn[];
}

export type Deed = Done &
  (
    | { readonly kind: 'listen' }
    | (Party & { readonly kind: 'link'; readonly asked: readonly AskedLink[]; readonly answer: LinkAnswer | null })
    | (Party & { readonly kind: 'disc'; readonly answer: LinkAnswer | null })
    | (Party & Talk)
    | { readonly kind: 'bad-frame'; readonly party: Party | null }
    | { readonly kind: 'sign-on' | 'other' }
  );

export type AskedLink = Extract<Question, { kind: 'link' }>;

export interface Talk {
  readonly kind: 'talk';
  readonly over: 'hdlc' | 'wrapper';
  /** What was asked; null where only the rest of it is there. */
  readonly request: Apdu | null;
  readonly came: Came;
  /** The answer to the request; null where none came. */
  readonly answer: Apdu | null;
  readonly answeredMs: number | null;
  /** It came only after something else had been asked. */
  readonly late: boolean;
  /** DM or FRMR in place of an answer. */
  readonly stop: LinkAnswer | null;
}

export type LinkDeed = Extract<Deed, { kind: 'link' }>;
export type DiscDeed = Extract<Deed, { kind: 'disc' }>;
export type TalkDeed = Extract<Deed, { kind: 'talk' }>;

export function sameParty(one: Party, other: Party): boolean {
  return one.client === other.client && renderServerAddress(one.server) === renderServerAddress(other.server);
}

/** Everything that was done in a conversation, in order. Each turn belongs to exactly one deed. */
export function deedsOf(conversation: Conversation): readonly Deed[] {
  const deeds: Deed[] = [];
  const echoes = echoesOf(conversation);
  const isEcho = (frame: Frame) => echoes.has(toHex(frame.octets));
  const { turns } = conversation;
  const questions = turns.map(questionOf);
  for (let at = 0; at < turns.length; ) {
    const end = endOfDeed(turns, questions, at, isEcho);
    deeds.push(deedOf(conversation, turns.slice(at, end), questions.slice(at, end), turns[end], isEcho));
    at = end;
  }
  return deeds;
}

/** Behind the last turn of the deed that begins at `at`. */
function endOfDeed(
  turns: readonly Turn[],
  questions: readonly Question[],
  at: number,
  isEcho: (frame: Frame) => boolean,
): number {
  const first = questions[at];
  let end = at + 1;
  if (first?.kind === 'link') {
    const isAnswered = (turn: Turn | undefined) =>
      turn !== undefined && linkAnswer([turn], first.client, isEcho, linkTypes) !== null;
    while (!isAnswered(turns[end - 1])) {
      const next = questions[end];
      if (next?.kind !== 'link' || !sameParty(first, next)) break;
      end += 1;
    }
  } else if (first?.kind === 'data' || first?.kind === 'ready' || first?.kind === 'wrapped') {
    while (end < questions.length && continuesTalk(questions[end], questions, at, end)) end += 1;
  }
  return end;
}

/** RR, further segments, the same frame once more, and the request for the next block go on with what was asked. */
function continuesTalk(next: Question | undefined, questions: readonly Question[], from: number, at: number): boolean {
  if (next?.kind === 'ready') return true;
  if (next?.kind === 'wrapped') return isNextBlock(next.apdu);
  if (next?.kind !== 'data') return false;
  if (!next.opens || isNextBlock(next.apdu)) return true;
  for (let index = at - 1; index >= from; index--) {
    const before = questions[index];
    if (before?.kind === 'data') return toHex(before.frame.octets) === toHex(next.frame.octets);
  }
  return false;
}

/** GET-Request-next. */
function isNextBlock(apdu: Uint8Array): boolean {
  return apdu[0] === 0xc0 && apdu[1] === 0x02;
}

const linkTypes = ['UA', 'DM', 'FRMR'] as const;

function linkAnswer(
  turns: readonly Turn[],
  client: number,
  isEcho: (frame: Frame) => boolean,
  types: readonly string[],
): LinkAnswer | null {
  for (const [index, { sightings }] of turns.entries()) {
    for (const { frame, atMs } of framesOf(sightings)) {
      if (types.includes(frame.control.type) && isTo(frame, client) && !isEcho(frame)) return { frame, atMs, index };
    }
  }
  return null;
}

function deedOf(
  conversation: Conversation,
  turns: readonly Turn[],
  questions: readonly Question[],
  next: Turn | undefined,
  isEcho: (frame: Frame) => boolean,
): Deed {
  const done = { conversation, turns };
  const [first] = questions;
  switch (first?.kind) {
    case 'link': {
      const asked = questions.flatMap((one) => (one.kind === 'link' ? [one] : []));
      const answer = linkAnswer(turns, first.client, isEcho, linkTypes);
      return { ...done, kind: 'link', ...partyIn(first), asked, answer };
    }
    case 'disc':
      return {
        ...done,
        kind: 'disc',
        ...partyIn(first),
        answer: linkAnswer(turns, first.client, isEcho, ['UA', 'DM']),
      };
    case 'data':
    case 'ready':
    case 'wrapped':
      return { ...done, ...partyIn(first), ...talkOf(turns, questions, first, next, isEcho) };
    case 'bad-frame':
      return { ...done, kind: 'bad-frame', party: first.party };
    case 'sign-on':
    case 'other':
      return { ...done, kind: first.kind };
    default:
      return { ...done, kind: 'listen' };
  }
}

const partyIn = ({ client, server }: Party): Party => ({ client, server });

function talkOf(
  turns: readonly Turn[],
  questions: readonly Question[],
  { kind, client }: Party & Pick<Question, 'kind'>,
  next: Turn | undefined,
  isEcho: (frame: Frame) => boolean,
): Talk {
  const parts: Uint8Array[] = [];
  let before = '';
  for (const one of questions) {
    if (one.kind !== 'data' && one.kind !== 'wrapped') continue;
    const octets = one.kind === 'data' ? toHex(one.frame.octets) : '';
    if (one.kind === 'data' && octets === before) continue;
    if (parts.length > 0 && isNextBlock(one.apdu)) break;
    before = octets;
    parts.push(one.apdu);
  }
  const request = parts.length === 0 ? null : parseApdu(joinBytes(parts)).apdu;
  const over = kind === 'wrapped' ? 'wrapper' : 'hdlc';
  const come = (list: readonly Turn[]) => (over === 'wrapper' ? wrappedApdus(list) : apdusFor(list, client, isEcho));
  const came = come(turns);
  const own = came.apdus.find(({ apdu }) => answers(request, apdu));
  const later = own === undefined && next !== undefined ? come([next]) : null;
  // What a later turn brings is late only where it can be no answer to what was asked there.
  const late =
    next !== undefined && !asksTheLike(request, next)
      ? later?.apdus.find(({ apdu }) => answers(request, apdu))
      : undefined;
  const found = own ?? late;
  return {
    kind: 'talk',
    over,
    request,
    came,
    answer: found?.apdu ?? null,
    answeredMs: found?.atMs ?? null,
    late: own === undefined && late !== undefined,
    stop: over === 'wrapper' ? null : linkAnswer(turns, client, isEcho, ['DM', 'FRMR']),
  };
}

/** Errors answer everything; else the answer is named after what was asked. */
function answers(request: Apdu | null, { type }: Apdu): boolean {
  if (type === 'exception-response' || type === 'confirmed-service-error') return true;
  if (request === null) return true;
  if (request.type === 'AARQ') return type === 'AARE';
  if (request.type === 'RLRQ') return type === 'RLRE';
  if (request.type.endsWith('-Request')) return type === request.type.replace('-Request', '-Response');
  return type !== 'AARE' && type !== 'RLRE';
}

function asksTheLike(request: Apdu | null, next: Turn): boolean {
  const question = questionOf(next);
  if (question.kind !== 'data' && question.kind !== 'wrapped') return false;
  return request === null || parseApdu(question.apdu).apdu.type === request.type;
}

/** A record → its story: who said what to whom, what that shows and what it does not, the verdict, and the client's mistakes. */
import type { AnyEvidence } from '../evidence/index.ts';
import { type Cause, judge, type Verdict } from '../verdict/index.ts';
import { conversationsOf, type SecretKeeper } from './conversation.ts';
import { directionByFrame } from './direction.ts';
import { Evidencer, type ToldConversation } from './evidence.ts';
import { findCutFrames, findWrongFrames } from './frame-mistakes.ts';
import { evidenceForJudge } from './history.ts';
import { findKnocking } from './knocking.ts';
import { type Mistake, Mistakes } from './mistake.ts';
import type { RecordEvent, StoryRecord } from './record.ts';
import { rowsOf, type StoryRow } from './rows.ts';
import { type Claim, claimsAgainst, notShownBy, notTriedBy, shownBy, tallyOf } from './standing.ts';
import { findLateAnswers, findOpenLinks, findPasswords, findWrongNumbers } from './talk-mistakes.ts';
import { type Telling, tell } from './telling.ts';

export interface Story {
  readonly source: StoryRecord['source'];
  readonly endpoint: string | null;
  /** The record has times; without them no duration is told. */
  readonly timed: boolean;
  /** It was written by the meter's side: what it received is what the client sent. */
  readonly turnedRound: boolean;
  readonly conversations: number;
  /** At least one question was sound by its own bytes: else no silence says anything of a meter. */
  readonly wellAsked: boolean;
  readonly rows: readonly StoryRow[];
  readonly evidence: readonly AnyEvidence[];
  readonly verdict: Verdict;
  readonly shown: readonly Telling[];
  readonly notShown: readonly Telling[];
  readonly notTried: readonly Telling[];
  readonly claims: readonly Claim[];
  readonly mistakes: readonly Mistake[];
  /** Causes that stay possible, likeliest first. */
  readonly left: readonly Cause[];
  /** What of the record is not in the story. */
  readonly limits: readonly Telling[];
}

/** @param keeper keeps the secrets of one conversation out of what is shown of what came back */
export function tellStory(record: StoryRecord, keeper: () => SecretKeeper): Story {
  const turnedRound = isTurnedRound(record.events);
  const events = turnedRound ? record.events.map(turned) : record.events;
  const conversations = conversationsOf(events, keeper, record.source === 'capture');
  const evidencer = new Evidencer();
  const told = conversations.map((conversation) => evidencer.tell(conversation));
  const { evidence, judged, leftOut } = evidenceForJudge(told);
  const verdict = judge(judged);
  const tally = tallyOf(
    told,
    told.flatMap((one) => one.evidence),
  );
  const mistakes = mistakesIn(told, record, tally.gatewayText !== null);
  const timed = events.some(({ atMs }) => atMs !== null);
  return {
    source: record.source,
    endpoint: record.endpoint,
    timed,
    turnedRound,
    conversations: conversations.length,
    wellAsked: tally.soundQuestions > 0,
    rows: told.flatMap((one, index) => rowsOf(one, index + 1)),
    evidence,
    verdict,
    shown: shownBy(tally, told),
    notShown: notShownBy(tally),
    notTried: notTriedBy(tally),
    claims: claimsAgainst(record, tally, mistakes),
    mistakes,
    left: leftOf(verdict, mistakes),
    limits: limitsOf(record, { timed, leftOut, turnedRound }),
  };
}

function mistakesIn(
  told: readonly ToldConversation[],
  { calledMeter, source }: StoryRecord,
  hasGatewayText: boolean,
): readonly Mistake[] {
  const mistakes = new Mistakes();
  for (const { conversation, deeds } of told) {
    findWrongFrames(conversation, mistakes);
    findCutFrames(conversation, source, mistakes);
    findWrongNumbers(conversation, mistakes);
    findOpenLinks(conversation, deeds, mistakes);
    findPasswords(deeds, mistakes);
    findLateAnswers(deeds, mistakes);
  }
  findKnocking(
    told.map(({ conversation }) => conversation),
    mistakes,
  );
  if (hasGatewayText && calledMeter !== null) {
    const place = { atMs: null, at: null, line: calledMeter };
    mistakes.add({ name: 'gateway-for-meter', values: {}, place, turn: 0, bytes: null, right: null });
  }
  return mistakes.list;
}

/** Of a parameter block that is wrong one does not know how a meter takes it: that comes before what is merely untested. */
function leftOf({ causes }: Verdict, mistakes: readonly Mistake[]): readonly Cause[] {
  const left = causes.filter(({ because }) => because.startsWith('left-'));
  const isBlockWrong = mistakes.some(({ name }) => name === 'group-length' || name === 'parameters-wrong');
  if (!isBlockWrong) return left;
  const rank = ({ code }: Cause) => (code.startsWith('address.') ? 0 : code === 'link.negotiation' ? 1 : 2);
  return left.toSorted((one, other) => rank(one) - rank(other));
}

/** Commands only came, and answers only went: whoever wrote this stands on the meter's side of the line. */
function isTurnedRound(events: readonly RecordEvent[]): boolean {
  const counts = { right: 0, wrong: 0 };
  for (const event of events) {
    if (event.kind === 'state' || event.bytes[0] !== 0x7e) continue;
    const way = directionByFrame(event.bytes);
    if (way !== null) counts[way === event.kind ? 'right' : 'wrong'] += 1;
  }
  return counts.right === 0 && counts.wrong > 1;
}

function turned(event: RecordEvent): RecordEvent {
  if (event.kind === 'state') return event;
  return { ...event, kind: event.kind === 'sent' ? 'received' : 'sent' };
}

function limitsOf(
  { cutAt, unread }: StoryRecord,
  { leftOut, timed, turnedRound }: { readonly leftOut: number; readonly timed: boolean; readonly turnedRound: boolean },
): readonly Telling[] {
  const limits: Telling[] = [];
  if (turnedRound) limits.push(tell('turned-round'));
  if (!timed) limits.push(tell('no-times'));
  if (unread > 0) limits.push(tell('unread', { count: unread }));
  if (cutAt !== null) limits.push(tell('cut-at', { line: cutAt }));
  if (leftOut > 0) limits.push(tell('left-out', { count: leftOut }));
  return limits;
}

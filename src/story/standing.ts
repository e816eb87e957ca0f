/**
 * What a record shows and what it does not, beside the verdict: computed from what was asked and what came, never from
 * what somebody concludes in it. A conclusion is held against the bytes: refuted, shown, or not shown by them.
 */
import { hasFault } from '../dissect/index.ts';
import { type AnyEvidence, renderServerAddress, type ServerAddress } from '../evidence/index.ts';
import type { ToldConversation } from './evidence.ts';
import type { Mistake } from './mistake.ts';
import { questionOf } from './question.ts';
import type { ClaimName, StoryRecord } from './record.ts';
import { type Telling, tell } from './telling.ts';

export interface Claim {
  readonly name: ClaimName;
  /** The first line that says it. */
  readonly line: number;
  readonly standing: 'refuted' | 'not-shown' | 'shown';
}

/** What was asked, counted over the whole record. */
export interface Tally {
  readonly questions: number;
  /** Frames without any fault that ask the meter something. */
  readonly soundQuestions: number;
  /** Sound frames that answer a client of the record; over the wrapper, APDUs. */
  readonly answers: number;
  readonly bareLinks: number;
  readonly discs: number;
  readonly logins: number;
  readonly acceptedLogins: number;
  readonly clients: ReadonlySet<number>;
  readonly servers: ReadonlyMap<string, ServerAddress>;
  readonly gatewayText: { readonly text: string; readonly device: string; readonly meaning: string } | null;
  readonly overWrapper: boolean;
}

const publicClient = 16;

export function tallyOf(told: readonly ToldConversation[], evidence: readonly AnyEvidence[]): Tally {
  let wrapped = 0;
  const tally = { questions: 0, soundQuestions: 0, bareLinks: 0, discs: 0, logins: 0, acceptedLogins: 0 };
  const clients = new Set<number>();
  const servers = new Map<string, ServerAddress>();
  let overWrapper = false;
  for (const { conversation, deeds } of told) {
    overWrapper ||= conversation.framing === 'wrapper';
    for (const turn of conversation.turns) {
      const question = questionOf(turn);
      if (question.kind === 'nothing' || question.kind === 'ready') continue;
      tally.questions += 1;
      const items = turn.sent?.items ?? [];
      const isSound = 'client' in question && !items.some(({ problems }) => hasFault(problems));
      if (!isSound) continue;
      tally.soundQuestions += 1;
      if (question.kind === 'link' && question.form === 'bare') tally.bareLinks += 1;
      if (question.kind === 'disc') tally.discs += 1;
    }
    for (const deed of deeds) {
      // What a bad frame asked was never asked.
      const party = deed.kind !== 'bad-frame' && 'client' in deed ? deed : null;
      if (party !== null) {
        clients.add(party.client);
        if (servers.size < 50) servers.set(renderServerAddress(party.server), party.server);
      }
      // Frames are counted where they were heard; over the wrapper there are none.
      if (deed.kind === 'talk' && deed.over === 'wrapper' && deed.answer !== null) wrapped += 1;
      if (deed.kind !== 'talk' || deed.request?.type !== 'AARQ') continue;
      tally.logins += 1;
      if (deed.answer?.type === 'AARE' && deed.answer.result === 0) tally.acceptedLogins += 1;
    }
  }
  const heard = evidence.flatMap(({ facts }) => ('heard' in facts && facts.heard !== null ? [facts.heard] : []));
  // A second connection of the client's own is refused because of the first.
  const texts = evidence.flatMap(({ experiment, facts }) =>
    experiment !== 'gateway.second' && 'heard' in facts && facts.heard !== null ? [facts.heard] : [],
  );
  const known = texts.find(({ text }) => text?.known != null)?.text ?? null;
  return {
    ...tally,
    clients,
    servers,
    overWrapper,
    answers: heard.reduce((sum, { clocks }) => sum + clocks.answers, wrapped),
    gatewayText: known?.known == null ? null : { text: known.text, ...known.known },
  };
}

/** What the record shows, beyond what the judge says is proven. */
export function shownBy(tally: Tally, told: readonly ToldConversation[]): readonly Telling[] {
  const shown: Telling[] = [];
  const opened = told.filter(({ conversation }) => conversation.isOpened).length;
  if (opened > 0) shown.push(tell('connections-opened'));
  const { gatewayText } = tally;
  if (gatewayText !== null) {
    shown.push(tell('gateway-said', { text: gatewayText.text, device: gatewayText.device }));
    if (gatewayText.meaning === 'busy') shown.push(tell('gateway-lives-and-is-held'));
  }
  const wrong = tally.questions - tally.soundQuestions;
  if (wrong > 0) shown.push(tell('questions-wrong', { wrong, all: tally.questions }));
  if (tally.answers > 0) shown.push(tell('meter-answered', { count: tally.answers }));
  return shown;
}

/** What it does not show, and what was not tried. */
export function notShownBy(tally: Tally): readonly Telling[] {
  const told: Telling[] = [];
  if (tally.questions === 0 || tally.answers > 0) return told;
  told.push(
    tally.soundQuestions === 0 ? tell('never-well-asked') : tell('never-answered', { count: tally.soundQuestions }),
  );
  told.push(tell('settings-unproven'));
  if (tally.gatewayText !== null) told.push(tell('text-says-nothing-of-meter'));
  return told;
}

/** What a person at this meter could still have asked: each names the experiment that would tell. */
export function notTriedBy(tally: Tally): readonly Telling[] {
  if (tally.answers > 0 || tally.questions === 0 || tally.overWrapper) return [];
  const untried: Telling[] = [];
  if (tally.bareLinks === 0) untried.push(tell('untried-bare'));
  const widths = new Set([...tally.servers.values()].map(({ width }) => width));
  const missing = ([1, 2, 4] as const).filter((width) => !widths.has(width));
  if (missing.length > 0) untried.push(tell('untried-lengths', { widths: missing.join(', ') }));
  if (tally.discs === 0) untried.push(tell('untried-disc'));
  if (!tally.clients.has(publicClient)) untried.push(tell('untried-public'));
  untried.push(tell('untried-quiet'));
  return untried;
}

export function claimsAgainst({ claims }: StoryRecord, tally: Tally, mistakes: readonly Mistake[]): readonly Claim[] {
  const isSentWrong = tally.questions > tally.soundQuestions;
  const standing = (name: ClaimName): Claim['standing'] => {
    switch (name) {
      case 'frames-right':
        return isSentWrong ? 'refuted' : 'shown';
      case 'meter-counts-sessions':
        return tally.gatewayText !== null ? 'refuted' : 'not-shown';
      case 'code-without-errors':
        return mistakes.length > 0 ? 'refuted' : 'not-shown';
      case 'credentials-right':
        return tally.acceptedLogins > 0 ? 'shown' : 'not-shown';
      default:
        return 'not-shown';
    }
  };
  return claims.map(({ line, name }) => ({ name, line, standing: standing(name) }));
}

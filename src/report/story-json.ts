/** The JSON of a story: its names are a contract. Sentences are English whatever the terminal's language. */
import type { Mistake, Story, StoryRow, Telling } from '../story/index.ts';
import { fill, storyWords } from '../wording/index.ts';
import { tellingText } from './story-rows.ts';
import { verdictDocument } from './verdict-json.ts';

/** @returns the document with schema `meter.story/1`; what the record does not say is null */
export function storyDocument(story: Story): object {
  const { claims, evidence, left, mistakes, verdict } = story;
  return {
    schema: 'meter.story/1',
    source: story.source,
    endpoint: story.endpoint,
    timed: story.timed,
    turnedRound: story.turnedRound,
    conversations: story.conversations,
    wellAsked: story.wellAsked,
    story: story.rows.map(rowOf),
    shown: story.shown.map(tellingOf),
    notShown: story.notShown.map(tellingOf),
    notTried: story.notTried.map(tellingOf),
    claims: claims.map(({ line, name, standing }) => ({ name, line, standing, says: storyWords.en.claims[name] })),
    mistakes: mistakes.map(mistakeOf),
    experiments: evidence.map(({ facts, id, ms, outcome, exchanges }) => ({
      id,
      outcome,
      ms: story.timed ? ms : null,
      facts,
      exchanges: story.timed ? exchanges : exchanges.map(withoutTimes),
    })),
    verdict: verdictDocument(verdict),
    left: left.map(({ code, grade }) => ({ code, grade })),
    limits: story.limits.map(tellingOf),
  };
}

function tellingOf(one: Telling): object {
  return { ...one.values, name: one.name, says: tellingText(one, 'en') };
}

function rowOf({ answers, at, atMs, conversation, line, said, turn, exchange }: StoryRow): object {
  return {
    turn,
    conversation,
    atMs,
    at,
    line,
    said: tellingOf(said),
    answers: answers.map(tellingOf),
    sent: exchange?.sent ?? null,
    received: exchange?.received.map(({ hex }) => hex) ?? [],
  };
}

function withoutTimes({ sent, received }: NonNullable<StoryRow['exchange']>): object {
  return { sent, sentAtMs: null, received: received.map(({ hex }) => ({ atMs: null, hex })) };
}

function mistakeOf({ bytes, count, name, place, right, turns, values }: Mistake): object {
  const { at, atMs, line } = place;
  return {
    name,
    says: fill(storyWords.en.mistakes[name], values),
    values,
    at,
    atMs,
    line,
    turns,
    count,
    bytes,
    right,
  };
}

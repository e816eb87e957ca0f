/** The record of a conversation, in a file or on standard input → its story, as text or JSON. */
import { setImmediate } from 'node:timers/promises';
import type { ChalkInstance } from 'chalk';
import { parseCapture, SecretMask } from '../line/index.ts';
import { renderStory, safeJson, storyDocument } from '../report/index.ts';
import {
  isStoryDocument,
  LogReader,
  recordOfCapture,
  recordOfDocument,
  type Story,
  type StoryRecord,
  tellStory,
} from '../story/index.ts';
import { type Language, storyWords } from '../wording/index.ts';
import { UsageError } from './context.ts';
import { headLength } from './decode-kind.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

export interface StoryOptions {
  readonly lang: Language;
  readonly json: boolean;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  readonly signal: AbortSignal;
}

/** A log is read in stretches of so many bytes, so that it can be called off. */
const stretch = 1 << 20;
/** A conversation has two sides, or two questions at least. */
const fewestEvents = 2;

/** Whether what looks like a log is one: bytes went one way at least, and there is more than a single thing. */
export function isLog(input: Uint8Array): boolean {
  const reader = new LogReader();
  reader.push(new TextDecoder().decode(input.subarray(0, headLength)));
  return hasStory(reader.finish());
}

function hasStory({ events }: StoryRecord): boolean {
  const spoken = events.filter(({ kind }) => kind !== 'state');
  return spoken.length >= fewestEvents && spoken.some(({ kind }) => kind === 'sent');
}

/** @returns null where no conversation is in it. @throws the signal's reason */
export async function storyOf(input: Uint8Array, signal: AbortSignal): Promise<Story | null> {
  const record = await recordOf(input, signal);
  return record.events.length === 0 ? null : tellStory(record, () => new SecretMask());
}

/** The text or the document, whole, and how the command ends: as a test would that came to the same. */
export function storyOutput(story: Story, { chalk, columns, json, lang }: StoryOptions): readonly [string, ExitCode] {
  const text = json ? `${safeJson(storyDocument(story), 2)}\n` : renderStory(story, { lang, columns, chalk });
  const isSound = story.verdict.code === 'ok' && story.mistakes.length === 0;
  return [text, isSound ? exitCode.ok : exitCode.fault];
}

/** What is said where a story was asked for and none is there. */
export function noStory(lang: Language): UsageError {
  return new UsageError(storyWords[lang].noStory, storyWords[lang].noStoryHint);
}

async function recordOf(input: Uint8Array, signal: AbortSignal): Promise<StoryRecord> {
  const head = new TextDecoder().decode(input.subarray(0, headLength));
  if (/^\s*\{/.test(head)) {
    const record = recordOfDocument(parseJson(new TextDecoder().decode(input)));
    if (record !== null) return record;
  }
  if (/^@\d+(?:\.\d+)?\s+[<>=]\s/m.test(head)) {
    const { defects, events } = parseCapture(new TextDecoder().decode(input));
    return recordOfCapture(events, defects.length);
  }
  const reader = new LogReader();
  const decoder = new TextDecoder();
  for (let at = 0; at < input.length && !reader.isFull; at += stretch) {
    reader.push(decoder.decode(input.subarray(at, at + stretch), { stream: true }));
    await setImmediate();
    signal.throwIfAborted();
  }
  return reader.finish();
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isStoryDocument(value) ? value : null;
  } catch {
    return null;
  }
}

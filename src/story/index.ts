/** Somebody's record of a conversation → its story, judged by the rules that a live test is judged by. Pure. */
export type { SecretKeeper } from './conversation.ts';
export type { Mistake, MistakeName } from './mistake.ts';
export { isStoryDocument, recordOfCapture, recordOfDocument } from './read-capture.ts';
export { LogReader } from './read-log.ts';
export type { ClaimName, RecordEvent, StoryRecord } from './record.ts';
export type { StoryRow } from './rows.ts';
export type { Claim } from './standing.ts';
export { type Story, tellStory } from './story.ts';
export type { Telling, TellingName } from './telling.ts';

/** Opens and closes a link over a conversation: runs the link's state machine against a real line and its clock. */
import type { HdlcAddress, LinkAction, LinkSettings } from '../hdlc/index.ts';
import { disc, linkDown, stepLink, wakeAt } from '../hdlc/index.ts';
import type { Conversation } from './conversation.ts';

export type LinkAttempt =
  | (Extract<LinkAction, { type: 'opened' | 'refused' }> & AnswerTimes)
  | { readonly type: 'unanswered'; readonly question: number }
  /** The far end ended the line. */
  | { readonly type: 'ended'; readonly question: number }
  /** The caller had heard enough. */
  | { readonly type: 'stopped'; readonly question: number };

interface AnswerTimes {
  /** From the last question to the answer. */
  readonly replyMs: number;
  /** From the first question to the answer. */
  readonly totalMs: number;
  /** The answer had begun to come within the reply time and was complete only after it. */
  readonly late: boolean;
}

export interface OpenLinkOptions {
  /** Looks at the conversation after each portion; true ends the attempt: a text said all there is to know. */
  readonly enough: (conversation: Conversation) => boolean;
  /** Whether a DISC may go out when the attempt is called off. */
  readonly mayClose: () => boolean;
  readonly signal?: AbortSignal;
}

/**
 * Asks for a link and waits for what comes of it.
 * @throws the signal's reason when it is raised; a link that may be half open has then been sent its DISC
 */
export async function openLink(
  conversation: Conversation,
  settings: LinkSettings,
  { enough, mayClose, signal }: OpenLinkOptions,
): Promise<LinkAttempt> {
  const { line } = conversation;
  let seen = conversation.sightingsFrom(0).next;
  let question = 0;
  let firstAt = line.now();
  let askedAt = firstAt;
  let late = false;
  /** Unfinished frames are waited for, but not for ever: one reply time beyond the last question's own. */
  const latest = firstAt + (settings.repeatAtMs.at(-1) ?? 0) + 2 * settings.replyMs;
  let result: LinkAttempt | null = null;
  let link = linkDown;

  const apply = (input: Parameters<typeof stepLink>[2]) => {
    const step = stepLink(settings, link, input);
    link = step.link;
    for (const action of step.actions) {
      if (action.type === 'send') {
        conversation.send(action.bytes);
        askedAt = line.now();
        if (question === 0) firstAt = askedAt;
        question += 1;
      } else if (action.type === 'opened' || action.type === 'refused') {
        result = { ...action, replyMs: input.at - askedAt, totalMs: input.at - firstAt, late };
      } else if (action.type === 'unanswered') {
        result = { type: 'unanswered', question };
      }
    }
  };
  const applyFrames = () => {
    for (const sighting of conversation.sightingsFrom(seen).sightings) {
      if (result !== null) break;
      seen += 1;
      if (sighting.piece.kind === 'frame') apply({ type: 'frame', frame: sighting.piece.frame, at: sighting.atMs });
    }
  };

  try {
    apply({ type: 'connect', at: line.now() });
    while (result === null) {
      const until = wakeAt(link, settings) ?? line.now();
      const waited = await conversation.wait(until, signal);
      applyFrames();
      if (result !== null) break;
      if (enough(conversation)) return { type: 'stopped', question };
      if (waited === 'ended') return { type: 'ended', question };
      if (waited === 'bytes') continue;
      const lastQuestion = question > settings.repeatAtMs.length;
      if (conversation.unfinished) {
        // Something is coming: a question now would cut into it, and giving up now would miss it.
        await finishFrame(conversation, settings.replyMs, latest, signal);
        late = lastQuestion;
        applyFrames();
      }
      if (result === null && lastQuestion) conversation.flush();
      applyFrames();
      if (result === null) apply({ type: 'time', at: Math.max(line.now(), until) });
    }
    return result;
  } catch (error) {
    if (question > 0 && result === null && mayClose()) line.send(disc(settings.client, settings.server));
    throw error;
  }
}

/** Waits in the middle of a frame for as long as an answer may take, from byte to byte. */
async function finishFrame(
  conversation: Conversation,
  replyMs: number,
  latest: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { line } = conversation;
  while (conversation.unfinished) {
    const until = Math.min((conversation.lastByteAt ?? line.now()) + replyMs, latest);
    if ((await conversation.wait(until, signal)) !== 'bytes') break;
  }
}

/**
 * Closes a link: DISC, and a short wait for its answer.
 * @returns UA or DM as it came; `unanswered`; `ended` where the line ended meanwhile
 */
export async function closeLink(
  conversation: Conversation,
  client: number,
  server: HdlcAddress,
  waitMs: number,
  signal?: AbortSignal,
): Promise<'UA' | 'DM' | 'unanswered' | 'ended'> {
  const { line } = conversation;
  let seen = conversation.sightingsFrom(0).next;
  if (conversation.end !== null) return 'ended';
  conversation.send(disc(client, server));
  const until = line.now() + waitMs;
  while (line.now() < until) {
    const waited = await conversation.wait(until, signal);
    const { sightings, next } = conversation.sightingsFrom(seen);
    seen = next;
    for (const { piece } of sightings) {
      if (piece.kind !== 'frame' || piece.frame.defects.length > 0 || piece.frame.destination.upper !== client)
        continue;
      const { type } = piece.frame.control;
      if (type === 'UA' || type === 'DM') return type;
    }
    if (waited === 'ended') return 'ended';
  }
  return 'unanswered';
}

/** Says DISC and waits for nothing: for a question that got no answer and may have opened a link all the same. */
export function sayDisc(
  { line, end }: Conversation,
  { client, server }: { readonly client: number; readonly server: HdlcAddress },
): void {
  if (end === null) line.send(disc(client, server));
}

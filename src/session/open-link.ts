/**
 * Asks for the link of a session: bare, again, and with a parameter block, before silence is concluded; the other form
 * after a refusal, and on a new connection after a close.
 */
import {
  encodeParameters,
  isGroupAddress,
  isSameStation,
  type LinkParameters,
  type LinkSettings,
} from '../hdlc/index.ts';
import { pause } from '../line/index.ts';
import type { Conversation } from './conversation.ts';
import { type LinkAttempt, openLink, sayDisc } from './link.ts';
import type { SessionTarget } from './session.ts';

export type SnrmForm = 'bare' | 'parameters';

export interface LinkPlan {
  readonly target: SessionTarget;
  readonly replyMs: number;
  /** Asked alone where it is known to be answered. */
  readonly form: SnrmForm | null;
  /** What is proposed by a parameter block. */
  readonly parameters: LinkParameters;
  readonly signal?: AbortSignal;
}

export interface OpenedLink {
  readonly conversation: Conversation;
  readonly attempt: LinkAttempt;
  readonly form: SnrmForm;
}

/** When which form is asked, in parts of the reply time. A slow meter must not take the second for a new beginning. */
const patient = [
  { part: 0, form: 'bare' },
  { part: 0.4, form: 'bare' },
  { part: 0.7, form: 'parameters' },
] as const;
/** A gateway that closed gets this long to free its port. */
const reconnectPauseMs = 300;

/**
 * @param connect opens one more line, after the one that was closed
 * @throws the signal's reason, LineError
 */
export async function askForLink(
  first: Conversation,
  plan: LinkPlan,
  connect: () => Promise<Conversation>,
): Promise<OpenedLink> {
  const { form } = plan;
  if (form !== null) return attempt(first, plan, [form, form], [0.5]);
  const asked = patient.map((one) => one.form);
  const opened = await attempt(
    first,
    plan,
    asked,
    patient.slice(1).map(({ part }) => part),
  );
  const other = opened.form === 'bare' ? 'parameters' : 'bare';
  if (opened.attempt.type === 'refused' && first.end === null) {
    const again = await attempt(first, plan, [other], []);
    // A refusal says more than the silence or the end that may follow it.
    return again.attempt.type === 'opened' ? again : opened;
  }
  // Words before the end are a gateway's: another form would get the same.
  if (opened.attempt.type !== 'ended' || unframed(first).length > 0) return opened;
  await first.line.close();
  await pause(reconnectPauseMs, plan.signal);
  const again = await attempt(await connect(), plan, [other], []);
  return again.attempt.type === 'unanswered' ? opened : again;
}

async function attempt(
  conversation: Conversation,
  { target, replyMs, parameters, signal }: LinkPlan,
  forms: readonly SnrmForm[],
  repeats: readonly number[],
): Promise<OpenedLink> {
  const longest = Math.max(parameters.maximumInformationTransmit, parameters.maximumInformationReceive);
  const block = encodeParameters(parameters, longest > 0xff ? 2 : 1);
  const settings: LinkSettings = {
    client: target.client,
    server: target.server,
    proposals: forms.map((form) => (form === 'bare' ? new Uint8Array() : block)),
    repeatAtMs: repeats.map((part) => part * replyMs),
    replyMs,
  };
  const link = await openLink(conversation, settings, {
    enough: () => false,
    mayClose: () => true,
    ...(signal === undefined ? {} : { signal }),
  });
  const form = forms[Math.min(link.question, forms.length) - 1] ?? 'bare';
  // Nothing came, or from somebody else: a link may be open all the same, and is closed again.
  if (link.type === 'unanswered') sayDisc(conversation, target);
  if (link.type === 'opened' && !isAnsweredBy(target, link.source)) {
    sayDisc(conversation, { client: target.client, server: link.source });
  }
  return { conversation, attempt: link, form };
}

/** Whether an answer comes from the station that was asked; one for all stations may be answered by any. */
export function isAnsweredBy({ server }: SessionTarget, source: SessionTarget['server']): boolean {
  return isGroupAddress(server) || isSameStation(server, source);
}

const mostHeard = 256;

/** Bytes in no frame, from the start: what a gateway says in words. */
export function unframed({ sightings }: Conversation): Uint8Array {
  const heard: number[] = [];
  for (const { piece } of sightings) {
    if (piece.kind !== 'noise' || heard.length >= mostHeard) continue;
    heard.push(...piece.bytes.subarray(0, mostHeard - heard.length));
  }
  return Uint8Array.from(heard);
}

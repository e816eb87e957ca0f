/** What do exactly these bytes bring back? They are sent as they are, right or wrong; what is wrong with them is told. */
import type { Evidence, HandFacts, ServerAddress } from '../evidence/index.ts';
import { Deframer, type Frame, informationOf, isSound, parseFrame, parseParameters } from '../hdlc/index.ts';
import type { Conversation } from '../session/index.ts';
import { asServerAddress, isTo, markNow } from './hear.ts';
import { unansweredOutcome } from './link-open.ts';
import { type RawOptions, rawAsk } from './raw-ask.ts';

const keptAnswers = 16;

export interface ByHand {
  readonly evidence: Evidence<'frame.hand'>;
  /** The link that an SNRM opened; null where none did. */
  readonly opened: { readonly client: number; readonly server: ServerAddress } | null;
}

/** @throws the signal's reason */
export async function frameHand(conversation: Conversation, bytes: Uint8Array, options: RawOptions): Promise<ByHand> {
  const { client, defects, asksForLink } = readHand(bytes);
  const { sighting } = markNow(conversation);
  const target = client === null ? null : { client };
  const { exchanges, heard, ms } = await rawAsk(conversation, bytes, { ...options, target });
  const frames = conversation.sightings.slice(sighting).flatMap(({ piece }) => {
    return piece.kind === 'frame' && isSound(piece.frame) ? [piece.frame] : [];
  });
  const isOurs = (frame: Frame) => !conversation.wasSent(frame.octets) && (client === null || isTo(frame, client));
  const ours = frames.filter(isOurs);
  const answers = ours.map(({ control }) => control.type);
  const ua = asksForLink && client !== null ? ours.find(({ control }) => control.type === 'UA') : undefined;
  const evidence: Evidence<'frame.hand'> = {
    id: 'frame.hand',
    experiment: 'frame.hand',
    outcome: answers.length > 0 ? 'ANSWERED' : unansweredOutcome(heard),
    ms,
    exchanges,
    facts: { defects, answers: answers.slice(0, keptAnswers), heard },
  };
  const opened = ua === undefined || client === null ? null : { client, server: asServerAddress(ua.source) };
  return { evidence, opened };
}

/** The client that the bytes name as their sender, where they are a frame, and what is wrong with them. */
function readHand(
  bytes: Uint8Array,
): Pick<HandFacts, 'defects'> & { readonly client: number | null; readonly asksForLink: boolean } {
  const deframer = new Deframer();
  const pieces = [...deframer.push(bytes), ...deframer.quiet()];
  const frames = pieces.flatMap((piece) => (piece.kind === 'frame' ? [piece.frame] : []));
  const outside = pieces.filter((piece) => piece.kind !== 'frame' && piece.kind !== 'flags');
  const [first] = frames;
  const whole = first ?? parseFrameWithin(bytes);
  const defects = new Set<string>(frames.flatMap((frame) => frame.defects.map(({ code }) => code)));
  if (whole !== first && whole !== null) for (const { code } of whole.defects) defects.add(code);
  if (whole?.control.type === 'SNRM') {
    for (const { code } of parseParameters(informationOf(whole)).defects) defects.add(code);
  }
  if (first === undefined && whole === null) defects.add('no-frame');
  else if (first !== undefined && outside.length > 0) defects.add('bytes-outside');
  const client = whole !== null && whole.source.width === 1 ? whole.source.upper : null;
  return { client, defects: [...defects], asksForLink: whole?.control.type === 'SNRM' };
}

/** A frame whose length or check values are too wrong to be found as one, read between its flags all the same. */
function parseFrameWithin(bytes: Uint8Array): Frame | null {
  const from = bytes.indexOf(0x7e);
  const to = bytes.lastIndexOf(0x7e);
  if (from < 0 || to <= from) return null;
  const parsed = parseFrame(bytes.subarray(from + 1, to));
  return 'octets' in parsed ? parsed : null;
}

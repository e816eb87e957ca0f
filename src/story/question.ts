/** What a turn asks: the kind of frame, who asks whom, and the APDU in it. */
import { hasFault } from '../dissect/index.ts';
import type { ServerAddress } from '../evidence/index.ts';
import { type Frame, informationOf, isSound, parseLlc } from '../hdlc/index.ts';
import { parseSignOn } from '../signon/index.ts';
import { parseWrapper, wrapperHeaderLength } from '../wrapper/index.ts';
import type { Sent, Turn } from './conversation.ts';
import { asServerAddress } from './heard.ts';

export interface Party {
  readonly client: number;
  readonly server: ServerAddress;
}

export type Question =
  | (Party & { readonly kind: 'link'; readonly frame: Frame; readonly form: 'bare' | 'parameters' })
  | (Party & { readonly kind: 'disc'; readonly frame: Frame })
  /** An I frame; `opens` where an APDU begins in it, whose octets of this frame are `apdu`. */
  | (Party & { readonly kind: 'data'; readonly frame: Frame; readonly opens: boolean; readonly apdu: Uint8Array })
  | (Party & { readonly kind: 'ready'; readonly frame: Frame })
  | (Party & { readonly kind: 'wrapped'; readonly apdu: Uint8Array })
  /** A frame that a conforming station discards, as far as it can be read. */
  | { readonly kind: 'bad-frame'; readonly frame: Frame | null; readonly party: Party | null }
  | { readonly kind: 'sign-on' }
  | { readonly kind: 'other' }
  | { readonly kind: 'nothing' };

/** The first thing that was sent in a turn decides. */
export function questionOf({ sent }: Turn): Question {
  if (sent === null) return { kind: 'nothing' };
  const [frame] = sent.frames;
  if (frame !== undefined) return framedQuestion(frame);
  const wrapped = wrappedQuestion(sent.bytes);
  if (wrapped !== null) return wrapped;
  const kind = parseSignOn(sent.bytes)?.kind;
  if (kind === 'request' || kind === 'acknowledgement') return { kind: 'sign-on' };
  return isMisbuilt(sent) ? { kind: 'bad-frame', frame: null, party: null } : { kind: 'other' };
}

export function partyOf({ destination, source }: Frame): Party {
  return { client: source.upper, server: asServerAddress(destination) };
}

function framedQuestion(frame: Frame): Question {
  const party = partyOf(frame);
  const { control } = frame;
  if (!isSound(frame)) return { kind: 'bad-frame', frame, party };
  const information = informationOf(frame);
  switch (control.type) {
    case 'SNRM':
      return { ...party, kind: 'link', frame, form: information.length === 0 ? 'bare' : 'parameters' };
    case 'DISC':
      return { ...party, kind: 'disc', frame };
    case 'RR':
    case 'RNR':
      return { ...party, kind: 'ready', frame };
    case 'I':
    case 'UI': {
      const llc = parseLlc(information);
      return { ...party, kind: 'data', frame, opens: llc !== null, apdu: information.subarray(llc?.length ?? 0) };
    }
    default:
      return { kind: 'other' };
  }
}

function wrappedQuestion(bytes: Uint8Array): Question | null {
  const wrapper = parseWrapper(bytes);
  if ('code' in wrapper || wrapper.version !== 1) return null;
  const { source, destination, available } = wrapper;
  const apdu = bytes.subarray(wrapperHeaderLength, wrapperHeaderLength + available);
  return { kind: 'wrapped', client: source, server: { upper: destination & 0x3fff, lower: null, width: 1 }, apdu };
}

/** No frame at all for a reader, and yet meant as one. */
function isMisbuilt({ items }: Sent): boolean {
  return items.some(({ kind, problems }) => kind === 'hdlc' && hasFault(problems));
}

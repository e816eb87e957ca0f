/**
 * Keeps passwords out of the log of `meter simulate`. A password stands in an AARQ behind its own lengths, and the check
 * value of the frame would let it be guessed:
 *
 *   … AC 0A 80 08 │ password … FCS 7E        shown up to the lengths, the rest counted
 *
 * What follows is covered until the meter has heard the whole command, in every portion it comes in; later segments of
 * an AARQ are covered whole, because a frame may end between the lengths. An echo that comes meanwhile is covered as
 * well. Better an octet too many than one too few.
 */
import type { SimulatorEvent } from '../../simulator/index.ts';

type BytesEvent = Extract<SimulatorEvent, { readonly type: 'bytes-received' | 'bytes-sent' }>;

type FrameEvent = Extract<SimulatorEvent, { readonly type: 'frame-received' }>;

export interface Covered {
  readonly shown: Uint8Array;
  /** Octets that are not shown. */
  readonly hidden: number;
}

const authenticationTag = 0xac;
const charStringTag = 0x80;
const patternLength = 4;
const aarqTag = 0x60;
const llcLength = 3;

export class SecretCover {
  #covering = false;
  /** The meter has heard segments of an AARQ, and waits for more. */
  #unfinished = false;
  #tail: Uint8Array = new Uint8Array();

  /** What may be shown of bytes that went over a connection. */
  cover({ type, bytes }: BytesEvent): Covered {
    if (this.#covering || this.#unfinished) return { shown: bytes.subarray(0, 0), hidden: bytes.length };
    const before = type === 'bytes-received' ? this.#tail : new Uint8Array();
    const joined = Uint8Array.from([...before, ...bytes]);
    const at = secretAt(joined);
    if (type === 'bytes-received') this.#tail = joined.slice(-(patternLength - 1));
    if (at < 0) return { shown: bytes, hidden: 0 };
    if (type === 'bytes-received') this.#covering = true;
    const shown = bytes.subarray(0, Math.max(0, at - before.length));
    return { shown, hidden: bytes.length - shown.length };
  }

  /** Takes note of what happened: the end of a command is the end of what has to be covered. */
  note(event: SimulatorEvent): void {
    if (event.type === 'frame-received') {
      const { control, segmented } = event.frame;
      if (control.type === 'I') this.#unfinished = segmented && (this.#unfinished || beginsAarq(event.frame));
      else if (control.type === 'SNRM' || control.type === 'DISC') this.#unfinished = false;
    }
    if ((event.type === 'frame-received' || event.type === 'answered') && !this.#unfinished) this.#covering = false;
    if (event.type === 'ended') {
      this.#covering = false;
      this.#unfinished = false;
      this.#tail = new Uint8Array();
    }
  }
}

function beginsAarq({ octets, informationAt }: FrameEvent['frame']): boolean {
  return octets[informationAt + llcLength] === aarqTag;
}

/** Where the first password begins; the length of `bytes` where it begins behind them; -1 where there is none. */
function secretAt(bytes: Uint8Array): number {
  for (let at = 0; at + patternLength <= bytes.length; at++) {
    const [tag, length = 0, inner, innerLength] = bytes.subarray(at, at + patternLength);
    if (tag === authenticationTag && inner === charStringTag && innerLength === length - 2) return at + patternLength;
  }
  return -1;
}

/** What came back, sorted: text, telnet, echo, frames of others, garbage. Counts and texts only, all of it JSON. */
import type { ServerAddress } from './server-address.ts';

/** Among the defects: octets 11 or 13 put back make a damaged frame sound. */
export const flowOctetsMissing = '11-13-missing';

/** Four clocks kept apart: a line that brings bytes but no frame is another case than one that brings none. */
export interface Clocks {
  /** Bytes received. */
  readonly bytes: number;
  /** Frames received, right or wrong. */
  readonly frames: number;
  /** Frames whose check values are right. */
  readonly soundFrames: number;
  /** Frames that answer us. */
  readonly answers: number;
}

/** A plain text that came over the line. */
export interface HeardText {
  /** As received, controls escaped, cut at 200 characters. */
  readonly text: string;
  /** The row of the gateway table it was recognised as; null for unknown texts. */
  readonly known: { readonly id: string; readonly meaning: GatewayMeaning; readonly device: string } | null;
  /** An identification or a data readout of IEC 62056-21 stands in it. */
  readonly signOn: 'identification' | 'readout' | null;
}

export type GatewayMeaning = 'busy' | 'device-error' | 'not-allowed' | 'kicked' | 'closing' | 'banner';

/** A sound frame that does not answer us. */
export interface HeardFrame {
  readonly type: string;
  readonly from: ServerAddress;
  readonly to: ServerAddress;
  readonly atMs: number;
  /** It came without a question of ours before it. */
  readonly unasked: boolean;
  /** The credential set whose earlier, unanswered question it answers; null where it is nobody's of ours. */
  readonly answersEarlier: string | null;
}

export interface Heard {
  readonly clocks: Clocks;
  readonly text: HeardText | null;
  /** Telnet commands, as `DO 1 (ECHO)`. */
  readonly telnet: readonly string[];
  /** Our own bytes came back. */
  readonly echo: boolean;
  /** At most eight are kept. */
  readonly foreign: readonly HeardFrame[];
  /** Bytes in neither frame nor text nor telnet command nor echo. */
  readonly garbledBytes: number;
  /**
   * What was wrong with frames that came, `broken` for a frame that started right and stopped, and `flowOctetsMissing` for one
   * that octets 11 or 13 put back make sound.
   */
  readonly defects: readonly string[];
  /** From the last question (or from the start, where there was none) to the first byte; null where none came. */
  readonly firstByteMs: number | null;
  /** The longest pause between two arrivals, in ms. */
  readonly longestGapMs: number;
  /** How the far end ended the line meanwhile, and how long after the last question, or after opening. */
  readonly end: { readonly how: 'FIN' | 'RST' | 'LOST'; readonly afterMs: number } | null;
}

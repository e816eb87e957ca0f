/**
 * A capture file: a conversation as text, one event a line, to read, to send to a maker, and to replay.
 *
 *   # any remark                    `# source`, `# shows` say where it comes from and what it shows; `# 9 octets
 *                                   masked, …` that the next line shows 2A (or a check value to match) for a secret
 *   @0   = connected                the line was opened (one capture may hold several connections)
 *   @502 > 7E A0 07 03 21 93 0F 01 7E     sent, milliseconds from the start of the capture
 *   @714 < 7E A0 07 21 03 73 01 40 7E     received
 *   @903 = FIN                      the far end closed (FIN), broke (RST) or lost (LOST) the line; `closed`: we did
 */
import { fromHex, toSpacedHex } from '../bytes/hex.ts';

/** One opening of a line: the same object in every event of it. Several may be open at once. */
export interface Connection {
  /** The far end's. */
  readonly port: number;
  /** How long opening it took. */
  readonly connectMs: number;
}

/** `connection` stands with events that are told as they happen; a capture file does not keep it. */
export type CaptureEvent =
  | {
      readonly atMs: number;
      readonly connection?: Connection;
      readonly kind: 'sent' | 'received';
      readonly bytes: Uint8Array;
      /** How many of the bytes are masked, check values included; absent where none is. */
      readonly masked?: number;
    }
  | {
      readonly atMs: number;
      readonly connection?: Connection;
      readonly kind: 'state';
      readonly state: CaptureState;
    };

export const captureStates = ['connected', 'FIN', 'RST', 'LOST', 'closed'] as const;
export type CaptureState = (typeof captureStates)[number];

export interface CaptureDefect {
  readonly code: 'capture-line';
  /** 1 for the first line. */
  readonly line: number;
}

/** One event as a line of a capture file, without its line end; a remark line before it where octets are masked. */
export function renderCaptureEvent(event: CaptureEvent): string {
  const at = `@${Math.round(event.atMs)}`;
  if (event.kind === 'state') return `${at} = ${event.state}`;
  const remark = event.masked === undefined ? '' : `# ${event.masked} octets masked, check values included\n`;
  return `${remark}${at} ${event.kind === 'sent' ? '>' : '<'} ${toSpacedHex(event.bytes)}`;
}

/** Reads a capture file. What cannot be read is reported by line, and the rest is read all the same. */
export function parseCapture(text: string): {
  readonly events: readonly CaptureEvent[];
  readonly defects: readonly CaptureDefect[];
} {
  const events: CaptureEvent[] = [];
  const defects: CaptureDefect[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const event = parseEvent(line);
    if (event === null) defects.push({ code: 'capture-line', line: index + 1 });
    else events.push(event);
  }
  return { events, defects };
}

function parseEvent(line: string): CaptureEvent | null {
  const match = /^@(\d+(?:\.\d+)?)\s+([<>=])\s+(.*)$/.exec(line);
  if (match === null) return null;
  const atMs = Number(match[1]);
  const rest = match[3] ?? '';
  if (match[2] === '=') {
    const state = captureStates.find((known) => known === rest);
    return state === undefined ? null : { atMs, kind: 'state', state };
  }
  const bytes = fromHex(rest);
  return bytes === null ? null : { atMs, kind: match[2] === '>' ? 'sent' : 'received', bytes };
}

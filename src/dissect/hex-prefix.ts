/** What stands in front of the bytes in a log line: when it was, and which way they went. */

export type Direction = 'sent' | 'received';

export interface Prefix {
  readonly direction: Direction | null;
  /** The time as it was written. */
  readonly at: string | null;
  /** What follows the prefix. */
  readonly rest: string;
}

const date = /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|[A-Z][a-z]{2} {1,2}\d{1,2}(?= \d{1,2}:)/;
const clock = /\d{1,2}:[0-5]\d:[0-5]\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?(?![:\dA-Fa-f])/;
const time = new RegExp(`(?:(?:${date.source})[T ]+)?(?:${clock.source})`, 'y');
const capture = /@\d+(?:\.\d+)?(?: ?ms)?/y;

const sentWords = /tx|send(?:ing)?|sent|transmit(?:ted)?|request|enviad[oa]|env[ií]o/;
const receivedWords = /rx|recv|receiv(?:e|ed|ing)|response|reply|recibid[oa]/;
const sentMark = new RegExp(
  `(?:^|(?<=[\\s[(]))(?:${sentWords.source}|>{1,3}|-{1,2}>|=>|→|⇒)(?=$|[\\s:\\])=])|\\b(?:OUT|WRITE|Write)(?=[:\\]])`,
  'gi',
);
const receivedMark = new RegExp(
  `(?:^|(?<=[\\s[(]))(?:${receivedWords.source}|<{1,3}|<-{1,2}|<=|←|⇐)(?=$|[\\s:\\])=])|\\b(?:IN|READ|Read)(?=[:\\]])`,
  'gi',
);
const level = /(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR)\b:?/iy;
const filler = /[\s[\](){}|,;:=-]+/y;
const mark = new RegExp(
  `(?:${sentWords.source}|${receivedWords.source}|out|in|write|read)(?=[\\s:\\])=])|>{1,3}(?=\\s)|<{1,3}(?=\\s)|-{1,2}>|<-{1,2}|=>|<=(?=\\s)|→|←|⇒|⇐`,
  'iy',
);

/** A mark farther away from the bytes is about something else. */
const farthest = 256;

/** The direction that the last mark in a text names; null where there is none. */
export function directionIn(text: string): Direction | null {
  const near = text.slice(-farthest);
  const last = (pattern: RegExp): number => Math.max(-1, ...Array.from(near.matchAll(pattern), ({ index }) => index));
  const sent = last(sentMark);
  const received = last(receivedMark);
  if (sent === received) return null;
  return sent > received ? 'sent' : 'received';
}

/** Takes times, levels, brackets and direction marks off the front of a line. */
export function readPrefix(line: string): Prefix {
  let at: string | null = null;
  let from = 0;
  for (;;) {
    const before = from;
    for (const pattern of [filler, capture, time, level, mark]) {
      pattern.lastIndex = from;
      const found = pattern.exec(line);
      if (found === null) continue;
      from = pattern.lastIndex;
      if (pattern === time || pattern === capture) at ??= found[0];
    }
    if (from === before || from > farthest) break;
  }
  return { direction: directionIn(line.slice(0, from)), at, rest: line.slice(from) };
}

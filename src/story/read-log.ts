/**
 * A log, or a report with hex in it → events. Each line is read by itself: its time, its bytes in any dress, the words
 * that say which way they went. Where no word does, the frame does where only one side sends its like; else the bytes
 * are left out of the story, for a wrong direction would be worse than none.
 */
import { toHex } from '../bytes/hex.ts';
import { readLine } from '../dissect/index.ts';
import { type GatewayText, recogniseText } from '../gateway/index.ts';
import { directionByFrame } from './direction.ts';
import { stampOf, Timeline } from './instants.ts';
import { callsItMeter, claimsOn, endpointIn, wordedDirection, wordedState } from './log-words.ts';
import { type ClaimName, mostEvents, type RecordEvent, type StoryRecord } from './record.ts';

/** What follows in a line this long is not looked at: no frame needs it. */
const longestLine = 65_536;
/** A word about the meter this many lines away from a text is about something else. */
const nearLines = 6;

/** Reads a log in any portions, cut at line ends or not. */
export class LogReader {
  readonly #events: RecordEvent[] = [];
  readonly #timeline = new Timeline();
  readonly #claims = new Map<ClaimName, number>();
  readonly #endpoints = new Set<string>();
  /** Texts of gateways in running words, where no line says that they came. */
  readonly #mentioned: { readonly line: number; readonly text: string }[] = [];
  readonly #seen = new Set<string>();
  #callsMeter: number[] = [];
  #textLines: number[] = [];
  #rest = '';
  #line = 0;
  #offset: number | null = null;
  #announced: { readonly line: number; readonly direction: 'sent' | 'received' | null } | null = null;
  #stamp: { readonly line: number; readonly atMs: number | null; readonly at: string } | null = null;
  #cutAt: number | null = null;
  #unread = 0;

  /** Whether enough was read: what is pushed from now on is only counted. */
  get isFull(): boolean {
    return this.#cutAt !== null;
  }

  push(text: string): void {
    if (this.isFull) return;
    const whole = this.#rest + text;
    let from = 0;
    for (let end = whole.indexOf('\n'); end >= 0; end = whole.indexOf('\n', from)) {
      this.#read(whole.slice(from, Math.min(end, from + longestLine)).replace(/\r$/, ''));
      from = end + 1;
      if (this.isFull) return;
    }
    this.#rest = whole.slice(from, from + longestLine);
  }

  finish(): StoryRecord {
    if (!this.isFull && this.#rest !== '') this.#read(this.#rest);
    const came = this.#events.length > 0;
    const [mention] = this.#mentioned;
    if (came && mention !== undefined && !this.#hasGatewayText()) {
      const bytes = asBytes(mention.text);
      this.#events.push({ kind: 'received', bytes, atMs: null, at: null, line: mention.line });
      this.#events.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
    }
    const [endpoint, ...more] = this.#endpoints;
    const called = this.#callsMeter.find((line) =>
      this.#textLines.some((other) => Math.abs(other - line) <= nearLines),
    );
    return {
      source: 'log',
      events: this.#events,
      endpoint: endpoint !== undefined && more.length === 0 ? endpoint : null,
      claims: [...this.#claims].map(([name, line]) => ({ name, line })),
      calledMeter: called ?? null,
      cutAt: this.#cutAt,
      unread: this.#unread,
    };
  }

  #hasGatewayText(): boolean {
    return this.#events.some((event) => event.kind === 'received' && recogniseText(asText(event.bytes)) !== null);
  }

  #read(line: string): void {
    this.#line += 1;
    if (line.trim() === '') return;
    this.#notice(line);
    const stamp = stampOf(line);
    const atMs = this.#timeline.place(stamp);
    if (stamp !== null) this.#stamp = { line: this.#line, atMs, at: stamp.text };
    const reading = /^\s*(?:#|\/\/)/.test(line) ? null : readLine(line, this.#offset);
    this.#offset = reading?.nextOffset ?? null;
    if (reading !== null && reading.runs.length > 0) {
      for (const { bytes, direction } of reading.runs) this.#keep(line, bytes, direction, reading.pure);
      return;
    }
    if (reading?.oddAt != null) this.#unread += 1;
    this.#readWords(line);
  }

  #notice(line: string): void {
    for (const name of claimsOn(line)) if (!this.#claims.has(name)) this.#claims.set(name, this.#line);
    const endpoint = endpointIn(line);
    if (endpoint !== null && this.#endpoints.size < 2) this.#endpoints.add(endpoint);
    if (callsItMeter(line)) this.#callsMeter = [...this.#callsMeter, this.#line].slice(0, 100);
    if (recogniseText(line) !== null) this.#textLines = [...this.#textLines, this.#line].slice(0, 100);
  }

  #keep(line: string, bytes: Uint8Array, told: 'sent' | 'received' | null, pure: boolean): void {
    const own = this.#stamp?.line === this.#line;
    const before = this.#events.at(-1);
    const announced = this.#announced !== null && this.#announced.line >= this.#line - 1 ? this.#announced : null;
    const direction = told ?? wordedDirection(line) ?? directionByFrame(bytes) ?? announced?.direction ?? null;
    const continues =
      pure &&
      !own &&
      before !== undefined &&
      before.kind !== 'state' &&
      before.line === this.#line - 1 &&
      (told === null || told === before.kind) &&
      !(before.bytes.at(-1) === 0x7e && bytes[0] === 0x7e);
    if (continues) {
      const joined = Uint8Array.of(...before.bytes, ...bytes);
      this.#events[this.#events.length - 1] = { ...before, bytes: joined, line: this.#line };
      return;
    }
    if (direction === null) {
      this.#unread += 1;
      return;
    }
    // In running text the same bytes once more are quoted, not sent again: only a time or a direction makes an event.
    const key = `${direction} ${toHex(bytes)}`;
    const isQuoted = !own && told === null && this.#seen.has(key);
    if (this.#seen.size < 10_000) this.#seen.add(key);
    if (isQuoted) return;
    const near = own || (this.#stamp !== null && this.#stamp.line >= this.#line - 1) ? this.#stamp : null;
    this.#add({ kind: direction, bytes, atMs: near?.atMs ?? null, at: near?.at ?? null, line: this.#line });
  }

  #readWords(line: string): void {
    const own = this.#stamp?.line === this.#line ? this.#stamp : null;
    const direction = wordedDirection(line);
    if (direction !== null || own !== null) this.#announced = { line: this.#line, direction };
    const known = recogniseText(line);
    if (known !== null) {
      const text = textOf(known.row, line.slice(known.at, known.at + known.length));
      const isEvent = own !== null || isNothingElse(line, known.at, known.at + known.length);
      if (isEvent)
        this.#add({
          kind: 'received',
          bytes: asBytes(text),
          atMs: own?.atMs ?? null,
          at: own?.at ?? null,
          line: this.#line,
        });
      else if (this.#mentioned.length === 0) this.#mentioned.push({ line: this.#line, text });
      return;
    }
    const state = own !== null || /sock(?:et)?\.(?:connect|close)\(/.test(line) ? wordedState(line) : null;
    if (state === null) return;
    const before = this.#events.at(-1);
    if (before?.kind === 'state' && before.state === state) return;
    this.#add({ kind: 'state', state, atMs: own?.atMs ?? null, at: own?.at ?? null, line: this.#line });
  }

  #add(event: RecordEvent): void {
    if (this.#events.length < mostEvents) this.#events.push(event);
    else this.#cutAt ??= event.line;
  }
}

/** A line that says a text and, at most, which way it came; in a sentence about it there is more. */
function isNothingElse(line: string, from: number, to: number): boolean {
  const around = `${line.slice(0, from)} ${line.slice(to)}`.replace(/\\[rnx][0-9a-f]{0,2}/gi, ' ');
  const words = around.match(/[\p{L}\d]+/gu) ?? [];
  return words.length <= 2 && wordedDirection(around) === 'received';
}

/** A line end that the log wrote out belongs to the text. */
function textOf({ text }: GatewayText, found: string): string {
  return found.length > text.length ? found.replace(/["'`*].*$/, '') : text;
}

function asBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}

function asText(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 512), (byte) => String.fromCharCode(byte)).join('');
}

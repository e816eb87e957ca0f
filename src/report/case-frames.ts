/**
 * What went over the line, piece by piece: each frame or text with its time, and what its bytes say. Bytes that were
 * explained already are not explained again.
 */
import { fromHex, toSpacedHex } from '../bytes/hex.ts';
import { joinBytes } from '../bytes/join.ts';
import { dissectEach, hasFault, type Item, Joiner } from '../dissect/index.ts';
import type { Exchange } from '../evidence/index.ts';
import { type DecodeWords, decodeWords, type Language } from '../wording/index.ts';
import type { CaseExperiment } from './case-facts.ts';
import { byteCount, describeItem, describeJoined, describeProblem, describePush } from './decode-describe.ts';
import { problemsAt } from './decode-rows.ts';
import { plainPaint, renderDecodeText, route, verdictOf } from './decode-text.ts';
import { rowsOf } from './decode-tree.ts';

export interface FrameRow {
  /** Null for what was left out. */
  readonly offset: number | null;
  readonly bytes: string;
  /** Bytes that are not shown any more. */
  readonly cut: number;
  readonly field: string;
  readonly depth: number;
  readonly says: string;
  readonly problems: readonly { readonly says: string; readonly isFault: boolean }[];
}

export interface Frame {
  /** From 1, through the whole report. */
  readonly number: number;
  readonly direction: 'sent' | 'received' | 'joined';
  /** Ms since the line was opened; null for what was put together. */
  readonly atMs: number | null;
  readonly bytes: string;
  readonly cut: number;
  /** `HDLC`, `SNRM`, `client 16 → server 1`. */
  readonly title: readonly string[];
  readonly verdict: string;
  readonly tone: 'good' | 'remark' | 'fault';
  /** The number of the frame that had the same bytes. */
  readonly sameAs: number | null;
  readonly sentences: readonly string[];
  readonly rows: readonly FrameRow[];
  readonly corrected: { readonly says: string; readonly bytes: string } | null;
  /** The same as lines, for a text. */
  readonly text: string;
}

export interface FrameGroup {
  readonly id: string;
  readonly frames: readonly Frame[];
}

export interface Frames {
  readonly groups: readonly FrameGroup[];
  readonly shown: number;
  readonly leftOut: number;
}

const mostFrames = 400;
/** Of one exchange: a meter without end is cut here. */
const mostOctets = 1 << 16;
const mostRows = 400;
const mostLines = 600;
const shownOctets = 512;
const textColumns = 96;

export function framesOf(experiments: readonly CaseExperiment[], lang: Language): Frames {
  const told = new Teller(lang);
  const groups = experiments.map((one) => {
    const joiner = new Joiner();
    return { id: one.id, frames: one.exchanges.flatMap((exchange) => told.tell(exchange, joiner)) };
  });
  return { groups: groups.filter(({ frames }) => frames.length > 0), shown: told.shown, leftOut: told.leftOut };
}

class Teller {
  shown = 0;
  leftOut = 0;
  readonly #lang: Language;
  readonly #words: DecodeWords;
  readonly #known = new Map<string, number>();

  constructor(lang: Language) {
    this.#lang = lang;
    this.#words = decodeWords[lang];
  }

  tell({ sent, sentAtMs, received }: Exchange, joiner: Joiner): readonly Frame[] {
    const question = sent === null ? new Uint8Array() : bytesOf([sent]);
    const answer = bytesOf(received.map(({ hex }) => hex));
    return [
      ...this.#items(question, 'sent', () => sentAtMs, joiner),
      ...this.#items(answer, 'received', (end) => sentAtMs + arrivalOf(received, end), joiner),
    ];
  }

  /** @param at when the octet before `end` was there */
  #items(
    bytes: Uint8Array,
    direction: 'sent' | 'received',
    at: (end: number) => number,
    joiner: Joiner,
  ): readonly Frame[] {
    const frames: Frame[] = [];
    for (const item of dissectEach(bytes, 0, joiner)) {
      if (this.shown >= mostFrames) {
        this.leftOut += 1;
        continue;
      }
      this.shown += 1;
      const isJoined = item.joinedFrom !== undefined;
      frames.push(this.#frame(item, isJoined ? 'joined' : direction, isJoined ? null : at(item.end)));
    }
    return frames;
  }

  #frame(item: Item, direction: Frame['direction'], atMs: number | null): Frame {
    const words = this.#words;
    const number = this.shown;
    const key = `${direction} ${item.hex}`;
    const sameAs = this.#known.get(key) ?? null;
    if (sameAs === null) this.#known.set(key, number);
    const hex = spaced(item.source.bytes.subarray(item.at, item.end));
    const { problems } = item;
    const sentences = [describeItem(item, words), describeJoined(item, words), ...describePush(item, words)];
    return {
      number,
      direction,
      atMs,
      ...hex,
      title: [
        words.kinds[item.kind],
        item.type === 'unknown' ? null : item.type,
        route(item, words),
        item.kind === 'hdlc' ? null : byteCount(words, item.length),
      ].filter((part) => part !== null),
      verdict: verdictOf(item, words),
      tone: hasFault(problems) ? 'fault' : problems.length > 0 ? 'remark' : 'good',
      sameAs,
      sentences: sameAs === null ? sentences.filter((one) => one !== null) : [],
      rows: sameAs === null ? this.#rows(item) : [],
      corrected: sameAs === null ? this.#correction(item) : null,
      text: sameAs === null ? this.#text(item) : '',
    };
  }

  #rows(item: Item): readonly FrameRow[] {
    const words = this.#words;
    const rows = rowsOf(item, { words, showSecrets: false }).slice(0, mostRows);
    return rows.map((row): FrameRow => {
      if ('leftOut' in row) {
        return { offset: null, bytes: '', cut: 0, field: '', depth: row.depth, says: row.leftOut, problems: [] };
      }
      const { node, label, told, outline } = row;
      const field = label.trimStart();
      return {
        offset: node.offset,
        ...(outline ? { bytes: '', cut: 0 } : spaced(node.bytes)),
        field,
        depth: (label.length - field.length) / 2,
        says: told,
        problems: (outline ? (node.problems ?? []) : problemsAt(node))
          .filter(({ code }) => code !== 'unrecognised')
          .map((problem) => ({ says: describeProblem(problem, words), isFault: problem.severity === 'fault' })),
      };
    });
  }

  #correction({ corrected, correctedBy }: Item): Frame['corrected'] {
    if (corrected === undefined || correctedBy === undefined) return null;
    return { says: this.#words.corrections[correctedBy], bytes: toSpacedHex(fromHex(corrected) ?? new Uint8Array()) };
  }

  #text(item: Item): string {
    const options = { lang: this.#lang, columns: textColumns, paint: plainPaint };
    const lines = renderDecodeText({ item, direction: null, at: null }, options).trimEnd().split('\n');
    return [...lines.slice(0, mostLines), ...(lines.length > mostLines ? ['…'] : [])].join('\n');
  }
}

function bytesOf(hexes: readonly string[]): Uint8Array {
  return joinBytes(hexes.map((hex) => fromHex(hex) ?? new Uint8Array())).subarray(0, mostOctets);
}

function spaced(bytes: Uint8Array): { readonly bytes: string; readonly cut: number } {
  return { bytes: toSpacedHex(bytes.subarray(0, shownOctets)), cut: Math.max(0, bytes.length - shownOctets) };
}

/** When the octet before `end` of the whole answer arrived. */
function arrivalOf(received: Exchange['received'], end: number): number {
  let octets = 0;
  for (const { atMs, hex } of received) {
    octets += hex.length / 2;
    if (octets >= end) return atMs;
  }
  return received.at(-1)?.atMs ?? 0;
}

/** A report as blocks, before it has a format: what is text, what is code, what is a table. Whoever lays it out escapes it. */
import { fill } from '../wording/index.ts';
import type { Frame } from './case-frames.ts';
import type { HistoryDay } from './history-view.ts';

export type Tone = 'good' | 'soft' | 'bad' | 'plain';

export type Inline =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  /** A stable code that decides something: an outcome, a grade. */
  | { readonly mark: string; readonly tone: Tone };

export type Text = readonly Inline[];

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: Text }
  | {
      readonly kind: 'verdict';
      readonly code: string;
      readonly title: string;
      readonly tone: Tone;
      readonly text: Text;
    }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Text[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, Text])[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly kind: 'frame'; readonly frame: Frame; readonly when: string; readonly same: string | null }
  | {
      readonly kind: 'bars';
      readonly title: string;
      readonly days: readonly HistoryDay[];
      readonly lines: readonly string[];
      readonly legend: string;
    };

export interface CaseReport {
  readonly title: string;
  /** Under the title: when, and by what. */
  readonly made: string;
  readonly blocks: readonly Block[];
}

/**
 * A sentence of the words as text: what stands between backticks is code. It is cut before the values are filled in, so
 * that no value can be taken for markup.
 */
export function sentence(template: string, values: Readonly<Record<string, string | number>> = {}): Text {
  return template
    .split('`')
    .map((part, index) => (index % 2 === 0 ? fill(part, values) : { code: fill(part, values) }))
    .filter((part) => part !== '');
}

/** Sentences one behind the other. */
export function joinText(parts: readonly Text[], between = ' '): Text {
  return parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [between, ...part]));
}

const good = new Set([
  'OK',
  'UA',
  'QUIET',
  'FREE',
  'NONE',
  'LOGIN-OK',
  'READ-OK',
  'ACCEPTED',
  'READ',
  'RLRE',
  'WORKED',
  'ANSWERED',
]);
const soft = new Set(['NOT-TRIED', 'LOSS', 'TEXT', 'TELNET', 'HELD', 'HLS-PENDING', 'NEVER', 'IDENTIFIED', 'DM']);

export function outcomeMark(outcome: string): Inline {
  return { mark: outcome, tone: good.has(outcome) ? 'good' : soft.has(outcome) ? 'soft' : 'bad' };
}

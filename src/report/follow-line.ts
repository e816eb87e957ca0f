/**
 * Lines of a live view: pieces of text, each with its colour, cut at the terminal's width, so that a line on the screen
 * is a line of the screen and can be drawn over.
 */

/** A text that is safe for a terminal, and its colour. */
export type Piece = readonly [text: string, paint?: (text: string) => string];

export interface DrawnLine {
  readonly text: string;
  /** Columns it takes. */
  readonly width: number;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const none = /\p{Mark}/u;

/** Columns of a text without controls. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const letter of text) columns += widthOf(letter);
  return columns;
}

/** @param columns of the terminal; its last one stays free, because a letter there moves the cursor in some */
export function drawLine(pieces: readonly Piece[], columns: number): DrawnLine {
  const most = Math.max(1, columns - 1);
  let text = '';
  let width = 0;
  for (const [piece, paint = (same: string) => same] of pieces) {
    const part = cutAt(piece, most - width);
    if (part !== '') text += paint(part);
    width += columnsOf(part);
    if (part.length < piece.length) break;
  }
  return { text, width };
}

/** A text of exactly so many columns. */
export function padTo(text: string, columns: number): string {
  const part = cutAt(text, columns);
  return part + ' '.repeat(Math.max(0, columns - columnsOf(part)));
}

function cutAt(text: string, most: number): string {
  let width = 0;
  let end = 0;
  for (const letter of text) {
    width += widthOf(letter);
    if (width > most) return text.slice(0, end);
    end += letter.length;
  }
  return text;
}

function widthOf(letter: string): number {
  if (letter < '\u0300') return 1;
  return none.test(letter) ? 0 : wide.test(letter) ? 2 : 1;
}

/** What `meter set` and `meter act` would send, or have sent, and what became of it. */
import { safeText } from '../bytes/printable.ts';
import type { Reading } from '../evidence/index.ts';
import { objectWords } from '../wording/index.ts';
import { errorText, type ReadingTextOptions, valueText } from './readings.ts';
import { hang } from './wrap.ts';

/** Data as it goes over the wire. */
export interface WrittenValue {
  readonly type: string;
  readonly text: string;
  /** Lower-case hex. */
  readonly octets: string;
}

/** A line of a table without borders. */
export type WriteRow =
  | { readonly label: 'now' | 'after'; readonly reading: Reading }
  | { readonly label: 'toSend' | 'sent' | 'returned'; readonly value: WrittenValue | null; readonly reading?: Reading }
  /** `error` is null where the meter says that it is done. */
  | { readonly label: 'result'; readonly error: string | null };

const longestOctets = 400;

/** @param title what it is about: `energy  3:1-0:1.8.0.255:2  value` */
export function renderWrite(
  title: string,
  rows: readonly WriteRow[],
  { lang, columns, chalk }: ReadingTextOptions,
): string {
  const words = objectWords[lang];
  const width = Math.min(columns, 110);
  const longest = Math.max(...rows.map(({ label }) => words.write.labels[label].length));
  const lines = rows.map((row) => {
    const mark = `  ${words.write.labels[row.label].padEnd(longest)}  `;
    switch (row.label) {
      case 'now':
      case 'after': {
        const { reading } = row;
        return hang(mark, reading.error === null ? valueText(reading, words) : errorText(reading.error, words), width);
      }
      case 'result':
        return hang(mark, row.error === null ? words.write.done : errorText(row.error, words), width);
      default: {
        const { value, reading } = row;
        if (value === null) return hang(mark, words.write.nothing, width);
        const text = reading === undefined ? safeText(value.text) : valueText(reading, words);
        return hang(mark, `${text}  (${value.type}, ${octets(value.octets)})`, width);
      }
    }
  });
  return [chalk.bold(safeText(title)), ...lines].map((line) => `${line}\n`).join('');
}

function octets(hex: string): string {
  const shown = hex.slice(0, longestOctets);
  const told = (shown.match(/../g) ?? []).join(' ').toUpperCase();
  return shown.length < hex.length ? `${told} …` : told;
}

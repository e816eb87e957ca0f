/**
 * The success rate of each day as a column, the newest at the right; as many days as the width holds.
 *
 *   100 % │█▆█ █
 *         │███▄█
 *    50 % │█████
 *         │█████×·      × no success that day    · nobody asked
 *     0 % └11-18 11-24
 */
import type { ChalkInstance } from 'chalk';
import type { HistoryDay } from './history-view.ts';

export type BarStyle = 'blocks' | 'ascii';

export interface BarOptions {
  readonly columns: number;
  readonly style: BarStyle;
  readonly chalk: ChalkInstance;
}

const height = 4;
const letters = {
  blocks: { side: '│', corner: '└', parts: ' ▁▂▃▄▅▆▇█', none: '·', failed: '×' },
  ascii: { side: '|', corner: '+', parts: ' :#', none: '.', failed: 'x' },
} as const;
const labels = ['100 %', '', '50 %', ''] as const;
const margin = 5;
const narrowest = 10;

export interface Bars {
  readonly lines: readonly string[];
  /** The first and the last day shown; empty where there is none. */
  readonly from: string;
  readonly to: string;
  readonly marks: { readonly none: string; readonly failed: string };
}

/** @param indent blanks before each line */
export function renderBars(days: readonly HistoryDay[], { columns, style, chalk }: BarOptions, indent = '  '): Bars {
  const { side, corner, parts, none, failed } = letters[style];
  const room = Math.max(narrowest, columns - indent.length - margin - 3);
  const shown = days.slice(-room);
  const steps = parts.length - 1;
  const cell = ({ attempts, successes }: HistoryDay, row: number): string => {
    if (successes === 0) return row > 0 ? ' ' : attempts === 0 ? chalk.dim(none) : chalk.red(failed);
    // What is more than nothing shows as more than nothing, what is less than all as less.
    const filled = Math.max(1, Math.floor((successes / attempts) * height * steps));
    const part = Math.min(steps, Math.max(0, filled - row * steps));
    const colour = successes === attempts ? chalk.green : chalk.yellow;
    return part === 0 ? ' ' : colour(parts[part] ?? ' ');
  };
  const lines = labels.map((label, index) => {
    const row = height - 1 - index;
    return `${indent}${label.padStart(margin)} ${side}${shown.map((day) => cell(day, row)).join('')}`.trimEnd();
  });
  const [from, to] = [shown[0]?.day ?? '', shown.at(-1)?.day ?? ''];
  const [first, last] = [from.slice(5), to.slice(5)];
  const ends =
    shown.length >= first.length + last.length + 1 ? first + last.padStart(shown.length - first.length) : first;
  return {
    lines: [...lines, `${indent}${'0 %'.padStart(margin)} ${corner}${ends}`],
    from,
    to,
    marks: { none, failed },
  };
}

/**
 * A line of values in a terminal: dots of braille letters, two across and four down in each, or `*` where a terminal has
 * no such letters. Values come one by one and are thinned as they come, so a plot of any length takes the same memory.
 *
 *   W
 *   1200 ┤      ⣀⠤⠔⠒⠉
 *    800 ┤⣀⠤⠒⠉
 *        └──────────────
 *         14:45    18:30
 */
import { plotGrid } from './plot-grid.ts';
import { scaleFor } from './plot-scale.ts';
import type { PlotSeries } from './plot-series.ts';

export interface PlotOptions {
  readonly columns: number;
  /** Lines of the drawing itself. */
  readonly rows?: number;
  readonly style: 'braille' | 'ascii';
  /** Of the values; empty where they have none. */
  readonly unit: string;
  /** Points of x further apart than this are not joined; null joins all. */
  readonly widestStep: number | null;
}

const frames = {
  braille: { tick: '┤', side: '│', corner: '└', floor: '─' },
  ascii: { tick: '+', side: '|', corner: '+', floor: '-' },
} as const;
const usualRows = 12;
const narrowest = 10;

/** The drawing as lines; null where there is nothing to draw. */
export function renderPlot(series: PlotSeries, options: PlotOptions): readonly string[] | null {
  const { columns, rows = usualRows, style, unit, widestStep } = options;
  const { minimum, maximum } = series;
  if (minimum === null || maximum === null) return null;
  const scale = scaleFor(minimum, maximum, Math.max(2, Math.floor(rows / 3)));
  const margin = Math.max(unit.length, ...scale.ticks.map(({ text }) => text.length));
  const width = Math.max(narrowest, columns - margin - 2);
  const frame = frames[style];
  const drawn = plotGrid(series, { width, rows, style, low: scale.low, high: scale.high, widestStep });
  const labels = new Map(
    scale.ticks.map(({ value, text }) => {
      const height = (value - scale.low) / (scale.high - scale.low);
      return [Math.round((1 - height) * (rows - 1)), text] as const;
    }),
  );
  const body = drawn.map((line, row) => {
    const label = labels.get(row);
    return `${(label ?? '').padStart(margin)} ${label === undefined ? frame.side : frame.tick}${line}`.trimEnd();
  });
  const blank = ' '.repeat(margin + 2);
  const head = unit === '' ? [] : [unit.padStart(margin)];
  return [
    ...head,
    ...body,
    `${' '.repeat(margin + 1)}${frame.corner}${frame.floor.repeat(width)}`,
    `${blank}${xLabels(series, width)}`,
  ];
}

/** The first and the last one where both fit, else the first. */
function xLabels({ firstLabel, lastLabel }: PlotSeries, width: number): string {
  if (lastLabel === firstLabel || firstLabel.length + lastLabel.length + 2 > width) return firstLabel;
  return `${firstLabel}${lastLabel.padStart(width - firstLabel.length)}`;
}

/** The dots of a plot, set on a grid and read off it as letters. */
import type { PlotRun, PlotSeries } from './plot-series.ts';

export interface GridOptions {
  /** In letters. */
  readonly width: number;
  readonly rows: number;
  readonly style: 'braille' | 'ascii';
  readonly low: number;
  readonly high: number;
  readonly widestStep: number | null;
}

/** The bit of each dot of a braille letter, by row and column (Unicode 28xx). */
const brailleBits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const brailleStart = 0x2800;

/** One text a row, the highest first. */
export function plotGrid(series: PlotSeries, options: GridOptions): readonly string[] {
  const { width, rows, style, low, high, widestStep } = options;
  const across = style === 'braille' ? 2 : 1;
  const down = style === 'braille' ? 4 : 1;
  const dots = { width: width * across, height: rows * down };
  const letters = new Uint8Array(width * rows);
  const span = series.lastX - series.firstX;
  const column = (x: number): number => (span === 0 ? 0 : Math.round(((x - series.firstX) / span) * (dots.width - 1)));
  const line = (y: number): number => Math.round((1 - (y - low) / (high - low)) * (dots.height - 1));
  const set = (x: number, y: number): void => {
    const at = Math.floor(y / down) * width + Math.floor(x / across);
    letters[at] = (letters[at] ?? 0) | (style === 'braille' ? (brailleBits[y % 4]?.[x % 2] ?? 0) : 1);
  };
  let before: PlotRun | null = null;
  for (const run of series.runs) {
    const joined =
      before !== null && !run.broken && (widestStep === null || Math.abs(run.firstX - before.lastX) <= widestStep);
    if (before !== null && joined) {
      drawLine(column(before.lastX), line(before.lastY), column(run.firstX), line(run.firstY), set);
    }
    drawLine(column(run.firstX), line(run.firstY), column(run.lastX), line(run.lastY), set);
    const middle = column((run.firstX + run.lastX) / 2);
    drawLine(middle, line(run.low), middle, line(run.high), set);
    before = run;
  }
  return Array.from({ length: rows }, (_, row) =>
    Array.from(letters.subarray(row * width, (row + 1) * width), (dot) => letterOf(dot, style)).join(''),
  );
}

function letterOf(dot: number, style: GridOptions['style']): string {
  if (dot === 0) return ' ';
  return style === 'braille' ? String.fromCharCode(brailleStart + dot) : '*';
}

/** Every dot on the way from one to the other. */
function drawLine(x0: number, y0: number, x1: number, y1: number, set: (x: number, y: number) => void): void {
  const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
  for (let step = 0; step <= steps; step++) {
    const part = steps === 0 ? 0 : step / steps;
    set(Math.round(x0 + (x1 - x0) * part), Math.round(y0 + (y1 - y0) * part));
  }
}

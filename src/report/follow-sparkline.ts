/** A row of bars as high as their values: ▁▂▃▅▇, or `_.-=#` where a terminal has no such letters. */

const styles = {
  blocks: { bars: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'], missing: '×' },
  ascii: { bars: ['_', '.', '-', '=', '#'], missing: 'x' },
} as const;

/**
 * @param values null where there was none: a poll that failed
 * @param width letters at most; the newest values are shown
 */
export function sparkline(values: readonly (number | null)[], width: number, style: keyof typeof styles): string {
  if (width < 1) return '';
  const shown = values.slice(-width);
  const there = shown.filter((value): value is number => value !== null && Number.isFinite(value));
  const low = Math.min(...there);
  const span = Math.max(...there) - low;
  const { bars, missing } = styles[style];
  return shown
    .map((value) => {
      if (value === null || !Number.isFinite(value)) return missing;
      // Values that do not differ say nothing about high or low.
      const height = span > 0 && Number.isFinite(span) ? (value - low) / span : 0.5;
      return bars[Math.round(height * (bars.length - 1))];
    })
    .join('');
}

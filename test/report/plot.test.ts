/** Plots: in the width, without losing a peak, and without joining what is not there. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPlot } from '../../src/report/plot.ts';
import { scaleFor } from '../../src/report/plot-scale.ts';
import { PlotSeries } from '../../src/report/plot-series.ts';

function seriesOf(values: readonly (number | null)[]): PlotSeries {
  const series = new PlotSeries();
  for (const [index, value] of values.entries()) series.add(index, value, `no. ${index}`);
  return series;
}

const options = { columns: 40, rows: 6, style: 'ascii', unit: 'W', widestStep: null } as const;
const length = (line: string): number => [...line].length;

describe('a plot', () => {
  it('shows a rise with its scale and its ends', () => {
    expect(renderPlot(seriesOf([0, 10, 20, 40]), options)).toEqual([
      ' W',
      '40 +                                  **',
      '   |                              ****',
      '   |                          ****',
      '20 +                  ********',
      '   |       ***********',
      ' 0 +*******',
      '   +------------------------------------',
      `    no. 0${'no. 3'.padStart(31)}`,
    ]);
  });

  it('of braille letters has two dots across and four down', () => {
    const lines = renderPlot(seriesOf([0, 1]), { ...options, columns: 14, rows: 1, style: 'braille', unit: '' });
    expect(lines?.[0]).toMatch(/^\s*\S+ ┤[\u2800-\u28ff]+$/u);
  });

  it('keeps to the width, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.double({ min: -1e18, max: 1e18 })), { maxLength: 300 }),
        fc.integer({ min: 40, max: 200 }),
        fc.constantFrom('braille' as const, 'ascii' as const),
        (values, columns, style) => {
          const lines = renderPlot(seriesOf(values), { ...options, columns, style }) ?? [];
          for (const line of lines) expect(length(line)).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  it('of nothing is none', () => {
    expect(renderPlot(seriesOf([]), options)).toBeNull();
    expect(renderPlot(seriesOf([null, Number.NaN, Number.POSITIVE_INFINITY]), options)).toBeNull();
  });

  it('of one value, or the same ones, is a line in the middle', () => {
    for (const values of [[5], [5, 5, 5], [0, 0], [2 ** 53, 2 ** 53], [-3, -3]]) {
      const drawn = (renderPlot(seriesOf(values), options) ?? []).filter((line) => line.includes('*'));
      expect(drawn).toHaveLength(1);
    }
  });

  it('leaves a gap where values are missing, and where steps are too wide', () => {
    const gap = (series: PlotSeries, widestStep: number | null) =>
      (renderPlot(series, { ...options, rows: 1, unit: '', widestStep }) ?? [])[0]?.includes('* ');
    expect(gap(seriesOf([1, 1, null, null, 1, 1]), null)).toBe(true);
    const apart = new PlotSeries();
    for (const x of [0, 1, 2, 30, 31]) apart.add(x, 1, '');
    expect(gap(apart, 1.5)).toBe(true);
    expect(gap(apart, null)).toBe(false);
  });
});

describe('many values', () => {
  it('are thinned, and no peak is lost', () => {
    const series = new PlotSeries();
    for (let index = 0; index < 100_000; index++) series.add(index, index === 61_234 ? 1000 : index % 7, '');
    expect(series.runs.length).toBeLessThanOrEqual(2048);
    expect(series).toMatchObject({ count: 100_000, minimum: 0, maximum: 1000, firstX: 0, lastX: 99_999 });
    expect(Math.max(...series.runs.map(({ high }) => high))).toBe(1000);
    const top = (renderPlot(series, { ...options, rows: 10 }) ?? [])[1];
    expect(top?.match(/\*/g)).toHaveLength(1);
  });

  it('keep their order where time runs backwards', () => {
    const series = new PlotSeries();
    for (let index = 10; index > 0; index--) series.add(index, index, `${index}`);
    expect(series).toMatchObject({ firstX: 1, lastX: 10, firstLabel: '1', lastLabel: '10' });
  });
});

describe('a scale', () => {
  it('holds its values, on a dozen steps at most', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e17, max: 1e17, noNaN: true }),
        fc.double({ min: 0, max: 1e17, noNaN: true }),
        (minimum, span) => {
          const { low, high, ticks } = scaleFor(minimum, minimum + span, 4);
          const slack = Math.abs(high - low) * 1e-6;
          expect(low).toBeLessThanOrEqual(minimum + slack);
          expect(high).toBeGreaterThanOrEqual(minimum + span - slack);
          expect(high).toBeGreaterThan(low);
          expect(ticks.length).toBeLessThanOrEqual(13);
        },
      ),
    );
  });

  it.each([
    [0, 30, ['0', '10', '20', '30']],
    [228.6, 231.6, ['228', '229', '230', '231', '232']],
    [-0.04, 0.05, ['-0.05', '0.00', '0.05']],
    [-0.04, 0.04, ['-0.04', '-0.02', '0.00', '0.02', '0.04']],
  ])('from %d to %d is %j', (minimum, maximum, texts) => {
    expect(scaleFor(minimum, maximum, 4).ticks.map(({ text }) => text)).toEqual(texts);
  });
});

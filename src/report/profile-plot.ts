/** A column of a profile as a plot: thinned as its rows come. */
import { safeText } from '../bytes/printable.ts';
import type { ProfileRow, ProfileShape } from '../evidence/index.ts';
import { type ProfileWords, profileWords } from '../wording/index.ts';
import { type PlotOptions, renderPlot } from './plot.ts';
import { PlotSeries } from './plot-series.ts';
import { columnLabels, isClockColumn, shortTime, timeOf } from './profile-labels.ts';
import { type ProfileTextOptions, profileTitle, unscaledNote } from './profile-table.ts';
import { hang } from './wrap.ts';

export interface ProfilePlotOptions extends ProfileTextOptions {
  readonly style: PlotOptions['style'];
}

/** Rows that are missing leave a gap: so many periods without one are a gap. */
const widestPeriods = 1.5;

export class ProfilePlot {
  readonly #shape: ProfileShape;
  readonly #column: number;
  readonly #clock: number;
  readonly #options: ProfilePlotOptions;
  readonly #series = new PlotSeries();
  readonly #extremes: { low: string; high: string } = { low: '', high: '' };
  #rows = 0;

  /** @param column its number, from 0 */
  constructor(shape: ProfileShape, column: number, options: ProfilePlotOptions) {
    this.#shape = shape;
    this.#column = column;
    this.#clock = shape.columns.findIndex(isClockColumn);
    this.#options = options;
  }

  add(rows: readonly ProfileRow[]): void {
    for (const { cells, atMs, otherLength } of rows) {
      this.#rows += 1;
      const cell = otherLength ? undefined : cells[this.#column];
      const clock = cells[this.#clock];
      const time = clock === undefined || otherLength ? null : timeOf(clock);
      const value = cell?.form === 'number' ? Number(cell.text) : null;
      // Along time where the rows have one, else along their numbers.
      const x = this.#clock < 0 ? this.#rows : (atMs ?? Number.NaN);
      const label = time === null ? `${this.#rows}` : safeText(shortTime(time));
      if (cell !== undefined && value !== null && Number.isFinite(value)) this.#keepExtremes(value, cell.text);
      this.#series.add(x, value, label);
    }
  }

  #keepExtremes(value: number, text: string): void {
    if (this.#extremes.low === '' || value < Number(this.#extremes.low)) this.#extremes.low = text;
    if (this.#extremes.high === '' || value > Number(this.#extremes.high)) this.#extremes.high = text;
  }

  end(): string {
    const { lang, columns, style } = this.#options;
    const words: ProfileWords = profileWords[lang];
    const { capturePeriod } = this.#shape;
    const column = this.#shape.columns[this.#column];
    const label = safeText(columnLabels(this.#shape.columns, words)[this.#column] ?? '');
    const unit = safeText(column?.unit ?? '');
    const steps = capturePeriod === null || capturePeriod === 0 || this.#clock < 0 ? null : capturePeriod * 1000;
    const widestStep = steps === null ? null : steps * widestPeriods;
    const drawn = renderPlot(this.#series, { columns, style, unit, widestStep });
    const title = profileTitle(this.#shape, this.#options);
    if (drawn === null) return `${title}\n${hang('', words.plot.nothing(label), columns)}\n`;
    const { low, high } = this.#extremes;
    const withUnit = (text: string): string => (unit === '' ? text : `${text} ${unit}`);
    const summary = words.plot.summary(this.#series.count, withUnit(low), withUnit(high));
    const notes = [summary, ...(column === undefined ? [] : unscaledNote([column], words))];
    const told = notes.map((note) => hang('', safeText(note), columns));
    return `${title}\n${[words.plot.title(label, unit), ...drawn, '', ...told].join('\n')}\n`;
  }
}

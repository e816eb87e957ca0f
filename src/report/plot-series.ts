/**
 * Values along an axis, thinned as they come: when there are too many, neighbours become one, which keeps the lowest and
 * the highest of both. No peak is lost, whatever the length.
 */

/** Some values that follow one another. */
export interface PlotRun {
  firstX: number;
  firstY: number;
  lastX: number;
  lastY: number;
  low: number;
  high: number;
  /** Nothing joins it to the run before. */
  readonly broken: boolean;
}

const most = 2048;

export class PlotSeries {
  #runs: PlotRun[] = [];
  /** Values that make a run. */
  #each = 1;
  #inLast = 0;
  #broken = false;
  #low = { x: Number.POSITIVE_INFINITY, label: '' };
  #high = { x: Number.NEGATIVE_INFINITY, label: '' };
  minimum: number | null = null;
  maximum: number | null = null;
  /** How many values came. */
  count = 0;

  get runs(): readonly PlotRun[] {
    return this.#runs;
  }

  get firstX(): number {
    return this.#low.x;
  }

  get lastX(): number {
    return this.#high.x;
  }

  get firstLabel(): string {
    return this.#low.label;
  }

  get lastLabel(): string {
    return this.#high.label;
  }

  /** @param y null, or no finite number, where there is no value: the line breaks. @param label what stands under x */
  add(x: number, y: number | null, label: string): void {
    if (y === null || !Number.isFinite(y) || !Number.isFinite(x)) {
      this.#broken = true;
      return;
    }
    this.count += 1;
    if (x < this.#low.x) this.#low = { x, label };
    if (x > this.#high.x) this.#high = { x, label };
    this.minimum = Math.min(this.minimum ?? y, y);
    this.maximum = Math.max(this.maximum ?? y, y);
    const last = this.#runs.at(-1);
    if (last !== undefined && this.#inLast < this.#each && !this.#broken) {
      join(last, { firstX: x, firstY: y, lastX: x, lastY: y, low: y, high: y, broken: false });
      this.#inLast += 1;
      return;
    }
    if (this.#runs.length >= most) this.#thin();
    this.#runs.push({ firstX: x, firstY: y, lastX: x, lastY: y, low: y, high: y, broken: this.#broken });
    this.#inLast = 1;
    this.#broken = false;
  }

  #thin(): void {
    const kept: PlotRun[] = [];
    for (const [index, run] of this.#runs.entries()) {
      const before = kept.at(-1);
      // A break is given up where it is narrower than a dot.
      if (index % 2 === 1 && before !== undefined) join(before, run);
      else kept.push(run);
    }
    this.#runs = kept;
    this.#each *= 2;
  }
}

function join(into: PlotRun, next: PlotRun): void {
  into.lastX = next.lastX;
  into.lastY = next.lastY;
  into.low = Math.min(into.low, next.low);
  into.high = Math.max(into.high, next.high);
}

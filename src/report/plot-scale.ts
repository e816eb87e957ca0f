/** The scale beside a plot: from a round number to a round number, in steps of 1, 2 or 5 times a power of ten. */

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

const mostTicks = 12;

/** @param wanted about how many steps there should be */
export function scaleFor(minimum: number, maximum: number, wanted: number): Scale {
  const span = maximum - minimum;
  // A straight line lies in the middle of what is about its size; differences that numbers cannot tell are none.
  const flat = !(span > Math.max(Math.abs(minimum), Math.abs(maximum)) * 1e-12);
  const around = minimum === 0 ? 1 : Math.abs(minimum) / 10;
  const from = flat ? minimum - around : minimum;
  const to = flat ? maximum + around : maximum;
  const exponent = Math.floor(Math.log10((to - from) / wanted));
  const base = 10 ** exponent;
  const factor = [1, 2, 5, 10].find((one) => (to - from) / (one * base) <= wanted) ?? 10;
  const step = factor * base;
  const decimals = Math.max(0, factor === 10 ? -exponent - 1 : -exponent);
  const low = Math.floor(from / step) * step;
  const high = Math.ceil(to / step) * step;
  if (!(high > low) || !Number.isFinite(step)) return { low: from, high: to > from ? to : from + 1, ticks: [] };
  const count = Math.min(mostTicks, Math.round((high - low) / step));
  const ticks = Array.from({ length: count + 1 }, (_, index) => {
    const value = low + index * step;
    return { value, text: tickText(value, decimals) };
  });
  return { low, high, ticks };
}

function tickText(value: number, decimals: number): string {
  if (Math.abs(value) >= 1e15 || decimals > 9) return value.toPrecision(6);
  // No minus before nothing.
  return (value + 0).toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, '$1');
}

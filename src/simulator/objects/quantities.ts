/**
 * What the simulated household consumes, as functions of time alone: asking twice gives the same, registers and the
 * load profile agree, and energy never runs backwards.
 */
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** 2025-01-01, where the counting starts. */
const sinceMs = 1_735_689_600_000;
const meanWatts = 850;
const swingWatts = 400;
const capacity = 1_000_000_000;

const swing = (atMs: number, periodMs: number): number => Math.sin((2 * Math.PI * atMs) / periodMs);

/** Active power, W. */
export const power = (atMs: number): number => Math.round(meanWatts + swingWatts * swing(atMs, dayMs));

/** Active energy, Wh: the integral of the power, on top of what the meter had counted before; nine digits, then 0. */
export function energy(atMs: number): number {
  const swung = (swingWatts * 24 * (1 - Math.cos((2 * Math.PI * atMs) / dayMs))) / (2 * Math.PI);
  return Math.max(0, Math.floor(12_345_678 + ((atMs - sinceMs) / hourMs) * meanWatts + swung)) % capacity;
}

/** Reactive power, var: negative, as behind capacitors. */
export const reactivePower = (atMs: number): number => Math.round(-120 + 30 * swing(atMs, hourMs));

/** Voltage, tenths of a volt. */
export const voltage = (atMs: number): number => Math.round(2301 + 15 * swing(atMs, 7 * 60_000));

/** Power factor, thousandths. */
export const powerFactor = (atMs: number): number => Math.round(962 + 20 * swing(atMs, 11 * 60_000));

/** Current, hundredths of an ampere. */
export const current = (atMs: number): number =>
  Math.round((power(atMs) / (voltage(atMs) / 10) / (powerFactor(atMs) / 1000)) * 100);

/** Frequency, hundredths of a hertz. */
export const frequency = (atMs: number): number => Math.round(5000 + 3 * swing(atMs, 60_000));

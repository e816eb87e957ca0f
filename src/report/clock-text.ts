/**
 * The screen of `meter clock`: both clocks, how far they are apart and how sure that is.
 *
 *   Clock of medidor-02
 *
 *     meter      2026-11-24 14:35:10.50 +01:00
 *     this host  2026-11-24 14:35:08.12 +01:00
 *     drift      +2.38 s ± 0.05 s: the meter is ahead of this host
 */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import type { ClockReading } from '../evidence/index.ts';
import { type ClockWords, clockWords, type Language } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import { hang } from './wrap.ts';

export interface ClockTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  /** How a person calls the meter. */
  readonly meter: string;
}

const widest = 100;

export function renderClock(reading: ClockReading, { lang, columns, chalk, meter }: ClockTextOptions): string {
  const words: ClockWords = clockWords[lang];
  const { clock, setup } = reading;
  const { labels } = words;
  const daylight = daylightText(setup, words);
  const rows: readonly (readonly [label: string, text: string])[] = [
    [labels.meter, clock.text],
    [
      labels.host,
      reading.host
        .replace('T', ' ')
        .replace(/(?<=\.\d\d)\d/, '')
        .replace(/(?=[+-]\d\d:\d\d$)/, ' '),
    ],
    [labels.drift, driftText(reading, words)],
    [labels.deviation, deviationText(clock.deviationMinutes, words)],
    [labels.status, statusText(clock.status, words)],
    ...(daylight === null ? [] : [[labels.daylightSaving, daylight] as const]),
    ...(setup.base === null ? [] : [[labels.base, words.bases[setup.base] ?? `${setup.base}`] as const]),
    ...(clock.iso === null || clock.defects.length > 0 ? [[labels.octets, clock.raw] as const] : []),
  ];
  const width = Math.min(columns, widest);
  const margin = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, text]) => {
    const mark = `  ${label.padEnd(margin)}  `;
    return `${chalk.dim(mark)}${hang(mark, safeText(text), width).slice(mark.length)}`;
  });
  return `${[chalk.bold(words.title(safeText(meter))), '', ...lines, '', ...footnotes(reading, words, width)].join('\n')}\n`;
}

function driftText({ driftMs, uncertaintyMs }: ClockReading, words: ClockWords): string {
  if (driftMs === null) return words.driftUnknown;
  const uncertainty = renderDuration(uncertaintyMs);
  if (Math.abs(driftMs) <= uncertaintyMs) return words.level(renderDuration(Math.abs(driftMs) + uncertaintyMs));
  const size = renderDuration(Math.abs(driftMs));
  return driftMs > 0 ? words.ahead(`+${size} ± ${uncertainty}`) : words.behind(`-${size} ± ${uncertainty}`);
}

function deviationText(minutes: number | null, words: ClockWords): string {
  if (minutes === null) return words.noDeviation;
  const size = Math.abs(minutes);
  const two = (value: number): string => `${value}`.padStart(2, '0');
  return words.deviation(`${minutes}`, `${minutes > 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`);
}

function statusText(status: ClockReading['clock']['status'], words: ClockWords): string {
  if (status === null) return words.noStatus;
  return status.length === 0 ? words.statusSound : status.map((bit) => words.status[bit]).join('; ');
}

function daylightText({ daylightSaving }: ClockReading['setup'], words: ClockWords): string | null {
  const { enabled, deviationMinutes, begins, ends } = daylightSaving;
  if (enabled === null && begins === null && ends === null) return null;
  const parts = [
    enabled === null ? null : enabled ? words.daylightEnabled : words.daylightDisabled,
    deviationMinutes === null ? null : words.daylightShift(`${deviationMinutes > 0 ? '+' : ''}${deviationMinutes}`),
    begins === null ? null : words.daylightFrom(begins),
    ends === null ? null : words.daylightTo(ends),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function footnotes(reading: ClockReading, words: ClockWords, width: number): readonly string[] {
  const { clock, basis, remarks, roundTripMs, uncertaintyMs } = reading;
  const sentences = [
    ...remarks.map((remark) => words.remarks[remark]),
    ...(clock.defects.length === 0 ? [] : [words.defects(clock.defects.join(', '))]),
    ...(basis === 'host-zone' ? [words.byLocalTime] : []),
    words.measure(renderDuration(roundTripMs), renderDuration(uncertaintyMs)),
  ];
  return sentences.map((sentence) => hang('', safeText(sentence), width));
}

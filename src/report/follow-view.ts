/**
 * The live view of a followed meter, as lines that are drawn over:
 *
 *   medidor-02, tcp://192.0.2.7:3333 · client 1 (user1) · every 10 s
 *   ok (READ-OK) since 14:20:01, 10 min 4 s
 *   polls 60 · answered 98.3 % · latency 212 ms (median 200 ms, longest 810 ms)  ▁▂▁▁×▃
 *
 *   energy        1234.5 kWh    ▁▂▃▄▅▆
 *   voltage-l1     230.1 V      ▄▃▅▄▄▃
 *
 *   Changes of verdict
 *     14:20:01  ok (READ-OK)
 *
 * Whatever the duration, it keeps a few dozen values of each register and the last few changes.
 */
import { safeText } from '../bytes/printable.ts';
import type { Reading } from '../evidence/index.ts';
import { followWords, objectWords } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import type { FollowEvent } from './follow-event.ts';
import { columnsOf, type DrawnLine, drawLine, type Piece, padTo } from './follow-line.ts';
import { sparkline } from './follow-sparkline.ts';
import { type FollowTally, Recent } from './follow-tally.ts';
import { type FollowTextOptions, followedName, latencyText, percentText, verdictText } from './follow-text.ts';
import { errorText, objectText, valueText } from './readings.ts';
import { troubleSentence } from './session-trouble.ts';
import { wrap } from './wrap.ts';

export interface FollowViewOptions extends FollowTextOptions {
  readonly style: 'blocks' | 'ascii';
}

export interface ScreenSize {
  readonly columns: number;
  /** Lines that may be drawn; null where nobody knows. */
  readonly rows: number | null;
}

const kept = { values: 60, changes: 5 } as const;
const widestSpark = 30;
const widestLabel = 22;
const widestValue = 32;

interface Register {
  reading: Reading;
  readonly values: Recent;
}

interface Timed {
  readonly atMs: number;
}

type Told<Name extends FollowEvent['event']> = Extract<FollowEvent, { readonly event: Name }>;

export class FollowView {
  readonly #options: FollowViewOptions;
  readonly #registers = new Map<string, Register>();
  readonly #latencies = new Recent(kept.values);
  readonly #rates = new Recent(kept.values);
  #start: Told<'start'> | null = null;
  #way: Pick<Told<'way'>, 'way' | 'reason'> | null = null;
  #changes: (Told<'verdict'> & Timed)[] = [];
  #trouble: Told<'failure'> | null = null;
  #next: (Told<'reconnect'> & Timed) | null = null;
  #latencyMs: number | null = null;
  #logRate: number | null = null;

  constructor(options: FollowViewOptions) {
    this.#options = options;
  }

  /** @param atMs when it was, ms since 1970 */
  take(event: FollowEvent, atMs: number): void {
    switch (event.event) {
      case 'start':
        this.#start = event;
        this.#way = event;
        break;
      case 'way':
        this.#way = event;
        this.#trouble = null;
        this.#next = null;
        break;
      case 'connected':
        this.#next = null;
        break;
      case 'reading':
        this.#takeReading(event);
        break;
      case 'failure':
        this.#trouble = event;
        this.#latencies.add(null);
        break;
      case 'verdict':
        this.#changes = [...this.#changes, { ...event, atMs }].slice(-kept.changes);
        if (event.to.code === 'ok') this.#trouble = null;
        break;
      case 'reconnect':
        this.#next = { ...event, atMs };
        break;
      case 'log':
        if (event.successRate !== null) {
          this.#logRate = event.successRate;
          this.#rates.add(event.successRate);
        }
        if (event.latencyMs !== null) {
          this.#latencyMs = event.latencyMs;
          this.#latencies.add(event.latencyMs);
        }
        break;
      case 'collector':
      case 'given-up':
      case 'pause':
      case 'registry':
      case 'summary':
        break;
    }
  }

  /** @param nowMs this host's clock, ms since 1970 */
  lines(nowMs: number, tally: FollowTally, { columns, rows }: ScreenSize): readonly DrawnLine[] {
    const [head, body, foot] = [this.#head(nowMs, tally, columns), this.#body(columns), this.#foot()];
    const room = rows === null ? Number.POSITIVE_INFINITY : Math.max(1, rows);
    let shown = [...head, ...body, ...foot];
    if (shown.length > room) shown = [...head, ...body];
    if (shown.length > room) {
      const cut = shown.slice(0, Math.max(1, room - 1));
      const more: Piece[] = [[followWords[this.#options.lang].view.more(shown.length - cut.length)]];
      shown = room > 1 ? [...cut, more] : cut;
    }
    return shown.map((pieces) => drawLine(pieces, columns));
  }

  #takeReading({ readings, latencyMs }: Told<'reading'>): void {
    this.#latencyMs = latencyMs;
    this.#latencies.add(latencyMs);
    for (const reading of readings) {
      const key = `${reading.classId}:${reading.logicalName}:${reading.attribute}`;
      const known = this.#registers.get(key) ?? { reading, values: new Recent(kept.values) };
      known.reading = reading;
      known.values.add(numberOf(reading));
      this.#registers.set(key, known);
    }
  }

  #head(nowMs: number, tally: FollowTally, columns: number): Piece[][] {
    const { lang, chalk } = this.#options;
    const words = followWords[lang];
    if (this.#start === null) return [];
    const { meter, client, credential, everyMs } = this.#start;
    const way = this.#way ?? this.#start;
    const told = [`${words.ways[way.way]} (${words.reasons[way.reason]})`];
    if (way.way === 'meter') {
      told.push(safeText(words.client(client, credential)), words.every(`${everyMs / 1000}`));
    }
    const title = [
      ...broken(followedName(meter), columns, chalk.bold),
      ...broken(told.join(' · '), columns, chalk.dim),
    ];
    return way.way === 'meter'
      ? [...title, ...this.#state(nowMs, columns), ...this.#figures(tally, columns), []]
      : [...title, ...this.#logFigures(tally, columns)];
  }

  #state(nowMs: number, columns: number): Piece[][] {
    const { lang, chalk, local } = this.#options;
    const words = followWords[lang];
    const last = this.#changes.at(-1);
    const lines: Piece[][] = [];
    if (last === undefined) lines.push([[words.view.opening]]);
    else {
      const lasted = renderDuration(Math.max(0, nowMs - last.atMs));
      const since = words.view.since(clockTime(local(last.at)), lasted);
      const paint = last.to.code === 'ok' ? chalk.green : chalk.red;
      lines.push([[verdictText(last.to, lang), paint], [`  ${since}`]]);
    }
    if (this.#trouble !== null) {
      lines.push(...broken(troubleSentence(this.#trouble.trouble, lang), columns));
      if (this.#trouble.trouble.outcome === 'SELF') lines.push(...broken(words.view.waiting, columns, chalk.dim));
    }
    if (this.#next !== null) {
      const left = Math.max(0, this.#next.atMs + this.#next.inMs - nowMs);
      lines.push(...broken(words.event.reconnect[this.#next.why](`${Math.ceil(left / 1000)}`), columns, chalk.dim));
    }
    return lines;
  }

  #figures(tally: FollowTally, columns: number): Piece[][] {
    const { lang, chalk, style } = this.#options;
    const words = followWords[lang].view;
    const told = [words.polls(tally.polls), words.answered(percentText(tally.successRate))];
    const { latencyMs } = tally;
    if (latencyMs !== null) {
      const now = this.#latencyMs === null ? '–' : latencyText(this.#latencyMs);
      told.push(words.latency(now, latencyText(latencyMs.median), latencyText(latencyMs.max)));
    }
    const lines = broken(told.join(' · '), columns);
    const room = Math.min(widestSpark, columns - 3 - columnsOf(lines.at(-1)?.[0]?.[0] ?? ''));
    lines.at(-1)?.push([`  ${sparkline(this.#latencies.values, room, style)}`, chalk.cyan]);
    return lines;
  }

  #logFigures(tally: FollowTally, columns: number): Piece[][] {
    const { lang, chalk, style } = this.#options;
    const { inLog, logLines, stop } = followWords[lang].view;
    const lines: Piece[][] = [[[`${logLines(tally.logLines)} · ${stop}`, chalk.dim]]];
    const add = (text: string, values: Recent) => {
      const room = Math.min(widestSpark, columns - 3 - columnsOf(text));
      lines.unshift([[text], [`  ${sparkline(values.values, room, style)}`, chalk.cyan]]);
    };
    if (this.#latencyMs !== null && this.#latencies.values.length > 0) {
      add(`${inLog.latency} ${latencyText(this.#latencyMs)}`, this.#latencies);
    }
    if (this.#logRate !== null) add(`${inLog.rate} ${percentText(this.#logRate)}`, this.#rates);
    return lines;
  }

  #body(columns: number): Piece[][] {
    const { lang, chalk, style } = this.#options;
    if (this.#way?.way !== 'meter') return [];
    const words = objectWords[lang];
    const rows = [...this.#registers.values()].map(({ reading, values }) => ({
      label: objectText(reading) || reading.logicalName,
      value: reading.error === null ? valueText(reading, words) : errorText(reading.error, words),
      failed: reading.error !== null,
      values: values.values,
      hasCourse: reading.error === null && values.values.some((value) => value !== null),
    }));
    const labels = Math.min(widestLabel, Math.max(0, ...rows.map(({ label }) => columnsOf(label))));
    const drawn = rows.filter(({ hasCourse }) => hasCourse);
    const cells = Math.min(widestValue, Math.max(0, ...drawn.map(({ value }) => columnsOf(value))));
    const room = Math.min(widestSpark, columns - 1 - labels - cells - 6);
    return rows.map(({ label, value, failed, values, hasCourse }): Piece[] => {
      const name: Piece = [`  ${padTo(label, labels)}  `, chalk.dim];
      if (!hasCourse) return [name, failed ? [value, chalk.red] : [value]];
      return [name, [padTo(value, cells)], [`  ${sparkline(values, room, style)}`, chalk.cyan]];
    });
  }

  #foot(): Piece[][] {
    const { lang, chalk, local } = this.#options;
    if (this.#way?.way !== 'meter') return [];
    const words = followWords[lang].view;
    const changes = this.#changes.map((change): Piece[] => [
      [`  ${clockTime(local(change.at))}  `, chalk.dim],
      [verdictText(change.to, lang), change.to.code === 'ok' ? chalk.green : chalk.yellow],
    ]);
    return [[], [[words.changes, chalk.dim]], ...changes, [[words.stop, chalk.dim]]];
  }
}

/** A text in as many lines as it takes. */
function broken(text: string, columns: number, paint?: (text: string) => string): Piece[][] {
  const lines = wrap(text, Math.max(20, columns - 1));
  return lines.map((line): Piece[] => [paint === undefined ? [line] : [line, paint]]);
}

/** `14:20:01` of `2026-11-24 14:20:01`. */
function clockTime(local: string): string {
  return local.slice(-8);
}

/** What can be drawn: a number, also one that JSON would round; null for anything else, and for an error. */
function numberOf({ form, value, error }: Reading): number | null {
  if (error !== null || form !== 'number') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

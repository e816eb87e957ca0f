/** Where a followed meter is shown: drawn over in place on a terminal, one line an event elsewhere, JSON where asked for. */
import { Chalk } from 'chalk';
import {
  type DrawnLine,
  type FollowEvent,
  type FollowTally,
  FollowView,
  followJson,
  renderFollowEvent,
} from '../report/index.ts';
import { barStyle } from './bar-style.ts';
import type { Context, Output } from './context.ts';
import { localTime } from './instants.ts';

export interface FollowScreen {
  tell(event: FollowEvent): void;
  /** A second has passed: what counts down is drawn anew. */
  tick(): void;
}

/** A live view holds back these: they are in it, or would only repeat it. */
const drawn: readonly FollowEvent['event'][] = [
  'start',
  'way',
  'connected',
  'reading',
  'failure',
  'verdict',
  'reconnect',
];

export function followScreen({ out, lang, json, verbosity }: Context, tally: FollowTally): FollowScreen {
  const quiet = { tick: () => {} };
  if (json) return { ...quiet, tell: (event) => out.write(followJson(event)) };
  const chalk = new Chalk({ level: out.colourLevel });
  const options = { lang, chalk, local: localTime };
  // Frames are written one after the other with -v, and a terminal that calls itself dumb cannot be drawn over.
  if (!out.isTerminal || verbosity > 0 || process.env.TERM === 'dumb') {
    return { ...quiet, tell: (event) => out.write(renderFollowEvent(event, options)) };
  }
  const view = new FollowView({ ...options, style: barStyle(process.env) });
  const block = new LiveBlock(out);
  const draw = () => {
    const rows = out.rows === undefined ? null : Math.max(1, out.rows - 1);
    block.draw(view.lines(Date.now(), tally, { columns: out.columns, rows }));
  };
  return {
    tell(event) {
      view.take(event, Date.parse(event.at));
      if (event.event === 'summary') block.end();
      if (!drawn.includes(event.event)) block.above(renderFollowEvent(event, options));
      if (event.event !== 'summary') draw();
    },
    tick: draw,
  };
}

/** Lines at the end of the screen that are drawn over. */
export class LiveBlock {
  readonly #out: Output;
  #widths: readonly number[] = [];

  constructor(out: Output) {
    this.#out = out;
  }

  draw(lines: readonly DrawnLine[]): void {
    this.#out.write(`${this.#back()}${lines.map(({ text }) => `${text}\n`).join('')}`);
    this.#widths = lines.map(({ width }) => width);
  }

  /** Writes lines that stay; whoever does so draws the block anew. */
  above(text: string): void {
    this.#out.write(`${this.#back()}${text}`);
    this.#widths = [];
  }

  /** What is written next begins a line, whatever the terminal echoed there (`^C`). */
  end(): void {
    this.#out.write('\r\u001b[K');
    this.#widths = [];
  }

  /** Up to its first line, and everything from there on cleared. A terminal made narrower has broken its lines. */
  #back(): string {
    const { columns } = this.#out;
    const height = this.#widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / Math.max(1, columns))), 0);
    return height === 0 ? '' : `\r\u001b[${height}A\u001b[J`;
  }
}

/** `meter read --watch`: the same objects again and again on one association, until the user or the line ends it. */
import { Chalk } from 'chalk';
import { pause } from '../../line/index.ts';
import type { ReadOutcome } from '../../objects/index.ts';
import { renderReadingLine, renderReadings } from '../../report/index.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import type { OpenMeter } from '../open-meter.ts';
import { readDocument } from '../read-document.ts';

export interface WatchOptions {
  /** From the start of one round to the start of the next, in ms. */
  readonly everyMs: number;
  readonly raw: boolean;
}

/** @throws the signal's reason: that is how a watch ends */
export async function watch(
  context: Context,
  open: OpenMeter,
  readOnce: () => Promise<ReadOutcome>,
  { everyMs, raw }: WatchOptions,
): Promise<ExitCode> {
  const screen = new WatchScreen(context, raw);
  for (;;) {
    const startedAt = performance.now();
    const outcome = await readOnce();
    open.activity.stop();
    if (context.json) context.out.write(`${JSON.stringify(await readDocument(open, outcome))}\n`);
    else screen.show(outcome);
    if (outcome.lost !== null) return await open.showLost(outcome.lost);
    await pause(Math.max(0, startedAt + everyMs - performance.now()), context.signal);
  }
}

/** On a terminal one table that is redrawn in its place; elsewhere a line for each reading. */
class WatchScreen {
  readonly #context: Context;
  readonly #raw: boolean;
  #lines = 0;

  constructor(context: Context, raw: boolean) {
    this.#context = context;
    this.#raw = raw;
  }

  show({ readings }: ReadOutcome): void {
    const { out, lang } = this.#context;
    if (!out.isTerminal) {
      for (const reading of readings) out.write(renderReadingLine(reading, { lang, raw: this.#raw }));
      return;
    }
    const chalk = new Chalk({ level: out.colourLevel });
    const table = renderReadings(readings, { lang, columns: out.columns, chalk, raw: this.#raw });
    // Up to the first line of the last table, and everything from there on cleared.
    const back = this.#lines === 0 ? '' : `\u001b[${this.#lines}F\u001b[J`;
    const at = chalk.dim(readings[0]?.at ?? '');
    const text = `${at}\n${table}`;
    this.#lines = text.split('\n').length - 1;
    out.write(back + text);
  }
}

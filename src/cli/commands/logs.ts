/** `meter logs <meter>`: the log of its collector, and with `-f` what comes. */
import { Chalk } from 'chalk';
import { isCollectorError, openCollector } from '../../collector/index.ts';
import { logLineJson, renderLogLine } from '../../report/index.ts';
import { collectorWords } from '../../wording/index.ts';
import { writeFailure } from '../collector-screen.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { localTime } from '../instants.ts';
import { localDay } from '../local-time.ts';
import { notePause } from '../pause-note.ts';
import { registeredMeter } from '../registered-meter.ts';
import { sinceOf } from '../since.ts';
import { inWords, usageError } from './registry-settings.ts';

export interface LogsOptions {
  readonly lines?: string | undefined;
  readonly since?: string | undefined;
  readonly follow?: boolean | undefined;
}

const defaultLines = 20;
/** With `--since` and no `-n`: all of them. */
const mostLines = 100_000;

/** @returns 0; 1 where the log cannot be read */
export async function runLogs(context: Context, wanted: string, options: LogsOptions): Promise<ExitCode> {
  const { out, err, lang, signal } = context;
  const words = collectorWords[lang];
  const since = options.since === undefined ? null : instantOf(options.since, Date.now());
  if (options.since !== undefined && since === null) throw usageError(words.sinceWrong(options.since));
  const lines = linesOf(options);
  if (lines === null) throw usageError(words.linesWrong(options.lines ?? ''));
  return await inWords(lang, async () => {
    const { meter } = await registeredMeter(context, wanted, 'meter logs');
    const collector = meter.paused?.collector ?? meter.collector;
    if (collector === undefined) throw usageError(words.noCollectorTo(meter.name, `${meter.id}`));
    notePause(context, meter);
    const chalk = new Chalk({ level: out.colourLevel });
    let count = 0;
    try {
      const log = openCollector(collector, meter.id).logs({ lines, since, follow: options.follow === true, signal });
      for await (const line of log) {
        count++;
        out.write(context.json ? logLineJson(line) : renderLogLine(line, { lang, chalk, local: localTime }));
        await out.drained?.();
        signal.throwIfAborted();
      }
    } catch (error) {
      if (!isCollectorError(error)) throw error;
      writeFailure(context, error);
      return exitCode.fault;
    }
    if (count === 0 && lines > 0 && !context.json) err.write(`${words.noLines}\n`);
    return exitCode.ok;
  });
}

/** Null where it is no number of lines. */
function linesOf({ lines, since }: LogsOptions): number | null {
  if (lines === undefined) return since === undefined ? defaultLines : mostLines;
  const count = /^\d{1,6}$/.test(lines) ? Number(lines) : Number.NaN;
  return count <= mostLines ? count : null;
}

/** As everywhere, and besides `10:35`: a time of today. Null where it is none. */
function instantOf(text: string, now: number): Date | null {
  const isTimeOnly = /^\d\d:\d\d(?::\d\d)?$/.test(text.trim());
  const ms = sinceOf(isTimeOnly ? `${localDay(now)} ${text.trim()}` : text, now);
  return Number.isNaN(ms) ? null : new Date(ms);
}

/** `meter logs <meter>`: the log of its collector, and with `-f` what comes. */
import { Chalk } from 'chalk';
import { isCollectorError, openCollector } from '../../collector/index.ts';
import { logLineJson, renderLogLine } from '../../report/index.ts';
import { collectorWords } from '../../wording/index.ts';
import { writeFailure } from '../collector-screen.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { localTime } from '../instants.ts';
import { notePause } from '../pause-note.ts';
import { registeredMeter } from '../registered-meter.ts';
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
  const since = options.since === undefined ? null : sinceOf(options.since, new Date());
  if (since !== null && Number.isNaN(since.getTime())) throw usageError(words.sinceWrong(options.since ?? ''));
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

const spans: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30m`, `10:35`, `2025-11-10`, `2025-11-10 10:35[:02][Z]`, in this host's time; an invalid date for anything else. */
export function sinceOf(text: string, now: Date): Date {
  const [, count, span] = /^(\d{1,6}) ?([smhd])$/i.exec(text.trim()) ?? [];
  if (count !== undefined) return new Date(now.getTime() - Number(count) * (spans[span?.toLowerCase() ?? ''] ?? 0));
  const [, hour, minute, second = '00'] = /^(\d\d):(\d\d)(?::(\d\d))?$/.exec(text.trim()) ?? [];
  if (hour !== undefined) {
    const sound = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
    const at = new Date(now);
    at.setHours(Number(hour), Number(minute), Number(second), 0);
    return sound ? at : new Date(Number.NaN);
  }
  const [, date, time = '00:00', zone = ''] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/i.exec(text.trim()) ?? [];
  const at = new Date(`${date}T${time}${zone.toUpperCase()}`);
  const [year, month, day] = (date ?? '').split('-').map(Number);
  // 31 April would become 1 May.
  const isDay = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0)).getUTCDate() === day;
  return isDay ? at : new Date(Number.NaN);
}

/** `meter clock <meter>`: the meter's clock beside this host's, and how far they are apart. */
import { Chalk } from 'chalk';
import type { ClockReading } from '../../evidence/index.ts';
import { readClock } from '../../objects/index.ts';
import { clockDocument, errorText, hang, renderClock } from '../../report/index.ts';
import { type ClockWords, clockWords, objectWords } from '../../wording/index.ts';
import { type MeterOptions, meterDocument, meterLabel } from '../choose-meter.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type OpenMeter, withMeter } from '../open-meter.ts';
import { usageError } from './registry-settings.ts';

export interface ClockOptions extends MeterOptions {
  readonly maxDrift?: string;
}

const command = { name: 'meter clock', schema: 'meter.clock/1' } as const;
const longestDrift = 31_536_000;

/** @returns 0 where the clock was read; 1 where it is beyond the limit, or cannot be read; 5 where the meter refuses it */
export async function runClock(context: Context, meter: string, options: ClockOptions): Promise<ExitCode> {
  const maxDrift = options.maxDrift === undefined ? null : secondsOf(context, options.maxDrift);
  return await withMeter(context, meter, options, command, async (open) => {
    const { out, lang, json } = context;
    const answer = await readClock(open.access);
    open.activity.stop();
    if (answer.type === 'lost') {
      if (json) writeDocument(context, { ...head(open), failure: await failureOf(open, answer.lost) });
      return await open.showLost(answer.lost);
    }
    if (answer.type === 'error') {
      if (json) writeDocument(context, { ...head(open), error: answer.error });
      else sayWhy(context, open, answer);
      return answer.isRefusal ? exitCode.refused : exitCode.fault;
    }
    const { reading } = answer;
    const limit = maxDrift === null ? 'none' : limitOf(reading, maxDrift * 1000);
    const { client, name: credential } = open.credential;
    if (json) {
      const said = maxDrift === null ? {} : { maxDriftMs: maxDrift * 1000, limit };
      writeDocument(context, {
        ...clockDocument(reading, { meter: meterDocument(open), client, credential }),
        ...said,
      });
    } else {
      const chalk = new Chalk({ level: out.colourLevel });
      out.write(renderClock(reading, { lang, columns: out.columns, chalk, meter: meterLabel(open) }));
      if (maxDrift !== null) sayLimit(context, limit, maxDrift);
    }
    return limit === 'beyond' || limit === 'unknown' ? exitCode.fault : exitCode.ok;
  });
}

/** `beyond` only where it is beyond whatever the uncertainty; `undecided` where the limit lies within it. */
type Limit = 'none' | 'within' | 'beyond' | 'undecided' | 'unknown';

function limitOf({ driftMs, uncertaintyMs }: ClockReading, maxMs: number): Limit {
  if (driftMs === null) return 'unknown';
  const drift = Math.abs(driftMs);
  if (drift - uncertaintyMs > maxMs) return 'beyond';
  return drift + uncertaintyMs <= maxMs ? 'within' : 'undecided';
}

function sayLimit({ err, lang }: Context, limit: Limit, maxDrift: number): void {
  const words: ClockWords = clockWords[lang];
  const say = { beyond: words.beyond, undecided: words.undecided, unknown: words.driftNeeded };
  if (limit === 'none' || limit === 'within') return;
  err.write(`${hang('', say[limit](`${maxDrift}`), err.columns)}\n`);
}

function sayWhy({ err, lang }: Context, open: OpenMeter, answer: { error: string; isRefusal: boolean }): void {
  const words: ClockWords = clockWords[lang];
  const error = errorText(answer.error, objectWords[lang]);
  const [say, hint] = answer.isRefusal
    ? [words.refused(meterLabel(open), error), words.refusedHint]
    : [words.unreadable(meterLabel(open), error), words.unreadableHint];
  err.write(`${hang('meter: ', say, err.columns)}\n${hang('', hint, err.columns)}\n`);
}

function head(open: OpenMeter): object {
  const { client, name: credential } = open.credential;
  return { schema: command.schema, meter: meterDocument(open), client, credential };
}

async function failureOf(open: OpenMeter, lost: Parameters<OpenMeter['showLost']>[0]): Promise<object> {
  return (await import('../session-failure.ts')).lostDocument(open, lost);
}

function writeDocument({ out }: Context, document: object): void {
  out.write(`${JSON.stringify(document, null, 2)}\n`);
}

function secondsOf({ lang }: Context, text: string): number {
  const seconds = /^\d{1,8}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(seconds >= 0 && seconds <= longestDrift)) throw usageError(clockWords[lang].maxDriftWrong(text));
  return seconds;
}

/** What happens while a meter is followed, one line an event: for pipes and files, and the summary for everybody. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { collectorWords, followWords, type Language, objectWords, testWords } from '../wording/index.ts';
import { failureHint, failureText } from './collector-facts.ts';
import { renderDuration } from './duration.ts';
import type { FollowEvent, FollowedMeter, FollowSummary, FollowVerdict } from './follow-event.ts';
import { renderLogLine } from './log-line.ts';
import { errorText, objectText, valueText } from './readings.ts';
import { troubleSentence } from './session-trouble.ts';

export interface FollowTextOptions {
  readonly lang: Language;
  readonly chalk: ChalkInstance;
  /** An instant as this host's people write it. */
  readonly local: (instant: string) => string;
}

const longestValue = 60;

/** The event with its time, and a line break. */
export function renderFollowEvent(event: FollowEvent, options: FollowTextOptions): string {
  if (event.event === 'log') return renderLogLine(event.line, options);
  const { lang, chalk, local } = options;
  if (event.event === 'summary') return renderFollowSummary(event.summary, lang);
  return `${chalk.dim(local(event.at))}  ${textOf(event, options)}\n`;
}

/** `ok (READ-OK)`, `transfer.segmentation (TIMEOUT, likely)` */
export function verdictText({ outcome, code, grade }: FollowVerdict, lang: Language): string {
  if (code === null) return outcome;
  return grade === 'proven' ? `${code} (${outcome})` : `${code} (${outcome}, ${testWords[lang].grades[grade]})`;
}

/** `medidor-02, tcp://192.0.2.7:3333` */
export function followedName({ name, endpoint }: FollowedMeter): string {
  return safeText(name === null ? endpoint : `${name}, ${endpoint}`);
}

/** `98.3 %`; never 100 % where one was not answered. */
export function percentText(rate: number | null): string {
  if (rate === null) return '–';
  const tenths = Math.floor(rate * 1000);
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)} %`;
}

/** `1.8 ms`, `212 ms`, `1.20 s` */
export function latencyText(ms: number): string {
  return ms < 10 ? `${Math.round(ms * 10) / 10} ms` : renderDuration(ms);
}

/** Several lines. */
export function renderFollowSummary(summary: FollowSummary, lang: Language): string {
  const words = followWords[lang].summary;
  const { durationMs, polls, answered, successRate, latencyMs, reconnects, logLines, verdict } = summary;
  const duration = renderDuration(durationMs);
  const lines: string[] = [];
  if (polls > 0) lines.push(words.meter(duration, polls, answered, percentText(successRate)));
  if (latencyMs !== null) lines.push(words.latency(latencyText(latencyMs.median), latencyText(latencyMs.max)));
  if (reconnects > 0) lines.push(words.reconnects(reconnects));
  if (logLines > 0 || polls === 0) lines.push(words.log(duration, logLines));
  if (verdict !== null) lines.push(words.verdict(verdictText(verdict, lang)));
  return `${lines.join('\n')}\n`;
}

function textOf(
  event: Exclude<FollowEvent, { readonly event: 'log' | 'summary' }>,
  { lang, chalk }: FollowTextOptions,
): string {
  const words = followWords[lang];
  switch (event.event) {
    case 'start': {
      const { meter, way, reason, client, credential, everyMs } = event;
      const asks =
        way === 'meter' ? [safeText(words.client(client, credential)), words.every(`${everyMs / 1000}`)] : [];
      return [followedName(meter), `${words.ways[way]} (${words.reasons[reason]})`, ...asks].join(', ');
    }
    case 'way':
      return `${words.ways[event.way]} (${words.reasons[event.reason]})`;
    case 'connected':
      return words.event.connected(latencyText(event.openMs));
    case 'reading':
      return readingText(event, lang);
    case 'failure':
      return chalk.red(troubleSentence(event.trouble, lang));
    case 'verdict': {
      const { from, to, lastedMs } = event;
      const text =
        from === null || lastedMs === null
          ? words.event.verdict(verdictText(to, lang))
          : words.event.verdictAfter(verdictText(from, lang), verdictText(to, lang), renderDuration(lastedMs));
      return (to.code === 'ok' ? chalk.green : chalk.yellow)(text);
    }
    case 'reconnect':
      return words.event.reconnect[event.why](`${Math.ceil(event.inMs / 1000)}`);
    case 'given-up':
      return chalk.red(words.givenUp);
    case 'pause': {
      if (event.paused === null) return words.event.resumed;
      const { user, host, pid, command } = event.paused.by;
      return safeText(words.event.paused(collectorWords[lang].by(user, host, pid, command)));
    }
    case 'registry':
      return words.event.registry[event.change];
    case 'collector':
      return chalk.red(`${failureText(event.failure, lang)} ${failureHint(event.failure, lang)}`);
  }
}

function readingText(
  { readings, latencyMs, slowestMs }: Extract<FollowEvent, { event: 'reading' }>,
  lang: Language,
): string {
  const words = objectWords[lang];
  const values = readings.map((reading) => {
    const label = objectText(reading) || reading.logicalName;
    const value = reading.error === null ? valueText(reading, words) : errorText(reading.error, words);
    return `${label} ${value.length > longestValue ? `${value.slice(0, longestValue)}…` : value}`;
  });
  if (values.length === 0) values.push(followWords[lang].event.nothingReadable);
  if (latencyMs !== null && slowestMs !== null) {
    values.push(followWords[lang].event.latency(latencyText(latencyMs), latencyText(slowestMs)));
  }
  return values.join(' | ');
}

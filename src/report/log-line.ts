/** A line of a collector's log on a terminal: its time, its level in colour, its text with everything escaped. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { collectorWords, type Language } from '../wording/index.ts';
import { safeJson } from './collector-json.ts';

export interface ShownLogLine {
  /** ISO 8601. */
  readonly at: string | null;
  /** 0 to 7, as syslog has them. */
  readonly priority: number | null;
  readonly pid: number | null;
  readonly text: string;
  readonly cursor: string | null;
}

export interface LogLineOptions {
  readonly lang: Language;
  readonly chalk: ChalkInstance;
  /** An instant as this host's people write it. */
  readonly local: (instant: string) => string;
}

/** Names of the levels in JSON: syslog's own. */
const levels = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const;

const longestText = 4000;
/** Colours that a program gives its own log; anything else that acts on a terminal is escaped. */
const colour = /\u001b\[[0-9;]{0,20}m/g;

export function renderLogLine({ at, priority, text }: ShownLogLine, { lang, chalk, local }: LogLineOptions): string {
  const shade = shadeOf(priority, chalk);
  const level = priority === null ? '' : `${(collectorWords[lang].levels[priority] ?? '').padEnd(7)}  `;
  const time = at === null ? '' : `${chalk.dim(local(at))}  `;
  return `${time}${shade(`${level}${safeLogText(text)}`)}\n`;
}

/** A log's text for a terminal, cut where nobody would read on. */
export function safeLogText(text: string): string {
  const plain = safeText(text.slice(0, longestText * 2).replace(colour, ''));
  return plain.length > longestText || text.length > longestText * 2 ? `${plain.slice(0, longestText)}…` : plain;
}

/** One object of `meter.log/1` a line. */
export function logLineJson({ at, priority, pid, text, cursor }: ShownLogLine): string {
  const level = priority === null ? null : levels[priority];
  return `${safeJson({ schema: 'meter.log/1', at, priority, level, pid, text, cursor })}\n`;
}

function shadeOf(priority: number | null, chalk: ChalkInstance): (text: string) => string {
  if (priority === null || priority === 6) return (text) => text;
  if (priority <= 3) return chalk.red;
  if (priority === 4) return chalk.yellow;
  return priority === 7 ? chalk.dim : chalk.bold;
}

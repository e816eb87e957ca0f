/**
 * A collector with an HTTP interface of its own:
 *
 *   POST {base}/meters/{id}/pause | resume | restart        GET {base}/meters/{id}/status | logs?lines=N
 *   answers  {"success": true, "message": "…", "action_required": null}
 *
 * `status` may add `state` (`running`, `paused`, `stopped`, `failed`); without it the state is unknown, and only the
 * message is shown. The lines of a log are looked for in `lines`, else in `message`: a list, or one text.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { readActionRequired } from './action-required.ts';
import {
  type ActionRequired,
  type Collector,
  CollectorError,
  type CollectorState,
  type Done,
  type LogLine,
  type LogOptions,
} from './collector.ts';
import { plainLine } from './command-collector.ts';
import { httpExchange } from './http-exchange.ts';

const limits = { actionMs: 60_000, askMs: 10_000, followEveryMs: 2000 } as const;
const mostLines = 5000;
const longestMessage = 2000;
/** Lines that are looked for in a later reading: more of them in a row are no accident. */
const mostOverlap = 100;

interface Answer extends Done {
  readonly fields: Readonly<Record<string, unknown>>;
}

const states: readonly CollectorState[] = ['running', 'starting', 'stopping', 'stopped', 'failed', 'paused'];

/** @param id how the collector calls the meter */
export function httpCollector(base: string, id: string): Collector {
  const meter = `${base}/meters/${encodeURIComponent(id)}`;
  const post = async (action: string, signal: AbortSignal): Promise<Done> => {
    const { says, actionRequired } = await ask('POST', `${meter}/${action}`, { timeoutMs: limits.actionMs, signal });
    return { says, actionRequired };
  };
  return {
    async status(signal) {
      const { fields, says } = await ask('GET', `${meter}/status`, { timeoutMs: limits.askMs, signal });
      return { state: states.find((one) => one === fields.state) ?? 'unknown', says, unit: null };
    },
    stop: (signal) => post('pause', signal),
    start: (signal) => post('resume', signal),
    restart: (signal) => post('restart', signal),
    logs: (options) => logs(`${meter}/logs`, options),
  };
}

/** @throws CollectorError where it does not answer, answers something else, or says that it did not do it */
async function ask(
  method: 'GET' | 'POST',
  address: string,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Answer> {
  const { status, json } = await httpExchange(method, address, options);
  const answer = readAnswer(json);
  if (status < 200 || status >= 300) {
    throw new CollectorError('http-status', answer?.says == null ? `${status}` : `${status}: ${answer.says}`);
  }
  if (answer === null) throw new CollectorError('answer-wrong', address.replace(/\?.*$/, ''));
  const { success, says, actionRequired, fields } = answer;
  if (!success) throw new CollectorError('refused', says, actionRequired);
  return { says, actionRequired, fields };
}

/** Null where it has not the shape that was agreed. */
export function readAnswer(json: unknown): (Answer & { readonly success: boolean }) | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const fields = json as Readonly<Record<string, unknown>>;
  const { success, message } = fields;
  const actionRequired: ActionRequired | null | undefined = readActionRequired(fields.action_required);
  if (typeof success !== 'boolean' || actionRequired === undefined) return null;
  const says = typeof message === 'string' && message !== '' ? message.slice(0, longestMessage) : null;
  return { success, says, actionRequired, fields };
}

async function* logs(address: string, { lines, since, follow, signal }: LogOptions): AsyncGenerator<LogLine> {
  if (since !== null) throw new CollectorError('unsupported', 'since');
  const wanted = Math.min(Math.max(lines, 1), mostLines);
  let before = await readLines(address, wanted, signal);
  for (const text of lines === 0 ? [] : before) yield plainLine(text);
  while (follow) {
    await pause(limits.followEveryMs, undefined, { signal });
    const after = await readLines(address, Math.max(wanted, 100), signal);
    for (const text of newLines(before, after)) yield plainLine(text);
    before = after;
  }
}

async function readLines(address: string, lines: number, signal: AbortSignal): Promise<readonly string[]> {
  const { fields } = await ask('GET', `${address}?lines=${lines}`, { timeoutMs: limits.askMs, signal });
  const found = [fields.lines, fields.logs, fields.message].find(
    (one) => Array.isArray(one) || typeof one === 'string',
  );
  const all = typeof found === 'string' ? found.replace(/\n$/, '').split('\n') : ((found ?? []) as readonly unknown[]);
  // A text without a letter is a log without a line.
  return found === '' ? [] : all.filter((one) => typeof one === 'string').slice(-lines);
}

/** What of a later reading of a growing log was not in the earlier one: what follows their longest overlap. */
export function newLines(before: readonly string[], after: readonly string[]): readonly string[] {
  for (let overlap = Math.min(before.length, after.length, mostOverlap); overlap > 0; overlap--) {
    for (let end = after.length; end >= overlap; end--) {
      const isSame = before.slice(-overlap).every((line, index) => line === after[end - overlap + index]);
      if (isSame) return after.slice(end);
    }
  }
  return after;
}

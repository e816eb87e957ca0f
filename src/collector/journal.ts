/**
 * The journal of a unit, by `journalctl -o json`: one object a line, every value a string, except MESSAGE, which is
 *
 *   "text" · [27,91,…] where it holds control characters or is no UTF-8 · null where it is too long · ["one","two"]
 *   where a program gave the field twice
 *
 * A journalctl that ends while it is followed is started again where it stopped, by the cursor of the last line.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { CollectorEntry } from '../meters/index.ts';
import { isBooted } from './booted.ts';
import { CollectorError, type LogLine, type LogOptions } from './collector.ts';
import { linesOf } from './lines-of.ts';
import { firstLine } from './run-program.ts';

type Scope = Extract<CollectorEntry, { readonly kind: 'systemd' }>['scope'];

const fields = 'MESSAGE,PRIORITY,_PID';
const again = { pauseMs: 500, times: 5 } as const;

/** @throws CollectorError; AbortError */
export async function* journalLines(scope: Scope, unit: string, options: LogOptions): AsyncGenerator<LogLine> {
  // Without a journal `journalctl -f` waits for ever, and says nothing.
  if (!isBooted()) throw new CollectorError('no-systemd');
  const { lines, since, follow, signal } = options;
  const begun = new Date();
  let cursor: string | null = null;
  // What is there first, also before following: only a journalctl that ends says what it was not allowed to read.
  for await (const line of readOnce(
    scope,
    journalArguments(scope, unit, { lines: Math.max(1, lines), since }),
    signal,
  )) {
    cursor = line.cursor ?? cursor;
    if (lines > 0) yield line;
  }
  for (let barren = 0; follow && barren < again.times; barren++) {
    for await (const line of readOnce(scope, followArguments(scope, unit, cursor ?? begun), signal)) {
      barren = 0;
      cursor = line.cursor ?? cursor;
      yield line;
    }
    await pause(again.pauseMs, undefined, { signal });
  }
  if (follow) throw new CollectorError('failed', 'journalctl --follow');
}

export function journalArguments(
  scope: Scope,
  unit: string,
  { lines, since }: Pick<LogOptions, 'lines' | 'since'>,
): readonly string[] {
  return [
    ...commonArguments(scope, unit),
    `--lines=${lines}`,
    ...(since === null ? [] : [`--since=@${Math.floor(since.getTime() / 1000)}`]),
  ];
}

/** @param from the cursor of the last line that is known, or the time from which on all lines are new */
export function followArguments(scope: Scope, unit: string, from: string | Date): readonly string[] {
  const place = typeof from === 'string' ? `--after-cursor=${from}` : `--since=@${Math.floor(from.getTime() / 1000)}`;
  return [...commonArguments(scope, unit), '--follow', '--no-tail', place];
}

function commonArguments(scope: Scope, unit: string): readonly string[] {
  return [
    '--output=json',
    '--all',
    '--no-pager',
    `--output-fields=${fields}`,
    `--${scope === 'user' ? 'user-unit' : 'unit'}=${unit}`,
  ];
}

async function* readOnce(scope: Scope, args: readonly string[], signal: AbortSignal): AsyncGenerator<LogLine> {
  signal.throwIfAborted();
  const child = spawn('journalctl', args, {
    env: { ...process.env, LC_ALL: 'C', SYSTEMD_COLORS: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (bytes: Uint8Array) => {
    if (complaint.length < mostComplaint) complaint += new TextDecoder().decode(bytes);
  });
  const ended = new Promise<{ readonly exit: number | null; readonly error: NodeJS.ErrnoException | null }>(
    (resolve) => {
      child.once('error', (error) => resolve({ exit: null, error }));
      child.once('close', (exit) => resolve({ exit, error: null }));
    },
  );
  const abort = () => void child.kill('SIGTERM');
  signal.addEventListener('abort', abort, { once: true });
  let count = 0;
  try {
    for await (const text of linesOf(child.stdout)) {
      const line = readJournalLine(text);
      if (line === null) continue;
      count++;
      yield line;
    }
    const { exit, error } = await ended;
    signal.throwIfAborted();
    if (error !== null) {
      throw error.code === 'ENOENT'
        ? new CollectorError('no-program', 'journalctl')
        : new CollectorError('failed', error.code ?? 'journalctl');
    }
    if (isHidden(scope, complaint, count)) throw new CollectorError('no-permission', 'journal');
    if (exit !== 0 && exit !== null)
      throw new CollectorError('failed', firstLine(complaint) ?? `journalctl: exit ${exit}`);
  } finally {
    signal.removeEventListener('abort', abort);
    child.kill('SIGTERM');
  }
}

const mostComplaint = 4096;

/**
 * Whether this user is not shown the lines that were asked for. One who sees only their own part of the journal gets a
 * hint and no lines, which must not be taken for a unit that said nothing.
 */
export function isHidden(scope: Scope, complaint: string, lines: number): boolean {
  if (/insufficient permissions|Permission denied/i.test(complaint)) return true;
  return scope === 'system' && lines === 0 && /not seeing messages from other users/i.test(complaint);
}

/** Null for what is no line of a journal. Never throws. */
export function readJournalLine(text: string): LogLine | null {
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return null;
  const { MESSAGE, PRIORITY, _PID, __REALTIME_TIMESTAMP, __CURSOR } = entry as Readonly<Record<string, unknown>>;
  return {
    at: instant(__REALTIME_TIMESTAMP),
    priority: typeof PRIORITY === 'string' && /^[0-7]$/.test(PRIORITY) ? Number(PRIORITY) : null,
    pid: typeof _PID === 'string' && /^\d{1,10}$/.test(_PID) ? Number(_PID) : null,
    text: readText(MESSAGE),
    cursor: typeof __CURSOR === 'string' && /^[\w=;]{1,300}$/.test(__CURSOR) ? __CURSOR : null,
  };
}

function readText(field: unknown): string {
  if (typeof field === 'string') return field;
  if (!Array.isArray(field)) return '';
  const isBytes = field.every((one) => Number.isInteger(one) && one >= 0 && one <= 255);
  if (isBytes) return new TextDecoder().decode(Uint8Array.from(field as readonly number[]));
  return field.filter((one) => typeof one === 'string').join('\n');
}

/** Microseconds since 1970. */
function instant(field: unknown): string | null {
  if (typeof field !== 'string' || !/^\d{1,17}$/.test(field)) return null;
  const at = new Date(Number(field) / 1000);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

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
  let cursor: string | null = null;
  for (let barren = 0; barren < again.times; barren++) {
    for await (const line of readOnce(journalArguments(scope, unit, options, cursor), options.signal)) {
      barren = 0;
      cursor = line.cursor ?? cursor;
      yield line;
    }
    options.signal.throwIfAborted();
    if (!options.follow) return;
    await pause(again.pauseMs, undefined, { signal: options.signal });
  }
  throw new CollectorError('failed', 'journalctl -f');
}

export function journalArguments(
  scope: Scope,
  unit: string,
  { lines, since, follow }: Pick<LogOptions, 'lines' | 'since' | 'follow'>,
  cursor: string | null,
): readonly string[] {
  return [
    '--output=json',
    '--all',
    '--quiet',
    '--no-pager',
    `--output-fields=${fields}`,
    `--${scope === 'user' ? 'user-unit' : 'unit'}=${unit}`,
    ...(cursor === null ? [`--lines=${lines}`] : [`--after-cursor=${cursor}`]),
    ...(cursor === null && since !== null ? [`--since=@${Math.floor(since.getTime() / 1000)}`] : []),
    ...(follow ? ['--follow'] : []),
  ];
}

async function* readOnce(args: readonly string[], signal: AbortSignal): AsyncGenerator<LogLine> {
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
  try {
    for await (const text of linesOf(child.stdout)) {
      const line = readJournalLine(text);
      if (line !== null) yield line;
    }
    const { exit, error } = await ended;
    signal.throwIfAborted();
    if (error !== null) {
      throw error.code === 'ENOENT'
        ? new CollectorError('no-program', 'journalctl')
        : new CollectorError('failed', error.code ?? 'journalctl');
    }
    if (/insufficient permissions|Permission denied/i.test(complaint))
      throw new CollectorError('no-permission', 'journal');
    if (exit !== 0 && exit !== null)
      throw new CollectorError('failed', firstLine(complaint) ?? `journalctl: exit ${exit}`);
  } finally {
    signal.removeEventListener('abort', abort);
    child.kill('SIGTERM');
  }
}

const mostComplaint = 4096;

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

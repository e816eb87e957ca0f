/**
 * A collector steered by command lines: one program with its arguments for each action.
 *
 * Exit 0 means done. `status` speaks as the status command of an init script does (LSB): 0 running, 1 to 3 not running,
 * anything else unknown; its first line is shown. A restart without a line of its own is a pause and a resume.
 */
import { spawn } from 'node:child_process';
import type { CollectorAction, CollectorCommands } from '../meters/index.ts';
import { type Collector, CollectorError, type Done, type LogLine, type LogOptions } from './collector.ts';
import { linesOf } from './lines-of.ts';
import { firstLine, type Ran, runProgram } from './run-program.ts';

const limits = { actionMs: 120_000, statusMs: 10_000, logsMs: 30_000 } as const;

export function commandCollector(commands: CollectorCommands): Collector {
  const stop = (signal: AbortSignal) => act(commands, 'pause', signal);
  const start = (signal: AbortSignal) => act(commands, 'resume', signal);
  return {
    async status(signal) {
      if (commands.status === undefined) return { state: 'unknown', says: null, unit: null };
      const ran = await run(commands.status, limits.statusMs, signal);
      const state = ran.exit === 0 ? 'running' : ran.exit !== null && ran.exit <= 3 ? 'stopped' : 'unknown';
      return { state, says: firstLine(ran.stdout) ?? firstLine(ran.stderr), unit: null };
    },
    stop,
    start,
    async restart(signal) {
      if (commands.restart !== undefined) return await act(commands, 'restart', signal);
      await stop(signal);
      return await start(signal);
    },
    logs: (options) => logs(commands, options),
  };
}

async function act(commands: CollectorCommands, action: CollectorAction, signal: AbortSignal): Promise<Done> {
  const ran = await run(lineFor(commands, action), limits.actionMs, signal);
  if (ran.exit !== 0) throw new CollectorError('command-failed', whyFailed(ran));
  return { says: firstLine(ran.stdout), actionRequired: null };
}

function lineFor(commands: CollectorCommands, action: CollectorAction): readonly string[] {
  const line = commands[action];
  if (line === undefined) throw new CollectorError('no-command', action);
  return line;
}

async function run([program = '', ...args]: readonly string[], timeoutMs: number, signal: AbortSignal): Promise<Ran> {
  const ran = await runProgram(program, args, { timeoutMs, signal });
  if (ran.notStarted === 'ENOENT') throw new CollectorError('no-program', program);
  if (ran.notStarted === 'EACCES') throw new CollectorError('no-permission', program);
  if (ran.notStarted !== null) throw new CollectorError('failed', ran.notStarted);
  if (ran.timedOut) throw new CollectorError('timeout', `${timeoutMs / 1000} s`);
  return ran;
}

function whyFailed({ exit, stdout, stderr }: Ran): string {
  const said = firstLine(stderr) ?? firstLine(stdout);
  return said === null ? `exit ${exit ?? '?'}` : `exit ${exit ?? '?'}: ${said}`;
}

async function* logs(commands: CollectorCommands, options: LogOptions): AsyncGenerator<LogLine> {
  const { lines, since, follow, signal } = options;
  if (since !== null) throw new CollectorError('unsupported', 'since');
  if (follow) {
    if (commands.follow === undefined) throw new CollectorError('no-command', 'follow');
    yield* followed(commands.follow, signal);
    return;
  }
  const ran = await run(lineFor(commands, 'logs'), limits.logsMs, signal);
  if (ran.exit !== 0) throw new CollectorError('command-failed', whyFailed(ran));
  const all = ran.stdout.replace(/\n$/, '').split('\n');
  for (const text of ran.stdout === '' || lines === 0 ? [] : all.slice(-lines)) yield plainLine(text);
}

async function* followed([program = '', ...args]: readonly string[], signal: AbortSignal): AsyncGenerator<LogLine> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const failed = new Promise<NodeJS.ErrnoException | null>((resolve) => {
    child.once('error', resolve);
    child.once('close', () => resolve(null));
  });
  const abort = () => void child.kill('SIGTERM');
  signal.addEventListener('abort', abort, { once: true });
  try {
    for await (const text of linesOf(child.stdout)) yield plainLine(text);
    const error = await failed;
    if (error !== null) throw new CollectorError(error.code === 'ENOENT' ? 'no-program' : 'failed', program);
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', abort);
    child.kill('SIGTERM');
  }
}

export function plainLine(text: string): LogLine {
  return { at: null, priority: null, pid: null, text, cursor: null };
}

/**
 * Runs a program with an argument list, never through a shell; bounded in time and in what is kept of its output. It
 * gets a session of its own: Ctrl-C at the terminal is ours to answer, and must not cut off a job that undoes a pause.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';

export interface Ran {
  /** Null where a signal ended it, or where it did not start. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** The system's name for why it did not even start: `ENOENT`; null where it did. */
  readonly notStarted: string | null;
}

export interface RunOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Added to this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

const mostOutput = 1 << 20;
/** For one that ignores SIGTERM. */
const graceMs = 2000;

/** @throws the signal's reason, once the program has ended */
export function runProgram(
  program: string,
  args: readonly string[],
  { timeoutMs, signal, env = {} }: RunOptions,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    let timedOut = false;
    let notStarted: string | null = null;
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      windowsHide: true,
    });
    const output = { stdout: keep(child.stdout), stderr: keep(child.stderr) };
    let hard: NodeJS.Timeout | undefined;
    const stop = () => {
      killAll(child, 'SIGTERM');
      hard ??= setTimeout(() => {
        killAll(child, 'SIGKILL');
        // A grandchild that left the group could keep the pipes open for ever.
        child.stdout.destroy();
        child.stderr.destroy();
      }, graceMs);
    };
    const limit = setTimeout(() => {
      timedOut = true;
      stop();
    }, timeoutMs);
    signal.addEventListener('abort', stop, { once: true });
    const end = (exit: number | null) => {
      clearTimeout(limit);
      clearTimeout(hard);
      signal.removeEventListener('abort', stop);
      if (signal.aborted) return reject(signal.reason);
      resolve({ exit, stdout: output.stdout(), stderr: output.stderr(), timedOut, notStarted });
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      notStarted = error.code ?? 'UNKNOWN';
      if (child.pid === undefined) end(null);
    });
    child.once('close', (exit) => end(exit));
  });
}

/** Collects what comes, up to a limit; the rest is read and dropped, so that the program is not held up. */
function keep(stream: NodeJS.ReadableStream): () => string {
  const pieces: Uint8Array[] = [];
  let length = 0;
  stream.on('error', () => {});
  stream.on('data', (piece: Uint8Array) => {
    if (length < mostOutput) pieces.push(piece.subarray(0, mostOutput - length));
    length += piece.length;
  });
  return () => {
    const decoder = new TextDecoder();
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode();
  };
}

/** The program and what it started. */
export function killAll({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/** The first line that says something; null where none does. */
export function firstLine(text: string): string | null {
  const line = text
    .split('\n')
    .map((one) => one.trim())
    .find((one) => one !== '');
  return line?.slice(0, longestDetail) ?? null;
}

const longestDetail = 300;

/** Runs the executable as a user does: a process of its own, in surroundings that do not depend on who runs the tests. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { executable } from './built.ts';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** What the command is run by, e.g. `['unshare', '-rn']`. */
  readonly by?: readonly string[];
  readonly configDir?: string;
}

export interface Ended {
  /** Null where a signal ended it without its consent. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Sends a signal, and says what became of the process and how long that took. */
  interrupt(signal: NodeJS.Signals): Promise<Ended & { readonly afterSignalMs: number }>;
}

/** No run of these tests takes longer; one that does is killed and shows as `code: null`. */
const longestMs = 20_000;
/** Folders without settings, for commands that need none: one a run, because a run leaves its history there. */
const emptyConfigDirs = mkdtempSync(join(tmpdir(), 'meter-no-settings-'));
process.once('exit', () => rmSync(emptyConfigDirs, { recursive: true, force: true }));
let runs = 0;

/** An environment with nothing in it that could change what the command shows. */
export function plainEnvironment(configDir = join(emptyConfigDirs, `${runs++}`)): Record<string, string> {
  const { PATH = '/usr/bin:/bin', HOME = tmpdir() } = process.env;
  return { PATH, HOME, TMPDIR: tmpdir(), LC_ALL: 'C', METER_CONFIG_DIR: configDir };
}

export function startMeter(args: readonly string[], { env = {}, by = [], configDir }: RunOptions = {}): Running {
  const [program = process.execPath, ...rest] = [...by, process.execPath, executable, ...args];
  const started = performance.now();
  const child = spawn(program, rest, {
    env: { ...plainEnvironment(configDir), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), longestMs);
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ code, ...texts, ms: performance.now() - started });
    });
  });
  return {
    process: child,
    ended,
    async interrupt(signal) {
      const sent = performance.now();
      child.kill(signal);
      const end = await ended;
      return { ...end, afterSignalMs: performance.now() - sent };
    },
  };
}

export function runMeter(args: readonly string[], options?: RunOptions): Promise<Ended> {
  return startMeter(args, options).ended;
}

/** Waits until it is true. @throws where that takes longer than five seconds */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 5000; waitedMs += 5) {
    if (isTrue()) return;
    await pause(5);
  }
  throw new Error(`waited 5 s for ${what}`);
}

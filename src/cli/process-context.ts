/** Makes a command's context from the process: the one place that knows the terminal, the environment and the signals. */
import { type Language, languageOf } from '../wording/index.ts';
import type { Context, Output } from './context.ts';
import { exitCode } from './exit-code.ts';

/** The common options, as the command parser found them. */
export interface CommonOptions {
  readonly lang?: Language;
  readonly json?: boolean;
  readonly verbose?: number;
  readonly color?: boolean;
  readonly showSecrets?: boolean;
  readonly configDir?: string;
}

const interrupts = { SIGINT: exitCode.interrupted, SIGTERM: exitCode.terminated, SIGHUP: exitCode.terminated } as const;
export type Interrupt = keyof typeof interrupts;

/** The exit code for what ended a command: a signal, or a reader that has enough (EPIPE). */
export function exitCodeOf(interrupt: unknown): 0 | 130 | 143 {
  if (interrupt === 'EPIPE') return exitCode.ok;
  return typeof interrupt === 'string' && interrupt in interrupts ? interrupts[interrupt as Interrupt] : 130;
}

export function languageOfProcess(env: NodeJS.ProcessEnv): Language {
  return languageOf(env.LC_ALL || env.LC_MESSAGES || env.LANG);
}

export function outputOf(stream: NodeJS.WriteStream, wantsColour: boolean | undefined, env: NodeJS.ProcessEnv): Output {
  return {
    write: (text) => void stream.write(text),
    drained: () => drainedOf(stream),
    isTerminal: stream.isTTY === true,
    get columns() {
      return columnsOf(stream, env);
    },
    get rows() {
      return stream.rows || undefined;
    },
    colourLevel: colourLevelOf(stream, wantsColour, env),
  };
}

function drainedOf(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (!stream.writableNeedDrain || stream.destroyed) return resolve();
    const done = () => {
      for (const event of ends) stream.off(event, done);
      resolve();
    };
    for (const event of ends) stream.on(event, done);
  });
}

/** After each of these nothing is waited for any more. */
const ends = ['drain', 'error', 'close'] as const;

function columnsOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): number {
  const said = Number(env.COLUMNS);
  return stream.columns || (Number.isInteger(said) && said >= 20 ? said : 80);
}

function colourLevelOf(stream: NodeJS.WriteStream, wanted: boolean | undefined, env: NodeJS.ProcessEnv): 0 | 1 | 2 | 3 {
  if (wanted === false) return 0;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined)
    return forced === '0' || forced === 'false' ? 0 : levelOf(forced === '' || forced === 'true' ? 1 : Number(forced));
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return 0;
  if (!stream.isTTY || env.TERM === 'dumb') return 0;
  const depth = stream.getColorDepth?.(env) ?? 4;
  return depth >= 24 ? 3 : depth >= 8 ? 2 : 1;
}

function levelOf(level: number): 0 | 1 | 2 | 3 {
  return level === 0 || level === 1 || level === 2 || level === 3 ? level : 1;
}

/**
 * The context of this process.
 * @param stop raised by signals, and by whoever else ends the command. The first Ctrl-C or SIGTERM raises the signal, so that the command closes its line; a
 * second one ends the process at once.
 */
export function contextOfProcess(options: CommonOptions, stop: AbortController): Context {
  const { env } = process;
  for (const interrupt of Object.keys(interrupts) as Interrupt[]) {
    process.on(interrupt, () => {
      if (stop.signal.aborted) process.exit(interrupts[interrupt]);
      stop.abort(interrupt);
    });
  }
  const configDir = options.configDir ?? env.METER_CONFIG_DIR;
  return {
    out: outputOf(process.stdout, options.color, env),
    err: outputOf(process.stderr, options.color, env),
    lang: options.lang ?? languageOfProcess(env),
    json: options.json === true,
    verbosity: options.verbose === undefined ? 0 : options.verbose > 1 ? 2 : options.verbose === 1 ? 1 : 0,
    showSecrets: options.showSecrets === true,
    configDir: configDir === '' ? undefined : configDir,
    signal: stop.signal,
  };
}

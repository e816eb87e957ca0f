/** The way in: parses the command line, runs the command, and turns what comes of it into an exit code. */

import packageFile from '../../package.json' with { type: 'json' };
import { safeText } from '../bytes/printable.ts';
import { helpWords, type Language, languages } from '../wording/index.ts';
import type { CommandRow } from './command-table.ts';
import { type Context, isUsageError } from './context.ts';
import { exitCode } from './exit-code.ts';
import { type CommonOptions, contextOfProcess, exitCodeOf, languageOfProcess, outputOf } from './process-context.ts';
import { buildProgram, CommanderError } from './program.ts';

/** @param argv as Node gives it: executable, script, arguments */
export async function main(argv: readonly string[]): Promise<void> {
  const lang = languageIn(argv) ?? languageOfProcess(process.env);
  const err = outputOf(process.stderr, undefined, process.env);
  const stop = new AbortController();
  const watched = watchOutputs(stop);
  let context: Context | null = null;
  const run = async (
    row: CommandRow,
    args: readonly unknown[],
    options: object,
    common: CommonOptions,
  ): Promise<void> => {
    context = contextOfProcess(common, stop);
    process.exitCode = await row.run(context, args as readonly never[], options as never);
  };
  try {
    const program = await buildProgram(
      lang,
      packageFile.version,
      run,
      outputOf(process.stdout, undefined, process.env).columns,
      argv.slice(2).find((arg) => !arg.startsWith('-')),
    );
    if (argv.length <= 2) {
      err.write(program.helpInformation());
      process.exitCode = exitCode.usage;
      return;
    }
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = failed(error, lang, context, (text) => err.write(text));
  }
  // What is still open by now (a look-up that cannot be called off) must not keep a finished command alive.
  await flushed(process.stdout);
  if (watched.failure !== null) {
    err.write(`meter: ${helpWords[lang].outputFailed(watched.failure)}\n`);
    process.exitCode = exitCode.fault;
  }
  await flushed(process.stderr);
  process.exit();
}

function failed(error: unknown, lang: Language, context: Context | null, say: (text: string) => void): number {
  const signal = (context as Context | null)?.signal;
  if (error instanceof CommanderError) return error.exitCode;
  if (signal?.aborted === true && (error === signal.reason || (error as Error)?.name === 'AbortError')) {
    return exitCodeOf(signal.reason);
  }
  if (isUsageError(error)) {
    // What was typed, a file's name, a setting: all of it may carry control characters.
    say(`meter: ${safeText(error.message)}\n${error.hint === undefined ? '' : `${safeText(error.hint)}\n`}`);
    return exitCode.usage;
  }
  say(`${helpWords[lang].fault(safeText(error instanceof Error ? error.message : String(error)))}\n`);
  if (process.env.DEBUG === 'meter' && error instanceof Error) say(`${error.stack}\n`);
  return exitCode.internal;
}

/** `--lang` decides the language of the help and of errors too, so it is looked for before anything is parsed. */
function languageIn(argv: readonly string[]): Language | undefined {
  const at = argv.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const said = argv[at]?.includes('=') === true ? argv[at]?.slice('--lang='.length) : argv[at + 1];
  return at < 0 ? undefined : languages.find((known) => known === said);
}

/**
 * Outputs that end early. `meter … | head` closes ours: that is the reader's right, and the command then stops as after
 * Ctrl-C, line first; one that loses its standard error still has a result to give. Anything else (a full disk) is told.
 */
function watchOutputs(stop: AbortController): { failure: string | null } {
  const watched: { failure: string | null } = { failure: null };
  process.stdout.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') stop.abort('EPIPE');
    else watched.failure ??= code;
  });
  process.stderr.on('error', () => {});
  return watched;
}

/** Waits until what was written has left, or cannot. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableLength === 0) setImmediate(resolve);
    else stream.write('', () => setImmediate(resolve));
  });
}

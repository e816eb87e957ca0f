/**
 * The short way for `meter decode <hex…>`: the same output as the command, without the command parser, and without
 * Node's streams where nobody looks: writing to the descriptor spares their start.
 */
import { fstatSync, statSync, writeSync } from 'node:fs';
import { safeText } from '../bytes/printable.ts';
import { plainPaint } from '../report/index.ts';
import { UsageError } from './context.ts';
import { isFileArgument } from './decode-input.ts';
import { type DecodeOptions, decodeOutput } from './decode-output.ts';
import { exitCode } from './exit-code.ts';
import { languageOfProcess, outputOf } from './process-context.ts';

const standardOutput = 1;
const standardError = 2;

/** Explains the bytes in the arguments and sets the exit code. Files and `-` go the ordinary way. */
export function decodeFast(args: readonly string[]): void {
  const { env } = process;
  if (args.some((argument) => argument === '-' || isFileArgument(argument))) {
    void ordinaryWay();
    return;
  }
  const forced = env.FORCE_COLOR !== undefined;
  if (forced || mayBeTerminal(standardOutput)) {
    void colourful(args);
    return;
  }
  const columns = Number(env.COLUMNS);
  const width = Number.isInteger(columns) && columns >= 20 ? columns : 80;
  run(args, { lang: languageOfProcess(env), json: false, columns: width, paint: plainPaint }, writeAll);
}

/** Node's own test starts its streams; a file, a pipe and /dev/null are told apart without. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const output = fstatSync(descriptor);
    return output.isCharacterDevice() && output.rdev !== statSync('/dev/null').rdev && process.stdout.isTTY;
  } catch {
    return false;
  }
}

async function colourful(args: readonly string[]): Promise<void> {
  const out = outputOf(process.stdout, undefined, process.env);
  const { Chalk } = await import('chalk');
  const paint = new Chalk({ level: out.colourLevel });
  const lang = languageOfProcess(process.env);
  run(args, { lang, json: false, columns: out.columns, paint }, (text) => out.write(text));
}

function run(args: readonly string[], options: DecodeOptions, write: (text: string) => void): void {
  try {
    const output = decodeOutput([args.join(' ')], options);
    for (;;) {
      const { done, value } = output.next();
      if (done === true) {
        process.exitCode = value;
        return;
      }
      write(value);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.exitCode = exitCode.usage;
    const hint = error.hint === undefined ? '' : `${error.hint}\n`;
    // A name that was typed may carry control characters.
    writeAll(`meter: ${safeText(error.message)}\n${hint}`, standardError);
  }
}

/** Writes a text whole. A reader that has gone is no fault of ours; one that is slow is waited for. */
function writeAll(text: string, descriptor = standardOutput): void {
  const bytes = new TextEncoder().encode(text);
  let from = 0;
  while (from < bytes.length) {
    try {
      from += writeSync(descriptor, bytes, from);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

/** Files and standard input: by the command parser, a file of its own beside this one. */
async function ordinaryWay(): Promise<void> {
  const { main } = await import('./main.ts');
  await main(process.argv);
}

/** `meter decode`: explains bytes from arguments, files or standard input. */
import { Chalk } from 'chalk';
import type { Context } from '../context.ts';
import { readInputs } from '../decode-input.ts';
import { decodeOutput } from '../decode-output.ts';
import type { ExitCode } from '../exit-code.ts';

/** How long it works before it looks whether somebody wants it to stop, ms. */
const stretchMs = 100;

/**
 * Explains the bytes given.
 * @returns 0 where everything is sound, 1 where a problem was found
 * @throws UsageError where there is nothing to decode, a digit is missing, or a file cannot be read
 */
export async function runDecode(
  context: Context,
  args: readonly string[],
  options: { readonly file?: string },
): Promise<ExitCode> {
  const { lang, json, out, signal, showSecrets } = context;
  const inputs = await readInputs(args, options.file, lang);
  const paint = new Chalk({ level: out.colourLevel });
  const output = decodeOutput(inputs, { lang, json, columns: out.columns, paint, showSecrets });
  let rested = Date.now();
  for (;;) {
    const { done, value } = output.next();
    if (done === true) return value;
    out.write(value);
    await drained();
    if (Date.now() - rested < stretchMs) continue;
    await new Promise(setImmediate);
    signal.throwIfAborted();
    rested = Date.now();
  }
}

/** Waits while a pipe is slower than we are: what it has not taken yet would pile up in memory. */
function drained(): Promise<void> {
  const { stdout } = process;
  if (!stdout.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const go = (): void => {
      stdout.off('drain', go).off('close', go);
      resolve();
    };
    stdout.on('drain', go).on('close', go);
  });
}

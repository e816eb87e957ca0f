/** `meter decode`: explains bytes from arguments, files or standard input; a conversation is told as a story. */
import { Chalk } from 'chalk';
import type { Context } from '../context.ts';
import { readInputs } from '../decode-input.ts';
import { recordKind } from '../decode-kind.ts';
import { decodeOutput } from '../decode-output.ts';
import type { ExitCode } from '../exit-code.ts';

export interface DecodeCommandOptions {
  readonly file?: string;
  /** The story, whatever the input looks like. */
  readonly story?: boolean;
  /** Frame by frame, whatever the input looks like. */
  readonly frames?: boolean;
}

/** How long it works before it looks whether somebody wants it to stop, ms. */
const stretchMs = 100;

/**
 * Explains the bytes given. A file, or standard input, that holds a conversation (a capture, a log with directions, the
 * document of a test) is told as its story, unless frames are asked for.
 * @returns 0 where everything is sound, 1 where a problem was found
 * @throws UsageError where there is nothing to decode, a digit is missing, or a file cannot be read
 */
export async function runDecode(
  context: Context,
  args: readonly string[],
  options: DecodeCommandOptions,
): Promise<ExitCode> {
  const { lang, json, out, signal, showSecrets } = context;
  const inputs = await readInputs(args, options.file, lang);
  const paint = new Chalk({ level: out.colourLevel });
  const told = options.frames === true ? null : await tellIfStory(context, inputs, options.story === true, paint);
  if (told !== null) return told;
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

/** What is longer is written in portions: a slow reader is waited for between them. */
const portion = 1 << 16;

/** @returns how it ended; null where the input is told frame by frame. @throws UsageError where a story was asked for, and is none */
async function tellIfStory(
  { json, lang, out, signal }: Context,
  inputs: readonly (Uint8Array | string)[],
  forced: boolean,
  chalk: InstanceType<typeof Chalk>,
): Promise<ExitCode | null> {
  const [input] = inputs;
  const single = inputs.length === 1 && input instanceof Uint8Array ? input : null;
  const kind = forced ? 'certainly' : single === null ? 'no' : recordKind(single);
  if (kind === 'no') return null;
  const { isLog, noStory, storyOf, storyOutput } = await import('../decode-story.ts');
  if (kind === 'perhaps' && (single === null || !isLog(single))) return null;
  const story = await storyOf(single ?? asOne(inputs), signal);
  if (story === null && !forced) return null;
  if (story === null) throw noStory(lang);
  const [text, code] = storyOutput(story, { lang, json, columns: out.columns, chalk, signal });
  for (let at = 0; at < text.length; at += portion) {
    out.write(text.slice(at, at + portion));
    await drained();
    signal.throwIfAborted();
  }
  return code;
}

function asOne(inputs: readonly (Uint8Array | string)[]): Uint8Array {
  const decoder = new TextDecoder();
  const texts = inputs.map((input) => (typeof input === 'string' ? input : decoder.decode(input)));
  return new TextEncoder().encode(texts.join('\n'));
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

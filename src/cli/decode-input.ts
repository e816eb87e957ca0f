/** Where `meter decode` gets its bytes: arguments, files, standard input. */
import { createReadStream, existsSync } from 'node:fs';
import { joinBytes } from '../bytes/join.ts';
import { decodeWords, fill, type Language } from '../wording/index.ts';
import { UsageError } from './context.ts';
import { nothingToDecode } from './decode-output.ts';

/** A longer input is refused: its explanation would be many gigabytes. */
export const longestInputMiB = 32;
const longestInput = longestInputMiB * 1024 * 1024;

/** Whether an argument means a file: a file of that name exists, and the name is not itself hex. */
export function isFileArgument(argument: string): boolean {
  return !/^[0-9A-Fa-f\s]*$/.test(argument) && existsSync(argument);
}

/**
 * All inputs in their order; arguments with bytes that follow one another are one input.
 * @throws UsageError where a file cannot be read, an input is too long, or there is none
 */
export async function readInputs(
  args: readonly string[],
  file: string | undefined,
  lang: Language,
): Promise<readonly (Uint8Array | string)[]> {
  const inputs: (Uint8Array | string)[] = [];
  if (file !== undefined) inputs.push(await readFileBytes(file, lang));
  let typed: string[] = [];
  const finish = (): void => {
    if (typed.length > 0) inputs.push(typed.join(' '));
    typed = [];
  };
  for (const argument of args) {
    if (argument !== '-' && !isFileArgument(argument)) {
      typed.push(argument);
      continue;
    }
    finish();
    inputs.push(argument === '-' ? await readStandardInput(lang) : await readFileBytes(argument, lang));
  }
  finish();
  if (inputs.length > 0) return inputs;
  if (process.stdin.isTTY) throw nothingToDecode(lang);
  return [await readStandardInput(lang)];
}

async function readFileBytes(path: string, lang: Language): Promise<Uint8Array> {
  const { command } = decodeWords[lang];
  try {
    return await collect(createReadStream(path), lang);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UsageError(fill(command.unreadable, { file: path, why }), command.unreadableHint);
  }
}

function readStandardInput(lang: Language): Promise<Uint8Array> {
  return collect(process.stdin, lang);
}

async function collect(stream: AsyncIterable<Uint8Array | string>, lang: Language): Promise<Uint8Array> {
  const { command } = decodeWords[lang];
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
    length += bytes.length;
    if (length > longestInput) {
      const limit = { limit: longestInputMiB };
      throw new UsageError(fill(command.tooLong, limit), fill(command.tooLongHint, limit));
    }
    pieces.push(bytes);
  }
  return joinBytes(pieces);
}

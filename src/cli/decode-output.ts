/** The work of `meter decode` behind its input: bytes in any dress → items → text or JSON, a chunk at a time. */
import { type DressProblem, dissectEach, hasFault, Joiner, type Undressed, undress } from '../dissect/index.ts';
import {
  type DecodedItem,
  type DecodeTextOptions,
  decodeJsonHead,
  decodeJsonTail,
  renderDecodeJson,
  renderDecodeText,
} from '../report/index.ts';
import { type DecodeWords, decodeWords, fill, type Language } from '../wording/index.ts';
import { UsageError } from './context.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

export interface DecodeOptions extends DecodeTextOptions {
  readonly json: boolean;
}

/** A chunk is written when it is this long: one write an item would cost more than the item. */
const chunkLength = 65_536;

/**
 * The output in chunks; at the end, the exit code.
 * @param inputs texts and bytes, one after the other
 * @returns 0 where everything is sound, 1 where something is wrong or unexplained
 * @throws UsageError where there is nothing to decode; and behind the output, where some line had an odd digit
 */
export function* decodeOutput(
  inputs: readonly (Uint8Array | string)[],
  options: DecodeOptions,
): Generator<string, ExitCode> {
  const words: DecodeWords = decodeWords[options.lang];
  const undressed = inputs.map((input) => undress(input));
  const problems = undressed.flatMap((one) => one.problems);
  const segments = undressed.flatMap((one) => one.segments);
  const odd = problems.find(({ code }) => code === 'odd-digits');
  const missing = missingFile(inputs, undressed);
  if (missing !== null) {
    throw new UsageError(fill(words.command.noFile, { file: missing }), words.command.noFileHint);
  }
  if (segments.every(({ bytes }) => bytes.length === 0)) throw unreadableInput(odd, words);
  let faulty = false;
  let chunk = options.json ? decodeJsonHead : '';
  let count = 0;
  let base = 0;
  const joiner = new Joiner();
  const tell = (decoded: DecodedItem): void => {
    faulty ||= hasFault(decoded.item.problems);
    chunk += options.json ? renderDecodeJson(decoded, count) : itemText(decoded, options, count);
    count++;
  };
  for (const { direction, at, bytes } of segments) {
    for (const item of dissectEach(bytes, base, joiner)) {
      tell({ item, direction, at });
      if (chunk.length < chunkLength) continue;
      yield chunk;
      chunk = '';
    }
    base += bytes.length;
  }
  for (const item of joiner.finish()) tell({ item, direction: null, at: null });
  yield options.json ? chunk + decodeJsonTail : chunk;
  if (odd !== undefined) throw unreadableInput(odd, words);
  return faulty ? exitCode.fault : exitCode.ok;
}

/** The empty line goes between items, not behind the last. */
function itemText(decoded: DecodedItem, options: DecodeOptions, index: number): string {
  const text = renderDecodeText(decoded, options).slice(0, -1);
  return index === 0 ? text : `\n${text}`;
}

/** What was typed without a byte in it and looks like a path: a file that is not there. */
function missingFile(inputs: readonly (Uint8Array | string)[], undressed: readonly Undressed[]): string | null {
  for (const [index, input] of inputs.entries()) {
    const hasBytes = undressed[index]?.segments.length !== 0 || undressed[index]?.problems[0]?.code === 'odd-digits';
    if (typeof input !== 'string' || hasBytes) continue;
    const path = [input, ...input.split(' ')].find((word) => /^\S*[\\/]\S*$|^\S*\.[A-Za-z]\w{0,7}$/.test(word));
    if (path !== undefined) return path;
  }
  return null;
}

function unreadableInput(odd: DressProblem | undefined, { command }: DecodeWords): UsageError {
  if (odd === undefined) return new UsageError(command.noHex, command.nothingHint);
  return new UsageError(fill(command.odd, { line: odd.line, column: odd.column }), command.oddHint);
}

/** What `meter decode` says where it got nothing at all. */
export function nothingToDecode(lang: Language): UsageError {
  const { command } = decodeWords[lang];
  return new UsageError(command.nothing, command.nothingHint);
}

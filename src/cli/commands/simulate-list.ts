/** The faults and scenarios of `meter simulate --list`. */
import { type FaultName, faultNames, faultRow, scenarios } from '../../simulator/index.ts';
import type { SimulateWords } from '../../wording/index.ts';

export interface ListForm {
  readonly json: boolean;
  /** Width of the terminal, characters. */
  readonly columns: number;
}

/** The fewest characters that words are given beside the names, however narrow the terminal is. */
const narrowest = 24;

/** Each fault with its words, wrapped to the terminal's width; or one JSON document. */
export function listFaults(words: SimulateWords, { json, columns }: ListForm): string {
  // Typed by the simulator's own names, so that no fault is left without words.
  const faultWords: Readonly<Record<FaultName, string>> = words.faults;
  if (json) {
    const faults = faultNames.map((name) => {
      const { cause, part, parameter } = faultRow(name);
      return { name, cause, part, parameter: parameter ?? null, words: faultWords[name] };
    });
    return `${JSON.stringify({ schema: 'meter.simulate-faults/1', faults, scenarios })}\n`;
  }
  const rows = [
    ...faultNames.map((name) => [writtenWithDefault(name), `${faultRow(name).cause ?? ''}`, faultWords[name]] as const),
    ...Object.entries(words.scenarios).map(([name, says]) => [name, '', says] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const indent = ' '.repeat(width + 8);
  const lines = rows.flatMap(([name, cause, says]) => {
    const [first = '', ...rest] = wrap(says, Math.max(narrowest, columns - indent.length));
    return [`  ${name.padEnd(width)}  ${cause.padStart(2)}  ${first}`, ...rest.map((line) => indent + line)];
  });
  return `${[words.listHeading, ...lines].join('\n')}\n`;
}

/** Lines of at most so many characters, cut between words; a longer word stays whole. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** `late=7000`: a fault with the number it takes when none is given; 0 stands for "not limited" and is not shown. */
function writtenWithDefault(name: FaultName): string {
  const { parameter } = faultRow(name);
  return parameter === undefined || parameter.fallback === 0 ? name : `${name}=${parameter.fallback}`;
}

/** The scenarios and faults of `meter simulate --list`. */
import { type FaultName, faultNames, faultRow, scenarios } from '../../simulator/index.ts';
import type { Language, SimulateWords } from '../../wording/index.ts';

export interface ListForm {
  readonly json: boolean;
  readonly lang: Language;
  readonly out: { readonly columns: number };
}

interface Row {
  readonly name: string;
  /** What stands between the name and the words; null where the list has no such column. */
  readonly mark: string | null;
  readonly says: string;
}

/** The fewest characters that words are given beside the names, however narrow the terminal is. */
const narrowest = 24;

/** Each with its words, wrapped to the terminal's width; or one JSON document, scenarios as their files have them. */
export function listFaults(words: SimulateWords, { json, lang, out }: ListForm): string {
  // Typed by the simulator's own names, so that no fault is left without words.
  const faultWords: Readonly<Record<FaultName, string>> = words.faults;
  if (json) {
    const faults = faultNames.map((name) => {
      const { cause, part, parameter } = faultRow(name);
      return { name, cause, part, parameter: parameter ?? null, words: faultWords[name] };
    });
    return `${JSON.stringify({ schema: 'meter.simulate-list/1', scenarios, faults })}\n`;
  }
  const stories = scenarios.map(({ name, title }) => ({ name, mark: null, says: title[lang] }));
  const faults = faultNames.map((name) => ({
    name: writtenWithDefault(name),
    mark: `${faultRow(name).cause ?? ''}`,
    says: faultWords[name],
  }));
  return `${[
    words.scenariosHeading,
    ...table(stories, out.columns),
    '',
    words.listHeading,
    ...table(faults, out.columns),
    '',
    ...wrap(words.listEnd, out.columns),
  ].join('\n')}\n`;
}

function table(rows: readonly Row[], columns: number): readonly string[] {
  const width = Math.max(...rows.map(({ name }) => name.length));
  return rows.flatMap(({ name, mark, says }) => {
    const head = `  ${name.padEnd(width)}  ${mark === null ? '' : `${mark.padStart(2)}  `}`;
    const [first = '', ...rest] = wrap(says, Math.max(narrowest, columns - head.length));
    return [`${head}${first}`, ...rest.map((line) => ' '.repeat(head.length) + line)];
  });
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

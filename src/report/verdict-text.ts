/**
 * A verdict as a person reads it, for every command that gives one: the cause and why, what is proven and what is not,
 * what is left, and what to do next.
 */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { type CauseCode, renderServerAddress } from '../evidence/index.ts';
import type { Statement, Verdict } from '../verdict/index.ts';
import {
  type CauseWords,
  causeWords,
  fill,
  fillStatement,
  type Language,
  type TestWords,
  testWords,
} from '../wording/index.ts';
import { hang } from './wrap.ts';

export interface VerdictOptions {
  readonly lang: Language;
  /** Of the lines, in characters. */
  readonly width: number;
  readonly chalk: ChalkInstance;
  /** Whether the causes that were ruled out are told here: not where they stand beside the experiments already. */
  readonly excluded?: boolean;
  /** Command lines to type for a next step, one a line below it. */
  readonly commands?: (step: string) => readonly string[];
}

/** Every cause has words: the compiler says so where one is missing. */
const wordsOfCauses: Readonly<Record<Language, Readonly<Record<CauseCode, CauseWords>>>> = causeWords;

/** @returns blocks of lines, to be set apart by an empty line each */
export function verdictBlocks(verdict: Verdict, options: VerdictOptions): readonly string[] {
  const { lang, width, chalk, excluded: tellExcluded = true } = options;
  const words = testWords[lang];
  const heading = (text: string) => chalk.bold(text);
  const blocks = [verdictOf(verdict, lang, width, chalk)];
  const list = (title: string, mark: string, statements: readonly Statement[]) => {
    if (statements.length === 0) return;
    const lines = statements.map((one) => hang(`  ${mark} `, safeText(fillStatement(words, one)), width));
    blocks.push([heading(title), ...lines].join('\n'));
  };
  list(words.headings.proven, '+', verdict.proven);
  list(words.headings.notProven, '?', verdict.notProven);
  list(words.headings.notTested, '-', verdict.notTested);
  const left = causesLeft(verdict, lang, width, chalk);
  if (left !== null) {
    blocks.push(left);
    const excluded = verdict.excluded.map(({ code }) => code).join(', ');
    if (tellExcluded && excluded !== '')
      blocks.push(`${heading(words.headings.excluded)}\n${hang('  ', excluded, width)}`);
  }
  const next = nextOf(verdict, words, options);
  if (next !== null) blocks.push(next);
  return blocks;
}

function verdictOf(verdict: Verdict, lang: Language, width: number, chalk: ChalkInstance): string {
  const words = testWords[lang];
  // A meter that talks and denies the reading keeps its code: the line has no fault.
  const denies = verdict.code === 'ok' && verdict.outcome === 'READ-DENIED';
  const cause = denies ? { ...wordsOfCauses[lang].ok, ...words.denies } : wordsOfCauses[lang][verdict.code];
  const colour = denies ? chalk.yellow : verdict.code === 'ok' ? chalk.green : chalk.red;
  const first = verdict.causes.find(({ code }) => code === verdict.code);
  // Title and meaning are written for the proven case; a cause that is only likely gets what may be, and what would prove it.
  const sure = first === undefined || first.grade === 'proven';
  const mark = `${words.headings.verdict}  ${verdict.code}  `;
  const title = hang(mark, sure ? cause.title : `${words.grades[first.grade]}: ${cause.title}`, width).slice(
    mark.length,
  );
  const lines = [`${chalk.bold(words.headings.verdict)}  ${colour.bold(verdict.code)}  ${chalk.bold(title)}`];
  lines.push(hang('  ', sure ? cause.means : `${cause.possible} ${cause.proof}`, width));
  for (const one of verdict.causes.filter(isNamed)) {
    const reason = words.because[one.because] ?? one.because;
    const label = one.code === verdict.code ? '' : `${one.code}: ${wordsOfCauses[lang][one.code].title}, `;
    lines.push(hang('  * ', `${label}${words.grades[one.grade]}, ${words.headings.because} ${reason}`, width));
  }
  lines.push(chalk.dim(`  ${fill(words.page, { code: verdict.code })}`));
  return lines.join('\n');
}

function causesLeft({ causes }: Verdict, lang: Language, width: number, chalk: ChalkInstance): string | null {
  const words = testWords[lang];
  const left = causes.filter((one) => !isNamed(one));
  if (left.length === 0) return null;
  const codeWidth = Math.max(...left.map(({ code }) => code.length));
  const lines = left.map(({ code, grade }) =>
    hang(`  ${code.padEnd(codeWidth)}  `, `${words.grades[grade]}: ${wordsOfCauses[lang][code].possible}`, width),
  );
  return [chalk.bold(words.headings.left), ...lines].join('\n');
}

function isNamed({ because }: Verdict['causes'][number]): boolean {
  return !because.startsWith('left-');
}

function nextOf(
  { next, found }: Verdict,
  words: TestWords,
  { width, chalk, commands = () => [] }: VerdictOptions,
): string | null {
  if (next.length === 0) return null;
  const address = found === null ? '…' : renderServerAddress(found.server);
  const lines = next.flatMap((step, index) => [
    hang(`  ${index + 1}. `, fill(words.next[step] ?? step, { found: address }), width),
    // A command line is not broken: it is there to be copied.
    ...commands(step).map((line) => `     ${chalk.cyan(line)}`),
  ]);
  return [chalk.bold(words.headings.next), ...lines].join('\n');
}

const good = new Set(['OK', 'UA', 'QUIET', 'LOGIN-OK', 'READ-OK']);
const soft = new Set(['NOT-TRIED', 'LOSS', 'TEXT', 'TELNET', 'HELD']);

/** The colour that an outcome gets. */
export function paint(outcome: string, chalk: ChalkInstance): ChalkInstance {
  return good.has(outcome) ? chalk.green : soft.has(outcome) ? chalk.yellow : chalk.red;
}

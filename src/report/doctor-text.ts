/**
 * The screen of `meter doctor`: a line for each check with its mark, and a fix below each problem.
 *
 *   ✓ settings    /home/ana/.config/dlms-meter/config.json: 3 meters, mode 600.
 *   ✗ clock       This host says that it is 1970-01-01 00:03:12.
 *                 Fix: Set the clock, and have it synchronized: timedatectl set-ntp true
 */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { type DoctorName, type DoctorWords, doctorWords, type Language } from '../wording/index.ts';
import { hang } from './wrap.ts';

/** note: worth knowing, and no reason to worry. */
export type DoctorState = 'ok' | 'note' | 'problem';

export interface DoctorRow {
  readonly name: DoctorName;
  readonly state: DoctorState;
  /** Whole sentences, or parts of one: what comes from outside is made safe here. */
  readonly says: readonly string[];
  readonly fixes: readonly string[];
}

export interface DoctorTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  readonly style: 'utf8' | 'ascii';
}

const marks = {
  utf8: { ok: '✓', note: '!', problem: '✗' },
  ascii: { ok: '+', note: '!', problem: 'x' },
} as const;
const widest = 120;

export function renderDoctor(rows: readonly DoctorRow[], options: DoctorTextOptions): string {
  const { lang, chalk, style } = options;
  const words: DoctorWords = doctorWords[lang];
  const columns = Math.min(options.columns, widest);
  const margin = Math.max(...rows.map(({ name }) => words.names[name].length));
  const colours = { ok: chalk.green, note: chalk.yellow, problem: chalk.red };
  const lines = rows.flatMap(({ name, state, says, fixes }) => {
    const head = `${marks[style][state]} ${words.names[name].padEnd(margin)}  `;
    const blank = ' '.repeat(head.length);
    const said = says.map((text, index) => hang(index === 0 ? head : blank, safeText(text), columns));
    const painted = colours[state](marks[style][state]) + (said[0] ?? head).slice(1);
    const mended = fixes.map((text) => hang(`${blank}${words.fix}: `, safeText(text), columns));
    return [painted, ...said.slice(1), ...mended];
  });
  const problems = rows.filter(({ state }) => state === 'problem').length;
  const verdict = problems === 0 ? chalk.green(words.allRight) : chalk.red(words.problems(problems));
  return `${[...lines, '', verdict].join('\n')}\n`;
}

/** The screen of `meter recover`: its plan, its steps as they go, and what it came to. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { renderEndpoint, renderServerAddress } from '../evidence/index.ts';
import { fill, type Language, type RecoverWords, recoverWords } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import {
  type RecoverCheck,
  type RecoverNextName,
  type RecoverReport,
  type RecoverSeen,
  type RecoverStepName,
  recoverStepNames,
} from './recover-view.ts';
import { verdictBlocks } from './verdict-text.ts';
import { hang } from './wrap.ts';

export interface RecoverTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
}

/** What belongs in the sentences of the steps, as durations. */
export type RecoverStepTimes = Readonly<Record<'quiet' | 'off' | 'initialisation' | 'follow', string>>;

const widest = 110;
const colours = {
  answers: 'green',
  recovered: 'green',
  'not-recovered': 'red',
  blocked: 'red',
  unfinished: 'yellow',
  interrupted: 'yellow',
} as const;

/** One sentence, safe for a terminal. */
export function recoverEventText({ name, values }: Pick<RecoverSeen, 'name' | 'values'>, lang: Language): string {
  const events: Readonly<Record<string, string>> = recoverWords[lang].events;
  return safeText(fill(events[name] ?? name, values)).trim();
}

export function recoverNextText(
  name: RecoverNextName,
  { typed, found }: Pick<RecoverReport, 'typed' | 'found'>,
  lang: Language,
): string {
  const server = found === null ? '' : renderServerAddress(found);
  return safeText(fill(recoverWords[lang].next[name], { meter: typed, server }));
}

/** `Step 2 of 6, soft: …` and, under it, what it does and waits for: as lines, or as one. */
export function renderRecoverStep(
  step: RecoverStepName,
  values: RecoverStepTimes & { readonly most: string },
  { lang, columns, chalk }: RecoverTextOptions,
  asLines: boolean,
): string {
  const words = recoverWords[lang];
  const { title, does, waits } = words.steps[step];
  const number = recoverStepNames.indexOf(step) + 1;
  const head = fill(words.step, { number, all: recoverStepNames.length, step, title });
  const told = `${upperFirst(does)} ${fill(waits, values)}`;
  if (!asLines) return `${head}. ${told}`;
  const width = Math.min(columns, widest);
  return [
    ...hang('', head, width)
      .split('\n')
      .map((line) => chalk.bold(line)),
    hang('  ', told, width),
  ].join('\n');
}

/** The steps with their times, before any of them. */
export function renderRecoverPlan(
  plan: {
    readonly typed: string;
    readonly steps: readonly (RecoverStepTimes & { readonly step: RecoverStepName; readonly most: string })[];
    readonly most: string;
    /** The step with which an unfinished recovery would go on, and when it began. */
    readonly unfinished: { readonly step: RecoverStepName; readonly at: string } | null;
  },
  options: RecoverTextOptions,
): string {
  const { lang, columns, chalk } = options;
  const words = recoverWords[lang];
  const width = Math.min(columns, widest);
  const meter = safeText(plan.typed);
  const blocks = [
    chalk.bold(fill(words.plan.title, { meter })),
    ...plan.steps.map((one) => renderRecoverStep(one.step, one, options, true)),
    [words.plan.most, words.plan.secret, words.plan.resumes]
      .map((sentence) => hang('', fill(sentence, { meter, most: plan.most }), width))
      .join('\n'),
  ];
  if (plan.unfinished !== null) {
    const { step, at } = plan.unfinished;
    const number = recoverStepNames.indexOf(step) + 1;
    blocks.push(hang('', fill(words.plan.unfinished, { at, number, step }), width));
  }
  return `${blocks.join('\n\n')}\n`;
}

export function checkOutcomeText({ check, outcome }: Pick<RecoverCheck, 'check' | 'outcome'>, lang: Language): string {
  const displays: Readonly<Record<string, string>> = recoverWords[lang].displays;
  return check === 'display' ? (displays[outcome] ?? outcome) : outcome;
}

/** What a recovery came to. */
export function renderRecover(report: RecoverReport, { lang, columns, chalk }: RecoverTextOptions): string {
  const words = recoverWords[lang];
  const width = Math.min(columns, widest);
  const blocks = [stepsOf(report, words, chalk)];
  if (report.checks.length > 0) blocks.push(checksOf(report.checks, words, lang, width, chalk));
  blocks.push(endOf(report, words, width, chalk));
  const { verdict } = report;
  const isTold = verdict !== null && (report.outcome === 'blocked' || report.outcome === 'not-recovered');
  if (isTold) blocks.push(...verdictBlocks(verdict, { lang, width, chalk }));
  if (report.next.length > 0) {
    const lines = report.next.map((name, index) =>
      hang(`  ${index + 1}. `, recoverNextText(name, report, lang), width),
    );
    // The verdict has next steps of its own.
    const heading = isTold ? words.headings.commands : words.headings.next;
    blocks.push([chalk.bold(heading), ...lines].join('\n'));
  }
  return `${blocks.join('\n\n')}\n`;
}

function stepsOf({ meter, steps }: RecoverReport, words: RecoverWords, chalk: ChalkInstance): string {
  const named = meter.id === null ? [] : [`${meter.id}`, safeText(meter.name ?? '')];
  const title = [...named, safeText(renderEndpoint(meter.endpoint)), `server ${renderServerAddress(meter.server)}`];
  const rows = steps.map(({ step, outcome, durationMs, verdict }) => [
    step,
    words.stepOutcomes[outcome],
    outcome === 'skipped' ? '' : renderDuration(durationMs),
    verdict === null ? '' : `${verdict.code} (${verdict.outcome})`,
  ]);
  const widths = [0, 1, 2].map((at) => Math.max(0, ...rows.map((row) => (row[at] ?? '').length)));
  const lines = rows.map((row) =>
    `  ${row.map((cell, at) => (at < 3 ? cell.padEnd(widths[at] ?? 0) : cell)).join('  ')}`.trimEnd(),
  );
  return [title.map((part, index) => (index === 0 ? chalk.bold(part) : part)).join('  '), ...lines].join('\n');
}

function checksOf(
  checks: readonly RecoverCheck[],
  words: RecoverWords,
  lang: Language,
  width: number,
  chalk: ChalkInstance,
): string {
  const longest = Math.max(...checks.map(({ check }) => words.checks[check].length));
  const lines = checks.map((one) => {
    const sign = one.passed === null ? '?' : one.passed ? '+' : '!';
    const colour = one.passed === null ? chalk.yellow : one.passed ? chalk.green : chalk.red;
    const mark = `  ${sign} ${words.checks[one.check].padEnd(longest)}  `;
    return colour(mark) + hang(mark, checkOutcomeText(one, lang), width).slice(mark.length);
  });
  return [chalk.bold(words.headings.checks), ...lines].join('\n');
}

function endOf(
  { outcome, by, checks, found, meter }: RecoverReport,
  words: RecoverWords,
  width: number,
  chalk: ChalkInstance,
): string {
  const { title, means } = words.outcomes[outcome];
  const mark = `${words.headings.recovery}  `;
  const colour = chalk[colours[outcome]];
  const first = hang(mark, title, width);
  const told = [fill(means, { by: words.by[by ?? 'none'] })];
  if (outcome === 'recovered' && checks.some(({ passed }) => passed === false)) told.push(words.someFailed);
  if (found !== null) {
    const values = { server: renderServerAddress(found), configured: renderServerAddress(meter.server) };
    told.push(fill(words.foundElsewhere, values));
  }
  return [`${chalk.bold(mark)}${colour(first.slice(mark.length))}`, hang('  ', told.join(' '), width)].join('\n');
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

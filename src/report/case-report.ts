/** A whole report as blocks, in the order in which a person needs them. */
import type { ChalkInstance } from 'chalk';
import { type CaseWords, caseWords, fill, type HistoryWords, historyWords, type Language } from '../wording/index.ts';
import { type Block, type CaseReport, joinText, sentence, type Text } from './case-blocks.ts';
import { evidenceSections, frameSection } from './case-evidence.ts';
import { wordOf } from './case-fields.ts';
import { framesOf } from './case-frames.ts';
import { summarySection } from './case-summary.ts';
import { shownSections, verdictSection } from './case-verdict.ts';
import type { CaseView } from './case-view.ts';
import { renderDuration } from './duration.ts';
import { renderBars } from './history-bars.ts';
import { momentText, percent } from './history-text.ts';
import type { HistorySettings, HistoryView } from './history-view.ts';

export interface CaseOptions {
  readonly lang: Language;
  /** Without colours: a file has none. */
  readonly chalk: ChalkInstance;
}

/** Characters of the history's bars. */
const barColumns = 100;
const shownDays = 90;

/** @returns the report, and how many frames are explained in it */
export function caseReport(view: CaseView, { lang, chalk }: CaseOptions): { report: CaseReport; frames: number } {
  const words: CaseWords = caseWords[lang];
  const { facts } = view;
  const frames = facts === null ? null : framesOf(facts.experiments, lang);
  const blocks: readonly Block[] = [
    ...summarySection(view, words, lang),
    ...(facts === null ? [] : verdictSection(facts.verdict, words, lang)),
    ...(facts === null ? [] : shownSections(facts.verdict, words, lang)),
    ...(facts === null ? [] : evidenceSections(facts, words, lang)),
    ...historySection(view.history, words, lang, chalk),
    ...(facts === null || frames === null ? [] : frameSection(facts, frames, words)),
    ...environmentSection(view, words, lang),
    ...attachmentSection(view, words),
  ];
  const made = fill(words.made, { when: view.madeAt, version: view.environment.version });
  const meter = view.name ?? view.endpoint ?? words.meter;
  return { report: { title: fill(words.title, { meter }), made, blocks }, frames: frames?.shown ?? 0 };
}

function historySection(view: HistoryView, words: CaseWords, lang: Language, chalk: ChalkInstance): readonly Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: words.headings.history };
  if (view.attempts === 0 && view.rows.length === 0) {
    return [heading, { kind: 'paragraph', text: [words.history.none] }];
  }
  const history: HistoryWords = historyWords[lang];
  const days = view.days.slice(-shownDays);
  const { lines, from, to, marks } = renderBars(days, { columns: barColumns, style: 'blocks', chalk }, '');
  const { columns } = history;
  return [
    heading,
    { kind: 'facts', rows: historyFacts(view, history) },
    ...(days.length === 0
      ? []
      : [
          {
            kind: 'bars',
            title: fill(words.history.barsTitle, { from, to }),
            days,
            lines,
            legend: history.legend(marks.none, marks.failed),
          } as const,
        ]),
    ...(view.rows.length === 0
      ? []
      : ([
          { kind: 'heading', level: 3, text: words.headings.runs },
          {
            kind: 'table',
            head: [columns.when, columns.kind, columns.verdict, columns.sets, columns.took],
            rows: view.rows.map((row): readonly Text[] => [
              [row.when],
              [wordOf(history.kinds, row.kind) ?? row.kind],
              [{ mark: row.code, tone: row.met === 'ok' ? 'good' : row.met === 'self' ? 'soft' : 'bad' }],
              [row.credentials.map(({ name, client, outcome }) => `${name}:${client} ${outcome}`).join(', ')],
              [renderDuration(Math.max(0, row.durationMs))],
            ]),
          },
        ] as const)),
  ];
}

function historyFacts(view: HistoryView, words: HistoryWords): readonly (readonly [string, Text])[] {
  const { labels } = words;
  const { attempts, successes, ownRuns, silent, firstSuccess, lastSuccess } = view;
  const own = ownRuns === 0 ? '' : `; ${words.ownRuns(ownRuns)}`;
  const rate = attempts === 0 ? words.noAttempts : words.rate(percent(successes, attempts), successes, attempts);
  return [
    [labels.rate, [rate + own]],
    [labels.firstSuccess, [firstSuccess === null ? words.never : firstSuccess.text]],
    [labels.lastSuccess, [lastSuccess === null ? words.never : momentText(lastSuccess, words)]],
    ...(silent === null
      ? []
      : ([[labels.silent, [words.silent(momentText(silent.since, words), silent.attempts)]]] as const)),
    ...view.settings.map((one): readonly [string, Text] => [labels.settings, [settingsText(one, words)]]),
  ];
}

function settingsText({ credential, client, attempts, successes, last }: HistorySettings, words: HistoryWords): string {
  const who = words.client(credential, client);
  if (last !== null) return words.worked(who, momentText(last, words), successes, attempts);
  return attempts === 0 ? words.neverAsked(who) : words.neverWorked(who, attempts);
}

function environmentSection(view: CaseView, words: CaseWords, lang: Language): readonly Block[] {
  const { environment: env, endpoint, server } = view;
  const { environment } = words;
  const rows: (readonly [string, Text])[] = [
    [environment.tool, [`meter ${env.version}`]],
    [environment.node, [env.node]],
    [environment.system, [env.system]],
    [environment.endpoint, endpoint === null ? [words.masked] : [{ code: endpoint }]],
    [environment.server, [server ?? '–']],
  ];
  if (env.timeouts !== null) {
    const { replyMs, connectMs } = env.timeouts;
    rows.push([
      environment.timeouts,
      sentence(environment.times, { reply: replyMs / 1000, connect: connectMs / 1000 }),
    ]);
  }
  rows.push([environment.collector, collectorText(view, words)], [environment.language, [lang]]);
  return [
    { kind: 'heading', level: 2, text: words.headings.environment },
    { kind: 'facts', rows },
  ];
}

function collectorText(
  { environment: { collector } }: CaseView,
  { environment, collectorStates, masked }: CaseWords,
): Text {
  if (collector === null) return [environment.noCollector];
  const { name, state, why, pausedSince } = collector;
  const told =
    state === null ? fill(environment.unasked, { why: why ?? '?' }) : (wordOf(collectorStates, state) ?? state);
  const pause = pausedSince === null ? environment.notPaused : fill(environment.paused, { when: pausedSince });
  return [name === null ? masked : { code: name }, `: ${told}; ${pause}`];
}

function attachmentSection({ attachments, anonymous }: CaseView, words: CaseWords): readonly Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: words.headings.attachments };
  if (attachments.length === 0) return [heading, { kind: 'paragraph', text: [words.attachments.none] }];
  return [
    heading,
    {
      kind: 'list',
      ordered: false,
      items: attachments.map(({ kind, file }) =>
        joinText(
          [[file === null ? words.attachments.unnamed : { code: file }], sentence(words.attachments[kind])],
          ': ',
        ),
      ),
    },
    ...(anonymous ? [{ kind: 'paragraph', text: [{ strong: words.attachments.notAnonymous }] } as const] : []),
  ];
}

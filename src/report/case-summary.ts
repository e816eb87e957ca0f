/** The summary of a report: a few plain sentences that a person reads who reads nothing else. */
import { type CaseWords, type HistoryWords, historyWords, type Language, testWords } from '../wording/index.ts';
import { type Block, joinText, sentence, type Text } from './case-blocks.ts';
import type { CaseFacts } from './case-facts.ts';
import { causeTitle, stepText, verdictWords } from './case-verdict.ts';
import type { CaseView } from './case-view.ts';
import { renderDuration } from './duration.ts';
import { momentText, percent } from './history-text.ts';

export function summarySection(view: CaseView, words: CaseWords, lang: Language): readonly Block[] {
  const { facts, history } = view;
  const paragraphs = [
    facts === null ? historyOnly(view, words, lang) : runText(view, facts, words),
    ...(facts === null ? [] : [verdictText(facts, words, lang)]),
    historyText(history, words, historyWords[lang]),
    ...(facts === null ? [] : [firstStep(facts, words, lang)]),
    ...(view.anonymous ? [[words.summary.anonymous]] : []),
  ];
  return [
    { kind: 'heading', level: 2, text: words.headings.summary },
    ...paragraphs.filter((text) => text.length > 0).map((text): Block => ({ kind: 'paragraph', text })),
  ];
}

function runText(view: CaseView, facts: CaseFacts, words: CaseWords): Text {
  const { summary } = words;
  const values = {
    when: view.startedAt ?? facts.startedAt,
    meter: view.name ?? words.meter,
    endpoint: view.endpoint ?? words.masked,
    server: view.server ?? '?',
    took: renderDuration(facts.durationMs),
  };
  return joinText([
    sentence(facts.kind === 'probe' ? summary.probed : summary.tested, values),
    ...(view.source === 'document' ? [[summary.fromFile]] : []),
  ]);
}

function verdictText({ verdict }: CaseFacts, { summary }: CaseWords, lang: Language): Text {
  const { title, says, grade } = verdictWords(verdict, lang);
  const { found } = verdict;
  const notShown = verdict.notProven.some(({ name }) => name === 'meter-defect');
  return joinText([
    [{ strong: plain(sentence(summary[grade ?? 'plain'], { title })) }],
    says,
    ...(found === null ? [] : [sentence(summary.found, found)]),
    ...(notShown ? [[{ strong: summary.notShown }]] : []),
  ]);
}

function plain(text: Text): string {
  return text.map((part) => (typeof part === 'string' ? part : 'code' in part ? part.code : '')).join('');
}

function historyOnly({ history }: CaseView, { summary }: CaseWords, lang: Language): Text {
  const [last] = history.rows;
  const title = last === undefined ? null : causeTitle(last.code, lang);
  return joinText([
    [summary.historyOnly],
    ...(last === undefined || title === null
      ? []
      : [sentence(summary.lastVerdict, { when: last.when, code: last.code, title })]),
  ]);
}

function historyText(history: CaseView['history'], words: CaseWords, own: HistoryWords): Text {
  const { attempts, successes, lastSuccess, silent } = history;
  if (attempts === 0) return [words.summary.historyEmpty];
  const rate =
    lastSuccess === null
      ? [words.historyNever(attempts)]
      : sentence(words.summary.historyRate, {
          attempts,
          successes,
          percent: percent(successes, attempts),
          last: momentText(lastSuccess, own),
        });
  return silent === null ? rate : joinText([rate, [words.silentSince(momentText(silent.since, own), silent.attempts)]]);
}

function firstStep({ verdict }: CaseFacts, { summary }: CaseWords, lang: Language): Text {
  const [step] = verdict.next;
  if (step === undefined) return [];
  const [before = '', after = ''] = summary.firstStep.split('{step}');
  return joinText([
    [{ strong: before.trim() }],
    stepText(step, verdict.found?.server ?? '…', testWords[lang]),
    sentence(after),
  ]);
}

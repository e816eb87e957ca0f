/** A report in its format. */
import { caseWords, fill } from '../wording/index.ts';
import { renderCaseHtml } from './case-html.ts';
import { renderCaseMarkdown } from './case-markdown.ts';
import { type CaseOptions, caseReport } from './case-report.ts';
import type { CaseView } from './case-view.ts';

export const caseFormats = ['markdown', 'html'] as const;
export type CaseFormat = (typeof caseFormats)[number];

/** @returns the whole file, and how many frames are explained in it */
export function renderCase(
  view: CaseView,
  format: CaseFormat,
  options: CaseOptions,
): { readonly text: string; readonly frames: number } {
  const { report, frames } = caseReport(view, options);
  if (format === 'markdown') return { text: renderCaseMarkdown(report), frames };
  const words = caseWords[options.lang];
  const { columns, history } = words;
  const text = renderCaseHtml(report, options.lang, {
    offset: columns.offset,
    bytes: columns.bytes,
    field: columns.field,
    means: columns.means,
    problem: words.frames.problem,
    cut: (count) => fill(words.frames.cut, { count }),
    framesHeading: words.headings.frames,
    day: (day) => fill(day.attempts === 0 ? history.dayNone : history.dayTitle, { ...day }),
    legend: history.legend,
  });
  return { text, frames };
}

/**
 * A report as one HTML file that needs nothing else: no script, no request (its own policy forbids them). A text from
 * outside is escaped where it is written, and nowhere else is anything from outside written.
 */
import { safeText } from '../bytes/printable.ts';
import type { Language } from '../wording/index.ts';
import type { Block, CaseReport, Inline, Text } from './case-blocks.ts';
import type { Frame, FrameRow } from './case-frames.ts';
import { caseStyle } from './case-html-style.ts';
import type { HistoryDay } from './history-view.ts';

/** The words that a frame's table needs. */
export interface HtmlWords {
  readonly offset: string;
  readonly bytes: string;
  readonly field: string;
  readonly means: string;
  readonly problem: string;
  readonly cut: (count: number) => string;
  readonly framesHeading: string;
  readonly day: (day: HistoryDay) => string;
  readonly legend: string;
}

export function renderCaseHtml({ title, made, blocks }: CaseReport, lang: Language, words: HtmlWords): string {
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${caseStyle}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="made">${escapeHtml(made)}</p>
</header>
<main>
${sections(blocks, words).join('\n')}
</main>
</body>
</html>
`;
}

/** Each heading of the second level begins a section. */
function sections(blocks: readonly Block[], words: HtmlWords): readonly string[] {
  const lines: string[] = [];
  let isOpen = false;
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 2) {
      if (isOpen) lines.push('</section>');
      lines.push('<section>');
      isOpen = true;
    }
    lines.push(blockHtml(block, words));
  }
  return isOpen ? [...lines, '</section>'] : lines;
}

function blockHtml(block: Block, words: HtmlWords): string {
  switch (block.kind) {
    case 'heading': {
      const kind = block.text === words.framesHeading ? ' class="frames"' : '';
      return `<h${block.level}${kind}>${escapeHtml(block.text)}</h${block.level}>`;
    }
    case 'paragraph':
      return `<p>${textHtml(block.text)}</p>`;
    case 'verdict':
      return `<div class="verdict ${block.tone}"><h3><code>${escapeHtml(block.code)}</code> ${escapeHtml(block.title)}</h3>
<p>${textHtml(block.text)}</p></div>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>\n${block.items.map((item) => `<li>${textHtml(item)}</li>`).join('\n')}\n</${tag}>`;
    }
    case 'facts':
      return `<dl>\n${block.rows.map(([label, text]) => `<dt>${escapeHtml(label)}</dt><dd>${textHtml(text)}</dd>`).join('\n')}\n</dl>`;
    case 'table':
      return tableHtml(block.head, block.rows);
    case 'frame':
      return frameHtml(block.frame, block.when, block.same, words);
    case 'bars':
      return barsHtml(block, words);
  }
}

function tableHtml(head: readonly string[], rows: readonly (readonly Text[])[]): string {
  const cells = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('');
  const lines = rows.map((row) => {
    const own = row.map((cell, at) => `<td data-label="${escapeHtml(head[at] ?? '')}">${textHtml(cell)}</td>`);
    return `<tr>${own.join('')}</tr>`;
  });
  return `<table class="stack">\n<thead><tr>${cells}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table>`;
}

function frameHtml(frame: Frame, when: string, same: string | null, words: HtmlWords): string {
  const { number, direction, title, verdict, tone, bytes, cut, sentences, rows, corrected } = frame;
  const mark = verdict === '' ? '' : ` <span class="mark ${markOf[tone]}">${escapeHtml(verdict)}</span>`;
  const more = cut === 0 ? '' : ` ${escapeHtml(words.cut(cut))}`;
  const lines = [
    `<article class="frame ${direction}${tone === 'fault' ? ' fault' : ''}" id="frame-${number}">`,
    `<h4>${number} · ${[when, ...title].map(escapeHtml).join(' · ')}${mark}</h4>`,
    `<p class="hex"><code>${escapeHtml(bytes)}</code>${more}</p>`,
    ...(same === null ? [] : [`<p><a href="#frame-${frame.sameAs}">${escapeHtml(same)}</a></p>`]),
    ...sentences.map((one) => `<p>${escapeHtml(one)}</p>`),
    ...(rows.length === 0 ? [] : [rowsHtml(rows, words)]),
    ...(corrected === null
      ? []
      : [`<p>${escapeHtml(corrected.says)}</p><p class="hex"><code>${escapeHtml(corrected.bytes)}</code></p>`]),
    '</article>',
  ];
  return lines.join('\n');
}

const markOf = { good: 'good', remark: 'soft', fault: 'bad' } as const;

function rowsHtml(rows: readonly FrameRow[], words: HtmlWords): string {
  const head = [words.offset, words.bytes, words.field, words.means].map(
    (cell) => `<th scope="col">${escapeHtml(cell)}</th>`,
  );
  return `<table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, words)).join('\n')}
</tbody>
</table>`;
}

function rowHtml({ offset, bytes, cut, field, depth, says, problems }: FrameRow, words: HtmlWords): string {
  const more = cut === 0 ? '' : ` ${escapeHtml(words.cut(cut))}`;
  const inset = depth === 0 ? '' : ` style="padding-left:${(0.5 + Math.min(depth, 8) * 0.8).toFixed(1)}rem"`;
  const line = `<tr><td>${offset ?? ''}</td><td><code>${escapeHtml(bytes)}</code>${more}</td><th scope="row"${inset}>${escapeHtml(field)}</th><td>${escapeHtml(says)}</td></tr>`;
  const found = problems.map(
    (one) =>
      `<tr class="problem ${one.isFault ? 'fault' : 'remark'}"><td></td><td colspan="3"><strong>▲ ${escapeHtml(words.problem)}:</strong> ${escapeHtml(one.says)}</td></tr>`,
  );
  return [line, ...found].join('\n');
}

/** A column a day: blue where all succeeded, yellow where some did, red where none did, a grey dash where nobody asked. */
function barsHtml({ title, days }: Extract<Block, { kind: 'bars' }>, words: HtmlWords): string {
  const columns = days.map((day, at) => {
    const { attempts, successes } = day;
    const share = attempts === 0 ? 0 : successes / attempts;
    const height = attempts === 0 ? 1 : share === 0 ? 4 : Math.max(4, share * 96);
    const kind = attempts === 0 ? 'idle' : share === 1 ? 'all' : share === 0 ? 'none' : 'partly';
    return `<rect class="${kind}" x="${at * 4}" y="${(100 - height).toFixed(1)}" width="3" height="${height.toFixed(1)}"><title>${escapeHtml(words.day(day))}</title></rect>`;
  });
  const width = Math.max(1, days.length * 4);
  return `<figure>
<svg viewBox="0 0 ${width} 100" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(title)}">
${columns.join('\n')}
</svg>
<figcaption>${escapeHtml(title)}. <span class="legend">${escapeHtml(words.legend)}</span></figcaption>
</figure>`;
}

function textHtml(text: Text): string {
  return text.map(partHtml).join('');
}

function partHtml(part: Inline): string {
  if (typeof part === 'string') return escapeHtml(part);
  if ('code' in part) return `<code>${escapeHtml(part.code)}</code>`;
  if ('strong' in part) return `<strong>${escapeHtml(part.strong)}</strong>`;
  return `<span class="mark ${part.tone}">${escapeHtml(part.mark)}</span>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that is neither element, attribute, nor entity, within elements as within quoted attributes. */
export function escapeHtml(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (found) => entities[found] ?? '');
}

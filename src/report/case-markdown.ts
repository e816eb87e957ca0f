/**
 * A report as Markdown (CommonMark with tables). A text from outside stays text: every character that could mean
 * something has a backslash before it, and bytes stand in fences longer than any run of backticks in them.
 */
import { safeText } from '../bytes/printable.ts';
import type { Block, CaseReport, Inline, Text } from './case-blocks.ts';
import type { Frame } from './case-frames.ts';

export function renderCaseMarkdown({ title, made, blocks }: CaseReport): string {
  const parts = [`# ${escapeMarkdown(title)}`, escapeMarkdown(made), ...blocks.map(blockText)];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${escapeMarkdown(block.text)}`;
    case 'paragraph':
      return lineText(block.text);
    case 'verdict':
      return `${codeText(block.code)} **${escapeMarkdown(block.title)}**\n\n${lineText(block.text)}`;
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${lineText(item)}`).join('\n');
    case 'facts':
      return block.rows.map(([label, text]) => `- **${escapeMarkdown(label)}**: ${inlineText(text)}`).join('\n');
    case 'table':
      return tableText(block.head, block.rows);
    case 'frame':
      return frameText(block.frame, block.when, block.same);
    case 'bars':
      return [escapeMarkdown(block.title), fenced(block.lines.join('\n')), escapeMarkdown(block.legend)].join('\n\n');
  }
}

function tableText(head: readonly string[], rows: readonly (readonly Text[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(head.map(escapeMarkdown)),
    row(head.map(() => '---')),
    ...rows.map((cells) => row(cells.map(inlineText))),
  ].join('\n');
}

function frameText(
  { number, title, verdict, text, bytes, cut, sameAs }: Frame,
  when: string,
  same: string | null,
): string {
  const head = [`**${number}**`, escapeMarkdown(when), ...title.map(escapeMarkdown), escapeMarkdown(verdict)];
  const line = head.filter((part) => part !== '').join(' · ');
  const hex = fenced(cut === 0 ? bytes : `${bytes} … +${cut}`);
  if (sameAs !== null) return [line, hex, escapeMarkdown(same ?? '')].join('\n\n');
  return [line, hex, fenced(text)].join('\n\n');
}

/** A text that stands at the beginning of a line: no blanks before it, and nothing that would begin a list. */
function lineText(text: Text): string {
  const line = inlineText(text).trimStart();
  return line.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2').replace(/^([-+=])/, '\\$1');
}

function inlineText(text: Text): string {
  return text.map(partText).join('');
}

function partText(part: Inline): string {
  if (typeof part === 'string') return escapeMarkdown(part);
  if ('code' in part) return codeText(part.code);
  const word = escapeMarkdown('strong' in part ? part.strong : part.mark);
  return word.trim() === '' ? word : `**${word}**`;
}

/** As code where nothing in it could end the code; as text elsewhere. */
function codeText(code: string): string {
  return /^[^\s`|\\](?:[^`|\\]*[^\s`|\\])?$/.test(code) && safeText(code) === code
    ? `\`${code}\``
    : escapeMarkdown(code);
}

/** Verbatim lines. Controls are escaped line by line. */
function fenced(text: string): string {
  const lines = text.split('\n').map(safeText);
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const fence = '`'.repeat(Math.max(3, Math.max(0, ...runs) + 1));
  return [`${fence}text`, ...lines, fence].join('\n');
}

/**
 * A text of one line in which nothing is markup: neither emphasis, code, links, images, HTML, tables, mathematics,
 * mentions, nor what renderers find by themselves (addresses of the web, `:names:` of pictures).
 */
export function escapeMarkdown(text: string): string {
  return safeText(text)
    .replace(/[\\`*_{}[\]<>#|~!$&@^]/g, '\\$&')
    .replace(/:(?=[\p{L}_+/-])/gu, '\\:')
    .replace(/\.(?!º)(?=\p{L})/gu, '\\.');
}

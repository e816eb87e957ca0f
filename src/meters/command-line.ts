/**
 * A command line as a person writes it, split into program and arguments; no shell is asked, now or later.
 *
 *   blanks                separate arguments
 *   'text'                stands for itself, whatever it holds
 *   "text"                the same, but \" and \\ stand for " and \
 *   \x                    outside quotes: x itself
 *
 * Variables, patterns, pipes and redirections are the shell's, and mean nothing here. What looks as if they were wanted
 * (| & ; < > ` $( or a line break, unquoted) is refused: it would be handed over as a plain argument, which nobody means.
 */

export type CommandLineDefect =
  | { readonly code: 'command-empty' }
  | { readonly code: 'quote-open' }
  | { readonly code: 'wants-shell'; readonly sign: string }
  | { readonly code: 'command-too-long'; readonly maximum: number };

const longest = 2000;

/** Program and arguments: at least one. */
export function splitCommandLine(text: string): readonly string[] | CommandLineDefect {
  if (text.length > longest) return { code: 'command-too-long', maximum: longest };
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (sign === "'" || sign === '"') {
      const quoted = readQuoted(text, at, sign);
      if (quoted === null) return { code: 'quote-open' };
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (sign === '\\') {
      if (at + 1 >= text.length) return { code: 'quote-open' };
      word = (word ?? '') + (text[++at] ?? '');
    } else if (sign === ' ' || sign === '\t') {
      if (word !== null) words.push(word);
      word = null;
    } else if (/[|&;<>`\r\n]/.test(sign) || text.startsWith('$(', at)) {
      return { code: 'wants-shell', sign };
    } else {
      word = (word ?? '') + sign;
    }
  }
  if (word !== null) words.push(word);
  return words[0] === undefined || words[0] === '' || text.includes('\0') ? { code: 'command-empty' } : words;
}

/** Written so that splitting it gives the same words. */
export function renderCommandLine(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`)).join(' ');
}

/** @returns what stands between the quote at `at` and the next one of its kind, and where that is; null without one */
function readQuoted(text: string, at: number, quote: string): { readonly text: string; readonly end: number } | null {
  let quoted = '';
  for (let end = at + 1; end < text.length; end++) {
    const sign = text[end] ?? '';
    if (sign === quote) return { text: quoted, end };
    const next = text[end + 1];
    if (quote === '"' && sign === '\\' && (next === '"' || next === '\\')) {
      quoted += next;
      end++;
    } else {
      quoted += sign;
    }
  }
  return null;
}

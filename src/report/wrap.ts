/** Lays text out in a given width. Widths count characters; colours are put on afterwards, by whoever lays out. */

/** Breaks a text into lines of at most `width` characters, at blanks; a longer word at a hyphen, or where it must. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    while (line === '' && word.length > width) {
      const hyphen = word.lastIndexOf('-', width - 1) + 1;
      const end = hyphen > width / 2 ? hyphen : width;
      lines.push(word.slice(0, end));
      word = word.slice(end);
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A wrapped paragraph behind a mark: the following lines stand under the first one's text. */
export function hang(mark: string, text: string, width: number): string {
  const [first = '', ...rest] = wrap(text, Math.max(20, width - mark.length));
  return [`${mark}${first}`, ...rest.map((line) => ' '.repeat(mark.length) + line)].join('\n');
}

/** Every cause has its words and its page, in both languages, and the pages show no wrong frame as a right one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causeCodes } from '../../src/evidence/cause-code.ts';
import { type CauseWords, causeWords } from '../../src/wording/causes.ts';
import { languages } from '../../src/wording/language.ts';

const folder = join(import.meta.dirname, '../../docs/verdicts');
const page = (name: string) => readFileSync(join(folder, name), 'utf8');
const pageNames = readdirSync(folder).filter((name) => name.endsWith('.md'));

const sections = {
  English: ['What you see', 'What it means', 'Why we may say so', 'What else it could be', 'What to do'],
  Español: ['Qué se ve', 'Qué significa', 'Por qué podemos afirmarlo', 'Qué otra cosa podría ser', 'Qué hacer'],
};

describe.each(languages)('the words of the causes in %s', (language) => {
  const words: Record<string, CauseWords> = causeWords[language];

  it('cover exactly the causes there are, in their order', () => {
    expect(Object.keys(words)).toEqual(causeCodes);
  });

  it.each(Object.entries(words))('%s: complete, short, calm', (_code, { title, means, possible, proof, remedy }) => {
    expect(title.length).toBeLessThanOrEqual(70);
    expect(title).not.toMatch(/\.$/);
    for (const sentence of [means, possible, proof, ...remedy]) expect(sentence).toMatch(/\S.*\.$/);
    expect(remedy.length).toBeGreaterThanOrEqual(1);
    expect(remedy.length).toBeLessThanOrEqual(4);
    const all = [title, means, possible, proof, ...remedy].join('\n');
    expect(all.replaceAll('`/?!`', '')).not.toMatch(/[!¡]/);
    expect(all).not.toMatch(/\s\n|\n\s| {2}/);
  });
});

describe('the pages of the verdicts', () => {
  it('are one for each cause, and the index', () => {
    expect(pageNames.toSorted()).toEqual([...causeCodes.map((code) => `${code}.md`), 'README.md'].toSorted());
  });

  it('are all in the index, with the titles that the terminal prints', () => {
    const rows = page('README.md').match(/^\| \[.*$/gm);
    expect(rows).toEqual(
      causeCodes.map(
        (code) => `| [\`${code}\`](${code}.md) | ${causeWords.en[code].title} | ${causeWords.es[code].title} |`,
      ),
    );
  });

  it.each(causeCodes)('%s: both languages, five sections each, none empty', (code) => {
    const text = page(`${code}.md`);
    expect(text.match(/^#{1,3} .*$/gm)).toEqual([
      `# \`${code}\``,
      ...Object.entries(sections).flatMap(([language, titles]) => [
        `## ${language}`,
        ...titles.map((title) => `### ${title}`),
      ]),
    ]);
    const bodies = text.split(/^### .*$/m).slice(1);
    for (const body of bodies) expect(body.replace(/^## .*$/m, '').trim().length).toBeGreaterThan(40);
  });

  it.each(pageNames)('%s: every relative link resolves', (name) => {
    const targets = [...page(name).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !/^https?:/.test(target) && !existsSync(join(folder, target)))).toEqual([]);
  });

  it.each(pageNames)('%s: only addresses that are reserved for documentation', (name) => {
    const addresses = page(name).match(/\b\d{1,3}(?:\.\d{1,3}){3}\b(?!\.)/g) ?? [];
    expect(addresses.filter((address) => !address.startsWith('192.0.2.'))).toEqual([]);
  });

  it('show frames with a right length field and a right FCS, unless the line says otherwise', () => {
    const shown = pageNames.flatMap((name) =>
      page(name)
        .split('\n')
        .filter((line) => !/\b(?:wrong|FCS|mal)\b/.test(line))
        .flatMap((line) => line.match(/\b7E A[0-7] (?:[0-9A-F]{2} )+7E\b/g) ?? [])
        .map((frame) => ({ name, frame })),
    );
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.filter(({ frame }) => !isSound(frame))).toEqual([]);
  });
});

/** Written here once more on purpose: a fault of the product's own CRC must not vouch for its own documents. */
function isSound(frame: string): boolean {
  const body = frame
    .split(' ')
    .slice(1, -1)
    .map((octet) => Number.parseInt(octet, 16));
  const [format = 0, low = 0] = body;
  let crc = 0xffff;
  for (const octet of body) {
    crc ^= octet;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  }
  return (((format & 7) << 8) | low) === body.length && crc === 0xf0b8;
}

/** The screen of a story: what happened, what that shows and what not, the verdict, the client's mistakes, what next. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { type CauseCode, renderServerAddress } from '../evidence/index.ts';
import type { ClaimName, Mistake, MistakeName, Story, Telling } from '../story/index.ts';
import type { Statement } from '../verdict/index.ts';
import {
  type CauseWords,
  causeWords,
  fill,
  fillStatement,
  type Language,
  type StoryWords,
  storyWords,
  testWords,
} from '../wording/index.ts';
import { storyRows, tellingText } from './story-rows.ts';
import { verdictBlocks } from './verdict-text.ts';
import { hang } from './wrap.ts';

export interface StoryTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
}

/** Every cause, mistake and claim has words: the compiler says so where one is missing. */
const wordsOfCauses: Readonly<Record<Language, Readonly<Record<CauseCode, CauseWords>>>> = causeWords;
const mistakeWords: Readonly<Record<Language, Readonly<Record<MistakeName, string>>>> = {
  en: storyWords.en.mistakes,
  es: storyWords.es.mistakes,
};
const claimWords: Readonly<Record<Language, Readonly<Record<ClaimName, string>>>> = {
  en: storyWords.en.claims,
  es: storyWords.es.claims,
};

const widest = 110;
const shownMistakes = 40;
const unknownHost = 'HOST:PORT';

export function renderStory(story: Story, { lang, columns, chalk }: StoryTextOptions): string {
  const words: StoryWords = storyWords[lang];
  const width = Math.min(columns, widest);
  const blocks: string[] = [chalk.bold(titleOf(story, words))];
  const block = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0) blocks.push([chalk.bold(title), ...lines].join('\n'));
  };
  const list = (mark: string, texts: readonly string[]) =>
    [...new Set(texts)].map((text) => hang(`  ${mark} `, text, width));
  const told = (tellings: readonly Telling[]) => tellings.map((one) => tellingText(one, lang));
  const stated = (statements: readonly Statement[]) =>
    statements.map((one) => safeText(fillStatement(testWords[lang], one)));

  block(words.headings.story, storyRows(story, { lang, width, alert: chalk.yellow, dim: chalk.dim }));
  const { verdict } = story;
  // Told in one sentence already.
  const settled = story.notShown.some(({ name }) => name === 'settings-unproven') ? settings : [];
  const notProven = verdict.notProven.filter(({ name }) => !settled.includes(name));
  block(words.headings.shown, list('+', [...told(story.shown), ...stated(verdict.proven.filter(isOwn))]));
  block(words.headings.notShown, list('?', [...told(story.notShown), ...stated(notProven)]));
  block(words.headings.notTried, list('-', told(story.notTried)));
  block(words.headings.claims, claimLines(story, lang, width));
  const named = verdict.causes.filter(({ because }) => !because.startsWith('left-'));
  const bare = { ...verdict, causes: named, proven: [], notProven: [], notTested: [], next: [] };
  if (verdict.code === 'link.silent' && !story.wellAsked) blocks.push(notAskedBlock(words, lang, width, chalk));
  else blocks.push(...verdictBlocks(bare, { lang, width, chalk }));
  block(words.headings.mistakes, mistakeLines(story, lang, width));
  block(words.headings.left, leftLines(story, lang, width));
  block(words.headings.next, nextLines(story, lang, width));
  block(words.headings.limits, list('-', told(story.limits)));
  return `${blocks.join('\n\n')}\n`;
}

const settings: readonly string[] = ['address-right', 'client-known', 'serial-side'];

/** The silence of a meter that nobody asked is no verdict about it. */
function notAskedBlock({ notAsked }: StoryWords, lang: Language, width: number, chalk: ChalkInstance): string {
  const label = testWords[lang].headings.verdict;
  const mark = `${label}  link.silent  `;
  const title = hang(mark, notAsked.title, width).slice(mark.length);
  const first = `${chalk.bold(label)}  ${chalk.red.bold('link.silent')}  ${chalk.bold(title)}`;
  return `${first}\n${hang('  ', notAsked.means, width)}`;
}

/** The text of a gateway is told by the story itself. */
function isOwn({ name }: Statement): boolean {
  return name !== 'gateway-speaks';
}

function titleOf({ conversations, endpoint, rows, source }: Story, { title }: StoryWords): string {
  const exchanges = rows.filter(({ turn }) => turn !== null).length;
  const counts =
    exchanges === 1
      ? title.one
      : fill(conversations > 1 ? title.counts : title.single, { rows: exchanges, conversations });
  return [title[source], endpoint === null ? '' : safeText(endpoint), counts].filter(Boolean).join('  ');
}

function claimLines({ claims }: Story, lang: Language, width: number): readonly string[] {
  const words: StoryWords = storyWords[lang];
  return claims.map(({ line, name, standing }) => {
    const place = fill(words.line, { line });
    const against = standing === 'shown' ? '' : ` ${words.against[name]}`;
    return hang('  * ', `"${claimWords[lang][name]}" (${place}): ${words.standings[standing]}.${against}`, width);
  });
}

function mistakeLines({ mistakes }: Story, lang: Language, width: number): readonly string[] {
  const words: StoryWords = storyWords[lang];
  if (mistakes.length === 0) return [`  ${words.noMistakes}`];
  return mistakes.slice(0, shownMistakes).flatMap((one, index) => {
    const mark = `  ${index + 1}. `;
    const indent = ' '.repeat(mark.length);
    const place = placeOf(one, words);
    const lines = [hang(mark, `${safeText(fill(mistakeWords[lang][one.name], one.values))}${place}`, width)];
    const came = one.name === 'cut-at-flag' || one.name === 'cut-short';
    if (one.right !== null && one.bytes !== null) {
      lines.push(hang(`${indent}${came ? words.cameIs : words.sentIs}: `, spaced(one.bytes), width));
      lines.push(hang(`${indent}${words.rightIs}: `, spaced(one.right), width));
    }
    return lines;
  });
}

function placeOf({ count, place, turns }: Mistake, words: StoryWords): string {
  const [turn] = turns;
  const where =
    place.line !== null
      ? fill(words.line, { line: place.line })
      : turn === undefined || turn === 0
        ? ''
        : fill(words.exchange, { turn });
  const often = count > 1 ? fill(words.often, { count }) : '';
  const told = [where, often].filter(Boolean).join('; ');
  return told === '' ? '' : ` (${told})`;
}

function spaced(hex: string): string {
  return hex.toUpperCase().replace(/..(?=.)/g, '$& ');
}

function leftLines({ endpoint, left }: Story, lang: Language, width: number): readonly string[] {
  const words: StoryWords = storyWords[lang];
  const experiments: Readonly<Record<string, string>> = words.experiments;
  const host = safeText(endpoint ?? unknownHost);
  return left.map(({ code, grade }, index) => {
    const { possible, proof } = wordsOfCauses[lang][code];
    const experiment = experiments[code];
    const how = experiment === undefined ? proof : fill(experiment, { host });
    return hang(`  ${index + 1}. `, `${code} (${testWords[lang].grades[grade]}): ${possible} → ${how}`, width);
  });
}

function nextLines(story: Story, lang: Language, width: number): readonly string[] {
  const words: StoryWords = storyWords[lang];
  const steps: Readonly<Record<string, string>> = words.steps;
  const host = safeText(story.endpoint ?? unknownHost);
  const found = story.verdict.found === null ? '…' : renderServerAddress(story.verdict.found.server);
  const texts = story.verdict.next.map((step) => {
    const command = steps[step];
    const told = fill(testWords[lang].next[step] ?? step, { found });
    return command === undefined ? told : `${told} → ${fill(command, { host, found })}`;
  });
  const mended = story.mistakes.filter(({ name, right }) => right !== null && !name.startsWith('cut-'));
  for (const { right, values } of mended.slice(0, 3)) {
    texts.push(fill(words.steps.right, { host, frame: values.frame ?? '', right: spaced(right ?? '') }));
  }
  return texts.map((text, index) => hang(`  ${index + 1}. `, safeText(text), width));
}

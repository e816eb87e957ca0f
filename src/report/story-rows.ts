/** The rows of a story as lines: what repeats itself is told once, and so many lines as a person reads. */
import { safeText } from '../bytes/printable.ts';
import type { Mistake, Story, StoryRow, Telling, TellingName } from '../story/index.ts';
import { fill, type Language, type StoryWords, storyWords } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import { hang } from './wrap.ts';

/** Every telling has its sentence, and every mistake: the compiler says so where one is missing. */
export const tellingWords: Readonly<Record<Language, Readonly<Record<TellingName, string>>>> = {
  en: storyWords.en.tellings,
  es: storyWords.es.tellings,
};

/** More lines than this are not read from end to end: the first and the last ones tell. */
const firstLines = 160;
const lastLines = 80;
const timeWidth = 12;

export interface RowsOptions {
  readonly lang: Language;
  readonly width: number;
  readonly alert: (text: string) => string;
  readonly dim: (text: string) => string;
}

/** Rows that say the same one behind the other, or conversations that do. */
interface Group {
  readonly rows: readonly StoryRow[];
  times: number;
  last: StoryRow;
}

export function tellingText({ name, values }: Telling, lang: Language): string {
  const words: StoryWords = storyWords[lang];
  const { ms, ...rest } = values;
  const time = ms === undefined ? null : renderDuration(Number(ms));
  const after = time === null ? '' : fill(words.after, { time });
  return safeText(fill(tellingWords[lang][name], { ...rest, after, wait: time ?? '?' }));
}

/** The first sentence of a mistake: the rest stands in the list of all. */
function shortText({ name, values }: Mistake, lang: Language): string {
  const words: StoryWords = storyWords[lang];
  const [first = ''] = fill(words.mistakes[name], values).split(/(?<=\.) /);
  return safeText(first);
}

export function storyRows(story: Story, options: RowsOptions): readonly string[] {
  const { dim, lang } = options;
  const words: StoryWords = storyWords[lang];
  const lines: string[] = [];
  const conversations = grouped(conversationsIn(story.rows), signatureOfAll);
  for (const { rows, times, last } of conversations) {
    const [first] = rows;
    if (first === undefined) continue;
    if (story.conversations > 1) {
      const title = fill(words.headings.conversation, { number: first.conversation });
      lines.push(dim(`  ${title}${timesText(times, last, words)}`));
    }
    for (const one of grouped(
      rows.map((row) => [row]),
      signatureOfAll,
    )) {
      lines.push(...rowLines(one, story, options));
    }
  }
  if (lines.length <= firstLines + lastLines) return lines;
  const left = lines.length - firstLines - lastLines;
  return [...lines.slice(0, firstLines), dim(`  ${fill(words.more, { count: left })}`), ...lines.slice(-lastLines)];
}

function rowLines({ rows: [row], times, last }: Group, story: Story, options: RowsOptions): readonly string[] {
  if (row === undefined) return [];
  const { alert, lang, width } = options;
  const words: StoryWords = storyWords[lang];
  const answers = row.answers.map((one) => tellingText(one, lang)).join('; ');
  const said = tellingText(row.said, lang);
  const text = answers === '' ? said : `${said}: ${answers}.`;
  const mark = `  ${placeText(row, story, words).padStart(timeWidth)}  `;
  const lines = [hang(mark, `${text}${timesText(times, last, words)}`, width)];
  const own = row.turn === null ? [] : story.mistakes.filter(({ turns }) => turns.includes(row.turn ?? 0));
  const indent = `${' '.repeat(mark.length)}! `;
  for (const one of own) lines.push(alert(hang(indent, shortText(one, lang), width)));
  return lines;
}

/** The time from the start; without times, the line of the record, or the number of the exchange. */
function placeText({ atMs, line, turn }: StoryRow, { timed }: Story, words: StoryWords): string {
  if (timed) return atMs === null ? '' : `+${clockText(atMs)}`;
  if (line !== null) return fill(words.line, { line });
  return turn === null ? '' : `${turn}`;
}

/** `0.502`, `1:05.200`, `2:00:05`, `3 d 04:05`: counted from the first instant of the record. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => `${value}`.padStart(2, '0');
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} d ${two(hours)}:${two(minutes)}`;
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds % 60)}`;
  const rest = (ms % 60_000) / 1000;
  return minutes > 0 ? `${minutes}:${rest.toFixed(3).padStart(6, '0')}` : rest.toFixed(3);
}

function timesText(times: number, last: StoryRow, words: StoryWords): string {
  if (times === 1) return '';
  const text =
    last.atMs === null
      ? fill(words.timesOnly, { times })
      : fill(words.times, { times, until: `+${clockText(last.atMs)}` });
  return ` (${text})`;
}

function conversationsIn(rows: readonly StoryRow[]): readonly (readonly StoryRow[])[] {
  const lists: StoryRow[][] = [];
  for (const row of rows) {
    const list = lists.at(-1);
    if (list?.[0]?.conversation === row.conversation) list.push(row);
    else lists.push([row]);
  }
  return lists;
}

function grouped(
  lists: readonly (readonly StoryRow[])[],
  signature: (rows: readonly StoryRow[]) => string,
): readonly Group[] {
  const groups: Group[] = [];
  let before = '';
  for (const rows of lists) {
    const last = rows.at(-1);
    if (last === undefined) continue;
    const own = signature(rows);
    const group = groups.at(-1);
    if (group !== undefined && own === before) {
      group.times += 1;
      group.last = last;
    } else groups.push({ rows, times: 1, last });
    before = own;
  }
  return groups;
}

/** What they say, times apart. */
function signatureOfAll(rows: readonly StoryRow[]): string {
  return JSON.stringify(
    rows.map(({ answers, said }) => [
      said,
      answers.map(({ name, values: { ms: _ms, value: _value, ...rest } }) => [name, rest]),
    ]),
  );
}

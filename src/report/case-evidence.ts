/** The evidence of a report: what each credential set came to, every experiment with what it excludes, every frame. */
import { type CaseWords, fill, type Language, testWords } from '../wording/index.ts';
import { type Block, joinText, outcomeMark, sentence, type Text } from './case-blocks.ts';
import type { CaseCredential, CaseDetails, CaseExperiment, CaseFacts } from './case-facts.ts';
import { wordOf } from './case-fields.ts';
import type { Frame, Frames } from './case-frames.ts';
import { renderDuration } from './duration.ts';

export function evidenceSections(facts: CaseFacts, words: CaseWords, lang: Language): readonly Block[] {
  const { headings, columns } = words;
  const sets: readonly Block[] =
    facts.credentials.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: headings.sets },
          {
            kind: 'table',
            head: [columns.set, columns.who, columns.outcome, columns.reply, columns.details],
            rows: facts.credentials.map((one) => setRow(one, words, lang)),
          },
        ];
  return [
    ...sets,
    { kind: 'heading', level: 2, text: headings.evidence },
    {
      kind: 'table',
      head: [columns.number, columns.asked, columns.who, columns.outcome, columns.time, columns.excludes],
      rows: facts.experiments.map((one, index) => experimentRow(one, index, facts, words, lang)),
    },
  ];
}

function setRow(one: CaseCredential, { who }: CaseWords, lang: Language): readonly Text[] {
  const { outcomes } = testWords[lang];
  return [
    [one.name],
    [`${fill(who.client, { client: one.client, credential: one.name })}, ${fill(who.server, { server: one.server })}`],
    withWords(one.outcome, outcomes),
    [one.replyMs === null ? '–' : `${one.replyMs} ms`],
    [[one.login, one.reading].filter((part) => part !== null).join('; ')],
  ];
}

function withWords(outcome: string, outcomes: Readonly<Record<string, string>>): Text {
  const says = wordOf(outcomes, outcome);
  return says === undefined ? [outcomeMark(outcome)] : [outcomeMark(outcome), ` ${says}`];
}

function experimentRow(
  one: CaseExperiment,
  index: number,
  { verdict }: CaseFacts,
  words: CaseWords,
  lang: Language,
): readonly Text[] {
  const own: Readonly<Record<string, Readonly<Record<string, string>>>> = words.outcomes;
  const outcomes = { ...testWords[lang].outcomes, ...(one.experiment === null ? {} : own[one.experiment]) };
  const excluded = verdict.excluded.filter(({ by }) => by === one.id).map(({ code }): Text => [{ code }]);
  const told = detailTexts(one.details, words);
  return [
    [`${index + 1}`],
    [asksOf(one, words), ' ', { code: one.id }],
    [whoOf(one, words)],
    joinText([withWords(one.outcome, outcomes), ...(told.length === 0 ? [] : [[`(${told.join('; ')})`]])]),
    [one.ms === null ? '–' : renderDuration(one.ms)],
    excluded.length === 0 ? ['–'] : joinText(excluded, ', '),
  ];
}

/** In our own words where this version knows the experiment, else in those of the document. */
export function asksOf({ experiment, asks, id }: CaseExperiment, words: CaseWords): string {
  return (experiment === null ? null : wordOf(words.asks, experiment)) ?? asks ?? id;
}

function whoOf({ credential, client, server }: CaseExperiment, { who }: CaseWords): string {
  const parts = [
    client === null ? null : fill(who.client, { client, credential: credential ?? '' }).replace(' ()', ''),
    server === null ? null : fill(who.server, { server }),
  ];
  return parts.filter((part) => part !== null).join(', ') || '–';
}

function detailTexts(details: CaseDetails, words: CaseWords): readonly string[] {
  const { text, telnet, holders, counted, source, replyMs, value, says, identification, ended, why } = details;
  const told = words.details;
  const say = (template: string, given: string | number | null | undefined, name: string): string | null =>
    given === null || given === undefined || given === '' ? null : fill(template, { [name]: given });
  return [
    counted === null ? null : fill(told.counted, counted),
    say(told.text, text === null ? null : `"${text}"`, 'text'),
    say(told.telnet, telnet.join(', '), 'commands'),
    ...holders.map(({ name, unit, pid }) =>
      say(told.held, [name ?? '?', unit, pid === null ? null : `pid ${pid}`].filter(Boolean).join(', '), 'who'),
    ),
    say(told.source, source, 'server'),
    say(told.replied, replyMs, 'ms'),
    say(told.value, value, 'value'),
    say(told.says, says.join(', '), 'what'),
    say(told.identified, identification === null ? null : `"${identification}"`, 'text'),
    say(told.ended, ended, 'how'),
    say(told.why, why, 'why'),
  ].filter((part) => part !== null);
}

export function frameSection(facts: CaseFacts, frames: Frames, words: CaseWords): readonly Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: words.headings.frames };
  if (frames.shown === 0) return [heading, { kind: 'paragraph', text: [words.frames.none] }];
  const blocks: Block[] = [
    heading,
    { kind: 'paragraph', text: joinText([[words.frames.intro], sentence(words.frames.masked)]) },
  ];
  for (const { id, frames: own } of frames.groups) {
    const asked = facts.experiments.find((one) => one.id === id);
    blocks.push({ kind: 'heading', level: 3, text: asked === undefined ? id : asksOf(asked, words) });
    const who = asked === undefined ? '–' : whoOf(asked, words);
    blocks.push({ kind: 'paragraph', text: [{ code: id }, ...(who === '–' ? [] : [`, ${who}`])] });
    blocks.push(...own.map((frame): Block => frameBlock(frame, words)));
  }
  if (frames.leftOut > 0) {
    blocks.push({
      kind: 'paragraph',
      text: sentence(words.frames.more, { count: frames.leftOut, shown: frames.shown }),
    });
  }
  return blocks;
}

function frameBlock(frame: Frame, { frames }: CaseWords): Block {
  const when =
    frame.atMs === null ? frames[frame.direction] : fill(frames[frame.direction], { ms: Math.round(frame.atMs) });
  return {
    kind: 'frame',
    frame,
    when,
    same: frame.sameAs === null ? null : fill(frames.same, { number: frame.sameAs }),
  };
}

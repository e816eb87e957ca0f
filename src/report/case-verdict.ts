/** The verdict of a report: what it is called, how sure it is, what it rests on; what is proven, what not, and what next. */
import type { CauseCode } from '../evidence/index.ts';
import {
  type CaseWords,
  type CauseWords,
  causeWords,
  type Language,
  type TestWords,
  testWords,
} from '../wording/index.ts';
import { type Block, joinText, sentence, type Text, type Tone } from './case-blocks.ts';
import type { CaseCause, CaseSentence, CaseVerdict } from './case-facts.ts';
import { wordOf } from './case-fields.ts';

const wordsOfCauses: Readonly<Record<Language, Readonly<Record<CauseCode, CauseWords>>>> = causeWords;

export interface VerdictWords {
  readonly title: string;
  /** What it means; of a cause that is only likely: what may be, and what would prove it. */
  readonly says: Text;
  /** Null where no cause is named. */
  readonly grade: CaseCause['grade'] | null;
  readonly tone: Tone;
}

export function verdictWords({ code, outcome, causes }: CaseVerdict, lang: Language): VerdictWords {
  const denies = code === 'ok' && outcome === 'READ-DENIED';
  const words = denies ? { ...wordsOfCauses[lang].ok, ...testWords[lang].denies } : wordsOfCauses[lang][code];
  const grade = causes.find((one) => one.code === code)?.grade ?? null;
  const sure = grade === null || grade === 'proven';
  return {
    title: words.title,
    says: sentence(sure ? words.means : `${words.possible} ${words.proof}`),
    grade,
    tone: denies ? 'soft' : code === 'ok' ? 'good' : 'bad',
  };
}

/** The words of a cause that an earlier run came to, as its record has it. */
export function causeTitle(code: string, lang: Language): string | null {
  return Object.hasOwn(causeWords.en, code) ? wordsOfCauses[lang][code as CauseCode].title : null;
}

export function verdictSection(verdict: CaseVerdict, words: CaseWords, lang: Language): readonly Block[] {
  const { title, says, tone, grade } = verdictWords(verdict, lang);
  const { grades } = testWords[lang];
  const named = verdict.causes.filter(({ isLeft }) => !isLeft);
  const left = verdict.causes.filter(({ isLeft }) => isLeft);
  const { columns } = words;
  const sure = grade === null || grade === 'proven';
  return [
    { kind: 'heading', level: 2, text: words.headings.verdict },
    { kind: 'verdict', code: verdict.code, title: sure ? title : `${grades[grade]}: ${title}`, tone, text: says },
    { kind: 'paragraph', text: sentence(words.page, { code: verdict.code }) },
    ...(named.length === 0
      ? []
      : ([
          { kind: 'heading', level: 3, text: words.headings.causes },
          {
            kind: 'table',
            head: [columns.cause, columns.grade, columns.because, columns.restsOn],
            rows: named.map((cause) => causeRow(cause, lang)),
          },
        ] as const)),
    ...(left.length === 0
      ? []
      : ([
          { kind: 'heading', level: 3, text: words.headings.left },
          {
            kind: 'list',
            ordered: true,
            items: left.map(({ code, grade: how }) =>
              joinText(
                [[{ code }, ', ', gradeMark(how, lang), ': '], sentence(wordsOfCauses[lang][code].possible)],
                '',
              ),
            ),
          },
        ] as const)),
  ];
}

function causeRow({ code, grade, because, says, evidence }: CaseCause, lang: Language): readonly Text[] {
  const known = because === null ? undefined : wordOf(testWords[lang].because, because);
  const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
  return [
    [{ code }, ` ${wordsOfCauses[lang][code].title}`],
    [gradeMark(grade, lang)],
    known === undefined ? [capital(says ?? '')] : sentence(capital(known)),
    joinText(
      evidence.map((id) => [{ code: id }]),
      ', ',
    ),
  ];
}

function gradeMark(grade: CaseCause['grade'], lang: Language): Text[number] {
  return {
    mark: testWords[lang].grades[grade],
    tone: grade === 'proven' ? 'good' : grade === 'likely' ? 'soft' : 'plain',
  };
}

/** What is proven, what is often said and is not, what was not tested, and what to do. */
export function shownSections(verdict: CaseVerdict, words: CaseWords, lang: Language): readonly Block[] {
  const { headings, nothing, notProvenIntro } = words;
  const test: TestWords = testWords[lang];
  const list = (title: string, sentences: readonly CaseSentence[], intro: Text = []): readonly Block[] => [
    { kind: 'heading', level: 2, text: title },
    ...(intro.length > 0 && sentences.length > 0 ? [{ kind: 'paragraph', text: intro } as const] : []),
    sentences.length === 0
      ? { kind: 'paragraph', text: [nothing] }
      : { kind: 'list', ordered: false, items: sentences.map((one) => statementText(one, test)) },
  ];
  const found = verdict.found?.server ?? '…';
  return [
    ...list(headings.proven, verdict.proven),
    ...list(headings.notProven, verdict.notProven, [notProvenIntro]),
    ...list(headings.notTested, verdict.notTested),
    { kind: 'heading', level: 2, text: headings.next },
    verdict.next.length === 0
      ? { kind: 'paragraph', text: [nothing] }
      : {
          kind: 'list',
          ordered: true,
          items: verdict.next.map((step) => stepText(step, found, test)),
        },
  ];
}

export function stepText(step: string, found: string, { next }: TestWords): Text {
  const template = wordOf(next, step);
  return template === undefined ? [step] : sentence(template, { found });
}

function statementText({ name, values, says }: CaseSentence, { statements }: TestWords): Text {
  const template = wordOf(statements, name);
  return template === undefined ? [says ?? name] : sentence(template, values);
}

/** The words of every cause, in every language. The long form of each is `docs/verdicts/<code>.md`. */
import { type CauseWords, causesEn } from './causes-en.ts';
import { causesEs } from './causes-es.ts';
import type { Language } from './language.ts';

export type { CauseWords } from './causes-en.ts';

export const causeWords = { en: causesEn, es: causesEs } as const satisfies Record<
  Language,
  Record<string, CauseWords>
>;

/** The words of a story. The English ones give the shape; the compiler holds every language to it. */
import type { Language } from './language.ts';
import { storyEn } from './story-en.ts';
import { storyEs } from './story-es.ts';

type Worded<Words> = {
  readonly [Name in keyof Words]: Words[Name] extends string ? string : Worded<Words[Name]>;
};

export type StoryWords = Worded<typeof storyEn>;

export const storyWords = { en: storyEn, es: storyEs } as const satisfies Record<Language, StoryWords>;

/** The words of `meter decode`. The English ones give the shape; the compiler holds every language to it. */
import { decodeEn } from './decode-en.ts';
import { decodeEs } from './decode-es.ts';
import type { Language } from './language.ts';

type Worded<Words> = {
  readonly [Name in keyof Words]: Words[Name] extends string ? string : Worded<Words[Name]>;
};

export type DecodeWords = Worded<typeof decodeEn>;

export const decodeWords = { en: decodeEn, es: decodeEs } as const satisfies Record<Language, DecodeWords>;

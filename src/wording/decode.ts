/** The words of `meter decode`. The English ones give the shape; the compiler holds every language to it. */
import { decodeApduEn } from './decode-apdu-en.ts';
import { decodeApduEs } from './decode-apdu-es.ts';
import { decodeEn } from './decode-en.ts';
import { decodeEs } from './decode-es.ts';
import type { Language } from './language.ts';

type Worded<Words> = {
  readonly [Name in keyof Words]: Words[Name] extends string ? string : Worded<Words[Name]>;
};

export type DecodeApduWords = Worded<typeof decodeApduEn>;
/** Of frames and everything else that is not inside an APDU. */
export type DecodeFrameWords = Worded<typeof decodeEn>;
export type DecodeWords = DecodeFrameWords & { readonly apdu: DecodeApduWords };

export const decodeWords = {
  en: { ...decodeEn, apdu: decodeApduEn },
  es: { ...decodeEs, apdu: decodeApduEs },
} as const satisfies Record<Language, DecodeWords>;

/** Every cause in Spanish words (Latin America, neutral "usted"), one for one with the English ones. */
import type { CauseWords } from './cause-words.ts';
import type { causesEn } from './causes-en.ts';
import { causesLineEs } from './causes-line-es.ts';
import { causesLinkEs } from './causes-link-es.ts';
import { causesLoginEs } from './causes-login-es.ts';
import { causesWayEs } from './causes-way-es.ts';

export const causesEs = {
  ...causesWayEs,
  ...causesLineEs,
  ...causesLinkEs,
  ...causesLoginEs,
} as const satisfies Record<keyof typeof causesEn, CauseWords>;

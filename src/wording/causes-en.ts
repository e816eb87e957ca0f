/**
 * Every cause in English words: the short form a terminal prints under a verdict. The long form is
 * `docs/verdicts/<code>.md`. Written so that no sentence says more than the evidence of its code allows.
 */
import type { CauseWords } from './cause-words.ts';
import { causesLineEn } from './causes-line-en.ts';
import { causesLinkEn } from './causes-link-en.ts';
import { causesLoginEn } from './causes-login-en.ts';
import { causesWayEn } from './causes-way-en.ts';

export type { CauseWords };

export const causesEn = {
  ...causesWayEn,
  ...causesLineEn,
  ...causesLinkEn,
  ...causesLoginEn,
} as const satisfies Record<string, CauseWords>;

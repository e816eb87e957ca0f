/** Why a reading command has no session, or lost it: the short verdict, for people and as JSON. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import type { CauseCode } from '../evidence/index.ts';
import type { Grade } from '../verdict/index.ts';
import {
  type CauseWords,
  causeWords,
  fill,
  type Language,
  type SessionTroubleName,
  sessionWords,
  testWords,
} from '../wording/index.ts';
import { hang } from './wrap.ts';

export interface SessionTrouble {
  readonly stage: 'lock' | 'connect' | 'link' | 'association' | 'services';
  /** As the outcomes of `meter test`: `REFUSED`, `BUSY`, `DM`, `TIMEOUT`, `LOGIN-REJECTED` … */
  readonly outcome: string;
  /** Null where no cause has to be sought: the sentence says it all. */
  readonly cause: CauseCode | null;
  readonly grade: Grade;
  /** Its sentence in the wording, with these values filled in. */
  readonly name: SessionTroubleName;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface TroubleTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  /** How the meter is called on the command line. */
  readonly meter: string;
}

const wordsOfCauses: Readonly<Record<Language, Readonly<Record<CauseCode, CauseWords>>>> = causeWords;
const widest = 110;

/** What happened, its cause with its page, and where the whole story is to be had. */
export function renderTrouble(trouble: SessionTrouble, { lang, columns, chalk, meter }: TroubleTextOptions): string {
  const words = sessionWords[lang];
  const width = Math.min(columns, widest);
  const { cause, grade } = trouble;
  const lines = [hang('meter: ', troubleSentence(trouble, lang), width)];
  if (cause !== null) {
    const title = cause === 'inconclusive' ? words.oneAttempt : wordsOfCauses[lang][cause].title;
    const graded = grade === 'proven' ? title : `${title} (${testWords[lang].grades[grade]})`;
    lines.push(hang(`  ${chalk.bold(cause)}  `, graded, width));
    lines.push(chalk.dim(`  ${fill(testWords[lang].page, { code: cause })}`));
  }
  if (trouble.stage !== 'lock' && cause !== null)
    lines.push(hang('', fill(words.wholeStory, { meter: safeText(meter) }), width));
  return `${lines.join('\n')}\n`;
}

/** The field `failure` of a document; sentences are English whatever the terminal's language. */
export function troubleDocument(trouble: SessionTrouble): object {
  const { stage, outcome, cause, grade, name, values } = trouble;
  return { stage, outcome, cause, grade, name, ...values, says: troubleSentence(trouble, 'en') };
}

/** What happened, in one sentence; safe for a terminal. */
export function troubleSentence({ name, values }: SessionTrouble, lang: Language): string {
  return safeText(fill(sessionWords[lang].troubles[name], values));
}

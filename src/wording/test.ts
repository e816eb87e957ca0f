/** The words of `meter test`: headings, outcomes, and the sentences that go with statements, rules and next steps. */
import type { Language } from './language.ts';
import { testEn } from './test-en.ts';
import { testEs } from './test-es.ts';

/** `{name}` in a sentence stands for a value. */
export interface TestWords {
  readonly headings: Readonly<
    Record<
      'verdict' | 'excluded' | 'because' | 'proven' | 'notProven' | 'notTested' | 'left' | 'also' | 'next' | 'more',
      string
    >
  >;
  readonly columns: Readonly<
    Record<'check' | 'outcome' | 'details' | 'credential' | 'client' | 'server' | 'reply', string>
  >;
  readonly checks: Readonly<Record<string, string>>;
  /** In place of the words of `ok`, where the meter talks and denies the reading. */
  readonly denies: Readonly<Record<'title' | 'means', string>>;
  readonly grades: Readonly<Record<'proven' | 'likely' | 'untested', string>>;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, string>>;
  readonly statements: Readonly<Record<string, string>>;
  readonly because: Readonly<Record<string, string>>;
  readonly next: Readonly<Record<string, string>>;
  readonly phases: Readonly<Record<string, string>>;
  readonly page: string;
  /** `{within}` of a statement: how long something took, and what took less than can be measured. */
  readonly within: Readonly<Record<'ms' | 'atOnce', string>>;
}

export const testWords = { en: testEn, es: testEs } as const satisfies Record<Language, TestWords>;

/** The sentence of a statement, under the name of a statement. */
export function fillStatement(
  { statements, within }: TestWords,
  { name, values }: { readonly name: string; readonly values: Readonly<Record<string, string | number>> },
): string {
  const { ms } = values;
  const time = ms === undefined ? {} : { within: ms === 0 ? within.atOnce : fill(within.ms, { ms }) };
  return fill(statements[name] ?? name, { ...values, ...time });
}

/** Fills `{name}` places; a place without a value stays as it is, so that it is seen. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => `${values[name] ?? place}`);
}

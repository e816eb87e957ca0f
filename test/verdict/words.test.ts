/** Whatever a verdict can say has a sentence in both languages, and no sentence is left with a hole in it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { credentialOutcomes } from '../../src/evidence/index.ts';
import {
  leftReasons,
  nextAfterDenial,
  nextAfterLink,
  nextAfterProbe,
  nextOverWrapper,
  nextSteps,
  nextWhenFound,
  rules,
} from '../../src/verdict/index.ts';
import { fillStatement, type Language, languages, testWords } from '../../src/wording/index.ts';

const source = (file: string) => readFileSync(join(import.meta.dirname, '../../src', file), 'utf8');
const statementNames = [
  ...['statements', 'talk-statements', 'probe-statements', 'past-statements']
    .map((file) => source(`verdict/${file}.ts`))
    .join('')
    .matchAll(/say\(\s*(?:[^,()]*\? )?'([a-z-]+)'(?: : '([a-z-]+)')?/g),
].flatMap(([, one, other]) => [one!, ...(other === undefined ? [] : [other])]);

describe.each(languages)('words of a verdict, %s', (lang: Language) => {
  const words = testWords[lang];

  it('has the reason of every rule', () => {
    expect(rules.map(({ because }) => because).filter((name) => !words.because[name])).toEqual([]);
    const others = [...leftReasons, 'held-here-and-silent', 'everything-else-excluded'];
    expect(others.filter((name) => !words.because[name])).toEqual([]);
  });

  it('has every statement', () => {
    expect(statementNames.length).toBeGreaterThan(60);
    expect(statementNames.filter((name) => !words.statements[name])).toEqual([]);
  });

  it('never says that something took no time', () => {
    const told = (ms: number) =>
      fillStatement(words, { name: 'answers-from-elsewhere', values: { asked: '1', server: '1/1', ms } });
    expect(told(0)).not.toContain('0 ms');
    expect(told(0)).toContain(words.within.atOnce);
    expect(told(7)).toContain('7 ms');
  });

  it('has every next step', () => {
    expect(
      [
        ...Object.values(nextSteps).flat(),
        ...nextAfterLink,
        ...nextOverWrapper,
        ...nextAfterProbe,
        ...nextWhenFound,
        ...nextAfterDenial,
      ].filter((name) => !words.next[name]),
    ).toEqual([]);
  });

  it('has every outcome of a credential set', () => {
    expect(credentialOutcomes.filter((name) => !words.outcomes[name])).toEqual([]);
  });

  it('has the details of a login and a reading, and why neither was asked', () => {
    const names = [...source('report/talk-details.ts').matchAll(/details\.(\w+)/g)].map(([, name]) => name!);
    const reasons = ['login-no-secret', 'login-rejected-before', 'login-echo-damaged', 'clock', 'logical-device-name'];
    expect(names.length).toBeGreaterThan(8);
    expect([...names, ...reasons].filter((name) => !words.details[name])).toEqual([]);
  });

  it('has the same places to fill as the other language', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
    for (const part of ['statements', 'details', 'because'] as const) {
      for (const [name, sentence] of Object.entries(words[part])) {
        expect(places(sentence), name).toEqual(places(testWords.en[part][name] ?? ''));
      }
    }
  });
});

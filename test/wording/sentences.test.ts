/** Every sentence that is made from values says them, in both languages, and leaves no hole. */
import { describe, expect, it } from 'vitest';
import * as wording from '../../src/wording/index.ts';

const tables = Object.entries(wording).filter(([name]) => /Words$/.test(name)) as [string, Record<string, object>][];

/** A value that reads as a text, as a list, and as a record of more such values: whatever a sentence asks for. */
const value = Object.assign(['a', 'b'], { toString: () => 'value', toLowerCase: () => 'value' });
const sample: unknown = new Proxy(() => 'value', {
  get: (_target, key) => (key === Symbol.toPrimitive ? undefined : (Reflect.get(value, key) ?? value)),
});

function sentences(table: unknown, path: string): [string, string][] {
  if (typeof table === 'string') return [[path, table]];
  if (typeof table === 'function') {
    const said = table(sample, sample, sample, sample) as unknown;
    return typeof said === 'string' ? [[path, said]] : sentences(said, path);
  }
  if (table === null || typeof table !== 'object') return [];
  return Object.entries(table).flatMap(([key, value]) => sentences(value, `${path}.${key}`));
}

describe.each(tables)('%s', (name, table) => {
  it('says something in both languages, under the same names, with nothing undefined in it', () => {
    const told = Object.fromEntries(wording.languages.map((lang) => [lang, sentences(table[lang], name)]));
    for (const [path, sentence] of [...(told.en ?? []), ...(told.es ?? [])]) {
      // It looks its reason up by a name that no sample has; test/cli/registry.test.ts has them all.
      if (path.includes('.name-wrong.')) continue;
      expect(sentence, path).not.toMatch(/undefined(?! or not)|\[object/);
    }
    const keys = (lang: wording.Language) => new Set((told[lang] ?? []).map(([path]) => path.replace(/\.\d+$/, '')));
    expect(keys('es')).toEqual(keys('en'));
    expect(keys('en').size).toBeGreaterThan(2);
  });
});

/** Command lines are split by our own rules; no shell has a say, neither when they are typed nor when they run. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderCommandLine, splitCommandLine } from '../../src/meters/index.ts';

describe('a command line', () => {
  it.each<[string, readonly string[]]>([
    ['docker stop dlms', ['docker', 'stop', 'dlms']],
    ['  a\t b  ', ['a', 'b']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`a''b "" ''`, ['ab', '', '']],
    [`'it''s' "it's" 'a "b"'`, ['its', "it's", 'a "b"']],
    ['"a \\"b\\" \\\\ \\n"', ['a "b" \\ \\n']],
    ['a\\ b \\"c \\\\', ['a b', '"c', '\\']],
    [`'$(reboot)' "\`reboot\`" $HOME *.log ~`, ['$(reboot)', '`reboot`', '$HOME', '*.log', '~']],
    [`'a|b' "c;d" e\\&f`, ['a|b', 'c;d', 'e&f']],
  ])('%s', (text, words) => expect(splitCommandLine(text)).toEqual(words));

  it.each([
    ['', 'command-empty'],
    ['   ', 'command-empty'],
    ['"" a', 'command-empty'],
    ['a\0b', 'command-empty'],
    ["a 'b", 'quote-open'],
    ['a "b\\"', 'quote-open'],
    ['a \\', 'quote-open'],
    ['a | b', 'wants-shell'],
    ['a && b', 'wants-shell'],
    ['a; b', 'wants-shell'],
    ['a > /dev/null', 'wants-shell'],
    ['a < b', 'wants-shell'],
    ['a `b`', 'wants-shell'],
    ['a $(b)', 'wants-shell'],
    ['a\nb', 'wants-shell'],
    ['x'.repeat(2001), 'command-too-long'],
  ])('%j is refused', (text, code) => expect(splitCommandLine(text)).toMatchObject({ code }));

  it('that is written out splits into the same words, whatever they hold', () => {
    const word = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        fc.pre(words[0] !== '');
        expect(splitCommandLine(renderCommandLine(words))).toEqual(words);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Whole reports of kept documents, word by word, in both languages and both formats. */
import { describe, expect, it } from 'vitest';
import { Anonymizer } from '../../src/report/index.ts';
import { anonymousView, keptCase, rendered, viewOf } from '../support/case-view.ts';
import { expectGoldenText } from '../support/golden-text.ts';

const endings = { markdown: 'md', html: 'html' } as const;

describe.each(['en', 'es'] as const)('a report (%s)', (lang) => {
  it.each(['markdown', 'html'] as const)('of a mute meter, as %s', (format) => {
    expectGoldenText(`report-mute-${lang}.${endings[format]}`, rendered(viewOf(keptCase('mute')), format, lang));
  });

  it('of a busy gateway', () => {
    expectGoldenText(`report-busy-${lang}.md`, rendered(viewOf(keptCase('busy')), 'markdown', lang));
  });

  it('of the history alone', () => {
    expectGoldenText(`report-history-${lang}.md`, rendered(viewOf(null, { attachments: [] }), 'markdown', lang));
  });

  it('of nobody', () => {
    const anonymizer = new Anonymizer(['medidor-02', '192.0.2.7'], ['user1', 'user2']);
    const view = anonymousView(keptCase('busy'), anonymizer);
    expectGoldenText(`report-anonymous-${lang}.md`, rendered(view, 'markdown', lang));
  });
});

describe('a report of a mute meter', () => {
  const text = rendered(viewOf(keptCase('mute')), 'markdown', 'en');

  it('points at the wrong FCS of the frame that was written by hand, and gives the right one', () => {
    expect(text).toContain('FCS wrong: found 00 00, expected 0F 01');
    expect(text).toContain('7E A0 07 03 21 93 0F 01 7E');
  });

  it('does not send anybody to the meter', () => {
    expect(text).toContain('Nothing here shows that the meter is locked up or needs a reset.');
    expect(text).not.toMatch(/proven\W+ *meter\.deaf/i);
  });
});

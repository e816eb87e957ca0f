/** A text from outside stays text, in Markdown as in HTML, wherever it stands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeText } from '../../src/bytes/printable.ts';
import { escapeHtml } from '../../src/report/case-html.ts';
import { escapeMarkdown } from '../../src/report/case-markdown.ts';
import { type CaseFacts, type CaseView, readCase } from '../../src/report/index.ts';
import { history, keptDocument, rendered, viewOf } from '../support/case-view.ts';

const nasty = [
  '<script>alert(1)</script>',
  '`code` ``` ~~~',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '[link](javascript:alert(1)) ![image](http://192.0.2.9/x.png)',
  '| a | b |\n| --- | --- |',
  '# heading\n\n- item\n\n<!-- -->',
  '&lt;b&gt; &amp; &#60;',
  'http://192.0.2.9/ www.example.org user@example.org :smile: $x$ **bold** __bold__ ~~gone~~',
  '\u001b[31mred\u202edlrow',
  '</code></pre></style><style>*{display:none}',
  '\\`x\\` \\<b\\>',
  ']]> --> */',
  '{when} {title} {step}',
  '  - item',
  '    indented',
  ' 1. first',
] as const;
const outside = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
);

/** A case in which everything that comes from outside is the given text. */
function hostile(text: string): CaseView {
  const hex = Buffer.from(text, 'utf8').toString('hex');
  const document = keptDocument('mute');
  const says = { name: text, says: text, text, credential: text };
  const facts = readCase({
    ...document,
    meter: { id: 2, name: text, endpoint: `tcp://${text}:1` },
    checks: [
      {
        id: `line.listen:${text}`,
        asks: text,
        outcome: text,
        ms: 1,
        facts: {
          heard: { text: { text }, telnet: [text], end: { how: text } },
          holders: [{ name: text, unit: text, pid: 1 }],
          credential: text,
          client: 1,
          reading: { value: text },
          result: { name: text },
          why: text,
        },
        exchanges: hex === '' ? [] : [{ sent: null, sentAtMs: 0, received: [{ atMs: 1, hex }] }],
      },
      { id: text, asks: text, outcome: text, ms: 1 },
    ],
    credentials: [
      {
        name: text,
        client: 1,
        server: { upper: 1, lower: null, width: 1 },
        outcome: text,
        replyMs: 1,
        login: { outcome: text },
        reading: { outcome: text, value: text },
        exchanges: [],
      },
    ],
    verdict: {
      code: 'link.silent',
      outcome: text,
      causes: [
        { code: 'line.echo', grade: 'likely', because: text, evidence: [text] },
        { code: 'address.value', grade: 'untested', because: text, evidence: [] },
      ],
      excluded: [{ code: text, by: text }],
      proven: [says, { ...says, name: 'gateway-speaks', device: text }],
      notProven: [says],
      notTested: [says],
      next: [text, 'probe'],
      found: null,
    },
  }) as CaseFacts;
  expect(facts).not.toBeNull();
  return viewOf(facts, {
    name: text,
    endpoint: text,
    history: {
      ...history,
      settings: [{ credential: text, client: 1, attempts: 1, successes: 0, last: null }],
      rows: history.rows.map((row) => ({
        ...row,
        code: text,
        kind: text,
        credentials: [{ name: text, client: 1, outcome: text, replyMs: null }],
      })),
    },
    environment: { ...viewOf(null).environment, collector: { name: text, state: text, why: null, pausedSince: null } },
    attachments: [{ kind: 'trace', file: text }],
  });
}

interface Tag {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
}

/** Reads HTML of our own making, strictly: anything that is not exactly of its form is an error. */
function readHtml(html: string): {
  readonly tags: readonly Tag[];
  readonly open: readonly string[];
  readonly text: string;
} {
  const tags: Tag[] = [];
  const open: string[] = [];
  let text = '';
  const token = /<!DOCTYPE html>|<style>[^<]*<\/style>|<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>|([^<>]+)/giy;
  for (let at = 0; at < html.length; at = token.lastIndex) {
    token.lastIndex = at;
    const match = token.exec(html);
    if (match === null) throw new Error(`not HTML of ours: ${JSON.stringify(html.slice(at, at + 60))}`);
    const [, closes, name, given = '', words] = match;
    if (words !== undefined) {
      // Every ampersand begins an entity of ours.
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(words)) throw new Error(`no entity of ours: ${words.slice(0, 60)}`);
      text += words;
    } else if (name !== undefined && closes === '/') {
      if (open.pop() !== name) throw new Error(`${name} is closed, and was not opened`);
    } else if (name !== undefined) {
      const attributes = [...given.matchAll(/ ([a-z-]+)="([^"]*)"/g)].map(
        (one) => [one[1] ?? '', one[2] ?? ''] as const,
      );
      tags.push({ name, attributes });
      if (!['meta'].includes(name)) open.push(name);
    }
  }
  return { tags, open, text };
}

const known = new Set(
  'html head meta title style body header h1 h2 h3 h4 p main section div code ol ul li dl dt dd table thead tbody tr th td article span strong a figure svg rect figcaption'.split(
    ' ',
  ),
);
const knownAttributes = new Set(
  'lang charset name content http-equiv class id href scope data-label colspan style viewBox preserveAspectRatio role aria-label x y width height'.split(
    ' ',
  ),
);

describe('HTML', () => {
  it('is well-formed, has no script and asks for nothing, whatever a meter says', () => {
    fc.assert(
      fc.property(outside, fc.constantFrom('en', 'es'), (text, lang) => {
        const html = rendered(hostile(text), 'html', lang as 'en');
        const { tags, open } = readHtml(html);
        expect(open).toEqual([]);
        const names = tags.map(({ name }) => name);
        expect(names.filter((name) => !known.has(name))).toEqual([]);
        const attributes = tags.flatMap((tag) => tag.attributes);
        expect(attributes.filter(([name]) => !knownAttributes.has(name))).toEqual([]);
        expect(attributes.filter(([name, value]) => name === 'href' && !/^#frame-\d+$/.test(value))).toEqual([]);
        expect(html).not.toMatch(/<(?:script|img|link|iframe|object|embed|base)|@import|url\(/i);
      }),
      { numRuns: 30 },
    );
  });

  it('has the same structure whatever the texts are', () => {
    const shape = (text: string) => readHtml(rendered(hostile(text), 'html', 'en')).tags.map(({ name }) => name);
    // Bytes that are no plain text are explained in another way than those that are: these all are.
    const plain = nasty.filter((one) => /^[\x20-\x7e]+$/.test(one) && !/^[|/#\\]/.test(one));
    const frames = (tags: readonly string[]) => tags.slice(0, tags.lastIndexOf('article'));
    for (const text of plain) expect(frames(shape(text)).join(' ')).toBe(frames(shape('harmless words')).join(' '));
  });

  it('gives the text back as it was', () => {
    const entities: Readonly<Record<string, string>> = {
      '&amp;': '&',
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#39;': "'",
    };
    fc.assert(
      fc.property(outside, (text) => {
        const back = escapeHtml(text).replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? '');
        expect(back).toBe(safeText(text));
      }),
    );
  });
});

describe('Markdown', () => {
  it('escapes everything that could be markup, and gives the text back as it was', () => {
    fc.assert(
      fc.property(outside, (text) => {
        const escaped = escapeMarkdown(text);
        const left = escaped.replace(/\\[!-/:-@[-`{-~]/g, '¤');
        expect(left).not.toMatch(/[`*_[\]<>|~$&@\\\n\r]|:[a-z/]|www\./i);
        expect(escaped.replace(/\\([!-/:-@[-`{-~])/g, '$1')).toBe(safeText(text));
      }),
    );
  });

  it('has the same lines whatever a meter says, and every fence is closed', () => {
    const shape = (text: string) => {
      const kinds: string[] = [];
      let fence: string | null = null;
      for (const line of rendered(hostile(text), 'markdown', 'en').split('\n')) {
        const opened: string | undefined = /^(`{3,})/.exec(line)?.[1];
        if (fence === null && opened !== undefined) fence = opened;
        else if (fence !== null && line === fence) fence = null;
        else if (fence === null)
          kinds.push(/^(#+ |- |\d+\. |\|)/.exec(line)?.[1]?.replace(/\d+/, '1') ?? (line === '' ? '' : 'p'));
        // Cells are cut at pipes without a backslash alone.
        if (fence === null && line.startsWith('|')) kinds.push(`${line.replace(/\\./g, '').split('|').length}`);
      }
      expect(fence).toBeNull();
      return kinds.join('\n');
    };
    const wanted = shape('harmless words');
    fc.assert(
      fc.property(outside, (text) => {
        // Bytes in which nothing is found have no frame.
        if (text !== '') expect(shape(text).replace(/\n(?:p|\n)*$/s, '')).toBe(wanted.replace(/\n(?:p|\n)*$/s, ''));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps a fence longer than the backticks in it', () => {
    const text = rendered(hostile('Hello, `````, said the gateway'), 'markdown', 'en');
    expect(text).toMatch(/^``````text$/m);
  });
});

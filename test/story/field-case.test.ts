/**
 * The field case, fed to the story as the operator's report and as the log of his collector: everything that its analysis
 * says has to be said, in both languages, and nothing more.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { SecretMask } from '../../src/line/index.ts';
import { renderStory, storyDocument } from '../../src/report/index.ts';
import { LogReader, type Story, tellStory } from '../../src/story/index.ts';
import type { Language } from '../../src/wording/index.ts';

const here = resolve(import.meta.dirname, '../fixtures/field-case');

function storyOf(path: string): Story {
  const reader = new LogReader();
  reader.push(readFileSync(path, 'utf8'));
  return tellStory(reader.finish(), () => new SecretMask());
}

const screen = (story: Story, lang: Language, columns = 80) =>
  renderStory(story, { lang, columns, chalk: new Chalk({ level: 0 }) });
/** Without its line ends: sentences are looked for, not places. */
const flat = (text: string) => text.replace(/\s+/g, ' ');

const block = (head: string, length: string, check: string) =>
  `7ea021${head}8180${length}0502008006020080070400000001080400000001${check}7e`;
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

const records = [
  { name: 'the report', path: resolve(here, 'report.md') },
  { name: 'the log', path: resolve(here, 'collector.log') },
];

describe.each(records)('$name of the field case', ({ path }) => {
  const story = storyOf(path);

  it('has one SNRM with a wrong FCS, and the right one', () => {
    const [found, ...more] = story.mistakes.filter(({ name }) => name === 'check-wrong');
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      values: { frame: 'SNRM', field: 'FCS', found: '00 00', expected: '0F 01' },
      bytes: '7ea00703219300007e',
      right: '7ea0070321930f017e',
    });
  });

  it('has two with the wrong group length, and the right bytes of both', () => {
    const found = story.mistakes.filter(({ name }) => name === 'group-length');
    expect(found.map(({ bytes, right }) => [bytes, right])).toEqual([
      [block('02030393f046', '12', 'a6d9'), block('02030393f046', '14', 'ce6a')],
      [block('020321937356', '12', 'a6d9'), block('020321937356', '14', 'ce6a')],
    ]);
    expect(found[0]?.values).toMatchObject({ declared: 18, actual: 20 });
  });

  it('takes the busy text for the gateway’s, and for nothing that is known of the meter', () => {
    expect(story.shown).toContainEqual({
      name: 'gateway-said',
      values: { text: expect.stringContaining('Port already in use'), device: 'ser2net' },
    });
    expect(names(story.shown)).toContain('gateway-lives-and-is-held');
    expect(names(story.notShown)).toContain('text-says-nothing-of-meter');
    expect(story.evidence.filter(({ outcome }) => outcome === 'UA')).toEqual([]);
  });

  it('finds not one well-formed question to a proven address, and no setting proven', () => {
    expect(story.wellAsked).toBe(false);
    expect(names(story.notShown)).toEqual(['never-well-asked', 'settings-unproven', 'text-says-nothing-of-meter']);
    expect(story.verdict.found).toBeNull();
    expect(names(story.verdict.notProven)).toEqual(['address-right', 'client-known', 'serial-side', 'meter-defect']);
    expect(story.verdict.causes.filter(({ grade }) => grade === 'proven')).toEqual([]);
  });

  it('keeps the hypotheses open, likeliest first, and a locked-up meter last', () => {
    expect(story.verdict.code).toBe('link.silent');
    const order = story.left.map(({ code }) => code as string);
    const expected = [
      'address.length',
      'address.value',
      'link.negotiation',
      'link.stale',
      'line.serial-settings',
      'meter.deaf',
    ];
    expect(order.filter((code) => expected.includes(code))).toEqual(expected);
    expect(order.slice(0, 3)).toEqual(expected.slice(0, 3));
    expect(order.at(-1)).toBe('meter.deaf');
    expect(story.left.filter(({ grade }) => grade === 'likely').map(({ code }) => code)).toEqual(expected.slice(0, 2));
  });

  it('names what was not tried', () => {
    expect(names(story.notTried)).toEqual(['untried-bare', 'untried-lengths', 'untried-disc', 'untried-quiet']);
    expect(story.notTried[1]?.values).toEqual({ widths: '1, 4' });
    expect(story.verdict.next).toEqual(expect.arrayContaining(['probe', 'check-serial', 'quiet-then-once']));
  });

  it.each(['en', 'es'] as const)('says all of it on a screen of 80 columns: %s', (lang) => {
    const text = screen(story, lang);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const said = flat(text);
    const sentences = {
      en: [
        'The FCS of this SNRM is wrong: 00 00 was sent, 0F 01 is right.',
        'The parameter group length of this SNRM is wrong: 12 (18) stands there, 20 octets follow, 14 is right.',
        'it is a fault of the frame, and no proven cause of silence.',
        'The gateway said it, not the meter.',
        'in the whole record there is not one well-formed question to a proven address.',
        'That the server address, its length in bytes, the client SAP and the gateway’s serial settings are right: no answer ever came',
        'That the meter is locked up, or needs a reset: silence alone does not show it.',
        'Nothing was asked that a meter could answer',
        'A bare SNRM, without a parameter block.',
        'Stop every client, leave the line silent for 180 s, and test once',
      ],
      es: [
        'El FCS de este SNRM es incorrecto: se envió 00 00, lo correcto es 0F 01.',
        'La longitud del grupo de parámetros de este SNRM es incorrecta: dice 12 (18), siguen 20 octetos, lo correcto es 14.',
        'es un defecto de la trama, y no una causa probada del silencio.',
        'Lo dijo el gateway, no el medidor.',
        'en todo el registro no hay ni una pregunta bien formada a una dirección probada.',
        'Que la dirección del servidor, su longitud en bytes, el SAP de cliente y los ajustes serie del gateway sean correctos: nunca llegó una respuesta',
        'Que el medidor esté bloqueado o necesite un reset',
        'No se preguntó nada que un medidor pudiera responder',
        'Un SNRM simple, sin bloque de parámetros.',
        '180 s',
      ],
    }[lang];
    for (const sentence of sentences) expect(said).toContain(sentence);
    expect(said).toContain('7E A0 07 03 21 93 0F 01 7E');
    for (const secret of ['00000000', '11111111']) expect(text).not.toContain(secret);
  });
});

describe('what the report concludes', () => {
  const story = storyOf(resolve(here, 'report.md'));
  const standings = Object.fromEntries(story.claims.map(({ name, standing }) => [name, standing]));

  it('is refuted where its own bytes say otherwise', () => {
    expect(standings).toMatchObject({
      'frames-right': 'refuted',
      'meter-counts-sessions': 'refuted',
      'code-without-errors': 'refuted',
    });
    expect(names(story.mistakes)).toContain('gateway-for-meter');
  });

  it('is not shown where no byte could show it', () => {
    expect(standings).toMatchObject({
      'session-frozen': 'not-shown',
      'firmware-blocked': 'not-shown',
      watchdog: 'not-shown',
      'buffer-full': 'not-shown',
      'reset-needed': 'not-shown',
      'credentials-right': 'not-shown',
    });
  });

  it.each([
    [
      'en',
      '"The frames that were sent are correct."',
      'refuted',
      '"A session of the meter is frozen or corrupt."',
      'not shown',
    ],
    [
      'es',
      '"Las tramas enviadas son correctas."',
      'refutado',
      '"Una sesión del medidor está congelada o corrupta."',
      'no mostrado',
    ],
  ] as const)('stands so on the screen: %s', (lang, right, refuted, frozen, unseen) => {
    const said = flat(screen(story, lang));
    expect(said).toMatch(new RegExp(`${right.replace(/[.]/g, '\\.')} \\([^)]*\\): ${refuted}`));
    expect(said).toMatch(new RegExp(`${frozen.replace(/[.]/g, '\\.')} \\([^)]*\\): ${unseen}`));
  });
});

describe('the log of the field case', () => {
  const story = storyOf(resolve(here, 'collector.log'));

  it('is told with its times, each connection by itself', () => {
    expect(story.conversations).toBe(4);
    expect(story.rows.filter(({ turn }) => turn !== null).map(({ atMs }) => atMs)).toEqual([
      11, 68_900, 74_890, 80_890,
    ]);
    const silent = story.evidence.filter(({ experiment }) => experiment === 'link.open');
    expect(silent.map(({ facts }) => 'timeoutMs' in facts && facts.timeoutMs)).toEqual([5002, 5002]);
  });

  it('gives a document with the same', () => {
    expect(storyDocument(story)).toMatchObject({
      schema: 'meter.story/1',
      source: 'log',
      endpoint: '192.0.2.135:3333',
      timed: true,
      wellAsked: false,
      verdict: { code: 'link.silent', found: null },
    });
  });
});

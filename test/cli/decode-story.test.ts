/** What `meter decode` tells as a story, what it explains frame by frame, and how either is forced. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDecode } from '../../src/cli/commands/decode.ts';
import { type Context, UsageError } from '../../src/cli/context.ts';
import { recordKind } from '../../src/cli/decode-kind.ts';
import type { Language } from '../../src/wording/index.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures/field-case');
const snrm = '7E A0 07 03 21 93 0F 01 7E';
const ua = '7E A0 07 21 03 73 01 40 7E';
const disc = '7E A0 07 03 21 53 03 C7 7E';
const capture = `# source made\n@0 = connected\n@0 > ${snrm}\n@200 < ${ua}\n@210 > ${disc}\n@400 < ${ua}\n@401 = closed\n`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meter-story-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let written = 0;
function fileWith(content: string | Uint8Array): string {
  const path = join(folder, `record-${written++}`);
  writeFileSync(path, content);
  return path;
}

interface Options {
  readonly lang?: Language;
  readonly json?: boolean;
  readonly story?: boolean;
  readonly frames?: boolean;
}

async function decode(
  args: readonly string[],
  { lang = 'en', json = false, story = false, frames = false }: Options = {},
) {
  const said: string[] = [];
  const out = {
    write: (text: string) => void said.push(text),
    isTerminal: false,
    columns: 80,
    colourLevel: 0,
  } as const;
  const signal = new AbortController().signal;
  const err = { ...out, write: () => undefined };
  const context: Context = { out, err, lang, json, verbosity: 0, showSecrets: false, configDir: undefined, signal };
  try {
    return { code: await runDecode(context, args, { story, frames }), out: said.join(''), error: null };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, out: said.join(''), error };
  }
}

const isStory = ({ out }: { readonly out: string }) => out.includes('What happened');

describe('what is told as a story', () => {
  it.each([
    ['a capture', capture],
    ['a log with times and directions', `10:00:00 TX ${snrm}\n10:00:01 RX ${ua}\n`],
    ['a log with arrows', `-> ${snrm}\n<- ${ua}\n`],
    ['a log in Spanish', `10:00:00 Enviado: ${snrm}\n10:00:01 Recibido: ${ua}\n`],
    [
      'a log of Python bytes',
      "sock.send(b'\\x7e\\xa0\\x07\\x03\\x21\\x93\\x0f\\x01\\x7e')\nrecv: b'\\x7e\\xa0\\x07!\\x03s\\x01@~'\n",
    ],
  ])('%s', async (_name, text) => {
    expect(isStory(await decode([fileWith(text)]))).toBe(true);
    expect(isStory(await decode([fileWith(text)], { frames: true }))).toBe(false);
  });

  it.each([
    ['a frame', `${snrm}\n`],
    ['frames, one a line', `${snrm}\n${ua}\n`],
    ['frames with remarks', `# sent\n${snrm}\n// received\n${ua}\n`],
    ['frames in one line', `${snrm} ${ua}`],
    ['a dump', `0000   ${snrm}   ~...!...~\n`],
    ['one frame with its direction', `TX ${snrm}\n`],
    ['pushes with times', `10:00:00 ${'7EA8A4CF022303'}\n10:00:05 7EA8A4CF022303\n`],
    ['a text of a gateway', 'Port already in use\r\n'],
  ])('not %s', async (_name, text) => {
    const path = fileWith(text);
    const plain = await decode([path]);
    expect(isStory(plain)).toBe(false);
    expect(plain.out).toBe((await decode([path], { frames: true })).out);
  });

  it('not what is typed, unless it is asked for', async () => {
    expect(isStory(await decode([`TX ${snrm}`, `RX ${ua}`]))).toBe(false);
    expect(isStory(await decode([`TX ${snrm}\nRX ${ua}`], { story: true }))).toBe(true);
  });

  it('nothing where there is no conversation: it says so', async () => {
    const { code, error } = await decode([fileWith('hello there\n')], { story: true });
    expect([code, error?.message]).toEqual([2, 'There is no conversation in this input.']);
    expect((await decode([fileWith('hola\n')], { story: true, lang: 'es' })).error?.message).toMatch(/ninguna/);
  });

  it('is looked for cheaply', () => {
    const encode = (text: string) => new TextEncoder().encode(text);
    expect(recordKind(encode(capture))).toBe('certainly');
    expect(recordKind(encode(`${snrm}\n${ua}\n`.repeat(1000)))).toBe('no');
    expect(recordKind(Uint8Array.of(0x7e, 0xa0, 0x07))).toBe('no');
  });
});

describe('how a story ends', () => {
  it('0 where the meter talked and its client made no mistake, 1 where something is to be told', async () => {
    expect((await decode([fileWith(capture)])).code).toBe(0);
    expect((await decode([fileWith(capture.replace(/@21.*\n@40.*\n@40.*\n/, ''))])).code).toBe(1);
    expect((await decode([join(fixtures, 'report.md')])).code).toBe(1);
    expect((await decode([join(fixtures, 'collector.log')])).code).toBe(1);
  });

  it('one document, the same in both languages', async () => {
    const [en, es] = await Promise.all(
      (['en', 'es'] as const).map((lang) => decode([join(fixtures, 'collector.log')], { json: true, lang })),
    );
    expect(es?.out).toBe(en?.out);
    expect(JSON.parse(en?.out ?? '')).toMatchObject({ schema: 'meter.story/1', verdict: { code: 'link.silent' } });
  });
});

describe('the document of a test', () => {
  const exchanges = [
    { sent: '7ea0070321930f017e', sentAtMs: 500, received: [] },
    {
      sent: '7ea0070321930f017e',
      sentAtMs: 1500,
      received: [{ atMs: 212, hex: '7ea0070321730140 7e'.replace(' ', '') }],
    },
  ];
  const told = (value: unknown) => decode([fileWith(JSON.stringify(value, null, 2))], { json: true });

  it('is retold from its exchanges, whatever it concludes itself', async () => {
    const received = [{ atMs: 212, hex: '7ea00721037301407e' }];
    const { out } = await told({
      schema: 'meter.test/1',
      meter: { id: null, name: null, endpoint: 'hdlc://192.0.2.7:3333' },
      checks: [],
      credentials: [
        { name: 'user2', client: 16, outcome: 'TIMEOUT', exchanges: [exchanges[0], { ...exchanges[1], received }] },
      ],
      verdict: { code: 'meter.deaf' },
    });
    expect(JSON.parse(out)).toMatchObject({
      source: 'document',
      endpoint: '192.0.2.7:3333',
      experiments: [{ id: 'link.open:16@1', outcome: 'UA', facts: { answeredAfter: 2, replyMs: 212 } }],
    });
  });

  it.each([
    ['no lists', { schema: 'meter.test/1' }],
    ['lists of something else', { schema: 'meter.probe/1', experiments: [1, null, 'x', { exchanges: [1, {}] }] }],
    [
      'times that are none',
      { schema: 'meter.test/1', credentials: [{ exchanges: [{ sent: '7e', sentAtMs: '1', received: 5 }] }] },
    ],
    [
      'hex that is none',
      { schema: 'meter.test/1', checks: [{ exchanges: [{ sent: 'zz', sentAtMs: 1, received: [{}] }] }] },
    ],
  ])('may be anything else: %s', async (_name, value) => {
    const { code, out } = await told(value);
    expect([0, 1, 2]).toContain(code);
    expect(out === '' || JSON.parse(out).schema.startsWith('meter.')).toBe(true);
  });
});

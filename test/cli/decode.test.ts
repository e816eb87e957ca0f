/** `meter decode` as a user sees it: what it prints, where to, and how it ends. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDecode } from '../../src/cli/commands/decode.ts';
import { type Context, UsageError } from '../../src/cli/context.ts';
import type { Language } from '../../src/wording/index.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: UsageError | null;
}

function contextFor(lang: Language, json: boolean, columns: number, said: string[]): Context {
  const out = { write: (text: string) => void said.push(text), isTerminal: false, columns, colourLevel: 0 } as const;
  const err = { ...out, write: () => undefined };
  const signal = new AbortController().signal;
  return { out, err, lang, json, verbosity: 0, showSecrets: false, configDir: undefined, signal };
}

async function decode(
  args: readonly string[],
  {
    lang = 'en' as Language,
    json = false,
    columns = 80,
    file = undefined as string | undefined,
    story = false,
    frames = false,
  } = {},
): Promise<Ended> {
  const said: string[] = [];
  try {
    const named = file === undefined ? {} : { file };
    const code = await runDecode(contextFor(lang, json, columns, said), args, { ...named, story, frames });
    return { code, out: said.join(''), error: null };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, out: said.join(''), error };
  }
}

const snrm = '7EA0070321930F017E';
const fieldCase = {
  'fcs-wrong': '7E A0 07 03 21 93 00 00 7E',
  'group-length':
    '7E A0 21 02 03 03 93 F0 46 81 80 12 05 02 00 80 06 02 00 80 07 04 00 00 00 01 08 04 00 00 00 01 A6 D9 7E',
  'gateway-busy': '50 6F 72 74 20 61 6C 72 65 61 64 79 20 69 6E 20 75 73 65 0D 0A',
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'meter-decode-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('the screens of the field case', () => {
  for (const lang of ['en', 'es'] as const) {
    it.each(Object.entries(fieldCase))(`%s, ${lang}, at 80 columns`, async (name, hex) => {
      const { out, code } = await decode([hex], { lang });
      const golden = join(import.meta.dirname, `../golden/decode-${name}-${lang}.txt`);
      const seen = `$ meter decode "${hex}"\n${out}[exit ${code}]\n`;
      expect(existsSync(golden), `${golden} is missing; it should read:\n${seen}`).toBe(true);
      expect(seen).toBe(readFileSync(golden, 'utf8'));
    });
  }

  it.each([
    ['80', 80],
    ['120', 120],
    ['72', 72],
  ])('keep to %s columns, without a blank at any end', async (_name, columns) => {
    for (const lang of ['en', 'es'] as const) {
      const log = fileWith('wide.log', '2025-11-10 10:35:02,123 RX 7EA00A2100FEFEFF73D0E77E');
      const { out } = await decode([...Object.values(fieldCase), log], { lang, columns });
      for (const line of out.split('\n')) {
        expect(line.length).toBeLessThanOrEqual(columns);
        expect(line).toBe(line.trimEnd());
      }
    }
  });
});

describe('exit codes', () => {
  it.each([
    ['a sound frame', [snrm], 0],
    ['a frame over several arguments', ['7E', 'A0', '07', '03', '21', '93', '0F', '01', '7E'], 0],
    ['a text of a gateway', [fieldCase['gateway-busy']], 0],
    ['a wrong frame', [fieldCase['fcs-wrong']], 1],
    ['bytes nobody knows', ['112233445566'], 1],
    ['a digit too few', [snrm.slice(0, -1)], 2],
    ['no hex', ['hello there'], 2],
    ['a sound line and an odd one', [`${snrm}\n7E A`], 2],
  ])('%s', async (_name, args, code) => {
    expect((await decode(args)).code).toBe(code);
  });

  it('says what to do where nothing can be decoded', async () => {
    const odd = await decode([snrm.slice(0, -1)]);
    expect(odd).toMatchObject({ out: '', error: { message: expect.stringContaining('Line 1, character 1') } });
    const both = await decode([`${snrm}\n7E A`], { lang: 'es' });
    expect(both.out).toContain('SNRM');
    expect(both.error?.message).toContain('Línea 2, carácter 4');
    expect((await decode(['hello'])).error?.hint).toContain('meter decode 7EA0070321930F017E');
  });
});

describe('the JSON document', () => {
  it('is what the contract says', async () => {
    const { out } = await decode([fieldCase['fcs-wrong']], { json: true });
    expect(JSON.parse(out)).toMatchObject({
      schema: 'meter.decode/1',
      items: [
        {
          kind: 'hdlc',
          offset: 0,
          length: 9,
          hex: '7ea00703219300007e',
          type: 'SNRM',
          problems: [{ code: 'fcs-wrong', offset: 6, found: '0000', expected: '0f01' }],
          corrected: '7ea0070321930f017e',
          tree: [{ field: 'flag.opening', offset: 0, length: 1, hex: '7e' }, { field: 'format' }, {}, {}, {}, {}, {}],
        },
      ],
    });
  });

  it('holds the items of all inputs with running offsets, and which way they went', async () => {
    const log = fileWith('log.txt', `10:00:00 TX ${snrm}\n10:00:01 RX 7EA00721037301407E\n`);
    const { out, code } = await decode([snrm, log], { json: true });
    const { items } = JSON.parse(out);
    expect(code).toBe(0);
    expect(
      items.map((item: { offset: number; type: string; direction?: string; at?: string }) => [
        item.offset,
        item.type,
        item.direction,
        item.at,
      ]),
    ).toEqual([
      [0, 'SNRM', undefined, undefined],
      [9, 'SNRM', 'sent', '10:00:00'],
      [18, 'UA', 'received', '10:00:01'],
    ]);
  });
});

describe('where the bytes come from', () => {
  const bytes = Uint8Array.from(snrm.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

  it('reads files with text or with the bytes themselves, named as argument or option', async () => {
    for (const content of [bytes, snrm, `0000   ${snrm.replace(/..(?=.)/g, '$& ')}   ~...!...~\n`]) {
      const path = fileWith('bytes.bin', content);
      expect(await decode([path])).toMatchObject({ code: 0, out: expect.stringContaining('SNRM') });
      expect(await decode([], { file: path })).toMatchObject({ code: 0, out: expect.stringContaining('SNRM') });
    }
  });

  it('reads a capture file, frame by frame where that is asked for', async () => {
    const path = fileWith(
      'a.capture',
      `# source made\n@0 = connected\n@0 > ${snrm}\n@200 < 506F727420616C726561647920696E207573650D0A\n@201 = FIN\n`,
    );
    const { out, code } = await decode([path], { frames: true });
    expect(code).toBe(0);
    expect(out).toMatch(/HDLC {2}SNRM.*\(@0 sent\)/);
    expect(out).toMatch(/gateway-busy.*\(@200 received\)/);
  });

  it('names a file that cannot be read', async () => {
    const { error } = await decode([], { file: join(folder, 'none') });
    expect(error?.message).toContain('ENOENT');
    expect((await decode([folder])).error?.message).toContain('EISDIR');
  });

  it.each([
    ['alone', ['captura.log']],
    ['in a folder', ['logs/2025-11-10']],
    ['beside a file that is there', [snrm, '-']],
  ])('says that a file does not exist: %s', async (_name, args) => {
    const there = fileWith('there.log', snrm);
    const { error } = await decode(args.includes('-') ? [there, 'no/such.capture'] : args);
    expect(error?.message).toMatch(/^There is no file "(captura\.log|logs\/2025-11-10|no\/such\.capture)"/);
    expect((await decode(['hello there'])).error?.message).not.toContain('file "');
    expect((await decode([`main.c: ${snrm}`])).code).toBe(0);
  });

  it('takes an empty file for nothing to decode', async () => {
    expect((await decode([fileWith('empty', '')])).code).toBe(2);
  });

  it('refuses what is too long to be explained at once', async () => {
    const path = fileWith('long.bin', new Uint8Array(33 * 1024 * 1024));
    expect((await decode([path])).error?.message).toContain('32 MiB');
  });
});

describe('the terminal', () => {
  it('gets nothing that could move its cursor', async () => {
    const { out } = await decode(['1B5B324A 1B5D30 07 0D 9B 48656C6C6F 7E A0 1B 5B']);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    const text = await decode([`506F727420616C726561647920696E207573651B5B324A`]);
    expect(text.out).not.toContain('\u001b');
  });
});

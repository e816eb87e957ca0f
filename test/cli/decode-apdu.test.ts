/** `meter decode` on frames with APDUs, as a user sees it: golden screens, secrets, long lists, the JSON document. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/bytes/hex.ts';
import { joinBytes } from '../../src/bytes/join.ts';
import { runDecode } from '../../src/cli/commands/decode.ts';
import type { Context } from '../../src/cli/context.ts';
import { encodeFrame, informationControl, parseControl } from '../../src/hdlc/index.ts';
import type { Language } from '../../src/wording/index.ts';
import { apdus, bytesOf } from '../support/apdus.ts';

interface Asked {
  readonly lang?: Language;
  readonly json?: boolean;
  readonly columns?: number;
  readonly showSecrets?: boolean;
}

async function decode(hex: string, { lang = 'en', json = false, columns = 80, showSecrets = false }: Asked = {}) {
  const said: string[] = [];
  const out = { write: (text: string) => void said.push(text), isTerminal: false, columns, colourLevel: 0 } as const;
  const signal = new AbortController().signal;
  const context: Context = { out, err: out, lang, json, verbosity: 0, showSecrets, configDir: undefined, signal };
  const code = await runDecode(context, [hex], {});
  return { code, out: said.join('') };
}

const one = (upper: number) => ({ upper, lower: null, width: 1 }) as const;
const frame = (information: string, ns = 0, segmented = false, toServer = false) =>
  encodeFrame({
    destination: one(toServer ? 1 : 16),
    source: one(toServer ? 16 : 1),
    control: informationControl(ns, 0),
    information: bytesOf(information),
    segmented,
  });
const push = encodeFrame({
  destination: one(16),
  source: one(1),
  control: parseControl(0x13),
  information: bytesOf(
    'E6E700 0F 40000001 090C 07EA0B18020E1E00FF800000 01 02 02 03 0906 0100010700FF 0600000170 0202 0F00 161B 02 03 0906 0100200700FF 1208FC 0202 0FFF 1623',
  ),
});

/** Screens kept in `test/golden/`. */
const screens = {
  association: toHex(frame(`E6E600 ${apdus.AARQ}`, 0, false, true)),
  push: toHex(push),
  segments: toHex(joinBytes([frame('E6E700 C4 01 C1 00 02 02 12', 0, true), frame('00E6 0906 0100200700FF', 1)])),
};

describe('the screens of APDUs', () => {
  for (const lang of ['en', 'es'] as const) {
    it.each(Object.entries(screens))(`%s, ${lang}, at 80 columns`, async (name, hex) => {
      const { out, code } = await decode(hex, { lang });
      const golden = join(import.meta.dirname, `../golden/decode-${name}-${lang}.txt`);
      const seen = `$ meter decode ${hex}\n${out}[exit ${code}]\n`;
      if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, seen);
      expect(existsSync(golden), `${golden} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true);
      expect(seen).toBe(readFileSync(golden, 'utf8'));
    });
  }

  it.each([80, 120, 72])('keep to %s columns, without a blank at any end or a hole', async (columns) => {
    const all = [...Object.values(screens), ...Object.values(apdus).map((hex) => toHex(frame(`E6E700 ${hex}`)))];
    for (const lang of ['en', 'es'] as const) {
      for (const hex of all) {
        const { out } = await decode(hex, { lang, columns });
        expect(out).not.toMatch(/(?<!object-)\bundefined\b|\[object|\{\w+\}|NaN/);
        for (const line of out.split('\n')) {
          expect(line.length, line).toBeLessThanOrEqual(columns);
          expect(line).toBe(line.trimEnd());
        }
      }
    }
  });

  it('show every byte of an APDU in some row', async () => {
    for (const hex of Object.values(apdus)) {
      const { out } = await decode(toHex(bytesOf(hex)));
      // A block that is the only one makes its value at once: an item of its own.
      const [first = ''] = out.split(/\n\n(?= +\d+ {2}APDU {2})/);
      const rows = first
        .split('\n')
        .slice(1)
        .filter((line) => !/^ +\d+ {2}\d+ bytes? /.test(line))
        .map((line) => /^ +\d+ {2}((?:[0-9A-F]{2} )*[0-9A-F]{2})(?: |$)/.exec(line)?.[1] ?? '');
      expect(rows.join('').replaceAll(' ', ''), hex).toBe(toHex(bytesOf(hex)).toUpperCase());
    }
  });
});

describe('a password in an AARQ', () => {
  it('is not put into words unless that is asked for', async () => {
    for (const lang of ['en', 'es'] as const) {
      const { out } = await decode(screens.association, { lang });
      expect(out).toMatch(lang === 'en' ? 'password, 8 octets' : 'contraseña, 8 octetos');
      expect(out).not.toContain('12345678');
    }
    expect((await decode(screens.association, { showSecrets: true })).out).toContain('password, 8 octets: "12345678"');
    expect((await decode(screens.association, { json: true })).out).not.toContain('12345678');
  });

  it('is told from a challenge', async () => {
    const challenge = apdus.AARQ.replace('60857405080201', '60857405080205');
    const { out } = await decode(toHex(bytesOf(challenge)), { showSecrets: true });
    expect(out).toContain('challenge, 8 octets');
    expect(out).not.toContain('12345678');
  });
});

describe('long lists', () => {
  const rows = (count: number, last = '1105') =>
    `C4 01 C1 00 01 82 ${count.toString(16).padStart(4, '0')} ${'1105'.repeat(count - 1)} ${last}`;

  it('are shown by their beginning, and what is left out is said', async () => {
    const { out } = await decode(toHex(bytesOf(rows(500))));
    expect(out.split('\n').length).toBeLessThan(40);
    expect(out).toContain('… 476 more elements (25 to 500); --json has all');
    const json = JSON.parse((await decode(toHex(bytesOf(rows(500))), { json: true })).out);
    expect(json.items[0].apdu ?? json.items[0].tree[0].apdu.result.data.items).toHaveLength(500);
    expect((await decode(toHex(bytesOf(rows(25))))).out).not.toContain('more elements');
  });

  it('show what is wrong in them wherever it stands', async () => {
    const wrong = toHex(frame(`E6E700 ${rows(100, '0805')}`));
    const { out, code } = await decode(wrong);
    expect(code).toBe(1);
    expect(out).toContain('No data type has the tag 08');
    expect(out).toMatch(/… 7[0-9] more elements/);
    const sound = frame(`E6E700 ${rows(60, '1111')}`);
    const lost = await decode(toHex(Uint8Array.of(...sound.subarray(0, 110), 0x11, ...sound.subarray(110))));
    expect(lost.out).toContain('A byte 11 too many here');
    expect(lost.out.match(/more elements/g)).toHaveLength(2);
  });
});

describe('the JSON document', () => {
  it('holds what an APDU comes to', async () => {
    const hex = `C4 01 C1 00 02 04 0906 0100010800FF 15FFFFFFFFFFFFFFFF 15 0000000000000005 2300`.replace(
      '2300',
      '17 7FC00000',
    );
    const { items } = JSON.parse((await decode(toHex(bytesOf(hex)), { json: true })).out);
    expect(items[0].tree[0]).toMatchObject({
      field: 'apdu',
      value: 'GET-Response-normal',
      apdu: {
        type: 'GET-Response',
        choice: 'normal',
        invoke: { id: 1, confirmed: true, highPriority: true },
        result: {
          kind: 'data',
          data: {
            type: 'structure',
            items: [
              { type: 'octet-string', bytes: '0100010800ff' },
              { type: 'long64-unsigned', value: '18446744073709551615' },
              { type: 'long64-unsigned', value: 5 },
              { type: 'float32', value: 'NaN' },
            ],
          },
        },
      },
    });
    const request = JSON.parse((await decode(toHex(bytesOf(apdus['GET-Request-normal'])), { json: true })).out);
    expect(request.items[0].tree[0].apdu.attribute).toMatchObject({
      logicalName: '0100010800ff',
      obis: '1-0:1.8.0.255',
    });
  });

  it('holds readings, layouts and joined items', async () => {
    const pushed = JSON.parse((await decode(screens.push, { json: true })).out);
    expect(pushed.items[0]).toMatchObject({
      layout: { code: 'structures' },
      readings: [
        { obis: '1-0:1.7.0.255', value: 368, scaler: 0, unit: 'W' },
        { obis: '1-0:32.7.0.255', value: 2300, scaler: -1, unit: 'V' },
      ],
    });
    const joined = JSON.parse((await decode(screens.segments, { json: true })).out);
    expect(joined.items).toHaveLength(3);
    expect(joined.items[2]).toMatchObject({
      kind: 'apdu',
      type: 'GET-Response',
      offset: 0,
      length: 17,
      joinedFrom: [0, 21],
    });
    expect(joined.items.slice(0, 2).some((item: object) => 'joinedFrom' in item)).toBe(false);
  });
});

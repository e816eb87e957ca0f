/** What a report hides: passwords always, and for an anonymous one everything that tells whose meter it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { joinBytes } from '../../src/bytes/join.ts';
import { dissect, hasFault } from '../../src/dissect/index.ts';
import { encodeFrame, informationControl, parseFrame } from '../../src/hdlc/index.ts';
import { onlySecrets } from '../../src/report/case-anonymous.ts';
import { hideOctets } from '../../src/report/case-mask.ts';
import { Anonymizer, hideInCase, readCase } from '../../src/report/index.ts';
import { anonymousView, keptCase, keptDocument, rendered } from '../support/case-view.ts';

const text = (characters: string) => Uint8Array.from(characters, (one) => one.charCodeAt(0));
const bytes = (hex: string) => fromHex(hex)!;
const secret = 'Gr0undh0g';
const deviceName = 'XYZ0012345678901';
const serial = '12345678';

const framed = (information: Uint8Array, lower: number | null = null) =>
  encodeFrame({
    destination: { upper: 16, lower: null, width: 1 },
    source: { upper: 1, lower, width: lower === null ? 1 : 4 },
    control: informationControl(0, 0),
    information,
  });

const aarq = joinBytes([
  bytes('e6e6006037a1090607608574050801018a0207808b0760857405080201ac0b8009'),
  text(secret),
  bytes('be10040e01000000065f1f0400001e1d04b0'),
]);
const nameAnswer = joinBytes([bytes('e6e700c401c1000910'), text(deviceName)]);
const instant = bytes('e6e700c401c100090c07ea0b18020e2a3000ffc400');
const obis = bytes('e6e700c401c10009060000010000ff');

const anonymizer = () => new Anonymizer(['medidor-02', 'gw-7.example.net', '192.0.2.7', serial], ['reader']);

describe('passwords', () => {
  it('are masked in every frame that has one, and the frame stays sound', () => {
    const sent = framed(aarq);
    const shown = hideOctets(sent, onlySecrets);
    expect(shown.length).toBe(sent.length);
    expect(Buffer.from(shown).toString('latin1')).not.toContain(secret);
    const [item] = dissect(shown);
    expect([item?.type, hasFault(item?.problems ?? [])]).toEqual(['I', false]);
  });

  it('are masked in a document that somebody else made', () => {
    const document = keptDocument('mute');
    const sent = toHex(framed(aarq));
    const checks = [
      {
        id: 'association.open:reader',
        outcome: 'TIMEOUT',
        ms: 1,
        exchanges: [{ sent, sentAtMs: 1, received: [{ atMs: 2, hex: sent }] }],
      },
    ];
    const shown = JSON.stringify(hideInCase(readCase({ ...document, checks })!, null));
    expect(shown).not.toContain(toHex(text(secret)));
  });

  it('are the only octets that are touched', () => {
    for (const frame of [framed(nameAnswer), framed(instant), text('Port already in use\r\n')]) {
      expect(toHex(hideOctets(frame, onlySecrets))).toBe(toHex(frame));
    }
  });
});

describe('an anonymous frame', () => {
  const hide = (octets: Uint8Array) => hideOctets(octets, anonymizer().octets);

  it('has no logical device name, whole or in parts', () => {
    const whole = framed(nameAnswer);
    for (const octets of [whole, joinBytes([text('noise'), whole]), whole.subarray(0, -4), whole.subarray(9)]) {
      const shown = hide(octets);
      expect(shown.length).toBe(octets.length);
      expect(Buffer.from(shown).toString('latin1')).not.toContain(deviceName.slice(4, 12));
    }
    expect(parseFrame(hide(whole).subarray(1, -1))).toMatchObject({ defects: [] });
  });

  it('keeps instants, logical names and what a gateway says of itself', () => {
    for (const kept of [framed(instant), framed(obis), text('Port already in use\r\n')]) {
      expect(toHex(hide(kept))).toBe(toHex(kept));
    }
  });

  it('has no names of hosts, meters or units, and no serial numbers, in any text or noise', () => {
    const said = 'Welcome to gw-7.example.net (192.0.2.7), medidor-02, S/N 12345678\r\n';
    const shown = Buffer.from(hide(text(said))).toString('latin1');
    expect(shown).toMatch(/^Welcome to \*+ \(\*+\), \*+, S\/N \*+\r\n$/);
    const number = hide(joinBytes([bytes('06'), bytes('00bc614e')]));
    expect(toHex(number)).toBe('062a2a2a2a');
  });

  it('has a stand-in for an address made of a serial number, the same one each time', () => {
    const one = anonymizer();
    const frame = framed(obis, 5678);
    const shown = hideOctets(frame, one.octets);
    expect(toHex(shown)).not.toBe(toHex(frame));
    expect(parseFrame(shown.subarray(1, -1))).toMatchObject({
      source: { upper: 1, lower: 9001 },
      defects: [],
    });
    expect([one.server('1/5678'), one.id('address.4.1-5678'), one.server('1/17')]).toEqual([
      '1/9001',
      'address.4.1-9001',
      '1/17',
    ]);
  });

  it('has a title of no system', () => {
    const titled = bytes('db0858595a00123456781130000000010102030405060708090a0b0c');
    expect(toHex(hide(framed(joinBytes([bytes('e6e700'), titled]))))).not.toContain('58595a0012345678');
  });

  it('is as long as the frame, and never throws, whatever the octets are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.boolean(), (octets, isFrame) => {
        const given = isFrame ? framed(octets) : octets;
        expect(hide(given).length).toBe(given.length);
        expect(hideOctets(given, onlySecrets).length).toBe(given.length);
      }),
    );
  });
});

describe('an anonymous report', () => {
  /** One of everything, in every place that a document has for it. */
  const known = {
    name: 'medidor-02',
    host: 'gw-7.example.net',
    address: '192.0.2.7',
    serial,
    deviceName,
    unit: 'dlms-multi-meter.service',
    user: 'operadora',
    path: '/home/operadora/lecturas',
    mac: '00:11:22:33:44:55',
    ipv6: '2001:db8::17',
    mail: 'operadora@example.net',
    set: 'lector-norte',
  } as const;
  const all = Object.values(known).join(' , ');
  const document = keptDocument('mute');
  const spoken = toHex(text(`${all}\r\n`));
  const facts = readCase({
    ...document,
    meter: { id: 2, name: known.name, endpoint: `tcp://${known.host}:3333` },
    checks: [
      {
        id: `line.listen:${known.set}`,
        outcome: 'TEXT',
        ms: 1,
        facts: {
          credential: known.set,
          client: 1,
          server: { upper: 1, lower: 5678, width: 4 },
          heard: { text: { text: all } },
          holders: [{ name: 'python3', unit: known.unit, pid: 17 }],
          why: all,
          reading: { value: known.deviceName },
          identification: { text: all },
        },
        exchanges: [
          {
            sent: toHex(framed(nameAnswer, 5678)),
            sentAtMs: 1,
            received: [
              { atMs: 1, hex: spoken.slice(0, 40) },
              { atMs: 2, hex: spoken.slice(40) },
            ],
          },
          { sent: null, sentAtMs: 5, received: [{ atMs: 1, hex: toHex(framed(nameAnswer)) }] },
        ],
      },
      { id: 'unheard-of', asks: `Who is ${all}?`, outcome: 'TIMEOUT', ms: 1 },
    ],
    credentials: [
      {
        name: known.set,
        client: 1,
        server: { upper: 1, lower: 5678, width: 4 },
        outcome: 'READ-OK',
        replyMs: 3,
        login: { outcome: 'ACCEPTED', result: null, diagnostic: null },
        reading: { outcome: 'READ', logicalName: '0-0:42.0.0.255', value: known.deviceName },
        exchanges: [],
      },
    ],
    verdict: {
      ...(document.verdict as object),
      proven: [
        { name: 'held-by-process', pid: 17, process: `python3 (${known.unit})`, says: all },
        { name: 'reads', credential: known.set, client: 1, object: '0-0:42.0.0.255', ms: 3, value: known.deviceName },
        { name: 'unheard-of', says: all },
        { name: 'text-came', text: all },
      ],
      causes: [{ code: 'line.echo', grade: 'likely', because: 'it is.', evidence: [`link.open:${known.set}`] }],
      excluded: [{ code: 'tcp.refused', by: `link.open:${known.set}` }],
      found: { server: { upper: 1, lower: 5678, width: 4 }, client: 1, framing: 'hdlc', negotiation: 'bare' },
    },
  })!;
  const stranger = () =>
    new Anonymizer([known.name, known.host, known.address, known.serial, known.deviceName, known.user], [known.set]);
  const view = (who: Anonymizer) =>
    anonymousView(facts, who, {
      server: '1/5678:4',
      attachments: [{ kind: 'trace', file: `${known.name}.cap` }],
      history: {
        ...keptHistory(),
        settings: [{ credential: known.set, client: 1, attempts: 1, successes: 0, last: null }],
      },
    });

  it.each(['markdown', 'html'] as const)('names nobody and nothing, as %s', (format) => {
    for (const lang of ['en', 'es'] as const) {
      const shown = rendered(view(stranger()), format, lang);
      // As text, as bytes in any case, and with a blank between them.
      const squeezed = shown.replace(/[\s\\]/g, '').toLowerCase();
      for (const [what, word] of Object.entries(known)) {
        expect(shown.toLowerCase(), `${what} as text`).not.toContain(word.toLowerCase());
        expect(squeezed, `${what} as bytes`).not.toContain(toHex(text(word)));
        expect(squeezed, `${what}, escaped`).not.toContain(word.toLowerCase());
      }
      expect(shown).not.toMatch(/\b5678\b/);
      expect(shown).toContain('set-1');
      expect(shown).toContain('9001');
    }
  });

  it('would name them all otherwise', () => {
    const shown = rendered({ ...view(stranger()), facts, anonymous: false }, 'html', 'en');
    for (const word of Object.values(known)) expect(shown).toContain(word);
  });

  it('keeps its lengths', () => {
    const shown = hideInCase(facts, stranger());
    const lengths = (one: typeof facts) =>
      one.experiments.flatMap(({ exchanges }) =>
        exchanges.flatMap(({ sent, received }) => [sent?.length ?? 0, ...received.map(({ hex }) => hex.length)]),
      );
    expect(lengths(shown)).toEqual(lengths(facts));
  });
});

function keptHistory() {
  return anonymousView(keptCase('busy'), anonymizer()).history;
}

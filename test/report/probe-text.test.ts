/** The screens of `meter probe`, from evidence made by hand: what shares a row, what fits, what acts on a terminal. */
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyEvidence, Evidence, Heard, ServerAddress } from '../../src/evidence/index.ts';
import {
  handWarning,
  lookAtHand,
  type ProbeReport,
  type ProbeTextOptions,
  planSentence,
  probeDocument,
  renderProbe,
} from '../../src/report/index.ts';
import { probeLines } from '../../src/report/probe-lines.ts';
import type { Verdict } from '../../src/verdict/index.ts';
import { languages } from '../../src/wording/index.ts';

const chalk = new Chalk({ level: 0 });
const options: ProbeTextOptions = { lang: 'en', columns: 80, chalk, bytes: false, commands: () => [], keep: null };

const nothing: Heard = {
  clocks: { bytes: 0, frames: 0, soundFrames: 0, answers: 0 },
  text: null,
  telnet: [],
  echo: false,
  foreign: [],
  garbledBytes: 0,
  defects: [],
  firstByteMs: null,
  longestGapMs: 0,
  end: null,
};
const one: ServerAddress = { upper: 1, lower: null, width: 1 };
const two = (lower: number): ServerAddress => ({ upper: 1, lower, width: 2 });

function address(
  server: ServerAddress,
  outcome: Evidence<'address.ask'>['outcome'] = 'TIMEOUT',
  more: Partial<Evidence<'address.ask'>['facts']> = {},
): Evidence<'address.ask'> {
  const { upper, lower, width } = server;
  return {
    id: `address.${width}.${lower === null ? upper : `${upper}-${lower}`}`,
    experiment: 'address.ask',
    outcome,
    ms: 2000,
    exchanges: [{ sent: '7ea00803', sentAtMs: 12, received: [] }],
    facts: {
      credential: 'public',
      client: 16,
      server,
      configured: one,
      question: 'DISC',
      rule: 'usual',
      source: null,
      replyMs: null,
      timeoutMs: 2000,
      heard: nothing,
      ...more,
    },
  };
}

const verdict: Verdict = {
  code: 'address.value',
  outcome: 'TIMEOUT',
  causes: [
    { code: 'address.value', grade: 'proven', because: 'answer-from-another-address', evidence: ['address.2.1-17'] },
  ],
  excluded: [],
  proven: [],
  notProven: [],
  notTested: [],
  next: ['keep-address'],
  found: { server: two(17), client: 16, framing: 'hdlc', negotiation: 'bare' },
};

const report = (evidence: readonly AnyEvidence[], more: Partial<ProbeReport> = {}): ProbeReport => ({
  meter: { id: null, name: null, endpoint: { transport: 'hdlc', host: '192.0.2.7', port: 3333 }, server: one },
  durationMs: 61_000,
  questions: evidence.length,
  evidence,
  rows: [],
  verdict,
  ...more,
});

describe('the lines of a probe', () => {
  const silent = [16, 17, 18, 19, 25].map((lower) => address(two(lower)));

  it('puts silent addresses into one line, neighbours by their ends', () => {
    const lines = probeLines(silent, [], 'en', false);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ asked: 'DISC to 5 addresses: 1/16 … 1/19, 1/25', outcome: 'TIMEOUT', ms: 10_000 });
  });

  it('gives each its line where each is to be seen', () => {
    expect(probeLines(silent, [], 'en', true)).toHaveLength(5);
  });

  it('never hides an answer among the silent ones', () => {
    const answer = address(two(20), 'DM', { source: two(20), replyMs: 210 });
    const lines = probeLines([...silent, answer], [], 'en', false);
    expect(lines.map(({ asked, outcome, ms }) => [asked, outcome, ms])).toEqual([
      ['DISC to 5 addresses: 1/16 … 1/19, 1/25', 'TIMEOUT', 10_000],
      ['DISC to 1/20 (2 bytes)', 'DM', 210],
    ]);
    expect(lines[1]?.says).toBe('a meter is there; no link was open');
  });

  it('never hides bytes among silence', () => {
    const noise = address(two(21), 'TIMEOUT', { heard: { ...nothing, clocks: { ...nothing.clocks, bytes: 3 } } });
    expect(probeLines([...silent, noise], [], 'en', false)).toHaveLength(2);
  });

  it('says which causes an experiment ruled out', () => {
    const lines = probeLines(silent, [{ code: 'address.length', by: 'address.2.1-18' }], 'en', false);
    expect(lines.map(({ says }) => says)).toEqual(['', 'rules out address.length']);
  });

  it('says where the answer came from, where that is elsewhere', () => {
    const [line] = probeLines([address(two(127), 'DM', { source: two(17), rule: 'all-station' })], [], 'en', false);
    expect(line?.says).toBe('a meter is there; no link was open; from 1/17; all-station address');
  });
});

describe('the screen of a probe', () => {
  const evidence = [address(one), address(two(1)), address(two(17), 'DM', { source: two(17), replyMs: 212 })];

  it.each(languages)('names what was found, and the command to type, in %s', (lang) => {
    const command = 'meter edit 2 --server 1/17';
    const text = renderProbe(report(evidence), { ...options, lang, commands: () => [command] });
    expect(text).toContain(`     ${command}\n`);
    expect(text).toContain('address.value');
    expect(text).toMatch(
      lang === 'en' ? /^Found {2}server 1\/17 \(2 bytes\), client 16/m : /^Encontrado {2}servidor 1\/17/m,
    );
  });

  it.each(languages)('fits its columns in %s, whatever the width', (lang) => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 160 }), fc.boolean(), (columns, bytes) => {
        const text = renderProbe(report(evidence), { ...options, lang, columns, bytes });
        for (const line of text.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 60 },
    );
  });

  it('lets nothing that came act on a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (said) => {
        const signOn: Evidence<'signon.ask'> = {
          id: 'signon',
          experiment: 'signon.ask',
          outcome: 'IDENTIFIED',
          ms: 300,
          exchanges: [],
          facts: {
            identification: { maker: 'EMH', text: said, baud: 9600, modeE: true },
            timeoutMs: 2000,
            heard: nothing,
          },
        };
        const text = renderProbe(report([signOn]), options);
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      }),
    );
  });

  it('shows the bytes of each below it where they are wanted', () => {
    const text = renderProbe(report(evidence), { ...options, bytes: true });
    expect(text.match(/^ {6}12 ms {2}> 7E A0 08 03$/gm)).toHaveLength(3);
    expect(text).toContain('DISC to 1/1 (2 bytes)  TIMEOUT  2.00 s');
  });

  it('says how many questions were not asked, and why', () => {
    const row = { id: 'x', experiment: 'echo.ask', questions: 1, mostMs: 1, tells: [], ask: { kind: 'echo' } } as const;
    const rows = [
      { row, skipped: 'known' },
      { row, skipped: 'known' },
      { row, skipped: 'line-lost' },
      { row, skipped: null },
    ];
    const text = renderProbe(report(evidence, { rows }), options);
    expect(text).toContain('Not asked (2): what they could tell was known by then.\n');
    expect(text).toContain('Not asked (1): the line could not be used any further.\n');
  });
});

describe('the document of a probe', () => {
  it('names each experiment by its id, with an English sentence and its exchanges', () => {
    const document = probeDocument(report([address(two(17), 'DM')]), '2026-11-24T10:00:00.000Z');
    expect(document).toMatchObject({
      schema: 'meter.probe/1',
      questions: 1,
      durationMs: 61_000,
      startedAt: '2026-11-24T10:00:00.000Z',
      experiments: [
        {
          id: 'address.2.1-17',
          asks: 'Does a meter answer a DISC at server address 1/17 (2 bytes)?',
          outcome: 'DM',
          ms: 2000,
          exchanges: [{ sent: '7ea00803', sentAtMs: 12, received: [] }],
        },
      ],
      verdict: { code: 'address.value', found: { client: 16, framing: 'hdlc', negotiation: 'bare' } },
    });
  });
});

describe('the sentence before the first byte', () => {
  const plan = { rows: [], questions: 41, mostMs: 130_000, quietMs: null, handBytes: null, serial: null };

  it('says how much is asked at most, how long that takes, and that no password goes out', () => {
    expect(planSentence(plan, 'en')).toBe('At most 41 questions, 2 min 10 s; no password is sent.');
    expect(planSentence(plan, 'es')).toBe('A lo sumo 41 preguntas, 2 min 10 s; no se envía ninguna contraseña.');
  });

  it('says how long it keeps silent first', () => {
    expect(planSentence({ ...plan, quietMs: 180_000 }, 'en')).toMatch(/^First, 3 min 0 s of silence on the line\. /);
  });
});

describe('bytes by hand, before they are sent', () => {
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  const sound = '7E A0 07 03 21 93 0F 01 7E';

  it('says nothing of a sound frame, nor of a sign-on', () => {
    expect(handWarning(lookAtHand(bytes(sound)), 'en', 80)).toBe('');
    expect(handWarning(lookAtHand(bytes('2F 3F 21 0D 0A')), 'en', 80)).toBe('');
  });

  it.each(languages)('says what is wrong and what would be right (%s)', (lang) => {
    const warning = handWarning(lookAtHand(bytes('7E A0 07 03 21 93 FF FF 7E')), lang, 80);
    expect(warning).toContain('FCS');
    expect(warning).toContain(sound);
  });

  it('shows no byte of a password, nor of what it would be corrected to', () => {
    // An AARQ with LLS, whose last check octet is wrong.
    const aarq =
      '7EA0450321105E0AE6E600603680020284A109060760857405080101AC0A80083132333435363738BE10040E01000000065F1F040000181F04B0' +
      '8A0207808B0760857405080201';
    const hex = `${aarq}00007E`;
    const look = lookAtHand(bytes(hex));
    const warning = handWarning(look, 'en', 80);
    expect(look.malformed).toBe(true);
    expect(warning).not.toContain('31 32 33 34');
  });
});

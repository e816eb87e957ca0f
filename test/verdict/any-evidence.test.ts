/** Whatever was asked, in whatever order, and however little of it: what must hold of every verdict. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeCodes } from '../../src/evidence/cause-code.ts';
import type { AnyEvidence, CauseCode } from '../../src/evidence/index.ts';
import { exclusions, judge } from '../../src/verdict/index.ts';
import { fillStatement, languages, testWords } from '../../src/wording/index.ts';
import {
  address,
  at,
  connect,
  control,
  disc,
  evidence,
  found,
  frame,
  free,
  hand,
  heard,
  holder,
  link,
  listened,
  login,
  mute,
  past,
  read,
  said,
  signOn,
  text,
} from './by-hand.ts';

const links = [
  'link.open',
  'link.again',
  'link.with-parameters',
  'link.found-address',
  'link.after-disc',
  'link.control',
  'client.ask',
  'client.control',
  'negotiation.ask',
  'framing.hdlc',
  'link.patient',
  'link.after-quiet',
] as const;
const linkOutcomes = ['UA', 'DM', 'FRMR', 'FOREIGN', 'GARBLED', 'ECHO', 'TEXT', 'CLOSED', 'TIMEOUT'] as const;
const loginOutcomes = ['ACCEPTED', 'REJECTED', 'EXCEPTION', 'HLS-PENDING', 'FRMR', 'DM', 'TIMEOUT', 'CLOSED'] as const;
const heardAnything = [
  heard({}),
  heard({ echo: true }),
  heard({ defects: ['broken'], garbledBytes: 4 }),
  heard({ foreign: [frame('I', '1/17', '32'), frame('SNRM', '32', '1/17')] }),
  heard({ foreign: [frame('UA', '1', '16', 'set16')] }),
  heard(text('Port already in use', 'busy')),
];
const rejected = {
  result: { code: 1, name: 'x' },
  diagnostic: { code: 13, name: 'y', source: 'acse-service-user' },
} as const;

const pool: readonly AnyEvidence[] = [
  ...['OK', 'LOSS', 'REFUSED', 'UNREACHABLE', 'CONNECT-TIMEOUT', 'UNKNOWN-HOST', 'NOT-TRIED'].map((outcome) =>
    connect(outcome as 'OK'),
  ),
  ...links.flatMap((name) =>
    linkOutcomes.map((outcome, index) =>
      link(name, outcome, {
        client: index % 2 === 0 ? 16 : 1,
        server: at(['1', '1/1', '1/17'][index % 3] ?? '1'),
        late: index === 5,
        form: index % 2 === 0 ? 'bare' : 'one-octet',
        quietMs: 180_000,
        heard: heardAnything[index % heardAnything.length] ?? heard({}),
      }),
    ),
  ),
  mute(),
  ...linkOutcomes.flatMap((outcome) => ['1/1', '17', '1/4321'].map((server) => address(server, outcome))),
  address('127', 'FOREIGN', { rule: 'all-station', source: at('17') }),
  control('TIMEOUT', [said('7ea0')]),
  control('UA'),
  found('1/1'),
  ...(['association.open', 'association.control', 'association.ffff', 'framing.wrapper'] as const).flatMap((name) =>
    loginOutcomes.map((outcome) =>
      login(name, outcome, outcome === 'REJECTED' ? { client: 1, secretOctets: 8, ...rejected } : { carriedFf: true }),
    ),
  ),
  ...(['object.read', 'object.long'] as const).flatMap((name) =>
    (['READ', 'DENIED', 'TIMEOUT', 'GARBLED', 'MALFORMED', 'SEQUENCE'] as const).map((outcome) => read(name, outcome)),
  ),
  ...(['QUIET', 'BUSY', 'TEXT', 'TELNET', 'FOREIGN', 'CLOSED'] as const).map((outcome) =>
    listened(outcome, { ...text('hello there'), telnet: ['DO 1 (ECHO)', 'DO 3 (SUPPRESS-GO-AHEAD)'] }),
  ),
  ...(['UA', 'DM', 'TIMEOUT'] as const).map((outcome) => disc(outcome)),
  ...(['WORKED', 'NEVER', 'NONE'] as const).map((outcome) => past(outcome)),
  ...(['IDENTIFIED', 'GARBLED', 'TIMEOUT'] as const).map((outcome) => signOn(outcome)),
  ...(['ECHO', 'TIMEOUT'] as const).map((outcome) => evidence('echo.ask', outcome, { heard: heard({}) })),
  holder('HELD'),
  holder('NONE'),
  free('FREE', 3000),
  free('BUSY'),
  hand('ANSWERED', ['fcs-wrong'], ['UA']),
  hand('TIMEOUT', []),
  evidence('gateway.second', 'BUSY', { heard: heard({}), firstStillOpen: true }),
  evidence('own.lock', 'FREE', { pid: null, command: null }),
];
const anyRun = fc.shuffledSubarray(pool as AnyEvidence[], { maxLength: 24 });
/** Of these no bytes prove that they are what is wrong. */
const neverProven: readonly CauseCode[] = [
  'line.serial-settings',
  'meter.push-only',
  'meter.deaf',
  'meter.slow-wakeup',
  'gateway.stale-client',
  'gateway.flow-control',
  'link.stale',
  'link.refused',
  'login.secret',
  'login.locked',
  'transfer.segmentation',
  'link.silent',
  'inconclusive',
];

describe('any evidence', () => {
  it('is judged: no cause twice, none both named and excluded, none proven that cannot be', () => {
    fc.assert(
      fc.property(anyRun, (all) => {
        const { causes, code, excluded } = judge(all);
        const codes = causes.map((cause) => cause.code);
        expect(new Set(codes).size).toBe(codes.length);
        expect(excluded.filter((one) => codes.includes(one.code))).toEqual([]);
        expect(new Set(excluded.map((one) => one.code)).size).toBe(excluded.length);
        const proven = causes.filter(({ grade }) => grade === 'proven').map((cause) => cause.code);
        expect(proven.filter((one) => neverProven.includes(one))).toEqual([]);
        expect(causeCodes).toContain(code);
        if (codes.includes(code)) expect(codes[0]).toBe(code);
      }),
      { numRuns: 1500 },
    );
  });

  it('has every sentence in both languages, with nothing left to fill, and rests on evidence that is there', () => {
    fc.assert(
      fc.property(anyRun, (all) => {
        const { causes, excluded, next, notProven, notTested, proven } = judge(all);
        const ids = all.map(({ id }) => id);
        for (const lang of languages) {
          const words = testWords[lang];
          expect(causes.filter(({ because }) => !words.because[because])).toEqual([]);
          expect(next.filter((step) => !words.next[step])).toEqual([]);
          for (const told of [...proven, ...notProven, ...notTested]) {
            expect(words.statements[told.name]).toBeDefined();
            expect(fillStatement(words, told)).not.toMatch(/\{\w+\}/);
          }
        }
        for (const cause of causes) {
          expect(cause.evidence.length).toBeGreaterThan(0);
          expect(cause.evidence.filter((id) => !ids.includes(id))).toEqual([]);
        }
        expect(excluded.filter(({ by }) => !ids.includes(by))).toEqual([]);
      }),
      { numRuns: 700 },
    );
  });

  it('never proves an address, or a client, without its control', () => {
    const without = pool.filter(
      ({ experiment }) => experiment !== 'address.control' && experiment !== 'client.control',
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(without as AnyEvidence[], { maxLength: 24 }), (all) => {
        const proven = judge(all).causes.filter(({ grade }) => grade === 'proven');
        expect(
          proven.filter(({ code }) => code === 'address.length' || code === 'address.value' || code === 'client.wrong'),
        ).toEqual([]);
      }),
      { numRuns: 700 },
    );
  });
});

describe('what an outcome rules out', () => {
  const excludedBy = (...all: readonly AnyEvidence[]) => judge(all).excluded.map(({ code, by }) => `${code} ${by}`);

  it('stands in a table that a plan can read', () => {
    const rows = exclusions.filter(({ experiment }) => experiment === 'negotiation.ask');
    expect(rows.flatMap(({ codes }) => codes)).toContain('link.negotiation');
    for (const { codes, outcomes } of exclusions) {
      expect(codes.length * outcomes.length).toBeGreaterThan(0);
      expect(codes.filter((code) => !causeCodes.includes(code))).toEqual([]);
    }
  });

  it('is for good where something answered', () => {
    expect(excludedBy(link('link.open', 'DM'))).toEqual(
      expect.arrayContaining([
        'address.value link.open:16',
        'meter.mode-e link.open:16',
        'line.serial-settings link.open:16',
      ]),
    );
  });

  it('is, of silence, only what was asked whole', () => {
    const lengths = [address('1/1', 'TIMEOUT'), address('1/1:4', 'TIMEOUT')];
    expect(excludedBy(mute(), ...lengths)).toContain('address.length address.1/1:4');
    expect(excludedBy(mute(), address('1/1', 'TIMEOUT')).join()).not.toContain('address.length');
    expect(excludedBy(mute(), login('framing.wrapper', 'TIMEOUT'))).toContain('framing.wrapper framing.wrapper:16');
    expect(excludedBy(mute(), ...lengths, signOn('TIMEOUT')).join()).not.toContain('meter.mode-e');
  });

  it('is nothing, of silence, where something else explains it', () => {
    const all = [mute(), login('framing.wrapper', 'TIMEOUT'), address('17', 'DM')];
    expect(excludedBy(...all).join()).not.toContain('framing.wrapper');
  });
});

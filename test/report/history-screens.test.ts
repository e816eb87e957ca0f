/** The screens of history, health and doctor: kept word by word in both languages, within the width, and nothing raw in them. */
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderBars } from '../../src/report/history-bars.ts';
import { percent } from '../../src/report/history-text.ts';
import {
  type DoctorRow,
  type HealthRow,
  type HistoryDay,
  type HistoryView,
  historyCsvHead,
  historyCsvLines,
  renderDoctor,
  renderHealth,
  renderHistory,
} from '../../src/report/index.ts';
import { languages } from '../../src/wording/index.ts';
import { expectGolden } from '../support/golden.ts';

const chalk = new Chalk({ level: 0 });
const dayMs = 86_400_000;
/** Stands in no screen. */
const port = 65_000;

const day = (number: number, successes: number, attempts: number): HistoryDay => ({
  day: `2026-${number > 30 ? '11' : '10'}-${`${((number - 1) % 30) + 1}`.padStart(2, '0')}`,
  successes,
  attempts,
});
const silent = [
  { name: 'user1', client: 1, outcome: 'TIMEOUT', replyMs: null },
  { name: 'user2', client: 16, outcome: 'TIMEOUT', replyMs: null },
];
const view: HistoryView = {
  meter: { id: 2, name: 'medidor-02', endpoint: 'tcp://192.0.2.7:3333', server: '1' },
  since: null,
  attempts: 214,
  successes: 152,
  ownRuns: 1,
  firstSuccess: { text: '2026-10-02 08:12:03', agoMs: 53 * dayMs },
  lastSuccess: { text: '2026-11-21 23:55:10', agoMs: 2.6 * dayMs },
  silent: { since: { text: '2026-11-22 00:10:11', agoMs: 2.5 * dayMs }, attempts: 31 },
  settings: [
    {
      credential: 'user1',
      client: 1,
      attempts: 180,
      successes: 152,
      last: { text: '2026-11-21 23:55:10', agoMs: 2.6 * dayMs },
    },
    { credential: 'user2', client: 16, attempts: 214, successes: 0, last: null },
    { credential: 'user3', client: 32, attempts: 0, successes: 0, last: null },
  ],
  days: [
    ...Array.from({ length: 45 }, (_, index) => day(index + 2, index % 9 === 0 ? 1 : 4, 4)),
    day(47, 0, 0),
    day(48, 0, 12),
    day(49, 3, 12),
    ...Array.from({ length: 5 }, (_, index) => day(index + 50, 0, 4)),
  ],
  rows: [
    {
      when: '2026-11-24 14:30:00',
      meter: null,
      kind: 'test',
      code: 'meter.deaf',
      met: 'none',
      credentials: silent,
      durationMs: 14_200,
    },
    {
      when: '2026-11-21 23:55:10',
      meter: null,
      kind: 'follow',
      code: 'ok',
      met: 'ok',
      credentials: [{ name: 'user1', client: 1, outcome: 'READ-OK', replyMs: 212 }],
      durationMs: 3120,
    },
  ],
  damaged: 2,
};
const empty: HistoryView = {
  ...view,
  attempts: 0,
  successes: 0,
  ownRuns: 0,
  firstSuccess: null,
  lastSuccess: null,
  silent: null,
  settings: [],
  days: [],
  rows: [],
  damaged: 0,
};
const health: readonly HealthRow[] = [
  {
    id: 1,
    name: 'medidor-01',
    last: { code: 'ok', met: 'ok', agoMs: 61_000 },
    day: { attempts: 24, successes: 24 },
    week: { attempts: 168, successes: 167 },
    silentMs: null,
    pausedMs: null,
    state: 'running',
  },
  {
    id: 2,
    name: 'medidor-02',
    last: { code: 'meter.deaf', met: 'none', agoMs: 3_600_000 },
    day: { attempts: 24, successes: 0 },
    week: { attempts: 168, successes: 100 },
    silentMs: 2.5 * dayMs,
    pausedMs: 1_800_000,
    state: 'stopped',
  },
  {
    id: 37,
    name: 'nuevo',
    last: null,
    day: { attempts: 0, successes: 0 },
    week: { attempts: 0, successes: 0 },
    silentMs: null,
    pausedMs: null,
    state: null,
  },
];
const doctor: readonly DoctorRow[] = [
  { name: 'settings', state: 'ok', says: ['/home/ana/config.json: 3 meters, mode 600.'], fixes: [] },
  { name: 'programs', state: 'note', says: ['Missing: ss.'], fixes: ['Install iproute2.'] },
  { name: 'clock', state: 'problem', says: ['It is 1970-01-01 00:03:12.', 'Not synchronized.'], fixes: ['Set it.'] },
];

describe.each(languages)('the screens (%s)', (lang) => {
  const ended = (stdout: string) => ({ code: 0, stdout, stderr: '', ms: 0 });

  it.each([
    { columns: 80, style: 'blocks' },
    { columns: 120, style: 'blocks' },
    { columns: 80, style: 'ascii' },
  ] as const)('of history, $columns columns, $style', ({ columns, style }) => {
    const shown = renderHistory(view, { lang, columns, chalk, style });
    expectGolden(`history-${columns}-${style}-${lang}.txt`, `meter history 2 --lang ${lang}`, ended(shown), port);
    expect(Math.max(...shown.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(columns);
  });

  it('of an empty history, kindly', () => {
    const shown = renderHistory(empty, { lang, columns: 80, chalk, style: 'blocks' });
    expectGolden(`history-empty-${lang}.txt`, `meter history 2 --lang ${lang}`, ended(shown), port);
  });

  it('of health and doctor', () => {
    const options = { lang, columns: 80, chalk };
    const all = renderHealth(health, { ...options, damaged: 0 });
    expectGolden(`health-${lang}.txt`, `meter health --lang ${lang}`, ended(all), port);
    const checks = renderDoctor(doctor, { ...options, style: 'utf8' });
    expectGolden(`doctor-${lang}.txt`, `meter doctor --lang ${lang}`, ended(checks), port);
    for (const line of (all + checks).split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it('let nothing from a file through that could act on a terminal', () => {
    const hostile = '\u001b[2J\u0007\u202ex\r\n';
    const name = `${hostile}name`;
    const bad: HistoryView = {
      ...view,
      meter: { id: 2, name, endpoint: hostile, server: hostile },
      settings: [{ credential: name, client: 1, attempts: 1, successes: 0, last: null }],
      rows: [
        {
          when: '2026-11-24 14:30:00',
          meter: name,
          kind: hostile,
          code: hostile,
          met: 'fault',
          credentials: [{ name, client: 1, outcome: hostile, replyMs: null }],
          durationMs: 1,
        },
      ],
    };
    const rows = health.map((row) => ({ ...row, name, last: row.last && { ...row.last, code: hostile } }));
    const shown = [
      renderHistory(bad, { lang, columns: 80, chalk, style: 'blocks' }),
      renderHealth(rows, { lang, columns: 80, chalk, damaged: 1 }),
      renderDoctor([{ name: 'locks', state: 'note', says: [hostile], fixes: [hostile] }], {
        lang,
        columns: 80,
        chalk,
        style: 'ascii',
      }),
    ].join('');
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(shown).toContain('\\u001b[2J');
  });
});

describe('bars', () => {
  const anyDay = fc
    .tuple(fc.nat(50), fc.nat(50))
    .map(([one, other]) => ({ day: '2026-11-24', attempts: one + other, successes: other }));

  it('show the newest days, each in one place, and never more or less than there is', () => {
    fc.assert(
      fc.property(
        fc.array(anyDay, { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 20, max: 160 }),
        fc.constantFrom('blocks' as const, 'ascii' as const),
        (days, columns, style) => {
          const { lines, marks } = renderBars(days, { columns, style, chalk });
          for (const line of lines) expect([...line].length).toBeLessThanOrEqual(Math.max(20, columns));
          const room = Math.max(10, columns - 10);
          const shown = days.slice(-room);
          const [top = '', , , bottom = ''] = lines.map((line) => [...line].slice(9));
          shown.forEach(({ attempts, successes }, index) => {
            const low = bottom[index] ?? ' ';
            if (attempts === 0) expect(low).toBe(marks.none);
            else if (successes === 0) expect(low).toBe(marks.failed);
            else expect([' ', marks.none, marks.failed]).not.toContain(low);
            const isFull = ['█', '#'].includes(top[index] ?? ' ');
            expect(isFull).toBe(attempts > 0 && successes === attempts);
          });
        },
      ),
    );
  });

  it('call no rate 100 % where one failed, and none 0 % where one did not', () => {
    expect([percent(1000, 1001), percent(1, 1001), percent(0, 5), percent(5, 5), percent(1, 3)]).toEqual([
      '> 99 %',
      '< 1 %',
      '0 %',
      '100 %',
      '33 %',
    ]);
  });
});

describe('CSV', () => {
  it('is read back by the rules of RFC 4180, whatever a name holds', () => {
    const record = {
      at: '2026-11-24T14:30:00.000Z',
      kind: 'test',
      meter: { id: null, name: 'a "b",\r\nc', endpoint: 'tcp://h:1', server: '1' },
      credentials: [
        { name: '=1+1', client: 1, outcome: 'UA', replyMs: 12 },
        { name: 'user2', client: 16, outcome: 'TIMEOUT', replyMs: null },
      ],
      verdict: { code: 'ok', outcome: 'UA' },
      durationMs: 10,
    };
    const text = historyCsvHead + historyCsvLines(record) + historyCsvLines({ ...record, credentials: [] });
    const rows = readCsv(text);
    const columns = rows[0]?.length;
    expect(rows.map(({ length }) => length)).toEqual([columns, columns, columns, columns]);
    expect(rows[1]?.slice(2, 10)).toEqual(['', 'a "b",\\u000d\\u000ac', 'tcp://h:1', '1', "'=1+1", '1', 'UA', '12']);
    expect(rows[3]?.slice(6, 10)).toEqual(['', '', '', '']);
  });
});

/** Written here once more, by the rules alone. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, field, quoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') {
      field += '"';
      at += 1;
    } else if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === ',') {
      row.push(field);
      field = '';
    } else if (!quoted && letter === '\r' && text[at + 1] === '\n') {
      rows.push([...row, field]);
      [row, field] = [[], ''];
      at += 1;
    } else field += letter;
  }
  return rows;
}

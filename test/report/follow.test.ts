/** What a followed meter is shown as: figures found in a log, counts in flat memory, lines that fit the screen. */
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../src/evidence/index.ts';
import { columnsOf, drawLine, padTo } from '../../src/report/follow-line.ts';
import { sparkline } from '../../src/report/follow-sparkline.ts';
import { Recent } from '../../src/report/follow-tally.ts';
import { percentText } from '../../src/report/follow-text.ts';
import {
  type FollowEvent,
  type FollowFact,
  FollowTally,
  FollowView,
  followJson,
  logFigures,
  renderFollowEvent,
  Spread,
} from '../../src/report/index.ts';

const chalk = new Chalk({ level: 0 });
const local = (instant: string) => instant.slice(0, 19).replace('T', ' ');
const at = '2026-11-24T14:20:01.000Z';
const atMs = Date.parse(at);

describe('figures in a line of a log', () => {
  it.each<[string, number | null, number | null]>([
    ['Success Rate: 97.5%', 0.975, null],
    ['- **Success Rate**: 0.0% **SIEMPRE**', 0, null],
    ['tasa de éxito = 97,5 %', 0.975, null],
    ['success_rate=100% latency_ms=212 ms', 1, 212],
    ['medidor 2 ok, latency 212 ms', null, 212],
    ['Latencia: ~1,2 s', null, 1200],
    ['\u001b[32mSuccess Rate: \u001b[1m50%\u001b[0m', 0.5, null],
    // Nothing is read into what only looks alike.
    ['battery 97%', null, null],
    ['Success Rate: 250%', null, null],
    ['latency high', null, null],
    ['latency 212 messages', null, null],
    ['translatency 5 ms', null, null],
    ['', null, null],
  ])('%j', (text, successRate, latencyMs) => expect(logFigures(text)).toEqual({ successRate, latencyMs }));

  it('are looked for in bounded time, whatever the line is', () => {
    const started = performance.now();
    for (const text of [
      'success rate '.repeat(100_000),
      `latency${' '.repeat(1_000_000)}`,
      '\u001b[1'.repeat(300_000),
    ]) {
      expect(logFigures(text)).toEqual({ successRate: null, latencyMs: null });
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('times', () => {
  it('have the median and the longest of all of them, to three digits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 600_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
        (all) => {
          const spread = new Spread();
          for (const ms of all) spread.add(ms);
          const sorted = all.toSorted((left, right) => left - right);
          const exact = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
          expect(Math.abs((spread.median ?? -1) - exact)).toBeLessThanOrEqual(Math.max(0.051, exact * 0.006));
          expect(Math.abs((spread.max ?? -1) - (sorted.at(-1) ?? 0))).toBeLessThanOrEqual(
            Math.max(0.051, exact * 0.006, (sorted.at(-1) ?? 0) * 0.006),
          );
        },
      ),
    );
  });

  it('say nothing before the first', () => {
    const { median, max } = new Spread();
    expect([median, max]).toEqual([null, null]);
  });
});

it('of values that are drawn only the newest are kept', () => {
  const recent = new Recent(3);
  for (const value of [1, null, 3, 4]) recent.add(value);
  expect(recent.values).toEqual([null, 3, 4]);
});

it('a rate is 100 % only where all was answered', () => {
  expect([1, 0.9999, 0.975, 0, null].map(percentText)).toEqual(['100 %', '99.9 %', '97.5 %', '0 %', '–']);
});

describe('a row of bars', () => {
  it('stands for the newest values, with a mark for those that failed', () => {
    expect(sparkline([5, 0, 7, null, 3.5], 4, 'blocks')).toBe('▁█×▅');
    expect(sparkline([0, 1, null], 10, 'ascii')).toBe('_#x');
  });
  it('is level where the values do not differ', () => expect(sparkline([2, 2], 9, 'blocks')).toBe('▅▅'));
  it('is empty without values or room', () => {
    expect(sparkline([], 9, 'blocks')).toBe('');
    expect(sparkline([1, 2], 0, 'blocks')).toBe('');
  });
});

describe('a line of the screen', () => {
  it('is never wider than the screen, and says how wide it is', () => {
    const pieces = fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 40 })), { maxLength: 6 });
    fc.assert(
      fc.property(pieces, fc.integer({ min: 2, max: 120 }), (parts, columns) => {
        const { text, width } = drawLine(parts, columns);
        expect(width).toBeLessThan(columns);
        expect(columnsOf(text)).toBe(width);
        expect(
          parts
            .map(([part]) => part)
            .join('')
            .startsWith(text),
        ).toBe(true);
      }),
    );
  });

  it('counts wide letters as two', () => {
    expect(columnsOf('电表 é')).toBe(6);
    expect(padTo('电表', 3)).toBe('电 ');
    expect(drawLine([['电表电表']], 6)).toEqual({ text: '电表', width: 4 });
  });
});

function reading(name: string, text: string, changes: Partial<Reading> = {}): Reading {
  return {
    logicalName: '1-0:1.8.0.255',
    classId: 3,
    attribute: 2,
    name,
    attributeName: 'value',
    type: 'double-long-unsigned',
    form: 'number',
    value: Number(text),
    text,
    raw: '06000003e8',
    scaler: 0,
    unit: 'Wh',
    at,
    error: null,
    ...changes,
  };
}

const facts: readonly FollowFact[] = [
  {
    event: 'start',
    way: 'meter',
    reason: 'none',
    meter: { id: 2, name: 'medidor-02', endpoint: 'tcp://192.0.2.7:3333', server: '1' },
    client: 1,
    credential: 'user1\u001b[2J',
    everyMs: 10_000,
  },
  { event: 'connected', openMs: 41 },
  { event: 'reading', latencyMs: 5.3, slowestMs: 9, readings: [reading('energy', '1000')] },
  { event: 'verdict', from: null, to: { outcome: 'READ-OK', code: 'ok', grade: 'proven' }, lastedMs: null },
  {
    event: 'reading',
    latencyMs: 212,
    slowestMs: 212,
    readings: [
      reading('energy', '1001'),
      reading('', '\u001b]0;x\u0007', { form: 'text', value: 'x', logicalName: '0-0:96.1.0.255', classId: 1 }),
      reading('power', '', { logicalName: '1-0:1.7.0.255', error: 'read-write-denied', value: null }),
    ],
  },
  {
    event: 'failure',
    trouble: {
      stage: 'services',
      outcome: 'TIMEOUT',
      cause: 'inconclusive',
      grade: 'proven',
      name: 'lost-silent',
      values: { meter: 'medidor-02\u009b2J', client: 1, credential: 'user1' },
    },
  },
  {
    event: 'verdict',
    from: { outcome: 'READ-OK', code: 'ok', grade: 'proven' },
    to: { outcome: 'TIMEOUT', code: 'inconclusive', grade: 'proven' },
    lastedMs: 65_000,
  },
  { event: 'reconnect', inMs: 181_000, why: 'inactivity' },
];
const told: readonly FollowEvent[] = facts.map((fact) => ({ ...fact, at }) as FollowEvent);
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

function viewOf(events: readonly FollowEvent[], lang: 'en' | 'es' = 'en') {
  const view = new FollowView({ lang, chalk, local, style: 'blocks' });
  for (const event of events) view.take(event, atMs);
  return view;
}

describe('the live view', () => {
  const tally = new FollowTally();
  tally.polls = 3;
  tally.answered = 2;
  for (const ms of [5.3, 212]) tally.latencies.add(ms);

  it('shows state, figures, registers with their course, and changes', () => {
    const lines = viewOf(told).lines(atMs + 21_000, tally, { columns: 100, rows: 40 });
    expect(lines.map(({ text }) => text.trimEnd())).toEqual([
      'medidor-02, tcp://192.0.2.7:3333',
      'the meter itself (it has no collector) · client 1 (user1\\u001b[2J) · every 10 s',
      'inconclusive (TIMEOUT)  since 14:20:01, 21.0 s',
      'medidor-02\\u009b2J stopped answering.',
      'trying again in 160 s: a link may still be open in the meter, and every question would keep it open',
      'polls 3 · answered 66.6 % · latency 212 ms (median 5.3 ms, longest 212 ms)  ▁█×',
      '',
      '  energy          1001 Wh  ▁█',
      '  0-0:96.1.0.255  \\u001b]0;x\\u0007 Wh',
      expect.stringMatching(/^ {2}power {11}.* \(read-write-denied\)$/),
      '',
      'Changes of verdict',
      '  14:20:01  ok (READ-OK)',
      '  14:20:01  inconclusive (TIMEOUT)',
      'Ctrl-C ends',
    ]);
  });

  it.each(['en', 'es'] as const)('fits every width and height, without a control (%s)', (lang) => {
    const view = viewOf(told, lang);
    for (let columns = 20; columns <= 140; columns += 7) {
      for (const rows of [1, 2, 5, 9, 30]) {
        const lines = view.lines(atMs, tally, { columns, rows });
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const { text } of lines) {
          expect(columnsOf(text)).toBeLessThan(columns);
          expect(text).not.toMatch(controls);
        }
      }
    }
  });

  it('says how many lines a low terminal hides', () => {
    const lines = viewOf(told).lines(atMs, tally, { columns: 100, rows: 5 });
    expect(lines.at(-1)?.text).toBe('… 6 more lines; make the terminal higher');
  });
});

describe('each event', () => {
  it.each(told)('is one line without a control: $event', (event) => {
    for (const lang of ['en', 'es'] as const) {
      const text = renderFollowEvent(event, { lang, chalk, local });
      expect(text).toMatch(/^2026-11-24 14:20:01 {2}.+\n$/);
      expect(text).not.toMatch(controls);
    }
  });

  it.each(told)('is one object of JSON: $event', (event) => {
    const line = followJson(event);
    expect(line.trimEnd()).not.toMatch(/[\n\u007f-\u009f]/);
    expect(JSON.parse(line)).toMatchObject({
      schema: 'meter.follow/1',
      event: event.event === 'start' ? 'start' : event.event,
      at,
    });
  });
});

/** The events of a followed meter that are not everyday: pauses, other ways, collectors, the log, the end of it all. */
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import {
  type FollowEvent,
  type FollowFact,
  FollowTally,
  FollowView,
  followJson,
  renderFollowEvent,
} from '../../src/report/index.ts';
import { languages } from '../../src/wording/index.ts';

const chalk = new Chalk({ level: 0 });
const at = '2026-11-24T14:20:01.000Z';
const atMs = Date.parse(at);
const local = (instant: string) => instant.slice(0, 19).replace('T', ' ');
const meter = { id: null, name: null, endpoint: 'tcp://192.0.2.7:3333', server: '1' };
const event = (fact: FollowFact): FollowEvent => ({ ...fact, at }) as FollowEvent;
const line = { at, priority: 4, pid: 244, text: '\u001b[2JSuccess Rate: 97.5%', cursor: null };
const summary = {
  durationMs: 65_000,
  polls: 0,
  answered: 0,
  successRate: null,
  latencyMs: null,
  reconnects: 0,
  logLines: 0,
  verdict: null,
};
const start: FollowFact = {
  event: 'start',
  way: 'collector',
  reason: 'running',
  meter,
  client: 1,
  credential: 'user1',
  everyMs: 10_000,
};
const held: FollowFact = {
  event: 'failure',
  trouble: {
    stage: 'lock',
    outcome: 'SELF',
    cause: 'self.busy',
    grade: 'proven',
    name: 'held-by-us',
    values: { meter: 'm', pid: 9, command: 'meter read' },
  },
};
const by = { user: 'ana\u001b', host: 'pc', pid: 17, command: 'meter pause' };

describe('on a line', () => {
  const cases: readonly (readonly [FollowFact, RegExp])[] = [
    [start, / {2}tcp:\/\/192\.0\.2\.7:3333, the log of its collector \(its collector runs and holds the line\)\n$/],
    [{ event: 'way', way: 'meter', reason: 'stopped' }, / {2}the meter itself \(its collector does not run\)\n$/],
    [{ event: 'connected', openMs: 1.84 }, / {2}session open after 1\.8 ms\n$/],
    [{ event: 'reading', readings: [], latencyMs: null, slowestMs: null }, / {2}none of the usual objects can be read/],
    [{ event: 'given-up' }, / {2}This is not tried again: repeated logins/],
    [{ event: 'pause', paused: null }, / {2}the collecting of this meter is no longer paused\n$/],
    [
      { event: 'pause', paused: { since: at, by, why: null, undo: 'start' } },
      /is paused, by ana\\u001b on pc \(pid 17, meter pause\)\n$/,
    ],
    [{ event: 'registry', change: 'removed' }, /no longer in the registry/],
    [{ event: 'registry', change: 'unreadable' }, /settings cannot be read now/],
    [{ event: 'registry', change: 'collector' }, /another collector is registered/],
    [
      { event: 'collector', failure: { code: 'no-command', detail: 'follow' } },
      /"follow"\..*--collector-command follow=/,
    ],
    [
      {
        event: 'verdict',
        from: { outcome: 'TIMEOUT', code: 'transfer.segmentation', grade: 'likely' },
        to: { outcome: 'REFUSED', code: null, grade: 'proven' },
        lastedMs: 65_000,
      },
      / {2}verdict REFUSED; transfer\.segmentation \(TIMEOUT, likely\) before, for 1 min/,
    ],
    [{ event: 'reconnect', inMs: 1200, why: 'growing' }, / {2}trying again in 2 s\n$/],
    [{ event: 'log', line, successRate: 0.975, latencyMs: null }, /warning.*Success Rate: 97\.5%\n$/],
  ];

  it.each(cases)('%j', (fact, says) => {
    expect(renderFollowEvent(event(fact), { lang: 'en', chalk, local })).toMatch(says);
    const spanish = renderFollowEvent(event(fact), { lang: 'es', chalk, local });
    expect(spanish).not.toMatch(/undefined|[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(JSON.parse(followJson(event(fact)))).toMatchObject({ schema: 'meter.follow/1', event: fact.event, at });
  });

  it('the summary says what there was, and nothing of what there was not', () => {
    const text = (changes: object, lang: 'en' | 'es' = 'en') =>
      renderFollowEvent(event({ event: 'summary', summary: { ...summary, ...changes } }), { lang, chalk, local });
    expect(text({})).toMatch(/^Followed the log .*\n$/);
    const whole = {
      polls: 3,
      answered: 2,
      successRate: 2 / 3,
      latencyMs: { median: 5.31, max: 1234 },
      reconnects: 1,
      logLines: 2,
      verdict: { outcome: 'READ-OK', code: 'ok', grade: 'proven' },
    };
    expect(text(whole).split('\n')).toEqual([
      expect.stringMatching(/^Followed for 1 min 5 s: asked 3 times, answered 2 times \(66\.6 %\)\.$/),
      'Latency: median 5.3 ms, longest 1.23 s.',
      'Sessions opened again: 1.',
      expect.stringMatching(/^Followed the log .*2/),
      expect.stringContaining('ok (READ-OK)'),
      '',
    ]);
    expect(text(whole, 'es').split('\n')).toHaveLength(6);
  });
});

describe('in the live view', () => {
  const lines = (facts: readonly FollowFact[], lang: 'en' | 'es' = 'en', tally = new FollowTally()) => {
    const view = new FollowView({ lang, chalk, local, style: 'ascii' });
    for (const fact of facts) view.take(event(fact), atMs);
    return view.lines(atMs + 500, tally, { columns: 100, rows: null }).map(({ text }) => text.trimEnd());
  };

  it('nothing stands there before the start', () => {
    expect(lines([{ event: 'connected', openMs: 1 }])).toEqual([]);
  });

  it('the log of a collector has its figures with their course, and no verdicts', () => {
    const tally = new FollowTally();
    tally.logLines = 3;
    const log = (successRate: number | null, latencyMs: number | null): FollowFact => ({
      event: 'log',
      line,
      successRate,
      latencyMs,
    });
    expect(lines([start, log(0.5, null), log(null, 212), log(0.975, 100)], 'en', tally)).toEqual([
      'tcp://192.0.2.7:3333',
      'the log of its collector (its collector runs and holds the line)',
      expect.stringMatching(/^success rate in the log 97\.5 % {2}\S{2}$/),
      expect.stringMatching(/^latency in the log 100 ms {2}\S{2}$/),
      'lines 3 · Ctrl-C ends',
    ]);
    expect(lines([start], 'es', tally).at(-1)).toMatch(/^líneas 3 · /);
  });

  it('another way takes the place of the first one', () => {
    const shown = lines([start, { event: 'way', way: 'meter', reason: 'paused' }]);
    expect(shown[1]).toBe('the meter itself (its collecting is paused) · client 1 (user1) · every 10 s');
    expect(shown[2]).toBe('opening a session');
    expect(shown.at(-1)).toBe('Ctrl-C ends');
  });

  it('a run of ours that holds the line is waited for; it is over when the meter talks', () => {
    const asked = { ...start, way: 'meter', reason: 'asked' } as const;
    const waiting = lines([asked, held, { event: 'reconnect', inMs: 200, why: 'growing' }]);
    expect(waiting).toContain('waiting for another run of this tool to let the line go');
    expect(waiting).toContain('trying again in 0 s');
    const ok: FollowFact = {
      event: 'verdict',
      from: null,
      to: { outcome: 'READ-OK', code: 'ok', grade: 'proven' },
      lastedMs: null,
    };
    const over = lines([asked, held, { event: 'connected', openMs: 1 }, ok]);
    expect(over.join('\n')).not.toMatch(/waiting for|trying again/);
    expect(over[2]).toMatch(/^ok \(READ-OK\) {2}since 14:20:01/);
  });

  it('what stays above the view changes nothing in it', () => {
    const above: readonly FollowFact[] = [
      { event: 'given-up' },
      { event: 'pause', paused: null },
      { event: 'registry', change: 'removed' },
      { event: 'collector', failure: { code: 'failed', detail: null } },
      { event: 'summary', summary },
    ];
    for (const lang of languages) expect(lines([start, ...above], lang)).toEqual(lines([start], lang));
  });

  it('keeps the last few changes of verdict only', () => {
    const asked = { ...start, way: 'meter', reason: 'asked' } as const;
    const changes = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map(
      (outcome): FollowFact => ({
        event: 'verdict',
        from: null,
        to: { outcome, code: null, grade: 'proven' },
        lastedMs: null,
      }),
    );
    const shown = lines([asked, ...changes]);
    expect(shown.filter((one) => /^ {2}14:20:01 {2}[A-G]$/.test(one)).map((one) => one.at(-1))).toEqual([...'CDEFG']);
  });
});

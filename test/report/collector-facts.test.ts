/** A collector, a pause and a port in words: whole, in both languages, and without a control of anybody's. */
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import {
  type Clockwork,
  failureHint,
  failureText,
  holdersText,
  pauseText,
  portText,
  renderFacts,
  type ShownCollectorStatus,
  type ShownPort,
  statusText,
} from '../../src/report/collector-facts.ts';
import { collectorWords, languages } from '../../src/wording/index.ts';

const clock: Clockwork = { local: (instant) => instant.slice(0, 10), ago: () => '3 min' };
const controls = /[\u0000-\u001f\u007f-\u009f]/;
const unit = {
  load: 'loaded',
  active: 'active',
  sub: 'running',
  result: 'success',
  exitStatus: null,
  mainPid: 244,
  restarts: 0,
  since: '2025-11-10T10:35:02.000Z',
};
const status = (changes: Partial<ShownCollectorStatus>): ShownCollectorStatus => ({
  state: 'running',
  says: null,
  unit: null,
  ...changes,
});

describe('the state of a collector', () => {
  it.each<readonly [ShownCollectorStatus, string]>([
    [status({}), 'running'],
    [status({ state: 'paused', says: 'as \u001b[2Jever' }), 'runs, and leaves this meter alone, "as \\u001b[2Jever"'],
    [status({ unit }), 'running (active, running), since 2025-11-10 (3 min), pid 244'],
    [
      status({
        state: 'failed',
        unit: {
          ...unit,
          active: 'failed',
          sub: 'failed',
          result: 'exit-code',
          exitStatus: 3,
          mainPid: null,
          restarts: 2,
        },
      }),
      'failed (failed, failed), since 2025-11-10 (3 min), exit-code, exit status 3, restarted 2 times',
    ],
    [
      status({
        state: 'stopped',
        unit: {
          ...unit,
          load: 'masked',
          active: 'inactive',
          sub: '',
          result: '',
          mainPid: null,
          since: null,
          restarts: 1,
        },
      }),
      'stopped (inactive), masked: it cannot be started, restarted once',
    ],
    [
      status({
        state: 'failed',
        unit: { ...unit, active: 'failed', sub: '', result: 'timeout', mainPid: null, since: null },
      }),
      'failed (failed), timeout',
    ],
  ])('is %j', (shown, text) => {
    expect(statusText(shown, 'en', clock)).toBe(text);
    expect(statusText(shown, 'es', clock)).not.toMatch(/undefined|running \(|exit status/);
  });
});

describe('failures', () => {
  it('have a sentence and what to do, each, with what is known put in', () => {
    for (const lang of languages) {
      for (const code of Object.keys(
        collectorWords[lang].failures,
      ) as (keyof (typeof collectorWords)['en']['failures'])[]) {
        const [text, hint] = [
          failureText({ code, detail: 'x\u001b[2Jy' }, lang),
          failureHint({ code, detail: 'x' }, lang),
        ];
        expect(text + hint).not.toMatch(controls);
        for (const one of [text, hint]) {
          expect(one, code).toMatch(/^.{8,}\S$/);
          expect(one, code).not.toContain('undefined');
        }
      }
    }
    expect(failureText({ code: 'refused', detail: null }, 'en')).toBe('The collector refuses: it says no more.');
    expect(failureText({ code: 'refused', detail: 'not now' }, 'es')).toContain('not now');
  });
});

it('a pause says since when and by whom', () => {
  const by = { user: 'ana', host: 'pc\u001b', pid: 17, command: 'meter pause' };
  const mark = { since: '2025-11-10T10:35:02.000Z', by, why: null, undo: 'start' } as const;
  expect(pauseText(mark, 'en', clock)).toBe('since 2025-11-10 (3 min), by ana on pc\\u001b (pid 17, meter pause)');
  expect(pauseText(mark, 'es', clock)).toBe(
    'desde 2025-11-10 (hace 3 min), por ana en pc\\u001b (pid 17, meter pause)',
  );
});

describe('who holds a port', () => {
  it.each([
    [{ pid: 17, name: 'node' }, 'node (pid 17)'],
    [{ pid: 17, name: null }, '? (pid 17)'],
    [{ pid: 17, name: 'node', unit: 'x.service', scope: 'system' }, 'node (pid 17, x.service)'],
    [{ pid: 17, name: 'node', unit: 'x.service', scope: 'user' }, "node (pid 17, x.service of the user's manager)"],
    [
      { pid: null, name: null, unit: 'x.service', uid: 33 },
      'a process of x.service (uid 33; run as root to see its pid)',
    ],
    [{ pid: null, name: null, unit: 'x.service' }, 'a process of x.service (uid ?; run as root to see its pid)'],
    [{ pid: null, name: null, uid: 33 }, 'a process of uid 33 (run as root to see its pid)'],
    [{ pid: null, name: null }, 'a process that the system does not name to this user'],
  ] as const)('%j is %s', (holder, text) => {
    expect(holdersText([holder], 'en')).toBe(text);
    expect(holdersText([holder, holder], 'es')).toContain('; ');
    expect(holdersText([holder], 'es')).not.toMatch(/undefined|a process/);
  });
});

describe('a port', () => {
  const port = (changes: Partial<ShownPort>): ShownPort => ({
    outcome: 'FREE',
    holders: [],
    unseen: null,
    text: null,
    system: null,
    listenedMs: 512,
    own: null,
    ...changes,
  });

  it.each<readonly [ShownPort, string]>([
    [port({}), 'free: we were let in, no process of this host holds it, and nobody spoke for 0.5 s'],
    [port({ outcome: 'BUSY', text: 'in use\u001b' }), 'not free: the gateway refuses us with "in use\\u001b"'],
    [
      port({ outcome: 'SELF', own: { pid: 9, command: 'meter read' } }),
      'held by another run of this tool; another run of this tool (pid 9, meter read)',
    ],
    [
      port({ outcome: 'HELD', holders: [{ pid: 17, name: 'node' }] }),
      'not free: a process of this host holds a connection to it; node (pid 17)',
    ],
    [
      port({ outcome: 'REFUSED', system: 'ECONNREFUSED' }),
      'cannot be looked at: connections are refused (ECONNREFUSED)',
    ],
    [port({ outcome: 'UNREACHABLE' }), 'cannot be looked at: there is no way to the host (?)'],
    [
      port({ outcome: 'CLOSED', unseen: 'no-ss' }),
      'not known to be free: we were let in and closed out again; who holds it cannot be seen: there is neither ss nor /proc/net',
    ],
    [port({ outcome: 'RESET', unseen: 'something new' }), 'not known to be free: the connection was reset'],
  ])('is %j', (shown, text) => {
    expect(portText(shown, 'en')).toBe(text);
    expect(portText(shown, 'es')).not.toMatch(/\{\w+\}|undefined/);
  });
});

describe('facts', () => {
  const chalk = new Chalk({ level: 0 });
  const facts = [
    ['state', 'running '.repeat(20).trim()],
    ['nothing', null],
    ['empty', ''],
    ['id', '7'],
  ] as const;

  it.each([40, 80, 200])('stand under each other in %i columns, and those without a text are left out', (columns) => {
    const text = renderFacts('A title', facts, { columns, chalk });
    const lines = text.split('\n');
    expect(lines[0]).toBe('A title');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.min(columns, 110));
    expect(text).not.toMatch(/nothing|empty/);
    expect(text).toMatch(/^ {2}id {5}7\n$/m);
    for (const line of lines.slice(2, -2)) expect(line).toMatch(/^ {9}running/);
  });

  it('need no title', () => {
    expect(renderFacts('', [['id', '7']], { columns: 80, chalk })).toBe('  id  7\n');
  });
});

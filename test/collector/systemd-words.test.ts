/** What systemctl and journalctl print, read: states, refusals, and log lines of every shape, hostile ones included. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followArguments, isHidden, journalArguments, readJournalLine } from '../../src/collector/journal.ts';
import type { Ran } from '../../src/collector/run-program.ts';
import { failureOf, readShow } from '../../src/collector/systemd-collector.ts';

const show = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
const running = {
  SubState: 'running',
  MainPID: '244',
  Result: 'success',
  NRestarts: '2',
  ExecMainCode: '0',
  ExecMainStatus: '0',
  LoadState: 'loaded',
  ActiveState: 'active',
  ActiveEnterTimestamp: 'Mon 2025-11-10 10:35:02 UTC',
  InactiveEnterTimestamp: '',
};

describe('systemctl show', () => {
  it('of a unit that runs', () => {
    expect(readShow(show(running), 'x')).toEqual({
      state: 'running',
      says: null,
      unit: {
        load: 'loaded',
        active: 'active',
        sub: 'running',
        result: 'success',
        exitStatus: null,
        mainPid: 244,
        restarts: 2,
        since: '2025-11-10T10:35:02.000Z',
      },
    });
  });

  it.each([
    [{ ActiveState: 'failed', Result: 'exit-code', ExecMainCode: '1', ExecMainStatus: '3' }, 'failed', 3],
    [{ ActiveState: 'activating', SubState: 'auto-restart' }, 'starting', null],
    [{ ActiveState: 'deactivating' }, 'stopping', null],
    [{ ActiveState: 'inactive', LoadState: 'masked', MainPID: '0' }, 'stopped', null],
    [{ ActiveState: 'something new' }, 'unknown', null],
  ])('%j is %s', (fields, state, exitStatus) => {
    const status = readShow(show({ ...running, ...fields }), 'x');
    expect([status.state, status.unit?.exitStatus]).toEqual([state, exitStatus]);
  });

  it('of a unit that is not there', () => {
    const text = show({ LoadState: 'not-found', ActiveState: 'inactive' });
    expect(() => readShow(text, 'x.service')).toThrow(expect.objectContaining({ code: 'unit-missing' }));
  });

  it('of anything at all never fails in another way', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readShow(text, 'x').state).toBeTypeOf('string');
      }),
    );
  });
});

describe('a systemctl that does not do it', () => {
  const ran = (more: Partial<Ran>): Ran => ({
    exit: 1,
    stdout: '',
    stderr: '',
    timedOut: false,
    notStarted: null,
    ...more,
  });
  it.each<[Partial<Ran>, string]>([
    [{ exit: null, notStarted: 'ENOENT' }, 'no-program'],
    [{ exit: null, notStarted: 'EACCES' }, 'failed'],
    [{ exit: null, timedOut: true }, 'timeout'],
    [
      {
        stderr:
          "System has not been booted with systemd as init system (PID 1). Can't operate.\nFailed to connect to bus: Host is down\n",
      },
      'no-systemd',
    ],
    [{ stderr: 'Failed to connect to bus: No medium found\n' }, 'no-bus'],
    [{ stderr: 'Failed to connect to bus: No such file or directory\n' }, 'no-bus'],
    [{ stderr: 'Failed to stop x.service: Interactive authentication required.\n' }, 'no-permission'],
    [{ stderr: 'Failed to stop x.service: Access denied\n' }, 'no-permission'],
    [{ stderr: 'Failed to start x.service: Unit x.service is masked.\n' }, 'unit-masked'],
    [{ exit: 5, stderr: 'Failed to start x.service: Unit x.service not found.\n' }, 'unit-missing'],
    [{ exit: 5, stderr: 'Failed to stop x.service: Unit x.service not loaded.\n' }, 'unit-missing'],
    [
      {
        stderr:
          'Job for x.service failed because the control process exited with error code.\nSee "systemctl status …"\n',
      },
      'job-failed',
    ],
    [{ stderr: 'Something new\n' }, 'failed'],
    [{}, 'failed'],
  ])('%j is %s', (more, code) => expect(failureOf(ran(more), 'x.service').code).toBe(code));
});

describe('a line of the journal', () => {
  const line = (MESSAGE: unknown, more: object = {}) =>
    readJournalLine(
      JSON.stringify({
        MESSAGE,
        PRIORITY: '4',
        _PID: '77',
        __REALTIME_TIMESTAMP: '1762770902000123',
        __CURSOR: 's=1;i=2',
        ...more,
      }),
    );
  it('is a text', () => {
    expect(line('no reading')).toEqual({
      at: '2025-11-10T10:35:02.000Z',
      priority: 4,
      pid: 77,
      text: 'no reading',
      cursor: 's=1;i=2',
    });
  });

  it.each([
    [[27, 91, 51, 49, 109, 0xc3, 0xb1], '\u001b[31mñ'],
    [[0xff, 0xfe, 65], '\ufffd\ufffdA'],
    [[], ''],
    [null, ''],
    [undefined, ''],
    [['one', 'two'], 'one\ntwo'],
    [['one', 2, null, ['three']], 'one'],
    [[1, 2, 999], ''],
    [{ a: 1 }, ''],
    [12, ''],
  ])('of %j has the text %j', (message, text) => expect(line(message)?.text).toBe(text));

  it('has no priority, pid, time or cursor where those are nonsense', () => {
    const nonsense = { PRIORITY: '9', _PID: '-1', __REALTIME_TIMESTAMP: 'now', __CURSOR: '--output=cat' };
    expect(line('x', nonsense)).toEqual({ at: null, priority: null, pid: null, text: 'x', cursor: null });
  });

  it.each(['', 'null', '[]', '3', '{', `${'['.repeat(100_000)}${']'.repeat(100_000)}`])('is not %.20j', (text) =>
    expect(readJournalLine(text)).toBeNull(),
  );

  it('is read, or is none, whatever comes', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const read = readJournalLine(text);
        if (read !== null) expect(read.text).toBeTypeOf('string');
      }),
    );
  });
});

it('journalctl is given single arguments: the unit, the time and the cursor cannot become options', () => {
  const since = new Date(1_762_770_902_999);
  const common = ['--output=json', '--all', '--no-pager', '--output-fields=MESSAGE,PRIORITY,_PID'];
  expect(journalArguments('system', 'x.service', { lines: 5, since })).toEqual([
    ...common,
    '--unit=x.service',
    '--lines=5',
    '--since=@1762770902',
  ]);
  expect(journalArguments('system', 'x.service', { lines: 5, since: null }).at(-1)).toBe('--lines=5');
  const follow = [...common, '--user-unit=x.service', '--follow', '--no-tail'];
  expect(followArguments('user', 'x.service', 's=1;i=2')).toEqual([...follow, '--after-cursor=s=1;i=2']);
  expect(followArguments('user', 'x.service', since)).toEqual([...follow, '--since=@1762770902']);
});

it.each([
  ['system', 'No journal files were opened due to insufficient permissions.', 0, true],
  [
    'system',
    "Hint: You are currently not seeing messages from other users and the system.\n      Users in groups 'adm' can see all messages.",
    0,
    true,
  ],
  ['system', 'Hint: You are currently not seeing messages from other users and the system.', 3, false],
  ['user', 'Hint: You are currently not seeing messages from other users and the system.', 0, false],
  ['system', 'No journal files were found.', 0, false],
  ['system', '', 0, false],
] as const)('a journal of the %s that says %j after %i lines is hidden: %s', (scope, complaint, lines, hidden) => {
  expect(isHidden(scope, complaint, lines)).toBe(hidden);
});

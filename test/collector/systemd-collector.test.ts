/** A unit of systemd as a collector, and its journal: by programs that speak as systemctl and journalctl do. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Collector, type LogLine, systemdCollector } from '../../src/collector/index.ts';
import { temporaryFolder } from '../support/child.ts';
import { type SystemdStandIn, systemdStandIn } from '../support/systemd-stand-in.ts';

let booted = true;
vi.mock('../../src/collector/booted.ts', () => ({ isBooted: () => booted }));
afterEach(() => {
  booted = true;
  vi.unstubAllEnvs();
});

const unit = 'dlms.service';
const { signal } = new AbortController();

function host(): SystemdStandIn & { readonly collector: Collector } {
  const systemd = systemdStandIn(temporaryFolder());
  vi.stubEnv('PATH', systemd.path);
  return { ...systemd, collector: systemdCollector('user', unit) };
}

async function all(lines: AsyncIterable<LogLine>, most = Number.POSITIVE_INFINITY): Promise<readonly LogLine[]> {
  const found: LogLine[] = [];
  for await (const line of lines) {
    found.push(line);
    if (found.length >= most) break;
  }
  return found;
}

const entry = (text: string, number: number) => ({
  MESSAGE: text,
  PRIORITY: '4',
  _PID: '244',
  __REALTIME_TIMESTAMP: `${1_762_770_902_000_000 + number * 1_000_000}`,
  __CURSOR: `s=abc;i=${number}`,
});
const wish = { lines: 20, since: null, follow: false, signal };

describe('a unit', () => {
  it('is shown, stopped, started and restarted by its manager', async () => {
    const { collector, set, jobs, state } = host();
    set(unit, 'active');
    expect(await collector.status(signal)).toMatchObject({
      state: 'running',
      unit: { active: 'active', sub: 'running', mainPid: 4711, since: '2025-11-10T10:35:02.000Z' },
    });
    expect(await collector.stop(signal)).toEqual({ says: null, actionRequired: null });
    expect(state(unit)).toBe('inactive');
    expect(await collector.status(signal)).toMatchObject({ state: 'stopped', unit: { mainPid: null } });
    await collector.start(signal);
    await collector.restart(signal);
    expect(jobs()).toEqual([`user stop ${unit}`, `user start ${unit}`, `user restart ${unit}`]);
    await systemdCollector('system', unit).stop(signal);
    expect(jobs().at(-1)).toBe(`system stop ${unit}`);
  });

  it.each([
    ['show', 'Failed to connect to bus: No medium found', 'no-bus'],
    ['show', 'System has not been booted with systemd as init system (PID 1)', 'no-systemd'],
    ['stop', 'Failed to stop dlms.service: Interactive authentication required.', 'no-permission'],
    ['start', 'Failed to start dlms.service: Unit dlms.service is masked.', 'unit-masked'],
    ['start', 'Job for dlms.service failed because the control process exited.', 'job-failed'],
    ['restart', 'something else entirely', 'failed'],
  ] as const)('whose %s fails with %j is %s', async (verb, says, code) => {
    const { collector, set, fails } = host();
    set(unit, 'active');
    fails(verb, says);
    const work = verb === 'show' ? collector.status(signal) : collector[verb](signal);
    await expect(work).rejects.toMatchObject({ name: 'CollectorError', code });
  });

  it('that is not there, and a host without the program, or without systemd, are told apart', async () => {
    const { collector } = host();
    await expect(collector.status(signal)).rejects.toMatchObject({ code: 'unit-missing', detail: unit });
    await expect(collector.stop(signal)).rejects.toMatchObject({ code: 'unit-missing' });
    vi.stubEnv('PATH', '');
    await expect(collector.status(signal)).rejects.toMatchObject({ code: 'no-program', detail: 'systemctl' });
    await expect(all(collector.logs(wish))).rejects.toMatchObject({ code: 'no-program', detail: 'journalctl' });
    booted = false;
    await expect(collector.status(signal)).rejects.toMatchObject({ code: 'no-systemd' });
    await expect(all(collector.logs(wish))).rejects.toMatchObject({ code: 'no-systemd' });
  });
});

describe('its journal', () => {
  it('is read line by line; what is no entry is left out', async () => {
    const { collector, journal, journalCalls } = host();
    journal([entry('one', 1), ['no entry'], entry('two', 2)]);
    const since = new Date(Date.UTC(2025, 10, 10, 10, 35, 2, 900));
    const lines = await all(collector.logs({ ...wish, since }));
    expect(lines.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(lines[0]).toEqual({
      at: '2025-11-10T10:35:03.000Z',
      priority: 4,
      pid: 244,
      text: 'one',
      cursor: 's=abc;i=1',
    });
    expect(journalCalls()).toEqual([
      `--output=json --all --no-pager --output-fields=MESSAGE,PRIORITY,_PID --user-unit=${unit} --lines=20 --since=@1762770902`,
    ]);
  });

  it.each([
    ['Hint: You are currently not seeing messages from other users and the system.', 0, 'system', 'no-permission'],
    ['No journal files were opened due to insufficient permissions.', 1, 'user', 'no-permission'],
    ['Failed to add match: Invalid argument', 1, 'user', 'failed'],
    ['', 7, 'user', 'failed'],
  ] as const)('that ends with %j and %i is, of the %s, %s', async (says, exit, scope, code) => {
    const { journalFails } = host();
    journalFails(says, exit);
    const failed = await all(systemdCollector(scope, unit).logs(wish)).catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'CollectorError', code });
    if (code === 'failed') expect(failed).toMatchObject({ detail: says === '' ? 'journalctl: exit 7' : says });
  });

  it('is followed from its last line on, and again where journalctl ends', async () => {
    const { collector, journal, journalCalls } = host();
    journal([entry('one', 1)], [entry('two', 2)], [entry('three', 3)]);
    const lines = await all(collector.logs({ ...wish, follow: true }), 3);
    expect(lines.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    const [, second = '', third = ''] = journalCalls();
    expect(second).toContain('--follow --no-tail --after-cursor=s=abc;i=1');
    expect(third).toContain('--follow --no-tail --after-cursor=s=abc;i=2');
  });

  it('is followed without what was before where none is wanted', async () => {
    const { collector, journal, journalCalls } = host();
    journal([entry('old', 1)], [entry('new', 2)]);
    const [line] = await all(collector.logs({ ...wish, lines: 0, follow: true }), 1);
    expect(line?.text).toBe('new');
    expect(journalCalls().at(-1)).toContain('--after-cursor=s=abc;i=1');
  });

  it('is followed from now on where nothing was there', async () => {
    const { collector, journal, journalCalls } = host();
    journal([], [entry('first', 1)]);
    expect((await all(collector.logs({ ...wish, follow: true }), 1))[0]?.text).toBe('first');
    expect(journalCalls().at(-1)).toMatch(/--no-tail --since=@\d+$/);
  });

  it('that is followed is left at once', async () => {
    const { collector, journal } = host();
    journal([entry('one', 1)], []);
    const stop = new AbortController();
    const started = performance.now();
    const reading = (async () => {
      for await (const _line of collector.logs({ ...wish, follow: true, signal: stop.signal })) {
        setTimeout(() => stop.abort('SIGINT'), 50);
      }
    })();
    await expect(reading).rejects.toBe('SIGINT');
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

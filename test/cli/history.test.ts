/** `meter history`, `health` and `doctor` as commands: what they print, in JSON too, how they end, and that looking changes nothing. */
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDoctor } from '../../src/cli/commands/doctor.ts';
import { runHealth } from '../../src/cli/commands/health.ts';
import { runHistory } from '../../src/cli/commands/history.ts';
import { isUsageError } from '../../src/cli/context.ts';
import { checkClock, checkNode, checkPrograms, checkSystemd } from '../../src/cli/doctor-host.ts';
import { keepHistory, pastEvidence } from '../../src/cli/keep-history.ts';
import { sinceOf } from '../../src/cli/since.ts';
import { addMeter, appendHistory, editMeter, historyFolder, newMeter, openSettings } from '../../src/meters/index.ts';
import { languages } from '../../src/wording/index.ts';
import { temporaryFolder } from '../support/child.ts';
import { historyRecord, type RecordWanted } from '../support/history-record.ts';
import { keptContext } from '../support/registry-context.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const mute = { outcomes: ['TIMEOUT', 'TIMEOUT'], code: 'link.silent' } as const;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

async function registry(...names: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  const settings = openSettings({ configDir: folder, command: 'test' });
  for (const name of names) {
    const endpoint = { transport: 'hdlc', host: '192.0.2.7', port: 3332 + names.indexOf(name) } as const;
    await settings.update((found) => addMeter(found, { ...newMeter, name, endpoint }));
  }
  return folder;
}
const keep = (folder: string, ...records: readonly RecordWanted[]) => {
  for (const record of records) expect(appendHistory(folder, historyRecord(record))).toEqual({ kept: true });
};
const two = { id: 2, endpoint: 'tcp://192.0.2.7:3333' };

async function json(run: (context: ReturnType<typeof keptContext>) => Promise<number>, folder: string) {
  const context = keptContext(folder, { json: true });
  const code = await run(context);
  return { code, document: JSON.parse(context.printed.out()) };
}

describe('meter history', () => {
  it('tells rate, successes, silence, and whether the settings of now ever worked', async () => {
    const folder = await registry('medidor-01', 'medidor-02');
    keep(
      folder,
      { at: ago(3 * dayMs), ...two },
      { at: ago(2 * dayMs), ...two },
      { at: ago(dayMs), ...two, ...mute },
      { at: ago(hourMs), ...two, ...mute },
      { at: ago(hourMs), id: 1, endpoint: 'tcp://192.0.2.7:3332', ...mute },
    );
    const { code, document } = await json((context) => runHistory(context, 'MEDIDOR-02', {}), folder);
    expect(code).toBe(0);
    expect(document).toMatchObject({
      schema: 'meter.history/1',
      meter: { id: 2, name: 'medidor-02', endpoint: 'tcp://192.0.2.7:3333', server: '1' },
      attempts: 4,
      successes: 2,
      successRate: 0.5,
      damaged: 0,
      settings: [
        { credential: 'user1', client: 1, everWorked: true, successes: 2, attempts: 4 },
        { credential: 'user2', client: 16, everWorked: true, successes: 2, attempts: 4 },
      ],
    });
    expect(Date.parse(document.silentSince)).toBeGreaterThan(Date.now() - dayMs - 60_000);
    expect(document.records.map(({ verdict }: { verdict: { code: string } }) => verdict.code)).toEqual([
      'link.silent',
      'link.silent',
      'ok',
      'ok',
    ]);
    expect(document.days.reduce((sum: number, { attempts }: { attempts: number }) => sum + attempts, 0)).toBe(4);

    const all = await json((context) => runHistory(context, undefined, { number: '1' }), folder);
    expect(all.document).toMatchObject({ meter: null, attempts: 5, settings: [] });
    expect(all.document.records).toHaveLength(1);
  });

  it('says that other settings worked, not these', async () => {
    const folder = await registry('medidor-01', 'medidor-02');
    keep(folder, { at: ago(dayMs), ...two, endpoint: 'tcp://192.0.2.99:3333' }, { at: ago(hourMs), ...two, ...mute });
    const { document } = await json((context) => runHistory(context, '2', {}), folder);
    expect(document).toMatchObject({ attempts: 2, successes: 1 });
    expect(document.settings).toMatchObject([
      { everWorked: false, attempts: 1 },
      { everWorked: false, attempts: 1 },
    ]);
    for (const lang of languages) {
      const context = keptContext(folder, { lang });
      await runHistory(context, '2', {});
      expect(context.printed.out()).toMatch(
        lang === 'en' ? /never worked, in 1 attempt$/m : /nunca funcionaron, en 1 intento$/m,
      );
    }
  });

  it('counts from --since on, but settings over all that is kept', async () => {
    const folder = await registry('medidor-01', 'medidor-02');
    keep(folder, { at: ago(40 * dayMs), ...two }, { at: ago(2 * hourMs), ...two, ...mute });
    const { document } = await json((context) => runHistory(context, '2', { since: '24h' }), folder);
    expect(document).toMatchObject({ attempts: 1, successes: 0, settings: [{ everWorked: true }, {}] });
    expect(document.records).toHaveLength(1);
  });

  it('writes all records as CSV, or the last ones', async () => {
    const folder = await registry('medidor-01', 'medidor-02');
    for (let hour = 30; hour > 0; hour--) keep(folder, { at: ago(hour * hourMs), ...two });
    const lines = async (options: object) => {
      const context = keptContext(folder);
      await runHistory(context, '2', { csv: true, ...options });
      return context.printed.out().split('\r\n').length - 2;
    };
    expect([await lines({}), await lines({ number: '3' }), await lines({ number: '0' })]).toEqual([60, 6, 0]);
  });

  it('of an endpoint needs no registry', async () => {
    const folder = temporaryFolder();
    keep(folder, { at: ago(hourMs), id: null, name: null, endpoint: 'tcp://192.0.2.50:3333' });
    const { document } = await json((context) => runHistory(context, '192.0.2.50:3333', {}), folder);
    expect(document).toMatchObject({ meter: { id: null, name: null }, attempts: 1 });
  });

  it.each([
    ['nosuch', {}],
    ['2', { since: 'yesterday' }],
    ['2', { since: '2026-04-31' }],
    ['2', { number: 'x' }],
    ['2', { number: '-1' }],
    ['2', { prune: '30' }],
    [undefined, { prune: '0' }],
  ])('of %s with %j is used wrongly', async (meter, options) => {
    const folder = await registry('medidor-01', 'medidor-02');
    const wrong = await runHistory(keptContext(folder), meter, options).catch((error: unknown) => error);
    expect(isUsageError(wrong)).toBe(true);
  });

  it('lets go only when told, and says how much', async () => {
    const folder = await registry('medidor-01');
    keep(folder, { at: ago(hourMs), ...two }, { at: ago(100 * dayMs), ...two });
    await runHistory(keptContext(folder), undefined, {});
    expect(readdirSync(historyFolder(folder))).toHaveLength(2);
    const context = keptContext(folder);
    expect(await runHistory(context, undefined, { prune: '30' })).toBe(0);
    expect(context.printed.out()).toMatch(/^Removed 1 file /);
    expect(readdirSync(historyFolder(folder))).toHaveLength(1);
  });
});

describe('--since', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  it.each([
    ['24h', now - dayMs],
    ['2w', now - 14 * dayMs],
    ['90 m', now - 90 * 60_000],
    ['2026-11-24', new Date(2026, 10, 24).getTime()],
    ['2026-11-24 14:30', new Date(2026, 10, 24, 14, 30).getTime()],
    ['2026-11-24T14:30:10Z', Date.UTC(2026, 10, 24, 14, 30, 10)],
    ['2026-11-24T14:30-05:00', Date.UTC(2026, 10, 24, 19, 30)],
    ['2026-13-01', Number.NaN],
    ['2026-02-30', Number.NaN],
    ['2026-11-24 25:00', Number.NaN],
    ['', Number.NaN],
    ['d', Number.NaN],
  ])('%s', (text, expected) => {
    expect(sinceOf(text, now)).toBe(expected);
  });
});

describe('meter health', () => {
  it('shows every meter, counts what is recent, and ends with 1 unless all are ok', async () => {
    const folder = await registry('medidor-01', 'medidor-02', 'medidor-03');
    const one = { id: 1, endpoint: 'tcp://192.0.2.7:3332' };
    keep(
      folder,
      { at: ago(30 * dayMs), ...two },
      { at: ago(2 * dayMs), ...two, ...mute },
      { at: ago(hourMs), ...two, ...mute },
      { at: ago(2 * hourMs), ...one, ...mute },
      { at: ago(hourMs), ...one },
      { at: ago(1000), ...one, code: 'self.busy', outcomes: ['SELF', 'SELF'] },
    );
    const { code, document } = await json((context) => runHealth(context, {}), folder);
    expect(code).toBe(1);
    expect(document).toMatchObject({
      schema: 'meter.health/1',
      meters: [
        { id: 1, verdict: { code: 'ok' }, last24h: { attempts: 2, successes: 1 }, silentSince: null, paused: null },
        { id: 2, verdict: { code: 'link.silent' }, last24h: { attempts: 1, successes: 0 }, last7d: { attempts: 2 } },
        { id: 3, verdict: null, at: null, last7d: { attempts: 0 } },
      ],
    });
    // Since the first question after the success of a month ago.
    expect(Date.parse(document.meters[1].silentSince)).toBeLessThan(Date.now() - 2 * dayMs + 60_000);
    const sorted = await json((context) => runHealth(context, { sort: true }), folder);
    expect(sorted.document.meters.map(({ id }: { id: number }) => id)).toEqual([2, 3, 1]);
    keep(folder, { at: ago(0), ...two }, { at: ago(0), id: 3, endpoint: 'tcp://192.0.2.7:3334' });
    expect((await json((context) => runHealth(context, {}), folder)).code).toBe(0);
  });

  it('asks each collector for its state, and says where it does not get one', async () => {
    const folder = await registry('runs', 'stopped', 'lost', 'alone');
    const commands = { runs: ['true'], stopped: ['false'], lost: ['/nowhere/at-all'] };
    const settings = openSettings({ configDir: folder, command: 'test' });
    for (const [name, status] of Object.entries(commands)) {
      const collector = { kind: 'command', commands: { status } } as const;
      await settings.update((found) => editMeter(found, name, (meter) => ({ ...meter, collector })));
    }
    const { document } = await json((context) => runHealth(context, {}), folder);
    expect(document.meters.map(({ collector }: { collector: unknown }) => collector)).toMatchObject([
      { state: 'running', failure: null },
      { state: 'stopped', failure: null },
      { state: null, failure: expect.any(String) },
      null,
    ]);
    const context = keptContext(folder);
    await runHealth(context, {});
    expect(context.printed.out()).toMatch(/runs +│ running +│/);
    expect(context.printed.out()).toMatch(/lost +│ \? +│/);
  });

  it('says how to begin where no meter is registered', async () => {
    const context = keptContext(temporaryFolder());
    expect(await runHealth(context, {})).toBe(0);
    expect(context.printed.err()).toMatch(/meter add/);
  });
});

describe('what a run leaves and finds', () => {
  const target = {
    id: 2,
    name: 'medidor-02',
    endpoint: { transport: 'hdlc', host: '192.0.2.7', port: 3333 },
    server: newMeter.server,
  } as const;
  const run = (outcome: 'UA' | 'TIMEOUT', code: 'ok' | 'link.silent') => ({
    meter: target,
    credentials: [{ credential: 'user2', client: 16, outcome, replyMs: null }],
    verdict: { code, outcome },
    durationMs: 1234.5,
  });
  const found = (folder: string, changes: object = {}, client = 16) =>
    pastEvidence({ configDir: folder }, { ...target, ...changes }, [{ name: 'user2', client }])[0]?.outcome;

  it('is what these very settings came to, and no others', () => {
    const folder = temporaryFolder();
    expect(found(folder)).toBe('NONE');
    keepHistory(keptContext(folder), run('TIMEOUT', 'link.silent'));
    expect(found(folder)).toBe('NEVER');
    keepHistory(keptContext(folder), run('UA', 'ok'));
    keepHistory(keptContext(folder), run('TIMEOUT', 'link.silent'));
    expect(found(folder)).toBe('WORKED');
    // The same line under no name, or another, was still asked the same.
    expect(found(folder, { id: null, name: null })).toBe('WORKED');
    expect(found(folder, { id: 7 })).toBe('WORKED');
    for (const other of [
      { server: { upper: 1, lower: 1, width: 2 } },
      { server: { upper: 1, lower: 1, width: 4 } },
      { endpoint: { ...target.endpoint, port: 3334 } },
      { endpoint: { ...target.endpoint, transport: 'wrapper' } },
      { endpoint: { ...target.endpoint, host: '192.0.2.8' } },
    ])
      expect(found(folder, other)).toBe('NONE');
    expect(found(folder, {}, 1)).toBe('NONE');
    expect(pastEvidence({ configDir: folder }, target, [{ name: 'user2', client: 16 }])[0]?.facts).toMatchObject({
      client: 16,
      everWorked: true,
      successes: 1,
      attempts: 3,
      lastSuccessAt: expect.stringMatching(/Z$/),
    });
  });

  it('is told where it cannot be kept, and the run still counts', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'history'), 'in the way');
    const context = keptContext(folder);
    keepHistory(context, run('UA', 'ok'));
    expect(context.printed.err()).toMatch(/could not be added to the history \(E[A-Z]+\); `meter doctor`/);
  });
});

describe('meter doctor', () => {
  const tree = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const { mode, mtimeMs, size } = statSync(path);
        return `${path} ${mode} ${mtimeMs} ${size}`;
      })
      .toSorted();
  const checks = async (folder: string) => {
    const { code, document } = await json(runDoctor, folder);
    const states = Object.fromEntries(
      document.checks.map(({ name, state }: { name: string; state: string }) => [name, state]),
    );
    return { code, document, states };
  };

  it('finds nothing wrong in sound surroundings', async () => {
    const folder = await registry('medidor-01');
    keep(folder, { at: ago(hourMs), id: 1 });
    const { code, document, states } = await checks(folder);
    expect(document).toMatchObject({ schema: 'meter.doctor/1', ok: true });
    expect(code).toBe(0);
    expect(states).toMatchObject({
      settings: 'ok',
      setAside: 'ok',
      history: 'ok',
      node: 'ok',
      clock: 'ok',
      collectors: 'ok',
    });
    expect(Object.keys(states)).toHaveLength(11);
  });

  it('looks, and changes nothing, even where the settings are damaged', async () => {
    const folder = await registry('medidor-01');
    keep(folder, { at: ago(hourMs), id: 1 });
    const history = historyFolder(folder);
    for (let index = 0; index < 300; index++) keep(folder, { at: ago(hourMs), id: 1 });
    appendFileSync(join(history, readdirSync(history)[0] ?? ''), '\n{"at":"half a line\u001b[2J');
    keep(folder, { at: ago(hourMs), id: 1 });
    writeFileSync(join(folder, 'config.json'), '{"schema": 1, "meters": [\u001b[31m');
    writeFileSync(join(folder, 'config.damaged-2026-01-01T00-00-00Z.json'), 'x');
    chmodSync(join(folder, 'config.json'), 0o644);
    chmodSync(history, 0o755);
    const before = tree(folder);
    const { code, states, document } = await checks(folder);
    expect(tree(folder)).toEqual(before);
    expect(code).toBe(1);
    expect(states).toMatchObject({ settings: 'problem', setAside: 'problem', history: 'problem' });
    for (const { state, fixes } of document.checks) if (state === 'problem') expect(fixes.length).toBeGreaterThan(0);
    for (const lang of languages) {
      const context = keptContext(folder, { lang });
      expect(await runDoctor(context)).toBe(1);
      expect(context.printed.out()).not.toMatch(/\u001b|undefined|\[object/);
      expect(context.printed.out()).toMatch(/chmod 600 .*\n?.*config\.json/);
    }
  });

  it('needs no folder at all', async () => {
    const { code, states } = await checks(join(temporaryFolder(), 'not', 'there'));
    expect([code, states.settings, states.history]).toEqual([0, 'ok', 'ok']);
  });

  it('does not wait for a collector that never answers, and says what it found', async () => {
    const folder = await registry('medidor-01');
    const settings = openSettings({ configDir: folder, command: 'test' });
    const collector = { kind: 'http', base: 'http://127.0.0.1:1', id: null } as const;
    await settings.update((found) => ({
      settings: { ...found, meters: found.meters.map((meter) => ({ ...meter, collector })) },
      result: null,
    }));
    const { code, states, document } = await checks(folder);
    expect([code, states.collectors]).toEqual([1, 'problem']);
    expect(JSON.stringify(document)).toContain('unreachable');
  });

  it('knows an old Node, a missing program, a wrong clock, a systemd that is needed', () => {
    expect([checkNode('v20.18.3').state, checkNode('v18.20.0').state]).toEqual(['problem', 'problem']);
    expect([checkNode('v20.19.0').state, checkNode('v26.1.0').state]).toEqual(['ok', 'ok']);
    const bin = temporaryFolder();
    mkdirSync(join(bin, 'ping'));
    const missing = checkPrograms(bin, true);
    expect(missing.facts.missing === undefined).toBe(false);
    const now = Date.UTC(2026, 10, 24);
    const clock = { now, steady: now, newestAt: now - hourMs, isSynchronized: true };
    expect(checkClock(clock).state).toBe('ok');
    expect(checkClock({ ...clock, isSynchronized: null }).state).toBe('ok');
    expect(checkClock({ ...clock, isSynchronized: false }).state).toBe('note');
    expect(checkClock({ ...clock, now: 192_000, steady: 192_000, newestAt: null }).state).toBe('problem');
    expect(checkClock({ ...clock, steady: now - 60_000 }).state).toBe('problem');
    expect(checkClock({ ...clock, newestAt: now + hourMs }).state).toBe('problem');
    const signs = { isBooted: false, hasJournal: false };
    expect(checkSystemd(signs, []).state).toBe('ok');
    expect(checkSystemd(signs, ['medidor-01']).state).toBe('problem');
    expect(checkSystemd({ isBooted: true, hasJournal: false }, []).state).toBe('note');
    expect(checkSystemd({ isBooted: true, hasJournal: true }, ['medidor-01']).state).toBe('ok');
  });
});

it('keeps no secret: a record has no place for one', () => {
  const folder = temporaryFolder();
  keep(folder, { at: ago(0) });
  const [file = ''] = readdirSync(historyFolder(folder));
  const line = JSON.parse(readFileSync(join(historyFolder(folder), file), 'utf8'));
  expect(Object.keys(line)).toEqual([
    'at',
    'met',
    'clients',
    'kind',
    'meter',
    'credentials',
    'verdict',
    'durationMs',
    'schema',
  ]);
  expect(Object.keys(line.credentials[0])).toEqual(['name', 'client', 'outcome', 'replyMs']);
});

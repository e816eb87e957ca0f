/**
 * Collectors that are units of systemd, in commands inside this process: shared units, units that a collector over HTTP
 * wants steered, take-over, and what a person is asked. systemctl is a stand-in with the same words.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runAdd } from '../../../src/cli/commands/add.ts';
import type { Ask } from '../../../src/cli/commands/ask.ts';
import { runDoctor } from '../../../src/cli/commands/doctor.ts';
import { runLogs } from '../../../src/cli/commands/logs.ts';
import { runPause } from '../../../src/cli/commands/pause.ts';
import { runRestart } from '../../../src/cli/commands/restart.ts';
import { runResume } from '../../../src/cli/commands/resume.ts';
import { runShow } from '../../../src/cli/commands/show.ts';
import { runStatus } from '../../../src/cli/commands/status.ts';
import { runTestCommand } from '../../../src/cli/commands/test.ts';
import type { Context } from '../../../src/cli/context.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { languages } from '../../../src/wording/index.ts';
import { temporaryFolder } from '../../support/child.ts';
import { startHttpCollector } from '../../support/http-collector.ts';
import { flat, keptOutput, ran } from '../../support/kept-output.ts';
import { keptContext } from '../../support/registry-context.ts';
import { type SystemdStandIn, systemdStandIn } from '../../support/systemd-stand-in.ts';

vi.mock('../../../src/collector/booted.ts', () => ({ isBooted: () => true }));
// Ten times as fast: whoever starts a collector watches it for a second.
vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof import('node:timers/promises')>();
  const setTimeout: typeof timers.setTimeout = (ms, ...rest) => timers.setTimeout((ms ?? 0) / 10, ...rest);
  return { ...timers, setTimeout };
});

// Each look at a unit starts a program, which takes its time on a host that is busy.
vi.setConfig({ testTimeout: 120_000 });

const stops: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const unit = 'dlms-multi-meter.service';
const nobody: Ask = { canAsk: false, line: async () => '', secret: async () => '' };
/** Somebody who answers this to whatever is asked, and remembers the questions. */
function person(answer: string): Ask & { readonly questions: string[] } {
  const questions: string[] = [];
  const line = async (question: string) => {
    questions.push(question);
    return answer;
  };
  return { questions, canAsk: true, line, secret: line };
}

interface Parts {
  readonly simulator: Simulator;
  readonly systemd: SystemdStandIn;
  readonly configDir: string;
  json(command: (context: Context) => Promise<number>): Promise<ReturnType<typeof JSON.parse>>;
  show(command: (context: Context) => Promise<number>, given?: Partial<Context>): ReturnType<typeof ran>;
  mark(meter?: string): Promise<Readonly<Record<string, unknown>> | null>;
}

/** Meters 2 and on, all of one collector. */
async function parts(collector: string, ...names: readonly string[]): Promise<Parts> {
  const [simulator, configDir] = [await startSimulator(), temporaryFolder()];
  stops.push(() => simulator.stop());
  const systemd = systemdStandIn(temporaryFolder());
  vi.stubEnv('PATH', systemd.path);
  for (const [index, name] of names.entries()) {
    await runAdd(keptContext(configDir), name, `127.0.0.1:${simulator.port}`, { id: `${index + 2}`, collector });
  }
  systemd.set(unit, 'active');
  const json: Parts['json'] = async (command) => JSON.parse((await ran(configDir, { json: true }, command)).out);
  return {
    simulator,
    systemd,
    configDir,
    json,
    show: (command, given = {}) => ran(configDir, given, command),
    mark: async (meter = '2') => (await json((context) => runShow(context, meter))).meter.paused,
  };
}

describe('a unit of one meter', () => {
  it.each(languages)('is stopped, shown and started (%s)', async (lang) => {
    const { systemd, show, json, mark } = await parts(`systemd-user:${unit}`, 'medidor-02');
    systemd.journal([{ MESSAGE: 'question 2: no reading', PRIORITY: '4', __REALTIME_TIMESTAMP: '1762770902000000' }]);
    const paused = await show((context) => runPause(context, '2', {}, nobody), { lang });
    expect([paused.code, systemd.state(unit)]).toEqual([0, 'inactive']);
    expect(flat(paused.out)).toContain(`systemd-user:${unit}`);
    expect(await json((context) => runStatus(context, '2'))).toMatchObject({
      collector: { status: { state: 'stopped', unit: { active: 'inactive', sub: 'dead' } } },
      paused: { undo: 'start' },
      lastLine: { schema: 'meter.log/1', text: 'question 2: no reading', priority: 4 },
    });
    const status = await show((context) => runStatus(context, '2'), { lang });
    expect(status.out).toContain('question 2: no reading');
    const log = await show((context) => runLogs(context, '2', { since: '1h' }), { lang });
    expect(log.out).toMatch(lang === 'en' ? / {2}warning {2}question 2: no reading\n$/ : /question 2: no reading\n$/);
    const resumed = await show((context) => runResume(context, '2', { timeout: '0.4' }, nobody), { lang });
    expect([resumed.code, systemd.state(unit), await mark()]).toEqual([0, 'active', null]);
    expect(systemd.jobs()).toEqual([`user stop ${unit}`, `user start ${unit}`]);
  });

  it('that dies at once after its start leaves the meter paused, with how it ended', async () => {
    const { systemd, show, mark } = await parts(`systemd-user:${unit}`, 'medidor-02');
    await show((context) => runPause(context, '2', {}, nobody));
    systemd.startsInto('failed');
    const failed = await show((context) => runResume(context, '2', { force: true }, nobody));
    expect([failed.code, failed.out]).toEqual([1, 'medidor-02 (id 2) stays paused.\n']);
    expect(failed.err).toContain('exit-code, exit status 3');
    expect(await mark()).toMatchObject({ undo: 'start' });
    // One that systemd will try again after a while has ended, too.
    systemd.startsInto('restarting');
    expect((await show((context) => runResume(context, '2', { force: true }, nobody))).code).toBe(1);
    systemd.startsInto('active');
    expect((await show((context) => runResume(context, '2', { force: true }, nobody))).code).toBe(0);
  });

  it('that nobody may steer, or that is not there, is told as that; nothing is marked', async () => {
    const { systemd, json, show, mark } = await parts(`systemd-user:${unit}`, 'medidor-02');
    systemd.fails('stop', 'Failed to stop x: Interactive authentication required.');
    const denied = await json((context) => runPause(context, '2', {}, nobody));
    expect(denied).toMatchObject({ paused: null, failure: { code: 'no-permission' } });
    systemd.fails('stop', null);
    systemd.fails('show', 'Failed to connect to bus: No medium found');
    expect(await json((context) => runPause(context, '2', {}, nobody))).toMatchObject({ failure: { code: 'no-bus' } });
    expect((await show((context) => runStatus(context, undefined))).code).toBe(1);
    expect((await show((context) => runRestart(context, '2', {}, nobody))).code).toBe(0);
    systemd.fails('restart', 'Failed to restart x: Unit x is masked.');
    expect(await json((context) => runRestart(context, '2', {}, nobody))).toMatchObject({
      restarted: false,
      failure: { code: 'unit-masked' },
    });
    expect(await mark()).toBeNull();
  });

  it('is looked at by doctor: one that runs, one that is stopped, one that runs although its meter is paused', async () => {
    const { systemd, json, show } = await parts(`systemd-user:${unit}`, 'medidor-02');
    const check = async () => {
      const { checks } = await json((context) => runDoctor(context));
      return checks.find(({ name }: { name: string }) => name === 'collectors');
    };
    expect(await check()).toMatchObject({ state: 'ok' });
    for (const [state, lang] of [
      ['inactive', 'en'],
      ['failed', 'es'],
    ] as const) {
      systemd.set(unit, state);
      expect(await check()).toMatchObject({ state: 'problem' });
      expect(flat((await show((context) => runDoctor(context), { lang })).out)).toContain('meter status 2');
    }
    systemd.set(unit, 'active');
    await show((context) => runPause(context, '2', {}, nobody));
    expect(await check()).toMatchObject({ state: 'ok' });
    systemd.set(unit, 'active');
    expect(await check()).toMatchObject({ state: 'problem' });
    expect(flat((await show((context) => runDoctor(context))).out)).toContain('meter resume 2');
    systemd.fails('show', 'Failed to connect to bus: No medium found');
    expect(await check()).toMatchObject({ state: 'problem', facts: { meters: [{ failure: { code: 'no-bus' } }] } });
  });
});

describe('a unit of several meters', () => {
  it('is stopped only where that was agreed to, and started by who resumes last', async () => {
    const { systemd, json, show, mark } = await parts(`systemd-user:${unit}`, 'medidor-02', 'torre');
    for (const lang of languages) {
      await expect(show((context) => runPause(context, '2', {}, nobody), { lang })).rejects.toMatchObject({
        name: 'UsageError',
        message: expect.stringContaining('torre (3)'),
        hint: expect.stringContaining('--yes'),
      });
    }
    const no = person('');
    const declined = await show((context) => runPause(context, '2', {}, no));
    expect([declined.code, declined.out]).toEqual([1, 'medidor-02 (id 2): nothing was done.\n']);
    expect(no.questions).toEqual([expect.stringContaining('torre (3)')]);
    expect(await json((context) => runPause(context, '2', {}, person('n')))).toMatchObject({
      paused: null,
      quiet: [{ id: 3, name: 'torre' }],
      failure: { code: 'declined', detail: null },
    });
    expect([systemd.jobs(), await mark()]).toEqual([[], null]);

    const agreed = await show((context) => runPause(context, '2', {}, person('Sí')), { lang: 'es' });
    expect([agreed.code, flat(agreed.out)]).toEqual([0, expect.stringMatching(/también callan torre \(3\)/)]);
    expect(await json((context) => runPause(context, '3', {}, nobody))).toMatchObject({ paused: { undo: 'start' } });
    await expect(show((context) => runRestart(context, '3', { yes: true }, nobody))).rejects.toMatchObject({
      message: expect.stringContaining('medidor-02 (2)'),
    });
    const first = await show((context) => runResume(context, '2', { force: true }, nobody));
    expect([first.code, first.err]).toEqual([0, 'Next: meter resume 3\n']);
    expect(flat(first.out)).toContain('still paused: torre (3)');
    expect(systemd.state(unit)).toBe('inactive');
    expect(await json((context) => runResume(context, '3', { force: true }, nobody))).toMatchObject({
      started: true,
      heldBackBy: [],
    });
    expect(systemd.state(unit)).toBe('active');
    expect(systemd.jobs()).toEqual([`user stop ${unit}`, `user start ${unit}`]);
  });

  it('is restarted only where that was agreed to, while it runs', async () => {
    const { systemd, show } = await parts(`systemd-user:${unit}`, 'medidor-02', 'torre');
    await expect(show((context) => runRestart(context, '2', {}, nobody))).rejects.toMatchObject({
      message: expect.stringContaining('torre (3)'),
    });
    expect((await show((context) => runRestart(context, '2', {}, person('no')))).code).toBe(1);
    expect(systemd.jobs()).toEqual([]);
    expect((await show((context) => runRestart(context, '2', {}, person('y')))).code).toBe(0);
    systemd.set(unit, 'inactive');
    // Nobody goes quiet by it.
    expect((await show((context) => runRestart(context, '2', {}, nobody))).code).toBe(0);
    expect(systemd.jobs()).toEqual([`user restart ${unit}`, `user restart ${unit}`]);
  });

  it('is asked once for all of them', async () => {
    const { json } = await parts(`systemd-user:${unit}`, 'medidor-02', 'torre', 'pozo');
    const { meters } = await json((context) => runStatus(context, undefined));
    expect(meters.map(({ collector }: { collector: { status: { state: string } } }) => collector.status.state)).toEqual(
      ['running', 'running', 'running'],
    );
  });
});

describe('a unit that a collector over HTTP wants steered', () => {
  async function overHttp() {
    const collector = await startHttpCollector();
    stops.push(() => collector.stop());
    return { ...(await parts(collector.base, 'medidor-02')), collector };
  }

  it('is stopped for a pause where a person agreed, and started by the resume', async () => {
    const { collector, systemd, json, show, mark } = await overHttp();
    collector.actionRequired = { action: 'stop', unit };
    const refused = person('n');
    expect(await json((context) => runPause(context, '2', {}, refused))).toMatchObject({
      actionRequired: { text: `stop ${unit}`, outcome: 'left' },
    });
    expect([refused.questions.length, systemd.jobs()]).toEqual([1, []]);
    collector.actionRequired = null;
    await show((context) => runResume(context, '2', { force: true }, nobody));

    collector.actionRequired = { action: 'stop', unit };
    const paused = await show((context) => runPause(context, '2', {}, person('yes')));
    expect(paused.code).toBe(0);
    expect(flat(paused.out)).toContain(`stop ${unit} (done)`);
    expect(paused.err).toContain(unit);
    expect(systemd.jobs()).toEqual([`system stop ${unit}`]);
    collector.actionRequired = null;
    expect(await json((context) => runResume(context, '2', { force: true }, nobody))).toMatchObject({ resumed: true });
    expect(systemd.state(unit)).toBe('active');
    expect(await mark()).toBeNull();
  });

  it('is restarted in the place of what the collector could not do itself', async () => {
    const { collector, systemd, json, show } = await overHttp();
    const wants = `{"success":false,"message":"only by a restart","action_required":"systemctl --user restart ${unit}"}`;
    for (const action of ['restart', 'resume']) {
      collector.misbehave(action, (_, response) => void response.end(wants));
    }
    const done = { outcome: 'done', unit: { scope: 'user', verb: 'restart', name: unit } };
    expect(await json((context) => runRestart(context, '2', { yes: true }, nobody))).toMatchObject({
      restarted: true,
      says: null,
      actionRequired: done,
    });
    await show((context) => runPause(context, '2', {}, nobody));
    systemd.fails('restart', 'Failed to restart: Access denied');
    expect(await json((context) => runResume(context, '2', { yes: true, force: true }, nobody))).toMatchObject({
      resumed: false,
      failure: { code: 'refused', detail: 'only by a restart' },
    });
    systemd.fails('restart', null);
    expect(await json((context) => runResume(context, '2', { yes: true, force: true }, nobody))).toMatchObject({
      resumed: false,
      failure: { code: 'job-failed' },
    });
    expect(systemd.jobs().filter((job) => job === `user restart ${unit}`)).toHaveLength(3);
    // Without a word from a person nothing is done.
    const left = await show((context) => runRestart(context, '2', {}, nobody)).catch((error: Error) => error.name);
    expect(left).toBe('UsageError');
    expect(systemd.jobs()).toHaveLength(3);
  });
});

describe('meter test --take-over', () => {
  const test =
    (meters: readonly string[], more: object = {}) =>
    (context: Context) =>
      runTestCommand(context, meters, { timeout: '0.4', depth: 'link', takeOver: true, yes: true, ...more } as never);

  it.each(languages)('pauses, tests and gives back (%s)', async (lang) => {
    const { systemd, show, mark, simulator } = await parts(`systemd-user:${unit}`, 'medidor-02');
    const { code, out, err } = await show(test(['2']), { lang });
    expect(code).toBe(0);
    expect(out).toContain('UA');
    expect(err).toContain(lang === 'en' ? 'its collector has the line again' : 'su colector tiene la línea otra vez');
    expect(systemd.jobs()).toEqual([`user stop ${unit}`, `user start ${unit}`]);
    expect([systemd.state(unit), await mark()]).toEqual(['active', null]);
    expect(simulator.events.linksLeftOpen).toBe(0);
  });

  it('of meters of one collector asks nobody, and stops it once', async () => {
    const { systemd, show, mark } = await parts(`systemd-user:${unit}`, 'medidor-02', 'torre');
    expect((await show(test(['2', '3', '2'], { yes: false }))).code).toBe(0);
    expect(systemd.jobs()).toEqual([`user stop ${unit}`, `user start ${unit}`]);
    expect([await mark('2'), await mark('3')]).toEqual([null, null]);
  });

  it('leaves a meter paused that was paused before', async () => {
    const { systemd, show, mark } = await parts(`systemd-user:${unit}`, 'medidor-02');
    await show((context) => runPause(context, '2', { why: 'mine' }, nobody));
    const { code, err } = await show(test(['2']));
    expect([code, err]).toEqual([0, expect.stringContaining('was paused already')]);
    expect([systemd.state(unit), (await mark())?.why]).toEqual(['inactive', 'mine']);
  });

  it('whose collector does not come back is a fault, and the meter stays paused', async () => {
    const { systemd, show, mark } = await parts(`systemd-user:${unit}`, 'medidor-02');
    systemd.fails('start', 'Job for x failed because the control process exited.');
    for (const lang of languages) {
      const { code, err } = await show(test(['2']), { lang });
      expect([code, flat(err)]).toEqual([1, expect.stringContaining('meter resume 2 --force')]);
      systemd.fails('start', null);
      expect((await show((context) => runResume(context, '2', { force: true }, nobody))).code).toBe(0);
      systemd.fails('start', 'Job for x failed because the control process exited.');
    }
    expect(await mark()).toBeNull();
  });

  it('whose collector does not stop tests nothing', async () => {
    const { systemd, show, simulator } = await parts(`systemd-user:${unit}`, 'medidor-02');
    systemd.fails('stop', 'Failed to stop x: Access denied');
    const { code, out, err } = await show(test(['2']));
    expect([code, out, err]).toEqual([1, '', expect.stringContaining('may not steer')]);
    expect(simulator.events.connections).toBe(0);
  });

  it('that is interrupted gives back all the same', async () => {
    const { systemd, configDir, mark, simulator } = await parts(`systemd-user:${unit}`, 'medidor-02');
    await simulator.stop();
    stops.splice(0, 1);
    const mute = await startSimulator({ faults: ['silent'], port: simulator.port });
    stops.push(() => mute.stop());
    const stop = new AbortController();
    const err = keptOutput();
    const running = ran(configDir, { signal: stop.signal, err }, test(['2'], { timeout: '5' })).catch(
      (error: unknown) => error,
    );
    await vi.waitFor(() => expect(mute.events.framesReceived.SNRM ?? 0).toBeGreaterThan(0), 10_000);
    stop.abort('SIGINT');
    expect(await running).toBe('SIGINT');
    expect(err.text()).toContain('its collector has the line again');
    expect([systemd.state(unit), await mark()]).toEqual(['active', null]);
  });

  it('of an endpoint is wrong use', async () => {
    const { show } = await parts(`systemd-user:${unit}`, 'medidor-02');
    await expect(show(test(['127.0.0.1:1']))).rejects.toMatchObject({ name: 'UsageError' });
    await expect(show(test(['9']))).rejects.toMatchObject({ name: 'UsageError' });
  });
});

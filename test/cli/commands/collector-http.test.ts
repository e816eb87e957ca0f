/** pause, status, logs, restart and resume of a meter whose collector speaks HTTP, inside this process. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runAdd } from '../../../src/cli/commands/add.ts';
import type { Ask } from '../../../src/cli/commands/ask.ts';
import { type LogsOptions, runLogs } from '../../../src/cli/commands/logs.ts';
import { type PauseOptions, runPause } from '../../../src/cli/commands/pause.ts';
import { runRestart } from '../../../src/cli/commands/restart.ts';
import { type ResumeOptions, runResume } from '../../../src/cli/commands/resume.ts';
import { runShow } from '../../../src/cli/commands/show.ts';
import { runStatus } from '../../../src/cli/commands/status.ts';
import type { Context } from '../../../src/cli/context.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { type Language, languages } from '../../../src/wording/index.ts';
import { temporaryFolder } from '../../support/child.ts';
import { type HttpCollector, startHttpCollector } from '../../support/http-collector.ts';
import { flat, ran } from '../../support/kept-output.ts';
import { RawClient } from '../../support/raw-client.ts';
import { keptContext } from '../../support/registry-context.ts';

// Ten times as fast: whoever starts a collector watches it for a second.
vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof import('node:timers/promises')>();
  const setTimeout: typeof timers.setTimeout = (ms, ...rest) => timers.setTimeout((ms ?? 0) / 10, ...rest);
  return { ...timers, setTimeout };
});

const stops: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

const nobody: Ask = { canAsk: false, line: async () => '', secret: async () => '' };

interface Parts {
  readonly simulator: Simulator;
  readonly collector: HttpCollector;
  readonly configDir: string;
  /** Runs a command, and gives its document, its exit code, or what it showed. */
  show(command: (context: Context) => Promise<number>, lang?: Language): ReturnType<typeof ran>;
  json(command: (context: Context) => Promise<number>): Promise<ReturnType<typeof JSON.parse>>;
  code(command: (context: Context) => Promise<number>): Promise<number>;
  /** The mark of the pause, as it is on disk. */
  mark(): Promise<Readonly<Record<string, unknown>> | null>;
}

async function parts(): Promise<Parts> {
  const [simulator, collector, configDir] = [await startSimulator(), await startHttpCollector(), temporaryFolder()];
  stops.push(
    () => simulator.stop(),
    () => collector.stop(),
  );
  await runAdd(keptContext(configDir), 'medidor-02', `127.0.0.1:${simulator.port}`, {
    id: '2',
    collector: collector.base,
  });
  const json: Parts['json'] = async (command) => JSON.parse((await ran(configDir, { json: true }, command)).out);
  return {
    simulator,
    collector,
    configDir,
    show: (command, lang = 'en') => ran(configDir, { lang }, command),
    json,
    code: async (command) => (await ran(configDir, {}, command)).code,
    mark: async () => (await json((context) => runShow(context, '2'))).meter.paused,
  };
}

const pause =
  (options: PauseOptions = {}) =>
  (context: Context) =>
    runPause(context, '2', options, nobody);
const resume =
  (options: ResumeOptions = {}) =>
  (context: Context) =>
    runResume(context, '2', { timeout: '0.4', ...options }, nobody);
const restart = (context: Context) => runRestart(context, '2', {}, nobody);
const status = (context: Context) => runStatus(context, '2');
const statusOfAll = (context: Context) => runStatus(context, undefined);
const logs =
  (options: LogsOptions = {}) =>
  (context: Context) =>
    runLogs(context, '2', options);

describe('the way through', () => {
  const texts = {
    en: {
      running: /collector .*: running, "as ever"/,
      paused: /^medidor-02 \(id 2\) is paused\. Its collector was stopped\./,
      free: /port free: we were let in/,
      stays: /was paused already, and stays so\./,
      status: /paused since .*pid \d+, meter pause\).* why a field test.* a resume starts the collector again/,
      resumed:
        /^medidor-02 \(id 2\) is no longer paused\. Its collector was started\. meter it answers \(UA, client 1\)/,
      next: 'Next: meter test 2, and afterwards: meter resume 2\n',
    },
    es: {
      running: /colector .*: en marcha, "as ever"/,
      paused: /^medidor-02 \(id 2\) está en pausa\. Su colector se detuvo\./,
      free: /puerto libre: se nos dejó entrar/,
      stays: /ya estaba en pausa, y así sigue\./,
      status: /en pausa desde .*pid \d+, meter pause\).* motivo a field test.* al reanudar se vuelve a iniciar/,
      resumed: /^medidor-02 \(id 2\) ya no está en pausa\. Su colector se inició\. medidor responde \(UA, cliente 1\)/,
      next: 'Ahora: meter test 2, y después: meter resume 2\n',
    },
  } as const;

  it.each(languages)('pause, and look, and resume, on the screen (%s)', async (lang) => {
    const { show, collector, simulator, mark } = await parts();
    const text = texts[lang];
    collector.log = ['question 7: no reading'];
    const before = await show(status, lang);
    expect([before.code, before.err]).toEqual([0, '']);
    expect(flat(before.out)).toMatch(text.running);
    expect(before.out).toContain('question 7: no reading');

    const paused = await show(pause({ why: '  a field test ' }), lang);
    expect([paused.code, paused.err]).toEqual([0, text.next]);
    expect(flat(paused.out)).toMatch(text.paused);
    expect(flat(paused.out)).toMatch(text.free);
    expect(collector.state('2')).toBe('paused');
    // The port was only listened to.
    expect(simulator.events).toMatchObject({ framesReceived: {}, connections: 1, clients: 0 });
    expect(await mark()).toMatchObject({ why: 'a field test', undo: 'start', by: { command: 'meter pause' } });

    expect(flat((await show(pause(), lang)).out)).toMatch(text.stays);
    const looked = await show(status, lang);
    expect(looked.code).toBe(0);
    expect(flat(looked.out)).toMatch(text.status);
    expect(looked.err).toContain('meter resume 2');
    const all = await show(statusOfAll, lang);
    expect([all.code, all.out]).toEqual([0, expect.stringMatching(/medidor-02/)]);

    const resumed = await show(resume(), lang);
    expect([resumed.code, resumed.err]).toEqual([0, '']);
    expect(flat(resumed.out)).toMatch(text.resumed);
    expect(collector.state('2')).toBe('running');
    expect(await mark()).toBeNull();
    // The meter was asked for a link, and for nothing that needs a password.
    expect(simulator.events).toMatchObject({ linksLeftOpen: 0, passwordsTried: 0, services: {} });
    expect((await show(resume(), lang)).code).toBe(0);
  });

  it('is the same in documents', async () => {
    const { json, collector, simulator } = await parts();
    const name = { id: 2, name: 'medidor-02', endpoint: `tcp://127.0.0.1:${simulator.port}` };
    const first = await json(pause({ why: 'first' }));
    expect(first).toMatchObject({
      schema: 'meter.pause/1',
      meter: name,
      paused: { why: 'first', undo: 'start' },
      already: false,
      collector: { name: collector.base, before: { state: 'running' }, after: { state: 'paused' } },
      says: 'meter 2 paused',
      actionRequired: null,
      quiet: [],
      port: { free: true, outcome: 'FREE' },
      failure: null,
    });
    expect(collector.asked).toEqual(['2 GET status', '2 POST pause', '2 GET status']);
    const second = await json(pause({ why: 'second' }));
    expect(second).toMatchObject({ already: true, says: null, paused: { why: 'first', since: first.paused.since } });
    expect(collector.asked.filter((one) => one.includes('POST'))).toHaveLength(1);
    expect(await json(status)).toMatchObject({
      schema: 'meter.status/1',
      meter: name,
      collector: { name: collector.base, status: { state: 'paused', says: 'as ever', unit: null } },
      paused: { why: 'first', orphan: false },
      port: { own: null },
      failure: null,
    });
    expect((await json(statusOfAll)).meters).toMatchObject([{ meter: name, paused: { why: 'first' } }]);
    expect(await json(resume())).toMatchObject({
      schema: 'meter.resume/1',
      meter: name,
      resumed: true,
      paused: null,
      was: { why: 'first' },
      asked: { answered: true, verdict: expect.any(String), outcome: 'UA' },
      collector: { name: collector.base, before: { state: 'paused' }, after: { state: 'running' } },
      started: true,
      says: 'meter 2 running',
      heldBackBy: [],
      failure: null,
    });
    expect(await json(resume())).toMatchObject({ resumed: false, started: false, asked: null, failure: null });
    expect(await json(restart)).toMatchObject({
      schema: 'meter.restart/1',
      restarted: true,
      collector: { before: { state: 'running' }, after: { state: 'running' } },
      says: 'meter 2 running',
      failure: null,
    });
  });

  it.each(languages)('restart, on the screen; not while it is paused (%s)', async (lang) => {
    const { show, collector } = await parts();
    const { code, out } = await show(restart, lang);
    expect([code, flat(out)]).toEqual([
      0,
      expect.stringMatching(
        lang === 'en'
          ? /^The collector of medidor-02 \(id 2\) was restarted\. .*before running/
          : /^El colector de medidor-02 \(id 2\) se reinició\. .*antes en marcha/,
      ),
    ]);
    await show(pause());
    const asked = collector.asked.length;
    await expect(show(restart, lang)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('medidor-02'),
      hint: expect.stringContaining('meter resume 2'),
    });
    expect(collector.asked).toHaveLength(asked);
  });
});

describe('a collector that does not do what it is asked', () => {
  const says = (text: string) => (_: unknown, response: { end(text: string): unknown }) => void response.end(text);

  it.each(languages)('refuses the pause: nothing is marked (%s)', async (lang) => {
    const { show, json, collector, mark } = await parts();
    collector.misbehave('pause', says('{"success":false,"message":"not now"}'));
    const refused = await show(pause(), lang);
    expect([refused.code, refused.out]).toEqual([
      1,
      lang === 'en' ? 'medidor-02 (id 2) was not paused.\n' : 'medidor-02 (id 2) no se puso en pausa.\n',
    ]);
    expect(refused.err).toContain('not now');
    expect(await json(pause())).toMatchObject({
      paused: null,
      already: false,
      collector: { name: collector.base, before: null, after: null },
      port: null,
      failure: { code: 'refused', detail: 'not now' },
    });
    expect(await mark()).toBeNull();
  });

  it('says that it did, and goes on all the same: it is not called paused', async () => {
    const { json, collector, mark } = await parts();
    collector.misbehave('pause', says('{"success":true,"message":"done"}'));
    expect(await json(pause())).toMatchObject({ paused: null, failure: { code: 'job-failed', detail: 'as ever' } });
    expect(await mark()).toBeNull();
  });

  it('says that it failed, and stopped all the same: it is paused', async () => {
    const { json, collector } = await parts();
    collector.misbehave('pause', (_, response) => {
      collector.misbehave('status', says('{"success":true,"state":"stopped"}'));
      response.end('{"success":false,"message":"hm"}');
    });
    expect(await json(pause())).toMatchObject({
      paused: { undo: 'start' },
      collector: { after: { state: 'stopped' } },
    });
  });

  it('goes on although the meter was marked: it stays marked, and that is a fault in its status', async () => {
    const { show, code, collector, mark } = await parts();
    await code(pause());
    collector.misbehave('status', says('{"success":true,"state":"running"}'));
    expect(await code(status)).toBe(1);
    expect(await code(statusOfAll)).toBe(1);
    collector.misbehave('pause', says('{"success":false,"message":"no"}'));
    const again = await show(pause());
    expect([again.code, again.out]).toEqual([1, 'medidor-02 (id 2) stays paused.\n']);
    expect(await mark()).toMatchObject({ undo: 'start' });
  });

  it('that is not there leaves the meter as it is', async () => {
    const { show, json, collector, mark } = await parts();
    await json(pause());
    await collector.stop();
    stops.pop();
    for (const [lang, stays] of [
      ['en', 'medidor-02 (id 2) stays paused.\n'],
      ['es', 'medidor-02 (id 2) sigue en pausa.\n'],
    ] as const) {
      const failed = await show(resume({ force: true }), lang);
      expect([failed.code, failed.out]).toEqual([1, stays]);
      expect(failed.err).toContain('ECONNREFUSED');
      const looked = await show(status, lang);
      expect([looked.code, looked.err]).toEqual([1, expect.stringContaining('ECONNREFUSED')]);
    }
    expect(await json(resume({ force: true }))).toMatchObject({
      resumed: false,
      paused: { undo: 'start' },
      asked: null,
      failure: { code: 'unreachable' },
    });
    expect(await json(status)).toMatchObject({ lastLine: null, failure: { code: 'unreachable' } });
    expect(await mark()).toMatchObject({ undo: 'start' });
    const log = await show(logs());
    expect([log.code, log.out]).toEqual([1, '']);
  });

  it('that does not come up again leaves the meter paused', async () => {
    const { json, show, collector, mark } = await parts();
    await json(pause());
    collector.misbehave('status', says('{"success":true,"state":"failed","message":"out of memory"}'));
    expect(await json(resume({ force: true }))).toMatchObject({
      resumed: false,
      failure: { code: 'job-failed', detail: 'out of memory' },
    });
    expect(await mark()).toMatchObject({ undo: 'start' });
    const looked = await show(status);
    expect([looked.code, flat(looked.out)]).toEqual([1, expect.stringContaining('failed, "out of memory"')]);
  });

  it.each(languages)('that cannot be restarted is a fault, with its reason (%s)', async (lang) => {
    const { json, show, collector } = await parts();
    collector.misbehave('restart', says('{"success":false,"message":"busy with others"}'));
    const { code, out, err } = await show(restart, lang);
    expect([code, flat(out + err)]).toEqual([1, expect.stringContaining('busy with others')]);
    expect(await json(restart)).toMatchObject({ restarted: false, says: null, failure: { code: 'refused' } });
    collector.misbehave('restart', says('{"success":true}'));
    collector.misbehave('status', says('{"success":true,"state":"stopped"}'));
    expect(await json(restart)).toMatchObject({ restarted: false, failure: { code: 'job-failed' } });
    collector.misbehave('status', (_, response) => {
      response.statusCode = 500;
      response.end('{}');
    });
    // One that does not tell its state is believed.
    expect(await json(restart)).toMatchObject({ restarted: true, collector: { before: null, after: null } });
  });

  it('that does not run is not started by the resume', async () => {
    const { json, show, collector } = await parts();
    collector.misbehave('status', says('{"success":true,"state":"stopped"}'));
    expect(flat((await show(pause())).out)).toContain('Its collector was not running: nothing had to be stopped.');
    expect(collector.asked.filter((one) => one.includes('POST'))).toEqual([]);
    const resumed = await show(resume());
    expect([resumed.code, flat(resumed.out)]).toEqual([
      0,
      expect.stringContaining('was not started: it was not running before the pause'),
    ]);
    const looked = await show(status);
    expect([looked.code, looked.err]).toEqual([0, expect.stringContaining('meter restart 2')]);
    expect((await json(status)).collector.status.state).toBe('stopped');
  });

  it('that runs again by itself is only left alone by the resume', async () => {
    const { json, show, collector } = await parts();
    await json(pause());
    collector.misbehave('status', says('{"success":true,"state":"running"}'));
    const posts = collector.asked.filter((one) => one.includes('POST')).length;
    const { code, out } = await show(resume());
    expect([code, flat(out)]).toEqual([0, expect.stringContaining('Its collector was running already.')]);
    expect(collector.asked.filter((one) => one.includes('POST'))).toHaveLength(posts);
  });
});

describe('what it wants done', () => {
  it('is shown, and left to a person, where it names nothing that could be done here', async () => {
    const { json, show, collector } = await parts();
    collector.actionRequired = 'call the office';
    const left = { text: 'call the office', outcome: 'left', unit: null };
    expect(await json(pause({ yes: true }))).toMatchObject({ actionRequired: left });
    expect(await json(resume({ yes: true, force: true }))).toMatchObject({ resumed: true, actionRequired: left });
    const { out } = await show(restart);
    expect(flat(out)).toMatch(/it wants call the office/);
    // A pause starts nothing, whatever the collector says.
    collector.actionRequired = 'systemctl start dlms.service';
    expect((await json(pause({ yes: true }))).actionRequired).toMatchObject({ outcome: 'left' });
  });
});

describe('the meter', () => {
  it.each(languages)('that is mute stays paused, unless that is forced (%s)', async (lang) => {
    const { simulator, show, json, collector, mark } = await parts();
    await json(pause());
    await simulator.stop();
    stops.splice(0, 1);
    const mute = await show(resume(), lang);
    expect([mute.code, flat(mute.out)]).toEqual([3, expect.stringMatching(/tcp\.refused/)]);
    expect(mute.err).toContain('meter resume 2 --force');
    expect(await json(resume())).toMatchObject({
      resumed: false,
      paused: { undo: 'start' },
      asked: { answered: false, verdict: 'tcp.refused', outcome: null },
      started: false,
      failure: null,
    });
    expect(await mark()).not.toBeNull();
    expect(collector.state('2')).toBe('paused');
    expect((await show(resume({ force: true }), lang)).code).toBe(0);
    expect(collector.state('2')).toBe('running');
  });

  it('whose port somebody else holds is named as that, although the collector has stopped', async () => {
    const { simulator, show, mark } = await parts();
    const holder = await RawClient.connect(simulator.port);
    stops.push(() => holder.close());
    const { code, out } = await show(pause(), 'es');
    expect([code, flat(out)]).toEqual([4, expect.stringMatching(/puerto no está libre: /)]);
    expect(await mark()).toMatchObject({ undo: 'start' });
  });

  it('whose port is not there is 3', async () => {
    const { simulator, json, code } = await parts();
    await simulator.stop();
    stops.splice(0, 1);
    expect(await json(pause())).toMatchObject({
      paused: { undo: 'start' },
      port: { free: false, outcome: 'REFUSED' },
    });
    expect(await code(pause())).toBe(3);
  });
});

describe('the log', () => {
  it('is its last lines, on the screen and as JSON, one object a line', async () => {
    const { show, collector, configDir } = await parts();
    collector.log = ['one', 'two \u001b[31m', 'three'];
    expect((await show(logs({ lines: '2' }))).out).toBe('two \nthree\n');
    const json = await ran(configDir, { json: true }, logs());
    const texts = json.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(texts).toMatchObject([
      { schema: 'meter.log/1', text: 'one' },
      { text: 'two \u001b[31m' },
      { text: 'three' },
    ]);
  });

  it.each(languages)('without a line is told as that; with --since it cannot be read (%s)', async (lang) => {
    const { show, code } = await parts();
    const none = await show(logs(), lang);
    expect([none.code, none.out, none.err]).toEqual([0, '', expect.stringMatching(/.{8}/)]);
    const since = await show(logs({ since: '2h' }), lang);
    expect([since.code, since.err]).toEqual([1, expect.stringContaining('(since)')]);
    expect(await code(logs({ since: '10:35' }))).toBe(1);
    for (const [options, says] of [
      [{ since: '25:00' }, '25:00'],
      [{ since: '2025-02-31' }, '2025-02-31'],
      [{ lines: 'all' }, 'all'],
      [{ lines: '100001' }, '100001'],
    ] as const) {
      await expect(show(logs(options), lang)).rejects.toMatchObject({
        name: 'UsageError',
        message: expect.stringContaining(says),
      });
    }
  });

  it('is followed until it is enough', async () => {
    const { collector, configDir } = await parts();
    collector.log = ['one'];
    const stop = new AbortController();
    const context = keptContext(configDir, { json: true, signal: stop.signal });
    const reading = runLogs(context, '2', { follow: true }).catch((error: unknown) => error);
    for (let waitedMs = 0; waitedMs < 2000 && context.printed.out() === ''; waitedMs += 10) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    stop.abort('SIGINT');
    expect(await reading).toMatchObject({ name: 'AbortError' });
    expect(JSON.parse(context.printed.out())).toMatchObject({ schema: 'meter.log/1', text: 'one' });
  });
});

describe('wrong use', () => {
  it.each(languages)('is told before anything is asked (%s)', async (lang) => {
    const { show, collector, configDir } = await parts();
    await runAdd(keptContext(configDir), 'alone', '127.0.0.1:1', { id: '7' });
    const wrong: readonly (readonly [(context: Context) => Promise<number>, string])[] = [
      [(context) => runPause(context, '192.0.2.7:3333', {}, nobody), '192.0.2.7:3333'],
      [(context) => runPause(context, 'nobody', {}, nobody), 'nobody'],
      [(context) => runPause(context, '2', { why: 'x'.repeat(201) }, nobody), '201'],
      [(context) => runStatus(context, 'tcp://192.0.2.7:3333'), '192.0.2.7'],
      [(context) => runRestart(context, '7', {}, nobody), 'alone'],
      [(context) => runLogs(context, '7', {}), 'alone'],
      [(context) => runResume(context, '2', { timeout: 'soon' }, nobody), '--timeout'],
    ];
    for (const [command, says] of wrong) {
      await expect(show(command, lang)).rejects.toMatchObject({
        name: 'UsageError',
        message: expect.stringContaining(says),
      });
    }
    expect(collector.asked).toEqual([]);
  });

  it('a registry without meters has no status', async () => {
    for (const lang of languages) {
      const { code, out, err } = await ran(temporaryFolder(), { lang }, statusOfAll);
      expect([code, out, err]).toEqual([0, '', expect.stringContaining('meter add')]);
    }
  });
});

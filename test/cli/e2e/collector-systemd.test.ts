/**
 * The runbook of the field case with real parts: a service under a real systemd holds the one session that a real
 * ser2net grants, and is paused, asked past, resumed and read.
 */
import { chownSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { built, executable } from '../../support/built.ts';
import { temporaryFolder } from '../../support/child.ts';
import { startHttpCollector } from '../../support/http-collector.ts';
import { until } from '../../support/run-meter.ts';
import { missingPrograms, type Ser2net, startSer2net } from '../../support/ser2net.ts';
import { collectorLine, type Systemd, startSystemd, systemdMissing } from '../../support/systemd.ts';

const missing = systemdMissing() ?? missingPrograms().map((program) => `${program} is not installed`)[0] ?? null;
const title = missing === null ? 'a collector under systemd' : `a collector under systemd (SKIPPED: ${missing})`;
const unit = 'dlms-multi-meter.service';
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

describe.skipIf(missing !== null)(title, { timeout: 300_000 }, () => {
  let systemd: Systemd;
  const parts: { readonly stop: () => Promise<void> }[] = [];
  beforeAll(async () => {
    await built();
    systemd = await startSystemd();
  }, 300_000);
  afterEach(async () => {
    systemd.run('systemctl', '--user', 'stop', unit);
    systemd.run('systemctl', '--user', 'reset-failed');
    for (const part of parts.splice(0).reverse()) await part.stop();
  });
  afterAll(() => systemd?.stop());

  async function line(): Promise<{ readonly simulator: Simulator; readonly ser2net: Ser2net }> {
    const simulator = await startSimulator({ listener: 'meter' });
    parts.push(simulator);
    const ser2net = await startSer2net({ meterPort: simulator.port });
    parts.push(ser2net);
    return { simulator, ser2net };
  }

  /** A registry with medidor-02, read by the unit, which runs and holds the port. */
  async function fieldCase(manners: readonly string[] = [], more: readonly string[] = []) {
    const { simulator, ser2net } = await line();
    const configDir = temporaryFolder();
    systemd.unit(unit, [collectorLine(ser2net.port, ...manners), ...more]);
    const meter = (...args: readonly string[]) => systemd.meter(args, configDir);
    await meter('add', 'medidor-02', `127.0.0.1:${ser2net.port}`, '--id', '2', '--collector', `systemd-user:${unit}`);
    const startService = async () => {
      systemd.run('systemctl', '--user', 'start', unit);
      await until(() => (simulator.events.framesReceived.SNRM ?? 0) > 0, 'the service to talk');
    };
    return { configDir, meter, startService, simulator, ser2net };
  }

  it.each([
    {
      lang: 'en',
      busy: /The gateway already serves another client/,
      paused: /medidor-02 \(id 2\) is paused\. Its collector was stopped\./,
      free: /port +free: we were let in, no process of this host holds it/,
      resumed: /medidor-02 \(id 2\) is no longer paused\. Its collector was started\./,
      next: 'Next: meter test 2, and afterwards: meter resume 2\n',
    },
    {
      lang: 'es',
      busy: /El gateway ya atiende a otro cliente/,
      paused: /medidor-02 \(id 2\) está en pausa\. Su colector se detuvo\./,
      free: /puerto +libre: se nos dejó entrar, ningún proceso de este equipo lo ocupa/,
      resumed: /medidor-02 \(id 2\) ya no está en pausa\. Su colector se inició\./,
      next: 'Ahora: meter test 2, y después: meter resume 2\n',
    },
  ])('the runbook of the field case, in $lang', async ({ lang, busy, paused, free, resumed, next }) => {
    const { meter, startService } = await fieldCase();
    const env = ['--lang', lang];
    await startService();

    const first = await meter(...env, 'test', '2');
    expect([first.code, first.stdout]).toEqual([4, expect.stringMatching(busy)]);
    expect(first.stdout.replace(/\s+/g, ' ')).toMatch(/node[^.]*\(dlms-multi-meter\.service\), pid/);

    const pausing = await meter(...env, 'pause', '2', '--why', 'prueba de campo');
    const told = pausing.stdout.replace(/\s+/g, ' ');
    expect([pausing.code, pausing.stderr]).toEqual([0, next]);
    expect(told).toMatch(paused);
    expect(told).toMatch(free);
    expect(told).toContain('prueba de campo');
    expect(systemd.state(unit)).toBe('inactive');

    const second = await meter(...env, 'test', '2');
    expect(second.code).toBe(0);
    expect(second.stderr).toContain('meter resume 2');

    const back = await meter(...env, 'resume', '2');
    expect([back.code, back.stdout.replace(/\s+/g, ' ')]).toEqual([0, expect.stringMatching(resumed)]);
    expect(systemd.state(unit)).toBe('active');

    const log = await meter('logs', '2', '-n', '50');
    expect(log.code).toBe(0);
    expect(log.stdout).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}warning {2}question 2: no reading/m);

    // The service runs and holds the line: its log is followed instead of fighting for the port.
    const followed = await meter(...env, 'follow', '2', '--count', '3');
    expect(followed.stdout).toMatch(/question \d+/);
    expect(followed.stdout).not.toMatch(/Port already in use/);
    const events = await meter('follow', '2', '--count', '3', '--json');
    const lines = events.stdout.trim().split('\n');
    expect(lines.map((one) => JSON.parse(one).event)).toContain('log');
  });

  it('is paused once, however often it is asked, and says in JSON what is so', async () => {
    const { meter, startService, ser2net } = await fieldCase();
    await startService();
    const first = JSON.parse((await meter('pause', '2', '--json', '--why', 'first')).stdout);
    expect(first).toMatchObject({
      schema: 'meter.pause/1',
      meter: { id: 2, name: 'medidor-02', endpoint: `tcp://127.0.0.1:${ser2net.port}` },
      paused: { why: 'first', undo: 'start', by: { command: 'meter pause' } },
      already: false,
      collector: { name: `systemd-user:${unit}`, before: { state: 'running' }, after: { state: 'stopped' } },
      port: { free: true, outcome: 'FREE', holders: [] },
      failure: null,
    });
    const second = JSON.parse((await meter('pause', '2', '--json', '--why', 'second')).stdout);
    expect(second).toMatchObject({ already: true, paused: { why: 'first', since: first.paused.since, undo: 'start' } });

    const status = JSON.parse((await meter('status', '2', '--json')).stdout);
    expect(status).toMatchObject({
      schema: 'meter.status/1',
      collector: { status: { state: 'stopped', unit: { active: 'inactive' } } },
      paused: { why: 'first', orphan: false },
      port: { holders: [], own: null },
      lastLine: { schema: 'meter.log/1' },
    });
    // Somebody starts the service by hand: it is said, and pausing again stops it again.
    systemd.run('systemctl', '--user', 'start', unit);
    expect((await meter('status', '2')).code).toBe(1);
    expect(JSON.parse((await meter('pause', '2', '--json')).stdout).collector.after.state).toBe('stopped');

    const resumed = JSON.parse((await meter('resume', '2', '--json')).stdout);
    expect(resumed).toMatchObject({ schema: 'meter.resume/1', resumed: true, started: true, paused: null });
    const again = JSON.parse((await meter('resume', '2', '--json')).stdout);
    expect(again).toMatchObject({ resumed: false, started: false, paused: null, failure: null });
  });

  it('that was not running is not started by the resume', async () => {
    const { meter } = await fieldCase();
    expect(JSON.parse((await meter('pause', '2', '--json')).stdout)).toMatchObject({ paused: { undo: 'nothing' } });
    const resumed = await meter('resume', '2');
    expect([resumed.code, resumed.stdout.replace(/\s+/g, ' ')]).toEqual([
      0,
      expect.stringContaining('was not started: it was not running before the pause'),
    ]);
    expect(systemd.state(unit)).toBe('inactive');
  });

  it('that dies at once after its start leaves the meter paused', async () => {
    const { meter, startService, ser2net } = await fieldCase();
    await startService();
    expect((await meter('pause', '2')).code).toBe(0);
    systemd.unit(unit, ['ExecStart=/bin/sh -c "exit 3"']);
    const failed = await meter('resume', '2');
    expect([failed.code, failed.stdout]).toEqual([1, 'medidor-02 (id 2) stays paused.\n']);
    expect(failed.stderr).toContain('exit-code, exit status 3');
    const shown = JSON.parse((await meter('show', '2', '--json')).stdout);
    expect(shown.meter.paused).toMatchObject({ undo: 'start' });
    const status = await meter('status', '2');
    expect([status.code, status.stdout]).toEqual([
      1,
      expect.stringMatching(/failed \(failed, failed\).*exit status 3/s),
    ]);
    systemd.unit(unit, [collectorLine(ser2net.port)]);
    expect((await meter('resume', '2')).code).toBe(0);
  });

  it('that does not want to stop is killed by systemd, and paused then', async () => {
    const { meter, startService } = await fieldCase(['deaf'], ['TimeoutStopSec=1']);
    await startService();
    const paused = JSON.parse((await meter('pause', '2', '--json')).stdout);
    expect(paused).toMatchObject({ collector: { after: { state: 'failed', unit: { result: 'timeout' } } } });
    expect(paused.port.outcome).toBe('FREE');
  });

  it('that serves other meters too is stopped only where that was agreed to, and started by who resumes last', async () => {
    const { meter, startService, ser2net } = await fieldCase();
    await meter('add', 'torre', `127.0.0.1:${ser2net.port}`, '--id', '3', '--collector', `systemd-user:${unit}`);
    await startService();
    const refused = await meter('pause', '2');
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('torre (3)');
    expect(systemd.state(unit)).toBe('active');
    expect(JSON.parse((await meter('show', '2', '--json')).stdout).meter.paused).toBeNull();

    expect(JSON.parse((await meter('pause', '2', '--yes', '--json')).stdout).quiet).toMatchObject([{ id: 3 }]);
    expect(JSON.parse((await meter('pause', '3', '--json')).stdout).paused.undo).toBe('start');
    expect((await meter('restart', '3', '--yes')).code).toBe(2);
    const first = JSON.parse((await meter('resume', '2', '--json')).stdout);
    expect([first.started, first.heldBackBy]).toEqual([false, [expect.objectContaining({ id: 3 })]]);
    expect(systemd.state(unit)).toBe('inactive');
    expect(JSON.parse((await meter('resume', '3', '--json')).stdout).started).toBe(true);
    expect(systemd.state(unit)).toBe('active');
  });

  it('is not resumed for a meter that does not answer, unless that is forced', async () => {
    const { meter, startService, simulator } = await fieldCase();
    await startService();
    await meter('pause', '2');
    await simulator.stop();
    const mute = await meter('resume', '2', '--timeout', '0.3');
    expect([mute.code, mute.stdout]).toEqual([1, expect.stringMatching(/stays paused[\s\S]*no answer: /)]);
    expect(mute.stderr).toContain('meter resume 2 --force');
    expect(systemd.state(unit)).toBe('inactive');
    expect((await meter('resume', '2', '--force')).code).toBe(0);
    expect(systemd.state(unit)).toBe('active');
  });

  it('has a log that cannot act on the terminal, nor on a shell', async () => {
    const { meter, startService } = await fieldCase(['hostile']);
    await startService();
    for (const more of [[], ['--json'], ['--lang', 'es']]) {
      const { stdout, code } = await meter('logs', '2', '-n', '1000', ...more);
      expect([code, stdout]).toEqual([0, expect.not.stringMatching(controls)]);
      expect(stdout).toContain('red');
    }
    for (const args of [['status', '2'], ['status'], ['status', '2', '--json']]) {
      expect((await meter(...args)).stdout).not.toMatch(controls);
    }
    const lines = (await meter('logs', '2', '--json', '-n', '1000')).stdout
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one));
    expect(lines.some(({ text }) => text.includes('\u001b]0;owned\u0007'))).toBe(true);
    expect(lines.every(({ schema, at, cursor }) => schema === 'meter.log/1' && at !== null && cursor !== null)).toBe(
      true,
    );
    expect(existsSync('/tmp/never')).toBe(false);
  });

  it('is followed line by line until Ctrl-C, and by time', async () => {
    const { configDir, meter, startService } = await fieldCase();
    await startService();
    const run = systemd.startMeter(['logs', '2', '-f', '-n', '1'], configDir);
    let said = '';
    run.process.stdout?.on('data', (text: string) => {
      said += text;
    });
    const count = () => said.split('\n').length - 1;
    await until(() => count() > 4, 'lines to come');
    // A journalctl that is lost on the way is started again where it stopped: no line is lost, none comes twice.
    const { pid = 0 } = run.process;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
    const journalctl = children.find((child) => readFileSync(`/proc/${child}/comm`, 'utf8') === 'journalctl\n');
    process.kill(journalctl ?? Number.NaN, 'SIGKILL');
    const seen = count();
    await until(() => count() > seen + 5, 'lines to come again');
    const questions = [...said.matchAll(/question (\d+):/g)].map(([, number]) => Number(number));
    expect(questions.length).toBeGreaterThan(8);
    expect(questions).toEqual(questions.map((_, index) => (questions[0] ?? 0) + index));
    const { code, afterSignalMs } = await run.interrupt('SIGINT');
    expect(code).toBe(130);
    expect(afterSignalMs).toBeLessThan(1000);
    expect((await meter('logs', '2', '--since', '1h')).stdout).toContain('question 1:');
    await wait(1000);
    expect((await meter('logs', '2', '--since', '2099-01-01')).stderr).toBe('The log has no such lines.\n');
  });

  it('is taken over for a test, and has its line again afterwards: after an end, an error, Ctrl-C and SIGTERM', async () => {
    const { configDir, meter, startService, simulator } = await fieldCase();
    await startService();
    const before = systemd.run('systemctl', '--user', 'show', '-p', 'MainPID', '--value', unit).stdout;
    const whole = await meter('test', '2', '--take-over');
    expect([whole.code, whole.stderr]).toEqual([
      0,
      'medidor-02: pausing its collector for the test …\nmedidor-02: giving the line back to its collector …\nmedidor-02: its collector has the line again.\n',
    ]);
    expect(systemd.state(unit)).toBe('active');
    expect(systemd.run('systemctl', '--user', 'show', '-p', 'MainPID', '--value', unit).stdout).not.toBe(before);

    const wrong = await meter('test', '2', '--take-over', '--trace', '/nowhere/trace');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('has the line again')]);
    expect(systemd.state(unit)).toBe('active');

    await simulator.stop();
    for (const [signal, exit] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const run = systemd.startMeter(['test', '2', '--take-over', '--timeout', '10'], configDir);
      await until(() => systemd.state(unit) === 'inactive', 'the pause');
      await wait(1500);
      const end = await run.interrupt(signal);
      expect([end.code, end.stderr]).toEqual([exit, expect.stringContaining('has the line again')]);
      expect(systemd.state(unit)).toBe('active');
      expect(JSON.parse((await meter('show', '2', '--json')).stdout).meter.paused).toBeNull();
    }
  });

  it('that was paused before stays paused after a take-over', async () => {
    const { meter, startService } = await fieldCase();
    await startService();
    await meter('pause', '2', '--why', 'mine');
    const test = await meter('test', '2', '--take-over');
    expect([test.code, test.stderr]).toEqual([0, expect.stringContaining('was paused already')]);
    expect(systemd.state(unit)).toBe('inactive');
    expect(JSON.parse((await meter('show', '2', '--json')).stdout).meter.paused.why).toBe('mine');
  });

  it('that is missing, masked, or of a manager that is not there, is told as that; nothing is marked', async () => {
    const { meter } = await fieldCase();
    systemd.run('systemctl', '--user', 'mask', 'masked.service');
    const cases = [
      ['systemd-user:nosuch', 'unit-missing', 'There is no unit nosuch.service.'],
      ['systemd:dlms', 'no-bus', 'There is no manager of this user to talk to'],
    ] as const;
    for (const [collector, code, said] of cases) {
      await meter('edit', '2', '--collector', collector);
      const paused = await meter('pause', '2', '--json');
      expect([paused.code, JSON.parse(paused.stdout)]).toMatchObject([1, { paused: null, failure: { code } }]);
      expect(paused.stderr).toContain(said);
      const status = await meter('status', '2');
      expect([status.code, status.stderr]).toEqual([1, expect.stringContaining(said)]);
      expect((await meter('restart', '2')).code).toBe(1);
    }
    await meter('edit', '2', '--collector', 'systemd-user:masked');
    expect((await meter('status', '2')).stdout.replace(/\s+/g, ' ')).toContain('masked: it cannot be started');
    const restart = JSON.parse((await meter('restart', '2', '--json')).stdout);
    expect(restart).toMatchObject({ restarted: false, failure: { code: 'unit-masked' } });
    // Nothing runs: there is nothing to stop.
    expect(JSON.parse((await meter('pause', '2', '--json')).stdout)).toMatchObject({ paused: { undo: 'nothing' } });
  });

  it('has done to its unit what an HTTP collector wants, where that was agreed to, and undone by the resume', async () => {
    const { meter, startService } = await fieldCase();
    await startService();
    const collector = await startHttpCollector();
    parts.push(collector);
    await meter('edit', '2', '--collector', collector.base);
    collector.actionRequired = `systemctl --user stop ${unit}`;
    const left = JSON.parse((await meter('pause', '2', '--json')).stdout);
    expect(left).toMatchObject({ actionRequired: { outcome: 'left' }, port: { free: false, outcome: 'HELD' } });
    expect(left.port.holders).toMatchObject([{ unit, scope: 'user' }]);
    expect(systemd.state(unit)).toBe('active');
    expect((await meter('resume', '2', '--force')).code).toBe(0);

    const done = await meter('pause', '2', '--yes', '--json');
    expect([done.code, done.stderr]).toEqual([0, `systemctl --user stop ${unit} …\n`]);
    expect(JSON.parse(done.stdout)).toMatchObject({ actionRequired: { outcome: 'done' }, port: { free: true } });
    expect(systemd.state(unit)).toBe('inactive');
    // Answers that come now want nothing more.
    collector.actionRequired = null;
    expect(JSON.parse((await meter('resume', '2', '--json')).stdout)).toMatchObject({ resumed: true, started: true });
    expect([systemd.state(unit), collector.state('2')]).toEqual(['active', 'running']);

    collector.actionRequired = 'systemctl stop no-such-unit.service';
    expect(JSON.parse((await meter('pause', '2', '--yes', '--json')).stdout).actionRequired).toMatchObject({
      outcome: 'failed',
      failure: { code: 'no-bus' },
    });
  });

  it('is named as the holder of the port by a user who may not see its process, and that is said', async () => {
    const { meter, startService, configDir } = await fieldCase();
    await startService();
    expect((await meter('status', '2')).stdout.replace(/\s+/g, ' ')).toMatch(
      /port node \(pid \d+, dlms-multi-meter\.service/,
    );
    const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const;
    // A checkout that only root may read has nobody to try it with.
    if (systemd.run(...nobody, process.execPath, executable, '--version').exit !== 0) return;
    for (const path of [configDir, join(configDir, 'config.json')]) chownSync(path, 65534, 65534);
    const { stdout } = systemd.run(...nobody, process.execPath, executable, 'status', '2', '--config-dir', configDir);
    expect(stdout.replace(/\s+/g, ' ')).toContain(`a process of ${unit} (uid 0; run as root to see its pid)`);
  });

  it('is restarted, and that is seen', async () => {
    const { meter, startService } = await fieldCase();
    await startService();
    const pid = () => systemd.run('systemctl', '--user', 'show', '-p', 'MainPID', '--value', unit).stdout;
    const before = pid();
    const restarted = JSON.parse((await meter('restart', '2', '--json')).stdout);
    expect(restarted).toMatchObject({
      schema: 'meter.restart/1',
      restarted: true,
      collector: { before: { state: 'running' }, after: { state: 'running' } },
    });
    expect(pid()).not.toBe(before);
  });
});

describe.skipIf(existsSync('/run/systemd/system'))('without systemd', { timeout: 180_000 }, () => {
  beforeAll(built, 300_000);
  it('a unit is not asked for, and its log not waited for', async () => {
    const { runMeter } = await import('../../support/run-meter.ts');
    const configDir = temporaryFolder();
    await runMeter(['add', 'a', '192.0.2.7', '--collector', 'systemd:dlms'], { configDir });
    for (const args of [
      ['logs', '1', '-f'],
      ['pause', '1'],
      ['restart', '1'],
      ['status', '1'],
    ]) {
      const { code, stderr } = await runMeter(args, { configDir });
      expect([args[0], code, stderr]).toEqual([args[0], 1, expect.stringContaining('does not run systemd')]);
    }
  });
});

/** Collectors over HTTP and by command lines, as a user meets them: real servers and programs, in both languages. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runLogs } from '../../../src/cli/commands/logs.ts';
import { runPause } from '../../../src/cli/commands/pause.ts';
import { runRestart } from '../../../src/cli/commands/restart.ts';
import { runResume } from '../../../src/cli/commands/resume.ts';
import { runStatus } from '../../../src/cli/commands/status.ts';
import type { Context } from '../../../src/cli/context.ts';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { temporaryFolder } from '../../support/child.ts';
import { startHttpCollector } from '../../support/http-collector.ts';
import { RawClient } from '../../support/raw-client.ts';
import { keptContext } from '../../support/registry-context.ts';
import { runMeter } from '../../support/run-meter.ts';
import { runInTerminal } from '../../support/terminal.ts';

const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;
const parts: { readonly stop: () => Promise<void> }[] = [];
beforeAll(built, 300_000);
afterEach(async () => {
  for (const part of parts.splice(0).reverse()) await part.stop();
});

async function registry(): Promise<{
  readonly simulator: Simulator;
  readonly configDir: string;
  readonly meter: (...args: readonly string[]) => ReturnType<typeof runMeter>;
  readonly json: (...args: readonly string[]) => Promise<ReturnType<typeof JSON.parse>>;
  readonly add: (name: string, ...more: readonly string[]) => ReturnType<typeof runMeter>;
}> {
  const simulator = await startSimulator({});
  parts.push(simulator);
  const configDir = temporaryFolder();
  const meter = (...args: readonly string[]) => runMeter(args, { configDir });
  return {
    simulator,
    configDir,
    meter,
    json: async (...args) => JSON.parse((await meter(...args, '--json')).stdout),
    add: (name, ...more) => meter('add', name, `127.0.0.1:${simulator.port}`, ...more),
  };
}

async function overHttp() {
  const collector = await startHttpCollector();
  parts.push(collector);
  const one = await registry();
  await one.add('medidor-02', '--id', '2', '--collector', collector.base);
  return { ...one, collector };
}

describe('a collector over HTTP', { timeout: 180_000 }, () => {
  it('is paused for one meter, and resumed; what it says is shown', async () => {
    const { collector, meter, json } = await overHttp();
    const paused = await meter('pause', '2');
    expect([paused.code, paused.stdout]).toEqual([0, expect.stringMatching(/it says +meter 2 paused\n/)]);
    expect(collector.asked).toEqual(['2 GET status', '2 POST pause', '2 GET status']);
    expect((await json('status', '2')).collector).toEqual({
      name: collector.base,
      status: { state: 'paused', says: 'as ever', unit: null },
    });
    expect(await json('pause', '2')).toMatchObject({ already: true, paused: { undo: 'start' }, says: null });
    const resumed = await json('resume', '2');
    expect(resumed).toMatchObject({ resumed: true, started: true, asked: { answered: true, outcome: 'UA' } });
    expect(collector.state('2')).toBe('running');
    expect(await json('restart', '2')).toMatchObject({ restarted: true, says: 'meter 2 running' });
  });

  it('does nothing terminal-like with what it says, in any command, in any form', async () => {
    const { collector, configDir } = await overHttp();
    const evil = '\u001b]0;owned\u0007\u001b[2J \u009b31m \u202Egnp.exe $(touch /tmp/never)';
    collector.log = [evil, 'and on'];
    const answer = (success: boolean) => (_: unknown, response: import('node:http').ServerResponse) =>
      response.end(JSON.stringify({ success, message: evil, action_required: evil, state: 'running' }));
    const commands: readonly ((context: Context) => Promise<unknown>)[] = [
      (context) => runPause(context, '2', {}),
      (context) => runStatus(context, '2'),
      (context) => runStatus(context, undefined),
      (context) => runLogs(context, '2', {}),
      (context) => runRestart(context, '2', {}),
      (context) => runResume(context, '2', { force: true }),
    ];
    let shown = '';
    for (const success of [true, false]) {
      for (const action of ['pause', 'resume', 'restart', 'status']) collector.misbehave(action, answer(success));
      for (const form of [{}, { json: true }, { lang: 'es' as const }]) {
        for (const command of commands) {
          const context = keptContext(configDir, form);
          await command(context).catch((error: Error) => context.err.write(error.message));
          expect(context.printed.out() + context.printed.err()).not.toMatch(controls);
          shown += context.printed.out() + context.printed.err();
        }
      }
    }
    expect(shown.match(/owned/g)?.length).toBeGreaterThan(20);
    expect(existsSync('/tmp/never')).toBe(false);
  });

  it('that is not there leaves the meter as it is: not paused before, or still paused after', async () => {
    const { collector, meter, json } = await overHttp();
    expect((await meter('pause', '2')).code).toBe(0);
    await collector.stop();
    parts.splice(0, 1);
    const resumed = await meter('resume', '2');
    expect([resumed.code, resumed.stdout]).toEqual([1, 'medidor-02 (id 2) stays paused.\n']);
    expect(resumed.stderr).toMatch(/cannot be reached: 127\.0\.0\.1:\d+: ECONNREFUSED/);
    expect((await json('show', '2')).meter.paused).toMatchObject({ undo: 'start' });
    // What can be done then: give it up, and resume.
    const given = await meter('edit', '2', '--collector', 'none');
    expect([given.code, given.stderr]).toEqual([0, expect.stringContaining('a resume will not start it any more')]);
    expect(await json('resume', '2')).toMatchObject({ resumed: true, started: false });
  });

  it('that refuses the pause leaves the meter unmarked', async () => {
    const { collector, meter, json } = await overHttp();
    collector.misbehave('pause', (_, response) => void response.end('{"success":false,"message":"not now"}'));
    const refused = await meter('pause', '2');
    expect([refused.code, refused.stdout]).toEqual([1, 'medidor-02 (id 2) was not paused.\n']);
    expect(refused.stderr).toContain('The collector refuses: not now.');
    expect((await json('show', '2')).meter.paused).toBeNull();
    expect((await json('pause', '2')).failure).toMatchObject({ code: 'refused', detail: 'not now' });
  });

  it('that says it did, and goes on all the same, is not called paused', async () => {
    const { collector, meter, json } = await overHttp();
    collector.misbehave('pause', (_, response) => void response.end('{"success":true,"message":"done"}'));
    const paused = await meter('pause', '2');
    expect([paused.code, paused.stdout]).toEqual([1, 'medidor-02 (id 2) was not paused.\n']);
    expect((await json('show', '2')).meter.paused).toBeNull();
  });

  it('that wants something done which is not ours to do, has it shown', async () => {
    const { collector, json, meter } = await overHttp();
    collector.actionRequired = 'call the office';
    expect(await json('pause', '2', '--yes')).toMatchObject({
      actionRequired: { text: 'call the office', outcome: 'left', unit: null },
    });
    collector.actionRequired = 'systemctl start dlms.service';
    expect(await json('pause', '2', '--yes')).toMatchObject({ already: true });
    await meter('resume', '2', '--force');
    // A pause starts nothing, whatever the collector says.
    collector.actionRequired = 'systemctl start dlms.service';
    expect((await json('pause', '2', '--yes')).actionRequired).toMatchObject({ outcome: 'left' });
  });

  it('names a port that somebody else holds, although the collector has stopped', async () => {
    const { meter, json, simulator } = await overHttp();
    const holder = await RawClient.connect(simulator.port);
    parts.push({ stop: async () => holder.close() });
    const paused = await json('pause', '2');
    expect(paused).toMatchObject({ paused: { undo: 'start' }, port: { free: false } });
    expect(paused.port.holders.map(({ pid }: { pid: number | null }) => pid)).toEqual([process.pid]);
    const again = await meter('pause', '2', '--lang', 'es');
    expect([again.code, again.stdout.replace(/\s+/g, ' ')]).toEqual([
      4,
      expect.stringMatching(/puerto no está libre: .*node/),
    ]);
  });

  it('is paused once by many runs at once, and none waits for ever', async () => {
    const { collector, json } = await overHttp();
    const all = await Promise.all(['a', 'b', 'c', 'd'].map((why) => json('pause', '2', '--why', why)));
    expect(new Set(all.map(({ paused }) => `${paused.since} ${paused.why}`)).size).toBe(1);
    expect(all.filter(({ already }) => !already).length).toBe(1);
    expect(collector.asked.filter((one) => one.includes('POST')).length).toBe(1);
    const back = await Promise.all(['1', '2', '3'].map(() => json('resume', '2', '--force')));
    expect(back.filter(({ resumed }) => resumed).length).toBe(1);
    expect(collector.state('2')).toBe('running');
  });

  it('has a log of lines, followed as JSON, one object a line', async () => {
    const { collector, meter } = await overHttp();
    collector.log = ['one', 'two', 'three'];
    expect((await meter('logs', '2', '-n', '2')).stdout).toBe('two\nthree\n');
    const lines = (await meter('logs', '2', '--json')).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).text)).toEqual(['one', 'two', 'three']);
    const since = await meter('logs', '2', '--since', '2h');
    expect([since.code, since.stderr]).toEqual([1, expect.stringContaining('cannot do that (since)')]);
  });
});

describe('a collector by command lines', { timeout: 180_000 }, () => {
  it('does what they say, with a status that decides what is to be undone', async () => {
    const { add, meter, json } = await registry();
    const folder = temporaryFolder();
    const flag = join(folder, 'it runs; really $(no)');
    writeFileSync(flag, '');
    const given = ['pause=rm', 'resume=touch', 'status=test -e'].flatMap((one) => [
      '--collector-command',
      `${one} '${flag}'`,
    ]);
    await add('a', '--id', '7', ...given);
    expect((await json('show', '7')).meter).toMatchObject({
      collector: 'command',
      collectorCommands: { pause: `rm "${flag}"`, resume: `touch "${flag}"`, status: `test -e "${flag}"` },
    });
    expect(await json('pause', '7')).toMatchObject({
      collector: { before: { state: 'running' }, after: { state: 'stopped' } },
    });
    expect(existsSync(flag)).toBe(false);
    await meter('resume', '7');
    expect(existsSync(flag)).toBe(true);
    const missing = await meter('logs', '7');
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringContaining('No command line is registered for "logs"'),
    ]);
    await meter('edit', '7', '--collector-command', 'logs=echo one two');
    expect((await meter('logs', '7')).stdout).toBe('one two\n');
    await meter('edit', '7', '--collector-command', 'logs=');
    expect(Object.keys((await json('show', '7')).meter.collectorCommands)).toEqual(['pause', 'resume', 'status']);
  });
});

describe('a meter without a collector', { timeout: 180_000 }, () => {
  it('is paused as well: our own commands know it; its port is looked at', async () => {
    const { add, meter, json } = await registry();
    await add('a', '--id', '7');
    const paused = await meter('pause', '7', '--why', '  no reason\u001b[2J ');
    expect([paused.code, paused.stdout]).toEqual([0, expect.stringContaining('has no collector that this tool')]);
    expect(paused.stdout).not.toMatch(controls);
    expect((await meter('list')).stdout).toContain('a (paused)');
    expect((await json('list')).meters[0].paused).toMatchObject({ undo: 'nothing', by: { command: 'meter pause' } });
    expect((await meter('test', '7')).stderr).toMatch(/^a is paused since .* To resume it: meter resume 7\n$/);
    expect((await meter('read', '7', 'clock')).stderr).toMatch(/^a is paused since/);
    const removed = await meter('remove', '7', '--yes');
    expect([removed.code, removed.stderr]).toEqual([2, expect.stringContaining('meter resume 7')]);
    expect(await json('resume', '7')).toMatchObject({ resumed: true, started: false, collector: null });
    expect((await meter('remove', '7', '--yes')).code).toBe(0);
  });

  it.each([
    [['restart', '7'], 'has no collector'],
    [['logs', '7'], 'has no collector'],
    [['pause', '192.0.2.7:3333'], 'is an endpoint'],
    [['test', '192.0.2.7:3333', '--take-over'], 'is an endpoint'],
    [['pause', 'nobody'], 'No meter "nobody"'],
    [['pause', '7', '--why', 'x'.repeat(201)], '201 characters'],
    [['logs', '7', '-n', 'all'], '"all" is no number of lines'],
    [['logs', '7', '--since', '2025-02-31'], '"2025-02-31" is no time'],
    [['logs', '7', '--since', '25:00'], '"25:00" is no time'],
    [['edit', '7', '--collector', 'dlms'], '"dlms" is no collector'],
    [['edit', '7', '--collector', 'systemd:*'], '"*" is not the name of one unit'],
    [['edit', '7', '--collector', 'http://a:geheim@h/'], 'carries a user or a password'],
    [['edit', '7', '--collector', 'systemd:a', '--collector-command', 'pause=x'], 'exclude each other'],
    [['edit', '7', '--collector-command', 'stop=x'], '"stop=x" is no command line'],
    [['edit', '7', '--collector-command', 'pause=a | b'], 'holds "|"'],
    [['edit', '7', '--collector-command', 'pause="a'], 'A quote is not closed'],
    [['edit', '7', '--collector-command', 'pause=a', '--collector-command', 'pause=b'], 'is given twice'],
  ])('%j is wrong use: %s', async (args, said) => {
    const { add, meter, configDir } = await registry();
    await add('a', '--id', '7');
    const before = readFileSync(join(configDir, 'config.json'), 'utf8');
    const { code, stdout, stderr } = await meter(...args);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(said)]);
    expect(stderr).not.toContain('geheim');
    expect((await meter(...args, '--lang', 'es')).code).toBe(2);
    expect(readFileSync(join(configDir, 'config.json'), 'utf8')).toBe(before);
  });
});

describe('at a terminal', { timeout: 180_000 }, () => {
  it.each([
    { answer: 'y\r', paused: true, said: /b is paused\.|a \(id 7\) is paused\./, code: 0 },
    { answer: '\r', paused: false, said: /a \(id 7\): nothing was done\./, code: 1 },
  ])('asks whether others may go quiet, and takes %j for an answer', async ({ answer, paused, said, code }) => {
    const { add, json, configDir } = await registry();
    const collector = ['--collector-command', 'pause=true', '--collector-command', 'resume=true'];
    await add('a', '--id', '7', ...collector);
    await add('b', '--id', '8', ...collector);
    const shown = await runInTerminal(['pause', '7'], {
      columns: 100,
      env: { METER_CONFIG_DIR: configDir },
      type: { keys: answer, after: /b \(8\): they go quiet as well\. Go on\? \[y\/N\]/ },
    });
    expect([shown.code, shown.lines.join('\n')]).toEqual([code, expect.stringMatching(said)]);
    expect((await json('show', '7')).meter.paused !== null).toBe(paused);
    expect((await json('show', '8')).meter.paused).toBeNull();
  });
});

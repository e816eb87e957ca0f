/** `meter follow` inside this process: a meter that is polled, lost, refused or held, and the log of a collector. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runAdd } from '../../../src/cli/commands/add.ts';
import { runFollow } from '../../../src/cli/commands/follow.ts';
import { runHistory } from '../../../src/cli/commands/history.ts';
import { runPause } from '../../../src/cli/commands/pause.ts';
import { runResume } from '../../../src/cli/commands/resume.ts';
import type { Context } from '../../../src/cli/context.ts';
import { holdEndpoint } from '../../../src/cli/endpoint-lock.ts';
import type { FollowOptions } from '../../../src/cli/follow-options.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { languages } from '../../../src/wording/index.ts';
import { temporaryFolder } from '../../support/child.ts';
import { flat, keptOutput, tooWide } from '../../support/kept-output.ts';
import { deviceName } from '../../support/meter-values.ts';
import { registeredMeter } from '../../support/registered-meter.ts';
import { keptContext } from '../../support/registry-context.ts';
import { startWrapperMeter } from '../../support/wrapper-meter.ts';

interface Told {
  readonly schema: string;
  readonly event: string;
  readonly [field: string]: unknown;
}

const stops: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stop of stops.splice(0).toReversed()) await stop();
});

async function simulated(options: SimulatorOptions = {}): Promise<Simulator & { readonly meter: string }> {
  const simulator = await startSimulator(options);
  stops.push(() => simulator.stop());
  return { ...simulator, meter: `127.0.0.1:${simulator.port}` };
}

/** A run that goes on while the test looks at what it tells. */
function following(configDir: string, meter: string, options: FollowOptions = {}, given: Partial<Context> = {}) {
  const stop = new AbortController();
  const [out, err] = [keptOutput({}), keptOutput()];
  const context = keptContext(configDir, { json: true, signal: stop.signal, out, err, ...given });
  const ended = runFollow(context, meter, { timeout: '0.3', every: '0.2', ...options }, () => 0.5).catch(
    (error: unknown) => error,
  );
  stops.push(async () => {
    stop.abort('SIGINT');
    await ended;
  });
  const text = () => (given.out as ReturnType<typeof keptOutput> | undefined)?.text() ?? out.text();
  const events = (): readonly Told[] =>
    text()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Told);
  const named = (name: string) => events().filter(({ event }) => event === name);
  return {
    ended,
    events,
    named,
    text,
    err: () => err.text(),
    stop: () => {
      stop.abort('SIGINT');
      return ended;
    },
    seen: (name: string, count = 1) =>
      vi.waitFor(() => expect(named(name).length).toBeGreaterThanOrEqual(count), { timeout: 10_000, interval: 10 }),
    says: (pattern: RegExp) => vi.waitFor(() => expect(text()).toMatch(pattern), { timeout: 10_000, interval: 10 }),
  };
}

describe('a meter that talks', () => {
  it('is polled on one association, which is closed at the end', async () => {
    const { meter, events } = await simulated();
    const run = following(temporaryFolder(), meter, { count: '3' });
    expect(await run.ended).toBe(0);
    expect(run.events().map(({ event }) => event)).toEqual([
      'start',
      'connected',
      'reading',
      'verdict',
      'reading',
      'reading',
      'summary',
    ]);
    const [start, , first, , second] = run.events();
    expect(start).toMatchObject({
      schema: 'meter.follow/1',
      via: 'meter',
      reason: 'none',
      client: 16,
      everySeconds: 0.2,
    });
    expect(first).toMatchObject({ readings: [{ name: 'device-name' }, { name: 'clock' }] });
    // Who the meter is does not change.
    expect(second).toMatchObject({ readings: [{ name: 'clock' }] });
    expect(run.events().at(-1)).toMatchObject({
      polls: 3,
      answered: 3,
      successRate: 1,
      reconnects: 0,
      verdict: { outcome: 'READ-OK', code: 'ok' },
    });
    expect(events).toMatchObject({ connections: 1, linksLeftOpen: 0, associationsLeftOpen: 0, passwordsTried: 0 });
    expect(run.err()).toBe('');
  });

  it.each(languages)('is told one line an event without a terminal (%s)', async (lang) => {
    const { meter } = await simulated();
    const run = following(temporaryFolder(), meter, { count: '2', register: ['clock'] }, { json: false, lang });
    expect(await run.ended).toBe(0);
    const each = lang === 'en' ? / {2}clock .* \| answers [\d.]+ ms, / : / {2}clock .* \| respuestas [\d.]+ ms, /;
    expect(
      run
        .text()
        .split('\n')
        .filter((line) => each.test(line)),
    ).toHaveLength(2);
    expect(run.text()).toContain(lang === 'en' ? 'verdict ok (READ-OK)' : 'veredicto ok (READ-OK)');
    expect(run.text()).toMatch(lang === 'en' ? /asked 2 times/ : /preguntado 2 veces, respondió 2 veces \(100 %\)/);
  });

  it('says its password once for all polls, and leaves a record of them', async () => {
    vi.stubEnv('METER_TEST_SECRET', '00000000');
    const { meter, events } = await simulated();
    const { configDir } = await registeredMeter(meter, 'user1:1:lls:env:METER_TEST_SECRET');
    const run = following(configDir, '2', { count: '3', register: ['energy'] });
    expect(await run.ended).toBe(0);
    expect(run.named('reading')[0]).toMatchObject({ readings: [{ name: 'energy', unit: 'Wh', error: null }] });
    expect(events).toMatchObject({ passwordsTried: 1, linksLeftOpen: 0 });
    const history = keptContext(configDir, { json: true });
    await runHistory(history, '2', {});
    expect(history.printed.out()).toMatch(/"follow"[\s\S]*READ-OK/);
    expect(run.text() + history.printed.out()).not.toContain('"00000000"');
  });

  it('is left at once, in the middle of an answer too, with its line closed', async () => {
    const { meter, events } = await simulated({ faults: ['late=400'] });
    const run = following(temporaryFolder(), meter, { timeout: '5' });
    await run.seen('connected');
    const started = performance.now();
    expect(await run.stop()).toBe('SIGINT');
    expect(performance.now() - started).toBeLessThan(3000);
    expect(run.events().at(-1)).toMatchObject({ event: 'summary', reconnects: 0 });
    await vi.waitFor(() => expect(events.linksOpen).toEqual([]), 3000);
  });

  it('ends after --for', async () => {
    const { meter } = await simulated();
    const started = performance.now();
    expect(await following(temporaryFolder(), meter, { for: '0.7s' }).ended).toBe(0);
    expect(performance.now() - started).toBeGreaterThanOrEqual(690);
  });

  it.each(['en', 'es'] as const)('is one view that is drawn over on a terminal, in its width (%s)', async (lang) => {
    vi.stubEnv('TERM', 'xterm');
    vi.stubEnv('LC_ALL', 'C.UTF-8');
    const { meter } = await simulated();
    const out = keptOutput({ isTerminal: true, columns: 70, rows: 30 });
    const run = following(temporaryFolder(), meter, { count: '3' }, { json: false, lang, out });
    expect(await run.ended).toBe(0);
    expect(out.text()).toMatch(/\u001b\[\d+A\u001b\[J/);
    const last = out.text().split('\u001b[J').at(-1) ?? '';
    expect(last).toMatch(lang === 'en' ? /polls 3 · answered 100 %/ : /consultas 3 · respondidas 100 %/);
    expect(last).toMatch(/ {2}clock/);
    expect(last).toContain('ok (READ-OK)');
    expect(tooWide(last.replace(/\u001b\[[A-Z]|\r/g, ''), 110)).toEqual([]);
  });
});

describe('a line that is lost', () => {
  it('is opened again when the gateway is back, and each change of verdict is told', async () => {
    const first = await simulated();
    const run = following(temporaryFolder(), first.meter);
    await run.seen('reading', 2);
    await first.stop();
    stops.splice(0, 1);
    await run.seen('reconnect');
    expect(run.named('reconnect')[0]).toMatchObject({ why: 'growing' });
    const second = await simulated({ port: first.port });
    await run.seen('connected', 2);
    await run.seen('verdict', 3);
    expect(await run.stop()).toBe('SIGINT');
    const verdicts = run.named('verdict').map(({ to }) => (to as { code: string }).code);
    expect([verdicts[0], verdicts.at(-1)]).toEqual(['ok', 'ok']);
    expect(run.events().at(-1)).toMatchObject({ event: 'summary', reconnects: 1 });
    expect(second.events.linksLeftOpen).toBe(0);
  });

  it('in the middle of the polls is told with its cause, and opened again', async () => {
    let gets = 0;
    const meter = await startWrapperMeter({ values: deviceName('XYZ1') }, (question) => {
      if (question[0] !== 0xc0) return undefined;
      gets += 1;
      return gets === 3 ? 'close' : undefined;
    });
    stops.push(() => meter.stop());
    const run = following(temporaryFolder(), meter.endpoint, { register: ['1:0-0:42.0.0:2'] });
    await run.seen('connected', 2);
    await run.seen('reading', 3);
    await run.stop();
    expect(run.named('failure')).toMatchObject([{ failure: { stage: 'services', outcome: 'CLOSED' } }]);
    expect(run.named('reconnect')).toMatchObject([{ why: 'growing' }]);
    expect(run.named('verdict').map(({ to }) => (to as { outcome: string }).outcome)).toEqual([
      'READ-OK',
      'CLOSED',
      'READ-OK',
    ]);
    expect(run.events().at(-1)).toMatchObject({ event: 'summary', reconnects: 1 });
  });

  it('that cannot be opened is 3 at the end', async () => {
    const { meter, stop } = await simulated();
    await stop();
    stops.splice(0, 1);
    const run = following(temporaryFolder(), meter, { count: '1' });
    expect(await run.ended).toBe(3);
    expect(run.named('failure')).toMatchObject([{ failure: { outcome: 'REFUSED' } }]);
  });

  it.each(languages)('is left alone for the inactivity time-out where a link may be open (%s)', async (lang) => {
    const { meter, events } = await simulated({ faults: ['silent'] });
    const run = following(temporaryFolder(), meter, { inactivity: '60' }, { lang });
    await run.seen('reconnect');
    const [next] = run.named('reconnect');
    expect(next).toMatchObject({ why: 'inactivity' });
    expect(next?.inMs).toBeGreaterThanOrEqual(60_000);
    const asked = events.framesReceived.SNRM ?? 0;
    expect(events.clients).toBe(0);
    await run.stop();
    expect(events.framesReceived.SNRM ?? 0).toBe(asked);
    const screen = following(temporaryFolder(), meter, { inactivity: '60', count: '1' }, { lang, json: false });
    expect(await screen.ended).toBe(1);
    expect(flat(screen.text())).toContain(lang === 'en' ? 'a link may still be open' : 'puede');
  });

  it('that another run holds is waited for', async () => {
    const { meter, port } = await simulated();
    const lock = holdEndpoint({ transport: 'hdlc', host: '127.0.0.1', port }, 'meter read');
    const run = following(temporaryFolder(), meter);
    await run.seen('failure', 2);
    expect(run.named('failure')[0]).toMatchObject({ failure: { outcome: 'SELF', cause: 'self.busy' } });
    lock.release();
    await run.seen('reading');
    await run.stop();
    // Waiting is no failure of the meter.
    expect(run.events().at(-1)).toMatchObject({ event: 'summary', successRate: 1 });
  });

  it.each(languages)('a password that is refused is said once (%s)', async (lang) => {
    vi.stubEnv('METER_TEST_SECRET', '00000000');
    const { meter, events } = await simulated({ password: '12345678' });
    const { configDir } = await registeredMeter(meter, 'user1:1:lls:env:METER_TEST_SECRET');
    const run = following(configDir, '2', {}, { lang });
    expect(await run.ended).toBe(5);
    expect(run.named('given-up')).toHaveLength(1);
    expect(run.named('failure')).toMatchObject([{ failure: { outcome: 'LOGIN-REJECTED' } }]);
    expect(events).toMatchObject({ passwordsTried: 1, passwordsRefused: 1, linksLeftOpen: 0 });
    expect(run.text()).not.toContain('00000000');
  });
});

describe('a meter whose collector runs', () => {
  /** A collector of a few command lines over two files. */
  async function collected(lang: 'en' | 'es' = 'en') {
    const simulator = await simulated();
    const configDir = temporaryFolder();
    const [state, log] = [join(configDir, 'runs'), join(configDir, 'log')];
    writeFileSync(state, '');
    writeFileSync(log, 'old line\n');
    const collectorCommand = [
      `status=test -e '${state}'`,
      `pause=rm '${state}'`,
      `resume=touch '${state}'`,
      `follow=tail -n 5 -F '${log}'`,
    ];
    await runAdd(keptContext(configDir), 'm1', simulator.meter, { id: '1', collectorCommand });
    return {
      simulator,
      configDir,
      say: (line: string) => appendFileSync(log, `${line}\n`),
      command: (work: (context: Context) => Promise<number>) => work(keptContext(configDir, { lang })),
    };
  }

  it('is followed by its log: nothing is sent, and nothing of the log acts on a terminal', async () => {
    const { simulator, configDir, say } = await collected();
    const run = following(configDir, 'm1');
    await run.seen('log');
    say('\u001b[2J Success Rate: 97.5%, latency 212 ms \u009b1m');
    await run.seen('log', 2);
    expect(await run.stop()).toBe('SIGINT');
    expect(run.events().map(({ event }) => event)).toEqual(['start', 'log', 'log', 'summary']);
    expect(run.events()[0]).toMatchObject({ via: 'collector', reason: 'running' });
    expect(run.events()[2]).toMatchObject({ successRate: 0.975, latencyMs: 212 });
    expect(run.events().at(-1)).toMatchObject({ polls: 0, logLines: 2 });
    expect(run.text()).not.toMatch(/[\u001b\u009b]/);
    expect(simulator.events.connections).toBe(0);
  });

  it.each(languages)('ends after so many lines, or after a time, with 0 (%s)', async (lang) => {
    const { simulator, configDir } = await collected();
    const counted = following(configDir, 'm1', { count: '1' }, { json: false, lang });
    expect(await counted.ended).toBe(0);
    expect(counted.text()).toContain('old line');
    expect(counted.text()).toContain(lang === 'en' ? 'its collector runs' : 'su colector está activo');
    expect(await following(configDir, 'm1', { for: '0.4s' }).ended).toBe(0);
    expect(simulator.events.connections).toBe(0);
  });

  it('is asked itself while another run pauses it, and its log is followed again after the resume', async () => {
    const { simulator, configDir, say, command } = await collected();
    const run = following(configDir, 'm1', { every: '0.3' }, { json: false });
    await run.says(/old line/);
    // The port may be ours again before the pause looks at it: 4 then.
    expect([0, 4]).toContain(await command((context) => runPause(context, 'm1', {})));
    await run.says(/the collecting of this meter is paused, [\s\S]*the meter itself \(its collecting is paused\)/);
    await run.says(/clock .* \| answers/);
    expect(await command((context) => runResume(context, 'm1', { force: true }))).toBe(0);
    await run.says(/no longer paused[\s\S]*the log of its collector \(its collector runs/);
    say('after the resume');
    await run.says(/after the resume/);
    await run.stop();
    expect(run.text()).toMatch(/asked \d+ times[\s\S]*Followed the log/);
    expect(simulator.events).toMatchObject({ linksLeftOpen: 0, linksOpen: [] });
  });

  it('can be asked by hand all the same, with a warning; it is asked where the collector stands still', async () => {
    const { configDir, command, simulator } = await collected();
    const asked = following(configDir, 'm1', { via: 'meter', count: '1' });
    expect(await asked.ended).toBe(0);
    expect(asked.err()).toContain('The collector of this meter runs');
    expect(asked.events()[0]).toMatchObject({ via: 'meter', reason: 'asked' });
    const spanish = following(configDir, 'm1', { via: 'meter', count: '1' }, { lang: 'es' });
    expect([await spanish.ended, spanish.err()]).toEqual([0, expect.stringMatching(/colector/)]);
    await command((context) => runPause(context, 'm1', {}));
    const paused = following(configDir, 'm1', { count: '1' });
    expect(await paused.ended).toBe(0);
    expect(paused.events()[0]).toMatchObject({ via: 'meter', reason: 'paused' });
    expect(simulator.events.linksLeftOpen).toBe(0);
  });

  it('that cannot be asked is told, and the meter is followed', async () => {
    const simulator = await simulated();
    const configDir = temporaryFolder();
    await runAdd(keptContext(configDir), 'm1', simulator.meter, { id: '1', collector: 'http://127.0.0.1:1/api' });
    const run = following(configDir, 'm1', { count: '1' });
    expect(await run.ended).toBe(0);
    expect(run.events()[0]).toMatchObject({ via: 'meter', reason: 'unasked' });
    expect(run.err()).toContain('cannot be reached');
  });

  it.each(languages)('whose log cannot be followed at all is given up (%s)', async (lang) => {
    const simulator = await simulated();
    const configDir = temporaryFolder();
    const add = (name: string, id: string, ...lines: readonly string[]) =>
      runAdd(keptContext(configDir), name, simulator.meter, { id, collectorCommand: ['status=true', ...lines] });
    await add('m1', '1', 'pause=true');
    const none = following(configDir, 'm1', {}, { lang });
    expect(await none.ended).toBe(1);
    expect(none.events().map(({ event }) => event)).toEqual(['start', 'collector', 'summary']);
    expect(none.named('collector')).toMatchObject([{ failure: { code: 'no-command', detail: 'follow' } }]);
    const text = following(configDir, 'm1', {}, { lang, json: false });
    expect(await text.ended).toBe(1);
    expect(text.text()).toContain('--collector-command');
    // One that ends is read again after a while.
    await add('m2', '2', 'follow=false');
    const ending = following(configDir, 'm2', {}, { lang });
    await ending.seen('reconnect');
    expect(ending.named('collector').length).toBeGreaterThanOrEqual(1);
    await ending.stop();
    expect(simulator.events.connections).toBe(0);
  });
});

describe('wrong use', () => {
  it.each<readonly [FollowOptions, string]>([
    [{ every: '0' }, '--every'],
    [{ every: '101' }, '--every'],
    [{ every: '60', inactivity: '30' }, ''],
    [{ via: 'magic' }, 'magic'],
    [{ via: 'collector' }, ''],
    [{ for: 'ever' }, 'ever'],
    [{ count: '0' }, '0'],
    [{ inactivity: 'x' }, 'x'],
    [{ register: ['nonsense-name'] }, 'nonsense-name'],
    [{ register: ['profile'] }, 'profile'],
    [{ register: ['0-0:40.0.0'] }, ''],
  ])('%j is told, and nothing is opened', async (options, says) => {
    const { meter, events } = await simulated();
    for (const lang of languages) {
      const failed = await following(temporaryFolder(), meter, options, { lang }).ended;
      expect(failed).toMatchObject({ name: 'UsageError', hint: expect.stringMatching(/.{8}/) });
      if (!says.startsWith('--')) expect((failed as Error).message).toContain(says);
    }
    expect(events.connections).toBe(0);
  });
});

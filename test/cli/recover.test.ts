/** `meter recover` against simulated meters over real sockets: what brings which meter back, and what is done for none. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { runAdd } from '../../src/cli/commands/add.ts';
import type { Ask } from '../../src/cli/commands/ask.ts';
import { runPause } from '../../src/cli/commands/pause.ts';
import { runRecover } from '../../src/cli/commands/recover.ts';
import type { Context } from '../../src/cli/context.ts';
import type { RecoverOptions } from '../../src/cli/recover-options.ts';
import { appendHistory, readHistory, readRecords } from '../../src/meters/index.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { type KeptContext, keptContext } from '../support/registry-context.ts';

// Recovering is waiting: these wait side by side.
const simulators: Simulator[] = [];
const folders: string[] = [];
afterAll(async () => {
  for (const one of simulators) await one.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Waits until it is true: longer than any of these recoveries takes. */
async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 25_000; waitedMs += 20) {
    if (isTrue()) return;
    await later(20);
  }
  throw new Error(`waited in vain for ${what}`);
}

/** Seconds; the simulated meters are as quick. */
const fast: RecoverOptions = {
  timeout: '0.25',
  inactivity: '0.7',
  powerOff: '0.3',
  initialisation: '0.6',
  follow: '0.3',
};
/** Nobody sits there. */
const nobody: Ask = { canAsk: false, line: async () => '', secret: async () => '' };
/** Says what stands here for the first question that contains the key; everything else is left empty. */
const person = (answers: Readonly<Record<string, string>>): Ask => ({
  canAsk: true,
  line: async (question) => Object.entries(answers).find(([part]) => question.includes(part))?.[1] ?? '',
  secret: async () => '',
});

interface Run {
  readonly code: number;
  readonly document: ReturnType<typeof JSON.parse>;
  readonly err: string;
}

class Bench {
  readonly simulator: Simulator;
  readonly configDir = mkdtempSync(join(tmpdir(), 'meter-recover-'));

  constructor(simulator: Simulator) {
    this.simulator = simulator;
    folders.push(this.configDir);
  }

  get endpoint(): string {
    return `127.0.0.1:${this.simulator.port}`;
  }

  async add(options: Parameters<typeof runAdd>[3] = {}): Promise<void> {
    await runAdd(keptContext(this.configDir), 'medidor-02', this.endpoint, { id: '2', ...options });
  }

  /** These settings worked once: then a mute meter is the meter's own fault. */
  remember(): void {
    const at = new Date(Date.now() - 86_400_000).toISOString();
    const meter = { id: 2, name: 'medidor-02', endpoint: `tcp://${this.endpoint}`, server: '1' };
    const credentials = [{ name: 'user2', client: 16, outcome: 'UA', replyMs: 20 }] as const;
    const verdict = { code: 'ok', outcome: 'UA' } as const;
    appendHistory(this.configDir, { at, kind: 'test', meter, credentials, verdict, durationMs: 300 });
  }

  start(options: RecoverOptions = {}, given: Partial<Context> = {}, ask: Ask = nobody) {
    const context: KeptContext = keptContext(this.configDir, { json: true, ...given });
    const done = runRecover(context, '2', { ...fast, ...options }, ask);
    done.catch(() => {});
    return { context, done };
  }

  async recover(...args: Parameters<Bench['start']>): Promise<Run> {
    const { context, done } = this.start(...args);
    const code = await done;
    return { code, document: JSON.parse(context.printed.out()), err: context.printed.err() };
  }

  /** Runs it with a person at the power switch, who does what is said on the screen. */
  async recoverAtSwitch(
    options: RecoverOptions,
    of: 'meter' | 'gateway' = 'meter',
    given: Partial<Context> = {},
  ): Promise<Run> {
    const { context, done } = this.start(options, given);
    await until(
      () => context.printed.err().includes('switch the power of the meter off'),
      'being told to switch it off',
    );
    await this.simulator.power(false, of);
    await until(() => context.printed.err().includes('switch the power of the meter on'), 'being told to switch it on');
    this.simulator.power(true).catch(() => {});
    const code = await done;
    return { code, document: JSON.parse(context.printed.out()), err: context.printed.err() };
  }

  /** Asks as a collector does, and leaves. */
  async knock(): Promise<void> {
    const socket = connect(this.simulator.port, '127.0.0.1');
    socket.end(Uint8Array.from([0x7e, 0xa0, 0x07, 0x03, 0x21, 0x93, 0x0f, 0x01, 0x7e]));
    await until(() => (this.simulator.events.framesReceived.SNRM ?? 0) > 0, 'the knock');
  }

  states(): readonly string[] {
    try {
      return readdirSync(join(this.configDir, 'recovery'));
    } catch {
      return [];
    }
  }

  kinds(): readonly string[] {
    const { entries } = readHistory(this.configDir, null);
    const all: Parameters<typeof readRecords>[0][number][] = [];
    entries.each((entry) => all.push({ ...entry }));
    return readRecords(all).map(({ kind, verdict }) => `${kind} ${verdict.code}`);
  }
}

async function bench(options: SimulatorOptions = {}, add: Parameters<typeof runAdd>[3] = {}): Promise<Bench> {
  const simulator = await startSimulator({ initialisationMs: 300, ...options });
  simulators.push(simulator);
  const one = new Bench(simulator);
  await one.add(add);
  return one;
}

const steps = ({ document }: Run): string[] =>
  document.steps.map(({ step, outcome }: { step: string; outcome: string }) => `${step} ${outcome}`);
const events = ({ document }: Run): string[] =>
  document.steps.flatMap(({ events: told }: { events: { name: string }[] }) => told.map(({ name }) => name));
const checks = ({ document }: Run): string[] =>
  document.checks.map(
    ({ check, outcome, passed }: { check: string; outcome: string; passed: boolean }) =>
      `${check} ${outcome} ${passed}`,
  );
const next = ({ document }: Run): string[] => document.next.map(({ name }: { name: string }) => name);
const linesLeft = ({ simulator }: Bench) => [
  simulator.events.linksOpen,
  simulator.events.linksLeftOpen,
  simulator.events.clients,
];
const clean = [[], 0, 0];

describe.concurrent('a meter that answers', () => {
  it('is left alone, and nothing is to be gone on with', async () => {
    const one = await bench();
    const run = await one.recover();
    expect([run.code, run.document.outcome, steps(run)]).toEqual([0, 'answers', ['pause done', 'soft answered']]);
    expect(run.document).toMatchObject({ schema: 'meter.recover/1', by: null, goesOnWith: null, paused: false });
    expect([one.states(), one.kinds(), linesLeft(one)]).toEqual([[], ['recover ok'], clean]);
  });
});

describe.concurrent('a mute meter', { timeout: 60_000 }, () => {
  it('with a forgotten link comes back by a DISC; display and power are left in peace', async () => {
    const one = await bench({ faults: ['stale-link'] });
    // Time enough for a DISC to be confirmed on a busy machine.
    const run = await one.recover({ timeout: '1' });
    expect(steps(run)).toEqual([
      'pause done',
      'soft answered',
      'quiet skipped',
      'power skipped',
      'checks answered',
      'resume done',
    ]);
    expect([run.code, run.document.outcome, run.document.by]).toEqual([0, 'recovered', 'soft']);
    expect(checks(run)).toEqual([
      'display NOT-ASKED null',
      expect.stringMatching(/^ping (?:OK true|NOT-TRIED null)$/),
      'tcp OK true',
      'dlms READ-OK true',
      'reading READ-OK true',
    ]);
    expect([one.states(), linesLeft(one)]).toEqual([[], clean]);
  });

  it('whose inactivity timer every question restarts comes back by silence', async () => {
    const one = await bench({ faults: ['needs-quiet=4000', 'disc-silent'] });
    const { context, done } = one.start({ inactivity: '4', follow: '0' });
    // Somebody asked just before: the collector that was stopped, for one.
    await until(() => context.printed.err().includes('Step 2 of 6'), 'the first question');
    await one.knock();
    const run = { code: await done, document: JSON.parse(context.printed.out()), err: context.printed.err() };
    expect([run.code, run.document.by, steps(run).slice(1, 4)]).toEqual([
      0,
      'quiet',
      ['soft silent', 'quiet answered', 'power skipped'],
    ]);
    expect(events(run)).toEqual(expect.arrayContaining(['disc-none', 'still-silent', 'quiet-kept', 'back']));
    // The silence was one: between the last word of step 2 and the question nothing reached the meter.
    const heard = one.simulator.events.log.filter(({ type }) => type === 'frame-received').map(({ atMs }) => atMs);
    expect(Math.max(...heard.slice(1).map((at, index) => at - (heard[index] ?? 0)))).toBeGreaterThan(4000);
    expect(one.kinds()).toEqual(['recover link.silent', 'recover link.silent', 'recover ok', 'recover ok']);
  });

  it('that hangs comes back by its power; ping and port are watched, and a person vouches for the display', async () => {
    const one = await bench({ faults: ['hung'] });
    one.remember();
    const run = await one.recoverAtSwitch({ yesDisplay: true, powerOff: '2', initialisation: '2' }, 'gateway');
    expect([run.code, run.document.outcome, run.document.by]).toEqual([0, 'recovered', 'power']);
    expect(steps(run)).toEqual([
      'pause done',
      'soft silent',
      'quiet silent',
      'power done',
      'checks answered',
      'resume done',
    ]);
    expect(events(run)).toEqual(expect.arrayContaining(['switch-off', 'port-gone', 'switch-on', 'port-back']));
    expect(events(run)).not.toContain('never-worked');
    expect(checks(run)).toContain('display YES true');
    expect([one.states(), linesLeft(one)]).toEqual([[], clean]);
  });

  it('that stays mute is said to, with what to do, and nothing is kept to go on with', async () => {
    const one = await bench({ faults: ['silent'] });
    const run = await one.recoverAtSwitch({ yes: true, yesDisplay: true });
    expect([run.code, run.document.outcome, steps(run).at(-1)]).toEqual([1, 'not-recovered', 'checks silent']);
    expect(events(run)).toEqual(expect.arrayContaining(['never-worked', 'path-kept', 'not-back-yet']));
    expect(checks(run)).toContain('dlms TIMEOUT false');
    expect(next(run)).toEqual(['longer', 'again', 'probe', 'report']);
    expect([one.states(), run.document.paused]).toEqual([[], false]);
  });

  it('whose settings never worked is not reset unasked', async () => {
    const one = await bench({ faults: ['hung'] });
    const run = await one.recover();
    expect([run.code, run.document.outcome, run.document.goesOnWith]).toEqual([2, 'unfinished', 'power']);
    expect(events(run).slice(-2)).toEqual(['never-worked', 'needs-agreement']);
    expect([next(run), run.document.paused]).toEqual([['probe', 'agree', 'giveUp'], true]);
    const declined = await one.recover({ from: 'power' }, {}, person({ 'all the same': 'n' }));
    expect([declined.code, events(declined)]).toEqual([1, expect.arrayContaining(['looks-first', 'declined'])]);
    expect(one.states()).toEqual(['2.json']);
  });
});

describe.concurrent('what is no case for it', () => {
  it.each([
    ['a gateway that is busy', { faults: ['busy'] }, 4, 'gateway.busy'],
    ['an echo', { faults: ['echo', 'silent'] }, 1, 'line.echo'],
    ['a meter that refuses', { faults: ['dm'] }, 5, 'link.refused'],
    ['another master on the line', { faults: ['foreign=100', 'silent'] }, 1, 'line.second-master'],
  ] as const)('%s: no silence, no switch; the verdict says what helps', async (_name, options, code, cause) => {
    const one = await bench(options);
    const run = await one.recover({ yes: true, yesDisplay: true });
    expect([run.code, run.document.outcome, run.document.verdict.code]).toEqual([code, 'blocked', cause]);
    expect(steps(run).at(-1)).toBe('soft stopped');
    expect([one.states(), run.document.paused, linesLeft(one)]).toEqual([[], false, clean]);
  });

  it('a port where nobody listens: exit 3, also where a step is named', async () => {
    const one = await bench();
    await one.simulator.stop();
    expect(await one.recover()).toMatchObject({ code: 3, document: { outcome: 'blocked' } });
    const named = await one.recover({ from: 'power', yes: true });
    expect([named.code, events(named)]).toEqual([
      3,
      ['looks-first', expect.any(String), expect.any(String), 'verdict', 'not-allowed'],
    ]);
  });

  it('an address that answers elsewhere: found by DISC, and said; nobody is sent to the switch', async () => {
    const one = await bench({ faults: ['one-byte-address'] }, { server: '1/1' });
    const run = await one.recover({ yes: true });
    expect([run.code, run.document.outcome, run.document.found]).toEqual([1, 'blocked', { server: '1' }]);
    expect(events(run)).toContain('elsewhere');
    expect(next(run)).toEqual(['edit', 'probe']);
    expect(run.document.next[0].says).toContain('meter edit 2 --server 1');
    expect(linesLeft(one)).toEqual(clean);
  });

  it('somebody else on the line gets no DISC', async () => {
    const one = await bench({ faults: ['foreign=60', 'silent'] });
    await one.recover({ from: 'soft' });
    expect(one.simulator.events.framesReceived.DISC ?? 0).toBe(0);
  });
});

describe.concurrent('an interruption', () => {
  /** Runs until the sign stands on the screen, then stops it as Ctrl-C does. */
  async function interruptedAt(one: Bench, sign: RegExp, options: RecoverOptions = {}) {
    const stop = new AbortController();
    const { context, done } = one.start(options, { signal: stop.signal });
    await until(() => sign.test(context.printed.err()), `${sign}`);
    await later(100);
    stop.abort('SIGINT');
    const stoppedAt = performance.now();
    const error = await done.then(
      () => null,
      (reason: unknown) => reason,
    );
    const tookMs = performance.now() - stoppedAt;
    return { error, tookMs, document: JSON.parse(context.printed.out()), err: context.printed.err() };
  }

  const places = [
    ['pause', /Step 1 of 6/, {}],
    ['soft', /Step 2 of 6/, {}],
    ['quiet', /Silence until/, { from: 'quiet', inactivity: '20' }],
    ['power', /switch the power of the meter off/, { from: 'power', yes: true, powerOff: '20' }],
    ['power', /switch the power of the meter on/, { from: 'power', yes: true, initialisation: '20' }],
    ['checks', /Step 5 of 6/, { from: 'checks', yesDisplay: true }],
    ['resume', /Asking for a link every/, { from: 'resume', follow: '20' }],
  ] as const;
  it.each(places)(
    'in step %s (%s) leaves the line closed and the step on disk; the next run goes on from there',
    async (step, sign, options) => {
      const one = await bench({ faults: step === 'resume' ? [] : ['silent'] });
      const { tookMs, document, err } = await interruptedAt(one, sign, options);
      // A second, and what five such tests at once cost each other.
      expect(tookMs).toBeLessThan(1500);
      expect(document).toMatchObject({ outcome: 'interrupted', goesOnWith: step });
      expect(document.steps.at(-1)).toMatchObject({ step, outcome: 'interrupted' });
      expect(err).toContain(`${step}. The line is closed.`);
      await until(() => one.simulator.events.clients === 0, 'the line to be closed');
      const path = join(one.configDir, 'recovery', '2.json');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ schema: 'meter.recovery/1', step });
      one.simulator.change([]);
      const again = await one.recover({ yes: true, yesDisplay: true, follow: '0' });
      expect(again.document.steps[0]).toMatchObject({
        step,
        events: expect.arrayContaining([expect.objectContaining({ name: 'goes-on' })]),
      });
      expect([again.code, one.states()]).toEqual([0, []]);
      expect(['answers', 'recovered']).toContain(again.document.outcome);
    },
  );

  it('of the power step does not stop the clock: what has passed meanwhile counts', async () => {
    const one = await bench({ faults: ['hung'] });
    await interruptedAt(one, /switch the power of the meter on/, { from: 'power', yes: true, initialisation: '20' });
    await one.simulator.power(false);
    await one.simulator.power(true);
    const startedAt = performance.now();
    const run = await one.recover({ yesDisplay: true, initialisation: '1', follow: '0' });
    expect([run.code, run.document.by]).toEqual([0, 'power']);
    expect(events(run)).toContain('on-since');
    expect(events(run)).not.toContain('switch-off');
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });

  it('that was long ago begins anew where a person says so', async () => {
    const one = await bench({ faults: ['silent'] });
    await interruptedAt(one, /Silence until/, { from: 'quiet', inactivity: '20' });
    one.simulator.change([]);
    const run = await one.recover({ follow: '0' }, {}, person({ 'Go on with step 3': 'n' }));
    expect([run.code, run.document.outcome, steps(run)]).toEqual([0, 'answers', ['pause done', 'soft answered']]);
    expect(events(run)[0]).toBe('begins-anew');
  });
});

describe.concurrent('the collector', () => {
  async function collected(options: SimulatorOptions) {
    const folder = mkdtempSync(join(tmpdir(), 'meter-collector-'));
    folders.push(folder);
    const flag = join(folder, 'it runs');
    writeFileSync(flag, '');
    const lines = ['pause=rm', 'resume=touch', 'status=test -e'].map((one) => `${one} '${flag}'`);
    const one = await bench(options, { collectorCommand: [...lines, 'follow=echo read: ok', 'logs=echo read: ok'] });
    return { one, runs: () => statSync(flag, { throwIfNoEntry: false }) !== undefined };
  }

  it('is stopped before the first question and started after the last; its log is followed', async () => {
    const { one, runs } = await collected({ faults: ['stale-link'] });
    let ranAtFirst: boolean | null = null;
    const watching = later(0).then(async () => {
      await until(() => one.simulator.events.connections > 0, 'the first connection');
      ranAtFirst = runs();
    });
    const run = await one.recover({ timeout: '1' });
    await watching;
    expect([run.code, ranAtFirst, runs(), run.document.paused]).toEqual([0, false, true, false]);
    expect(events(run)).toEqual(expect.arrayContaining(['collector-stopped', 'resumed', 'follows-log']));
    expect(run.err).toContain('read: ok');
  });

  it('is given back where the recovery brought nothing, and stays where somebody else had paused it', async () => {
    const { one, runs } = await collected({ faults: ['echo', 'silent'] });
    const run = await one.recover();
    expect([run.code, runs(), run.document.paused]).toEqual([1, true, false]);
    expect(events(run).slice(-2)).toEqual(['resumed', 'given-back']);
    await runPause(keptContext(one.configDir), '2', {}, nobody);
    const again = await one.recover();
    expect([again.code, runs(), again.document.paused]).toEqual([1, false, true]);
    expect(events(again)).toEqual(expect.arrayContaining(['paused-before', 'stays-paused']));
  });

  it('that somebody else paused is resumed only where a person, or --yes, says so', async () => {
    const { one, runs } = await collected({});
    await runPause(keptContext(one.configDir), '2', {}, nobody);
    const run = await one.recover({ from: 'checks', yesDisplay: true, follow: '0' });
    expect([run.code, run.document.outcome, runs(), run.document.paused]).toEqual([0, 'recovered', false, true]);
    expect([events(run), next(run)]).toEqual([expect.arrayContaining(['left-paused']), ['resume', 'report']]);
    const agreed = await one.recover({ from: 'resume', yes: true, follow: '0' });
    expect([agreed.code, runs(), agreed.document.paused]).toEqual([0, true, false]);
  });

  it('stays paused after an interruption, and the next run knows that the pause is its own', async () => {
    const { one, runs } = await collected({ faults: ['silent'] });
    const stop = new AbortController();
    const { context, done } = one.start({ from: 'quiet', inactivity: '20' }, { signal: stop.signal });
    await until(() => context.printed.err().includes('Silence until'), 'the silence');
    stop.abort('SIGTERM');
    await expect(done).rejects.toBe('SIGTERM');
    expect([runs(), JSON.parse(context.printed.out())]).toEqual([false, expect.objectContaining({ paused: true })]);
    one.simulator.change([]);
    const run = await one.recover({ follow: '0' });
    expect([run.code, runs(), steps(run)[0], events(run)]).toEqual([0, true, 'quiet answered', expect.anything()]);
  });

  it('that does not start again leaves the meter paused, and the last step to be gone on with', async () => {
    const { one } = await collected({});
    const settings = join(one.configDir, 'config.json');
    writeFileSync(settings, readFileSync(settings, 'utf8').replaceAll('"touch"', '"false"'), { mode: 0o600 });
    const run = await one.recover({ from: 'checks', yesDisplay: true, follow: '0' });
    expect([run.code, run.document.outcome, run.document.goesOnWith, run.document.paused]).toEqual([
      1,
      'unfinished',
      'resume',
      true,
    ]);
    expect(next(run)).toEqual(['goOn', 'resume']);
  });
});

describe.concurrent('what it says and sends', () => {
  process.env.METER_RECOVER_SECRET = '00000000';
  const secret = { credential: ['user1:1'], secret: ['user1=env:METER_RECOVER_SECRET'] };

  it('sends a password once a run, and only among the checks', async () => {
    const one = await bench({ faults: ['stale-link'], clients: [1] }, secret);
    const { context, done } = one.start({ timeout: '1' }, { verbosity: 1 });
    expect(await done).toBe(0);
    const whole = context.printed.out() + context.printed.err();
    expect(whole).not.toContain('00000000');
    expect(whole).not.toMatch(/30 30 30 30 30 30 30 30/);
    const sent = one.simulator.events.log.flatMap((event) =>
      event.type === 'bytes-received' ? [Buffer.from(event.bytes).toString('latin1')] : [],
    );
    expect(sent.filter((bytes) => bytes.includes('00000000'))).toHaveLength(1);
    const run = { code: 0, document: JSON.parse(context.printed.out()), err: '' };
    expect([checks(run), events(run)]).toEqual([
      expect.arrayContaining(['reading READ-OK true']),
      expect.arrayContaining(['follows-meter', 'followed']),
    ]);
  });

  it('finds a secret that is missing before it touches anything', async () => {
    const one = await bench({}, { credential: ['user1:1'], secret: ['user1=env:METER_NO_SUCH_SECRET'] });
    await expect(one.recover()).rejects.toThrow(/METER_NO_SUCH_SECRET/);
    expect([one.simulator.events.connections, one.states()]).toEqual([0, []]);
  });

  it('stops at the display where nobody can be asked, and goes on from there', async () => {
    const one = await bench();
    const run = await one.recover({ from: 'checks' });
    expect([run.code, run.document.outcome, run.document.goesOnWith, checks(run)]).toEqual([
      2,
      'unfinished',
      'checks',
      [],
    ]);
    expect([events(run), next(run)]).toEqual([['needs-display'], ['display', 'giveUp']]);
    const dark = await one.recover({ follow: '0' }, {}, person({ 'Go on': '', 'Does the display': 'n' }));
    expect([dark.code, dark.document.outcome, checks(dark)[0]]).toEqual([1, 'recovered', 'display NO false']);
    const lit = await one.recover({ from: 'checks', follow: '0' }, {}, person({ 'Does the display': 'Yes' }));
    expect([lit.code, checks(lit)[0]]).toEqual([0, 'display YES true']);
  });

  it('shows its steps and times without touching the line', async () => {
    const one = await bench();
    const { context, done } = one.start({ plan: true, inactivity: '90' });
    expect(await done).toBe(0);
    const plan = JSON.parse(context.printed.out());
    expect(plan).toMatchObject({ schema: 'meter.recover-plan/1', unfinished: null });
    expect(plan.steps.map(({ step, waitsMs }: { step: string; waitsMs: number }) => [step, waitsMs])).toEqual([
      ['pause', 0],
      ['soft', 0],
      ['quiet', 90_000],
      ['power', 900],
      ['checks', 0],
      ['resume', 300],
    ]);
    expect([one.simulator.events.connections, one.states()]).toEqual([0, []]);
  });

  it.each(['en', 'es'] as const)('keeps to 80 columns, and to its language (%s)', async (lang) => {
    const one = await bench({ faults: ['hung'] });
    const { context, done } = one.start({ from: 'power' }, { json: false, lang });
    expect(await done).toBe(2);
    const out = context.printed.out();
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(out).toContain(lang === 'en' ? 'Recovery  unfinished' : 'Recuperación  sin terminar');
    expect(context.printed.err().split('\n').slice(0, -1)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\d\d:\d\d:\d\d \d power: /)]),
    );
    expect(out + context.printed.err()).not.toMatch(/\{\w+\}/);
  });

  it.each([
    [{ from: 'somewhere' }, '"somewhere" is not a step'],
    [{ inactivity: '0' }, '"0" is not a time for --inactivity'],
    [{ powerOff: 'long' }, '"long" is not a time for --power-off'],
    [{ initialisation: '99999' }, '"99999" is not a time for --initialisation'],
    [{ follow: '-1' }, '"-1" is not a time for --follow'],
    [{ timeout: '0' }, '"0"'],
  ] as const)('%j is a mistake: %s', async (options, message) => {
    const one = await bench();
    await expect(one.recover(options)).rejects.toThrow(message);
    expect(one.simulator.events.connections).toBe(0);
  });

  it('takes an endpoint that is not registered, and finds its state again', async () => {
    const one = await bench({ faults: ['hung'] });
    const context = keptContext(one.configDir, { json: true });
    expect(await runRecover(context, one.endpoint, { ...fast, from: 'power' }, nobody)).toBe(2);
    expect(JSON.parse(context.printed.out())).toMatchObject({
      meter: { id: null },
      goesOnWith: 'power',
      paused: false,
    });
    one.simulator.change([]);
    const again = keptContext(one.configDir, { json: true });
    expect(await runRecover(again, one.endpoint, { ...fast, follow: '0' }, nobody)).toBe(0);
    expect(again.printed.err()).toContain('it goes on with step 4, power');
  });

  it('lets another run of ours have its line', async () => {
    const one = await bench({ faults: ['silent'] });
    const stop = new AbortController();
    const first = one.start({ from: 'quiet', inactivity: '20' }, { signal: stop.signal });
    await until(() => first.context.printed.err().includes('Silence until'), 'the silence');
    const second = one.start();
    expect([await second.done, second.context.printed.err()]).toEqual([4, expect.stringContaining('meter recover')]);
    stop.abort('SIGINT');
    await expect(first.done).rejects.toBe('SIGINT');
  });
});

/** `meter follow` as it is shipped: what it tells of a meter that comes and goes, and how it leaves the line. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { type Registered, registered } from '../../support/registered.ts';
import { type Running, runMeter, startMeter } from '../../support/run-meter.ts';

interface Told {
  readonly schema: string;
  readonly event: string;
  readonly at: string;
  readonly [field: string]: unknown;
}

const running: { stop(): Promise<void> }[] = [];
const folders: Registered[] = [];
beforeAll(() => built());
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
afterAll(() => {
  for (const one of folders) one.remove();
});

async function simulated(options: SimulatorOptions = {}): Promise<Simulator & { readonly meter: string }> {
  const simulator = await startSimulator(options);
  running.push(simulator);
  return { ...simulator, meter: `127.0.0.1:${simulator.port}` };
}

/** A run whose lines of JSON can be waited for. */
function follow(args: readonly string[], options?: Registered['options']) {
  const run = startMeter(['follow', ...args, '--json'], options);
  const events: Told[] = [];
  let rest = '';
  run.process.stdout?.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    events.push(...lines.map((line) => JSON.parse(line) as Told));
  });
  const named = (name: string) => events.filter(({ event }) => event === name);
  running.push({ stop: () => end(run) });
  return {
    ...run,
    events,
    named,
    seen: (name: string, count = 1) =>
      waitFor(
        () => named(name).length >= count,
        () => `${count} × ${name} among ${JSON.stringify(events)}`,
      ),
  };
}

async function end({ process: child, ended }: Running): Promise<void> {
  if (child.exitCode === null) child.kill('SIGKILL');
  await ended;
}

async function waitFor(isTrue: () => boolean, what: () => string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 12_000; waitedMs += 20) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain for ${what()}`);
}

describe('a meter that talks', () => {
  it('is polled on one association, which is closed at the end', async () => {
    const { meter, events } = await simulated();
    const { stdout, stderr, code } = await runMeter(['follow', meter, '--every', '0.2', '--count', '3', '--json']);
    expect([stderr, code]).toEqual(['', 0]);
    const told = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Told);
    expect(told.map(({ schema }) => schema)).toEqual(told.map(() => 'meter.follow/1'));
    expect(told.map(({ event }) => event)).toEqual([
      'start',
      'connected',
      'reading',
      'verdict',
      'reading',
      'reading',
      'summary',
    ]);
    expect(told[2]).toMatchObject({ readings: [{ name: 'device-name' }, { name: 'clock' }] });
    // Who the meter is does not change.
    expect(told[4]).toMatchObject({ readings: [{ name: 'clock' }] });
    expect(told.at(-1)).toMatchObject({
      polls: 3,
      answered: 3,
      successRate: 1,
      reconnects: 0,
      verdict: { outcome: 'READ-OK', code: 'ok' },
    });
    expect(events.connections).toBe(1);
    expect(events.linksLeftOpen).toBe(0);
  });

  it('is told one line an event without a terminal, in the user’s language', async () => {
    const { meter } = await simulated();
    const args = ['follow', meter, '--every', '0.2', '--count', '2', '--register', 'clock', '--lang', 'es'];
    const { stdout, code } = await runMeter(args);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => / {2}clock .* \| respuestas [\d.]+ ms, la más lenta /.test(line))).toHaveLength(2);
    expect(stdout).toContain('veredicto ok (READ-OK)');
    expect(stdout).toMatch(/preguntado 2 veces, respondió 2 veces \(100 %\)/);
    expect(stdout).not.toContain('\u001b');
  });

  it('leaves a record in the history', async () => {
    const { meter } = await simulated();
    const own = await registered('m1', meter);
    folders.push(own);
    expect((await runMeter(['follow', 'm1', '--every', '0.2', '--count', '2'], own.options)).code).toBe(0);
    const { stdout } = await runMeter(['history', 'm1', '--json'], own.options);
    expect(stdout).toContain('"follow"');
    expect(stdout).toContain('READ-OK');
  });

  it('ends within a second of Ctrl-C, in the middle of an answer too, with its line closed', async () => {
    const { meter, events } = await simulated({ faults: ['late=400'] });
    const run = follow([meter, '--every', '0.2', '--timeout', '5']);
    await run.seen('connected');
    const { code, afterSignalMs } = await run.interrupt('SIGINT');
    expect(code).toBe(130);
    expect(afterSignalMs).toBeLessThan(1000);
    expect(run.events.at(-1)).toMatchObject({ event: 'summary', reconnects: 0 });
    await waitFor(
      () => events.linksLeftOpen === 0,
      () => 'the DISC',
    );
  });

  it('ends after --for', async () => {
    const { meter } = await simulated();
    const { code, ms } = await runMeter(['follow', meter, '--every', '0.5', '--for', '1.2s']);
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(1200);
  });
});

describe('a line that is lost', () => {
  it('is opened again when the gateway is back, and the change of verdict is told', async () => {
    const first = await simulated();
    const run = follow([first.meter, '--every', '0.2']);
    await run.seen('reading', 2);
    await first.stop();
    await run.seen('reconnect');
    expect(run.named('reconnect')[0]).toMatchObject({ why: 'growing' });
    const second = await simulated({ port: first.port });
    await run.seen('connected', 2);
    const before = run.named('reading').length;
    await run.seen('reading', before + 2);
    const verdicts = run.named('verdict').map(({ to }) => (to as { code: string }).code);
    expect(verdicts[0]).toBe('ok');
    expect(verdicts.at(-1)).toBe('ok');
    expect(verdicts.length).toBeGreaterThanOrEqual(3);
    const { code, afterSignalMs } = await run.interrupt('SIGTERM');
    expect(code).toBe(143);
    expect(afterSignalMs).toBeLessThan(1000);
    expect(run.events.at(-1)).toMatchObject({ event: 'summary', reconnects: 1 });
    expect(second.events.linksLeftOpen).toBe(0);
  });

  it('that cannot be opened is 3 at the end', async () => {
    const { meter, stop } = await simulated();
    await stop();
    const { stdout, code } = await runMeter(['follow', meter, '--count', '1', '--json']);
    expect(code).toBe(3);
    expect(stdout).toContain('"REFUSED"');
  });

  it('is left alone for the inactivity time-out where a link may be open, and is anybody’s meanwhile', async () => {
    const { meter, events } = await simulated({ faults: ['silent'] });
    const run = follow([meter, '--timeout', '0.3', '--inactivity', '60']);
    await run.seen('reconnect');
    const [next] = run.named('reconnect');
    expect(next).toMatchObject({ why: 'inactivity' });
    expect(next?.inMs).toBeGreaterThanOrEqual(60_000);
    const asked = events.framesReceived.SNRM ?? 0;
    const other = await runMeter(['read', meter, '--timeout', '0.3']);
    expect(other.stderr).not.toContain('another run');
    expect(other.code).toBe(1);
    expect(events.framesReceived.SNRM ?? 0).toBeGreaterThan(asked);
    expect(run.named('failure')).toHaveLength(1);
    expect((await run.interrupt('SIGINT')).code).toBe(130);
  });

  it('that another run holds is waited for', async () => {
    const { meter } = await simulated();
    const holder = follow([meter, '--every', '0.2']);
    await holder.seen('reading');
    const run = follow([meter, '--every', '0.3']);
    await run.seen('failure', 2);
    expect(run.named('failure')[0]).toMatchObject({ failure: { outcome: 'SELF', cause: 'self.busy' } });
    await holder.interrupt('SIGINT');
    await run.seen('reading');
    await run.interrupt('SIGINT');
    // Waiting is no failure of the meter.
    expect(run.events.at(-1)).toMatchObject({ event: 'summary', successRate: 1 });
  });
});

it('a password that is refused is said once', async () => {
  const { meter, events } = await simulated({ password: '12345678' });
  const own = await registered('m2', meter);
  folders.push(own);
  const run = follow(['m2', '--every', '0.2'], own.options);
  const { code, stdout } = await run.ended;
  expect(code).toBe(5);
  expect(run.named('given-up')).toHaveLength(1);
  expect(run.named('failure')[0]).toMatchObject({ failure: { outcome: 'LOGIN-REJECTED' } });
  expect([events.passwordsTried, events.passwordsRefused]).toEqual([1, 1]);
  expect(stdout).not.toContain('00000000');
});

describe('wrong use', () => {
  it.each([
    [['--every', '0'], 'interval'],
    [['--every', '101'], 'interval'],
    [['--every', '60', '--inactivity', '30'], 'lets the link go'],
    [['--via', 'magic'], 'way to follow'],
    [['--for', 'ever'], 'duration'],
    [['--count', '0'], 'count'],
    [['--inactivity', 'x'], 'inactivity'],
    [['--register', 'nonsense-name'], 'nonsense-name'],
    [['--register', 'profile'], 'profile'],
    [['--via', 'collector'], 'No collector'],
  ])('%j is 2', async (args, says) => {
    const { code, stderr, stdout } = await runMeter(['follow', '127.0.0.1:9', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
  });
});

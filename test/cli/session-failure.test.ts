/** Why there is no session: the sentence, the cause and the exit code, in both languages and as JSON. */
import { afterEach, describe, expect, it } from 'vitest';
import { runRead } from '../../src/cli/commands/read.ts';
import { holdEndpoint } from '../../src/cli/endpoint-lock.ts';
import { causeCodes } from '../../src/evidence/cause-code.ts';
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { temporaryFolder } from '../support/child.ts';
import { startRawServer } from '../support/raw-server.ts';
import { keptContext } from '../support/registry-context.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const times = { timeout: '0.3', connectTimeout: '0.5' };

async function endpointOf(options: SimulatorOptions): Promise<string> {
  const simulator = await startSimulator(options);
  stops.push(() => simulator.stop());
  return `${options.listener === 'wrapper' ? 'wrapper' : 'hdlc'}://127.0.0.1:${simulator.port}`;
}

async function failing(endpoint: string, lang: 'en' | 'es' = 'en') {
  const text = keptContext(temporaryFolder(), { lang });
  const code = await runRead(text, endpoint, ['8:clock'], times);
  return { code, out: text.printed.out(), err: text.printed.err() };
}

async function document(endpoint: string) {
  const json = keptContext(temporaryFolder(), { json: true });
  const code = await runRead(json, endpoint, ['8:clock'], times);
  return { code, ...JSON.parse(json.printed.out()) };
}

const cases: readonly (readonly [SimulatorOptions['faults'], number, string | null, string])[] = [
  [['busy'], 4, 'gateway.busy', 'BUSY'],
  [['device-error'], 1, 'gateway.device-error', 'BUSY'],
  [['close-at-once'], 1, 'inconclusive', 'CLOSED'],
  [['reset-on-question'], 1, 'inconclusive', 'RESET'],
  [['silent'], 1, 'link.silent', 'TIMEOUT'],
  [['garble'], 1, 'inconclusive', 'GARBLED'],
  [['dm'], 5, 'link.refused', 'DM'],
  [['frmr'], 5, 'link.sequence', 'FRMR'],
  [['rejects-information'], 5, 'link.sequence', 'FRMR'],
  [['association-silent'], 1, 'inconclusive', 'TIMEOUT'],
  [['association-refused'], 5, 'inconclusive', 'LOGIN-REJECTED'],
  [['context-refused'], 5, 'login.context', 'LOGIN-REJECTED'],
  [['mechanism-unknown'], 5, 'login.mechanism', 'LOGIN-REJECTED'],
  [['authentication-required'], 5, 'login.mechanism', 'LOGIN-REJECTED'],
  [['hls-pending'], 5, 'login.mechanism', 'LOGIN-REJECTED'],
  [['held-association'], 5, 'inconclusive', 'LOGIN-REJECTED'],
  [['initiate-incompatible'], 5, 'inconclusive', 'LOGIN-REJECTED'],
  [['short-names'], 1, null, 'SHORT-NAMES'],
];

describe('no session', () => {
  it.each(cases)('%j: exit %i, %s', async (faults = [], exit, cause, outcome) => {
    const [en, es] = [await failing(await endpointOf({ faults })), await failing(await endpointOf({ faults }), 'es')];
    expect([en.code, es.code]).toEqual([exit, exit]);
    expect(en.out + es.out).toBe('');
    expect(en.err).not.toBe(es.err);
    for (const { err } of [en, es]) {
      expect(err).toMatch(/^meter: \S/);
      expect(err).not.toMatch(/\{\w+\}|undefined/);
      if (cause !== null) expect(err).toContain(`docs/verdicts/${cause}.md`);
      expect(Math.max(...err.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    }
    const told = await document(await endpointOf({ faults }));
    expect(told).toMatchObject({ code: exit, schema: 'meter.read/1', failure: { cause, outcome } });
    expect(told.failure.says).toMatch(/\S\.$/);
    if (cause !== null) expect(causeCodes).toContain(cause);
  });

  it('where another station than the one that was asked opens a link: it is named', async () => {
    const endpoint = await endpointOf({ faults: ['all-answer'] });
    const context = keptContext(temporaryFolder());
    expect(await runRead(context, endpoint, ['8:clock'], { ...times, server: '5' })).toBe(1);
    expect(context.printed.err()).toMatch(/address\.value.*\(likely\)/);
    expect(context.printed.err().replace(/\s+/g, ' ')).toMatch(/opened a link at \S+: 1\./);
  });

  it('over the wrapper: silence is not said to be of a link', async () => {
    const mute = await startRawServer({});
    stops.push(() => mute.stop());
    const { code, err } = await failing(`wrapper://${mute.endpoint}`);
    expect(code).toBe(1);
    expect(err).toContain('link.silent');
    expect(err).toContain('login (AARQ)');
  });

  it('over the wrapper, through a gateway that says why', async () => {
    const busy = await startRawServer({ greeting: Buffer.from('Port already in use\r\n'), hangsUp: true });
    stops.push(() => busy.stop());
    const { code, err } = await failing(`wrapper://${busy.endpoint}`);
    expect(code).toBe(4);
    expect(err.replace(/\s+/g, ' ')).toContain('Port already in use');
  });

  it('where text comes that no table knows: it is shown, escaped', async () => {
    const odd = await startRawServer({ greeting: Buffer.from('hello\u001b[2J there, stranger\r\n'), hangsUp: true });
    stops.push(() => odd.stop());
    const { code, err } = await failing(odd.endpoint);
    expect(code).toBe(1);
    expect(err.includes('\u001b')).toBe(false);
  });

  it('where nobody listens, and where no such host is', async () => {
    const gone = await startRawServer({});
    await gone.stop();
    expect(await failing(gone.endpoint)).toMatchObject({ code: 3, err: expect.stringContaining('tcp.refused') });
    const nowhere = await failing('no-such-host.invalid:3333');
    expect(nowhere).toMatchObject({ code: 3, err: expect.stringContaining('tcp.unknown-host') });
  });

  it('while another run holds the line: nothing is sent', async () => {
    const simulator = await startSimulator({});
    stops.push(() => simulator.stop());
    const endpoint = `127.0.0.1:${simulator.port}`;
    const lock = holdEndpoint({ transport: 'hdlc', host: '127.0.0.1', port: simulator.port }, 'meter test');
    stops.push(() => lock.release());
    const { code, err } = await failing(endpoint);
    expect(code).toBe(4);
    expect(err).toContain(`process ${process.pid}`);
    expect(await document(endpoint)).toMatchObject({ code: 4, failure: { outcome: 'SELF', command: 'meter test' } });
    expect(simulator.events.connections).toBe(0);
  });
});

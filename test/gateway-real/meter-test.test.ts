/** `meter test` through the real ser2net in front of a simulated meter: what a technician's own gateway makes of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { built } from '../support/built.ts';
import { frames, RawClient } from '../support/raw-client.ts';
import { type Ended, runMeter } from '../support/run-meter.ts';
import { missingPrograms, type Ser2net, type Ser2netOptions, startSer2net } from '../support/ser2net.ts';
import { readTestDocument, type TestDocument } from '../support/test-document.ts';

const missing = missingPrograms();
const title =
  missing.length === 0
    ? 'behind the real ser2net'
    : `behind the real ser2net (SKIPPED: ${missing.join(' and ')} not installed)`;

interface Tested extends Ended {
  readonly document: TestDocument;
}

const outcomes = ({ document }: Tested) => document.credentials.map(({ outcome }) => outcome);
const causes = ({ document }: Tested) => document.verdict.causes.map(({ code, grade }) => `${code} ${grade}`);
const checkNamed = ({ document }: Tested, id: string) => document.checks.find((one) => one.id === id);
const busyText = Buffer.from('Port already in use\r\n');

describe.skipIf(missing.length > 0)(title, () => {
  beforeAll(built);
  const running: { readonly stop: () => Promise<void> }[] = [];
  afterEach(async () => {
    for (const part of running.splice(0).reverse()) await part.stop();
  });

  async function start(
    gateway: Omit<Ser2netOptions, 'meterPort'> = {},
    meter: SimulatorOptions = {},
  ): Promise<{ readonly simulator: Simulator; readonly ser2net: Ser2net }> {
    const simulator = await startSimulator({ ...meter, listener: 'meter' });
    running.push(simulator);
    const ser2net = await startSer2net({ ...gateway, meterPort: simulator.port });
    running.push(ser2net);
    return { simulator, ser2net };
  }

  async function test({ port }: Ser2net, ...options: readonly string[]): Promise<Tested> {
    const ended = await runMeter(['test', `127.0.0.1:${port}`, '--json', ...options]);
    expect(ended.stderr).toBe('');
    return { ...ended, document: readTestDocument(ended.stdout) };
  }

  it('opens a link for both clients, reads as the public one, and leaves nothing open', async () => {
    const { ser2net, simulator } = await start();
    const tested = await test(ser2net);
    expect([outcomes(tested), tested.document.verdict.code, tested.code]).toEqual([['UA', 'READ-OK'], 'ok', 0]);
    expect(causes(tested)).toEqual([]);
    expect(simulator.events.linksOpen).toEqual([]);
    // AARQ, GET and RLRQ.
    expect(simulator.events.framesReceived).toEqual({ SNRM: 2, I: 3, DISC: 2 });
    // The session is given back: the next client is served.
    const next = await RawClient.connect(ser2net.port);
    expect(await next.ask(frames.snrm16)).not.toBe('');
    next.close();
  });

  it('says that the port is busy, word by word, without waiting and without speaking', async () => {
    const { ser2net, simulator } = await start();
    const holder = await RawClient.connect(ser2net.port);
    running.push({ stop: async () => holder.close() });
    expect(await holder.ask(frames.snrm16)).not.toBe('');
    const tested = await test(ser2net);
    expect([outcomes(tested), tested.document.verdict.code, tested.code]).toEqual([
      ['BUSY', 'BUSY'],
      'gateway.busy',
      4,
    ]);
    expect(causes(tested)[0]).toBe('gateway.busy proven');
    const listened = checkNamed(tested, 'line.listen');
    expect(listened?.ms).toBeLessThan(250);
    expect(listened?.facts).toMatchObject({
      heard: { text: { text: 'Port already in use\\r\\n', known: { meaning: 'busy' } } },
    });
    const received = tested.document.credentials.map(({ exchanges }) =>
      exchanges.flatMap((one) => one.received.map(({ hex }) => hex)).join(''),
    );
    expect(received).toEqual([busyText.toString('hex'), busyText.toString('hex')]);
    expect(tested.document.verdict.proven).toContainEqual(
      expect.objectContaining({ name: 'gateway-speaks', text: 'Port already in use\\r\\n' }),
    );
    // The one who holds the port was not disturbed.
    expect(simulator.events.framesReceived).toEqual({ SNRM: 1 });
    expect(await holder.ask(frames.disc16)).not.toBe('');
  });

  it('says that the gateway has lost its serial device', async () => {
    const { ser2net } = await start();
    await ser2net.loseDevice();
    const tested = await test(ser2net);
    expect([outcomes(tested), tested.document.verdict.code, tested.code]).toEqual([
      ['BUSY', 'BUSY'],
      'gateway.device-error',
      1,
    ]);
    expect(tested.document.verdict.proven).toContainEqual(
      expect.objectContaining({ name: 'gateway-speaks', text: 'Device open failure: Value or file not found\\r\\n' }),
    );
  });

  it('hears the banner, and the meter behind it', async () => {
    const { ser2net } = await start({ banner: '\\r\\nser2net port \\p device \\d [\\B]\\r\\n' });
    const tested = await test(ser2net);
    expect([outcomes(tested), tested.document.verdict.code, tested.code]).toEqual([['UA', 'READ-OK'], 'ok', 0]);
    expect(causes(tested)).toEqual(['gateway.inserts-bytes proven']);
  });

  it('logs in through a telnet port, and names it where the first question with FF finds no answer', async () => {
    const { ser2net } = await start({ accepter: 'telnet(rfc2217)' });
    const tested = await test(ser2net, '--timeout', '1');
    expect([outcomes(tested), tested.document.verdict.code, tested.code]).toEqual([
      ['UA', 'LOGIN-OK'],
      'gateway.telnet',
      1,
    ]);
    expect(causes(tested)[0]).toBe('gateway.telnet proven');
  });

  it('logs in with a password and reads, or is rejected with one, and shows it nowhere', async () => {
    const password = 'Zq7-Pa55.w0rd';
    const { ser2net, simulator } = await start({}, { password });
    const configDir = mkdtempSync(join(tmpdir(), 'meter-real-'));
    running.push({ stop: async () => rmSync(configDir, { recursive: true, force: true }) });
    const set = ['--credential', 'reader:1:lls:env:READER', '--credential', 'public:16'];
    const added = await runMeter(['add', 'm', `127.0.0.1:${ser2net.port}`, ...set], { configDir });
    expect(added.code, added.stderr).toBe(0);
    for (const [READER, outcome, code] of [
      [password, 'READ-OK', 0],
      ['Zq7-Pa55.wrong', 'LOGIN-REJECTED', 5],
    ] as const) {
      const ended = await runMeter(['test', 'm', '--json', '-vv'], { configDir, env: { READER } });
      expect([readTestDocument(ended.stdout).credentials.map((one) => one.outcome), ended.code]).toEqual([
        [outcome, 'READ-OK'],
        code,
      ]);
      for (const spelling of ['Zq7', Buffer.from('Zq7').toString('hex'), '5A 71 37']) {
        expect(ended.stdout + ended.stderr).not.toContain(spelling);
      }
    }
    expect([simulator.events.passwordsTried, simulator.events.linksOpen]).toEqual([2, []]);
  });

  it('proves that the gateway lives in front of a mute meter, by a second connection', async () => {
    const { ser2net, simulator } = await start({}, { faults: ['silent'] });
    const tested = await test(ser2net, '--timeout', '0.5');
    expect([outcomes(tested), tested.document.verdict.code, tested.code]).toEqual([
      ['TIMEOUT', 'TIMEOUT'],
      'link.silent',
      1,
    ]);
    expect(checkNamed(tested, 'gateway.second')).toMatchObject({
      outcome: 'BUSY',
      facts: { firstStillOpen: true, heard: { text: { text: 'Port already in use\\r\\n' } } },
    });
    expect(tested.document.verdict.proven.map(({ name }) => name)).toContain('gateway-lives');
    // Somebody else cannot be the reason where the gateway counts its clients and let us in.
    expect(tested.document.verdict.excluded).toContainEqual({ code: 'gateway.busy', by: 'gateway.second' });
    expect(causes(tested).join()).not.toContain('gateway.busy');
    expect(simulator.events.framesReceived.SNRM).toBe(5);
  });

  it('works at once after the one who held the port has gone', async () => {
    const { ser2net } = await start();
    const holder = await RawClient.connect(ser2net.port);
    expect(await holder.ask(frames.snrm16)).not.toBe('');
    expect((await test(ser2net)).code).toBe(4);
    await holder.ask(frames.disc16);
    holder.close();
    await holder.untilEnded();
    expect((await test(ser2net)).code).toBe(0);
  });
});

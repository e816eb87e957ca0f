/** The simulated meter behind the real ser2net: what our own gateway imitates, said by the original. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { answers, frames, hex, RawClient } from '../support/raw-client.ts';
import { missingPrograms, type Ser2net, type Ser2netOptions, startSer2net } from '../support/ser2net.ts';

const missing = missingPrograms();
const title = missing.length === 0 ? 'real ser2net' : `real ser2net (SKIPPED: ${missing.join(' and ')} not installed)`;
const { ua } = answers;
const uaLength = ua.length / 2;

describe.skipIf(missing.length > 0)(title, () => {
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

  it('carries SNRM and UA', async () => {
    const { ser2net, simulator } = await start();
    const client = await RawClient.connect(ser2net.port);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(ua);
    expect(await client.ask(frames.disc16)).toBe(answers.bareUa);
    client.close();
    expect(simulator.events.framesReceived).toEqual({ SNRM: 1, DISC: 1 });
  });

  it('refuses a second client in 21 bytes and FIN, and serves the next one after the first has gone', async () => {
    const { ser2net } = await start();
    const first = await RawClient.connect(ser2net.port);
    expect(await first.ask(frames.snrm16, uaLength)).toBe(ua);
    const second = await RawClient.connect(ser2net.port);
    await second.untilEnded();
    expect(second.text).toBe('Port already in use\r\n');
    expect(second.length).toBe(21);
    expect(second.ended).toBe('fin');
    expect(await first.ask(frames.disc16)).toBe(answers.bareUa);
    first.close();
    await first.untilEnded();
    const third = await RawClient.connect(ser2net.port);
    expect(await third.ask(frames.snrm16, uaLength)).toBe(ua);
    third.close();
  });

  it('says that the device cannot be opened when the pty is gone', async () => {
    const { ser2net } = await start();
    await ser2net.loseDevice();
    const client = await RawClient.connect(ser2net.port);
    await client.untilEnded();
    expect(client.text).toBe('Device open failure: Value or file not found\r\n');
    expect(client.ended).toBe('fin');
  });

  it('sends its banner before anything else', async () => {
    const { ser2net } = await start({ banner: '\\r\\nser2net port \\p device \\d [\\B]\\r\\n' });
    const client = await RawClient.connect(ser2net.port);
    await client.until(() => client.text.endsWith(']\r\n'));
    const [accepter, device] = [`tcp,127.0.0.1,${ser2net.port}`, `serialdev,${ser2net.devicePath},9600n81,local`];
    expect(client.text).toBe(`\r\nser2net port ${accepter} device ${device} [,9600N81,CLOCAL]\r\n`);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(ua);
    client.close();
  });

  it.each([
    ['telnet(rfc2217)', 'FFFB03FFFD03FFFB01FFFE01FFFD00FFFB00FFFD2C'],
    ['telnet', 'FFFB03FFFD03FFFB01FFFE01FFFD00FFFB00'],
  ] as const)('negotiates %s at once, and makes one FF of two', async (accepter, negotiation) => {
    const { ser2net, simulator } = await start({ accepter });
    const client = await RawClient.connect(ser2net.port);
    await client.until(() => client.length >= negotiation.length / 2);
    expect(client.hex).toBe(negotiation);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(ua);
    await client.listen(hex('FF FF FF FF 41'), 100);
    const heard = simulator.events.log.flatMap((event) => (event.type === 'bytes-received' ? [...event.bytes] : []));
    expect(heard.slice(-3)).toEqual([0xff, 0xff, 0x41]);
    client.close();
  });

  it('throws the older client out without a word, where it is told to', async () => {
    const { ser2net } = await start({ kickOldUser: true });
    const older = await RawClient.connect(ser2net.port);
    expect(await older.ask(frames.snrm16, uaLength)).toBe(ua);
    const newer = await RawClient.connect(ser2net.port);
    await older.untilEnded();
    expect([older.ended, older.hex]).toEqual(['fin', ua]);
    expect(await newer.ask(frames.disc16)).toBe(answers.bareUa);
    newer.close();
  });

  it('gives every byte to each of two clients, where two are allowed', async () => {
    const { ser2net } = await start({ maxConnections: 2 });
    const [asking, listening] = [await RawClient.connect(ser2net.port), await RawClient.connect(ser2net.port)];
    expect(await asking.ask(frames.snrm16, uaLength)).toBe(ua);
    await listening.until(() => listening.length >= uaLength);
    expect(listening.hex).toBe(ua);
    asking.close();
    listening.close();
  });

  it('leaves a mute meter mute, and closes after its idle time', async () => {
    const { ser2net } = await start({ timeout: 1 }, { faults: ['silent'] });
    const client = await RawClient.connect(ser2net.port);
    client.send(frames.snrm16);
    await client.untilEnded(8000);
    expect([client.ended, client.hex]).toEqual(['fin', '']);
  });
});
